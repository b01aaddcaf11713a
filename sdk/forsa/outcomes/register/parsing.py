"""A mapping file, from YAML to a checked value; everything that is wrong is told at once."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from forsa.kinds.findings import Finding, shown
from forsa.kinds.loaders.tree import Fields, Scalar, decoded
from forsa.kinds.loaders.tree import Notes as FileNotes
from forsa.kinds.loaders.yaml_tree import parse_yaml
from forsa.outcomes.register.encodings import encoding_named
from forsa.outcomes.register.fields import fields
from forsa.outcomes.register.findings import Code, LearnerFinding, Notes, has_errors
from forsa.outcomes.register.mapping import (
    Format,
    KeyOf,
    RegisterMapping,
    Rule,
    Source,
    columns_of,
)
from forsa.outcomes.register.mapping_notes import MappingNotes
from forsa.outcomes.register.rule_parsing import RuleReader
from forsa.outcomes.register.values import parse_number

VERSION: Final = "1"
_KEYS: Final = ("mapping", "source", "fields", "maps", "drop")
_SOURCE_KEYS: Final = ("format", "delimiter", "encoding", "sheet", "header_row")
_DELIMITER: Final = re.compile(r"[ !#-/:-@\[-`{-~]")
"""A sign of ASCII, no letter or digit."""
_MAX_HEADER_ROW: Final = 100


@dataclass(frozen=True, slots=True)
class ParsedMapping:
    """What came of a mapping file."""

    mapping: RegisterMapping | None
    """None if something is wrong."""
    findings: tuple[LearnerFinding, ...]
    """In the order of the file; warnings do not stand in the way."""


def parse_mapping(data: bytes) -> ParsedMapping:
    """Read a mapping file: YAML in UTF-8, at most 512 KiB; nothing in it is run or guessed.

    Codes, dates and bands are checked against the fields; whether the columns exist is known once
    a register is read with it.
    """
    file = FileNotes()
    text = decoded(data, file)
    tree = parse_yaml(text, file) if text is not None else None
    notes = Notes([_taken_over(one) for one in file.findings])
    mapping = _Reader(MappingNotes(notes)).mapping(tree) if tree is not None else None
    found = tuple(sorted(_once_each(notes), key=lambda one: one.lines[:1]))
    return ParsedMapping(None if has_errors(found) else mapping, found)


def _taken_over(one: Finding) -> LearnerFinding:
    line = one.place.line if one.place is not None else 0
    values = {name: value for name, value in one.values.items() if not isinstance(value, float)}
    return LearnerFinding(
        Code.MAPPING_INVALID, one.rule, lines=(line,) if line else (), count=1, values=values
    )


def _once_each(findings: Iterable[LearnerFinding]) -> list[LearnerFinding]:
    """A list that several fields use is wrong once."""
    found: dict[tuple[object, ...], LearnerFinding] = {}
    for one in findings:
        found.setdefault((one.rule, one.lines, tuple(one.values.items())), one)
    return list(found.values())


class _Reader:
    def __init__(self, notes: MappingNotes) -> None:
        self._notes = notes

    def mapping(self, tree: Fields) -> RegisterMapping:
        """The mapping, as far as it can be understood; what is wrong is noted."""
        self._notes.refuse_others(tree, _KEYS, "")
        if tree.text("mapping") != VERSION:
            self._notes.wrong("version", tree.line, "mapping", value=VERSION)
        reader = RuleReader(self._notes, dict(self._named_maps(tree)))
        source = self._source(self._fields(tree, "source"))
        rules = dict(self._rules(self._fields(tree, "fields"), reader))
        drop = tuple(self._notes.texts(tree, "drop"))
        self._check_whole(tree, rules, drop)
        self._check_maps(tree, reader.used)
        return RegisterMapping(source, MappingProxyType(rules), drop)

    def _check_whole(self, tree: Fields, rules: Mapping[str, Rule], drop: tuple[str, ...]) -> None:
        at = tree.fields.get("fields", (tree.line, None))[0]
        told = self._fields(tree, "fields").fields
        missing = [
            one.name for one in fields().values() if one.is_required and one.name not in told
        ]
        if missing:
            self._notes.wrong("required", at, "fields", known=", ".join(missing))
        if "age" in told and "birth_year" in told:
            self._notes.wrong("both_ages", told["age"][0], "fields.age")
        dropped_at = tree.fields.get("drop", (tree.line, None))[0]
        for name, rule in rules.items():
            for column in columns_of(rule) if not isinstance(rule, KeyOf) else ():
                if column in drop:
                    self._notes.wrong(
                        "drop_used", dropped_at, "drop", value=shown(column), name=name
                    )

    def _check_maps(self, tree: Fields, used: Collection[str]) -> None:
        for name, (line, _) in self._fields(tree, "maps").fields.items():
            if name not in used:
                self._notes.warn("unused", line, "maps", value=shown(name))

    def _named_maps(self, tree: Fields) -> Iterator[tuple[str, Fields]]:
        for name, (line, node) in self._fields(tree, "maps").fields.items():
            if isinstance(node, Fields):
                yield name, node
            else:
                self._notes.shape("field.mapping", line, f"maps.{shown(name)}")

    def _source(self, tree: Fields) -> Source:
        self._notes.refuse_others(tree, _SOURCE_KEYS, "source.")
        kind = tree.text("format") or Format.CSV.value
        if kind not in list(Format):
            self._notes.wrong_in(tree, "format", "source.", "choice", known=", ".join(Format))
            kind = Format.CSV.value
        delimiter = {"tab": "\t", "\\t": "\t"}.get(tree.text("delimiter"), tree.text("delimiter"))
        if delimiter not in ("", "\t") and not _DELIMITER.fullmatch(delimiter):
            self._notes.wrong_in(tree, "delimiter", "source.", "delimiter")
        encoding = encoding_named(tree.text("encoding") or "utf-8")
        if encoding is None:
            self._notes.wrong_in(tree, "encoding", "source.", "encoding")
        row = parse_number(tree.text("header_row") or "1")
        if row is None or not 1 <= row <= _MAX_HEADER_ROW or row != int(row):
            self._notes.wrong_in(tree, "header_row", "source.", "header_row", limit=_MAX_HEADER_ROW)
            row = 1
        return Source(
            Format(kind), delimiter[:1] or ",", encoding or "utf-8", tree.text("sheet"), int(row)
        )

    def _rules(self, tree: Fields, reader: RuleReader) -> Iterator[tuple[str, Rule]]:
        known = fields()
        for name, (line, node) in tree.fields.items():
            if name not in known:
                self._notes.unknown(name, line, "fields.", list(known))
            elif not isinstance(node, Fields):
                self._notes.shape("field.mapping", line, f"fields.{name}")
            else:
                rule = reader.rule(known[name], line, node)
                if rule is not None:
                    yield name, rule

    def _fields(self, tree: Fields, name: str) -> Fields:
        line, node = tree.fields.get(name, (tree.line, None))
        if isinstance(node, Fields):
            return node
        if node is not None and not (isinstance(node, Scalar) and node.is_blank):
            self._notes.shape("field.mapping", line, name)
        return Fields({}, line)
