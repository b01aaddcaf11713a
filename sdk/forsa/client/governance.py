"""`network.governance`: members, decisions and texts, computed here from the whole log.

The first question pulls the log and folds it; later ones pull what is new. Nothing in an answer is
the hub's word but what it kept back, and that the log goes on. A part is one function.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, overload

from forsa.client.items import Item
from forsa.client.pulling import PulledLog, Tell, tell_nobody
from forsa.client.session import Session
from forsa.client.values import Filter
from forsa.errors import NotFoundError, Reason
from forsa.governance.audience import body_state
from forsa.governance.views.agreement import AgreementCard
from forsa.governance.views.agreements import agreements
from forsa.governance.views.assemblies import Assembly, assemblies
from forsa.governance.views.chronicle import GOVERNANCE, Chronicle, event_of
from forsa.governance.views.decision import Decision
from forsa.governance.views.decisions import decisions
from forsa.governance.views.duties import Duty, duties
from forsa.governance.views.members import MemberCard, member_cards
from forsa.governance.views.moderation import (
    Act,
    Flag,
    Hold,
    Redaction,
    acts,
    flags,
    holds,
    redactions,
)
from forsa.governance.views.notices import Notice, notices
from forsa.governance.views.procedures import Appeal, Sanction, appeals, sanctions
from forsa.governance.views.submissions import evidence_named

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T = TypeVar("T")
ListItems = Callable[[Filter], AsyncGenerator[Item, None]]
"""`AsyncNetwork.list`."""
GetItem = Callable[[bytes], Awaitable[Item]]
"""`AsyncNetwork.get`."""


@dataclass(frozen=True, slots=True)
class Moderation:
    """What was pointed out, held, released and erased, with reasons."""

    acts: tuple[Act, ...]
    """By index."""
    flags: tuple[Flag, ...]
    holds: tuple[Hold, ...]
    redactions: tuple[Redaction, ...]
    """With the nodes that erased the text, and those that are awaited."""


@dataclass(frozen=True, slots=True)
class Decisions(Sequence[Decision]):
    """Decisions by index in the log, and as frames."""

    all: tuple[Decision, ...]

    @overload
    def __getitem__(self, at: int) -> Decision: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Decision]: ...
    def __getitem__(self, at: int | slice) -> Decision | Sequence[Decision]:
        return self.all[at]

    def __len__(self) -> int:
        return len(self.all)

    def to_polars(self, language: str = "fr") -> "pl.DataFrame":
        """One row a decision; columns: `forsa.exports.governance.frames.DECISIONS`.

        Raises:
            ImportError: polars is not installed.
        """
        from forsa.exports.governance.frames import decisions_to_polars

        return decisions_to_polars(self.all, language)

    def to_pandas(self, language: str = "fr") -> "pd.DataFrame":
        """The same as a frame of pandas.

        Raises:
            ImportError: pandas is not installed.
        """
        from forsa.exports.governance.frames import decisions_to_pandas

        return decisions_to_pandas(self.all, language)

    def ballots_to_polars(self) -> "pl.DataFrame":
        """One row a ballot; columns: `forsa.exports.governance.frames.BALLOTS`.

        Raises:
            ImportError: polars is not installed.
        """
        from forsa.exports.governance.frames import ballots_to_polars

        return ballots_to_polars(self.all)

    def ballots_to_pandas(self) -> "pd.DataFrame":
        """The same as a frame of pandas.

        Raises:
            ImportError: pandas is not installed.
        """
        from forsa.exports.governance.frames import ballots_to_pandas

        return ballots_to_pandas(self.all)


class AsyncGovernance:
    """The governance of a network, over one connection.

    Every question but `records` needs a member's connection: a count needs every entry, and
    outsiders are given single records. Each raises what `pulled` does.
    """

    def __init__(self, session: Session, list_items: ListItems, get_item: GetItem) -> None:
        self._session = session
        self._list = list_items
        self._get = get_item
        self._pulled: PulledLog | None = None

    async def pulled(self, tell: Tell = tell_nobody) -> PulledLog:
        """The log as it is now, folded here.

        Args:
            tell: Told entries that are folded, and all of them.

        Raises:
            NotAllowedError: this is an outsider's connection.
            MisbehaviourError, MalformedError, VerificationError: the hub's answer is wrong.
            BusyError: the link broke; the same call goes on where it ended.
            UnsupportedError: the network's rules are newer than this program.
        """
        if self._pulled is None:
            self._pulled = PulledLog(self._session)
        await self._pulled.catch_up(tell)
        return self._pulled

    async def chronicle(self, tell: Tell = tell_nobody) -> Chronicle:
        """What every view is made of, for views of one's own."""
        pulled = await self.pulled(tell)
        return pulled.log.chronicle(pulled.fresh_ms)

    async def members(self) -> tuple[MemberCard, ...]:
        """Every member there ever was, by id."""
        return member_cards(await self.chronicle())

    async def decisions(self) -> Decisions:
        """Every question that was put to the vote, by index."""
        return Decisions(decisions(await self.chronicle()))

    async def decision(self, which: bytes | int) -> Decision:
        """One question, by its record id or its index in the log.

        Raises:
            NotFoundError: `RECORD_UNKNOWN`: there is no such proposal.
        """
        for one in await self.decisions():
            if which in (one.record_id, one.index):
                return one
        name = which.hex() if isinstance(which, bytes) else which
        raise NotFoundError(f"there is no proposal {name}", Reason.RECORD_UNKNOWN)

    async def agreements(self, at_ms: int | None = None) -> tuple[AgreementCard, ...]:
        """Every text that was opened for ratification; `at_ms`: as it stood at a log time."""
        return agreements(await self.chronicle(), at_ms)

    async def assemblies(self) -> tuple[Assembly, ...]:
        """Every assembly that was called, by index."""
        return assemblies(await self.chronicle())

    async def notices(self) -> tuple[Notice, ...]:
        """What asks for this member's attention, own and urgent things first."""
        identity = self._session.identity
        return notices(await self.chronicle(), None if identity is None else identity.member)

    async def duties(self, member: str = "", school_year: str = "") -> tuple[Duty, ...]:
        """What is due of whom, met or late, by due date.

        Args:
            member: Of this member alone; empty: of all.
            school_year: Of this year alone, `2024-2025`; empty: of all.
        """
        chronicle = await self.chronicle()
        named = await self._items(evidence_named(chronicle))
        evidence = {
            record_id: event_of(
                one.index,
                one.sequenced_ms,
                one.proved.record,
                one.body,
                body_state(chronicle.state, one.record_id, chronicle.now_ms),
            )
            for record_id, one in named.items()
        }
        return duties(chronicle, member, school_year, evidence)

    async def moderation(self) -> Moderation:
        """The acts of moderation, public with their reasons, and what became of them."""
        chronicle = await self.chronicle()
        known = await self._items(chronicle.state.rights.redacted)
        headers = {record_id: one.header for record_id, one in known.items()}
        return Moderation(
            acts(chronicle), flags(chronicle), holds(chronicle), redactions(chronicle, headers)
        )

    async def sanctions(self) -> tuple[Sanction, ...]:
        """Every procedure against a member, by index, with hearing and time limits."""
        return sanctions(await self.chronicle())

    async def appeals(self) -> tuple[Appeal, ...]:
        """Every appeal, by index."""
        return appeals(await self.chronicle())

    async def _items(self, record_ids: Collection[bytes]) -> Mapping[bytes, Item]:
        """Single records, proved; those that the caller may not see are left out."""
        found = {}
        for one in sorted(record_ids):
            try:
                found[one] = await self._get(one)
            except NotFoundError:
                continue
        return found

    async def records(self, *kinds: str) -> AsyncGenerator[Item, None]:
        """Yield the records of governance that the caller may see, each proved to be in the log.

        This is what outsiders have: that nothing is missing, and what follows from it all, is
        not proved to them.

        Args:
            kinds: Of which; none: all kinds of governance.
        """
        async with aclosing(self._list(Filter(kinds=kinds or GOVERNANCE))) as items:
            async for item in items:
                yield item
