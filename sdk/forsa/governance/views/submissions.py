"""What members handed in for an obligation: when, with which evidence, and what was said to it.

When it came is log time. The author's own clock is shown beside it as the author's word, where the
node may have been offline; it decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.audience import BodyState
from forsa.governance.state import DAY_MS
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.obligations import (
    REVIEW,
    SUBMIT,
    WAIVE,
    Obligation,
    by_language,
    limit_at,
)

QUEUE_DAYS: Final = 10
"""How long a node may say that it was offline; an older date of an author is not shown."""


class EvidenceState(StrEnum):
    """Whether anybody can look at the evidence."""

    SHOWN = "shown"
    WITHDRAWN = "withdrawn"
    """Its author took it back."""
    HELD = "held"
    REDACTED = "redacted"
    ABSENT = "absent"
    """Not on this node, or not for this member."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a submission shows."""

    record_id: bytes
    """The record; empty: the files of the submission itself."""
    index: int | None
    """Its number in the log; None: not known here."""
    kind: str
    files: int
    """How many attachments it has."""
    state: EvidenceState


@dataclass(frozen=True, slots=True)
class Review:
    """What the secretariat said to a submission."""

    record_id: RecordId
    index: int
    log_time_ms: int
    by: str
    result: str
    """`accepted` or `returned`."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    text_state: EvidenceState | None = None
    """Whether the reasons can be shown; None: there is no text."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """The secretariat's word that a member does not owe this."""

    record_id: RecordId
    index: int
    log_time_ms: int
    by: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    text_state: EvidenceState | None = None
    """Whether the reasons can be shown; None: there is no text."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One time that something was handed in."""

    record_id: RecordId
    index: int
    member: str
    log_time_ms: int
    """When it came: what counts."""
    limit_ms: int
    """Until when it was in time."""
    queued_ms: int | None
    """When its author says that it was signed, at most `QUEUE_DAYS` before: shown, flagged, never
    counted. None: nothing that could be shown."""
    evidence: Evidence
    is_asked: bool
    """The evidence is of the kind that the newest version asks for, as far as it is known here."""
    is_withdrawn: bool
    review: Review | None
    texts: Mapping[str, str] = field(default_factory=dict)
    text_state: EvidenceState | None = None
    """Whether its word can be shown; None: there is none."""

    @property
    def days_late(self) -> int:
        """Days that have begun after the limit; 0: in time."""
        return days_begun(self.log_time_ms - self.limit_ms)

    @property
    def was_signed_in_time(self) -> bool:
        """It came late, and its author says that it was signed in time: shown, never counted."""
        return self.days_late > 0 and self.queued_ms is not None and self.queued_ms <= self.limit_ms

    @property
    def is_reviewed_by_author(self) -> bool:
        """The secretariat said it of its own: people should know."""
        return self.review is not None and self.review.by == self.member


