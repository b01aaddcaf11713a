"""The desk keeps what people write: through damage, upgrades, copies and half-done publishing."""

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from forsa.client.drafts import Signed
from forsa.client.files import FolderError, FolderProblem
from forsa.errors import CorruptStoreError, Reason
from forsa.testing.clock import FakeClock
from forsa_node.drafts.writing import Answering
from forsa_node.files.content import ContentStore
from forsa_node.files.erasing import sweep
from forsa_node.own_texts import erase_own
from forsa_node.publishing import publish_ready
from forsa_node.reading import reading
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.desk import Contents, DeskStore, DraftRow, DraftState, HeldFile
from forsa_node.store.desk_copy import COPY_FILE, DESK_FILE, keep_copy, recover
from forsa_node.store.desk_tables import METADATA, UPGRADES
from forsa_node.store.outbox import OutboxItem, OutboxState
from sqlalchemy import Connection, create_engine, text

from tests.acceptance.test_damaged_stores import cut_short, overwrite_pages, overwrite_start
from tests.support.commands import run_command
from tests.support.desks import desk_of, node_folder, sign, written


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


def a_row() -> DraftRow:
    """A draft that nobody wrote."""
    return DraftRow(0, "practice.report", "", "network", b"", bytes(16), b"", "", "Amal", 1, 1)


# Damage.


def empty_but_for_its_start(path: Path) -> None:
    """The first page was written, and nothing after it."""
    data = path.read_bytes()
    path.write_bytes(data[:16_384] + bytes(len(data) - 16_384))


@pytest.mark.parametrize(
    "damage", [overwrite_pages, overwrite_start, cut_short, empty_but_for_its_start]
)
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

    assert aside is not None
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


def test_looking_makes_no_copy_of_what_is_copied(folder: Path) -> None:
    """A list of drafts costs no write."""
    begin(folder)
    before = (folder / COPY_FILE).stat()
    titles(folder)

    assert (folder / COPY_FILE).stat().st_ino == before.st_ino


@pytest.mark.parametrize("left", [None, b"", b"half of a copy"])
def test_the_next_command_copies_what_was_not_copied(folder: Path, left: bytes | None) -> None:
    """Stopped before the copy, or with one that the disk forgot, the desk is there but once."""
    begin(folder)
    (folder / COPY_FILE).unlink()
    if left is not None:
        (folder / COPY_FILE).write_bytes(left)
    titles(folder)
    empty(folder)
    recover(folder)

    assert titles(folder) == ["Rapport numéro 1"]


# A desk that holds less than its copy.


def empty(folder: Path) -> None:
    """As a power cut leaves a file that was not written yet."""
    remove(folder)
    (folder / DESK_FILE).touch()


def remove(folder: Path) -> None:
    """Somebody tidied up."""
    for path in folder.glob(f"{DESK_FILE}*"):
        path.unlink()


def bare(folder: Path) -> None:
    """A database without a table: its first page alone was written."""
    remove(folder)
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def of_another_node(folder: Path) -> None:
    """Somebody brought the drafts of another machine along; they are more."""
    other = node_folder(folder.parent / "other")
    for number in range(5, 9):
        begin(other, number)
    shutil.copy(other / DESK_FILE, folder / DESK_FILE)


def begun_anew(folder: Path) -> None:
    """By a program that found none, and did not look for a copy."""
    old = folder.parent / "before"
    old.mkdir()
    with closing(sqlite3.connect(old / DESK_FILE)) as connection:
        as_of_version_1(connection)
    shutil.copy(old / DESK_FILE, folder / DESK_FILE)


def nobody(folder: Path) -> None:
    """A page of zeros, where it stood which desk this is."""
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        connection.execute("DELETE FROM desk")
        connection.commit()


LESS = pytest.mark.parametrize("lose", [empty, remove, bare, of_another_node, begun_anew, nobody])


@LESS
def test_a_desk_that_holds_less_than_its_copy_is_refused_until_it_is_recovered(
    folder: Path, lose: Callable[[Path], None]
) -> None:
    """Told "no drafts", people begin again, and the next change is copied over the last of them."""
    begin(folder, 1)
    begin(folder, 2)
    lose(folder)
    for _ in range(2):  # the refusal itself leaves nothing that passes the next time
        with pytest.raises(DamagedStoreError, match=f"draft recover {folder}"):
            begin(folder, 3)
    recover(folder)
    number = begin(folder, 4).number

    assert titles(folder) == [f"Rapport numéro {one}" for one in (1, 2, 4)]
    assert number == 3


