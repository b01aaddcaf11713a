"""Sanctions and appeals: what a member is told, when it is heard, what was decided, and in time.

A notice gives and takes nothing: it opens a procedure. Reminder and warning end with it; suspension
and exclusion take effect through an adopted proposal alone, and another one reverses them. Time
limits are shown here and refuse nothing: a late appeal is in the log, and is said to be late.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.state import DAY_MS, State
from forsa.governance.views.app_settings import days_setting
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.v1.effects_pb2 import MemberAct

KIND_NAMES: Final = (
    "sanction.notice",
    "appeal.open",
    "member.suspend",
    "member.expel",
    "member.reinstate",
    "member.activate",
    "proposal.open",
    "record.withdraw",
)
"""What the chronicle of these views has to hold."""
CODES: Final = ("reminder", "warning", "suspension", "exclusion")
"""What a notice can announce; other codes are the network's own."""
DECIDED: Final[Mapping[str, str]] = {"suspension": "member.suspend", "exclusion": "member.expel"}
"""The record by which an announced sanction takes effect."""
_BACK: Final = ("member.reinstate", "member.activate")

HEARING_DAYS: Final = 15
"""Between notice and hearing, if the statutes do not say."""
APPEAL_DAYS: Final = 30
"""Within these days of log time an appeal is in time, if the statutes do not say."""
SETTING_HEARING: Final = "app.sanction.hearing_days"
SETTING_APPEAL: Final = "app.sanction.appeal_days"


class Stage(StrEnum):
    """Where a procedure stands."""

    NOTICED = "noticed"
    """The member has been told; what was announced is not decided."""
    HEARING = "hearing"
    """The hearing is still to come."""
    VOTING = "voting"
    """A proposal that would carry it out is open."""
    IN_EFFECT = "in_effect"
    """It was decided and executed, and lasts."""
    REVERSED = "reversed"
    """It was in effect, and a later decision took it back."""
    NOT_ADOPTED = "not_adopted"
    """The proposal was rejected, had no quorum, or was withdrawn; none is open."""
    CLOSED = "closed"
    """A reminder or a warning: it ends with its notice and its hearing."""
    WITHDRAWN = "withdrawn"
    """The secretariat took the notice back."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A suspension or exclusion as it took effect."""

    record_id: RecordId
    index: int
    from_ms: int
    """Log time since which it holds."""
    proposal: RecordId
    """The decision behind it."""
    to_ms: int | None
    """Log time at which it was taken back; None: it lasts."""
    reversed_by: RecordId | None


@dataclass(frozen=True, slots=True)
class Appeal:
    """A member's appeal against what concerns it."""

    record_id: RecordId
    index: int
    log_time_ms: int
    member: str
    target: RecordId
    """A notice, a suspension or an exclusion."""
    target_kind: str
    until_ms: int
    """Log time until which it was in time."""
    is_late: bool
    grounds: Mapping[str, str]
    """By language; empty: not here, or may not be shown."""
    withdrawn: bool
    answers: tuple[RecordId, ...]
    """Proposals that name it as what they are about, by index."""


@dataclass(frozen=True, slots=True)
class Sanction:
    """A procedure against a member."""

    record_id: RecordId
    index: int
    log_time_ms: int
    member: str
    code: str
    grounds: Mapping[str, str]
    hearing: Mapping[str, str]
    """Where and how the member is heard, by language."""
    hearing_ms: int
    """0: no hearing was offered."""
    hearing_days: int | None
    """Whole days from notice to hearing; None: no hearing."""
    is_hearing_short: bool
    """None was offered, or fewer days before it than the statutes ask for."""
    stage: Stage
    proposals: tuple[RecordId, ...]
    """Proposals that would carry it out, or name it, since; by index."""
    effect: Effect | None
    appeals: tuple[Appeal, ...]
    """Against the notice or its effect, by index."""


def sanctions(chronicle: Chronicle) -> tuple[Sanction, ...]:
    """Every procedure, by index.

    Args:
        chronicle: With the kinds of `KIND_NAMES` at least.
    """
    against = appeals(chronicle)
    return tuple(_sanction(one, chronicle, against) for one in chronicle.of("sanction.notice"))


def appeals(chronicle: Chronicle) -> tuple[Appeal, ...]:
    """Every appeal, by index; also those against what no notice came before."""
    first = chronicle.newest("appeal.open")
    return tuple(one for one in (_appeal(event, chronicle) for event in first) if one is not None)


def hearing_days(state: State) -> int:
    """Days that the statutes ask for between notice and hearing."""
    return days_setting(state, SETTING_HEARING, HEARING_DAYS)


def appeal_days(state: State) -> int:
    """Days within which an appeal is in time."""
    return days_setting(state, SETTING_APPEAL, APPEAL_DAYS)


