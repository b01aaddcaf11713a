"""Where the bytes of attachments lie: one interface, a folder or an object store behind it.

A store knows chunks by what they belong to and their index. It promises durability and nothing
else: who reads a chunk verifies it against its manifest, for disks forget.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from forsa.commitment import CHUNK_BYTES, chunk_count


class BlobKey(NamedTuple):
    """What some bytes belong to.

    A root alone would not do: a false manifest can lead to the same root with another size, as
    inner hashes pass for leaf hashes. It never completes, and must not stand in the way.
    """

    root: bytes
    size: int
    """Bytes."""

    @property
    def name(self) -> str:
        """For files: hexadecimal root and size."""
        return f"{self.root.hex()}-{self.size:x}"

    @property
    def chunks(self) -> int:
        """How many there are."""
        return chunk_count(self.size)

    def chunk_bytes(self, index: int) -> int:
        """The size of the chunk at `index`: 1 MiB, or what is left in the last."""
        return min(CHUNK_BYTES, self.size - index * CHUNK_BYTES)


class Upload(Protocol):
    """Data that come in. Its methods block, and may be called from several threads at once."""

    def durable(self) -> frozenset[int]:
        """Indexes of the chunks that stay, whatever happens now."""

    def write(self, index: int, data: bytes) -> None:
        """Take a verified chunk; not durable yet.

        Raises:
            QuotaError: `STORAGE_FULL`.
            BusyError: the store does not answer.
        """

    def sync(self) -> None:
        """Make every chunk durable whose `write` returned before; raises as `write`."""

    def close(self) -> None:
        """Let go. What is not durable may be lost."""


class BlobStore(Protocol):
    """A store. Its methods block, and may be called from several threads at once."""

    def begin(self, key: BlobKey) -> Upload:
        """Go on with an upload, or begin it. One at a time for each key.

        Raises:
            QuotaError: `STORAGE_FULL`.
            BusyError: the store does not answer.
        """

    def finish(self, key: BlobKey) -> None:
        """Say that all chunks are durable; nothing is written any more. Harmless if repeated."""

    def durable(self, key: BlobKey) -> frozenset[int]:
        """Indexes of the chunks that are durable, of an upload that nobody has begun here."""

    def read(self, key: BlobKey, index: int) -> bytes | None:
        """A chunk as it lies there, not verified; None: it is not there.

        Raises:
            BusyError: the store does not answer.
            OSError: the disk cannot read it.
        """

    def forget(self, key: BlobKey, index: int) -> None:
        """Let a chunk that does not verify any more count as not there, so that it can come again.

        Nobody writes to this key meanwhile.
        """

    def erase(self, key: BlobKey) -> None:
        """Delete everything of this key for good; fine if there is nothing."""

    def keys(self) -> Iterator[BlobKey]:
        """Everything of which the store holds something."""


def parse_name(name: str) -> BlobKey | None:
    """Read what `BlobKey.name` wrote; None: it is something else."""
    root, _, size = name.partition("-")
    try:
        key = BlobKey(bytes.fromhex(root), int(size, 16))
    except ValueError:
        return None
    return key if key.name == name and len(key.root) == 32 else None
