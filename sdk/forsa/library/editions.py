"""Editions of a curriculum: semantic versions that say whether a course changed for its teachers.

The major number grows when hours or competencies change.
"""

from collections.abc import Iterator
from typing import Any

from forsa.kinds.findings import Finding, shown


def edition_findings(before: Any, now: Any) -> list[Finding]:
    """What is wrong with the edition of a new version of a curriculum."""
    return list(_findings(before, now))


def _findings(before: Any, now: Any) -> Iterator[Finding]:
    earlier, later = _numbers(before.edition), _numbers(now.edition)
    if earlier is None or later is None:
        return  # the contract says what is wrong with them
    values = {"before": before.edition, "value": shown(now.edition)}
    if later <= earlier:
        yield Finding("edition", "edition.grows", values)
    elif later[0] == earlier[0] and _teaching(before) != _teaching(now):
        yield Finding("edition", "edition.major", values)


def _teaching(body: Any) -> tuple[Any, ...]:
    """What a centre plans by: hours and competencies."""
    hours = (body.total_hours, body.theory_hours, body.practice_hours, body.workplace_hours)
    modules = tuple((one.code, one.hours) for one in body.modules)
    return hours, modules, tuple(sorted(one.code for one in body.competencies))


def _numbers(edition: str) -> tuple[int, int, int] | None:
    parts = edition.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    major, minor, patch = (int(part[:9]) for part in parts)
    return major, minor, patch
