"""A copy of the desk beside it, made after every change: what people write can be fetched nowhere.

A disk that forgets takes one file sooner than two. The copy is whole or is not there, it is made of
a desk that was looked through, and a full disk is no reason to refuse the change itself.

A copy is only worth something if nothing less takes its place: a desk that is gone, or empty, or an
older one, or another one, is never opened beside the copy of more, and never copied over it.
"""

import os
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from forsa.client.files import PRIVATE, FolderError, FolderProblem, alone_in, sync_folder

DESK_FILE: Final = "desk.db"
COPY_FILE: Final = "desk.copy.db"
_ASIDE: Final = "desk.damaged-{number}.db"
_NEW: Final = ".new"
"""Behind the name of a file that is being written and not yet whole."""
_BESIDE: Final = ("", "-wal", "-shm")
"""A database of SQLite and what it keeps beside it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which desk a file holds, and how far it has come."""

    desk: bytes
    """Drawn when it was begun; empty = the tables are older than that."""
    changes: int
    """How often it was changed."""
    drafts: int
    """The highest number a draft of it ever had."""

    def holds(self, copied: "Stamp") -> bool:
        """Whether everything that was copied is in this desk, or was in it."""
        if not copied.desk:
            return self.drafts >= copied.drafts
        return self.desk == copied.desk and self.changes >= copied.changes


def stamp_of(ask: Callable[[str], Any]) -> Stamp | None:
    """The stamp of a desk; None: it has no tables.

    Args:
        ask: Runs a query of an open database.

    Raises:
        TypeError, ValueError: what stands there was never written by this program.
    """
    names = {name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "draft" not in names:
        return None
    highest = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'draft'"
    (drafts,) = ask(highest).fetchone()
    if "desk" not in names:
        return Stamp(b"", 0, int(drafts))
    desk, changes = ask("SELECT id, changes FROM desk").fetchone()
    return Stamp(bytes(desk), int(changes), int(drafts))


def copied_stamp(folder: Path) -> Stamp | None:
    """How far the copy is; None: there is none, or it cannot be read.

    Read it before the desk: a desk only goes on, so it is never behind a copy read earlier.
    """
    try:
        with closing(_still(folder / COPY_FILE)) as copy:
            return stamp_of(copy.execute)
    except (sqlite3.Error, TypeError, ValueError):
        return None


def is_lost(folder: Path) -> bool:
    """Whether the desk is gone, or empty as a power cut leaves it, and its copy is there."""
    desk = folder / DESK_FILE
    return (folder / COPY_FILE).exists() and not (desk.exists() and desk.stat().st_size)


def keep_copy(folder: Path) -> bool:
    """Bring the copy up to the desk; False if that cannot be now, and the copy of before stays.

    It stays, too, if it holds what the desk does not.
    """
    made = folder / f"{COPY_FILE}{_NEW}"
    try:
        # two that copy, or bring back, at a time would write into the same new file
        with alone_in(folder), closing(_read_only(folder / DESK_FILE)) as desk:
            stamp, copied = stamp_of(desk.execute), copied_stamp(folder)
            if stamp is not None and stamp == copied and stamp.desk:
                return True
            if stamp is None or (copied and not stamp.holds(copied)) or not _is_whole(desk):
                return False
            made.unlink(missing_ok=True)
            os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
            with closing(sqlite3.connect(made)) as target:
                desk.backup(target)
            _sync(made)
            made.replace(folder / COPY_FILE)
            sync_folder(folder)
    except (OSError, sqlite3.Error, TypeError, ValueError):
        with suppress(OSError):
            made.unlink(missing_ok=True)
        return False
    return True


def recover(folder: Path) -> list[Path] | None:
    """Put the copy in the place of a desk that is damaged, gone, or behind it.

    The desk of before is kept aside, with its texts: people delete it once nothing is missing.
    Stopped on its way it is run again: the copy stays where it is.

    Returns:
        Where the files of that desk lie now, if there were any; None: the desk is sound and holds
        what its copy does, and stays.

    Raises:
        FolderError: there is no copy, or it is damaged too; nothing was moved.
    """
    copy = folder / COPY_FILE
    if not copy.exists():
        raise FolderError(f"there is no {copy}", FolderProblem.MISSING, copy)
    with alone_in(folder):
        if not _is_sound(copy):
            raise FolderError(f"{copy} is damaged too", FolderProblem.DAMAGED, copy)
        return None if _needs_no_recovery(folder) else _put_back(folder)


def _put_back(folder: Path) -> list[Path]:
    made = folder / f"{DESK_FILE}{_NEW}"
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE), "wb") as target:
        target.write((folder / COPY_FILE).read_bytes())
        target.flush()
        os.fsync(target.fileno())
    aside = _put_aside(folder)
    made.replace(folder / DESK_FILE)
    sync_folder(folder)
    return aside


