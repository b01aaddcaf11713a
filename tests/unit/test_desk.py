"""The desk keeps what people write: through damage, upgrades, copies and half-done publishing."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from forsa.client.drafts import Signed
from forsa.client.files import FolderError, FolderProblem
from forsa.errors import CorruptStoreError, Reason
from forsa_node.drafts.writing import Answering
from forsa_node.publishing import publish_ready
from forsa_node.reading import reading
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.desk import DeskStore, DraftRow, DraftState
from forsa_node.store.desk_copy import COPY_FILE, DESK_FILE, keep_copy, recover
from forsa_node.store.outbox import OutboxItem, OutboxState
from sqlalchemy import Connection, text

from tests.acceptance.test_damaged_stores import cut_short, overwrite_pages, overwrite_start
from tests.support.desks import desk_of, node_folder, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a node."""
    return node_folder(tmp_path / "amal")


def begin(folder: Path, number: int = 1) -> DraftRow:
    """Begin a draft and close the desk."""
    with closing(desk_of(folder)) as desk:
        path = written(folder.parent, number)
        return desk.add(path, "Amal", Answering(), "fr")[0]


def titles(folder: Path) -> list[str]:
    """Of all drafts."""
    with closing(DeskStore(folder)) as store:
        return [one.title for one in store.drafts()]


# Damage.


