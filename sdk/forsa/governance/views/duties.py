"""Where each member stands with each obligation, and why.

Nothing is counted but log time: what was handed in is late if it was logged after due date and
grace, and what was not handed in is late once log time, or the hub's newest freshness time, is past
them. Who could not hand in when it was due (not admitted yet, suspended, gone) owes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from forsa.governance.settings import setting
from forsa.governance.state import DAY_MS, Member, Role, Status
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.obligations import Obligation, obligations
from forsa.governance.views.submissions import Desk, Submission, Waiver, days_begun

ACCEPTED: Final = "accepted"
RETURNED: Final = "returned"
_NONE: Final[Mapping[bytes, Event]] = MappingProxyType({})


class Standing(StrEnum):
    """Where a member stands with an obligation."""

    UPCOMING = "upcoming"
    OPEN = "open"
    SUBMITTED = "submitted"
    """Handed in, and not looked at yet."""
    ACCEPTED = "accepted"
    RETURNED = "returned"
    """Handed in, and to be handed in again."""
    LATE = "late"
    """Nothing was handed in, and the time is over."""
    WAIVED = "waived"
    NOT_OWED = "not_owed"


class Why(StrEnum):
    """What makes it stand so."""

    NOT_OPEN = "not_open"
    RUNNING = "running"
    IN_GRACE = "in_grace"
    """The due date is over, the grace is not."""
    NOTHING_HANDED_IN = "nothing_handed_in"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    WAIVED = "waived"
    TAKEN_BACK = "taken_back"
    """The secretariat withdrew the obligation."""
    NOT_NAMED = "not_named"
    """It is for others, by its newest version."""
    NOT_A_MEMBER = "not_a_member"
    """Not admitted yet when it was due."""
    OBSERVER = "observer"
    OFFICE = "office"
    """The secretariat, in a network in which it is no association (`secretariat_votes` = no)."""
    SUSPENDED = "suspended"
    GONE = "gone"
    """Withdrawn or expelled when it was due."""


_BY_STATUS: Final[Mapping[Status, Why]] = MappingProxyType(
    {
        Status.SUSPENDED: Why.SUSPENDED,
        Status.WITHDRAWN: Why.GONE,
        Status.EXPELLED: Why.GONE,
    }
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation of one member."""

    obligation: Obligation
    member: str
    standing: Standing
    why: Why
    days_left: int | None
    """Whole days until the due date; None: it is over."""
    days_late: int
    """Days begun after the limit: of what was handed in, or of nothing so far; 0: not late."""
    submission: Submission | None
    """What counts: the last that was accepted, else the last; None: nothing is handed in."""
    others: tuple[Submission, ...] = ()
    """What else was handed in, by index; what was taken back is among it."""
    waiver: Waiver | None = None

    @property
    def is_late(self) -> bool:
        """Whether anything was, or still is, late."""
        return self.days_late > 0

    @property
    def is_open(self) -> bool:
        """Whether the member has something to do."""
        return self.standing in {Standing.OPEN, Standing.LATE, Standing.RETURNED}

    @property
    def first_in_time(self) -> bool:
        """Something was handed in while there was time, whatever was said to it later."""
        handed = (*self.others, *((self.submission,) if self.submission else ()))
        return any(one.days_late == 0 and not one.is_withdrawn for one in handed)


def duties(
    chronicle: Chronicle,
    member: str = "",
    school_year: str = "",
    evidence: Mapping[bytes, Event] = _NONE,
) -> tuple[Duty, ...]:
    """Every duty, by due date, then obligation, then member.

    Args:
        chronicle: With at least the kinds of `obligations.KIND_NAMES`.
        member: Of this member alone; empty: of all.
        school_year: Of this year alone; empty: of all.
        evidence: The records that submissions name (`evidence_named`), by id; those that are
            missing are told as not here.
    """
    desk = Desk(chronicle, evidence)
    found = [
        duty
        for obligation in obligations(chronicle, school_year)
        for duty in _duties(desk, obligation, member)
    ]
    return tuple(sorted(found, key=_order))


