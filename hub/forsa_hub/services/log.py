"""LogService: publish, pull, watch, cosign, prove."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator

import grpc
from forsa.errors import (
    BusyError,
    MalformedError,
    NotFoundError,
    OutOfLogError,
    QuotaError,
    Reason,
    TooLargeError,
    UnsupportedError,
    VerificationError,
)
from forsa.governance.views.now import active_nodes
from forsa.log_store.reading import LogReader
from forsa.merkle.hashes import HASH_BYTES
from forsa.note import CheckpointKeys, Note, open_checkpoint, parse_line
from forsa.rpc.frames import compress
from forsa.rpc.identity import NodeName
from forsa.v1 import log_service_pb2 as v1
from forsa.v1.log_service_pb2_grpc import LogServiceServicer
from sqlalchemy import Connection

from forsa_hub.admission import Offer
from forsa_hub.core import Core
from forsa_hub.services.access import Context
from forsa_hub.services.bodies import Reader, pull_entry
from forsa_hub.services.publishing import items_of, publish_response
from forsa_hub.store.notes import (
    StoredNote,
    get_checkpoint,
    put_cosignature,
)
from forsa_hub.store.tables import METADATA
from forsa_hub.waiting import first_of

MINOR = 0
MAX_INDEXES = 256
MAX_EVIDENCE = 8
COSIGN_SKEW_MS = 15 * 60_000
BATCH_BYTES = 3 * 2**20
FEATURES = ("zstd", "library")


class LogService(LogServiceServicer):
    """Answers members' nodes on the main port."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._watchers: Counter[str] = Counter()
        self._ending = asyncio.Event()

    def end_watches(self) -> None:
        """End every Watch now: they would hold up a stop, and have nothing left to tell."""
        self._ending.set()

    def _caller(self, context: Context) -> NodeName:
        return self._core.access.caller(context, self._core.sequencer.state)

    async def Hello(
        self,
        request: v1.HelloRequest,
        context: grpc.aio.ServicerContext[v1.HelloRequest, v1.HelloResponse],
    ) -> v1.HelloResponse:
        """Agree on a version; look at what the caller knows of the log."""
        self._caller(context)
        core = self._core
        if request.minors and MINOR not in request.minors:
            raise UnsupportedError(
                f"this hub speaks forsa.v1 minor {MINOR}",
                Reason.PROTOCOL_VERSION_UNSUPPORTED,
                minor=MINOR,
            )
        if len(request.evidence) > MAX_EVIDENCE:
            raise TooLargeError(
                f"{len(request.evidence)} pieces of evidence", Reason.LIMIT_EXCEEDED
            )
        if request.evidence:  # the operator looks at it at the member's; we cannot judge ourselves
            core.alarm("evidence_shown", pieces=len(request.evidence))
        if request.note:
            await self._compare(request.note)
        newest = await core.newest()
        note = newest.note if newest is not None else core.sequencer.note
        return v1.HelloResponse(
            minor=MINOR,
            limits=core.announced_limits(),
            features=FEATURES,
            note=note.format().encode(),
            hub_time_ms=core.clock.machine.now_ms(),  # nodes renew certificates by it
            notices=core.config.notices,
            root_version=core.roots[-1].version,
        )

    async def _compare(self, data: bytes) -> None:
        """Hold a caller's checkpoint, if our current key signed it, against our log."""
        core = self._core
        keys = CheckpointKeys(core.origin, core.roots[-1].document.log_keys)
        try:
            shown = open_checkpoint(data, keys)
        except (MalformedError, VerificationError):
            return
        head = core.sequencer.head
        if shown.size > head.size:
            core.halt("a member holds a larger checkpoint of ours", size=shown.size)
            raise OutOfLogError(
                f"the caller holds a checkpoint of {shown.size}, we have {head.size}",
                Reason.LOG_BEHIND_CLIENT,
                size=head.size,
            )
        root = await core.database.read_log(lambda log: log.root(shown.size))
        if root != shown.root:
            core.halt("a member holds another checkpoint of ours", size=shown.size)
            raise core.diverged(shown.size)

    async def Publish(
        self,
        request: v1.PublishRequest,
        context: grpc.aio.ServicerContext[v1.PublishRequest, v1.PublishResponse],
    ) -> v1.PublishResponse:
        """Append signed records, or find them where they stand already; judge each by itself."""
        caller = self._caller(context)
        items = items_of(request)
        core = self._core
        limit = core.config.limits.publish_items
        if not 1 <= len(items) <= limit:
            raise TooLargeError(
                f"{len(items)} records in one call; 1 to {limit} are allowed",
                Reason.LIMIT_EXCEEDED,
            )
        offers = await core.offers(items, caller.holder)
        good = [offer for offer in offers if isinstance(offer, Offer)]
        answer = await core.sequencer.publish(good) if good else None
        return publish_response(core, offers, answer)

    async def Pull(
        self,
        request: v1.PullRequest,
        context: grpc.aio.ServicerContext[v1.PullRequest, v1.PullResponse],
    ) -> AsyncGenerator[v1.PullResponse, None]:
        """Stream entries after a cursor, with the proofs that they extend what the caller holds."""
        caller = self._caller(context)
        core = self._core
        newest, head = await self._head(request)
        yield v1.PullResponse(head=head)
        start, sent = request.from_size, 0
        ends_ms = core.clock.boot_ms() + core.config.limits.stream_seconds * 1000
        while start < newest.size and not (request.max_bytes and sent >= request.max_bytes):
            if core.clock.boot_ms() > ends_ms:
                break
            caller = self._caller(context)
            reader = Reader.of(
                core.sequencer.state, caller.member, core.sequencer.fresh_seconds * 1000
            )
            batch = await core.database.read_log(
                lambda log, start=start, reader=reader: _batch(  # type: ignore[misc]
                    log, start, newest.size, reader, request, core.config.limits.batch_entries
                )
            )
            start += batch[0]
            sent += len(batch[1])
            yield v1.PullResponse(batch_zstd=batch[1])
        end = v1.PullEnd(entries=start - request.from_size, more=start < newest.size)
        yield v1.PullResponse(end=end)

    async def _head(self, request: v1.PullRequest) -> tuple[StoredNote, v1.PullHead]:
        """The newest released checkpoint, and the proofs that it extends what the caller holds."""
        core = self._core
        await core.sequencer.refresh_if_late()
        released = core.sequencer.head.size
        cursors = (
            (request.from_size, request.from_root),
            (request.pending_size, request.pending_root),
        )

        def prove(connection: Connection) -> tuple[StoredNote, list[list[bytes]]]:
            newest = get_checkpoint(connection, released)
            if newest is None:
                raise BusyError("the log is empty yet", Reason.RECOVERING)
            log, proofs = LogReader(connection, METADATA), list[list[bytes]]()
            for size, root in cursors:
                if size > newest.size:
                    raise OutOfLogError(
                        f"the cursor is {size}, the log has {newest.size}",
                        Reason.LOG_BEHIND_CLIENT,
                        size=newest.size,
                    )
                if size and log.root(size) != root:
                    raise core.diverged(size)
                proofs.append(list(log.consistency(size, newest.size)))
            return newest, proofs

        newest, (from_proof, pending_proof) = await core.database.read(prove)
        return newest, v1.PullHead(
            note=newest.note.format().encode(),
            from_proof=from_proof,
            pending_proof=pending_proof,
            roots=[root.envelope for root in core.roots],
        )

    async def GetBodies(
        self,
        request: v1.GetBodiesRequest,
        context: grpc.aio.ServicerContext[v1.GetBodiesRequest, v1.GetBodiesResponse],
    ) -> AsyncGenerator[v1.GetBodiesResponse, None]:
        """Stream bodies of entries that the caller may read."""
        caller = self._caller(context)
        core = self._core
        if len(request.indexes) > MAX_INDEXES:
            raise TooLargeError(
                f"{len(request.indexes)} bodies in one call; {MAX_INDEXES} are allowed",
                Reason.LIMIT_EXCEEDED,
            )
        fresh_ms = core.sequencer.fresh_seconds * 1000
        reader = Reader.of(core.sequencer.state, caller.member, fresh_ms)
        for index in request.indexes:
            core.require_entry(index)
            body = await core.database.read_log(
                lambda log, index=index: _one_body(log, index, reader)  # type: ignore[misc]
            )
            frame = compress(v1.Bodies(bodies=[body]).SerializeToString())
            yield v1.GetBodiesResponse(bodies_zstd=frame)

    async def Watch(
        self,
        request: v1.WatchRequest,
        context: grpc.aio.ServicerContext[v1.WatchRequest, v1.WatchResponse],
    ) -> AsyncGenerator[v1.WatchResponse, None]:
        """Stream new checkpoints, and freshness while nothing happens."""
        caller = self._caller(context)
        limits = self._core.config.limits
        if self._watchers[caller.holder] >= limits.watches_per_node:
            raise QuotaError(f"{caller.holder} watches already", Reason.RATE_LIMITED, retry_ms=5000)
        self._watchers[caller.holder] += 1
        try:
            async with asyncio.timeout(limits.watch_seconds):
                async for answer in self._heads(request.from_size, context):
                    yield answer
        except TimeoutError:
            return
        finally:
            self._watchers[caller.holder] -= 1

    async def _heads(
        self, from_size: int, context: Context
    ) -> AsyncGenerator[v1.WatchResponse, None]:
        sequencer = self._core.sequencer
        sent: Note | None = None
        while not self._ending.is_set():
            self._caller(context)
            note, size = sequencer.note, sequencer.head.size
            if note is not sent and size >= from_size:
                yield v1.WatchResponse(note=note.format().encode(), bookmark=size == from_size)
                sent, from_size = note, size
            if sequencer.note is sent or sent is None:
                recheck = self._core.config.limits.recheck_seconds
                await first_of(sequencer.changed(), self._ending.wait(), seconds=recheck)

    async def Cosign(
        self,
        request: v1.CosignRequest,
        context: grpc.aio.ServicerContext[v1.CosignRequest, v1.CosignResponse],
    ) -> v1.CosignResponse:
        """Store a node's cosignature of a checkpoint."""
        caller = self._caller(context)
        core = self._core
        core.require_size(request.size)
        line = parse_line(request.line.rstrip("\n"))
        witness = active_nodes(core.sequencer.state)[caller.holder].witness_key
        stored = await core.database.read(lambda c: get_checkpoint(c, request.size))
        if not request.size or stored is None:
            raise NotFoundError(f"no checkpoint of {request.size}", Reason.RECORD_UNKNOWN)
        keys = CheckpointKeys(
            core.origin, core.log_keys(), core.service_keys(), {caller.holder: witness}
        )
        alone = Note(stored.note.text, (*stored.note.lines[:2], line))  # log and freshness lines
        opened = open_checkpoint(alone.format(), keys)
        seconds = opened.cosigned.get(caller.holder)
        if seconds is None or opened.root != request.root:
            raise VerificationError(
                "the line is not the caller's over this checkpoint", Reason.NOTE_SIGNATURE_INVALID
            )
        if abs(seconds * 1000 - core.clock.now_ms()) > COSIGN_SKEW_MS:
            raise VerificationError(
                "the cosignature's time is more than 15 minutes from the hub's",
                Reason.NOTE_SIGNATURE_INVALID,
                hub_time_ms=core.clock.now_ms(),
            )
        await core.database.write(lambda c: put_cosignature(c, request.size, caller.holder, line))
        return v1.CosignResponse()

    async def GetCheckpoint(
        self,
        request: v1.GetCheckpointRequest,
        context: grpc.aio.ServicerContext[v1.GetCheckpointRequest, v1.GetCheckpointResponse],
    ) -> v1.GetCheckpointResponse:
        """A checkpoint with the cosignatures known of it."""
        self._caller(context)
        self._core.require_size(request.size)
        size = request.size or self._core.sequencer.head.size
        stored = await self._core.database.read(lambda c: get_checkpoint(c, size))
        if stored is None:
            raise NotFoundError(f"no checkpoint of {request.size}", Reason.RECORD_UNKNOWN)
        return v1.GetCheckpointResponse(note=stored.note.format().encode())

    async def GetReceipt(
        self,
        request: v1.GetReceiptRequest,
        context: grpc.aio.ServicerContext[v1.GetReceiptRequest, v1.GetReceiptResponse],
    ) -> v1.GetReceiptResponse:
        """The receipt of a record."""
        self._caller(context)
        core = self._core
        index = request.index
        if request.WhichOneof("what") == "record_id":
            found = await core.database.read_log(lambda log: log.index_of([request.record_id]))
            index = found.get(request.record_id, core.sequencer.head.size)
        core.require_entry(index)
        core.require_size(request.min_size)
        receipt = await core.receipt(index)
        return v1.GetReceiptResponse(receipt=receipt.format().encode())

    async def GetConsistency(
        self,
        request: v1.GetConsistencyRequest,
        context: grpc.aio.ServicerContext[v1.GetConsistencyRequest, v1.GetConsistencyResponse],
    ) -> v1.GetConsistencyResponse:
        """The proof that one tree extends another."""
        self._caller(context)
        size1, size2 = request.size1, request.size2
        if not 1 <= size1 <= size2 <= self._core.sequencer.head.size:
            raise OutOfLogError(
                f"no proof from {size1} to {size2}", Reason.LOG_BEHIND_CLIENT, size=size2
            )
        proof = await self._core.database.read_log(lambda log: log.consistency(size1, size2))
        return v1.GetConsistencyResponse(proof=proof)

    async def Renew(
        self,
        request: v1.RenewRequest,
        context: grpc.aio.ServicerContext[v1.RenewRequest, v1.RenewResponse],
    ) -> v1.RenewResponse:
        """A new certificate for the calling node."""
        caller = self._caller(context)
        chain = self._core.issue(request.csr, caller.member, caller.node)
        return v1.RenewResponse(chain=chain)


