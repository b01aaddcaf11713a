"""Batches of one pull on their way into the mirror: while one is stored, the next are verified."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

from forsa.errors import MalformedError, Reason
from forsa.governance.fold import Claim, read_entry, signing_key
from forsa.pool import Job
from forsa.trusted_log import TrustedLog
from forsa.v1 import log_service_pb2 as pb

from forsa_node.mirror import Mirror

MAX_BATCH: Final = 256
MAX_WAITING: Final = 2
"""Batches that are verified, or being verified, while one is stored."""


@dataclass(frozen=True, slots=True)
class _Batch:
    trusted: TrustedLog
    """With this batch."""
    claims: Sequence[Claim]
    checked: asyncio.Future[list[bool | None]]
    entries: Sequence[pb.PullEntry]


@dataclass(slots=True)
class Intake:
    """Takes the batches of a pull whose head was accepted; leaving it waits for the last."""

    mirror: Mirror
    taken: int = 0
    """Entries that were proved to belong to the accepted tree."""
    _ahead: TrustedLog = field(init=False)
    _waiting: deque[_Batch] = field(default_factory=deque)
    _storing: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._ahead = self.mirror.trusted

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Store what was proved; what is broken off is stored as far as it is under way."""
        while error is None and self._waiting:
            await self._store_next()
        for batch in self._waiting:
            batch.checked.cancel()
        if self._storing is not None:
            await self._storing

    async def add(self, batch: pb.PullBatch) -> None:
        """Prove that a batch belongs to the accepted tree, and have it verified and stored.

        Raises:
            MisbehaviourError: these are not the entries of the accepted tree.
            ForsaError: as `Mirror.store_batch`, for this batch or one before.
        """
        if not 1 <= len(batch.entries) <= MAX_BATCH:
            raise MalformedError(f"a batch of {len(batch.entries)} entries", Reason.LIMIT_EXCEEDED)
        claims = [read_entry(one.entry) for one in batch.entries]
        leaves = [claim.leaf for claim in claims]
        self._ahead = self._ahead.accept_batch(batch.start, leaves, batch.proof)
        self.taken += len(claims)
        checked = asyncio.ensure_future(self._check_signatures(claims))
        self._waiting.append(_Batch(self._ahead, claims, checked, batch.entries))
        if len(self._waiting) > MAX_WAITING or self._storing is None:
            await self._store_next()

    async def _store_next(self) -> None:
        """Begin to store the first batch that waits, once the one before it is stored."""
        batch = self._waiting[0]
        checked = await batch.checked
        if self._storing is not None:
            await self._storing
        self._waiting.popleft()
        self._storing = asyncio.create_task(
            self.mirror.store_batch(batch.trusted, batch.claims, checked, batch.entries)
        )

    def _check_signatures(self, claims: Sequence[Claim]) -> Awaitable[list[bool | None]]:
        """Check with the keys that are known already; None: the key comes with the log itself."""
        jobs: dict[int, Job] = {}
        for place, claim in enumerate(claims):
            record = claim.record
            key = None if record is None else signing_key(self.mirror.state, record)
            if record is not None and key is not None:
                jobs[place] = (key, record.signed_bytes, record.signature)
        return self._results(jobs, len(claims))

    async def _results(self, jobs: dict[int, Job], count: int) -> list[bool | None]:
        good = await self.mirror.pool.check(list(jobs.values()))
        results = dict(zip(jobs, good, strict=True))
        return [results.get(place) for place in range(count)]
