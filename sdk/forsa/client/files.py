"""Files that survive a power cut: written beside, synced, renamed, the folder synced."""

import errno
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from forsa.errors import Violation

PRIVATE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
SHARED: Final = 0o644
_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.EMLINK)


class FolderProblem(StrEnum):
    """What is wrong with a folder; a program chooses its words by this."""

    MISSING = "missing"
    EXISTS = "exists"
    DAMAGED = "damaged"
    KEY_ABSENT = "key_absent"
    NOT_ENROLLED = "not_enrolled"
    SETTING = "setting"
    PATH_TOO_LONG = "path_too_long"
    NO_SUCH_FILE = "no_such_file"
    FORBIDDEN = "forbidden"
    DISK_FULL = "disk_full"


class FolderError(Exception):
    """A folder or file that is not what the caller needs; the message says what to do."""

    def __init__(self, message: str, problem: FolderProblem, path: Path) -> None:
        super().__init__(message)
        self.message = message
        self.problem = problem
        self.path = path


class ConfigError(FolderError):
    """A setting that cannot be; the message names it, its value and what would do."""

    def __init__(self, message: str, path: Path, broken: Sequence[Violation] = ()) -> None:
        super().__init__(message, FolderProblem.SETTING, path)
        self.broken = tuple(broken)
        """Each setting that is wrong, and what is, in every language."""


def write_durably(path: Path, data: bytes, mode: int = SHARED) -> None:
    """Replace `path` by `data`, whole or not at all, and return once it is on the disk.

    Raises:
        OSError: nothing was replaced.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write_synced(beside, data, mode)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _write_synced(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, with its parents; fine if it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)
    sync_folder(folder.parent)


@contextmanager
def new_file(to: Path) -> Iterator[BinaryIO]:
    """A file that is at `to` once the block has ended well: durable, whole, and never over another.

    Raises:
        FileExistsError: there is something at `to`; it is left as it is.
        OSError: nothing is at `to`.
    """
    if to.exists():
        raise _exists(to)
    beside = to.with_name(f".{secrets.token_hex(8)}.part")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _place(beside, to)
        sync_folder(to.parent)
    finally:
        beside.unlink(missing_ok=True)


def _place(beside: Path, to: Path) -> None:
    try:
        os.link(beside, to)
    except FileExistsError:
        raise _exists(to) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A stick's file system has no links: take the name first, then put the file in its place.
        os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        try:
            beside.replace(to)
        except OSError:
            with suppress(OSError):
                to.unlink()
            raise


def _exists(to: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, "there is a file already; choose another name", str(to))
