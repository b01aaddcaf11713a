"""Which records a member's school year stands on: the same at a hub, at a node, by anybody.

A hub knows of which year a release was whose text is erased, since it wrote that down. Others know
it where a later release names it, or where their register does.

Source: docs/protocol.md, "Outcomes"; docs/privacy.md, "History".
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError

from forsa.outcomes.admitting import closed_year
from forsa.outcomes.names import FRAME, RELEASE
from forsa.v1.outcomes_pb2 import OutcomeFrame, OutcomeTables

_YEAR: Final = re.compile("[0-9]{4}-[0-9]{4}")


@dataclass(frozen=True, slots=True)
class YearRecord:
    """An `outcome.frame` or `outcome.release` of a member, as far as whoever asks can tell."""

    record_id: bytes
    kind: str
    school_year: str
    """Empty: not known."""
    is_whole: bool
    """Whether its text is here, and is one: not erased, on hold, or for others alone."""
    history: tuple[bytes, ...] = ()
    """Record ids of the earlier releases that it names."""

    @classmethod
    def read(cls, record_id: bytes, kind: str, body: bytes | None) -> "YearRecord":
        """A record by what its text says; None = it is not here."""
        message = _message(kind, body)
        history = tuple(message.history) if isinstance(message, OutcomeTables) else ()
        return cls(record_id, kind, school_year_of(kind, body), message is not None, history)


def school_year_of(kind: str, body: bytes | None) -> str:
    """The school year that an outcome record says it is about; empty: it says none."""
    message = _message(kind, body)
    if message is None or not _YEAR.fullmatch(message.school_year):
        return ""
    return message.school_year


def counting_frame(
    records: Iterable[YearRecord], school_year: str, known: Collection[bytes] = ()
) -> YearRecord | None:
    """The enrolment that counts: the newest before the year's first release; None: there is none.

    A text that is gone is no evidence of a frame: the version before it counts.

    Args:
        records: Of one member, in log order.
        school_year: Which.
        known: Record ids of releases that are known from elsewhere to be of this year.
    """
    newest = None
    for one in _of_year(list(records), school_year, known):
        if one.kind == RELEASE:
            break
        if one.is_whole:
            newest = one
    return newest


def whole_releases(
    records: Iterable[YearRecord], school_year: str, known: Collection[bytes] = ()
) -> tuple[YearRecord, ...]:
    """All releases of a year, in log order: each new one is judged with them all.

    Args:
        records: Of one member, in log order.
        school_year: Which.
        known: Record ids of releases that are known from elsewhere to be of this year.

    Raises:
        ConflictError: `KIND_OUTCOME_VINTAGE_CLOSED`: the text of one of them is gone; without it
            nobody can tell whether another release is safe.
    """
    found = _of_year(list(records), school_year, known)
    releases = [one for one in found if one.kind == RELEASE]
    if not all(one.is_whole for one in releases):
        raise closed_year(school_year)
    return tuple(releases)


def _of_year(
    records: Sequence[YearRecord], school_year: str, known: Collection[bytes]
) -> list[YearRecord]:
    """Those that say that they are of the year, and those that another one of it names."""
    named = {*known}
    for one in records:
        if one.school_year == school_year:
            named.update(one.history)
    return [one for one in records if one.school_year == school_year or one.record_id in named]


def _message(kind: str, body: bytes | None) -> OutcomeFrame | OutcomeTables | None:
    if body is None:
        return None
    try:
        if kind == FRAME:
            return OutcomeFrame.FromString(body)
        return OutcomeTables.FromString(body) if kind == RELEASE else None
    except DecodeError:
        return None
