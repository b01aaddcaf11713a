"""The folder `register/` of a node: sealed files, each replaced whole or not at all.

What a program that was stopped left half written is sealed, too, and is swept away by the next one.
One program changes the folder at a time; readers see the file of before or the one after.
"""

import errno
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from forsa.client.files import (
    PRIVATE,
    FolderError,
    FolderProblem,
    alone_in,
    make_private_folder,
    sync_folder,
    write_durably,
)
from forsa.client.identity import Identity
from forsa.errors import QuotaError, Reason, TooLargeError

from forsa_node.outcomes.keys import FILE as KEY_FILE
from forsa_node.outcomes.keys import RegisterKey, load_key
from forsa_node.outcomes.private_files import (
    is_open_to_others,
    require_private_file,
    require_private_folder,
)
from forsa_node.outcomes.sealing import (
    MAX_CONTENT_BYTES,
    Label,
    SealError,
    key_mark,
    read_label,
    seal,
    unseal,
)
from forsa_node.store.database import DamagedStoreError

FOLDER: Final = "register"
SUFFIX: Final = ".sealed"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_OVERHEAD_BYTES: Final = 4096


class SealedFolder:
    """The sealed files of one node."""

    def __init__(self, identity: Identity, key: RegisterKey, mended: Sequence[Path] = ()) -> None:
        self.key = key
        self.mended = tuple(mended)
        """What other accounts of this machine could read until it was opened."""
        self.path = identity.folder / FOLDER
        self._identity = identity
        self._is_alone = False

    @classmethod
    def open(cls, identity: Identity) -> Self:
        """Open the folder, or make it and its key; rights that are too wide are mended.

        Raises:
            FolderError: folder or key are not this account's alone, or the key is not there.
        """
        path = identity.folder / FOLDER
        if not path.is_symlink() and not path.exists():
            make_private_folder(path)
        places = (path, identity.folder / "keys" / KEY_FILE)
        mended = [one for one in places if is_open_to_others(one)]
        require_private_folder(path)
        with alone_in(path):
            _sweep(path)
            key = load_key(identity.folder, may_draw=not _names(path))
        return cls(identity, key, mended)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes the folder inside the block; a block inside a block is the same."""
        if self._is_alone:
            yield
            return
        with alone_in(self.path):
            self._is_alone = True
            try:
                yield
            finally:
                self._is_alone = False

    def names(self) -> list[str]:
        """What is in the folder, sorted."""
        return _names(self.path)

    def read(self, name: str) -> bytes | None:
        """The content of a file; None: there is none of this name.

        Raises:
            FolderError: it is another node's, has another name inside, needs another key, or is not
                this account's alone.
            DamagedStoreError: `STORED_DATA_CORRUPT`: a byte of it is not what was written.
        """
        path, label = self._place(name), self._label(name)
        try:
            require_private_file(path)
            data = _read(path)
            self._require_ours(path, read_label(data), label)
            return unseal(label, self.key.secret, data)
        except FileNotFoundError:
            return None
        except SealError:
            raise DamagedStoreError(
                f"{path} is damaged; put it back from a backup, or import the register again",
                Reason.STORED_DATA_CORRUPT,
                file=path.name,
            ) from None

    def write(self, name: str, content: bytes) -> None:
        """Replace a file, durably; inside `alone`.

        Raises:
            QuotaError: `STORAGE_FULL`; the file of before is there.
            TooLargeError: `LIMIT_EXCEEDED`.
        """
        if len(content) > MAX_CONTENT_BYTES:
            raise TooLargeError(
                f"{len(content)} bytes of register; at most {MAX_CONTENT_BYTES}",
                Reason.LIMIT_EXCEEDED,
            )
        path = self._place(name)
        try:
            write_durably(path, seal(self._label(name), self.key.secret, content), PRIVATE)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise QuotaError(
                f"the disk that holds {path.name} is full", Reason.STORAGE_FULL, file=path.name
            ) from error

    def delete(self, name: str) -> None:
        """Let go of a file, if it is there; inside `alone`."""
        self._place(name).unlink(missing_ok=True)
        sync_folder(self.path)

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return self.path / f"{name}{SUFFIX}"

    def _label(self, name: str) -> Label:
        who = self._identity
        mark = key_mark(self.key.secret)
        return Label(who.network_id.hex(), who.member, who.node, name, mark)

    def _require_ours(self, path: Path, found: Label, ours: Label) -> None:
        """Say what a file is instead, by its first lines; a lie there opens nothing."""
        if (found.network, found.member, found.node) != (ours.network, ours.member, ours.node):
            raise FolderError(f"{path} is foreign", FolderProblem.REGISTER_FOREIGN, path)
        if found.name != ours.name:
            raise FolderError(f"{path} was renamed", FolderProblem.REGISTER_RENAMED, path)
        if found.key != ours.key:
            raise FolderError(f"{path} needs its key", FolderProblem.REGISTER_KEY_WRONG, path)


def _read(path: Path) -> bytes:
    """No more than a sealed file may have."""
    with path.open("rb") as file:
        data = file.read(MAX_CONTENT_BYTES + _OVERHEAD_BYTES + 1)
    if len(data) > MAX_CONTENT_BYTES + _OVERHEAD_BYTES:
        raise SealError
    return data


def _names(folder: Path) -> list[str]:
    found = (one.name for one in folder.iterdir() if one.name.endswith(SUFFIX))
    return sorted(name.removesuffix(SUFFIX) for name in found if not name.startswith("."))


def _sweep(folder: Path) -> None:
    """Take away what a stopped program did not finish: it is sealed, and nothing points to it."""
    for left in folder.glob(f".*{SUFFIX}.*"):
        with suppress(OSError):
            left.unlink()
