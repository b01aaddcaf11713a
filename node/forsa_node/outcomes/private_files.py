"""What holds rows of learners is its owner's alone: rights that are too wide are mended or refused.

Whoever opens a folder that another account owns, or that is a link to somewhere else, would write
learners where others read them.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from forsa.client.files import PRIVATE, PRIVATE_FOLDER, FolderError, FolderProblem

_OTHERS: Final = 0o077


def is_open_to_others(path: Path) -> bool:
    """Whether other accounts of this machine may read what is there; False if nothing is."""
    return path.exists() and bool(stat.S_IMODE(path.lstat().st_mode) & _OTHERS)


def require_private_folder(path: Path) -> None:
    """Make sure that only its owner, who runs this program, may enter a folder; mend its rights.

    Raises:
        FolderError: `REGISTER_NOT_PRIVATE`: it is a link, no folder, or belongs to another account.
    """
    _require(path, stat.S_ISDIR, PRIVATE_FOLDER)


def require_private_file(path: Path) -> None:
    """The same for a file: a plain one, with no second name.

    Raises:
        FolderError: as `require_private_folder`.
    """
    found = _require(path, stat.S_ISREG, PRIVATE)
    if found.st_nlink != 1:
        raise _forbidden(path, "has a second name in another place")


def _require(path: Path, is_kind: Callable[[int], bool], mode: int) -> os.stat_result:
    found = path.lstat()
    if not is_kind(found.st_mode):
        raise _forbidden(path, "is a link, or no such thing as it should be")
    if found.st_uid != os.geteuid():
        raise _forbidden(path, "belongs to another account")
    if is_open_to_others(path):
        path.chmod(mode)
    return found


def _forbidden(path: Path, why: str) -> FolderError:
    return FolderError(f"{path} {why}", FolderProblem.REGISTER_NOT_PRIVATE, path)
