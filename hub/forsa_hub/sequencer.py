"""The only writer of the log: collect what arrived, admit, append, sign, commit, then answer.

One batch is one transaction and one checkpoint. The anchor is on the disk before anything that
the checkpoint says leaves the hub. If the outcome of a commit is not known, the process ends.
"""

import asyncio
import errno
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog
from forsa.clock import Clock
from forsa.errors import BusyError, ForsaError, QuotaError, Reason
from forsa.governance.state import State
from forsa.log_store.reading import Head
from forsa.note import Note, Notice, sign_notice
from forsa.root import TrustRoot
from sqlalchemy import Connection

from forsa_hub.admission import Offer
from forsa_hub.anchor import Anchor
from forsa_hub.batch import Answer, Batch
from forsa_hub.checkpoints import Signers
from forsa_hub.clock_guard import ClockGuard
from forsa_hub.config import Config
from forsa_hub.metrics import Metrics
from forsa_hub.own_keys import Heir
from forsa_hub.quotas import Quotas
from forsa_hub.store.database import Database
from forsa_hub.store.notes import put_checkpoint

NOTICED = frozenset({"INVALID_ARGUMENT", "PERMISSION_DENIED", "ABORTED", "FAILED_PRECONDITION"})
FULL_DISK_SECONDS = 2
LATE = 2
"""Times `freshness_seconds` after which a freshness line is late."""
QUEUE_RECORDS = 16_384
"""Records that may wait; a caller that would exceed it is told to come back."""


@dataclass(slots=True)
class _Call:
    offers: Sequence[Offer]
    done: "asyncio.Future[Answer]"
    repairs: bool
    """Whether it sets the log's time right: then the clock is behind it, and must be."""


