"""A node: its stores, its connection, and one round of work: push, pull, settle, cosign.

Nothing here runs by itself; `forsa_node.daemon` does the loops.
"""

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import clear_frames
from typing import Final, Self

from forsa.client.backoff import seconds_until
from forsa.client.drafts import Signed
from forsa.client.hub import HubClient
from forsa.client.identity import Identity, load_identity
from forsa.clock import Clock
from forsa.errors import (
    BusyError,
    ForsaError,
    MalformedError,
    QuotaError,
    Reason,
    UnknownCallerError,
)
from forsa.log_store.state import Progress, no_progress
from forsa.pool import VerifyPool
from forsa.v1 import log_service_pb2 as pb
from grpc.aio import UsageError

from forsa_node.bodies import Wanted
from forsa_node.config import Config
from forsa_node.erasures import Erasures
from forsa_node.fetching import fetch_missing
from forsa_node.files.content import ContentStore
from forsa_node.files.transfer import Tell, tell_nobody
from forsa_node.files.work import Files, open_files
from forsa_node.intake import Intake
from forsa_node.link import Link
from forsa_node.mirror import Mirror
from forsa_node.outcomes.rechecking import Rechecking
from forsa_node.own_texts import erase_own
from forsa_node.push import Pushed, push
from forsa_node.restored import was_restored
from forsa_node.settling import check_freshness, look_over_own_member, settle
from forsa_node.shelving import Shelving
from forsa_node.space import lack_of_space
from forsa_node.stopping import is_stopping
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.member import MemberStore, OutboxItem, OutboxState
from forsa_node.suspicions import rival_error
from forsa_node.witness import cosign_newest

CLOSED: Final = ("the connection was closed", Reason.OUTCOME_UNKNOWN)
COSIGN_MS: Final = 1000
"""A tree that is behind already is cosigned this often at most: the next one will be."""
_SILENT: Final = (Reason.CERT_EXPIRED, Reason.STORAGE_FULL)
"""What this machine is to blame for, or the next try mends: no alarm."""


@dataclass(slots=True)
class SyncReport:
    """What one round did."""

    received: int = 0
    pulled: int = 0
    cosigned_size: int = 0
    error: ForsaError | None = None
    """Why it ended early."""
    held_up: ForsaError | None = None
    """Why the hub did not take all that was sent; the round went on."""


@dataclass(slots=True)
class TransferReport:
    """What one round of attachments did."""

    ready: int = 0
    """Records that waited for their attachments and may be sent now."""
    completed: int = 0
    """Attachments that are here now."""
    steps: int = 0
    """Chunks and files that moved, whether the round failed or not."""
    error: ForsaError | None = None
    """Why it ended early; what arrived is kept."""


