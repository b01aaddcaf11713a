"""A first mapping for a file nobody has described yet: what its columns and values seem to mean.

It is a proposal for a person to read: what could not be told stands in it as a comment, and what
says too much of a person is proposed to be dropped.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from forsa.codelists import codes
from forsa.outcomes.register.fields import Kind, fields, points
from forsa.outcomes.register.findings import Code, LearnerFinding, Notes, in_order
from forsa.outcomes.register.guess_columns import sort_out
from forsa.outcomes.register.guess_texts import remark
from forsa.outcomes.register.guess_writing import listed, quoted, source_line
from forsa.outcomes.register.known_words import (
    fold,
    values_of,
)
from forsa.outcomes.register.peeking import Peek, peek
from forsa.words.reasons import Language

_MAX_VALUES: Final = 40
"""A column with more different values is no list of codes."""
_SHARED: Final = "situations"
"""The name of the list that all outcomes share."""
_SLASHED: Final = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4}|[0-9]{2})")
_YEARS: Final = re.compile(r"([0-9]{4}) ?[-/–] ?([0-9]{4}|[0-9]{2})")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Guessed:
    """A proposal."""

    text: str
    """YAML, which `parse_mapping` reads; empty if the file could not be read."""
    findings: tuple[LearnerFinding, ...]


def guess_mapping(
    data: bytes, *, centres: Collection[str], today: date, language: Language
) -> Guessed:
    """Propose a mapping for a CSV or XLSX file.

    Args:
        data: The bytes of the file.
        centres: Codes of the member's centres.
        today: For the school year, where the file has none.
        language: Of the comments.
    """
    notes = Notes()
    seen = peek(data, notes)
    if seen is None:
        return Guessed("", in_order(notes))
    if not seen.rows and not sort_out(seen.names).fields:
        notes.add(Code.EMPTY_FILE, "input.no_rows")
        return Guessed("", in_order(notes))
    return Guessed(_Guess(seen, sorted(centres), today, language).text(), in_order(notes))


class _Guess:
    def __init__(self, seen: Peek, centres: list[str], today: date, language: Language) -> None:
        self._seen = seen
        self._centres = centres
        self._today = today
        self._language = language
        self._columns = sort_out(seen.names)
        self._outcomes = self._shared_outcomes()

    def text(self) -> str:
        """The file."""
        return "\n".join((*self._head(), *self._fields(), *self._tail(), ""))

    def _say(self, key: str, **values: str | int) -> str:
        return f"# {remark(key, self._language, values)}"

    def _head(self) -> Iterator[str]:
        yield self._say("head")
        yield "mapping: 1"
        yield f"source: {source_line(self._seen.source)}"
        yield "fields:"

    def _fields(self) -> Iterator[str]:
        for name, known in fields().items():
            at = self._columns.fields.get(name)
            match name:
                case "learner_key":
                    yield from self._key(at)
                case "dedup_tag":
                    if self._columns.numbers:
                        yield f"  dedup_tag: {{key_of: [{listed(self._columns.numbers[:1])}]}}"
                case _ if at is None:
                    yield from self._absent(name)
                case "school_year":
                    yield from self._years(at)
                case "age":
                    yield f"  {name}: {{from: {quoted(self._seen.names[at])}}}"
                case "birth_year":
                    yield from self._dated(name, at)
                case "centre":
                    yield from self._coded(name, at, {one: one for one in self._centres})
                case _ if name.startswith("outcome_") and self._outcomes is not None:
                    yield f"  {name}: {{from: {quoted(self._seen.names[at])}, map: {_SHARED}}}"
                case _ if known.kind is Kind.DATE:
                    yield from self._dated(name, at)
                case _:
                    yield from self._coded(
                        name, at, values_of(name.partition("_")[0] if _is_point(name) else name)
                    )

    def _key(self, at: int | None) -> Iterator[str]:
        if at is not None and self._is_unique(at):
            yield f"  learner_key: {{from: {quoted(self._seen.names[at])}}}"
        elif self._columns.numbers:
            yield f"  learner_key: {{key_of: [{listed(self._columns.numbers[:1])}]}}"
        else:
            yield f"  learner_key: {{row_number: true}}  {self._say('row_number')}"

    def _absent(self, name: str) -> Iterator[str]:
        match name:
            case "school_year":
                begun = self._today.year - (self._today.month < 9)
                year = f"{begun}-{begun + 1}"
                yield f'  school_year: {{const: "{year}"}}  {self._say("check")}'
            case "centre":
                first = self._centres[0] if self._centres else "c1"
                key = "centre" if self._centres else "no_centre"
                said = self._say(key, known=", ".join(self._centres))
                yield f"  centre: {{const: {quoted(first)}}}  {said}"
            case "sex":
                yield f"  sex: {{const: u}}  {self._say('absent')}"

    def _years(self, at: int) -> Iterator[str]:
        """A column of school years; other ways to write them have an entry each."""
        values = dict.fromkeys(value for value in self._values(at) if value)
        told = {value: year for value in values if (year := _school_year(value)) != value}
        column = quoted(self._seen.names[at])
        if not told or len(values) > _MAX_VALUES or not all(map(_school_year, values)):
            yield f"  school_year: {{from: {column}}}"
            return
        entries = ", ".join(f"{quoted(value)}: {_school_year(value)}" for value in values)
        yield f"  school_year: {{from: {column}, map: {{{entries}}}}}"

    def _dated(self, name: str, at: int) -> Iterator[str]:
        told, remarks = _date_format(self._values(at)), []
        column = quoted(self._seen.names[at])
        if told is None and name == "birth_year":
            yield f"  birth_year: {{from: {column}}}"
            return
        if told is None:
            remarks.append(self._say("date"))
        shape = f", date_format: {told}" if told else ""
        yield f"  {name}: {{from: {column}{shape}}}  {' '.join(remarks)}".rstrip()

    def _coded(self, name: str, at: int, known: Mapping[str, str]) -> Iterator[str]:
        """A column of codes: the values that are known, and how many are not."""
        counts = Counter(value for value in self._values(at) if value)
        allowed = set(self._centres) if name == "centre" else set(fields()[name].codes)
        column = quoted(self._seen.names[at])
        if set(counts) <= allowed and counts:
            yield f"  {name}: {{from: {column}}}"
            return
        if len(counts) > _MAX_VALUES:
            yield f"  # {name}: {{from: {column}}}  {self._say('many', size=len(counts))}"
            if name in ("sex", "centre"):
                yield from self._absent(name)
            return
        found = _known(counts, known, allowed)
        if name == "centre" and not found:
            yield f"  # centre: {{from: {column}, map: {{...}}}}  {self._say('centre_values')}"
            yield from self._absent(name)
            return
        yield f"  {name}:"
        yield f"    from: {column}"
        yield from self._map("    map", found, len(counts) - len(found), allowed)

    def _map(
        self, head: str, found: Mapping[str, str], unknown: int, allowed: Collection[str]
    ) -> Iterator[str]:
        yield f"{head}:" if found else f"{head}: {{}}  {self._say('no_value')}"
        for value, code in found.items():
            yield f"      {quoted(value)}: {quoted(code)}"
        if unknown:
            yield f"      {self._say('values', size=unknown, known=', '.join(sorted(allowed)))}"

    def _shared_outcomes(self) -> Counter[str] | None:
        """The values of all columns of outcomes, where there are several and they are codes."""
        places = [at for name, at in self._columns.fields.items() if name.startswith("outcome_")]
        values = Counter(value for at in places for value in self._values(at) if value)
        is_shared = len(places) > 1 and 0 < len(values) <= _MAX_VALUES
        return values if is_shared and not set(values) <= set(codes("outcome")) else None

    def _tail(self) -> Iterator[str]:
        if self._outcomes is not None:
            allowed = codes("outcome")
            found = _known(self._outcomes, values_of("outcome"), allowed)
            yield "maps:"
            yield from self._map(f"  {_SHARED}", found, len(self._outcomes) - len(found), allowed)
        if self._columns.drop:
            yield f"drop: [{listed(self._columns.drop)}]"
        known = (self._columns.fields, self._columns.numbers, self._columns.drop)
        if not any(known):
            yield self._say("no_header")
        elif self._columns.others:
            told = ", ".join(quoted(name) for name in self._columns.others[:_MAX_VALUES])
            yield self._say("others", known=told)

    def _values(self, at: int) -> list[str]:
        return [row[at] for row in self._seen.rows]

    def _is_unique(self, at: int) -> bool:
        values = self._values(at)
        return len(set(values)) == len(values) and all(values)


def _is_point(name: str) -> bool:
    return name.rpartition("_")[2] in points()


def _known(
    values: Collection[str], known: Mapping[str, str], allowed: Collection[str]
) -> dict[str, str]:
    """The values that a list knows, with their codes."""
    return {value: known[fold(value)] for value in values if known.get(fold(value)) in allowed}


def _school_year(value: str) -> str:
    """`2024-2025`, from `2024/2025` or `2024-25`, too; empty if it is none."""
    match = _YEARS.fullmatch(value)
    if match is None:
        return ""
    last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    return f"{match[1]}-{last}" if int(last) == int(match[1]) + 1 else ""


def _date_format(values: Collection[str]) -> str | None:
    """How dates are written; None if they are none, or could be read both ways round."""
    filled = [value for value in values if value]
    if filled and all(_ISO.match(value) for value in filled):
        return "YYYY-MM-DD"
    parts = [match for value in filled if (match := _SLASHED.fullmatch(value))]
    if not parts or len(parts) < len(filled) * 0.9:
        return None
    separators = {match.group()[match.end(1) - match.start()] for match in parts}
    years = {len(match[3]) for match in parts}
    if len(separators) > 1 or len(years) > 1:
        return None
    is_american = all(int(match[1]) <= 12 for match in parts) and any(
        int(match[2]) > 12 for match in parts
    )
    order = ("MM", "DD") if is_american else ("DD", "MM")
    return separators.pop().join((*order, "YYYY" if years == {4} else "YY"))
