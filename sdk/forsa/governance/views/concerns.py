"""What a member must not have to look for: how it stands itself, procedures against it, its texts
that were flagged or are on hold; and for the secretariat whatever waits for its answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from forsa.envelope import RecordId
from forsa.governance.state import DAY_MS, Member, Role, Status
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.moderation import KIND_NAMES as OF_MODERATION
from forsa.governance.views.moderation import Flag, Hold, HoldEnd, flags, holds
from forsa.governance.views.procedures import KIND_NAMES as OF_PROCEDURES
from forsa.governance.views.procedures import Appeal, Sanction, Stage, appeal_days
from forsa.governance.views.procedures import appeals as appeals_of
from forsa.governance.views.procedures import sanctions as sanctions_of

KIND_NAMES: Final = tuple({*OF_MODERATION, *OF_PROCEDURES})
"""What the chronicle of these views has to hold."""
_ENDED: Final[Mapping[Status, str]] = {
    Status.SUSPENDED: "member.suspend",
    Status.EXPELLED: "member.expel",
}
_OVER: Final = frozenset({Stage.WITHDRAWN, Stage.REVERSED, Stage.IN_EFFECT})
_URGENT: Final = "identifies_person"

Thing: TypeAlias = Event | Sanction | Hold | Flag | Appeal | tuple[str, ...]


class About(StrEnum):
    """What it is about."""

    PROVISIONAL = "provisional"
    """The member itself waits to be made active; `thing` is empty."""
    SUSPENDED = "suspended"
    EXPELLED = "expelled"
    """`thing` is the record that did it; an appeal is in time until `due_ms`."""
    SANCTION = "sanction"
    """A procedure against the member in which it can still say something."""
    HOLD = "hold"
    """A text of the member that nobody reads now."""
    FLAG = "flag"
    """Of a text of the member if `is_own`, else one that waits for the office."""
    APPEAL = "appeal"
    """One that no proposal answers."""
    CANDIDATES = "candidates"
    """Provisional members, by id."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that the member, or the secretariat that it is, should hear of."""

    what: About
    thing: Thing
    record_id: RecordId | None
    is_own: bool
    """It is about the member itself, and not about the office's work."""
    is_urgent: bool = False
    due_ms: int | None = None
    """Log time until which something can be said; None: no limit."""


def concerns(
    chronicle: Chronicle, member: str, authors: Mapping[bytes, str]
) -> tuple[Concern, ...]:
    """What concerns a member, its own standing first.

    Args:
        chronicle: With the kinds of `KIND_NAMES` at least.
        member: Who looks; nothing concerns who is no member.
        authors: Who wrote what was flagged or held, by record id (`targets`).
    """
    own = chronicle.state.rights.members.get(member)
    return () if own is None else tuple(_concerns(chronicle, own, authors))


def targets(chronicle: Chronicle) -> frozenset[RecordId]:
    """The records that were flagged or held: whoever asks for concerns says who wrote them."""
    held = (one.act.target for one in holds(chronicle))
    return frozenset({*held, *(one.target for one in flags(chronicle))})


def _concerns(chronicle: Chronicle, own: Member, authors: Mapping[bytes, str]) -> Iterator[Concern]:
    waiting = [one for one in flags(chronicle) if one.is_waiting]
    yield from _standing(chronicle, own)
    yield from _procedures(chronicle, own.id)
    for hold in holds(chronicle):
        if hold.end is HoldEnd.LASTS and authors.get(hold.act.target) == own.id:
            yield _urgent(About.HOLD, hold, hold.act.record_id, hold.ends_ms)
    yield from (_flag(one, is_own=True) for one in waiting if authors.get(one.target) == own.id)
    if own.role is Role.SECRETARIAT:
        yield from (
            _flag(one, is_own=False) for one in waiting if authors.get(one.target) != own.id
        )
        yield from _office(chronicle)


def _standing(chronicle: Chronicle, own: Member) -> Iterator[Concern]:
    if own.status is Status.PROVISIONAL:
        yield Concern(About.PROVISIONAL, (), None, is_own=True)
    kind = _ENDED.get(own.status)
    done = [
        one
        for one in (chronicle.of(kind) if kind else ())
        if getattr(one.effect, "member", "") == own.id
    ]
    if done:
        until_ms = done[-1].log_time_ms + appeal_days(chronicle.state) * DAY_MS
        yield _urgent(About(own.status.value), done[-1], done[-1].record_id, until_ms)


def _procedures(chronicle: Chronicle, member: str) -> Iterator[Concern]:
    """Against this member, as long as it can still say something."""
    days = appeal_days(chronicle.state)
    for one in sanctions_of(chronicle):
        until_ms = one.log_time_ms + days * DAY_MS
        lasts = one.stage is Stage.VOTING or chronicle.now_ms <= max(until_ms, one.hearing_ms)
        if one.member == member and one.stage not in _OVER and lasts:
            yield _urgent(About.SANCTION, one, one.record_id, until_ms)


def _urgent(what: About, thing: Thing, record_id: RecordId, due_ms: int) -> Concern:
    """About the member itself, with a time."""
    return Concern(what, thing, record_id, is_own=True, is_urgent=True, due_ms=due_ms)


def _flag(flag: Flag, *, is_own: bool) -> Concern:
    urgent = flag.reason == _URGENT
    return Concern(About.FLAG, flag, flag.record_id, is_own, urgent)


def _office(chronicle: Chronicle) -> Iterator[Concern]:
    for one in appeals_of(chronicle):
        if not one.answers and not one.withdrawn:
            yield Concern(About.APPEAL, one, one.record_id, is_own=False)
    members = chronicle.state.rights.members.values()
    waiting = tuple(sorted(one.id for one in members if one.status is Status.PROVISIONAL))
    if waiting:
        yield Concern(About.CANDIDATES, waiting, None, is_own=False)