def _order(duty: Duty) -> tuple[int, int, str]:
    return duty.obligation.due_ms, duty.obligation.index, duty.member


def _duties(desk: Desk, obligation: Obligation, only: str) -> Iterator[Duty]:
    handed, waivers = desk.submissions(obligation), desk.waivers(obligation)
    named = obligation.members or desk.chronicle.state.rights.members
    for member in sorted({*named, *handed}):
        if only in {"", member}:
            duty = _duty(
                desk.chronicle, obligation, member, handed.get(member, ()), waivers.get(member)
            )
            if duty.why is not Why.OBSERVER or obligation.members:
                yield duty


def _duty(
    chronicle: Chronicle,
    obligation: Obligation,
    member: str,
    handed: tuple[Submission, ...],
    waiver: Waiver | None,
) -> Duty:
    now_ms = chronicle.now_ms
    counts = _counting(handed)
    free = _why_free(chronicle, obligation, member)
    standing, why = _stands(obligation, now_ms, counts, waiver, free)
    is_owed = free is None and waiver is None
    return Duty(
        obligation,
        member,
        standing,
        why,
        (obligation.due_ms - now_ms) // DAY_MS if now_ms <= obligation.due_ms else None,
        _days_late(obligation, now_ms, standing, counts) if is_owed else 0,
        counts,
        tuple(one for one in handed if one is not counts),
        waiver,
    )


def _counting(handed: tuple[Submission, ...]) -> Submission | None:
    standing = [one for one in handed if not one.is_withdrawn]
    accepted = [one for one in standing if one.review and one.review.result == ACCEPTED]
    found = accepted or standing
    return found[-1] if found else None


def _stands(
    obligation: Obligation,
    now_ms: int,
    counts: Submission | None,
    waiver: Waiver | None,
    free: Why | None,
) -> tuple[Standing, Why]:
    """What was handed in stands by itself; what is not owed cannot be returned or late."""
    result = counts.review.result if counts and counts.review else ""
    if counts is not None and result != RETURNED:
        if result == ACCEPTED:
            return Standing.ACCEPTED, Why.REVIEWED
        return Standing.SUBMITTED, Why.IN_REVIEW
    if free is not None:
        return Standing.NOT_OWED, free
    if waiver is not None:
        return Standing.WAIVED, Why.WAIVED
    if counts is not None:
        return Standing.RETURNED, Why.REVIEWED
    if now_ms > obligation.limit_ms:
        return Standing.LATE, Why.NOTHING_HANDED_IN
    if now_ms > obligation.due_ms:
        return Standing.OPEN, Why.IN_GRACE
    if now_ms < obligation.opens_ms:
        return Standing.UPCOMING, Why.NOT_OPEN
    return Standing.OPEN, Why.RUNNING


def _days_late(
    obligation: Obligation, now_ms: int, standing: Standing, counts: Submission | None
) -> int:
    """What was returned is to be handed in again: until then, nothing stands."""
    if counts is not None and standing is not Standing.RETURNED:
        return counts.days_late
    return days_begun(now_ms - obligation.limit_ms)


def _why_free(chronicle: Chronicle, obligation: Obligation, member: str) -> Why | None:
    """Why a member owes nothing; None: it does."""
    if obligation.is_withdrawn:
        return Why.TAKEN_BACK
    if obligation.members and member not in obligation.members:
        return Why.NOT_NAMED
    then = _member_when_due(chronicle, obligation, member)
    if then is None:
        return Why.NOT_A_MEMBER
    if then.role is Role.OBSERVER:
        return Why.OBSERVER
    is_office = then.role is Role.SECRETARIAT and not obligation.members
    if is_office and setting(chronicle.state.rights, "secretariat_votes") == "no":
        return Why.OFFICE
    return _BY_STATUS.get(then.status)


def _member_when_due(chronicle: Chronicle, obligation: Obligation, member: str) -> Member | None:
    """The member as it was when it was due; before that, as it is now."""
    if chronicle.now_ms <= obligation.due_ms:
        return chronicle.state.rights.members.get(member)
    return chronicle.member_at(member, chronicle.index_at(obligation.due_ms))
