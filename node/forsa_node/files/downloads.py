"""Down: what rules want or somebody asked for, small before large, verified chunk by chunk."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Final

from forsa.client.blobs import BlobClient
from forsa.clock import Clock
from forsa.commitment import Manifest
from forsa.errors import (
    BusyError,
    CorruptStoreError,
    ForsaError,
    MalformedError,
    QuotaError,
    Reason,
    UnknownCallerError,
    VerificationError,
)
from forsa.v1.record_pb2 import Commitment

from forsa_node.files.budget import Budget
from forsa_node.files.content import ContentStore, named_by_disk
from forsa_node.files.overview import Overview
from forsa_node.files.partial import Partial
from forsa_node.files.transfer import Moved, Told, download_slice, is_bug_of_hub
from forsa_node.files.wanted import Access
from forsa_node.mirror import Mirror
from forsa_node.store.mirror_files import Blob, BlobState

RETRY_MS: Final = 3_600_000
"""What the hub refused is asked for again after an hour."""
NOTE_MS: Final = 2_000
"""How often at most it is noted how far a file is, for those who look meanwhile."""
MOST_OPEN: Final = 8
"""Files that were begun and stay open, so that they need not be verified again."""
WAITS: Final = (BlobState.WANTED, BlobState.PARTIAL, BlobState.REFUSED)
_ALARMING: Final = (VerificationError, CorruptStoreError, MalformedError)


@dataclass(slots=True)
class Downloads:
    """What this node fetches from its hub."""

    mirror: Mirror
    content: ContentStore
    overview: Overview
    budget: Budget
    clock: Clock
    told: Told
    lack_of_space: Callable[[], QuotaError | None]
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _partials: dict[bytes, Partial] = field(default_factory=dict)
    """Those that are open, the one used last at the end."""
    _urgent: int = 0
    """How many wait for what they asked for by name: the round that runs lets them by."""
    _noted_ms: int = 0

    def close(self) -> None:
        """Let go of the files that are open."""
        for one in self._partials.values():
            one.close()
        self._partials.clear()

    async def run(self, client: BlobClient, only: Collection[bytes] = ()) -> int:
        """Fetch what is wanted, until nothing is left; return how many became complete.

        A file that the hub refuses, or fails at with a bug of its own, holds up no other.

        Args:
            client: An open session.
            only: Roots that somebody asked for, whatever the rules say; a round that runs lets
                them by after the chunk that is on its way.

        Raises:
            BusyError, UnknownCallerError: the connection is gone.
            QuotaError: this node's own limit for today is reached, or its disk is full.
        """
        self._urgent += bool(only)
        try:
            async with self.lock:
                await asyncio.to_thread(self._miss)
                self.mirror.store.ask_for(only)
                return await self._run(client, only)
        finally:
            self._urgent -= bool(only)

    @property
    def is_unfinished(self) -> bool:
        """Whether there is more to fetch now."""
        return self._next(()) is not None

    def _miss(self) -> None:
        """Want again what was complete and is gone: deleted by hand, or set aside as damaged."""
        for blob in self.mirror.store.blobs(BlobState.COMPLETE):
            if blob.sha256 is not None and not self.content.has(blob.sha256):
                self.content.take_damaged(blob.sha256, blob.root)
                state = BlobState.WANTED if blob.manifest is None else BlobState.PARTIAL
                self.mirror.store.save_blob(replace(blob, state=state, sha256=None, done=0))
                error = CorruptStoreError(
                    f"the file {blob.sha256.hex()} was damaged or gone from this disk, and is "
                    "fetched again",
                    Reason.STORED_DATA_CORRUPT,
                    file=blob.sha256.hex(),
                )
                self.mirror.keep_evidence(error)
                self._tell_end(blob, error)

    def _next(self, only: Collection[bytes]) -> Blob | None:
        """What is to be fetched next, may be read and was not withdrawn."""
        self.overview.newer = False
        candidates = self.mirror.store.to_fetch(self.clock.now_ms())
        allowed = (one for one in candidates if not only or one.root in only)
        return next((one for one in allowed if self._is_open(one)), None)

    def _is_open(self, blob: Blob) -> bool:
        is_open = self.overview.access(blob.root) is Access.OPEN
        return is_open and self.overview.is_offered(blob.root)

    async def _run(self, client: BlobClient, only: Collection[bytes]) -> int:
        completed = 0
        while (only or not self._urgent) and (blob := self._next(only)):
            try:
                completed += await self._fetch_some(client, blob, by_name=bool(only))
            except (UnknownCallerError, QuotaError):
                raise
            except ForsaError as error:
                if isinstance(error, BusyError) and not self._is_stuck(blob, error):
                    raise
                self._refuse(blob.root, error)
        return completed

    def _is_stuck(self, blob: Blob, error: BusyError) -> bool:
        """Whether the hub itself failed at this file, and nothing of it came before that."""
        now = self.mirror.store.blob(blob.root)
        return is_bug_of_hub(error) and (now is None or now.done <= blob.done)

    async def _fetch_some(self, client: BlobClient, blob: Blob, *, by_name: bool) -> bool:
        """Fetch a slice; whether the file is complete now."""
        full = self.lack_of_space()
        if full is not None:
            raise full
        if blob.sha256 is not None and self.content.has(blob.sha256):
            self.mirror.store.save_blob(_complete(blob))  # a stop came between the two
            return True
        here = await self._partial(client, blob)
        try:
            if here.missing:
                await download_slice(
                    client,
                    here,
                    self.budget,
                    lambda: self._note_now_and_then(blob.root, here),
                    lambda: self.overview.newer or (bool(self._urgent) and not by_name),
                )
        finally:
            self._note(blob.root, here.done)
        if here.missing:
            return False
        await self._finish(blob.root, here)
        return True

    async def _partial(self, client: BlobClient, blob: Blob) -> Partial:
        here = self._partials.pop(blob.root, None)
        if here is None:
            manifest = blob.manifest or await self._manifest(client, blob)
            path = self.content.partial(blob.root)
            here = await asyncio.to_thread(Partial, path, manifest)
        self._partials[blob.root] = here
        while len(self._partials) > MOST_OPEN:
            self._let_go(next(iter(self._partials)))
        return here

    async def _manifest(self, client: BlobClient, blob: Blob) -> Manifest:
        manifest = await client.get_manifest(Commitment(root=blob.root, size=blob.size))
        started = replace(blob, manifest=manifest, state=BlobState.PARTIAL, reason="", message="")
        self.mirror.store.save_blob(started)
        return manifest

    def _let_go(self, root: bytes) -> None:
        here = self._partials.pop(root, None)
        if here is not None:
            here.close()

    def _note_now_and_then(self, root: bytes, here: Partial) -> None:
        self.told(Moved(root, False, here.done, here.manifest.size))
        now_ms = self.clock.boot_ms()
        if now_ms - self._noted_ms >= NOTE_MS:
            self._noted_ms = now_ms
            self._note(root, here.done)

    def _note(self, root: bytes, done: int) -> None:
        """Note how far it is, unless it was erased meanwhile."""
        blob = self.mirror.store.blob(root)
        if blob is not None and blob.state in WAITS:
            changed = replace(blob, state=BlobState.PARTIAL, done=done, reason="", message="")
            self.mirror.store.save_blob(changed)

    async def _finish(self, root: bytes, here: Partial) -> None:
        del self._partials[root]
        digest = await asyncio.to_thread(here.finish)
        blob = self.mirror.store.blob(root)
        if blob is None or blob.state not in WAITS:
            here.path.unlink(missing_ok=True)
            return
        self.mirror.store.save_blob(replace(blob, sha256=digest))
        with named_by_disk():
            self.content.adopt(here.path, digest)
        self.mirror.store.save_blob(_complete(replace(blob, sha256=digest)))

    def _refuse(self, root: bytes, error: ForsaError) -> None:
        self._let_go(root)
        blob = self.mirror.store.blob(root)
        if blob is None or blob.state not in WAITS:
            return
        if isinstance(error, _ALARMING):
            self.mirror.keep_evidence(error)
        refused = replace(
            blob,
            state=BlobState.REFUSED,
            reason=error.reason.value,
            message=error.message,
            retry_ms=self.clock.now_ms() + RETRY_MS,
        )
        self.mirror.store.save_blob(refused)
        self._tell_end(refused, error)

    def _tell_end(self, blob: Blob, error: ForsaError) -> None:
        self.told(Moved(blob.root, False, blob.done, blob.size, error.reason.value, error.message))


def _complete(blob: Blob) -> Blob:
    return replace(
        blob, state=BlobState.COMPLETE, done=blob.size, asked=False, reason="", message=""
    )