def _batch(
    log: LogReader, start: int, end: int, reader: Reader, request: v1.PullRequest, most: int
) -> tuple[int, bytes]:
    """The number of entries and the frame of one batch, at most about 3 MiB before compression."""
    stored = log.entries(start, min(start + most, end))
    wanted = [one.index for one in stored] if request.inline_max else []
    bodies = log.bodies(wanted)
    entries: list[v1.PullEntry] = []
    size = 0
    for one in stored:
        entry = pull_entry(one, bodies.get(one.index), reader, request)
        size += len(entry.entry) + len(entry.body) + HASH_BYTES
        if entries and size > BATCH_BYTES:
            break
        entries.append(entry)
    proof = log.consistency(start + len(entries), end)
    batch = v1.PullBatch(start=start, entries=entries, proof=proof)
    return len(entries), compress(batch.SerializeToString())


def _one_body(log: LogReader, index: int, reader: Reader) -> v1.Body:
    stored = log.entries(index, index + 1)
    if not stored:
        raise NotFoundError(f"no entry {index}", Reason.RECORD_UNKNOWN)
    state = reader.state_of(stored[0].record())
    body = log.bodies([index]).get(index)
    if state != v1.BODY_STATE_AVAILABLE or body is None:
        return v1.Body(index=index, state=state)
    return v1.Body(index=index, state=v1.BODY_STATE_INLINE, salt=body.salt, body=body.data)
