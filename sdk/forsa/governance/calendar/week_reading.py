"""The working days of a calendar, as its file says them."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from forsa import codelists
from forsa.governance.calendar.walking import Walk
from forsa.governance.calendar.working_days import DAYS, END_OF_DAY, WorkingDays, national
from forsa.kinds.findings import shown
from forsa.kinds.loaders.fill import clean
from forsa.kinds.loaders.tree import Fields, Node, Scalar

MAX_HOLIDAYS: Final = 100
_RULES: Final = ("weekend", "half_days", "national_holidays", "holidays")
_MAX_NAME: Final = 80


def read_week(walk: Walk, rules: Fields, years: tuple[int, int], minute: int) -> WorkingDays | None:
    """The working days; None: none of them is open at this minute, which is noted.

    Args:
        walk: Takes what is wrong.
        rules: What stands under `working_days`.
        years: Of the school year.
        minute: By which minute of its day something is due.
    """
    walk.known(rules, _RULES, "working_days")
    weekend = {_weekday(walk, one) for one in walk.items(rules, "weekend", "working_days")}
    half = walk.mapping(rules, "half_days", "working_days")
    half_days = {
        weekday: walk.time(half, name, "working_days.half_days", END_OF_DAY)
        for name, (line, _) in half.fields.items()
        if (weekday := _weekday(walk, Scalar(name, line))) is not None
    }
    holidays = dict(_holidays(walk, rules))
    if walk.yes(rules, "national_holidays"):
        fixed = national(codelists.rows("national_holiday"), (*years, years[1] + 1))
        holidays = {**fixed, **holidays}
    found = frozenset(one for one in weekend if one is not None)
    try:
        days = WorkingDays(found, half_days, holidays)
        days.moved(date(years[0], 9, 1), minute)
    except ValueError:
        time = f"{minute // 60:02}:{minute % 60:02}"
        walk.notes.add("working_days", "calendar.week", rules.line, value=time)
        return None
    return days


def _weekday(walk: Walk, node: Node) -> int | None:
    value = node.text.casefold() if isinstance(node, Scalar) else ""
    if value in DAYS:
        return DAYS.index(value)
    known = ", ".join(DAYS)
    values = {"value": shown(value), "known": known}
    walk.notes.add("working_days", "calendar.weekday", node.line, **values)
    return None


def _holidays(walk: Walk, rules: Fields) -> Iterator[tuple[date, str]]:
    items = walk.items(rules, "holidays", "working_days")
    if len(items) > MAX_HOLIDAYS:
        values = {"size": len(items), "limit": MAX_HOLIDAYS}
        walk.notes.add("working_days.holidays", "calendar.many", rules.line, **values)
        return
    for number, item in enumerate(items):
        path = f"working_days.holidays[{number}]"
        if isinstance(item, Scalar):
            day = walk.day(item.text, path, item.line)
            name = ""
        elif isinstance(item, Fields):
            walk.known(item, ("day", "name"), path)
            day = walk.day(walk.said(item, "day", path), path, item.line)
            name = clean(walk.text(item, "name", path), path, item.line, walk.notes)[:_MAX_NAME]
        else:
            walk.notes.add(path, "field.single", item.line)
            continue
        if day is not None:
            yield day, name