def _needs_no_recovery(folder: Path) -> bool:
    """Whether the desk is sound and holds what its copy does."""
    copied = copied_stamp(folder)
    if is_lost(folder):
        return False
    try:
        with closing(_read_only(folder / DESK_FILE)) as desk:
            stamp = stamp_of(desk.execute)
            return stamp is not None and (not copied or stamp.holds(copied)) and _is_whole(desk)
    except (sqlite3.Error, TypeError, ValueError):
        return False


def _put_aside(folder: Path) -> list[Path]:
    number = 1
    while any(path.exists() for path in _files_of(folder / _ASIDE.format(number=number))):
        number += 1
    aside = []
    for suffix in reversed(_BESIDE):
        path = folder / f"{DESK_FILE}{suffix}"
        if path.exists():
            aside.append(path.replace(folder / f"{_ASIDE.format(number=number)}{suffix}"))
    return aside


def erase_aside(folder: Path, redacted: Collection[bytes], *, unread: bool) -> bool:
    """Delete the desks that were put aside and hold the text of a redacted record.

    Args:
        folder: The node's.
        redacted: Record ids.
        unread: Whether one that cannot be read to its end goes, too, with what a stopped program
            left half written: what nobody can look into may hold the text.

    Returns:
        False if a file could not be deleted: it is there still.
    """
    try:
        with alone_in(folder):
            for desk in _desks_aside(folder):
                if _may_hold(desk, redacted, unread):
                    for path in _files_of(desk):
                        path.unlink(missing_ok=True)
            for name in (DESK_FILE, COPY_FILE) if unread else ():
                (folder / f"{name}{_NEW}").unlink(missing_ok=True)
            sync_folder(folder)
    except OSError:
        return False
    return True


def _desks_aside(folder: Path) -> set[Path]:
    found = folder.glob(f"{_ASIDE.format(number='*')}*")
    return {one.with_name(one.name.removesuffix("-wal").removesuffix("-shm")) for one in found}


def _may_hold(desk: Path, redacted: Collection[bytes], unread: bool) -> bool:
    """Whether the text of one of these records is in a desk; `unread` where that cannot be told."""
    _, log, _ = _files_of(desk)
    if log.exists() and log.stat().st_size:
        return unread
    asked = "SELECT draft.record_id FROM draft JOIN draft_text USING (number)"
    try:
        with closing(_still(desk)) as database:
            held = {record_id for (record_id,) in database.execute(asked)}
            return not held.isdisjoint(redacted) or (unread and not _is_whole(database))
    except sqlite3.Error:
        return unread


def _files_of(desk: Path) -> list[Path]:
    return [desk.with_name(desk.name + suffix) for suffix in _BESIDE]


def _is_sound(path: Path) -> bool:
    try:
        with closing(_still(path)) as database:
            return stamp_of(database.execute) is not None and _is_whole(database)
    except (sqlite3.Error, TypeError, ValueError):
        return False


def _is_whole(database: sqlite3.Connection) -> bool:
    """Whether every page, and every row, can be read."""
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return False
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        quoted = name.replace('"', '""')
        for _ in database.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608  (no parameter names a table)
            pass
    return True


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _still(path: Path) -> sqlite3.Connection:
    """A file nobody writes to: read as it lies there, whatever lies beside it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
