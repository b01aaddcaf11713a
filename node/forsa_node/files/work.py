"""A round of attachments: what own records wait for goes up, what is wanted comes down.

It runs beside the exchange of records and never holds it up. Small files go before large ones.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from forsa.client.blobs import BlobClient
from forsa.clock import Clock
from forsa.envelope import Record
from forsa.errors import (
    BusyError,
    CorruptStoreError,
    ForsaError,
    QuotaError,
    Reason,
    UnknownCallerError,
    VerificationError,
)
from forsa.v1.record_pb2 import Commitment

from forsa_node.config import Config
from forsa_node.files.budget import Budget
from forsa_node.files.content import ContentStore
from forsa_node.files.overview import Overview
from forsa_node.files.partial import Partial
from forsa_node.files.transfer import Moved, Tell, download_slice, tell_nobody, upload
from forsa_node.files.wanted import Access, FileRule
from forsa_node.mirror import Mirror
from forsa_node.space import lack_of_space
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.mirror_files import Blob, BlobState
from forsa_node.store.outbox import Rejection

RETRY_MS: Final = 3_600_000
"""What the hub refused is asked for again after an hour."""
WAITS: Final = (BlobState.WANTED, BlobState.PARTIAL, BlobState.REFUSED)


@dataclass(slots=True)
class Files:
    """The attachments of an open node."""

    mirror: Mirror
    content: ContentStore
    overview: Overview
    budget: Budget
    clock: Clock
    lack_of_space: Callable[[], QuotaError | None]
    at_hub: set[bytes] = field(default_factory=set)
    """Roots that the hub told to be complete, since the start."""
    _partials: dict[bytes, Partial] = field(default_factory=dict)
    _up: asyncio.Lock = field(default_factory=asyncio.Lock)
    _down: asyncio.Lock = field(default_factory=asyncio.Lock)
    _urgent: int = 0
    """How many wait for what they asked for by name: the round that runs lets them by."""

    async def close(self) -> None:
        """Finish what runs, and let go of the files that are open."""
        async with self._up, self._down:
            self._close()

    def _close(self) -> None:
        for one in self._partials.values():
            one.close()
        self._partials.clear()

    # Records that wait for their attachments.

    def blocked(self) -> set[bytes]:
        """Ids of records that must not be sent yet, for the hub lacks attachments of theirs."""
        return self.mirror.member.and_descendants(one.record_id for one in self._waiting())

    def forget(self, record_ids: Iterable[bytes]) -> None:
        """The hub said that it lacks attachments of these records after all."""
        lacking = set(record_ids)
        for record in self.mirror.member.waiting_with_files():
            if record.record_id in lacking:
                self.at_hub -= {one.root for one in record.header.attachments}

    def _waiting(self) -> list[Record]:
        """Records whose attachments are not all at the hub, those with the least bytes first."""
        records = self.mirror.member.waiting_with_files()
        return sorted((one for one in records if self._lacking(one)), key=_bytes_of)

    def _lacking(self, record: Record) -> list[Commitment]:
        lacking = [one for one in record.header.attachments if one.root not in self.at_hub]
        return sorted(lacking, key=lambda one: one.size)

    # Up.

    async def upload(self, client: BlobClient, tell: Tell = tell_nobody) -> int:
        """Bring up what records wait for; return how many records may go now.

        What the hub refuses is kept with its reason, and holds up no other record.

        Raises:
            BusyError, UnknownCallerError: the connection is gone.
            QuotaError: this node's own limit for today is reached.
        """
        async with self._up:
            return sum([await self._upload_for(client, one, tell) for one in self._waiting()])

    async def _upload_for(self, client: BlobClient, record: Record, tell: Tell) -> bool:
        """Bring up the attachments of one record; whether all of them are there."""
        try:
            for one in self._lacking(record):
                await self._upload_one(client, one, tell)
        except (BusyError, UnknownCallerError):
            raise
        except ForsaError as error:
            if isinstance(error, QuotaError) and error.metadata.get("whose") == "node":
                raise
            if _is_hopeless(error):
                self.mirror.member.keep_answers((), [Rejection(record.record_id, error)])
            return False
        return True

    async def _upload_one(self, client: BlobClient, one: Commitment, tell: Tell) -> None:
        member = self.mirror.member
        own = member.own_file_at(one.root)
        if own is None:  # of another node of this member: the hub must have it by now
            self.at_hub.add(one.root)
            return
        try:
            await upload(client, self.content, own, self.budget, tell)
        except ForsaError as error:
            member.note_refusal(one.root, error.reason.value, error.message)
            tell(Moved(one.root, True, 0, one.size, error.reason.value, error.message))
            raise
        member.note_refusal(one.root)
        self.at_hub.add(one.root)

    # Down.

    async def download(
        self, client: BlobClient, tell: Tell = tell_nobody, only: Collection[bytes] = ()
    ) -> int:
        """Fetch what is wanted, until nothing is left; return how many became complete.

        Args:
            client: An open session.
            tell: Told how far each is.
            only: Roots that somebody asked for, whatever the rules say; a round that runs lets
                them by after some chunks.

        Raises:
            BusyError, UnknownCallerError: the connection is gone.
            QuotaError: this node's own limit for today is reached, or its disk is full.
        """
        self._urgent += bool(only)
        try:
            async with self._down:
                self.mirror.store.ask_for(only)
                return await self._download(client, tell, only)
        finally:
            self._urgent -= bool(only)

    @property
    def is_unfinished(self) -> bool:
        """Whether there is more to fetch now."""
        return self._next(()) is not None

    def _next(self, only: Collection[bytes]) -> Blob | None:
        """What is to be fetched next and may be read."""
        candidates = self.mirror.store.to_fetch(self.clock.now_ms())
        allowed = (one for one in candidates if not only or one.root in only)
        return next((one for one in allowed if self._is_open(one)), None)

    def _is_open(self, blob: Blob) -> bool:
        return self.overview.access(blob.root) is Access.OPEN

    async def _download(self, client: BlobClient, tell: Tell, only: Collection[bytes]) -> int:
        completed = 0
        while (only or not self._urgent) and (blob := self._next(only)):
            try:
                completed += await self._download_some(client, blob, tell)
            except (BusyError, UnknownCallerError, QuotaError, DamagedStoreError):
                raise
            except ForsaError as error:
                self._refuse(blob.root, error, tell)
        return completed

    async def _download_some(self, client: BlobClient, blob: Blob, tell: Tell) -> bool:
        """Fetch a slice; whether the file is complete now."""
        full = self.lack_of_space()
        if full is not None:
            raise full
        here = await self._partial(client, blob)
        try:
            if here.missing:
                await download_slice(client, blob.root, here, self.budget, tell)
        finally:
            self._keep(blob.root, here.done)
        if here.missing:
            return False
        await self._complete(blob.root, here)
        return True

    async def _partial(self, client: BlobClient, blob: Blob) -> Partial:
        if blob.root not in self._partials:
            manifest = blob.manifest
            if manifest is None:
                wanted = Commitment(root=blob.root, size=blob.size)
                manifest = await client.get_manifest(wanted)
                started = replace(blob, manifest=manifest, state=BlobState.PARTIAL, reason="")
                self.mirror.store.save_blob(started)
            path = self.content.partial(blob.root)
            self._partials[blob.root] = await asyncio.to_thread(Partial, path, manifest)
        return self._partials[blob.root]

    def _keep(self, root: bytes, done: int) -> None:
        """Note how far it is, unless it was erased meanwhile."""
        blob = self.mirror.store.blob(root)
        if blob is not None and blob.state in WAITS:
            changed = replace(blob, state=BlobState.PARTIAL, done=done, reason="", message="")
            self.mirror.store.save_blob(changed)

    async def _complete(self, root: bytes, here: Partial) -> None:
        del self._partials[root]
        digest = await asyncio.to_thread(here.finish)
        blob = self.mirror.store.blob(root)
        if blob is None or blob.state not in WAITS:
            here.path.unlink(missing_ok=True)
            return
        self.content.adopt(here.path, digest)
        complete = replace(blob, state=BlobState.COMPLETE, sha256=digest, done=blob.size)
        self.mirror.store.save_blob(complete)

    def _refuse(self, root: bytes, error: ForsaError, tell: Tell) -> None:
        blob = self.mirror.store.blob(root)
        if blob is None or blob.state not in WAITS:
            return
        if isinstance(error, VerificationError | CorruptStoreError):
            self.mirror.keep_evidence(error)
        refused = replace(
            blob,
            state=BlobState.REFUSED,
            reason=error.reason.value,
            message=error.message,
            retry_ms=self.clock.now_ms() + RETRY_MS,
        )
        self.mirror.store.save_blob(refused)
        tell(Moved(root, False, blob.done, blob.size, refused.reason, refused.message))


def _bytes_of(record: Record) -> int:
    return sum(one.size for one in record.header.attachments)


def _is_hopeless(error: ForsaError) -> bool:
    """Whether an upload never succeeds as it is, so that its record is set apart."""
    damaged = isinstance(error, CorruptStoreError) and error.metadata.get("whose") == "caller"
    return damaged or error.reason in (Reason.LIMIT_EXCEEDED, Reason.BODY_REDACTED)


def open_files(mirror: Mirror, config: Config, clock: Clock) -> Files:
    """The attachments of a node that is being opened."""
    folder = mirror.identity.folder
    content = ContentStore(folder)
    rule = FileRule(
        config.files_max_bytes, config.files_kinds, config.files_languages, config.files_regions
    )
    limits = (config.files_bytes_per_second, config.files_bytes_per_day)
    budget = Budget(clock, *limits, mirror.store.traffic, mirror.store.add_traffic)
    overview = Overview(mirror, content, rule)
    full = partial(lack_of_space, folder, config)
    return Files(mirror, content, overview, budget, clock, full)
