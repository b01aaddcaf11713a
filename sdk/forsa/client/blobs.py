"""Attachments to and from the hub: chunk by chunk, resumed where the last try ended.

Whole data are never in memory, and no byte is handed on that the commitment does not prove.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

import grpc

from forsa.client.calls import CALL_SECONDS, STREAM_SECONDS, ask, read_stream, with_next
from forsa.commitment import (
    SALT_BYTES,
    Manifest,
    chunk_count,
    indexes_in,
    ranges_of,
    verify_chunk,
    verify_manifest,
)
from forsa.errors import (
    BusyError,
    CorruptStoreError,
    MalformedError,
    Reason,
    UnsupportedError,
    VerificationError,
)
from forsa.merkle.hashes import LeafHash
from forsa.v1 import blob_service_pb2 as pb
from forsa.v1.blob_service_pb2_grpc import BlobServiceStub
from forsa.v1.record_pb2 import Commitment

MAX_CHUNKS: Final = 4096
"""Of one blob: the protocol's 4 GiB."""
MAX_RANGES: Final = 1024
"""In one request."""
MAX_DAMAGED: Final = 256
"""Roots that the hub names at once."""

ReadChunk = Callable[[int], bytes]
"""Gives the chunk at an index, from 0; runs in a thread."""
Take = Callable[[int], Awaitable[None]]
"""Awaited before so many bytes are sent: where a limit of bandwidth waits."""
Progress = Callable[[int, int], None]
"""Told bytes that are done, and all bytes."""


@dataclass(frozen=True, slots=True)
class Durable:
    """What the hub holds of data, whatever happens now."""

    chunks: frozenset[int]
    complete: bool


async def take_freely(_size: int) -> None:
    """No limit."""


def ignore_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


