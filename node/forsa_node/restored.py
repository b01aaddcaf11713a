"""Telling a node that goes on from one that was put back from a copy.

A node counts how often it was opened, in its own store and in a file beside it that no backup
holds, or that a copy gets anew. Where the two do not follow each other, the store is an old one:
what waits in it may be out of date.
"""

import os
from io import FileIO
from pathlib import Path
from typing import Final

from forsa_node.store.member import MemberStore

FILE: Final = "opened"
_DIGITS: Final = 20


def was_restored(folder: Path, member: MemberStore) -> bool:
    """Count this opening, and tell whether the store is a copy of an earlier one.

    The caller holds the folder's lock.
    """
    opened, place = member.opened()
    with _open(folder / "run" / FILE) as file:
        inode = os.fstat(file.fileno()).st_ino
        beside = file.read(_DIGITS + 1)
        follows = inode == place and beside.isdigit() and int(beside) <= opened
        member.count_opened(opened + 1, inode)
        file.seek(0)
        file.write(b"%0*d" % (_DIGITS, opened + 1))
        os.fsync(file.fileno())
    return opened > 0 and not follows


def _open(path: Path) -> FileIO:
    """Open for reading and writing in place: a new file would have another inode."""
    return FileIO(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