@dataclass(slots=True)
class Node:
    """An open node. Close it."""

    identity: Identity
    config: Config
    clock: Clock
    member: MemberStore
    mirror: Mirror
    pool: VerifyPool
    link: Link
    content: ContentStore
    files: Files
    shelving: Shelving
    """No round waits for it: whoever runs rounds lets it follow."""
    rechecking: Rechecking
    """The same."""
    reached_ms: int = 0
    """When a round last succeeded; 0 = not since the start."""
    trouble: ForsaError | None = None
    """Why the last round failed, or what holds up the sending."""
    held_up: ForsaError | None = None
    """Why the hub did not take what was sent last."""
    draw: random.Random = field(default_factory=random.SystemRandom)
    has_news: Callable[[], bool] = lambda: False
    """Whether there is a larger tree at the hub than this round took in."""
    _cosigned_ms: int = 0
    """When a checkpoint was looked at last to be cosigned, by the boot clock."""
    _erased: frozenset[bytes] = frozenset()
    """Redacted records whose own copies are gone."""
    _pulled: bool = False
    """Since it was opened: what an old copy holds as waiting may be in the log already."""
    _push_from_ms: int = 0
    _push_failures: int = 0
    _round: asyncio.Lock = field(default_factory=asyncio.Lock)
    _erasures: Erasures = field(init=False)

    def __post_init__(self) -> None:
        self._erasures = Erasures(self.mirror, self.queue)

    @classmethod
    def open(cls, folder: Path, config: Config, clock: Clock) -> Self:
        """Open the stores of a node that has joined.

        Raises:
            FolderError: there is no node, or it has not joined.
            CorruptStoreError: a store is damaged.
        """
        identity = load_identity(folder)
        identity.hub_address()
        member = MemberStore(folder / "member.db")
        pool = VerifyPool(config.verify_workers)
        member.open()
        if was_restored(folder, member):
            member.hold_powerful()
        wanted = Wanted(config.kinds, config.languages)
        mirror = Mirror.open(identity, member, pool, clock, wanted, config.snapshot_entries)
        settle(mirror)
        link, files = Link(identity, clock.machine), open_files(mirror, config, clock)
        shelving = Shelving(folder, mirror)
        rechecking = Rechecking(folder, mirror, files.content)
        return cls(
            identity,
            config,
            clock,
            member,
            mirror,
            pool,
            link,
            files.content,
            files,
            shelving,
            rechecking,
        )

    async def close(self) -> None:
        """Finish, keep the state, let go of everything."""
        await self.shelving.close()
        await self.rechecking.close()
        async with self._round:
            await self.link.close()
            await self.files.close()
            self.mirror.close()
            self.member.close()
            self.pool.close()

    def queue(self, signed: Signed, title: str) -> None:
        """Put a signed record into the outbox; durable when this returns.

        Raises:
            QuotaError: `STORAGE_FULL`.
        """
        full = self._lack_of_space()
        if full is not None:
            raise full
        self.member.put(
            OutboxItem(
                record=signed.record,
                kind=signed.record.header.kind,
                title=title,
                salt=signed.salt,
                body=signed.body,
                created_ms=self.clock.now_ms(),
                state=OutboxState.WAITING,
            )
        )
        self.files.uploads.queued()

    def confirm(self, record_ids: Iterable[bytes]) -> int:
        """Let records go that were held because this node was restored; return how many."""
        return self.member.confirm(record_ids)

    async def sync(self) -> SyncReport:
        """One round: what waits goes out, what is new comes in, what was verified is cosigned.

        What fails ends the round, and is in the report; nothing is lost by it.

        Raises:
            DamagedStoreError: a file of this node is damaged: it must not go on.
        """
        async with self._round:
            report = SyncReport()
            try:
                client = await self.link.client(self.member.accepted(), self.member.evidence())
                await self._work(client, report)
                self.reached_ms = self.clock.now_ms()
                self.trouble = self.held_up
            except DamagedStoreError:
                raise
            except ForsaError as error:
                report.error = self.trouble = error
                await self._after(error)
            return report

    async def transfer(
        self, tell: Tell = tell_nobody, roots: Sequence[bytes] = ()
    ) -> TransferReport:
        """One round of attachments, beside those of records: up what waits, down what is wanted.

        Args:
            tell: Told how far each is.
            roots: To fetch these and nothing else, whatever the rules say.

        Raises:
            DamagedStoreError: a file of this node is damaged: it must not go on.
        """
        report, before = TransferReport(), self.files.told.steps
        try:
            self.files.overview.update()
            hub = await self.link.client(self.member.accepted(), self.member.evidence())
            if not roots:
                report.ready = await self.files.upload(hub.blobs, tell)
            report.completed = await self.files.download(hub.blobs, tell, roots)
        except DamagedStoreError:
            raise
        except ForsaError as error:
            report.error = error
        except UsageError:  # a round of records closed the session between two calls
            report.error = BusyError(*CLOSED)
        except asyncio.CancelledError:
            if is_stopping():
                raise
            report.error = BusyError(*CLOSED)
        report.steps = self.files.told.steps - before
        if report.error is not None:
            let_go_of_frames(report.error)
        return report

    async def exchange(self, tell: Tell = tell_nobody) -> tuple[SyncReport, TransferReport]:
        """A round, one of attachments, and if these let records go, another round."""
        report = await self.sync()
        if report.error is not None:
            return report, TransferReport()
        moved = await self.transfer(tell)
        if moved.ready:
            again = await self.sync()
            again.received += report.received
            again.pulled += report.pulled
            report = again
        return report, moved

    async def follow_up(self, progress: Progress = no_progress) -> bool:
        """What no round waits for: search index, others' releases, saying what is erased here.

        Args:
            progress: Told entries that the index knows, and all; on another thread.

        Returns:
            Whether something waits to be sent that did not before.
        """
        await self.shelving.follow(progress)
        await self.rechecking.follow()
        gone = self._erased & self.files.overview.erased
        return self._erasures.say(gone, self.shelving.known) > 0

    async def _after(self, error: ForsaError) -> None:
        if isinstance(error, BusyError | UnknownCallerError):
            await self.link.close()
        passing = isinstance(error, BusyError | QuotaError) or error.reason in _SILENT
        if not passing:
            self.mirror.keep_evidence(error)

    async def _work(self, client: HubClient, report: SyncReport) -> None:
        full = self._lack_of_space()
        if not self._pulled and full is None:
            await self._pull(client, report)
        await self._push(client, report)
        if full is not None:
            raise full
        await self._pull(client, report)
        await fetch_missing(self.mirror, client)
        self._erase_own()
        self.files.overview.update()
        look_over_own_member(self.mirror)
        report.cosigned_size = await self._cosign(client)
        if await self.link.renew_in_time():
            await self.link.close()

    async def _cosign(self, client: HubClient) -> int:
        """Cosign what was verified, or leave it to the next round: news go first, but not for long.

        It costs two durable writes here, a call and one at the hub, while others wait to read.
        """
        now_ms = self.clock.boot_ms()
        if self.has_news() and now_ms - self._cosigned_ms < COSIGN_MS:
            return 0
        self._cosigned_ms = now_ms
        return await cosign_newest(self.mirror, client) or 0

    def _erase_own(self) -> None:
        """Erase what outbox and desk hold of texts that were redacted."""
        redacted = frozenset(self.mirror.state.rights.redacted) - self._erased
        if redacted and erase_own(self.identity.folder, self.member, redacted):
            self._erased |= redacted

    async def _push(self, client: HubClient, report: SyncReport) -> None:
        """Send what waits, unless the hub asked to wait; no answer of it stops the reading."""
        if self.push_wait_seconds():
            report.held_up = self.held_up
            return
        for rival in self.identity.rivals():
            report.held_up = self.held_up = rival_error(self.identity.roots(), rival)
            return
        pushed = await self._send(client)
        if _is_by_unknown_key(pushed.error) and await self._follows_root(client):
            pushed = replace(pushed, error=None).plus(await self._send(client))
        self.files.forget(pushed.lacking)
        report.received = pushed.received
        error = pushed.error
        self.held_up = report.held_up = error or next(iter(pushed.limited.values()), None)
        self._push_failures = self._push_failures + 1 if error else 0
        if error is None:
            return
        if isinstance(error, BusyError | UnknownCallerError):
            raise error
        if not isinstance(error, QuotaError):
            self.mirror.keep_evidence(error)
        wait = seconds_until(error, self._push_failures, self.draw)
        self._push_from_ms = self.clock.boot_ms() + int(wait * 1000)

    async def _send(self, client: HubClient) -> Pushed:
        roots, blocked = self.identity.roots(), self.files.blocked()
        return await push(client, self.member, roots, self.link.publish_items, blocked)

    async def _follows_root(self, client: HubClient) -> bool:
        """Tell whether there is a newer trust root: its keys signed the receipts, then.

        No entries are taken in: what was sent and is found in the log would do without a receipt.
        """
        before, asked_ms = self.mirror.trusted.root.version, self.clock.now_ms()
        async with aclosing(client.pull(self.mirror.request(self.config.inline_bytes))) as parts:
            self.mirror.accept_head(_head(await anext(parts, None)), asked_ms)
        return self.mirror.trusted.root.version > before

    def push_wait_seconds(self) -> float:
        """How long the hub asked to send nothing; 0 = it did not."""
        return max(0, self._push_from_ms - self.clock.boot_ms()) / 1000

    async def _pull(self, client: HubClient, report: SyncReport) -> None:
        while await self._pull_once(client, report):
            full = self._lack_of_space()
            if full is not None:
                raise full
        self.pool.rest()  # until there is as much to check again: idle workers cost memory
        self._pulled = True
        settle(self.mirror)
        check_freshness(self.mirror)

    async def _pull_once(self, client: HubClient, report: SyncReport) -> bool:
        """One stream; returns whether there is more and this one brought something."""
        asked_ms = self.clock.now_ms()
        async with aclosing(client.pull(self.mirror.request(self.config.inline_bytes))) as parts:
            self.mirror.accept_head(_head(await anext(parts, None)), asked_ms)
            async with Intake(self.mirror) as intake:
                async for part in parts:
                    match part:
                        case pb.PullBatch():
                            await intake.add(part)
                            report.pulled += len(part.entries)
                        case pb.PullEnd():
                            return part.more and intake.taken > 0
                        case _:
                            raise _out_of_order()
        raise BusyError("the hub ended a pull midway", Reason.OUTCOME_UNKNOWN)

    def _lack_of_space(self) -> QuotaError | None:
        return lack_of_space(self.identity.folder, self.config)


def _head(part: object) -> pb.PullHead:
    if not isinstance(part, pb.PullHead):
        raise _out_of_order()
    return part


def _is_by_unknown_key(error: ForsaError | None) -> bool:
    return error is not None and error.reason is Reason.NOTE_SIGNATURE_INVALID


def let_go_of_frames(error: BaseException | None) -> None:
    """Drop what the frames of an error hold, chunks of 1 MiB among it: the error itself is kept."""
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _out_of_order() -> MalformedError:
    return MalformedError("the hub's answer to a pull is out of order", Reason.ENTRY_MALFORMED)
