"""`network.governance` for programs without an event loop; see `AsyncGovernance`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forsa.client.governance import AsyncGovernance, Decisions, Moderation
from forsa.client.items import Item
from forsa.client.pulling import PulledLog, Tell, tell_nobody
from forsa.governance.views.agreement import AgreementCard
from forsa.governance.views.assemblies import Assembly
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.decision import Decision
from forsa.governance.views.duties import Duty
from forsa.governance.views.members import MemberCard
from forsa.governance.views.notices import Notice
from forsa.governance.views.procedures import Appeal, Sanction

if TYPE_CHECKING:
    from forsa.client.blocking import LoopThread


class Governance:
    """The governance of a network; every promise of `AsyncGovernance` holds here."""

    def __init__(self, thread: "LoopThread", governance: AsyncGovernance) -> None:
        self._thread = thread
        self._governance = governance

    def pulled(self, tell: Tell = tell_nobody) -> PulledLog:
        """The log as it is now, folded here; `tell` is called in the thread of the connection."""
        return self._thread.call(self._governance.pulled(tell))

    def chronicle(self, tell: Tell = tell_nobody) -> Chronicle:
        """What every view is made of."""
        return self._thread.call(self._governance.chronicle(tell))

    def members(self) -> tuple[MemberCard, ...]:
        """Every member there ever was, by id."""
        return self._thread.call(self._governance.members())

    def decisions(self) -> Decisions:
        """Every question that was put to the vote, by index."""
        return self._thread.call(self._governance.decisions())

    def decision(self, which: bytes | int) -> Decision:
        """One question, by its record id or its index in the log."""
        return self._thread.call(self._governance.decision(which))

    def agreements(self, at_ms: int | None = None) -> tuple[AgreementCard, ...]:
        """Every text that was opened for ratification."""
        return self._thread.call(self._governance.agreements(at_ms))

    def assemblies(self) -> tuple[Assembly, ...]:
        """Every assembly that was called, by index."""
        return self._thread.call(self._governance.assemblies())

    def notices(self) -> tuple[Notice, ...]:
        """What asks for this member's attention."""
        return self._thread.call(self._governance.notices())

    def duties(self, member: str = "", school_year: str = "") -> tuple[Duty, ...]:
        """What is due of whom, met or late, by due date."""
        return self._thread.call(self._governance.duties(member, school_year))

    def moderation(self) -> Moderation:
        """The acts of moderation, and what became of them."""
        return self._thread.call(self._governance.moderation())

    def sanctions(self) -> tuple[Sanction, ...]:
        """Every procedure against a member, by index."""
        return self._thread.call(self._governance.sanctions())

    def appeals(self) -> tuple[Appeal, ...]:
        """Every appeal, by index."""
        return self._thread.call(self._governance.appeals())

    def records(self, *kinds: str) -> Iterator[Item]:
        """Yield the records of governance that the caller may see."""
        return self._thread.iterate(self._governance.records(*kinds))
