"""Chunks on their way in: verified, written and made durable on threads, a few at a time.

However fast they come, no more than `IN_FLIGHT` chunks of a stream are in memory, and no more than
16 MiB are written and not durable.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final

from forsa.commitment import verify_chunk
from forsa.errors import MalformedError, Reason

from forsa_hub.blobs.store import Upload
from forsa_hub.store.blobs import StoredBlob

IN_FLIGHT: Final = 4
THREADS: Final = 6
"""That write at the same time, for all attachments together."""
SYNC_CHUNKS: Final = 5
"""A sync begins after these, while others are still written."""
MAX_UNSYNCED: Final = 16 - THREADS
"""Chunks, after which a writer waits for a sync; with one of each thread the protocol's 16 MiB."""

OnThread = Callable[..., Awaitable[Any]]
"""Runs a function with its arguments on a thread."""


class Receiving:
    """One attachment that comes in, shared by all streams that bring it. Called on threads."""

    def __init__(self, blob: StoredBlob, upload: Upload) -> None:
        self.blob = blob
        self.upload = upload
        self.users = 0
        self._unsynced = 0
        """Chunks that were written and are not durable, those of a sync under way included."""
        self._counting = threading.Lock()
        self._syncing = threading.Lock()

    def put(self, index: int, data: bytes) -> None:
        """Verify a chunk and write it; one that is durable already is ignored.

        Raises:
            VerificationError: `COMMITMENT_MISMATCH`: nothing is written.
            QuotaError: `STORAGE_FULL`.
        """
        if index in self.upload.durable():
            return
        verify_chunk(self.blob.manifest, index, data)
        self.upload.write(index, data)
        unsynced = self._count(1)
        must = unsynced >= MAX_UNSYNCED
        if unsynced >= SYNC_CHUNKS and self._syncing.acquire(blocking=must):
            try:
                self._sync()
            finally:
                self._syncing.release()

    def sync(self) -> None:
        """Make everything durable that was written."""
        with self._syncing:
            self._sync()

    def _sync(self) -> None:
        before = self._count(0)
        self.upload.sync()
        self._count(-before)

    def _count(self, more: int) -> int:
        with self._counting:
            self._unsynced += more
            return self._unsynced


class Intake:
    """One stream of chunks."""

    def __init__(self, receiving: Receiving, on_thread: OnThread) -> None:
        self._receiving = receiving
        self._on_thread = on_thread
        self._flying: deque[asyncio.Future[None]] = deque()

    async def put(self, index: int, data: bytes) -> None:
        """Take a chunk; returns before it is verified, while there is room for another one.

        Raises:
            MalformedError: `LIMIT_EXCEEDED`: there is no such chunk, or it has another size.
            VerificationError, QuotaError: of this chunk or of one before.
        """
        key = self._receiving.blob.key
        if index >= key.chunks or len(data) != key.chunk_bytes(index):
            raise MalformedError(
                f"chunk {index} with {len(data)} bytes is none of {key.chunks} chunks",
                Reason.LIMIT_EXCEEDED,
            )
        if len(self._flying) >= IN_FLIGHT:
            await asyncio.shield(self._flying[0])  # cancelled, its thread still writes
            self._flying.popleft()
        self._flying.append(asyncio.ensure_future(self._put(index, data)))

    async def _put(self, index: int, data: bytes) -> None:
        await self._on_thread(self._receiving.put, index, data)

    async def settle(self) -> None:
        """Wait for what is under way, and make durable what verified; raises as `put`."""
        outcomes = await asyncio.gather(*self._flying, return_exceptions=True)
        self._flying.clear()
        await self._on_thread(self._receiving.sync)
        for one in outcomes:
            if isinstance(one, BaseException):
                raise one
