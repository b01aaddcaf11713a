"""A download on the disk: the chunks that are there, each verified, in a file as large as it ends.

After a restart every chunk is verified again: a power cut may have kept any of them.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from forsa.client.files import PRIVATE
from forsa.commitment import CHUNK_BYTES, Manifest, verify_chunk
from forsa.errors import CorruptStoreError, Reason, VerificationError

from forsa_node.files.content import named_by_disk


class Partial:
    """One file that is being fetched. Its methods block: call them in a thread.

    All of them raise `QuotaError` (`STORAGE_FULL`), and `CorruptStoreError` where the disk cannot
    be read or written; what is here stays then.
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        """Open what is there, or an empty file, and verify it chunk by chunk."""
        self.path = path
        self.manifest = manifest
        self._here: set[int] = set()
        self._digest = sha256()
        self._hashed = 0
        """Chunks from the first on that are in the digest."""
        with named_by_disk():
            self._file = _open(path)
            self._verify()

    @property
    def missing(self) -> list[int]:
        """Indexes of chunks to fetch, ascending."""
        return [one for one in range(len(self.manifest.leaf_hashes)) if one not in self._here]

    @property
    def done(self) -> int:
        """Bytes that are here."""
        return sum(map(self.manifest.chunk_bytes, self._here))

    def write(self, index: int, data: bytes) -> None:
        """Keep a chunk that is verified; it is not kept if this raises."""
        with named_by_disk():
            self._file.seek(index * CHUNK_BYTES)
            left = memoryview(data)
            while left:  # a disk that is nearly full takes a part, and only then says so
                left = left[self._file.write(left) :]
        self._note(index, data)

    def sync(self) -> None:
        """Make what is here durable."""
        with named_by_disk():
            os.fsync(self._file.fileno())

    def finish(self) -> bytes:
        """Make the whole file durable, let go of it, and return its SHA-256.

        Raises:
            CorruptStoreError: the disk gives other bytes than were written.
        """
        try:
            with named_by_disk():
                for index in range(self._hashed, len(self.manifest.leaf_hashes)):
                    self._digest.update(self._read_again(index))
            self.sync()
        finally:
            self.close()
        return self._digest.digest()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _verify(self) -> None:
        self._file.truncate(min(self.manifest.size, self.path.stat().st_size))
        for index in range(len(self.manifest.leaf_hashes)):
            data = self._read(index)
            try:
                verify_chunk(self.manifest, index, data)
            except VerificationError:
                if not data:
                    return
            else:
                self._note(index, data)

    def _read_again(self, index: int) -> bytes:
        data = self._read(index)
        try:
            verify_chunk(self.manifest, index, data)
        except VerificationError as error:
            raise CorruptStoreError(
                f"the disk gives other bytes than were written: {error.message}",
                Reason.STORED_DATA_CORRUPT,
            ) from error
        return data

    def _note(self, index: int, data: bytes) -> None:
        self._here.add(index)
        if index == self._hashed:
            self._digest.update(data)
            self._hashed += 1

    def _read(self, index: int) -> bytes:
        self._file.seek(index * CHUNK_BYTES)
        return self._file.read(self.manifest.chunk_bytes(index))


def _open(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
    return os.fdopen(descriptor, "r+b", buffering=0)
