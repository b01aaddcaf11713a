"""What a file tells about people beside what it shows: where, who, with what, when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from forsa.attachments.problems import Problem, What, plain, problem

MAX_TRACES: Final = 400
"""Shown of one file; more say nothing new, and are taken out all the same."""


class About(StrEnum):
    """What a trace is about."""

    PLACE = "place"
    PERSON = "person"
    DEVICE = "device"
    """Make, model, serial numbers, programs."""
    TIME = "time"
    TEXT = "text"
    """Titles, captions, keywords: whatever somebody wrote."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trace:
    """One such word. It is personal: shown to the author, never logged or sent."""

    about: About
    name: str
    """As the format calls it, e.g. `Artist`."""
    value: str
    """Short, one line."""


def trace(about: About, name: str, value: object) -> Trace:
    """A trace as it can be shown."""
    return Trace(about, plain(name), plain(str(value).strip()))


def warnings(traces: Iterable[Trace]) -> Iterator[Problem]:
    """What the author should know before the file leaves: that it tells a place, or a person."""
    told = {one.about for one in traces}
    if About.PLACE in told:
        yield problem(What.PLACE)
    if About.PERSON in told:
        yield problem(What.PERSON)