@pytest.mark.parametrize("lose", [empty, remove])
def test_a_refusal_leaves_what_lies_there(folder: Path, lose: Callable[[Path], None]) -> None:
    """SQLite deletes the log of an empty database, where an expert might find the last drafts."""
    begin(folder)
    lose(folder)
    (folder / f"{DESK_FILE}-wal").write_bytes(b"the last pages")
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    with pytest.raises(DamagedStoreError):
        titles(folder)

    assert {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()} == before


@LESS
def test_a_copy_is_never_replaced_by_less(folder: Path, lose: Callable[[Path], None]) -> None:
    """Whatever opened that desk: what is only in the copy stays in it."""
    begin(folder, 1)
    begin(folder, 2)
    good = (folder / COPY_FILE).read_bytes()
    lose(folder)

    assert keep_copy(folder) is False
    assert (folder / COPY_FILE).read_bytes() == good


def test_a_desk_of_before_is_refused_beside_the_copy_of_a_later_change(folder: Path) -> None:
    """No number tells it: the text of a draft changed, and the copy alone has the new one."""
    begin(folder, 1)
    shutil.copytree(folder, folder.parent / "usb")
    with closing(desk_of(folder)) as desk:
        desk.update(1, written(folder.parent, 2), "fr")
    shutil.copy(folder.parent / "usb" / DESK_FILE, folder / DESK_FILE)
    with pytest.raises(DamagedStoreError):
        titles(folder)
    recover(folder)

    assert titles(folder) == ["Rapport numéro 2"]


def test_a_copy_of_before_is_no_reason_to_refuse_the_desk(folder: Path) -> None:
    """A full disk leaves an older copy; the desk has everything, and is copied when it can be."""
    begin(folder, 1)
    shutil.copy(folder / COPY_FILE, folder.parent / COPY_FILE)
    begin(folder, 2)
    shutil.copy(folder.parent / COPY_FILE, folder / COPY_FILE)

    assert len(titles(folder)) == 2
    remove(folder)
    recover(folder)
    assert len(titles(folder)) == 2


def test_a_sound_desk_is_not_put_aside_for_an_older_copy(folder: Path) -> None:
    """Who runs recover to be safe must not lose the last change by it."""
    begin(folder, 1)
    (folder / f"{COPY_FILE}.new").mkdir()
    begin(folder, 2)

    assert recover(folder) is None
    assert len(titles(folder)) == 2


def test_a_recovery_that_was_stopped_is_run_again(folder: Path) -> None:
    """Power fails between the two: the desk is aside, and nothing in its place."""
    begin(folder)
    overwrite_start(folder / DESK_FILE)
    (folder / DESK_FILE).rename(folder / "desk.damaged-1.db")
    with pytest.raises(DamagedStoreError):
        titles(folder)
    recover(folder)

    assert titles(folder) == ["Rapport numéro 1"]
    assert (folder / "desk.damaged-1.db").exists()


@pytest.mark.parametrize("left", [b"", b"half of a copy"])
def test_an_empty_copy_brings_nothing_back_and_nothing_is_begun_over_it(
    folder: Path, left: bytes
) -> None:
    """SQLite calls an empty file sound; put in place, it would hide what an expert might save."""
    begin(folder)
    (folder / COPY_FILE).write_bytes(left)
    empty(folder)
    with pytest.raises(DamagedStoreError):
        titles(folder)
    with pytest.raises(FolderError) as told:
        recover(folder)

    assert told.value.problem is FolderProblem.DAMAGED


def test_two_programs_copy_one_after_the_other(folder: Path) -> None:
    """Into the same new file at once, the copy would be half of each."""
    begin(folder)
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    (folder / COPY_FILE).unlink()
    other = Thread(target=keep_copy, args=(folder,))
    other.start()
    other.join(0.2)
    was_there = (folder / COPY_FILE).exists()
    os.close(descriptor)
    other.join()

    assert not was_there
    assert (folder / COPY_FILE).exists()


def test_files_of_drafts_stay_while_their_desk_is_gone(folder: Path) -> None:
    """Swept at the next start, the pictures of recovered drafts would be missing."""
    content = ContentStore(folder)
    later = FakeClock(int(folder.stat().st_mtime * 1000) + 10 * 86_400_000)
    digest, _ = content.put(BytesIO(b"a picture"))
    held = Contents({"draft.yaml": b"x"}, {"a.png": HeldFile(digest, 9)})
    with closing(DeskStore(folder)) as store:
        store.add(a_row(), held)
    remove(folder)
    with reading(folder) as stores:
        sweep(stores.mirror, stores.member, content, later)
        kept = digest in content.all()
        recover(folder)
        with closing(DeskStore(folder)) as store:
            row = store.draft(1)
            store.change(row, replace(row, state=DraftState.DISCARDED))
        sweep(stores.mirror, stores.member, content, later)

    assert kept
    assert digest not in content.all()


