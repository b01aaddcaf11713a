"""What the secretariat asks of members, as its newest version says it.

An obligation has versions: the newest one counts, with its dates, its members and the evidence it
asks for. A change takes nothing away from who handed in before it: what was in time when it came
stays in time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.audience import BodyState
from forsa.governance.state import DAY_MS
from forsa.governance.views.chronicle import Chronicle, Event

SET: Final = "obligation.set"
SUBMIT: Final = "obligation.submit"
REVIEW: Final = "obligation.review"
WAIVE: Final = "obligation.waive"
KIND_NAMES: Final = (SET, SUBMIT, REVIEW, WAIVE, "record.withdraw")
"""What the chronicle of these views has to hold; records that are evidence come beside it."""

_FIRST_MONTH: Final = 9
"""A school year begins in September."""
_LAST_MS: Final = 253_370_764_800_000
"""The beginning of the year 9999."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that is due, by its newest version."""

    object_id: bytes
    record_id: RecordId
    """Of the newest version: what a submission answers."""
    index: int
    log_time_ms: int
    """When the newest version was logged."""
    versions: int
    """How many there are, this one included."""
    by: str
    """The member that asks: the secretariat."""
    code: str
    """Of the code list `obligation_kind`, or the network's own."""
    school_year: str
    """As its text says; without one, that of its due date."""
    opens_ms: int
    """0: open since it was set."""
    due_ms: int
    grace_days: int
    evidence_kind: str
    """The kind of record that is evidence; empty: files sent with the submission."""
    members: tuple[str, ...]
    """Who owes it, by id; empty: all."""
    basis: bytes
    """Record id of the agreement that it rests on; empty: none is named."""
    is_withdrawn: bool
    """The secretariat took it back: nobody owes it."""
    body_state: BodyState
    titles: Mapping[str, str] = field(default_factory=dict)
    """By language; empty: its text is not here, or may not be shown."""
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def limit_ms(self) -> int:
        """The last millisecond that is in time: due date and grace."""
        return self.due_ms + self.grace_days * DAY_MS

    def title(self, language: str, fallback: str = "") -> str:
        """Its title in a language, else in French, else in any, else `fallback`."""
        known = self.titles
        return known.get(language) or known.get("fr") or next(iter(known.values()), fallback)


def obligations(chronicle: Chronicle, school_year: str = "") -> tuple[Obligation, ...]:
    """The obligations of a network, by the index of their newest version.

    Args:
        chronicle: With at least the kinds of `KIND_NAMES`.
        school_year: Of this year alone, as `2026-2027`; empty: of all.
    """
    found = (obligation_of(chronicle, one) for one in chronicle.newest(SET))
    return tuple(one for one in found if school_year in {"", one.school_year})


def obligation_of(chronicle: Chronicle, newest: Event) -> Obligation:
    """An obligation by the event of its newest version."""
    effect: Any = newest.effect
    body: Any = newest.body
    return Obligation(
        newest.header.object_id,
        newest.record_id,
        newest.index,
        newest.log_time_ms,
        len(chronicle.versions(newest.header.object_id)),
        newest.member,
        effect.code,
        (body.school_year if body is not None else "") or school_year_of(effect.due_ms),
        effect.opens_ms,
        effect.due_ms,
        effect.grace_days,
        effect.evidence_kind,
        tuple(effect.members),
        b"" if body is None else body.basis,
        chronicle.withdrawn(newest.record_id) is not None,
        newest.body_state,
        by_language(body, "title"),
        by_language(body, "text"),
    )


def limit_at(chronicle: Chronicle, obligation: Obligation, index: int) -> int:
    """The last millisecond in time for what was handed in at an index.

    By the version that held then, or by the newest if that is later: a new date makes nobody late
    who was in time, and an extension serves all.
    """
    held = [one for one in chronicle.versions(obligation.object_id) if one.index < index]
    if not held:
        return obligation.limit_ms
    effect: Any = held[-1].effect
    held_ms: int = effect.due_ms + effect.grace_days * DAY_MS
    return max(obligation.limit_ms, held_ms)


def school_year_of(time_ms: int) -> str:
    """The school year that a moment lies in, `2026-2027`; empty: it is beyond any calendar."""
    if not 0 <= time_ms <= _LAST_MS:
        return ""
    at = datetime.fromtimestamp(time_ms // 1000, UTC)
    first = at.year if at.month >= _FIRST_MONTH else at.year - 1
    return f"{first}-{first + 1}"


def by_language(body: Any, name: str) -> dict[str, str]:
    """A text of a body by language; empty: there is no body, or it does not have it."""
    texts: Iterator[Any] = iter(()) if body is None else iter(getattr(body, name))
    return {one.lang: one.text for one in texts}