def _sanction(event: Event, chronicle: Chronicle, appealed: tuple[Appeal, ...]) -> Sanction:
    notice: Any = event.effect
    proposals = tuple(_proposals(event, chronicle))
    effect = _effect(event, chronicle)
    days = (notice.hearing_ms - event.log_time_ms) // DAY_MS if notice.hearing_ms else None
    against = {event.record_id} | ({effect.record_id} if effect else set())
    return Sanction(
        record_id=event.record_id,
        index=event.index,
        log_time_ms=event.log_time_ms,
        member=notice.member,
        code=notice.code,
        grounds=_texts(event, "grounds"),
        hearing=_texts(event, "hearing"),
        hearing_ms=notice.hearing_ms,
        hearing_days=days,
        is_hearing_short=days is None or days < hearing_days(chronicle.state),
        stage=_stage(event, proposals, effect, chronicle),
        proposals=tuple(one.record_id for one in proposals),
        effect=effect,
        appeals=tuple(one for one in appealed if one.target in against),
    )


def _stage(
    event: Event, proposals: tuple[Event, ...], effect: Effect | None, chronicle: Chronicle
) -> Stage:
    notice: Any = event.effect
    if chronicle.withdrawn(event.record_id) is not None:
        return Stage.WITHDRAWN
    if effect is not None:
        return Stage.IN_EFFECT if effect.to_ms is None else Stage.REVERSED
    ends = [_result(one, chronicle) for one in proposals]
    if None in ends:
        return Stage.VOTING
    if notice.hearing_ms > chronicle.now_ms:
        return Stage.HEARING
    if notice.code not in DECIDED:
        return Stage.CLOSED
    if "adopted" in ends or not ends:
        return Stage.NOTICED
    return Stage.NOT_ADOPTED


def _result(proposal: Event, chronicle: Chronicle) -> str | None:
    """How a proposal ended; None: it is open."""
    ended = chronicle.ended(proposal.record_id)
    if ended is None:
        return None
    _, value = ended
    return value.result


def _proposals(event: Event, chronicle: Chronicle) -> Iterator[Event]:
    """Proposals since a notice that name it, or would do to its member what it announces."""
    notice: Any = event.effect
    wanted = DECIDED.get(notice.code)
    for one in chronicle.of("proposal.open"):
        if one.index < event.index:
            continue
        effect: Any = one.effect
        named = event.record_id in getattr(one.body, "subjects", ())
        does = any(
            action.kind == wanted and _member_of(action.effect) == notice.member
            for action in effect.actions
        )
        if named or does:
            yield one


def _member_of(effect: bytes) -> str:
    return MemberAct.FromString(effect).member


def _effect(event: Event, chronicle: Chronicle) -> Effect | None:
    """The first suspension or exclusion of the member since its notice, of the announced kind."""
    notice: Any = event.effect
    wanted = DECIDED.get(notice.code)
    if wanted is None:
        return None
    for one in chronicle.of(wanted):
        done: Any = one.effect
        if one.index > event.index and done.member == notice.member:
            back = _reversal(one, notice.member, chronicle)
            return Effect(
                record_id=one.record_id,
                index=one.index,
                from_ms=one.log_time_ms,
                proposal=RecordId(one.header.parent),
                to_ms=None if back is None else back.log_time_ms,
                reversed_by=None if back is None else back.record_id,
            )
    return None


def _reversal(done: Event, member: str, chronicle: Chronicle) -> Event | None:
    for one in chronicle.of(*_BACK):
        effect: Any = one.effect
        if one.index > done.index and effect.member == member:
            return one
    return None


def _appeal(event: Event, chronicle: Chronicle) -> Appeal | None:
    """The newest version of an appeal; its time is that of the first."""
    first = chronicle.versions(event.header.object_id)[0]
    target = chronicle.by_id(first.header.parent)
    if target is None:
        return None
    until_ms = target.log_time_ms + appeal_days(chronicle.state) * DAY_MS
    versions = {one.record_id for one in chronicle.versions(event.header.object_id)}
    answers = (
        one.record_id
        for one in chronicle.of("proposal.open")
        if not versions.isdisjoint(getattr(one.body, "subjects", ()))
    )
    return Appeal(
        record_id=event.record_id,
        index=first.index,
        log_time_ms=first.log_time_ms,
        member=event.member,
        target=target.record_id,
        target_kind=target.kind,
        until_ms=until_ms,
        is_late=first.log_time_ms > until_ms,
        grounds=_texts(event, "grounds"),
        withdrawn=any(chronicle.withdrawn(one) is not None for one in versions),
        answers=tuple(answers),
    )


def _texts(event: Event, field: str) -> Mapping[str, str]:
    return {one.lang: one.text for one in getattr(event.body, field, ())}
