"""The register survives what happens to computers: programs killed at each step, and full disks."""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from forsa.demo.processes import command
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import reading

from tests.support.commands import SETTINGS, told
from tests.support.desks import write
from tests.support.nodes import copy_of
from tests.support.own_registers import (
    PLANTED,
    YEAR,
    learner,
    profile,
    write_csv,
    write_register,
)
from tests.support.processes import IS_CAMPAIGN, TRACEBACK, seeded
from tests.support.small_disk import is_possible, script_on_small_disk

COUNT = 40
MOST_STEPS = 4
"""Each command that changes the register has more."""
EXIT_REFUSED = 6
KILLER = """
import os, signal, sys
left, folder = int(sys.argv.pop(1)), sys.argv.pop(1)
ours = (folder + "/register", folder + "/keys/register.key")
def step(event, args):
    global left
    if event not in ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod"):
        return
    if any(str(one).startswith(ours) for one in args[:2]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(step)
from forsa_node.cli import main
main()
"""
"""A node's command that is killed before it touches a file of the register once more."""


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A node whose member told of its centres."""
    folder = copy_of(joined, tmp_path / "amal", SETTINGS)
    told(folder, "publish", write(tmp_path / "p.yaml", profile(), "member.profile"), "--yes")
    return folder


def killed_at(step: int, folder: Path, *words: str | Path) -> bool:
    """Run a command that is killed at a step; whether it lived so long."""
    argv = [sys.executable, "-c", KILLER, str(step), str(folder), *map(str, words), "--json"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert TRACEBACK not in done.stderr, done.stderr
    assert not [text for text in PLANTED if text in done.stdout + done.stderr]
    return done.returncode == -signal.SIGKILL


def state_of(folder: Path) -> Any:
    """What a register holds, so that two can be compared; rows have to be whole."""
    year = RegisterStore.open(folder).load(YEAR)
    if year is None:
        return None
    rows = year.rows()
    withdrawn = rows.filter(rows["frame_status"] == "withdrawn").height
    return rows.height, withdrawn, rows["outcome_m3"].null_count(), year.frame is not None


def holds_nothing_in_clear(folder: Path) -> bool:
    """Whether no file of the node has a name, a number, or a key of a learner in it."""
    planted = [text.encode() for text in (*PLANTED, "L0007")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return not any(text in path.read_bytes() for path in files for text in planted)


@pytest.mark.timeout(600 if IS_CAMPAIGN else 120)
def test_a_command_killed_at_any_step_leaves_the_register_of_before_or_the_next(
    folder: Path,
) -> None:
    """Power cuts are daily: half a register would count half of the learners."""
    draws = seeded()
    file, mapping = write_register(folder.parent, COUNT)
    later = write_csv(
        folder.parent / "plus-tard.csv",
        [learner(number, m3="apprenticeship") for number in range(COUNT)],
    )
    imports = ("--mapping", mapping, "--yes")
    stages: Sequence[tuple[Sequence[str | Path], Any]] = (
        (("outcomes", "import", folder, file, *imports), (COUNT, 0, COUNT, False)),
        (("outcomes", "frame", folder, YEAR, "--yes"), (COUNT, 0, COUNT, True)),
        (("outcomes", "import", folder, later, *imports), (COUNT, 0, 0, True)),
        (("outcomes", "forget", folder, "L0003", "--yes"), (COUNT, 1, 0, True)),
    )
    before, kills = None, 0
    chosen = draws.sample(range(len(stages)), len(stages) if IS_CAMPAIGN else 2)
    for place, (words, after) in enumerate(stages):
        was_killed = True
        for step in _steps(draws) if place in chosen else ():
            was_killed = killed_at(step, folder, *words)
            kills += was_killed

            assert holds_nothing_in_clear(folder), words
            assert state_of(folder) in {before, after}, (words, step)
            if not was_killed:
                break
        group, verb, _, *rest = words
        if was_killed and state_of(folder) != after:
            told(folder, f"{group} {verb}", *rest)
        assert state_of(folder) == after, words
        before = after
    with reading(folder) as stores:
        frames = [one for one in stores.member.items() if one.kind == "outcome.frame"]

    assert len(frames) == 1
    assert kills
    assert [one.name for one in (folder / "register").iterdir()] == [f"{YEAR}.sealed"]


def _steps(draws: random.Random) -> Sequence[int]:
    """All of them in a campaign; else one."""
    return range(100) if IS_CAMPAIGN else [draws.randrange(MOST_STEPS)]


@pytest.mark.skipif(
    not is_possible(),
    reason="this machine lets nobody mount a small disk in a namespace (unshare)",
)
def test_on_a_full_disk_an_import_is_refused_in_words_and_nothing_is_lost(
    folder: Path, tmp_path: Path
) -> None:
    """The card is full: the register of before stays, and space is all it takes."""
    out = tmp_path / "out"
    out.mkdir()
    file, mapping = write_register(tmp_path, COUNT)
    more, _ = write_register(tmp_path, 20 * COUNT, "plus.csv")
    node = command("forsa-node")
    imports = f"{node} outcomes import {folder} --mapping {mapping} --yes --json"
    script = f"""
        {imports} {file} > {out}/first
        dd if=/dev/zero of={folder}/filler bs=4k 2> {out}/dd
        dd if=/dev/zero of={folder}/filler2 bs=512 2> {out}/dd
        {imports} {more} > {out}/full 2>&1; echo $? > {out}/code
        {node} outcomes export-local {folder} {YEAR} --to {out}/rows.csv --json > {out}/while 2>&1
        ls -A {folder}/register > {out}/left
        rm {folder}/filler {folder}/filler2
        {imports} {more} > {out}/after 2>&1
    """
    subprocess.run(script_on_small_disk(script, folder), check=True)

    def said(name: str) -> Any:
        text = (out / name).read_text()
        assert TRACEBACK not in text, text
        return json.loads(text)

    assert said("first")["kept"] is True
    assert said("full")["error"]["reason"] == "STORAGE_FULL"
    assert (out / "code").read_text().strip() == str(EXIT_REFUSED)
    assert said("while")["rows"] == COUNT
    assert (out / "left").read_text().split() == [f"{YEAR}.sealed"]
    assert said("after")["years"][0]["after"] == 20 * COUNT
