"""BlobService: attachments of any member, up and down."""

import asyncio
from collections import Counter
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Sequence,
)
from contextlib import aclosing, contextmanager
from itertools import islice
from typing import Final, cast

import grpc
from forsa.client.blobs import format_manifest, parse_manifest
from forsa.commitment import Manifest, ranges_of, verify_manifest
from forsa.errors import BusyError, MalformedError, NotFoundError, QuotaError, Reason
from forsa.v1 import blob_service_pb2 as v1
from forsa.v1.blob_service_pb2_grpc import BlobServiceServicer
from forsa.v1.record_pb2 import Commitment
from sqlalchemy import Connection

from forsa_hub.blobs import rules
from forsa_hub.blobs.rights import (
    Standing,
    is_readable,
    require_readable,
    standing_of,
    unknown,
)
from forsa_hub.core import Core
from forsa_hub.services.access import Context
from forsa_hub.services.bodies import Reader
from forsa_hub.store.blobs import BlobState, StoredBlob, damaged_blobs, find_one

ROOT_BYTES: Final = 32
IDLE_SECONDS: Final = 120.0
"""What a stream may take from one chunk to the next."""
STREAMS: Final = 4
"""Downloads of one node at once."""
MAX_DAMAGED: Final = 256
"""Named in one answer; if there are more, each answer draws others."""
_END: Final = object()
RECHECKED: Final = 32
"""Chunks of a download, after which rights are looked at again."""


class Streams:
    """How many streams run, by whom; one too many waits for another day."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._running: Counter[str] = Counter()

    @contextmanager
    def one_of(self, holder: str) -> Iterator[None]:
        """Count a stream.

        Raises:
            QuotaError: `RATE_LIMITED`.
        """
        if self._running[holder] >= self._limit:
            raise QuotaError(
                f"{self._limit} transfers of attachments run already",
                Reason.RATE_LIMITED,
                limit=self._limit,
                retry_ms=5000,
            )
        self._running[holder] += 1
        try:
            yield
        finally:
            self._running -= Counter({holder: 1})


class BlobService(BlobServiceServicer):
    """Answers members on the main port."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._up = Streams(core.config.limits.open_uploads)
        self._down = Streams(STREAMS)

    def _reader(self, context: Context) -> Reader:
        sequencer = self._core.sequencer
        caller = self._core.access.caller(context, sequencer.state)
        return Reader.of(sequencer.state, caller.member, sequencer.fresh_seconds * 1000)

    async def PutManifest(
        self,
        request: v1.PutManifestRequest,
        context: grpc.aio.ServicerContext[v1.PutManifestRequest, v1.PutManifestResponse],
    ) -> v1.PutManifestResponse:
        """Announce data, or show that the caller has them; reserves quota."""
        caller = self._core.access.caller(context, self._core.sequencer.state)
        manifest = parse_manifest(request.manifest)
        rules.require_size(manifest.size, self._core.blobs.room)
        await asyncio.to_thread(_verify, manifest, request.manifest.root)
        durable, complete = await self._core.blobs.announce(caller, manifest)
        return v1.PutManifestResponse(durable=ranges(durable), complete=complete)

    async def PutChunks(
        self,
        request_iterator: AsyncIterator[v1.PutChunksRequest],
        context: grpc.aio.ServicerContext[v1.PutChunksRequest, v1.PutChunksResponse],
    ) -> v1.PutChunksResponse:
        """Take chunks of data that the caller announced; what verified is durable at the end."""
        keeper = self._core.blobs
        caller = self._core.access.caller(context, self._core.sequencer.state)
        with self._up.one_of(caller.holder):
            async with aclosing(_chunks(request_iterator)) as messages:
                first = await anext(messages, None)
                if first is None:
                    raise MalformedError("a stream without a chunk", Reason.ENTRY_MALFORMED)
                blob = await keeper.announced(_root(first.root), caller)
                if blob.state is BlobState.COMPLETE:
                    return v1.PutChunksResponse(
                        durable=ranges(await keeper.durable(blob)), complete=True
                    )
                async with keeper.receive(blob) as intake:
                    await intake.put(first.index, first.data)
                    async for message in messages:
                        self._core.access.caller(context, self._core.sequencer.state)
                        if message.root != blob.key.root:
                            raise MalformedError(
                                "one stream brings one attachment", Reason.ENTRY_MALFORMED
                            )
                        await intake.put(message.index, message.data)
            durable, complete = await keeper.complete(blob)
        return v1.PutChunksResponse(durable=ranges(durable), complete=complete)

    async def StatBlob(
        self,
        request: v1.StatBlobRequest,
        context: grpc.aio.ServicerContext[v1.StatBlobRequest, v1.StatBlobResponse],
    ) -> v1.StatBlobResponse:
        """What is durable."""
        blob, standing = await self._find(request.root, context)
        durable = await self._core.blobs.durable(blob)
        named = standing.owner is not None and blob.state is not BlobState.OPEN
        return v1.StatBlobResponse(
            size=blob.key.size,
            durable=ranges(durable),
            complete=blob.state is BlobState.COMPLETE,
            expires_ms=rules.expires_ms(blob.touched_ms, named=named),
        )

    async def GetManifest(
        self,
        request: v1.GetManifestRequest,
        context: grpc.aio.ServicerContext[v1.GetManifestRequest, v1.GetManifestResponse],
    ) -> v1.GetManifestResponse:
        """The manifest of complete data."""
        blob, _ = await self._find(request.root, context)
        require_whole(blob)
        return v1.GetManifestResponse(manifest=format_manifest(blob.manifest))

    async def GetChunks(
        self,
        request: v1.GetChunksRequest,
        context: grpc.aio.ServicerContext[v1.GetChunksRequest, v1.GetChunksResponse],
    ) -> AsyncGenerator[v1.GetChunksResponse, None]:
        """Chunks of complete data, verified when they are read, in the order they are asked for."""
        caller = self._core.access.caller(context, self._core.sequencer.state)
        blob, _ = await self._find(request.root, context)
        require_whole(blob)
        wanted = rules.wanted_indexes([(r.first, r.count) for r in request.ranges], blob.key.chunks)
        with self._down.one_of(caller.holder):
            served = served_chunks(
                self._core, blob, wanted, lambda: self._find(request.root, context)
            )
            async with aclosing(served) as chunks:
                async for index, data in chunks:
                    yield v1.GetChunksResponse(index=index, data=data)

    async def ListDamaged(
        self,
        request: v1.ListDamagedRequest,
        context: grpc.aio.ServicerContext[v1.ListDamagedRequest, v1.ListDamagedResponse],
    ) -> v1.ListDamagedResponse:
        """What the caller may read and bring again."""
        reader, size = self._reader(context), self._core.sequencer.head.size

        def find(connection: Connection) -> list[bytes]:
            readable = (
                root
                for root in damaged_blobs(connection)
                if is_readable(standing_of(connection, root, size), reader)
            )
            return list(islice(readable, MAX_DAMAGED))

        return v1.ListDamagedResponse(roots=await self._core.database.read(find))

    async def _find(self, root: bytes, context: Context) -> tuple[StoredBlob, Standing]:
        """An attachment that the caller may read.

        Raises:
            NotFoundError, ConflictError: as `require_readable`.
        """
        reader = self._reader(context)
        caller = self._core.access.caller(context, reader.state)
        return await find_readable(self._core, root, reader, caller.holder)


