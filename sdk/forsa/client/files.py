"""Files that survive a power cut: written beside, synced, renamed, the folder synced."""

import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from hashlib import sha256
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
    LOCKED = "locked"
    ROOT_KEY_LOCKED = "root_key_locked"
    NOT_ENROLLED = "not_enrolled"
    SETTING = "setting"
    PATH_TOO_LONG = "path_too_long"
    NO_SUCH_FILE = "no_such_file"
    FORBIDDEN = "forbidden"
    DISK_FULL = "disk_full"
    REGISTER_FOREIGN = "register_foreign"
    REGISTER_RENAMED = "register_renamed"
    REGISTER_KEY_WRONG = "register_key_wrong"
    REGISTER_NOT_PRIVATE = "register_not_private"
    CLOCK_REFUSED = "clock_refused"
    CLOCK_UNREADABLE = "clock_unreadable"


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
def alone_in(folder: Path) -> Iterator[None]:
    """One program at a time is in this block with this folder; the others wait."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


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


@contextmanager
def resumed_file(
    to: Path, content: bytes, keep: Callable[[BaseException], bool]
) -> Iterator[BinaryIO]:
    """As `new_file`, but what an earlier try wrote is in the file, and must not be trusted.

    It lies beside `to` in a hidden `.part` that only its owner reads. Where that cannot be had, for
    another program writes it or a stranger put something in its place, this is `new_file`.

    Args:
        to: Where the file is to be.
        content: Names what is to be in it: another content begins anew.
        keep: Whether what was written stays for another try, after what ended the block.

    Raises:
        FileExistsError: there is something at `to`; it is left as it is.
        OSError: nothing is at `to`.
    """
    if to.exists():
        raise _exists(to)
    name = sha256(content + os.fsencode(to.name)).hexdigest()[:32]
    beside = to.with_name(f".{name}.part")
    descriptor = _open_alone(beside)
    if descriptor is None:
        with new_file(to) as file:
            yield file
        return
    with os.fdopen(descriptor, "r+b") as file:
        try:
            yield file
            file.flush()
            os.fsync(descriptor)
            _place(beside, to)
            sync_folder(to.parent)
        except BaseException as error:
            if not keep(error):
                beside.unlink(missing_ok=True)
            raise
        beside.unlink(missing_ok=True)


def _open_alone(path: Path) -> int | None:
    """A descriptor of a file that is this program's alone, made if need be; None: there is none."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found = os.fstat(descriptor)
        if (
            stat.S_ISREG(found.st_mode)
            and found.st_uid == os.geteuid()
            and found.st_nlink == 1  # a second name would be somebody's file
            and os.path.samestat(found, path.lstat())  # who had it before us is done with it
        ):
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None


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
