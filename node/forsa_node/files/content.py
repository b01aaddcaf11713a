"""The content store: `DIR/files/<aa>/<sha256>`, each content once, whoever names it.

Files appear there whole or not at all. What is read is compared with its name, for disks forget:
a damaged file is set aside, and what of it is still good need not be fetched again.
"""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from forsa.client.files import PRIVATE, make_private_folder, sync_folder
from forsa.commitment import CHUNK_BYTES
from forsa.errors import CorruptStoreError, NotFoundError, QuotaError, Reason

from forsa_node.store.database import DamagedStoreError

FILES: Final = "files"
PARTIAL: Final = "partial"
"""Folder of downloads that are not complete; their names are roots."""
STALE_SECONDS: Final = 86_400.0
"""What a program left behind that was killed while it copied is deleted after this time."""
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_COPYING: Final = ".new"
_DAMAGED: Final = ".damaged"


class ContentStore:
    """The files of one node's folder. Several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """The node's."""
        self._folder = folder / FILES

    def put(self, file: BinaryIO) -> tuple[bytes, int]:
        """Copy what is left of `file` into the store, chunk by chunk.

        Returns:
            Its SHA-256 and its size in bytes; durable, and there once, however often it is put.
            One that was damaged there is whole again.

        Raises:
            QuotaError: `STORAGE_FULL`: nothing was put.
            CorruptStoreError: the disk cannot be read or written.
        """
        digest, size = sha256(), 0
        with named_by_disk(), self._beside() as (path, target):
            while chunk := file.read(CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            _sync(target)
            self.adopt(path, digest.digest())
        return digest.digest(), size

    def adopt(self, path: Path, digest: bytes) -> None:
        """Move a synced file of this store's folder to its place; its SHA-256 is `digest`."""
        place = self._place(digest)
        make_private_folder(place.parent)
        path.replace(place)
        sync_folder(place.parent)

    def open(self, digest: bytes) -> BinaryIO:
        """The content with this SHA-256, read once to be sure of it, and open at its start.

        Raises:
            NotFoundError: `BLOB_UNKNOWN`: it is not here.
            DamagedStoreError: `STORED_DATA_CORRUPT`: the disk gives other bytes than were stored;
                they are set aside.
        """
        file = self.open_unverified(digest)
        try:
            self._verify(file, digest, lambda _: None)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def open_unverified(self, digest: bytes) -> BinaryIO:
        """The same, for a reader that verifies each chunk itself.

        Raises:
            NotFoundError: `BLOB_UNKNOWN`: it is not here.
        """
        try:
            return self._place(digest).open("rb")
        except FileNotFoundError:
            raise NotFoundError(
                f"the file {digest.hex()} is not at this node", Reason.BLOB_UNKNOWN
            ) from None

    def copy(self, digest: bytes, to: Path) -> None:
        """Write the content to a new file, durably; `to` is never overwritten.

        Raises:
            FileExistsError: there is something at `to`.
            NotFoundError, DamagedStoreError: as `open`; nothing is at `to` then.
            QuotaError: `STORAGE_FULL`; nor is then.
        """
        with self.open_unverified(digest) as source, _claimed(to) as beside:
            with named_by_disk(), beside.open("xb") as target:
                self._verify(source, digest, target.write)
                _sync(target)
            beside.replace(to)  # over the empty file that is ours: a card has no hard links
        with suppress(OSError):  # somebody else's folder, which may not be synced
            sync_folder(to.parent)

    def has(self, digest: bytes) -> bool:
        """Whether it is here."""
        return self._place(digest).exists()

    def erase(self, digest: bytes) -> None:
        """Delete the content, for good; fine if it is not here."""
        for place in (self._place(digest), self._aside(digest)):
            if place.exists():
                place.unlink()
                sync_folder(place.parent)

    def partial(self, root: bytes) -> Path:
        """Where a download lies until it is complete; its folder is there."""
        folder = self._folder / PARTIAL
        make_private_folder(folder)
        return folder / root.hex()

    def take_damaged(self, digest: bytes, root: bytes) -> None:
        """Make what was set aside the beginning of a download, unless there is one."""
        aside, partial = self._aside(digest), self.partial(root)
        if aside.exists() and not partial.exists():
            aside.replace(partial)

    def all(self) -> Iterator[bytes]:
        """The SHA-256 of every content that is here."""
        for place in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(ValueError):
                yield bytes.fromhex(place.name)

    def older_than(self, seconds: float, now_ms: int) -> Iterator[bytes]:
        """Those that were put longer ago, by the machine's clock, which dates files."""
        for digest in self.all():
            with suppress(FileNotFoundError):  # another program deletes it
                if now_ms / 1000 - self._place(digest).stat().st_mtime > seconds:
                    yield digest

    def sweep(self, now_ms: int) -> None:
        """Delete what programs that were killed left half copied."""
        for path in (self._folder / PARTIAL).glob(f"*{_COPYING}"):
            with suppress(FileNotFoundError):
                if now_ms / 1000 - path.stat().st_mtime > STALE_SECONDS:
                    path.unlink()

    def _place(self, digest: bytes) -> Path:
        name = digest.hex()
        return self._folder / name[:2] / name

    def _aside(self, digest: bytes) -> Path:
        return self.partial(digest).with_suffix(_DAMAGED)

    @contextmanager
    def _beside(self) -> Iterator[tuple[Path, BinaryIO]]:
        """A new file that is gone afterwards, unless it was moved away."""
        path = self.partial(secrets.token_bytes(8)).with_suffix(_COPYING)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield path, file
        finally:
            path.unlink(missing_ok=True)

    def _verify(self, file: BinaryIO, digest: bytes, write: Callable[[bytes], object]) -> None:
        found = sha256()
        while chunk := file.read(CHUNK_BYTES):
            found.update(chunk)
            write(chunk)
        if found.digest() != digest:
            with suppress(OSError):
                self._place(digest).replace(self._aside(digest))
            raise DamagedStoreError(
                f"the file {digest.hex()} is damaged on this disk",
                Reason.STORED_DATA_CORRUPT,
                file=digest.hex(),
            )


@contextmanager
def named_by_disk() -> Iterator[None]:
    """Say what a disk means by its errors.

    Raises:
        QuotaError: `STORAGE_FULL`.
        CorruptStoreError: `STORED_DATA_CORRUPT`: it cannot be read or written, for one file.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise QuotaError(
                "the disk is full: files wait until there is room", Reason.STORAGE_FULL
            ) from error
        raise CorruptStoreError(
            f"the disk does not read or write a file: {error.strerror}",
            Reason.STORED_DATA_CORRUPT,
            whose="caller",
        ) from error


@contextmanager
def _claimed(to: Path) -> Iterator[Path]:
    """Make `to` ours, empty, and yield the name of a file beside it; both are gone if this fails.

    Raises:
        FileExistsError: there is something at `to`.
    """
    with to.open("xb"):
        pass
    beside = to.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield beside
    except BaseException:
        to.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
        raise


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
