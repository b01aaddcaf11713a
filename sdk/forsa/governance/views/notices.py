"""What asks for somebody's attention now: votes, executions, second calls, recoveries, texts.

One notice a thing, with the time until which something can be done. Duties have reminders of their
own (the calendar), and so has a ballot whose receipt is missing (the node).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.state import Agreement, Recovery, Status
from forsa.governance.timers import RECOVERY_MS
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.decision import Decision, Stage
from forsa.governance.views.decisions import WITHOUT_BALLOTS, standing

KIND_NAMES: Final = (*WITHOUT_BALLOTS, "agreement.publish", "key.recover")
"""What the chronicle of these views has to hold."""


class What(StrEnum):
    """What can be done, or is going to happen."""

    VOTE = "vote"
    """A vote is open, and the member has not voted."""
    OPEN = "open"
    """A vote is open."""
    CLOSED = "closed"
    """A vote is over; the next entry of the log confirms its result."""
    EXECUTE = "execute"
    """Actions of an adopted proposal wait for any voter to execute them."""
    SECOND_CALL = "second_call"
    """A proposal without quorum may be called again, or may be from `from_ms` on."""
    RECOVERY = "recovery"
    """New keys take over a member at `due_ms`, unless one of its admin keys says no."""
    RATIFY = "ratify"
    """A text is open for ratification, and the member is a party that has not acted on it."""
    RATIFYING = "ratifying"
    """A text is open for ratification by others."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that asks for attention."""

    what: What
    record_id: RecordId
    """The proposal, agreement or recovery."""
    index: int
    type: str
    """Of the proposal or the agreement; empty for a recovery."""
    title: Mapping[str, str]
    """By language; empty: it has none that may be shown."""
    original_language: str
    member: str
    """Who proposed or published it; of a recovery, whose keys they are."""
    is_own: bool
    """It asks something of the member in particular."""
    is_urgent: bool
    """A quarter of its time is left, or less."""
    from_ms: int
    """Since when, or from when on; log time."""
    due_ms: int | None
    """The last millisecond; None: no limit."""
    left_ms: int | None
    """Until then, 0 or more; None: no limit."""


def notices(chronicle: Chronicle, member: str | None = None) -> tuple[Notice, ...]:
    """What asks for attention, own and urgent things first, then what ends first.

    Args:
        chronicle: With the kinds of `KIND_NAMES` at least; ballots are counted without theirs.
        member: Who looks; None: nobody in particular.
    """
    now_ms = chronicle.now_ms
    found = [
        *_of_decisions(chronicle, member),
        *(_recovery(one, member, now_ms) for one in chronicle.state.rights.recoveries.values()),
        *_texts(chronicle, member),
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Notice) -> tuple[bool, bool, bool, int, int]:
    return (not one.is_own, not one.is_urgent, one.due_ms is None, one.due_ms or 0, one.index)


def _of_decisions(chronicle: Chronicle, member: str | None) -> Iterator[Notice]:
    now_ms = chronicle.now_ms
    for one in standing(chronicle):
        match one.stage:
            case Stage.VOTING:
                is_own = _has_to_vote(chronicle, one, member)
                what = What.VOTE if is_own else What.OPEN
                yield _of(one, what, is_own, one.opened_ms, one.closes_ms, now_ms)
            case Stage.CLOSED:
                yield _of(one, What.CLOSED, False, one.closes_ms, None, now_ms)
            case Stage.PENDING:
                is_own = one.proposer == member
                yield _of(one, What.EXECUTE, is_own, one.closes_ms, one.lapses_ms, now_ms)
            case Stage.SECOND_CALL:
                is_own = one.proposer == member
                begins_ms = one.second_call_from_ms or one.closes_ms
                yield _of(one, What.SECOND_CALL, is_own, begins_ms, one.lapses_ms, now_ms)
            case Stage.CALLED_AGAIN | Stage.LAPSED | Stage.DONE:
                pass


def _has_to_vote(chronicle: Chronicle, one: Decision, member: str | None) -> bool:
    """Whether a ballot of the member would count and none does; a proxy's ballot is one."""
    found = chronicle.state.rights.members.get(member or "")
    return found is not None and found.status is Status.ACTIVE and member in one.not_voted


def _of(
    one: Decision, what: What, is_own: bool, from_ms: int, due_ms: int | None, now_ms: int
) -> Notice:
    begun_ms = one.opened_ms if what in (What.VOTE, What.OPEN) else one.closes_ms
    return Notice(
        what=what,
        record_id=one.record_id,
        index=one.index,
        type=one.type,
        title=one.title,
        original_language=one.original_language,
        member=one.proposer,
        is_own=is_own,
        is_urgent=_is_urgent(begun_ms, due_ms, now_ms),
        from_ms=from_ms,
        due_ms=due_ms,
        left_ms=_left(due_ms, now_ms),
    )


def _recovery(one: Recovery, member: str | None, now_ms: int) -> Notice:
    return Notice(
        what=What.RECOVERY,
        record_id=one.record_id,
        index=one.index,
        type="",
        title={},
        original_language="",
        member=one.member,
        is_own=one.member == member,
        is_urgent=True,
        from_ms=one.effective_ms - RECOVERY_MS,
        due_ms=one.effective_ms,
        left_ms=_left(one.effective_ms, now_ms),
    )


def _texts(chronicle: Chronicle, member: str | None) -> Iterator[Notice]:
    for one in chronicle.state.rights.agreements.values():
        is_over = one.ratify_by_ms and one.ratify_by_ms < chronicle.now_ms
        is_own = member in one.parties and member not in one.acts
        if not is_over and (is_own or not one.in_force):
            yield _text(chronicle, one, is_own)


def _text(chronicle: Chronicle, agreement: Agreement, is_own: bool) -> Notice:
    event = chronicle.by_id(agreement.record_id)
    body: Any = None if event is None else event.body
    effect: Any = None if event is None else event.effect
    from_ms = 0 if event is None else event.log_time_ms
    due_ms = agreement.ratify_by_ms or None
    return Notice(
        what=What.RATIFY if is_own else What.RATIFYING,
        record_id=agreement.record_id,
        index=-1 if event is None else event.index,
        type="" if effect is None else effect.type,
        title={} if body is None else {one.lang: one.text for one in body.title},
        original_language="" if body is None else body.common.original_language,
        member=agreement.author,
        is_own=is_own,
        is_urgent=_is_urgent(from_ms, due_ms, chronicle.now_ms),
        from_ms=from_ms,
        due_ms=due_ms,
        left_ms=_left(due_ms, chronicle.now_ms),
    )


def _left(due_ms: int | None, now_ms: int) -> int | None:
    return None if due_ms is None else max(0, due_ms - now_ms)


def _is_urgent(begun_ms: int, due_ms: int | None, now_ms: int) -> bool:
    return due_ms is not None and is_last_quarter(begun_ms, due_ms, now_ms)


def is_last_quarter(begun_ms: int, due_ms: int, now_ms: int) -> bool:
    """Whether a quarter of the whole time is left, or less: then people are warned."""
    return 4 * (due_ms - now_ms) <= due_ms - begun_ms
