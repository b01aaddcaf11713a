"""The demo is the first thing a newcomer runs, and the widest test there is."""

import json
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from forsa.demo.processes import command, run, surroundings, wait_until
from forsa.demo.registry import PARTS
from forsa.demo.words import LANGUAGES, Language, say

from tests.support.processes import TRACEBACK

NODES = 3
SECONDS = 480
"""On two idle cores it takes about a minute and a half; a machine may be busy with other tests."""

pytestmark = pytest.mark.timeout(SECONDS + 30)


def test_the_whole_demo_shows_what_it_promises() -> None:
    """`make demo` is the first command of the README; if it fails there is no second one."""
    done = run("forsa", "demo", "--json", seconds=SECONDS).expect()
    result = done.json()
    facts = {part["name"]: part["facts"] for part in result["parts"]}
    nodes = result["nodes"]

    assert result["ok"] is True
    assert list(facts) == list(PARTS)
    assert facts["publish"]["published"] >= 6
    assert facts["share"]["files"] == 4
    assert facts["share"]["verdict"] == "worked"
    assert facts["outcomes"]["learners"] == 186
    assert facts["outcomes"]["hidden"] >= 4
    assert facts["season"]["in_force_for"] == ["amal", "badr", "nour"]
    assert facts["season"]["admitted"] == "active"
    assert facts["season"]["by_proxy"] == ["nour"]
    assert facts["season"]["late"] == {"amal": False, "badr": True}
    assert len(facts["season"]["erased_by"]) == NODES + 1, "the secretariat's node, too"
    assert len(facts["season"]["state"]) == 64
    assert facts["offline"]["waited"] == NODES
    assert facts["tamper"]["reason"] == "COMMITMENT_MISMATCH"
    assert len(nodes) == NODES
    assert len({node["root"] for node in nodes}) == len({node["size"] for node in nodes}) == 1
    assert all(node["waiting"] == 0 for node in nodes)
    assert sum(node["published"] for node in nodes) > facts["publish"]["published"] + NODES
    assert result["folder"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_speaks_of_every_part(language: Language) -> None:
    """`make demo PART=name` needs the names, and each part its heading."""
    told = run("forsa", "demo", "--help").expect().stdout

    assert all(name in told for name in PARTS)
    assert all(say(language, f"part_{name}") for name in PARTS)


def test_a_kept_network_works_and_stops_as_it_was_told() -> None:
    """Somebody who wants to look around gets commands that work, and one that ends it all."""
    result = run("forsa", "demo", "--part", "network", "--keep", "--json", seconds=SECONDS).json()
    try:
        status = run("forsa-node", "status", Path(result["folder"]) / "amal", "--json").json()
        alive = [psutil.pid_exists(process) for process in result["processes"]]
    finally:
        for process in result["processes"]:
            psutil.Process(process).terminate()
        wait_until("they end", lambda: not any(map(_runs, result["processes"])), 60)
        shutil.rmtree(result["folder"])

    assert status["running"] is True
    assert alive == [True] * (NODES + 1)


def test_a_demo_that_is_interrupted_leaves_nothing_running() -> None:
    """Ctrl-C in the middle must not leave four processes that hold ports and folders."""
    with TemporaryDirectory(prefix="forsa-") as folder:  # short: sockets lie in it
        log = Path(folder) / "log"
        with log.open("w") as file:
            demo = subprocess.Popen(
                [command("forsa"), "demo"],
                stdout=file,
                stderr=file,
                env=surroundings({"TMPDIR": folder}),
            )
        try:
            wait_until("two processes run", lambda: len(_children(demo.pid)) >= 2, SECONDS)
            children = _children(demo.pid)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(60)
        told = log.read_text()

    assert demo.returncode != 0
    assert not any(map(_runs, children))
    assert TRACEBACK not in told


def _children(pid: int) -> list[int]:
    """The daemons of a demo: what it started and that stays."""
    found = psutil.Process(pid).children()
    return [one.pid for one in found if {"serve", "run"} & set(_words(one))]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_part_that_fails_says_what_and_where_the_logs_are(tmp_path: Path) -> None:
    """A demo that fails on somebody's machine must say enough to be mended from afar."""
    far = tmp_path / ("a" * 100)  # no socket can have such a long path
    far.mkdir()
    done = subprocess.run(
        [command("forsa"), "demo", "--part", "network", "--json"],
        env=surroundings({"TMPDIR": str(far)}),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    result = json.loads(done.stdout)

    assert done.returncode == 1
    assert result["ok"] is False
    assert result["failure"]["part"] == "network"
    assert TRACEBACK not in result["failure"]["what"]
    assert Path(result["failure"]["logs"]).is_dir()
