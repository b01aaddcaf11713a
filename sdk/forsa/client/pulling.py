"""The whole log of a network, pulled from its hub and folded here: what no hub can colour.

Each batch is proved to belong to the tree that the hub signed, each signature is checked, and the
state is the one that these entries give. Nothing is kept when the connection ends.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from typing import Final

from forsa.client.hub import HubClient
from forsa.client.session import Session
from forsa.entry import hash_entry
from forsa.errors import BusyError, MalformedError, NotAllowedError, Reason
from forsa.governance.views.chronicle import GOVERNANCE
from forsa.governance.views.now import witnesses
from forsa.governance.whole import BATCH, WholeLog
from forsa.root import TrustRoot, accept_next
from forsa.trusted_log import TrustedLog
from forsa.v1 import log_service_pb2 as pb

Tell = Callable[[int, int], None]
"""Told entries that are folded, and all of them."""
INLINE_BYTES: Final = 2**20
"""Every body comes with its entry."""
FAMILIES: Final = tuple(sorted({name.partition(".")[0] for name in GOVERNANCE}))


def tell_nobody(_done: int, _total: int) -> None:
    """For who does not watch."""


class PulledLog:
    """The log as far as it was pulled, with the texts of governance that the caller may read."""

    def __init__(self, session: Session) -> None:
        """Begin with no entry; nothing is asked yet."""
        self._session = session
        self._lock = asyncio.Lock()
        self.log = WholeLog(session.network_id)
        self.roots = session.roots
        self.trusted = TrustedLog(session.roots[-1])

    @property
    def fresh_ms(self) -> int:
        """The newest freshness time of the hub, milliseconds since 1970; 0: none."""
        accepted = self.trusted.accepted
        return (accepted.fresh_seconds or 0) * 1000 if accepted else 0

    async def catch_up(self, tell: Tell = tell_nobody) -> None:
        """Pull what is new.

        Raises:
            NotAllowedError: this is an outsider's connection: outsiders are not given the log.
            MisbehaviourError: the hub contradicts what it showed before, or itself.
            MalformedError, VerificationError: its answer is wrong.
            BusyError: the link broke; the same call goes on where it ended.
        """
        hub = self._session.hub
        if hub is None:
            raise NotAllowedError(
                "the whole log, which a count needs, is given to members alone; this connection "
                "is an outsider's: count again from a bundle or a copy of the log",
                Reason.KEY_UNKNOWN,
            )
        async with self._lock:
            while await self._pull(hub, tell):
                pass

    async def _pull(self, hub: HubClient, tell: Tell) -> bool:
        """One stream; returns whether there is more and this one brought something."""
        before = self.trusted.size
        async with aclosing(hub.pull(self._request())) as parts:
            self._accept_head(await anext(parts, None))
            async for part in parts:
                match part:
                    case pb.PullBatch():
                        await self._add(part)
                        tell(self.trusted.size, self.trusted.accepted_size)
                    case pb.PullEnd():
                        return part.more and self.trusted.size > before
                    case _:
                        raise _out_of_order()
        raise BusyError("the hub ended a pull midway", Reason.OUTCOME_UNKNOWN)

    def _request(self) -> pb.PullRequest:
        return pb.PullRequest(
            from_size=self.trusted.size,
            from_root=self.log.frontier.root() if self.trusted.size else b"",
            pending_size=self.trusted.accepted_size,
            pending_root=self.trusted.accepted_root,
            filter=pb.BodyFilter(kinds=FAMILIES),
            inline_max=INLINE_BYTES,
        )

    def _accept_head(self, head: object) -> None:
        if not isinstance(head, pb.PullHead):
            raise _out_of_order()
        self.roots = _extended(self.roots, head.roots)
        trusted = self.trusted.with_root(self.roots[-1])
        known = witnesses(self.log.state)
        self.trusted = trusted.accept_head(head.note, head.from_proof, head.pending_proof, known)

    async def _add(self, batch: pb.PullBatch) -> None:
        if not 1 <= len(batch.entries) <= BATCH:
            raise MalformedError(f"a batch of {len(batch.entries)} entries", Reason.LIMIT_EXCEEDED)
        leaves = [hash_entry(one.entry) for one in batch.entries]
        trusted = self.trusted.accept_batch(batch.start, leaves, batch.proof)
        task = asyncio.ensure_future(asyncio.to_thread(self._fold, batch, trusted))
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await task  # a batch is taken whole or not at all
            raise

    def _fold(self, batch: pb.PullBatch, trusted: TrustedLog) -> None:
        folded = self.log.append([one.entry for one in batch.entries])
        self.trusted = trusted
        for one, came in zip(folded, batch.entries, strict=True):
            if one.record is not None and came.body_state == pb.BODY_STATE_INLINE:
                self.log.put_body(one.record.record_id, came.salt, came.body)


def _extended(known: tuple[TrustRoot, ...], envelopes: Sequence[bytes]) -> tuple[TrustRoot, ...]:
    for envelope in envelopes:
        if all(one.envelope != envelope for one in known):
            known = (*known, accept_next(known[-1], envelope))
    return known


def _out_of_order() -> MalformedError:
    return MalformedError("the hub's answer to a pull is out of order", Reason.ENTRY_MALFORMED)