@dataclass(slots=True)
class Sequencer:
    """Orders records. `state`, `head` and `note` are those of the newest released checkpoint."""

    database: Database
    config: Config
    clock: Clock
    guard: ClockGuard
    quotas: Quotas
    signers: Signers
    heir: Heir
    metrics: Metrics
    anchor_path: Path
    state: State
    head: Head
    note: Note
    fresh_seconds: int
    snapshot_size: int = 0
    halted: str = ""
    """Why nothing new is sequenced until an operator acts; empty = it is."""
    on_fatal: Callable[[BaseException], None] = lambda _: None
    """Told that the process must end."""
    on_erasing: Callable[[], None] = lambda: None
    """Told that attachments were redacted."""
    on_root: Callable[[TrustRoot], None] = lambda _: None
    """Told of each trust root that is in force from now on."""
    _queue: "asyncio.Queue[_Call]" = field(default_factory=asyncio.Queue)
    _waiting: int = 0
    _idle: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _failed: BaseException | None = None

    async def publish(self, offers: Sequence[Offer], *, repairs: bool = False) -> Answer:
        """Append offers in order, or find them where they stand; return once that is durable.

        Args:
            offers: What to append.
            repairs: They set the log's time right, and the operator vouches for the clock.

        Raises:
            BusyError: `CLOCK_SUSPECT`, or too much waits already.
            QuotaError: `STORAGE_FULL`.
        """
        self._check_open(repairs=repairs)
        if self._waiting + len(offers) > QUEUE_RECORDS:
            raise BusyError(
                f"{self._waiting} records wait already", Reason.OUTCOME_UNKNOWN, retry_ms=1000
            )
        self._wait(len(offers))
        call = _Call(offers, asyncio.get_running_loop().create_future(), repairs)
        self._queue.put_nowait(call)
        try:
            return await call.done
        finally:
            self._wait(-len(offers))

    async def charge(self, offer: Offer) -> Offer:
        """Count an offer to its member's quotas ahead of its commit: work is done on it before.

        Whatever becomes of it, and however often it is asked for, it was counted.

        Raises:
            QuotaError: as `Quotas.take`; it is not counted.
            BusyError: `CLOCK_SUSPECT`.
        """
        now_ms = self.guard.now_ms(self.head.log_time_ms, self.fresh_seconds)
        member, quotas = offer.record.header.member, self.quotas
        await self.database.on_writer(lambda: quotas.take(member, offer.size, now_ms))
        return replace(offer, charged=True)

    def _wait(self, records: int) -> None:
        self._waiting += records
        if self._waiting:
            self._idle.clear()
        else:
            self._idle.set()

    def _check_open(self, *, repairs: bool) -> None:
        if self._failed is not None:
            raise BusyError("the hub is stopping", Reason.OUTCOME_UNKNOWN)
        if self.halted:
            raise BusyError(f"the hub only reads: {self.halted}", Reason.HUB_READ_ONLY)
        if not repairs:
            self.guard.now_ms(self.head.log_time_ms, self.fresh_seconds)
        self.require_disk()

    def require_disk(self) -> None:
        """Refuse what is new while little of the disk is free.

        Raises:
            QuotaError: `STORAGE_FULL`.
        """
        usage = shutil.disk_usage(self.anchor_path.parent)
        needed = min(self.config.free_bytes, int(usage.total * self.config.free_percent / 100))
        if usage.free < needed:
            raise QuotaError(
                f"{usage.free // 2**20} MiB of disk are free, {needed // 2**20} are needed",
                Reason.STORAGE_FULL,
                retry_ms=300_000,
            )

    async def run(self) -> None:
        """Sequence what arrives until cancelled; what waits then is told to come back."""
        try:
            while True:
                calls = await self._collect()
                await self._commit(calls)
        finally:
            while not self._queue.empty():
                self._fail([self._queue.get_nowait()], BusyError("", Reason.OUTCOME_UNKNOWN))

    async def drain(self) -> None:
        """Return once nothing waits."""
        self._wait(0)
        await self._idle.wait()

    async def _collect(self) -> list[_Call]:
        """Everything that waits, up to a batch, as soon as something does."""
        calls = [await self._queue.get()]
        records = len(calls[0].offers)
        while not self._queue.empty() and records < self.config.batch_records:
            call = self._queue.get_nowait()
            calls.append(call)
            records += len(call.offers)
        return calls

    async def _commit(self, calls: list[_Call]) -> None:
        try:
            now_ms = self._now_ms(calls)
            batch = Batch(self, [offer for call in calls for offer in call.offers], now_ms)
            await self.database.on_writer(batch.commit)
            await self._anchor(batch, calls)
        except (QuotaError, BusyError) as error:  # rolled back: nothing of it happened
            self._fail(calls, error)
            return
        except Exception as error:
            self._stop(calls, error)
            return
        self._release(batch)
        at = 0
        for call in calls:
            end = at + len(call.offers)
            if not call.done.done():
                call.done.set_result(batch.answer(at, end))
            at = end

    def _now_ms(self, calls: Sequence[_Call]) -> int:
        if any(call.repairs for call in calls):
            return self.clock.now_ms()
        return self.guard.now_ms(self.head.log_time_ms, self.fresh_seconds)

    async def _anchor(self, batch: Batch, calls: Sequence[_Call]) -> None:
        """Write the anchor, which comes before the release; on a full disk wait for room.

        The batch is committed and not released: who published it is told that the disk is full,
        and finds it as a duplicate later. Reading goes on.
        """
        if not batch.folded:
            return None
        anchor = Anchor(batch.after.size, batch.after.root, batch.fresh_seconds)
        while True:
            try:
                return await self.database.on_writer(lambda: anchor.save(self.anchor_path))
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                structlog.get_logger().error("disk_full", waiting="anchor")
                told = "the disk is full; the records are kept and not released yet"
                self._fail(calls, QuotaError(told, Reason.STORAGE_FULL, retry_ms=60_000))
                await self.clock.sleep(FULL_DISK_SECONDS)

    def _release(self, batch: "Batch") -> None:
        if not batch.folded:
            return
        self.state, self.head, self.note = batch.state, batch.after, batch.note
        self.fresh_seconds, self.signers = batch.fresh_seconds, batch.signers
        self.guard.settled()
        for root in batch.roots:
            self.on_root(root)
        if batch.snapshot:
            self.snapshot_size = batch.state.size
        if batch.erasing:
            self.on_erasing()
        self.metrics.released(len(batch.folded), self.head.size)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _fail(self, calls: Sequence[_Call], error: ForsaError) -> None:
        for call in calls:
            if not call.done.done():
                call.done.set_exception(error)

    def _stop(self, calls: Sequence[_Call], error: Exception) -> None:
        """A commit whose outcome is not known: nothing may be signed from memory again."""
        self._failed = error
        structlog.get_logger().error("commit_failed", exception=type(error).__name__)
        told = BusyError("the hub is stopping; the outcome is not known", Reason.OUTCOME_UNKNOWN)
        self._fail(calls, told)
        self.on_fatal(error)

    async def changed(self) -> None:
        """Wait for the next released checkpoint or freshness line."""
        await self._changed.wait()

    async def refresh(self) -> None:
        """Sign the newest checkpoint anew: it is still the largest tree."""
        now_ms = self.guard.now_ms(self.head.log_time_ms, self.fresh_seconds)
        head = self.head
        fresh = self.next_fresh(now_ms, head.log_time_ms)
        note = self.signers.note(head, fresh)

        def save(connection: Connection) -> None:
            put_checkpoint(connection, head.size, note)

        await self.database.write(save)
        Anchor(head.size, head.root, fresh).save(self.anchor_path)
        if self.head is head:
            self.note, self.fresh_seconds = note, fresh
            self.guard.settled()
            changed, self._changed = self._changed, asyncio.Event()
            changed.set()

    async def refresh_if_late(self) -> None:
        """Refresh if the newest freshness line is older than its loop would let it be.

        Days that pass at once, in a demonstration, end that loop's pause and a node's together:
        the node must not find a hub that seems to have slept.
        """
        late_ms = self.clock.now_ms() - self.fresh_seconds * 1000
        if late_ms > LATE * self.config.freshness_seconds * 1000:
            with suppress(BusyError, QuotaError):  # the loop tells the operator
                await self.refresh()

    def next_fresh(self, now_ms: int, log_time_ms: int) -> int:
        """The time of the next freshness line: never below an earlier one, nor log time."""
        return max(now_ms // 1000, -(-log_time_ms // 1000), self.fresh_seconds)

    def notice(self, offer: Offer, reason: Reason) -> bytes:
        """The hub's signed word that it refused a record."""
        origin = self.signers.origin
        notice = Notice(origin, offer.record.record_id, reason, self.clock.now_ms())
        return sign_notice(notice, self.signers.service).format().encode()