async def find_readable(
    core: Core, root: bytes, reader: Reader, holder: str = ""
) -> tuple[StoredBlob, Standing]:
    """An attachment that a reader may be given, and how it stands.

    Raises:
        NotFoundError: `BLOB_UNKNOWN`, also for what the reader may not see.
        ConflictError: `BODY_HELD`, `BODY_REDACTED`.
    """
    key, size = _root(root), core.sequencer.head.size
    blob, standing = await core.database.read(
        lambda connection: (
            find_one(connection, key, holder),
            standing_of(connection, key, size),
        )
    )
    require_readable(standing, reader)
    if blob is None:
        raise unknown()
    return blob, standing


async def served_chunks(
    core: Core, blob: StoredBlob, wanted: Sequence[int], check: Callable[[], Awaitable[object]]
) -> AsyncGenerator[tuple[int, bytes], None]:
    """Read chunks for somebody whose rights are looked at again as it goes on.

    Args:
        core: The hub.
        blob: What they may read.
        wanted: Indexes, in their order.
        check: Raises once they may not any more.
    """
    for at in range(0, len(wanted), RECHECKED):
        if at:
            await check()
        async with aclosing(core.blobs.chunks(blob, wanted[at : at + RECHECKED])) as chunks:
            try:
                async for one in chunks:
                    yield one
            except NotFoundError:
                await check()  # it was erased meanwhile: that says why
                raise


def require_whole(blob: StoredBlob) -> None:
    """Serve nothing of what is not complete; of what was, all that verifies still.

    Raises:
        NotFoundError: `BLOB_UNKNOWN`.
    """
    if blob.state is BlobState.OPEN:
        raise unknown()


def ranges(indexes: Iterable[int]) -> list[v1.ChunkRange]:
    """As they travel."""
    return [v1.ChunkRange(first=first, count=count) for first, count in ranges_of(indexes)]


def _root(root: bytes) -> bytes:
    if len(root) != ROOT_BYTES:
        raise MalformedError(f"a root of {len(root)} bytes", Reason.ENTRY_MALFORMED)
    return root


def _verify(manifest: Manifest, root: bytes) -> None:
    verify_manifest(Commitment(root=root, size=manifest.size), manifest)


async def _chunks(
    messages: AsyncIterator[v1.PutChunksRequest],
) -> AsyncGenerator[v1.PutChunksRequest, None]:
    """Yield what comes, as long as something does.

    Raises:
        MalformedError: bytes that are no such message.
        BusyError: nothing came for two minutes.
    """
    while True:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                message = await anext(messages, _END)
        except TimeoutError:
            raise BusyError(
                f"no chunk came for {IDLE_SECONDS:.0f} s", Reason.OUTCOME_UNKNOWN
            ) from None
        if message is _END:
            return
        if message is None:  # what the interceptor makes of bytes that do not parse
            raise MalformedError("a chunk is no message of forsa.v1", Reason.ENTRY_MALFORMED)
        yield cast("v1.PutChunksRequest", message)
