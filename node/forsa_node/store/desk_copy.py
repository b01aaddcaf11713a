"""A copy of the desk beside it, made after every change: what people write can be fetched nowhere.

A disk that forgets takes one file sooner than two. The copy is whole or is not there, it is made of
a desk that was looked through, and a full disk is no reason to refuse the change itself.
"""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from forsa.client.files import PRIVATE, FolderError, FolderProblem, sync_folder

DESK_FILE: Final = "desk.db"
COPY_FILE: Final = "desk.copy.db"
_BESIDE: Final = ("", "-wal", "-shm")
"""A database of SQLite and what it keeps beside it."""


def keep_copy(folder: Path) -> bool:
    """Copy the desk; False if that is not possible now, and the copy of before stays."""
    made = folder / f"{COPY_FILE}.new"
    try:
        with closing(_read_only(folder / DESK_FILE)) as desk:
            if desk.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return False
            made.unlink(missing_ok=True)
            os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
            with closing(sqlite3.connect(made)) as target:
                desk.backup(target)
        _sync(made)
        made.replace(folder / COPY_FILE)
        sync_folder(folder)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            made.unlink(missing_ok=True)
        return False
    return True


def recover(folder: Path) -> list[Path]:
    """Put the copy in the place of a damaged desk; return where the damaged files lie now.

    Raises:
        FolderError: there is no copy, or it is damaged too; nothing was moved.
    """
    copy = folder / COPY_FILE
    if not copy.exists():
        raise FolderError(f"there is no {copy}", FolderProblem.MISSING, copy)
    if not _is_sound(copy):
        raise FolderError(f"{copy} is damaged too", FolderProblem.DAMAGED, copy)
    number = 1
    while (folder / f"desk.damaged-{number}.db").exists():
        number += 1
    aside = []
    for suffix in reversed(_BESIDE):
        path = folder / f"{DESK_FILE}{suffix}"
        if path.exists():
            aside.append(path.replace(folder / f"desk.damaged-{number}.db{suffix}"))
    with copy.open("rb") as source, (folder / f"{DESK_FILE}.new").open("wb") as target:
        target.write(source.read())
        target.flush()
        os.fsync(target.fileno())
        os.fchmod(target.fileno(), PRIVATE)
    (folder / f"{DESK_FILE}.new").replace(folder / DESK_FILE)
    sync_folder(folder)
    return aside


def _is_sound(path: Path) -> bool:
    try:
        with closing(_read_only(path)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
