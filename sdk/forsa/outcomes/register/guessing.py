"""A first mapping for a file nobody has described yet: what its columns and values seem to mean.

It is a proposal for a person to read: what could not be told stands in it as a comment, and what
says too much of a person is proposed to be dropped.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forsa.outcomes.register.fields import Kind, fields, points
from forsa.outcomes.register.findings import LearnerFinding, Notes, in_order
from forsa.outcomes.register.guess_texts import remark
from forsa.outcomes.register.known_words import (
    COLUMNS,
    NUMBERS,
    SENSITIVE,
    fold,
    point_of,
    values_of,
)
from forsa.outcomes.register.mapping import Format, Source
from forsa.outcomes.register.peeking import Peek, peek
from forsa.words.reasons import Language

_MAX_VALUES: Final = 40
"""A column with more different values is no list of codes."""
_SLASHED: Final = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4}|[0-9]{2})")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED: Final = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))


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
    if seen is None or not seen.names:
        return Guessed("", in_order(notes))
    return Guessed(_Guess(seen, sorted(centres), today, language).text(), in_order(notes))


@dataclass(slots=True)
class _Columns:
    """Which column is what."""

    fields: dict[str, int] = field(default_factory=dict)
    """Field to position."""
    numbers: list[str] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


class _Guess:
    def __init__(self, seen: Peek, centres: list[str], today: date, language: Language) -> None:
        self._seen = seen
        self._centres = centres
        self._today = today
        self._language = language
        self._columns = _sorted_out(seen.names)

    def text(self) -> str:
        """The file."""
        return "\n".join((*self._head(), *self._fields(), *self._tail(), ""))

    def _say(self, key: str, **values: str | int) -> str:
        return f"# {remark(key, self._language, values)}"

    def _head(self) -> Iterator[str]:
        yield self._say("head")
        yield "mapping: 1"
        yield f"source: {_source(self._seen.source)}"
        yield "fields:"

    def _fields(self) -> Iterator[str]:
        for name, known in fields().items():
            at = self._columns.fields.get(name)
            match name:
                case "learner_key":
                    yield from self._key(at)
                case "dedup_tag":
                    if self._columns.numbers:
                        yield f"  dedup_tag: {{key_of: [{_listed(self._columns.numbers[:1])}]}}"
                case _ if at is None:
                    yield from self._absent(name)
                case "school_year" | "age":
                    yield f"  {name}: {{from: {_quoted(self._seen.names[at])}}}"
                case "birth_year":
                    yield from self._dated(name, at)
                case "centre":
                    yield from self._coded(name, at, {one: one for one in self._centres})
                case _ if known.kind is Kind.DATE:
                    yield from self._dated(name, at)
                case _:
                    yield from self._coded(
                        name, at, values_of(name.partition("_")[0] if _is_point(name) else name)
                    )

    def _key(self, at: int | None) -> Iterator[str]:
        if at is not None and self._is_unique(at):
            yield f"  learner_key: {{from: {_quoted(self._seen.names[at])}}}"
        elif self._columns.numbers:
            yield f"  learner_key: {{key_of: [{_listed(self._columns.numbers[:1])}]}}"
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
                known = ", ".join(self._centres) or "-"
                yield f"  centre: {{const: {_quoted(first)}}}  {self._say('centre', known=known)}"
            case "sex":
                yield f"  sex: {{const: u}}  {self._say('absent')}"

    def _dated(self, name: str, at: int) -> Iterator[str]:
        told, remarks = _date_format(self._values(at)), []
        column = _quoted(self._seen.names[at])
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
        column = _quoted(self._seen.names[at])
        if set(counts) <= allowed and counts:
            yield f"  {name}: {{from: {column}}}"
            return
        if len(counts) > _MAX_VALUES:
            yield f"  # {name}: {{from: {column}}}  {self._say('many', size=len(counts))}"
            if name in ("sex", "centre"):
                yield from self._absent(name)
            return
        found = {value: known[fold(value)] for value in counts if known.get(fold(value)) in allowed}
        if name == "centre" and not found:
            yield f"  # centre: {{from: {column}, map: {{...}}}}  {self._say('centre_values')}"
            yield from self._absent(name)
            return
        yield f"  {name}:"
        yield f"    from: {column}"
        yield "    map:" if found else f"    map: {{}}  {self._say('no_value')}"
        for value, code in found.items():
            yield f"      {_quoted(value)}: {_quoted(code)}"
        unknown = len(counts) - len(found)
        if unknown:
            yield f"      {self._say('values', size=unknown, known=', '.join(sorted(allowed)))}"

    def _tail(self) -> Iterator[str]:
        if self._columns.drop:
            yield f"drop: [{_listed(self._columns.drop)}]"
        known = (self._columns.fields, self._columns.numbers, self._columns.drop)
        if not any(known):
            yield self._say("no_header")
        elif self._columns.others:
            told = ", ".join(_quoted(name) for name in self._columns.others[:_MAX_VALUES])
            yield self._say("others", known=told)

    def _values(self, at: int) -> list[str]:
        return [row[at] for row in self._seen.rows]

    def _is_unique(self, at: int) -> bool:
        values = self._values(at)
        return len(set(values)) == len(values) and all(values)


# --- columns --------------------------------------------------------------------------------------


def _is_point(name: str) -> bool:
    return name.rpartition("_")[2] in points()


def _sorted_out(names: Collection[str]) -> _Columns:
    """What each column seems to be; the first one that fits a field has it."""
    columns = _Columns()
    counts = Counter(names)
    for at, name in enumerate(names):
        folded = fold(name)
        if not folded or counts[name] > 1:
            continue
        if folded in NUMBERS:
            columns.numbers.append(name)
            columns.drop.append(name)
            continue
        found = _field_of(folded)
        if found and found not in columns.fields:
            columns.fields[found] = at
        elif folded in SENSITIVE:
            columns.drop.append(name)
        else:
            columns.others.append(name)
    if "age" in columns.fields and "birth_year" in columns.fields:
        columns.others.append([*names][columns.fields.pop("age")])
    return columns


def _field_of(folded: str) -> str:
    for name, words in COLUMNS.items():
        if folded in words and name in fields():
            return name
    point, rest = point_of(folded)
    for name in ("observed", "source", "outcome"):
        if folded in COLUMNS[name]:
            return f"{name}_exit"
        if point and (rest in COLUMNS[name] or (not rest and name == "outcome")):
            return f"{name}_{point}"
        if point and any(rest.startswith(f"{word} ") for word in COLUMNS[name]):
            return f"{name}_{point}"
    return folded.replace(" ", "_") if folded.replace(" ", "_") in fields() else ""


# --- values ---------------------------------------------------------------------------------------


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


# --- writing --------------------------------------------------------------------------------------


def _quoted(text: str) -> str:
    """A text as YAML reads it back; words stand as they are."""
    if _WORD.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    told = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in told)


def _listed(names: Collection[str]) -> str:
    return ", ".join(map(_quoted, names))


def _source(source: Source) -> str:
    parts = [f"format: {source.format}"]
    if source.format is Format.CSV:
        delimiter = "tab" if source.delimiter == "\t" else source.delimiter
        parts += [f"delimiter: {json.dumps(delimiter)}", f"encoding: {source.encoding}"]
    elif source.sheet:
        parts.append(f"sheet: {_quoted(source.sheet)}")
    if source.header_row > 1:
        parts.append(f"header_row: {source.header_row}")
    return f"{{{', '.join(parts)}}}"
