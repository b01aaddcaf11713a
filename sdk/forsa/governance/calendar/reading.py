"""From the file that a secretariat edits to a calendar; all that is wrong is told at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from forsa import codelists
from forsa.encoding import is_code, is_member_id
from forsa.errors import MalformedError, Reason
from forsa.governance.calendar.calendar import HOME, Calendar, Entry
from forsa.governance.calendar.walking import Walk
from forsa.governance.calendar.week_reading import read_week
from forsa.governance.calendar.working_days import END_OF_DAY
from forsa.kinds.findings import shown
from forsa.kinds.loaders.fill import clean
from forsa.kinds.loaders.tree import Fields, Items, Notes, Scalar, decoded
from forsa.kinds.loaders.yaml_tree import parse_yaml
from forsa.kinds.registry import KINDS
from forsa.kinds.suggest import nearest_name

MAX_ENTRIES: Final = 200
MAX_GRACE: Final = 366
ALL: Final = "all"
_TOP: Final = (
    "school_year",
    "language",
    "time_zone",
    "due_time",
    "working_days",
    "obligations",
)
_ENTRY: Final = (
    "code",
    "title",
    "text",
    "opens",
    "due",
    "grace_days",
    "evidence_kind",
    "members",
    "basis",
)
Years = tuple[int, int]
"""The two of a school year."""
_ANY_YEARS: Final = (2026, 2027)
"""What days of the week are looked at by, where the file says no year."""
_YEAR: Final = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,4}", re.ASCII)
_ZONE: Final = re.compile(r"[A-Za-z_]{1,30}(?:/[A-Za-z_+-]{1,30}){0,2}", re.ASCII)


def parse_calendar(data: bytes, file: str = "") -> Calendar:
    """Read a calendar.

    Args:
        data: YAML, as `template.calendar_template` begins it.
        file: Its name, for findings.

    Raises:
        MalformedError: `KIND_BODY_INVALID`, with everything that is wrong in it.
    """
    notes = Notes(file)
    text = decoded(data, notes)
    tree = None if text is None else parse_yaml(text, notes)
    calendar = None if tree is None else _Reading(Walk(notes)).calendar(tree)
    if calendar is None or notes.findings:
        raise _wrong(notes)
    return calendar


@dataclass(frozen=True, slots=True)
class _Reading:
    """Walks through the tree and notes what is wrong in it."""

    walk: Walk

    def calendar(self, tree: Fields) -> Calendar | None:
        """The calendar; None: something is wrong, and noted."""
        self.walk.known(tree, _TOP, "")
        said = self._years(tree)
        years = said or _ANY_YEARS
        language, zone = self._language(tree), self._zone(tree)
        minute = self.walk.time(tree, "due_time", "", END_OF_DAY)
        days = read_week(self.walk, self.walk.mapping(tree, "working_days", ""), years, minute)
        entries = tuple(self._entries(tree, said))
        if not entries and not self.walk.notes.findings:
            self.walk.notes.add("obligations", "calendar.empty", tree.line)
        self._twice(entries, tree.line)
        if days is None:
            return None
        return Calendar("-".join(map(str, years)), entries, days, language, zone, minute)

    # --- the head -------------------------------------------------------------------------------

    def _years(self, tree: Fields) -> Years | None:
        value = self.walk.said(tree, "school_year", "")
        found = _YEAR.fullmatch(value)
        if found and int(found[2]) == int(found[1]) + 1 and 2000 <= int(found[1]) < 2200:
            return int(found[1]), int(found[2])
        if value:
            self.walk.notes.add("school_year", "calendar.year", tree.line, value=shown(value))
        return None

    def _language(self, tree: Fields) -> str:
        value = self.walk.text(tree, "language", "") or "fr"
        if value not in codelists.codes("language"):
            self.walk.notes.add("language", "code", tree.line, value=shown(value))
        return value

    def _zone(self, tree: Fields) -> str:
        value = self.walk.text(tree, "time_zone", "") or HOME
        if not _ZONE.fullmatch(value):
            self.walk.notes.add("time_zone", "code", tree.line, value=shown(value))
        return value

    # --- obligations ----------------------------------------------------------------------------

    def _entries(self, tree: Fields, years: Years | None) -> Iterator[Entry]:
        items = self.walk.items(tree, "obligations", "")
        if len(items) > MAX_ENTRIES:
            values = {"size": len(items), "limit": MAX_ENTRIES}
            self.walk.notes.add("obligations", "calendar.many", tree.line, **values)
            return
        for number, item in enumerate(items):
            path = f"obligations[{number}]"
            if isinstance(item, Fields):
                self.walk.known(item, _ENTRY, path)
                entry = self._entry(item, path, years)
                if entry is not None:
                    yield entry
            else:
                self.walk.notes.add(path, "field.mapping", item.line)

    def _entry(self, item: Fields, path: str, years: Years | None) -> Entry | None:
        due = self.walk.day(self.walk.said(item, "due", path), f"{path}.due", item.line)
        opens = self.walk.day(self.walk.text(item, "opens", path), f"{path}.opens", item.line)
        for one in (due, opens):
            if years and one and not date(years[0], 1, 1) <= one <= date(years[1] + 1, 8, 31):
                values = {"value": one.isoformat(), "year": "-".join(map(str, years))}
                self.walk.notes.add(path, "calendar.far", item.line, **values)
        if due is not None and opens is not None and opens > due:
            values = {"value": opens.isoformat(), "limit": due.isoformat()}
            self.walk.notes.add(path, "calendar.order", item.line, **values)
        code = self._code(item, path)
        said = (
            self._texts(item, "title", path) or _called(code),
            self._texts(item, "text", path),
            opens,
            self._grace(item, path),
            self._evidence(item, path),
            self._members(item, path),
            self.walk.text(item, "basis", path),
        )
        return None if due is None else Entry(code, due, *said)

    def _code(self, item: Fields, path: str) -> str:
        value = self.walk.said(item, "code", path)
        if value and not is_code(value):
            place = f"{path}.code"
            self.walk.notes.add(place, "calendar.code", item.line, value=shown(value))
        return value

    def _grace(self, item: Fields, path: str) -> int:
        value = self.walk.text(item, "grace_days", path) or "0"
        if not _WHOLE.fullmatch(value) or int(value) > MAX_GRACE:
            values: dict[str, str | int] = {"value": shown(value), "limit": MAX_GRACE}
            self.walk.notes.add(f"{path}.grace_days", "calendar.days", item.line, **values)
            return 0
        return int(value)

    def _evidence(self, item: Fields, path: str) -> str:
        value = self.walk.text(item, "evidence_kind", path)
        if value and value not in KINDS:
            near = nearest_name(value, KINDS)
            known = near or ", ".join(KINDS)
            values = {"value": shown(value), "known": known}
            self.walk.notes.add(f"{path}.evidence_kind", "file.kind", item.line, **values)
        return value

    def _members(self, item: Fields, path: str) -> tuple[str, ...]:
        _, node = item.fields.get("members", (0, None))
        if node is None or item.text("members") == ALL:
            return ()
        nodes = node.items if isinstance(node, Items) else (node,)
        found = set()
        for one in nodes:
            value = one.text if isinstance(one, Scalar) else ""
            if is_member_id(value):
                found.add(value)
            else:
                self.walk.notes.add(
                    f"{path}.members", "calendar.member", one.line, value=shown(value)
                )
        if not nodes:
            self.walk.notes.add(f"{path}.members", "calendar.member", node.line, value="[]")
        return tuple(sorted(found))

    def _texts(self, item: Fields, name: str, path: str) -> dict[str, str]:
        line, node = item.fields.get(name, (0, None))
        if node is None or (isinstance(node, Scalar) and node.is_blank):
            return {}
        if not isinstance(node, Fields):
            self.walk.notes.add(f"{path}.{name}", "field.mapping", line)
            return {}
        found = {}
        for language, (at, text) in node.fields.items():
            if isinstance(text, Scalar) and not text.is_blank:
                found[language] = clean(text.text, f"{path}.{name}", at, self.walk.notes)
            elif not isinstance(text, Scalar):
                self.walk.notes.add(f"{path}.{name}", "field.single", at)
        return found

    def _twice(self, entries: tuple[Entry, ...], line: int) -> None:
        """One thing is asked of a member once a year: a submission would answer which?"""
        for number, one in enumerate(entries):
            for other in entries[:number]:
                together = not one.members or not other.members
                if one.code == other.code and (together or {*one.members} & {*other.members}):
                    self.walk.notes.add("obligations", "calendar.twice", line, value=one.code)


def _wrong(notes: Notes) -> MalformedError:
    """Everything that is wrong, each with its line."""
    error = MalformedError(
        f"{len(notes.findings)} places of the calendar {notes.file} must be mended",
        Reason.KIND_BODY_INVALID,
    )
    error.violations = tuple(
        replace(one.violation(), path=f"{notes.file}:{one.place.line if one.place else 0}")
        for one in notes.findings
    )
    return error


def _called(code: str) -> Mapping[str, str]:
    """What people call a known kind of obligation, in French and Arabic."""
    if code not in codelists.codes("obligation_kind"):
        return {"fr": code} if is_code(code) else {}
    return {lang: codelists.label("obligation_kind", code, lang) for lang in ("fr", "ar")}
