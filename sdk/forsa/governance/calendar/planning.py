"""From a calendar to the records that it asks for, beside those that there are already.

The same calendar planned again asks for nothing: an obligation is known by its code and school
year, and what differs becomes the next version of the same thing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from forsa.governance.calendar.calendar import Calendar, Entry
from forsa.governance.calendar.working_days import END_OF_DAY, Moved
from forsa.governance.views.obligations import school_year_of
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.v1.effects_pb2 import ObligationSet
from forsa.v1.governance_pb2 import Obligation

_DAY: Final = timedelta(days=1)


class Step(StrEnum):
    """What a plan does with one thing."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Known:
    """An obligation that is set already, or waits to be sent, by its newest version."""

    record_id: bytes
    object_id: bytes
    effect: ObligationSet
    body: Obligation | None
    """None: its text is not here, or may not be shown; then it is not compared."""

    @property
    def school_year(self) -> str:
        """As its text says, else that of its date."""
        said = "" if self.body is None else self.body.school_year
        return said or school_year_of(self.effect.due_ms)


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing of a calendar, as it will be signed."""

    entry: Entry
    moved: Moved
    """Where its date ended, and why."""
    effect: ObligationSet
    body: Obligation
    step: Step
    former: Known | None = None
    """What it replaces, or is the same as."""
    changes: tuple[str, ...] = ()
    """Names of the fields of effect and body that differ."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a calendar asks for, beside what there is."""

    planned: tuple[Planned, ...]
    """In the order of the calendar."""
    left: tuple[Known, ...]
    """Set for the same school year, and not in the calendar: they stay as they are."""

    @property
    def to_do(self) -> tuple[Planned, ...]:
        """What has to be signed."""
        return tuple(one for one in self.planned if one.step is not Step.SAME)


def plan(
    calendar: Calendar, zone: tzinfo, known: Iterable[Known], bases: Mapping[str, bytes]
) -> Plan:
    """Compare a calendar with what is set.

    Args:
        calendar: As it was read.
        zone: The one that it names.
        known: What is set or waits; what was taken back is not among it.
        bases: Record ids of the agreements that entries name.
    """
    left = [one for one in known if one.school_year == calendar.school_year]
    former = _pair(calendar.entries, left)
    planned = tuple(
        _planned(calendar, entry, zone, former.get(number), bases.get(entry.basis, b""))
        for number, entry in enumerate(calendar.entries)
    )
    taken = {one.object_id for one in former.values()}
    return Plan(planned, tuple(one for one in left if one.object_id not in taken))


def _pair(entries: Sequence[Entry], known: Sequence[Known]) -> dict[int, Known]:
    """Which entry is which obligation: by its code; among several, by its members first."""
    found: dict[int, Known] = {}
    rest = list(known)
    for by_members in (True, False):
        for number, entry in enumerate(entries):
            fitting = [
                one
                for one in rest
                if one.effect.code == entry.code
                and (not by_members or tuple(one.effect.members) == entry.members)
            ]
            if number not in found and fitting:
                found[number] = fitting[0]
                rest.remove(fitting[0])
    return found


def _planned(
    calendar: Calendar, entry: Entry, zone: tzinfo, former: Known | None, basis: bytes
) -> Planned:
    moved = calendar.days.moved(entry.due, calendar.due_minute)
    effect = ObligationSet(
        code=entry.code,
        members=entry.members,
        opens_ms=0 if entry.opens is None else start_of(entry.opens, zone),
        due_ms=due_at(moved.day, calendar.due_minute, zone),
        grace_days=entry.grace_days,
        evidence_kind=entry.evidence_kind,
    )
    body = _body(calendar, entry, basis)
    if former is None:
        return Planned(entry, moved, effect, body, Step.NEW)
    changes = tuple(_changes(former, effect, body))
    step = Step.CHANGED if changes else Step.SAME
    return Planned(entry, moved, effect, body, step, former, changes)


def _body(calendar: Calendar, entry: Entry, basis: bytes) -> Obligation:
    body = Obligation(basis=basis, school_year=calendar.school_year)
    body.common.original_language = calendar.language
    body.common.licence = DEFAULT_LICENCE
    for language in sorted(entry.titles):
        body.title.add(lang=language, text=entry.titles[language])
    for language in sorted(entry.texts):
        body.text.add(lang=language, text=entry.texts[language])
    return body


def _changes(former: Known, effect: ObligationSet, body: Obligation) -> Iterator[str]:
    for field in effect.DESCRIPTOR.fields:
        if getattr(former.effect, field.name) != getattr(effect, field.name):
            yield field.name
    if former.body is not None:
        for name in ("title", "text", "basis"):
            if getattr(former.body, name) != getattr(body, name):
                yield name


def start_of(day: date, zone: tzinfo) -> int:
    """The first millisecond of a day in a zone."""
    return _ms(datetime.combine(day, time(), zone))


def due_at(day: date, minute: int, zone: tzinfo) -> int:
    """The last millisecond in time on a day: that of a minute, or the last of the day."""
    if minute >= END_OF_DAY:
        return start_of(day + _DAY, zone) - 1
    return _ms(datetime.combine(day, time(minute // 60, minute % 60), zone))


def _ms(at: datetime) -> int:
    return round(at.astimezone(UTC).timestamp() * 1000)