class BlobClient:
    """Calls of `BlobService` over one channel; every one has a deadline and raises our errors."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub = BlobServiceStub(channel)

    async def put_manifest(self, manifest: Manifest) -> Durable:
        """Announce data, or show that we have them; tells what need not be sent.

        Raises:
            MalformedError: the answer names chunks that the data do not have.
            ForsaError: as the hub raised it, among them `QUOTA_EXCEEDED`.
        """
        request = pb.PutManifestRequest(manifest=format_manifest(manifest))
        answer = await ask(self._stub.PutManifest(request, timeout=CALL_SECONDS))
        return _durable(answer.durable, answer.complete, manifest)

    async def put_chunks(
        self,
        manifest: Manifest,
        indexes: Iterable[int],
        read_chunk: ReadChunk,
        take: Take = take_freely,
    ) -> Durable:
        """Send chunks of announced data; returns once the hub has made them durable.

        `indexes` is asked for the next one when the last one has left: it may end early.

        Each is verified before it leaves: a disk that forgot is told here, not by the hub.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`, `whose` = caller: `read_chunk` is wrong.
            MalformedError, ForsaError: as `put_manifest`.
        """
        failure: list[Exception] = []

        async def read() -> AsyncGenerator[tuple[int, bytes], None]:
            for index in indexes:
                yield index, await asyncio.to_thread(_read_verified, manifest, index, read_chunk)

        async def send() -> AsyncIterator[pb.PutChunksRequest]:
            root = manifest.root()
            try:
                async with aclosing(with_next(read())) as chunks:
                    async for index, data in chunks:
                        await take(len(data))
                        yield pb.PutChunksRequest(root=root, index=index, data=data)
            except Exception as error:
                failure.append(error)
                raise

        call = self._stub.PutChunks(send(), timeout=STREAM_SECONDS)
        try:
            answer = await ask(call)
        except asyncio.CancelledError:
            if failure:  # grpc cancels the call when our own side of it fails
                raise failure[0] from None
            call.cancel()
            raise
        except Exception:
            if failure:
                raise failure[0] from None
            raise
        return _durable(answer.durable, answer.complete, manifest)

    async def put(
        self,
        manifest: Manifest,
        read_chunk: ReadChunk,
        *,
        take: Take = take_freely,
        progress: Progress = ignore_progress,
    ) -> int:
        """Bring data to the hub, whole and durable there; return how many bytes were sent.

        Repeating it after any failure sends what is not durable yet, to one chunk.

        Raises:
            BusyError: the connection broke, or the hub does not keep what it took.
            ForsaError: as `put_chunks`.
        """
        durable = await self.put_manifest(manifest)
        missing = [one for one in range(len(manifest.leaf_hashes)) if one not in durable.chunks]
        done = manifest.size - sum(map(manifest.chunk_bytes, missing))
        progress(done, manifest.size)
        sent = 0

        async def counted(size: int) -> None:
            nonlocal sent
            await take(size)
            sent += size
            progress(done + sent, manifest.size)

        if not durable.complete:
            durable = await self.put_chunks(manifest, missing, read_chunk, counted)
        if not durable.complete:
            raise BusyError("the hub did not keep all that was sent", Reason.OUTCOME_UNKNOWN)
        return sent

    async def stat(self, root: bytes) -> pb.StatBlobResponse:
        """How data stand at the hub; its word alone."""
        return await ask(self._stub.StatBlob(pb.StatBlobRequest(root=root), timeout=CALL_SECONDS))

    async def list_damaged(self) -> list[bytes]:
        """Roots of data that we may read and that the hub lost chunks of: at most 256, drawn anew.

        A hub that does not know the question has nothing to say.

        Raises:
            ForsaError: as the hub raised it.
        """
        call = self._stub.ListDamaged(pb.ListDamagedRequest(), timeout=CALL_SECONDS)
        try:
            answer = await ask(call)
        except UnsupportedError:
            return []
        return list(answer.roots[:MAX_DAMAGED])

    async def get_manifest(self, commitment: Commitment) -> Manifest:
        """The manifest of data, verified.

        Raises:
            VerificationError: `COMMITMENT_MISMATCH`: the hub's answer describes other data.
            ForsaError: as the hub raised it, among them `BLOB_UNKNOWN`.
        """
        request = pb.GetManifestRequest(root=commitment.root)
        answer = await ask(self._stub.GetManifest(request, timeout=CALL_SECONDS))
        manifest = parse_manifest(answer.manifest)
        verify_manifest(commitment, manifest)
        return manifest

    async def get_chunks(
        self, manifest: Manifest, indexes: Iterable[int]
    ) -> AsyncGenerator[tuple[int, bytes], None]:
        """Stream chunks of verified data, ascending, each verified.

        Raises:
            VerificationError: `COMMITMENT_MISMATCH`: a chunk is not what was committed to.
            MalformedError: a chunk that was not asked for, or not in its turn.
            BusyError: the stream ended early.
        """
        wanted = sorted(set(indexes))
        ranges = ranges_of(wanted)[:MAX_RANGES]
        expected = indexes_in(ranges, len(manifest.leaf_hashes))
        request = pb.GetChunksRequest(
            root=manifest.root(),
            ranges=[pb.ChunkRange(first=first, count=count) for first, count in ranges],
        )
        call = self._stub.GetChunks(request, timeout=STREAM_SECONDS)
        async with aclosing(with_next(read_stream(call))) as answers:
            for index in expected:
                answer = await anext(answers, None)
                if answer is None:
                    raise BusyError("the hub ended a download midway", Reason.OUTCOME_UNKNOWN)
                if answer.index != index:
                    raise MalformedError(
                        f"the hub sent chunk {answer.index} where {index} was due",
                        Reason.ENTRY_MALFORMED,
                    )
                data = answer.data  # protobuf copies it each time it is asked
                await asyncio.to_thread(verify_chunk, manifest, index, data)
                yield index, data


def _read_verified(manifest: Manifest, index: int, read_chunk: ReadChunk) -> bytes:
    data = read_chunk(index)
    try:
        verify_chunk(manifest, index, data)
    except VerificationError as error:
        raise CorruptStoreError(
            f"the file changed since it was attached: {error.message}",
            Reason.STORED_DATA_CORRUPT,
            whose="caller",
        ) from None
    return data


def _durable(ranges: Sequence[pb.ChunkRange], complete: bool, manifest: Manifest) -> Durable:
    count = len(manifest.leaf_hashes)
    if len(ranges) > count:
        raise MalformedError(f"{len(ranges)} ranges of {count} chunks", Reason.LIMIT_EXCEEDED)
    held = indexes_in([(one.first, one.count) for one in ranges], count)
    return Durable(frozenset(held), complete)


def format_manifest(manifest: Manifest) -> pb.BlobManifest:
    """A manifest as it travels."""
    return pb.BlobManifest(
        root=manifest.root(),
        size=manifest.size,
        salt=manifest.salt,
        leaf_hashes=b"".join(manifest.leaf_hashes),
    )


def parse_manifest(message: pb.BlobManifest) -> Manifest:
    """What the other side sent, its counts looked at before anything is hashed. Not verified.

    Raises:
        MalformedError: `LIMIT_EXCEEDED`: the counts do not fit one another.
    """
    joined = message.leaf_hashes
    count, odd = divmod(len(joined), SALT_BYTES)
    if odd or count > MAX_CHUNKS or count != chunk_count(message.size):
        raise MalformedError(
            f"a manifest of {len(joined)} bytes for {message.size} bytes", Reason.LIMIT_EXCEEDED
        )
    starts = range(0, len(joined), SALT_BYTES)
    hashes = tuple(LeafHash(joined[at : at + SALT_BYTES]) for at in starts)
    return Manifest(message.salt, message.size, hashes)
