"""Power cuts while a release is made: at every step it goes on, and it is published once."""

import json
import random
import tempfile
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from forsa.client import sealing
from forsa.demo.network import Network, Node
from forsa.demo.processes import Daemon
from forsa.testing.learners import draw_node
from forsa_node.cli import main
from forsa_node.reading import reading

from tests.support.processes import IS_CAMPAIGN, RELAXED, seeded
from tests.support.released import (
    QUICK,
    RECEIPT,
    SECRETS,
    YEAR,
    files_with,
    profile,
    secret_of,
    write_profile,
    write_register,
)

KILLS = 20 if IS_CAMPAIGN else 1
LEARNERS = draw_node(5, n=70, centres=1, member="amal")


def ask(node: Node, words: str, *arguments: object) -> Any:
    """What a command answers, run to its end."""
    line = [*words.split(), str(node.folder), *map(str, arguments), "--json"]
    done = CliRunner().invoke(main, line)

    assert done.exit_code == 0, f"{line}\n{done.output}\n{done.exception!r}"
    return json.loads(done.stdout)


def kill_often(node: Node, desk: Path, draws: random.Random, words: str, *options: object) -> Any:
    """Begin a command again and again, kill it each time somewhere, then let it end."""
    asked = [*words.split(), str(node.folder), YEAR, "exit", *map(str, options), "--json"]
    for _ in range(KILLS):
        command = Daemon(words, ["forsa-node", *asked], desk / "killed.log").start()
        time.sleep(draws.uniform(0.4, 1.5))
        if command.is_running():
            command.kill()
    if words == "outcomes release" and not _is_prepared(node):
        return None  # the last one came to its end before it was killed
    return ask(node, words, YEAR, "exit", *options)


def _is_prepared(node: Node) -> bool:
    (year,) = ask(node, "outcomes status")
    return bool(year["unfinished"])


def _take_in(node: Node, desk: Path) -> None:
    path = write_profile(desk / "profile.yaml", profile(LEARNERS.centres))
    ask(node, "publish", path, "--yes")
    for name in SECRETS:
        ask(node, "key add", name, "--passphrase-file", secret_of(desk, name))
    register, mapping = write_register(desk, LEARNERS.learners)
    ask(node, "outcomes import", register, "--mapping", mapping, "--yes")
    ask(node, "outcomes frame", YEAR, "--yes")
    node.sync()


def test_a_release_survives_kills_at_every_step_and_is_published_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half a release must not leave, a whole one not twice, and no row may lie about in clear."""
    monkeypatch.setattr(sealing, "_COST", QUICK)
    draws = seeded()
    with TemporaryDirectory(prefix="forsa-") as folder:  # short: sockets lie in it
        desk, scratch = Path(folder) / "desk", Path(folder) / "tmp"
        desk.mkdir()
        scratch.mkdir()
        monkeypatch.setenv("TMPDIR", str(scratch))
        monkeypatch.setattr(tempfile, "tempdir", str(scratch))
        with Network(Path(folder) / "n", RELAXED) as network:
            network.hub.init("Essai")
            network.hub.start()
            node = network.add("amal", "Amal", "MA-05", {"FORSA_NODE_VERIFY_WORKERS": "0"})
            _take_in(node, desk)
            salma, driss = (
                ("--yes", "--by", name, "--passphrase-file", secret_of(desk, name))
                for name in SECRETS
            )
            kill_often(node, desk, draws, "outcomes prepare", "--legal-basis", RECEIPT, *salma)
            kill_often(node, desk, draws, "outcomes approve", *driss)
            kill_often(node, desk, draws, "outcomes release")
            for _ in range(KILLS):
                node.start()
                time.sleep(draws.uniform(0, 0.5))
                node.daemon.kill()
            node.start()
            rows = [one for one in ask(node, "outbox") if one["kind"] == "outcome.release"]
            network.wait_until_logged([one["record_id"] for one in rows], [node])
            with reading(node.folder) as stores:
                logged = stores.mirror.read(lambda log: log.records_of(["outcome.release"]))
            key = LEARNERS.learners["learner_key"][0].encode()
            _, telling = files_with((network.folder, scratch), [key])

    assert len(rows) == len(logged) == 1
    assert telling == []
