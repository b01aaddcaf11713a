"""Files of a program on their way to the hub: what is durable there is never sent again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from forsa.client.blobs import BlobClient, Progress, ReadChunk
from forsa.client.local_files import LocalFile
from forsa.commitment import CHUNK_BYTES
from forsa.errors import MalformedError, Reason
from forsa.kinds.findings import shown
from forsa.v1.record_pb2 import RecordHeader

_NOT_YET: Final = -1


class Upload:
    """One file on its way; `bring` may be repeated until it is whole."""

    def __init__(self, file: LocalFile, progress: Progress) -> None:
        """Nothing is sent yet.

        Args:
            file: What to bring.
            progress: Told what the hub has, then after every chunk.
        """
        self._file = file
        self._progress = progress
        self._asked = False
        self.durable_bytes = _NOT_YET
        """At the hub when it was last asked: what grows is worth another try."""
        self.sent_bytes = 0
        """By all tries."""

    async def bring(self, blobs: BlobClient) -> None:
        """Bring what is missing; what is durable at the hub stays, also when this raises.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`, `whose` = caller: the file changed.
            BusyError: the link broke; repeat.
            ForsaError: as the hub raised it, among them `QUOTA_EXCEEDED`.
            OSError: the file cannot be read any more.
        """
        self._asked = False
        with _chunks_of(self._file) as read_chunk:
            await blobs.put(self._file.manifest, read_chunk, take=self._count, progress=self._told)

    async def _count(self, size: int) -> None:
        self.sent_bytes += size

    def _told(self, done: int, total: int) -> None:
        if not self._asked:
            self._asked = True
            self.durable_bytes = max(done, self.durable_bytes)
        self._progress(done, total)


@contextmanager
def _chunks_of(file: LocalFile) -> Iterator[ReadChunk]:
    with file.path.open("rb") as opened:

        def read_chunk(index: int) -> bytes:
            opened.seek(index * CHUNK_BYTES)
            return opened.read(CHUNK_BYTES)

        yield read_chunk


def require_named(files: Sequence[LocalFile], header: RecordHeader) -> None:
    """Make sure that a record commits to every file that is to be brought for it.

    Raises:
        MalformedError: `HEADER_MALFORMED`: nobody could ever read that file.
    """
    named = {one.root for one in header.attachments}
    for file in files:
        if file.manifest.root() not in named:
            raise MalformedError(
                f"the {header.kind} does not name {shown(file.name)}: describe it in the body "
                "(LocalFile.describe), or give its commitment to the Draft",
                Reason.HEADER_MALFORMED,
                file=shown(file.name),
            )


def part_of(progress: Progress, before: int, total: int) -> Progress:
    """Progress of one file, told as that of several: `before` bytes belong to those before it."""
    return lambda done, _size: progress(before + done, total)
