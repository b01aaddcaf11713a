"""Files that survive a power cut: written beside, synced, renamed, the folder synced."""

import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Final

PRIVATE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
SHARED: Final = 0o644


class FolderProblem(StrEnum):
    """What is wrong with a folder; a program chooses its words by this."""

    MISSING = "missing"
    EXISTS = "exists"
    DAMAGED = "damaged"
    KEY_ABSENT = "key_absent"
    NOT_ENROLLED = "not_enrolled"
    SETTING = "setting"


class FolderError(Exception):
    """A folder or file that is not what the caller needs; the message says what to do."""

    def __init__(self, message: str, problem: FolderProblem, path: Path) -> None:
        super().__init__(message)
        self.message = message
        self.problem = problem
        self.path = path


class ConfigError(FolderError):
    """A setting that cannot be; the message names it, its value and what would do."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message, FolderProblem.SETTING, path)


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
