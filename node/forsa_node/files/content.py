"""The content store: `DIR/files/<aa>/<sha256>`, each content once, whoever names it.

Files appear there whole or not at all. What is read is compared with its name, for disks forget.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from forsa.client.files import PRIVATE, make_private_folder, sync_folder
from forsa.commitment import CHUNK_BYTES
from forsa.errors import NotFoundError, Reason

from forsa_node.store.database import DamagedStoreError

FILES: Final = "files"
PARTIAL: Final = "partial"
"""Folder of downloads that are not complete; their names are roots."""


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

        Raises:
            OSError: nothing was put.
        """
        digest, size = sha256(), 0
        with self._beside() as (path, target):
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
            DamagedStoreError: the disk gives other bytes than were stored.
        """
        file = self.open_unverified(digest)
        try:
            _verify(file, digest, lambda _: None)
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
        """
        beside = to.with_name(f".{secrets.token_hex(8)}.part")
        with self.open_unverified(digest) as source, beside.open("xb") as target:
            try:
                _verify(source, digest, target.write)
                _sync(target)
                os.link(beside, to)
            finally:
                beside.unlink()
        sync_folder(to.parent)

    def has(self, digest: bytes) -> bool:
        """Whether it is here."""
        return self._place(digest).exists()

    def erase(self, digest: bytes) -> None:
        """Delete the content, for good; fine if it is not here."""
        place = self._place(digest)
        if place.exists():
            place.unlink()
            sync_folder(place.parent)

    def partial(self, root: bytes) -> Path:
        """Where a download lies until it is complete; its folder is there."""
        folder = self._folder / PARTIAL
        make_private_folder(folder)
        return folder / root.hex()

    def _place(self, digest: bytes) -> Path:
        name = digest.hex()
        return self._folder / name[:2] / name

    @contextmanager
    def _beside(self) -> Iterator[tuple[Path, BinaryIO]]:
        """A new file that is gone afterwards, unless it was moved away."""
        path = self.partial(secrets.token_bytes(8)).with_suffix(".new")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield path, file
        finally:
            path.unlink(missing_ok=True)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _verify(file: BinaryIO, digest: bytes, write: Callable[[bytes], object]) -> None:
    found = sha256()
    while chunk := file.read(CHUNK_BYTES):
        found.update(chunk)
        write(chunk)
    if found.digest() != digest:
        raise DamagedStoreError(
            f"the file {digest.hex()} is damaged on this disk: delete it, and forsa-node get "
            "fetches it again",
            Reason.STORED_DATA_CORRUPT,
            file=digest.hex(),
        )
