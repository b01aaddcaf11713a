"""Attachments at the hub: announced, received, read back verified, and erased in the end.

The database knows manifests and who showed them, the store has the bytes. Every step can be cut off
at any moment: what the database calls complete is durable in the store, what it no longer knows is
erased there.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

import structlog
from forsa.clock import Clock
from forsa.commitment import Manifest
from forsa.errors import CorruptStoreError, ForsaError, Reason
from forsa.rpc.identity import NodeName
from sqlalchemy import Connection

from forsa_hub.blobs import rules
from forsa_hub.blobs.announcing import Announcement
from forsa_hub.blobs.dropping import drop_and_refund
from forsa_hub.blobs.intake import THREADS, Intake, Receiving
from forsa_hub.blobs.reading import read_verified
from forsa_hub.blobs.rights import is_redacted, redacted, standing_of, unknown
from forsa_hub.blobs.store import BlobKey, BlobStore
from forsa_hub.metrics import Metrics
from forsa_hub.sequencer import Sequencer
from forsa_hub.store.blobs import (
    BlobState,
    StoredBlob,
    count_blobs,
    erased,
    find_blobs,
    find_shown,
    others_of,
    to_erase,
    touch,
    unnamed_since,
)
from forsa_hub.store.database import Database

T = TypeVar("T")
READ_AHEAD: Final = 2
"""Chunks of one download that are read before they are asked for."""
SWEEP_SECONDS: Final = 3600.0
RETRY_SECONDS: Final = 60.0


class BlobKeeper:
    """One for the hub. Its methods run in the event loop, the work on threads of its own."""

    def __init__(
        self,
        store: BlobStore,
        database: Database,
        sequencer: Sequencer,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._store = store
        self._database = database
        self._sequencer = sequencer
        self._clock = clock
        self._metrics = metrics
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="hub-blobs")
        self._receiving: dict[BlobKey, Receiving] = {}
        self._locks: WeakValueDictionary[BlobKey, asyncio.Lock] = WeakValueDictionary()
        self._settling: set[asyncio.Task[Any]] = set()
        self._to_erase = asyncio.Event()
        self._to_look = asyncio.Queue[StoredBlob]()
        self._looking: set[BlobKey] = set()
        sequencer.on_erasing = self._to_erase.set

    @property
    def room(self) -> rules.Room:
        """What may be announced."""
        limits = self._sequencer.config.limits
        whole = min(limits.blob_bytes, limits.open_bytes, limits.bytes_per_day)
        return rules.Room(whole, limits.open_uploads, limits.open_bytes)

    async def announce(self, caller: NodeName, manifest: Manifest) -> tuple[frozenset[int], bool]:
        """Keep a verified manifest, reserve quota; tells which chunks are durable, and if all.

        Raises:
            TooLargeError: `LIMIT_EXCEEDED`.
            QuotaError: `QUOTA_EXCEEDED` or `STORAGE_FULL`; nothing was reserved.
            ConflictError: `BODY_REDACTED`.
            VerificationError: `COMMITMENT_MISMATCH`: the data at the hub have another size.
        """
        rules.require_size(manifest.size, self.room)
        self._sequencer.require_disk()
        work = Announcement(self._sequencer, caller, manifest, self.room, self._clock.now_ms())
        blob = await self._database.on_writer(lambda: work.commit(self._database))
        if work.gave_up:
            self._to_erase.set()
        if blob.state is BlobState.COMPLETE:
            return frozenset(range(blob.key.chunks)), True
        durable = await self.durable(blob)
        complete = len(durable) == blob.key.chunks
        if complete:  # nothing but the last word was missing when somebody broke off
            await self._finish(blob)
        return durable, complete

    async def durable(self, blob: StoredBlob) -> frozenset[int]:
        """The chunks that are durable."""
        if blob.state is BlobState.COMPLETE:
            return frozenset(range(blob.key.chunks))
        receiving = self._receiving.get(blob.key)
        if receiving is not None:
            return receiving.upload.durable()
        found: frozenset[int] = await self._on_thread(self._store.durable, blob.key)
        return found

    async def announced(self, root: bytes, caller: NodeName) -> StoredBlob:
        """What a node announced under a root.

        Raises:
            NotFoundError: `BLOB_UNKNOWN`.
        """

        def find(connection: Connection) -> StoredBlob | None:
            shown = find_shown(connection, root, caller.holder)
            found = find_blobs(connection, [root]) if shown is not None else []
            return next((one for one in found if shown and one.key.size == shown.size), None)

        blob = await self._database.read(find)
        if blob is None:
            raise unknown()
        return blob

    @asynccontextmanager
    async def receive(self, blob: StoredBlob) -> AsyncIterator[Intake]:
        """Take chunks of an attachment that is not complete.

        However the block ends, what verified is durable after it, even if the caller is cancelled.

        Raises:
            QuotaError: `STORAGE_FULL`.
            VerificationError: a chunk that was taken last is other data.
        """
        self._sequencer.require_disk()
        receiving = await self._open(blob)
        intake = Intake(receiving, self._on_thread)
        try:
            yield intake
        finally:
            settling = asyncio.create_task(self._settle(receiving, intake))
            self._settling.add(settling)
            settling.add_done_callback(self._settled)
            await asyncio.shield(settling)

    async def complete(self, blob: StoredBlob) -> tuple[frozenset[int], bool]:
        """What is durable after a stream, and if that is all; then it is complete from now on."""
        durable = await self.durable(blob)
        if len(durable) == blob.key.chunks:
            await self._finish(blob)
            return durable, True
        return durable, False

    async def _open(self, blob: StoredBlob) -> Receiving:
        async with self._lock(blob.key):
            receiving = self._receiving.get(blob.key)
            if receiving is None:
                upload = await self._on_thread(self._store.begin, blob.key)
                receiving = self._receiving[blob.key] = Receiving(blob, upload)
            receiving.users += 1
            return receiving

    async def _settle(self, receiving: Receiving, intake: Intake) -> None:
        key = receiving.blob.key
        try:
            await intake.settle()
        finally:
            async with self._lock(key):
                receiving.users -= 1
                if not receiving.users:
                    del self._receiving[key]
                    await self._on_thread(receiving.upload.close)
            now_ms = self._clock.now_ms()
            await self._database.write(lambda connection: touch(connection, key, now_ms))
            if not await self._is_known(key):  # erased meanwhile
                await self._on_thread(self._store.erase, key)

    def _settled(self, task: asyncio.Task[Any]) -> None:
        self._settling.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            structlog.get_logger().info("upload_broke_off", why=type(error).__name__)

    async def _is_known(self, key: BlobKey) -> bool:
        found = await self._database.read(lambda connection: find_blobs(connection, [key.root]))
        return any(one.key == key for one in found)

    async def _finish(self, blob: StoredBlob) -> None:
        """All chunks are durable: let it count as complete, and what claimed its root otherwise go.

        Raises:
            ConflictError: `BODY_REDACTED`: it was redacted while it came in.
        """
        key, sequencer = blob.key, self._sequencer
        async with self._lock(key):
            await self._on_thread(self._store.finish, key)

        def save(connection: Connection) -> bool:
            standing = standing_of(connection, key.root, sequencer.head.size)
            if all(one.key != key for one in find_blobs(connection, [key.root])):
                raise unknown()
            if is_redacted(standing, sequencer.state):
                drop_and_refund(connection, sequencer.quotas, [key])
                return False
            touch(connection, key, self._clock.now_ms(), BlobState.COMPLETE)
            drop_and_refund(connection, sequencer.quotas, others_of(connection, key))
            return True

        kept = await self._database.write(save)
        self._to_erase.set()
        if not kept:
            raise redacted()

    async def chunks(
        self, blob: StoredBlob, indexes: Sequence[int]
    ) -> AsyncGenerator[tuple[int, bytes], None]:
        """Read chunks, in this order, each verified after the disk gave it; a few ahead.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`: a chunk is not what was stored; it counts as
                not there any more, so that it can be uploaded again.
        """
        ahead = [asyncio.ensure_future(self._chunk(blob, one)) for one in indexes[:READ_AHEAD]]
        try:
            for at, index in enumerate(indexes):
                if at + READ_AHEAD < len(indexes):
                    following = indexes[at + READ_AHEAD]
                    ahead.append(asyncio.ensure_future(self._chunk(blob, following)))
                yield index, await ahead.pop(0)
        finally:
            for one in ahead:
                one.cancel()
            await asyncio.gather(*ahead, return_exceptions=True)

    async def _chunk(self, blob: StoredBlob, index: int) -> bytes:
        data: bytes | None = await self._on_thread(read_verified, self._store, blob, index)
        if data is None:
            await self._note_damage(blob, index)
            raise CorruptStoreError(
                f"chunk {index} of the attachment is damaged at the hub; nodes that hold the file "
                "bring it again",
                Reason.STORED_DATA_CORRUPT,
                root=blob.key.root.hex(),
                index=index,
            )
        return data

    async def _note_damage(self, blob: StoredBlob, index: int) -> None:
        """Tell the operator, and let the chunk come again.

        Raises:
            NotFoundError: `BLOB_UNKNOWN`: it was erased meanwhile, which is no damage.
        """
        if not await self._is_known(blob.key):
            raise unknown()
        async with self._lock(blob.key):
            if blob.key not in self._receiving:
                await self._on_thread(self._store.forget, blob.key, index)
        now_ms = self._clock.now_ms()
        await self._database.write(
            lambda connection: touch(connection, blob.key, now_ms, BlobState.DAMAGED)
        )
        self._metrics.blob_damaged()
        structlog.get_logger().error(
            "attachment_damaged", root=blob.key.root.hex(), chunk=index, size=blob.key.size
        )
        if blob.key not in self._looking:
            self._looking.add(blob.key)
            self._to_look.put_nowait(blob)

    async def look_over(self) -> None:
        """Read all of what was found to be damaged, so that one who brings it brings all of it."""
        while True:
            blob = await self._to_look.get()
            try:
                for index in sorted(await self._on_thread(self._store.durable, blob.key)):
                    with suppress(CorruptStoreError):  # noted
                        await self._chunk(blob, index)
            except (ForsaError, OSError) as error:  # erased meanwhile, or the store is gone
                structlog.get_logger().info("not_looked_over", why=type(error).__name__)
            finally:
                self._looking.discard(blob.key)

    async def run(self) -> None:
        """Erase what is to go, until cancelled."""
        while True:
            self._to_erase.clear()
            try:
                await self.erase_due()
            except (ForsaError, OSError) as error:
                structlog.get_logger().error("not_erased", why=type(error).__name__)
                await self._clock.sleep(RETRY_SECONDS)
                continue
            await self._to_erase.wait()

    async def erase_due(self) -> None:
        """Erase from the store what the database does not know any more."""
        for key in await self._database.read(to_erase):
            if not await self._is_known(key):  # announced again meanwhile: another life
                async with self._lock(key):
                    await self._on_thread(self._store.erase, key)
            await self._database.write(partial(erased, key=key))
        self._metrics.blobs(await self._database.read(count_blobs))

    async def sweep(self) -> None:
        """Every hour, let go what no record names and nobody was at for 30 days."""
        while True:
            try:
                await self.sweep_once()
            except (ForsaError, OSError) as error:
                structlog.get_logger().error("not_swept", why=type(error).__name__)
            await self._clock.sleep(SWEEP_SECONDS)

    async def sweep_once(self) -> int:
        """Do so now; returns how many went."""
        before_ms = self._clock.now_ms() - rules.KEPT_MS
        found = await self._database.read(lambda connection: unnamed_since(connection, before_ms))
        if not found:
            return 0

        def let_go(connection: Connection) -> int:
            still = unnamed_since(connection, before_ms)
            keys = [key for key in still if key not in self._receiving]
            drop_and_refund(connection, self._sequencer.quotas, keys)
            return len(keys)

        gone = await self._database.write(let_go)
        self._to_erase.set()
        return gone

    def _lock(self, key: BlobKey) -> asyncio.Lock:
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        return lock

    async def _on_thread(self, work: Callable[..., T], *given: Any) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, *given)

    async def close(self) -> None:
        """Make durable what came in; nothing is served any more."""
        await asyncio.gather(*self._settling, return_exceptions=True)
        self._threads.shutdown(wait=True)
