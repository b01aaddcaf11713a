"""What people write survives: programs killed at any moment, and a disk that is full."""

import json
import random
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from forsa.demo.processes import command, run
from forsa_node.reading import reading
from forsa_node.store.desk import DeskStore, DraftState

from tests.support.commands import SETTINGS
from tests.support.desks import desk_of, write
from tests.support.made_files import picture
from tests.support.nodes import copy_of
from tests.support.processes import IS_CAMPAIGN, TRACEBACK, seeded
from tests.support.reports import small_report
from tests.support.small_disk import is_possible, script_on_small_disk

KILLS = 60 if IS_CAMPAIGN else 4
EXIT_REFUSED = 6


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return copy_of(joined, tmp_path / "amal", SETTINGS)


def report_with_picture(folder: Path, number: int) -> Path:
    """A report, and a picture of its own beside it."""
    place = folder / f"text-{number}"
    place.mkdir(exist_ok=True)
    report = small_report(number)
    report.attachments.add(file_name="atelier.png", role="picture", language="fr")
    report.attachments[0].title.add(lang="fr", text="L'atelier")
    report.attachments[0].alt_text.add(lang="fr", text="Des établis vides.")
    (place / "atelier.png").write_bytes(picture("PNG", compress_level=number % 10))
    return write(place / "report.yaml", report)


def killed_after(seconds: float, *argv: str | Path) -> None:
    """Run one of our commands and kill it (SIGKILL), if it is not done by then."""
    words = [command(str(argv[0])), *map(str, argv[1:])]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
    assert TRACEBACK not in output.decode()


def seconds_of(*argv: str | Path) -> float:
    """How long a command takes that nobody kills."""
    begun = time.monotonic()
    run(*argv).expect()
    return time.monotonic() - begun


def test_a_writer_killed_at_any_moment_leaves_whole_drafts_and_one_record_each(
    folder: Path,
) -> None:
    """Power fails when it likes: a draft is there or not, and is never signed into two records."""
    draws = seeded()
    paths = [report_with_picture(folder.parent, number) for number in range(KILLS + 1)]
    add = ("forsa-node", "draft", "add", folder)
    usual = seconds_of(*add, paths[0])
    for path in paths[1:]:
        killed_after(draws.uniform(0.3, 1.1) * usual, *add, path)
        _assert_whole(folder)
        run(*add, path).expect()
    with closing(desk_of(folder)) as desk:
        numbers = [row.number for row in desk.store.drafts(DraftState.OPEN)]
        for number in numbers:
            desk.say_consent(number, [], "nobody", "Amal")
    _publish_under_kills(folder, numbers, draws)
    with closing(DeskStore(folder)) as store:
        rows = store.drafts()
    with reading(folder) as stores:
        items = stores.member.items()

    assert len(numbers) == len(paths)
    assert {row.state for row in rows} == {DraftState.PUBLISHED}
    assert sorted(row.record_id for row in rows) == sorted(one.record.record_id for one in items)
    assert sorted(one.title for one in items) == sorted(
        f"Rapport numéro {n}" for n in range(len(paths))
    )


def _assert_whole(folder: Path) -> None:
    """Every draft has its text and its picture, or is not there."""
    with closing(desk_of(folder)) as desk:
        for row in desk.store.drafts():
            checked = desk.check(row.number)
            assert checked.errors == [], row
            assert list(checked.types.values()) == ["image/png"]


def _publish_under_kills(folder: Path, numbers: list[int], draws: random.Random) -> None:
    """Publish each, killed once on the way, then until it is done."""
    publish = ("forsa-node", "draft", "publish", folder)
    usual = seconds_of(*publish, str(numbers[0]), "--yes")
    for number in numbers[1:]:
        killed_after(draws.uniform(0.3, 1.1) * usual, *publish, str(number), "--yes")
        with closing(DeskStore(folder)) as store:
            done = store.draft(number).state is DraftState.PUBLISHED
        again = run(*publish, str(number), "--yes")
        assert again.code in ({EXIT_REFUSED} if done else {0, EXIT_REFUSED}), again.told()


@pytest.mark.skipif(
    not is_possible(),
    reason="this machine lets nobody mount a small disk in a namespace (unshare)",
)
def test_on_a_full_disk_a_draft_is_refused_in_words_and_nothing_is_lost(
    folder: Path, tmp_path: Path
) -> None:
    """The card is full in mid-report: what was kept stays, and space is all it takes."""
    out = tmp_path / "out"
    out.mkdir()
    node = command("forsa-node")
    first, second = (report_with_picture(tmp_path, number) for number in (1, 2))
    script = f"""
        {node} draft add {folder} {first} --json > {out}/first
        dd if=/dev/zero of={folder}/filler bs=4k 2> {out}/dd
        dd if=/dev/zero of={folder}/filler2 bs=512 2> {out}/dd
        {node} draft add {folder} {second} --json > {out}/full 2>&1; echo $? > {out}/code
        {node} draft list {folder} --json > {out}/while 2>&1
        rm {folder}/filler {folder}/filler2
        {node} draft add {folder} {second} --json > {out}/after 2>&1
        {node} draft list {folder} --json > {out}/list 2>&1
    """
    subprocess.run(script_on_small_disk(script, folder), check=True)

    def told(name: str) -> Any:
        text = (out / name).read_text()
        assert TRACEBACK not in text, text
        return json.loads(text)

    assert told("first")["number"] == 1
    assert told("full")["error"]["reason"] == "STORAGE_FULL"
    assert (out / "code").read_text().strip() == str(EXIT_REFUSED)
    assert [one["number"] for one in told("while")] == [1]
    assert told("after")["title"] == "Rapport numéro 2"
    assert [one["title"] for one in told("list")] == ["Rapport numéro 1", "Rapport numéro 2"]
