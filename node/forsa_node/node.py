"""A node: its stores, its connection, and one round of work: push, pull, cosign.

Nothing here runs by itself; `forsa_node.daemon` does the loops.
"""

import asyncio
import random
import shutil
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from forsa.client.drafts import Signed
from forsa.client.hub import HubClient
from forsa.client.identity import Identity, load_identity
from forsa.clock import Clock
from forsa.errors import (
    BusyError,
    ForsaError,
    QuotaError,
    Reason,
    UnknownCallerError,
    VerificationError,
)
from forsa.pool import VerifyPool
from forsa.v1 import log_service_pb2 as pb

from forsa_node.bodies import Wanted, sort_later
from forsa_node.config import Config
from forsa_node.link import Link
from forsa_node.mirror import Mirror
from forsa_node.push import push
from forsa_node.store.member import MemberStore, OutboxItem, OutboxState
from forsa_node.witness import cosign_newest

BODIES_A_CALL: Final = 256


@dataclass(slots=True)
class SyncReport:
    """What one round did."""

    received: int = 0
    pulled: int = 0
    cosigned_size: int = 0
    error: ForsaError | None = None
    """Why it ended early."""


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
    reached_ms: int = 0
    """When a round last succeeded; 0 = not since the start."""
    trouble: ForsaError | None = None
    """Why the last round failed."""
    draw: random.Random = field(default_factory=random.SystemRandom)
    _round: asyncio.Lock = field(default_factory=asyncio.Lock)

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
        wanted = Wanted(config.kinds, config.languages)
        mirror = Mirror.open(identity, member, pool, clock, wanted, config.snapshot_entries)
        return cls(identity, config, clock, member, mirror, pool, Link(identity, clock))

    async def close(self) -> None:
        """Finish, keep the state, let go of everything."""
        async with self._round:
            await self.link.close()
            self.mirror.close()
            self.member.close()
            self.pool.close()

    def queue(self, signed: Signed, title: str) -> None:
        """Put a signed record into the outbox; durable when this returns.

        Raises:
            QuotaError: `STORAGE_FULL`.
        """
        self._require_space()
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

    async def sync(self) -> SyncReport:
        """One round: what waits goes out, what is new comes in, what was verified is cosigned.

        What fails ends the round, and is in the report; nothing is lost by it.
        """
        async with self._round:
            report = SyncReport()
            try:
                client = await self.link.client(self.member.accepted(), self.member.evidence())
                await self._work(client, report)
                self.reached_ms = self.clock.now_ms()
                self.trouble = None
            except ForsaError as error:
                report.error = self.trouble = error
                if isinstance(error, BusyError | UnknownCallerError):
                    await self.link.close()
                elif isinstance(error, VerificationError):
                    self.mirror.keep_evidence(error)
            return report

    async def _work(self, client: HubClient, report: SyncReport) -> None:
        if self.mirror.trusted.size == 0:
            await self._pull(client, report)
        waits: ForsaError | None = None
        try:
            report.received = await push(client, self.member, self.identity.roots())
        except QuotaError as error:  # we publish too fast for the hub; reading goes on
            waits = error
        await self._pull(client, report)
        await self._fetch_missing(client)
        report.cosigned_size = await cosign_newest(self.mirror, client) or 0
        if waits is not None:
            raise waits

    async def _pull(self, client: HubClient, report: SyncReport) -> None:
        more = True
        while more:
            self._require_space()
            more = await self._pull_once(client, report)

    async def _pull_once(self, client: HubClient, report: SyncReport) -> bool:
        request = self.mirror.request(self.config.inline_bytes)
        async with aclosing(client.pull(request)) as parts:
            async for part in parts:
                match part:
                    case pb.PullHead():
                        self.mirror.accept_head(part)
                    case pb.PullBatch():
                        report.pulled += len(await self.mirror.take(part))
                    case pb.PullEnd():
                        return part.more and part.entries > 0
        raise BusyError("the hub ended a pull midway", Reason.OUTCOME_UNKNOWN)

    async def _fetch_missing(self, client: HubClient) -> None:
        store = self.mirror.store
        indexes = store.missing(BODIES_A_CALL)
        if not indexes:
            return
        entries = store.read(lambda log: log.entries_at(indexes))
        headers = {one.index: one.record().header for one in entries}
        async with aclosing(client.get_bodies(indexes)) as answers:
            bodies = [body async for body in answers]
        found = sort_later(headers, bodies)
        gone = [body.index for body in bodies if body.state == pb.BODY_STATE_REDACTED]
        store.put_bodies(found.kept, gone)
        for alarm in found.alarms:
            self.member.raise_alarm(alarm, self.clock.now_ms())

    def _require_space(self) -> None:
        usage = shutil.disk_usage(self.identity.folder)
        needed = min(self.config.free_bytes, int(usage.total * self.config.free_percent / 100))
        if usage.free < needed:
            raise QuotaError(
                f"{usage.free} bytes of disk are free, at least {needed} are kept free: nothing "
                "new is taken until there is more; reading goes on",
                Reason.STORAGE_FULL,
                free_bytes=usage.free,
                needed_bytes=needed,
            )
