"""Assemblies: who was called when and where, who came, what was decided there.

Nothing here gives a right. The roll is the state's at the entry of the call; who was present and
represented is the word of the secretariat that wrote the minutes, and each decision has its own
roll and its own ballots.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from immutables import Map

from forsa.envelope import RecordId
from forsa.governance.history import Part
from forsa.governance.state import ObjectId, Rights
from forsa.governance.tally import Tally, decide, roll_of
from forsa.governance.views.arithmetic import Share, quorum_needed
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.decision import Decision
from forsa.governance.views.decisions import KIND_NAMES as DECISION_KINDS
from forsa.governance.views.decisions import decisions
from forsa.kinds.proposal_types import DecisionRule, Quorum

CALL: Final = "assembly.call"
MINUTES: Final = "assembly.minutes"
KIND_NAMES: Final = (CALL, MINUTES, *DECISION_KINDS)
"""What the chronicle of these views has to hold."""
NOTICE_DAYS: Final = 15
"""What the statutes of most associations ask for; nothing here depends on it."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the secretariat wrote down: its newest version that was not taken back."""

    record_id: RecordId
    index: int
    log_time_ms: int
    member: str
    text: Mapping[str, str]
    """By language; empty: `text_state` says why."""
    original_language: str
    text_state: str
    present: tuple[str, ...]
    """Member ids, as the minutes say."""
    represented: tuple[str, ...]
    files: int
    """Attachments."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """An assembly that was called."""

    record_id: RecordId
    """Of the newest version of its call."""
    object_id: ObjectId
    index: int
    versions: int
    """Of its call: 2 = it was changed once."""
    type: str
    call: int
    """1 or 2."""
    member: str
    """Who called it."""
    called_ms: int
    """Log time of the first version of its call."""
    starts_ms: int
    notice_ms: int
    """From the first call to the start; negative: it was called after it began."""
    place: Mapping[str, str]
    online: bool
    agenda: tuple[Mapping[str, str], ...]
    original_language: str
    text_state: str
    """Of place and agenda: `served`, `held`, `redacted`, or `missing` from this copy."""
    withdrawn: bool
    roll: tuple[str, ...]
    """Who could have voted in a proposal that was opened at the entry of the call; sorted."""
    minutes: Minutes | None
    quorum: Share | None
    """Of the room: members of the roll that were present or represented. None: no minutes."""
    decisions: tuple[Decision, ...]
    """The proposals that name it, by index."""


def assemblies(chronicle: Chronicle) -> tuple[Assembly, ...]:
    """Every assembly that was called, by index of its newest call.

    Raises:
        CorruptStoreError: as `decisions`.
    """
    found = decisions(chronicle)
    return tuple(_assembly(chronicle, one, found) for one in chronicle.newest(CALL))


def assembly(chronicle: Chronicle, record_id: bytes) -> Assembly | None:
    """One assembly by any version of its call or of its minutes; None: there is none.

    Raises:
        CorruptStoreError: as `decisions`.
    """
    event = chronicle.by_id(record_id)
    if event is not None and event.kind == MINUTES:
        first = chronicle.versions(event.header.object_id)[0]
        event = chronicle.by_id(first.header.parent)
    if event is None or event.kind != CALL:
        return None
    newest = chronicle.versions(event.header.object_id)[-1]
    return _assembly(chronicle, newest, decisions(chronicle))


def _assembly(chronicle: Chronicle, event: Event, found: Iterable[Decision]) -> Assembly:
    effect: Any = event.effect
    body: Any = event.body
    versions = chronicle.versions(event.header.object_id)
    ids = {one.record_id for one in versions}
    roll = _roll_at(chronicle, event.index)
    minutes = _minutes(chronicle, ids)
    return Assembly(
        record_id=event.record_id,
        object_id=ObjectId(event.header.object_id),
        index=event.index,
        versions=len(versions),
        type=effect.type,
        call=effect.call,
        member=event.member,
        called_ms=versions[0].log_time_ms,
        starts_ms=effect.starts_ms,
        notice_ms=effect.starts_ms - versions[0].log_time_ms,
        place={} if body is None else _texts(body.place),
        online=body is not None and body.online,
        agenda=() if body is None else tuple(_texts(item.text) for item in body.agenda),
        original_language="" if body is None else body.common.original_language,
        text_state=_text_state(event),
        withdrawn=any(chronicle.withdrawn(one) is not None for one in ids),
        roll=roll,
        minutes=minutes,
        quorum=None if minutes is None else _quorum(effect.call, roll, minutes),
        decisions=tuple(one for one in found if one.assembly in ids),
    )


def _roll_at(chronicle: Chronicle, index: int) -> tuple[str, ...]:
    """As a proposal that was opened there would have frozen it."""
    name = "secretariat_votes"
    setting = chronicle.value_at(Part.SETTING, name, index)
    settings = Map({name: setting} if isinstance(setting, str) else {})
    members = Map({one.id: one for one in chronicle.members_at(index)})
    return roll_of(Rights(chronicle.state.rights.network_id, members=members, settings=settings))


def _minutes(chronicle: Chronicle, calls: Iterable[bytes]) -> Minutes | None:
    """The newest that stand; several objects: the one that was changed last."""
    first = [one for call in calls for one in chronicle.answering(call, MINUTES)]
    newest = (chronicle.versions(one.header.object_id)[-1] for one in first)
    standing = [one for one in newest if chronicle.withdrawn(one.record_id) is None]
    if not standing:
        return None
    event = max(standing, key=lambda one: one.index)
    body: Any = event.body
    return Minutes(
        record_id=event.record_id,
        index=event.index,
        log_time_ms=event.log_time_ms,
        member=event.member,
        text={} if body is None else _texts(body.text),
        original_language="" if body is None else body.common.original_language,
        text_state=_text_state(event),
        present=() if body is None else tuple(body.present),
        represented=() if body is None else tuple(body.represented),
        files=len(event.header.attachments),
    )


def _quorum(call: int, roll: tuple[str, ...], minutes: Minutes) -> Share | None:
    """None: who was there may not be shown."""
    if minutes.text_state != "served":
        return None
    return room_quorum(call, roll, {*minutes.present, *minutes.represented})


def room_quorum(call: int, roll: Collection[str], came: Collection[str]) -> Share:
    """Whether enough of the roll are in the room: more than half at the first call, else anybody.

    Args:
        call: 1 or 2.
        roll: Who may vote.
        came: Who is present or represented, on the roll or not.
    """
    there = len({*came} & {*roll})
    quorum = Quorum.MORE_THAN_HALF if call == 1 else Quorum.NONE
    tally = Tally(len(roll), there, 0, 0)
    is_met = decide(DecisionRule.CONSENT, quorum, tally) != "no_quorum"
    return Share(quorum, there, len(roll), quorum_needed(quorum, len(roll)), is_met)


def _text_state(event: Event) -> str:
    return "missing" if event.is_missing else str(event.body_state)


def _texts(texts: Iterable[Any]) -> dict[str, str]:
    return {one.lang: one.text for one in texts}