def test_what_was_redacted_waits_for_a_desk_that_is_gone(folder: Path) -> None:
    """Its copy holds the text still, and brings it back."""
    begin(folder)
    remove(folder)
    with reading(folder) as stores:
        before = erase_own(folder, stores.member, [bytes(32)])
        recover(folder)
        after = erase_own(folder, stores.member, [bytes(32)])

    assert (before, after) == (False, True)


# What was redacted.

REDACTED = b"r" * 32
SECRET = "un texte que plus personne ne doit lire"


def begin_redacted(folder: Path) -> None:
    """A draft that was published, and is redacted now."""
    with closing(desk_of(folder)) as desk:
        row, _ = desk.add(written(folder.parent, 1, SECRET), "Amal", Answering(), "fr")
        desk.published(row.number, REDACTED)


def erase_redacted(folder: Path) -> bool:
    """What a round of the node does once it knows of the redaction."""
    with reading(folder) as stores:
        return erase_own(folder, stores.member, [REDACTED])


def files_with_secret(folder: Path) -> set[str]:
    """Names of the files in which the text can still be read."""
    return {one.name for one in folder.glob("desk*") if SECRET.encode() in one.read_bytes()}


def put_aside(folder: Path) -> list[Path]:
    """An older desk was put back from a backup, and the newer copy takes its place again."""
    older = folder.parent / "older"
    shutil.copytree(folder, older)
    begin(folder, 2)
    shutil.copy(older / DESK_FILE, folder / DESK_FILE)
    aside = recover(folder)
    assert aside is not None
    return aside


def test_a_redacted_text_is_in_no_desk_that_was_put_aside(folder: Path) -> None:
    """Nobody opens that file again, and whoever finds the computer reads it."""
    begin_redacted(folder)
    aside = put_aside(folder)[-1]
    before = files_with_secret(folder)
    erased = erase_redacted(folder)

    assert aside.name in before
    assert erased
    assert files_with_secret(folder) == set()
    assert titles(folder) == ["", "Rapport numéro 2"]


def test_what_is_put_aside_stays_if_the_redacted_text_is_not_in_it(folder: Path) -> None:
    """An expert may find the last drafts in it; every redaction of the network would take it."""
    begin(folder, 1)
    older = put_aside(folder)
    overwrite_start(folder / DESK_FILE)
    damaged = recover(folder)
    erased = erase_redacted(folder)

    assert erased
    assert damaged
    assert all(one.exists() for one in (*older, *damaged))


def test_a_damaged_desk_goes_where_an_own_text_was_redacted(folder: Path) -> None:
    """Nobody can tell what its pages hold, and one of them holds the text."""
    begin_redacted(folder)
    overwrite_start(folder / DESK_FILE)
    recover(folder)
    before = files_with_secret(folder)
    erased = erase_redacted(folder)

    assert "desk.damaged-1.db" in before
    assert erased
    assert list(folder.glob("desk.damaged-*")) == []


def test_a_redaction_waits_for_the_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk keeps the copy of before; told « erased » the node would not try again."""
    begin_redacted(folder)
    with monkeypatch.context() as disk:
        disk.setattr("forsa_node.store.desk_copy._sync", disk_is_full)
        waits = erase_redacted(folder)
    before = files_with_secret(folder)
    erased = erase_redacted(folder)

    assert (waits, erased) == (False, True)
    assert before == {COPY_FILE}
    assert files_with_secret(folder) == set()


def disk_is_full(_path: Path) -> None:
    """What the system answers then."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_redaction_waits_for_a_file_that_cannot_be_deleted(folder: Path) -> None:
    """It may hold the text, and the next round tries again."""
    begin_redacted(folder)
    (folder / "desk.damaged-1.db").mkdir()
    waits = erase_redacted(folder)
    (folder / "desk.damaged-1.db").rmdir()
    erased = erase_redacted(folder)

    assert (waits, erased) == (False, True)


def test_two_recoveries_come_one_after_the_other(folder: Path) -> None:
    """Into the same new file at once, the desk put in place would be half of each."""
    begin(folder)
    overwrite_start(folder / DESK_FILE)
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    other = Thread(target=recover, args=(folder,))
    other.start()
    other.join(0.2)
    was_moved = (folder / "desk.damaged-1.db").exists()
    os.close(descriptor)
    other.join()

    assert not was_moved
    assert (folder / "desk.damaged-1.db").exists()
    assert titles(folder) == ["Rapport numéro 1"]


def test_a_copy_of_the_folder_has_the_drafts_and_their_files(folder: Path, tmp_path: Path) -> None:
    """People back up by copying."""
    begin(folder)
    shutil.copytree(folder, tmp_path / "usb")
    with closing(desk_of(tmp_path / "usb")) as desk:
        (row,) = desk.store.drafts()

        assert desk.check(row.number).is_ready


