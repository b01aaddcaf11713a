"""Every agreement: its versions, what each party did, what is in force for whom, at any moment.

Derived from the records and from what the fold turned; nothing is counted anew that the fold has
counted. The words of a text never decide what is in force: its ratifications do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.history import Part
from forsa.governance.state import Agreement as Counted
from forsa.governance.state import ObjectId, Status
from forsa.governance.views.agreement import (
    Act,
    AgreementCard,
    Moment,
    Party,
    Span,
    Stand,
    Version,
)
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.v1.effects_pb2 import AgreementPublish, AgreementRatify
from forsa.v1.governance_pb2 import Agreement, Ratification

PUBLISH: Final = "agreement.publish"
RATIFY: Final = "agreement.ratify"
KIND_NAMES: Final = (PUBLISH, RATIFY)
"""What the chronicle of these views has to hold."""


def agreements(chronicle: Chronicle, at_ms: int | None = None) -> tuple[AgreementCard, ...]:
    """Every agreement, in the order in which they were published first.

    Args:
        chronicle: With the kinds of `KIND_NAMES`.
        at_ms: A moment of log time, milliseconds since 1970: all as it stood then; None: now.
    """
    view = _View.at(chronicle, at_ms)
    cards: dict[bytes, list[Version]] = {}
    for event in chronicle.of(PUBLISH):
        if event.index <= view.last:
            cards.setdefault(event.header.object_id, []).append(view.version(event))
    return tuple(
        AgreementCard(ObjectId(object_id), versions[0].type, tuple(versions))
        for object_id, versions in cards.items()
    )


def agreement(
    chronicle: Chronicle, record_id: bytes, at_ms: int | None = None
) -> tuple[AgreementCard, Version] | None:
    """The agreement that a record is a version of, and that version; None: there is no such."""
    for card in agreements(chronicle, at_ms):
        for version in card.versions:
            if version.record_id == record_id:
                return card, version
    return None


@dataclass(frozen=True, slots=True)
class _View:
    """A chronicle up to a moment."""

    chronicle: Chronicle
    last: int
    """Index of the last entry that counts."""
    now_ms: int

    @classmethod
    def at(cls, chronicle: Chronicle, at_ms: int | None) -> "_View":
        if at_ms is None or at_ms >= chronicle.now_ms:
            return cls(chronicle, chronicle.state.size, chronicle.now_ms)
        return cls(chronicle, chronicle.index_at(at_ms), at_ms)

    def version(self, event: Event) -> Version:
        """One `agreement.publish`."""
        effect: Any = event.effect or AgreementPublish()
        turns = [
            one
            for one in self.chronicle.turns(Part.AGREEMENT, event.record_id.hex())
            if one.index <= self.last
        ]
        begun = next((one for one in turns if _is_in_force(one.turn.value)), None)
        ended = next((one for one in turns if one.turn.value is None), None)
        until = None if ended is None else Moment(ended.index, ended.log_time_ms)
        force = None if begun is None else Span(Moment(begun.index, begun.log_time_ms), until)
        counted = next((one.turn.value for one in turns if one.turn.value is not None), None)
        named = counted.parties if isinstance(counted, Counted) else tuple(effect.parties)
        acts = self._acts(event)
        return Version(
            record_id=event.record_id,
            object_id=ObjectId(event.header.object_id),
            type=effect.type,
            version=effect.version,
            author=event.member,
            proposal=RecordId(event.header.parent) if event.header.parent else None,
            published=Moment(event.index, event.log_time_ms),
            audience=event.header.audience,
            needed=effect.needed,
            parties=tuple(
                Party(one, self._status(one), acts.get(one, ()), _spans(force, acts.get(one, ())))
                for one in named
            ),
            ratify_by_ms=effect.ratify_by_ms,
            stand=self._stand(effect.ratify_by_ms, force, ended is not None),
            in_force=force,
            text=event.body if isinstance(event.body, Agreement) else None,
            body_state=event.body_state,
        )

    def _acts(self, event: Event) -> dict[str, tuple[Act, ...]]:
        """What each party did with it, by member and index."""
        found: dict[str, tuple[Act, ...]] = {}
        for one in self.chronicle.answering(event.record_id, RATIFY):
            if one.index <= self.last and isinstance(one.effect, AgreementRatify):
                found[one.member] = (*found.get(one.member, ()), _act(one, one.effect.act))
        return found

    def _status(self, member: str) -> Status | None:
        found = self.chronicle.member_at(member, self.last)
        return None if found is None else found.status

    def _stand(self, ratify_by_ms: int, force: Span | None, is_gone: bool) -> Stand:
        if is_gone:
            return Stand.REPLACED
        if force is not None:
            return Stand.IN_FORCE
        return Stand.EXPIRED if 0 < ratify_by_ms < self.now_ms else Stand.OPEN


def _is_in_force(value: object) -> bool:
    return isinstance(value, Counted) and value.in_force


def _act(event: Event, act: str) -> Act:
    body = event.body if isinstance(event.body, Ratification) else Ratification()
    return Act(
        act=act,
        record_id=event.record_id,
        at=Moment(event.index, event.log_time_ms),
        reservation={one.lang: one.text for one in body.reservation},
        minutes_sha256=body.minutes_sha256,
        date=body.date,
        is_missing=event.header.HasField("body") and event.body is None,
    )


def _spans(force: Span | None, acts: Iterable[Act]) -> tuple[Span, ...]:
    """When a version was in force for one party: as long as both are so."""
    if force is None:
        return ()
    return tuple(_within(force, one) for one in _ratified(acts) if _meet(force, one))


def _ratified(acts: Iterable[Act]) -> Iterator[Span]:
    """From each act that ratified to the next one that did not."""
    since: Moment | None = None
    for one in acts:
        if one.ratified and since is None:
            since = one.at
        elif not one.ratified and since is not None:
            yield Span(since, one.at)
            since = None
    if since is not None:
        yield Span(since, None)


def _meet(one: Span, other: Span) -> bool:
    ends = [span.until.index for span in (one, other) if span.until is not None]
    return max(one.since.index, other.since.index) < min(ends, default=2**63)


def _within(one: Span, other: Span) -> Span:
    since = max(one.since, other.since, key=lambda moment: moment.index)
    ends = [span.until for span in (one, other) if span.until is not None]
    return Span(since, min(ends, key=lambda moment: moment.index) if ends else None)
