"""A calendar of obligations as a secretariat wrote it: what is due, when, and which days are free.

Made by `reading.parse_calendar` alone, which has checked all that can be known without a network.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forsa.governance.calendar.working_days import END_OF_DAY, WorkingDays

HOME: Final = "Africa/Casablanca"
"""Where the network is at home; a calendar may name another zone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is due."""

    code: str
    due: date
    """Before it is moved to a working day."""
    titles: Mapping[str, str]
    """By language; none: what people call the code."""
    texts: Mapping[str, str] = field(default_factory=dict)
    opens: date | None = None
    """None: at once."""
    grace_days: int = 0
    evidence_kind: str = ""
    """Empty: files sent with the submission."""
    members: tuple[str, ...] = ()
    """Sorted; empty: all."""
    basis: str = ""
    """The agreement it rests on: a number, or the beginning of an id; empty: none is named."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that is due in a school year, and the rules for its dates."""

    school_year: str
    entries: tuple[Entry, ...]
    """At least one."""
    days: WorkingDays
    language: str = "fr"
    """The original language of its titles and texts."""
    zone: str = HOME
    """Name of the time zone that its dates are in; whether this machine knows it is not checked."""
    due_minute: int = END_OF_DAY
    """By which minute of its day something is due, 1 to 1440; 1440 is the end of the day."""
