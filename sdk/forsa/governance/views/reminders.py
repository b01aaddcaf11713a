"""Which duties a member is reminded of, and which ones the secretariat hears of.

A reminder stands from its day on until the next one, or until something is handed in: whoever opens
the node once a week misses none.

Unless the statutes say otherwise: 30, 7 and 1 days before; 1, 8 and 15 days after; then the
secretariat calls.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from forsa.encoding import parse_decimal
from forsa.errors import MalformedError
from forsa.governance.state import DAY_MS, State
from forsa.governance.views.duties import Duty, Standing

BEFORE: Final = (30, 7, 1)
AFTER: Final = (1, 8, 15)
SETTING_BEFORE: Final = "app.due.before"
SETTING_AFTER: Final = "app.due.after"
"""Settings of the statutes with other days: `14,3`; longest first before, shortest first after."""
_MOST_DAYS: Final = 366
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which days people are reminded, counted from the due date."""

    before: tuple[int, ...] = BEFORE
    after: tuple[int, ...] = AFTER


@dataclass(frozen=True, slots=True)
class Reminder:
    """A duty that somebody should think of now."""

    duty: Duty
    days: int
    """The day of the rhythm that was reached: 7 is seven days before, -8 is eight days after."""
    is_for_office: bool
    """The days after are over: the secretariat calls."""


def rhythm_of(state: State) -> Rhythm:
    """The days that the statutes name; what they do not say, or not as whole days, is ours."""
    settings = state.rights.settings
    before = _days(settings.get(SETTING_BEFORE, ""))
    after = _days(settings.get(SETTING_AFTER, ""))
    return Rhythm(
        BEFORE if before is None else tuple(sorted(before, reverse=True)),
        AFTER if after is None else tuple(sorted(after)),
    )


def reminders(duties: Iterable[Duty], now_ms: int, rhythm: Rhythm) -> Iterator[Reminder]:
    """The reminders that stand now, in the order of the duties.

    Args:
        duties: Whose.
        now_ms: `Chronicle.now_ms`.
        rhythm: From `rhythm_of`.
    """
    for duty in duties:
        found = _reminder(duty, now_ms, rhythm)
        if found is not None:
            yield found


def _reminder(duty: Duty, now_ms: int, rhythm: Rhythm) -> Reminder | None:
    if not duty.is_open:
        return None
    passed_ms = now_ms - duty.obligation.due_ms
    if duty.standing is Standing.RETURNED and passed_ms <= 0:
        return Reminder(duty, max(0, -passed_ms // DAY_MS), is_for_office=False)
    last = max(rhythm.after, default=0)
    if duty.is_late and passed_ms >= (last + 1) * DAY_MS:
        return Reminder(duty, -last, is_for_office=True)
    reached = [-one for one in rhythm.after if passed_ms >= one * DAY_MS]
    reached += [one for one in rhythm.before if passed_ms >= -one * DAY_MS]
    return Reminder(duty, min(reached), is_for_office=False) if reached else None


def _days(value: str) -> list[int] | None:
    """Days as a setting has them; None: it is empty, or no list of whole days."""
    parts = value.split(",")
    if not value or len(parts) > _MOST:
        return None
    try:
        days = [parse_decimal(one, _MOST_DAYS) for one in parts]
    except MalformedError:
        return None
    return days if all(days) else None
