"""Attachments for a program: streamed from the hub into a file, each chunk verified.

What an earlier try left in the file is verified again, chunk by chunk: a power cut may have kept
any of them, and anybody may have written there since.
"""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import BinaryIO, Final

from forsa.client.blobs import MAX_CHUNKS, Progress, parse_manifest
from forsa.client.calls import with_next
from forsa.client.library import LibraryClient
from forsa.commitment import (
    CHUNK_BYTES,
    Manifest,
    chunk_count,
    ranges_of,
    verify_chunk,
    verify_manifest,
)
from forsa.errors import BusyError, MalformedError, Reason, VerificationError
from forsa.v1 import library_service_pb2 as pb
from forsa.v1.blob_service_pb2 import ChunkRange
from forsa.v1.record_pb2 import Commitment

_SYNC_CHUNKS: Final = 8
"""The disk begins early, or a large file would wait for it at the end."""


class Download:
    """One attachment on its way into a file; `fetch` may be repeated until it is whole."""

    def __init__(
        self, record_id: bytes, commitment: Commitment, file: BinaryIO, progress: Progress
    ) -> None:
        """Nothing is fetched yet.

        Args:
            record_id: 32 bytes: the record that names it.
            commitment: From the record's verified header.
            file: Open for reading and writing; empty, or as an earlier try left it.
            progress: Told after every chunk.

        Raises:
            MalformedError: `LIMIT_EXCEEDED`: nothing of that size is carried.
        """
        if chunk_count(commitment.size) > MAX_CHUNKS:
            raise MalformedError(f"an attachment of {commitment.size} bytes", Reason.LIMIT_EXCEEDED)
        self._record_id = record_id
        self._commitment = commitment
        self._file = file
        self._progress = progress
        self._here: set[int] = set()
        self._done = 0
        self.fetched_bytes = 0
        """By all tries of this program."""
        self._hoped = _whole_chunks(file, commitment.size)
        self._syncing: asyncio.Future[None] | None = None

    @property
    def chunks(self) -> int:
        """How many are here: what grows is worth another try."""
        return len(self._here)

    async def fetch(self, library: LibraryClient) -> None:
        """Fetch what is missing; what came stays, also when this raises.

        Raises:
            VerificationError: `COMMITMENT_MISMATCH`: the hub sends other data.
            MalformedError: it sends something that was not asked for.
            BusyError: the link broke; repeat.
            ForsaError: as the hub raised it, among them `BLOB_UNKNOWN`, `BODY_HELD`.
        """
        await self._fetch(library)
        if self._missing():  # what lay here and was not what it should be
            await self._fetch(library)

    def _missing(self) -> list[int]:
        return [one for one in range(chunk_count(self._commitment.size)) if one not in self._here]

    async def _fetch(self, library: LibraryClient) -> None:
        wanted = [one for one in self._missing() if one not in self._hoped]
        request = pb.ReadBlobRequest(
            record_id=self._record_id,
            root=self._commitment.root,
            ranges=[ChunkRange(first=first, count=length) for first, length in ranges_of(wanted)],
        )
        async with aclosing(with_next(library.read_blob(request))) as answers:
            first = await anext(answers, None)
            if first is None:
                raise _broken()
            manifest = parse_manifest(first.manifest)
            verify_manifest(self._commitment, manifest)
            await self._verify_hoped(manifest)
            await self._take(manifest, wanted, answers)

    async def _verify_hoped(self, manifest: Manifest) -> None:
        """Count what lies in the file already, as far as it is what was signed for."""
        if not self._hoped:
            return
        found = await asyncio.to_thread(self._read_hoped, manifest)
        self._here |= found
        self._done += sum(map(manifest.chunk_bytes, found))
        self._hoped = range(0)
        self._progress(self._done, manifest.size)

    def _read_hoped(self, manifest: Manifest) -> set[int]:
        found = set()
        for index in self._hoped:
            self._file.seek(index * CHUNK_BYTES)
            with suppress(VerificationError):
                verify_chunk(manifest, index, self._file.read(CHUNK_BYTES))
                found.add(index)
        return found

    async def _take(
        self,
        manifest: Manifest,
        expected: list[int],
        answers: AsyncGenerator[pb.ReadBlobResponse, None],
    ) -> None:
        for index in expected:
            answer = await anext(answers, None)
            if answer is None:
                raise _broken()
            if answer.index != index:
                raise MalformedError(
                    f"the hub sent chunk {answer.index} where {index} was due",
                    Reason.ENTRY_MALFORMED,
                )
            data = answer.data  # protobuf copies it each time it is asked
            await asyncio.to_thread(self._write, manifest, index, data)
            self._here.add(index)
            self._done += len(data)
            self.fetched_bytes += len(data)
            self._progress(self._done, manifest.size)
            if index % _SYNC_CHUNKS == _SYNC_CHUNKS - 1:
                await self._begin_sync()
        await self._end_sync()

    def _write(self, manifest: Manifest, index: int, data: bytes) -> None:
        verify_chunk(manifest, index, data)
        self._file.seek(index * CHUNK_BYTES)
        self._file.write(data)
        self._file.flush()

    async def _begin_sync(self) -> None:
        """Let the disk work while more comes; raises what the sync before could not do."""
        if self._syncing is not None and not self._syncing.done():
            return
        await self._end_sync()
        work = asyncio.to_thread(os.fdatasync, self._file.fileno())
        self._syncing = asyncio.ensure_future(work)

    async def _end_sync(self) -> None:
        """A sync that failed is told once by the disk, so its error must not be lost here."""
        if self._syncing is not None:
            await asyncio.shield(self._syncing)
            self._syncing = None


def _whole_chunks(file: BinaryIO, size: int) -> range:
    """Chunks that may lie in a file already, the last one aside: something is always asked for.

    What is beyond the end goes, or it would stay in the file.
    """
    held = file.seek(0, os.SEEK_END)
    if held > size:
        file.truncate(size)
    return range(max(0, min(held // CHUNK_BYTES, chunk_count(size) - 1)))


def _broken() -> BusyError:
    return BusyError("the hub ended a download midway", Reason.OUTCOME_UNKNOWN)
