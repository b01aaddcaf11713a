"""Which day a due date falls on, once weekends, half days and holidays are looked at.

Laws, tested: no date moves to an earlier day; a date that moved does not move again; it lands on a
working day, at most a week for each holiday and one more later; a working day stays.

Which days these are is in the calendar that a secretariat wrote; nothing is fixed here.
Source: docs/protocol.md has no working days: a due date is a time; these rules choose it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As `date.weekday` counts them."""
END_OF_DAY: Final = 24 * 60
"""The minute after the last one of a day."""
_ONE: Final = timedelta(days=1)


class Closed(StrEnum):
    """Why nobody works on a day, or no more at that hour."""

    WEEKEND = "weekend"
    HALF_DAY = "half_day"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Step:
    """A day that a date could not stay on."""

    day: date
    why: Closed
    name: str = ""
    """Of the holiday: a code of `national_holiday`, or as the secretariat calls it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a date ended, and by which steps; none: it stayed."""

    day: date
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """When people work.

    Raises:
        ValueError: every day of the week is free: no date would ever be due.
    """

    weekend: frozenset[int] = frozenset()
    """Days of the week, Monday = 0."""
    half_days: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    """Day of the week to the minute of the day at which work ends, 1 to 1440."""
    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    """Day to the name of the holiday."""

    def __post_init__(self) -> None:
        never = {day for day, until in self.half_days.items() if until <= 0}
        if len(self.weekend | never) >= len(DAYS):
            raise ValueError("no day of the week is a working day")

    def closed(self, day: date, minute: int) -> Step | None:
        """Why something due on a day at a minute of it cannot be handed in then; None: it can.

        Args:
            day: The day.
            minute: 1 to `END_OF_DAY`: by when it is due.
        """
        if day in self.holidays:
            return Step(day, Closed.HOLIDAY, self.holidays[day])
        if day.weekday() in self.weekend:
            return Step(day, Closed.WEEKEND)
        if minute > self.half_days.get(day.weekday(), END_OF_DAY):
            return Step(day, Closed.HALF_DAY)
        return None

    def moved(self, day: date, minute: int) -> Moved:
        """The first day, from this one on, on which something due at this minute can be due.

        Raises:
            ValueError: at this hour no day of the week is open.
        """
        open_days = [
            one
            for one in range(len(DAYS))
            if one not in self.weekend and minute <= self.half_days.get(one, END_OF_DAY)
        ]
        if not open_days:
            raise ValueError("no day of the week is a working day at this hour")
        steps: list[Step] = []
        while (step := self.closed(day, minute)) is not None:
            steps.append(step)
            day += _ONE
        return Moved(day, tuple(steps))


def national(holidays: Mapping[str, Mapping[str, str]], years: Sequence[int]) -> Mapping[date, str]:
    """The days of holidays with a fixed date, in these years.

    Args:
        holidays: Code to its row: `day` as `31/10`, and `since`, the first year it is kept; empty:
            always. As in the code list `national_holiday`.
        years: Which.
    """
    found = {}
    for code, row in holidays.items():
        day, month = map(int, row["day"].split("/"))
        for year in years:
            if not row["since"] or year >= int(row["since"]):
                found[date(year, month, day)] = code
    return found