def days_begun(span_ms: int) -> int:
    """Days that have begun in a span: 1 ms is one day; 0 for none."""
    return max(0, -(-span_ms // DAY_MS))


class Desk:
    """What a chronicle says about submissions, looked up once for all of them.

    Args:
        chronicle: With at least the kinds of `obligations.KIND_NAMES`.
        evidence: The records that submissions name, by id, as far as they are here.
    """

    def __init__(self, chronicle: Chronicle, evidence: Mapping[bytes, Event]) -> None:
        self.chronicle = chronicle
        self._evidence = evidence

    def submissions(self, obligation: Obligation) -> dict[str, tuple[Submission, ...]]:
        """All that was handed in for an obligation, by member, each by index."""
        found: dict[str, list[Submission]] = {}
        for event in self._submitted.get(obligation.object_id, ()):
            found.setdefault(event.member, []).append(self._submission(obligation, event))
        return {member: tuple(all_of_it) for member, all_of_it in found.items()}

    def waivers(self, obligation: Obligation) -> dict[str, Waiver]:
        """Who does not owe an obligation, by member."""
        found = {}
        for event in self._waived.get(obligation.object_id, ()):
            effect: Any = event.effect
            reasons = by_language(event.body, "reason")
            found[effect.member] = Waiver(
                event.record_id,
                event.index,
                event.log_time_ms,
                event.member,
                reasons,
                text_state(event),
            )
        return found

    def _submission(self, obligation: Obligation, event: Event) -> Submission:
        limit_ms = limit_at(self.chronicle, obligation, event.index)
        evidence = self._shown(event)
        return Submission(
            event.record_id,
            event.index,
            event.member,
            event.log_time_ms,
            limit_ms,
            queued(event),
            evidence,
            evidence.index is None or evidence.kind == obligation.evidence_kind,
            self.chronicle.withdrawn(event.record_id) is not None,
            self._reviews.get(event.record_id),
            by_language(event.body, "text"),
            text_state(event),
        )

    def _shown(self, event: Event) -> Evidence:
        """What a submission shows: the record it names, or its own files."""
        effect: Any = event.effect
        if not effect.evidence:
            state = self._state(event)
            files = len(event.header.attachments)
            return Evidence(b"", event.index, "", files, state)
        named = self._evidence.get(effect.evidence) or self.chronicle.by_id(effect.evidence)
        if named is None:
            return Evidence(effect.evidence, None, "", 0, EvidenceState.ABSENT)
        files = len(named.header.attachments)
        return Evidence(effect.evidence, named.index, named.kind, files, self._state(named))

    def _state(self, event: Event) -> EvidenceState:
        if self.chronicle.withdrawn(event.record_id) is not None:
            return EvidenceState.WITHDRAWN
        return shown_as(event.body_state, is_here=not event.is_missing)

    @cached_property
    def _submitted(self) -> Mapping[bytes, list[Event]]:
        """Submissions by the obligation's object."""
        return self._by_object(self.chronicle.of(SUBMIT))

    @cached_property
    def _waived(self) -> Mapping[bytes, list[Event]]:
        return self._by_object(self._standing(WAIVE))

    @cached_property
    def _reviews(self) -> Mapping[bytes, Review]:
        """The last word on each submission."""
        found = {}
        for event in self._standing(REVIEW):
            effect: Any = event.effect
            found[self._target(event)] = Review(
                event.record_id,
                event.index,
                event.log_time_ms,
                event.member,
                effect.result,
                by_language(event.body, "reason"),
                text_state(event),
            )
        return found

    def _standing(self, kind: str) -> Iterator[Event]:
        """The newest versions of a kind that their author did not take back."""
        for event in self.chronicle.newest(kind):
            if self.chronicle.withdrawn(event.record_id) is None:
                yield event

    def _target(self, event: Event) -> bytes:
        """What the first version of a thing answers."""
        return self.chronicle.versions(event.header.object_id)[0].header.parent

    def _by_object(self, events: Iterable[Event]) -> Mapping[bytes, list[Event]]:
        found: dict[bytes, list[Event]] = {}
        for event in events:
            target = self.chronicle.by_id(self._target(event))
            if target is not None:
                found.setdefault(target.header.object_id, []).append(event)
        return found


def shown_as(state: BodyState, *, is_here: bool) -> EvidenceState:
    """Whether a text can be looked at, by what the network says of it and whether it is here."""
    if state is BodyState.SERVED:
        return EvidenceState.SHOWN if is_here else EvidenceState.ABSENT
    return EvidenceState(state.value)


def text_state(event: Event) -> EvidenceState | None:
    """Whether the text of a record can be shown; None: it has none."""
    if not event.header.HasField("body"):
        return None
    return shown_as(event.body_state, is_here=event.body is not None)


def queued(event: Event) -> int | None:
    """When an author says that a record was signed, if that can be shown beside its log time."""
    said = event.header.created_ms
    is_near = 0 <= event.log_time_ms - said <= QUEUE_DAYS * DAY_MS
    return said if is_near else None


def evidence_named(chronicle: Chronicle) -> frozenset[bytes]:
    """Ids of the records that submissions name as their evidence."""
    named: Iterable[Any] = (one.effect for one in chronicle.of(SUBMIT))
    return frozenset(one.evidence for one in named if one is not None and one.evidence)
