"""Up: what own records wait for, small before large, and what becomes of these records."""

import asyncio
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from forsa.client.blobs import BlobClient
from forsa.clock import Clock
from forsa.commitment import Manifest
from forsa.envelope import Record
from forsa.errors import (
    BusyError,
    ConflictError,
    CorruptStoreError,
    ForsaError,
    NotFoundError,
    Reason,
    UnknownCallerError,
)
from forsa.v1.record_pb2 import Commitment

from forsa_node.files.budget import Budget, is_own_limit
from forsa_node.files.content import ContentStore
from forsa_node.files.own import manifest_of_own
from forsa_node.files.transfer import Moved, Tell, Told, upload
from forsa_node.mirror import Mirror
from forsa_node.store.mirror_files import BlobState
from forsa_node.store.outbox import Rejection
from forsa_node.store.own_files import OwnFile

DOUBT_MS: Final = (0, 60_000, 600_000, 3_600_000)
"""How long a file waits whose hub says that it has it, and then that it lacks it; by how often."""

NOTE_MS: Final = 2_000
"""How often at most it is noted how far a file is, for those who look meanwhile."""
UNSYNCED_BYTES: Final = 16 * 2**20
"""What the hub may lose at any time of what it took."""


@dataclass(slots=True)
class Uploads:
    """What this node brings to its hub."""

    mirror: Mirror
    content: ContentStore
    budget: Budget
    clock: Clock
    told: Told
    at_hub: set[bytes] = field(default_factory=set)
    """Roots that the hub told to be complete, since the start."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    has_newer: bool = False
    """Something was queued since the last look: it may be smaller than what is on its way."""
    _doubts: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    """By root: how often the hub contradicted itself, and until when (boot time) the file waits."""
    _manifest: Manifest | None = None
    """Of the file that was brought last: a broken connection costs no second reading."""

    def queued(self) -> None:
        """A record was queued: what is on its way may have to let it by."""
        self.has_newer = True

    def blocked(self) -> set[bytes]:
        """Ids of records that must not be sent yet, for the hub lacks attachments of theirs."""
        return self.mirror.member.and_descendants(one.record_id for one in self._waiting())

    def doubt(self, record_ids: Iterable[bytes]) -> None:
        """The hub said that it lacks attachments of these records after all.

        They are brought again; if that changes nothing, later and later, so that a hub that
        contradicts itself does not keep its nodes busy.
        """
        lacking = set(record_ids)
        for record in self.mirror.member.waiting_with_files() if lacking else ():
            if record.record_id in lacking:
                for one in record.header.attachments:
                    self._doubt(one.root)

    def _doubt(self, root: bytes) -> None:
        times = self._doubts.get(root, (0, 0))[0]
        wait_ms = DOUBT_MS[min(times, len(DOUBT_MS) - 1)]
        self._doubts[root] = (times + 1, self.clock.boot_ms() + wait_ms)
        self.at_hub.discard(root)
        self.mirror.member.note_durable(root, 0)
        if times:
            message = f"the hub said {times + 1} times that it has the file, and then that not"
            self.mirror.member.note_refusal(root, Reason.BLOB_MISSING.value, message)

    async def run(self, client: BlobClient) -> int:
        """Bring up what records wait for; return how many records may go now.

        What the hub refuses is kept with its reason, and holds up no other record.

        Raises:
            BusyError, UnknownCallerError: the connection is gone.
            QuotaError: this node's own limit for today is reached.
        """
        ready = 0
        async with self.lock:
            done = set[bytes]()
            while (record := self._next(done)) is not None:
                outcome = await self._bring(client, record)
                ready += outcome is True
                if outcome is not None:
                    done.add(record.record_id)
        return ready

    def _next(self, done: Collection[bytes]) -> Record | None:
        self.has_newer = False
        now_ms = self.clock.boot_ms()
        due = (one for one in self._waiting() if one.record_id not in done)
        return next((one for one in due if self._due_ms(one) <= now_ms), None)

    def _due_ms(self, record: Record) -> int:
        return max(self._doubts.get(one.root, (0, 0))[1] for one in self._lacking(record))

    def _waiting(self) -> list[Record]:
        """Records whose attachments are not all at the hub, those with the least bytes first."""
        records = self.mirror.member.waiting_with_files()
        return sorted((one for one in records if self._lacking(one)), key=_bytes_of)

    def _lacking(self, record: Record) -> list[Commitment]:
        lacking = [one for one in record.header.attachments if one.root not in self.at_hub]
        return sorted(lacking, key=lambda one: one.size)

    async def _bring(self, client: BlobClient, record: Record) -> bool | None:
        """Bring the attachments of one record; whether all are there, None = it let others by."""
        try:
            for one in self._lacking(record):
                if not await self._bring_one(client, one):
                    return None
        except (BusyError, UnknownCallerError):
            raise
        except ForsaError as error:
            if is_own_limit(error):
                raise
            if _is_hopeless(error):
                self.mirror.member.keep_answers((), [Rejection(record.record_id, error)])
            return False
        return True

    async def _bring_one(self, client: BlobClient, one: Commitment) -> bool:
        """Bring one attachment; whether it is there."""
        member = self.mirror.member
        try:
            own = self._own(one.root)
            whole = own is None or await self._send(client, own)
        except ForsaError as error:
            member.note_refusal(one.root, error.reason.value, error.message)
            if not isinstance(error, BusyError):
                self.told(Moved(one.root, True, 0, one.size, error.reason.value, error.message))
            raise
        member.note_refusal(one.root)
        if whole:
            self.at_hub.add(one.root)
        return whole

    def _own(self, root: bytes) -> OwnFile | None:
        """What was committed to; None = at another node of this member: the hub must have it.

        Raises:
            ConflictError: it was erased, or nobody has it.
        """
        own = self.mirror.member.own_file_at(root)
        if own is not None:
            return own
        blob = self.mirror.store.blob(root)
        if blob is not None and blob.state is BlobState.ERASED:
            raise ConflictError(
                "the file was erased by a decision in the log; attach it again if it may be used",
                Reason.BODY_REDACTED,
                whose="caller",
            )
        if root in self._doubts:
            raise ConflictError(
                "the file is neither here nor at the hub; attach it again",
                Reason.BLOB_MISSING,
                whose="caller",
            )
        return None

    async def _send(self, client: BlobClient, own: OwnFile) -> bool:
        is_whole = await upload(
            client,
            self.content,
            own.sha256,
            await asyncio.to_thread(self._manifest_of, own),
            budget=self.budget,
            tell=self._noting(own),
            let_by=lambda: self.has_newer,
        )
        if is_whole:
            self.mirror.member.note_durable(own.root, own.size)
        return is_whole

    def _noting(self, own: OwnFile) -> Tell:
        """Tells how far a file is, and notes now and then what of it the hub holds for sure."""
        held = own.durable
        note_ms: int | None = None

        def tell(moved: Moved) -> None:
            nonlocal held, note_ms
            now_ms = self.clock.boot_ms()
            if note_ms is None or now_ms >= note_ms:
                is_first, note_ms = note_ms is None, now_ms + NOTE_MS
                sure = moved.done if is_first else max(held, moved.done - UNSYNCED_BYTES)
                if sure != held:
                    self.mirror.member.note_durable(own.root, sure)
                held = sure
            self.told(moved)

        return tell

    def _manifest_of(self, own: OwnFile) -> Manifest:
        """The manifest of an own file.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`, `whose` = caller: it is damaged or gone.
        """
        if self._manifest is None or self._manifest.salt != own.salt:
            try:
                self._manifest = manifest_of_own(self.content, own)
            except NotFoundError as error:
                raise _damaged(own) from error
        if self._manifest.root() != own.root:
            self._manifest = None
            raise _damaged(own)
        return self._manifest


def _damaged(own: OwnFile) -> CorruptStoreError:
    return CorruptStoreError(
        f"the file {own.sha256.hex()} is damaged on this disk, and the network does not have it: "
        "publish the original again",
        Reason.STORED_DATA_CORRUPT,
        whose="caller",
    )


def _bytes_of(record: Record) -> int:
    return sum(one.size for one in record.header.attachments)


def _is_hopeless(error: ForsaError) -> bool:
    """Whether an upload never succeeds as it is, so that its record is set apart."""
    too_late = error.reason in (Reason.LIMIT_EXCEEDED, Reason.BODY_REDACTED)
    return too_late or error.metadata.get("whose") == "caller"