@pytest.mark.parametrize("damage", [overwrite_pages, overwrite_start, cut_short])
def test_a_damaged_desk_is_told_with_the_command_that_brings_the_drafts_back(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    """What people wrote can be fetched nowhere: there must be a second copy, and a way to it."""
    begin(folder, 1)
    begin(folder, 2)
    damage(folder / DESK_FILE)
    with pytest.raises(DamagedStoreError, match=f"draft recover {folder}") as told:
        titles(folder)
    aside = recover(folder)

    assert told.value.reason is Reason.STORED_DATA_CORRUPT
    assert titles(folder) == ["Rapport numéro 1", "Rapport numéro 2"]
    assert "desk.damaged-1.db" in {one.name for one in aside}
    assert (folder / DESK_FILE).stat().st_mode & 0o077 == 0


def test_a_damaged_desk_never_replaces_its_good_copy(folder: Path) -> None:
    """Else the disk's mistake would be copied over the last good text."""
    begin(folder)
    good = (folder / COPY_FILE).read_bytes()
    overwrite_pages(folder / DESK_FILE)

    assert keep_copy(folder) is False
    assert (folder / COPY_FILE).read_bytes() == good


def test_without_a_sound_copy_nothing_is_moved(folder: Path) -> None:
    """The damaged file may still be saved by an expert."""
    begin(folder)
    overwrite_start(folder / COPY_FILE)
    before = (folder / DESK_FILE).read_bytes()
    with pytest.raises(FolderError) as damaged:
        recover(folder)
    (folder / COPY_FILE).unlink()
    with pytest.raises(FolderError) as missing:
        recover(folder)

    assert (damaged.value.problem, missing.value.problem) == (
        FolderProblem.DAMAGED,
        FolderProblem.MISSING,
    )
    assert (folder / DESK_FILE).read_bytes() == before


def test_a_copy_that_cannot_be_made_does_not_refuse_the_change(folder: Path) -> None:
    """A full disk takes the copy; the draft itself was kept already."""
    begin(folder, 1)
    (folder / f"{COPY_FILE}.new").mkdir()
    begin(folder, 2)
    kept = titles(folder)
    (folder / f"{COPY_FILE}.new").rmdir()
    begin(folder, 3)
    recover(folder)

    assert kept == ["Rapport numéro 1", "Rapport numéro 2"]
    assert len(titles(folder)) == 3


def test_looking_makes_no_copy(folder: Path) -> None:
    """A list of drafts costs no write."""
    begin(folder)
    (folder / COPY_FILE).unlink()
    titles(folder)

    assert not (folder / COPY_FILE).exists()


def test_a_copy_of_the_folder_has_the_drafts_and_their_files(folder: Path, tmp_path: Path) -> None:
    """People back up by copying."""
    begin(folder)
    shutil.copytree(folder, tmp_path / "usb")
    with closing(desk_of(tmp_path / "usb")) as desk:
        (row,) = desk.store.drafts()

        assert desk.check(row.number).is_ready


# Upgrades.


def add_colour(connection: Connection) -> None:
    """What a later version might do."""
    connection.execute(text("ALTER TABLE draft ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'"))


def fail(connection: Connection) -> None:
    """A step that does half of its work, and no more."""
    connection.execute(text("UPDATE draft SET title = 'gone'"))
    raise RuntimeError("no power")


def version_of(folder: Path) -> int:
    """Of the tables."""
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_newer_program_brings_the_drafts_along(folder: Path) -> None:
    """An update must never cost an unfinished report."""
    begin(folder)
    with closing(DeskStore(folder, (add_colour,))) as store:
        assert [one.title for one in store.drafts()] == ["Rapport numéro 1"]
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        colours = connection.execute("SELECT colour FROM draft").fetchall()

    assert (version_of(folder), colours) == (2, [("blue",)])


def test_an_upgrade_that_fails_leaves_the_desk_as_it_was(folder: Path) -> None:
    """All of the steps or none: the old program still reads it."""
    begin(folder)
    with pytest.raises(RuntimeError):
        DeskStore(folder, (add_colour, fail))

    assert version_of(folder) == 1
    assert titles(folder) == ["Rapport numéro 1"]


def test_a_new_desk_is_of_the_newest_version(folder: Path) -> None:
    """Steps are for the desks of before; the tables in code are what they lead to."""
    DeskStore(folder, (fail,)).close()

    assert version_of(folder) == 2


def test_an_older_program_leaves_a_newer_desk_alone(folder: Path) -> None:
    """It would write rows without what the newer one needs."""
    begin(folder)
    DeskStore(folder, (add_colour,)).close()
    with pytest.raises(CorruptStoreError, match="newer version"):
        DeskStore(folder)


# Publishing that was stopped.


class StoppedError(Exception):
    """Stands for a kill."""


def test_published_again_after_a_stop_it_is_the_same_record(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed anew it would be another record, and the report stand twice in the log."""
    number = begin(folder).number
    sent: list[list[Signed]] = []

    async def queue(_folder: Path, signed: list[Signed], *_: object) -> None:
        sent.append(signed)
        if len(sent) == 1:
            raise StoppedError

    monkeypatch.setattr("forsa_node.publishing.queue", queue)
    with closing(desk_of(folder)) as desk, pytest.raises(StoppedError):
        publish_ready(folder, desk, [number])
    with closing(desk_of(folder)) as desk:
        publish_ready(folder, desk, [number])

    assert sent[0][0].record.record_id == sent[1][0].record.record_id


def test_a_change_after_the_stop_is_signed_anew(folder: Path) -> None:
    """What was signed and never sent is not what the author wants to say now."""
    number = begin(folder).number
    with closing(desk_of(folder)) as desk:
        first = desk.sign(number, desk.require_publishable(number), {}, None)
        desk.update(number, written(folder.parent, 2), "fr")
        second = desk.sign(number, desk.require_publishable(number), {}, None)

    assert first.record.record_id != second.record.record_id
    assert b"Rapport num\xc3\xa9ro 2" in second.body


def test_what_reached_the_outbox_before_the_stop_is_published(folder: Path) -> None:
    """Changed and signed again, it would be refused as a second version of itself."""
    number = begin(folder).number
    with closing(desk_of(folder)) as desk:
        signed = desk.sign(number, desk.require_publishable(number), {}, None)
    with reading(folder) as stores:
        stores.member.put(
            OutboxItem(
                signed.record,
                "practice.report",
                "",
                signed.salt,
                signed.body,
                1,
                OutboxState.WAITING,
            )
        )
    with closing(desk_of(folder)) as desk:
        row = desk.store.draft(number)

        assert (row.state, row.record_id) == (DraftState.PUBLISHED, signed.record.record_id)
