"""Attachments in a folder: `DIR/blobs/<aa>/<root>-<size>`, beside it marks while it comes in.

The file has its size from the start, its chunks come in any order. `<name>.chunks` has one byte a
chunk, 1 once that chunk is synced; without it the file is complete. Marks are made before the file
and outlive it, so that no moment of a power cut looks like more than there is.
"""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from forsa.client.files import PRIVATE, make_private_folder, sync_folder, write_durably
from forsa.commitment import CHUNK_BYTES
from forsa.errors import QuotaError, Reason

from forsa_hub.blobs.store import BlobKey, parse_name

MARKS: Final = ".chunks"
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


class LocalStore:
    """Implements `forsa_hub.blobs.store.BlobStore` with files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, key: BlobKey) -> "LocalUpload":
        """As the interface says."""
        place, marks = self._place(key), self._marks(key)
        with full_disk_named():
            make_private_folder(place.parent)
            if not place.exists():
                write_durably(marks, bytes(key.chunks), PRIVATE)
            elif not marks.exists():
                write_durably(marks, b"\x01" * key.chunks, PRIVATE)
            return LocalUpload(place, marks, key)

    def finish(self, key: BlobKey) -> None:
        """As the interface says."""
        place = self._place(key)
        with full_disk_named():
            if not place.exists():  # no chunks, nothing was written
                make_private_folder(place.parent)
                place.touch(PRIVATE)
            self._marks(key).unlink(missing_ok=True)
            sync_folder(place.parent)

    def durable(self, key: BlobKey) -> frozenset[int]:
        """As the interface says."""
        if not self._place(key).exists():
            return frozenset()
        try:
            marks = self._marks(key).read_bytes()
        except FileNotFoundError:
            return frozenset(range(key.chunks))
        return _marked(marks, key)

    def read(self, key: BlobKey, index: int) -> bytes | None:
        """As the interface says."""
        try:
            descriptor = os.open(self._place(key), os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            return os.pread(descriptor, key.chunk_bytes(index), index * CHUNK_BYTES)
        finally:
            os.close(descriptor)

    def forget(self, key: BlobKey, index: int) -> None:
        """As the interface says."""
        if not self._place(key).exists():  # with its folder, perhaps: there is nothing to mark
            return
        held = self.durable(key) - {index}
        marks = bytes(one in held for one in range(key.chunks))
        with full_disk_named():
            write_durably(self._marks(key), marks, PRIVATE)

    def erase(self, key: BlobKey) -> None:
        """As the interface says."""
        place = self._place(key)
        if not place.parent.exists():
            return
        place.unlink(missing_ok=True)
        sync_folder(place.parent)
        self._marks(key).unlink(missing_ok=True)
        sync_folder(place.parent)

    def keys(self) -> Iterator[BlobKey]:
        """As the interface says."""
        for path in sorted(self._folder.glob("??/*")):
            key = parse_name(path.name)
            if key is not None:
                yield key

    def _place(self, key: BlobKey) -> Path:
        return self._folder / key.name[:2] / key.name

    def _marks(self, key: BlobKey) -> Path:
        place = self._place(key)
        return place.with_name(place.name + MARKS)


class LocalUpload:
    """Implements `forsa_hub.blobs.store.Upload`: one file with its marks, both held open."""

    def __init__(self, place: Path, marks: Path, key: BlobKey) -> None:
        self._file = os.open(place, os.O_RDWR | os.O_CREAT, PRIVATE)
        try:
            os.ftruncate(self._file, key.size)
            sync_folder(place.parent)
            self._marks_file = os.open(marks, os.O_RDWR)
        except BaseException:
            os.close(self._file)
            raise
        self._chunks = key.chunks
        self._durable = _marked(os.pread(self._marks_file, key.chunks, 0), key)
        self._written: set[int] = set()
        self._lock = threading.Lock()
        self._syncing = threading.Lock()

    def durable(self) -> frozenset[int]:
        """As the interface says."""
        return self._durable

    def write(self, index: int, data: bytes) -> None:
        """As the interface says."""
        with full_disk_named():
            _write_all(self._file, data, index * CHUNK_BYTES)
        with self._lock:
            self._written.add(index)

    def sync(self) -> None:
        """As the interface says; a sync that failed is never taken for one that did not.

        What it was to keep counts as never written: it must come again.
        """
        with self._syncing:
            with self._lock:
                new, self._written = self._written, set()
            if not new:
                return
            held = self._durable | new
            marks = bytes(index in held for index in range(self._chunks))
            with full_disk_named():
                os.fdatasync(self._file)
                _write_all(self._marks_file, marks, 0)
                os.fdatasync(self._marks_file)
            self._durable = held

    def close(self) -> None:
        """As the interface says."""
        os.close(self._file)
        os.close(self._marks_file)


def _marked(marks: bytes, key: BlobKey) -> frozenset[int]:
    return frozenset(index for index, one in enumerate(marks[: key.chunks]) if one == 1)


def _write_all(descriptor: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written


@contextmanager
def full_disk_named() -> Iterator[None]:
    """Say in our words that there is no room.

    Raises:
        QuotaError: `STORAGE_FULL`; what was durable before is.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise QuotaError(
            "the hub's disk is full: what it holds stays, nothing new is taken until there is room",
            Reason.STORAGE_FULL,
            retry_ms=300_000,
        ) from error