def test_people_are_told_of_the_copy_in_their_language(folder: Path) -> None:
    """Told to restore the last backup, they lose what they wrote since."""
    begin(folder)
    remove(folder)
    lost = run_command(folder, "draft list")
    back = run_command(folder, "draft recover")
    sound = run_command(folder, "draft recover")
    overwrite_start(folder / DESK_FILE)
    damaged = run_command(folder, "draft list")
    aside = run_command(folder, "draft recover")

    for told in (lost, damaged):
        assert told.exit_code == 8
        assert f"forsa-node draft recover {folder}" in told.output
        assert "remet leur copie à sa place" in told.output
        assert "sauvegarde" not in told.output
    assert "revenus de leur copie : 1." in back.stdout
    assert "Rien à remettre en place" in sound.stdout
    assert "desk.damaged-1.db" in aside.stdout
    assert "supprimez-le" in aside.stdout


# Upgrades.


def add_colour(connection: Connection) -> None:
    """What a later version might do."""
    connection.execute(text("ALTER TABLE draft ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'"))


def fail(connection: Connection) -> None:
    """A step that does half of its work, and no more."""
    connection.execute(text("UPDATE draft SET title = 'gone'"))
    raise RuntimeError("no power")


def as_of_version_1(connection: sqlite3.Connection) -> None:
    """What the first version made: the tables of today without the one that counts changes."""
    engine = create_engine("sqlite://", creator=lambda: connection)
    tables = [one for one in METADATA.sorted_tables if one.name != "desk"]
    METADATA.create_all(engine, tables)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()


def tables_of(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The columns of every table of a desk."""
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in found]
        return {one: connection.execute(f"PRAGMA table_info({one})").fetchall() for one in names}


def test_a_desk_of_version_1_becomes_one_of_today(folder: Path, tmp_path: Path) -> None:
    """With its drafts, and with a copy that could not be compared yet."""
    begin(folder)
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        connection.execute("DROP TABLE desk")
        connection.execute("PRAGMA user_version = 1")
    shutil.copy(folder / DESK_FILE, folder / COPY_FILE)
    kept = titles(folder)
    DeskStore(tmp_path).close()
    remove(folder)
    recover(folder)

    assert kept == titles(folder) == ["Rapport numéro 1"]
    assert tables_of(folder) == tables_of(tmp_path)
    assert version_of(folder) == 2


def version_of(folder: Path) -> int:
    """Of the tables."""
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_newer_program_brings_the_drafts_along(folder: Path) -> None:
    """An update must never cost an unfinished report."""
    begin(folder)
    with closing(DeskStore(folder, (*UPGRADES, add_colour))) as store:
        assert [one.title for one in store.drafts()] == ["Rapport numéro 1"]
    with closing(sqlite3.connect(folder / DESK_FILE)) as connection:
        colours = connection.execute("SELECT colour FROM draft").fetchall()

    assert (version_of(folder), colours) == (3, [("blue",)])


def test_an_upgrade_that_fails_leaves_the_desk_as_it_was(folder: Path) -> None:
    """All of the steps or none: the old program still reads it."""
    begin(folder)
    with pytest.raises(RuntimeError):
        DeskStore(folder, (*UPGRADES, add_colour, fail))

    assert version_of(folder) == 2
    assert titles(folder) == ["Rapport numéro 1"]


def test_a_new_desk_is_of_the_newest_version(folder: Path) -> None:
    """Steps are for the desks of before; the tables in code are what they lead to."""
    DeskStore(folder, (fail,)).close()

    assert version_of(folder) == 2


def test_an_older_program_leaves_a_newer_desk_alone(folder: Path) -> None:
    """It would write rows without what the newer one needs."""
    begin(folder)
    DeskStore(folder, (*UPGRADES, add_colour)).close()
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
        publish_ready(folder, desk, [desk.store.look(number)])
    with closing(desk_of(folder)) as desk:
        publish_ready(folder, desk, [desk.store.look(number)])

    assert sent[0][0].record.record_id == sent[1][0].record.record_id


def test_a_change_after_the_stop_is_signed_anew(folder: Path) -> None:
    """What was signed and never sent is not what the author wants to say now."""
    number = begin(folder).number
    with closing(desk_of(folder)) as desk:
        first = sign(desk, number)
        desk.update(number, written(folder.parent, 2), "fr")
        second = sign(desk, number)

    assert first.record.record_id != second.record.record_id
    assert b"Rapport num\xc3\xa9ro 2" in second.body


def test_what_reached_the_outbox_before_the_stop_is_published(folder: Path) -> None:
    """Changed and signed again, it would be refused as a second version of itself."""
    number = begin(folder).number
    with closing(desk_of(folder)) as desk:
        signed = sign(desk, number)
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
