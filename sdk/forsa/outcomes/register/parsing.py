"""A mapping file, from YAML to a checked value; everything that is wrong is told at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from forsa.kinds.findings import Finding, shown
from forsa.kinds.loaders.tree import Fields, Items, Node, Scalar, decoded
from forsa.kinds.loaders.tree import Notes as FileNotes
from forsa.kinds.loaders.yaml_tree import parse_yaml
from forsa.outcomes.register.encodings import encoding_named
from forsa.outcomes.register.fields import Field, Kind, fields
from forsa.outcomes.register.findings import Code, LearnerFinding, Level, Notes, has_errors
from forsa.outcomes.register.mapping import (
    Band,
    Const,
    Format,
    From,
    KeyOf,
    OneHot,
    RegisterMapping,
    RowNumber,
    Rule,
    Source,
    columns_of,
)
from forsa.outcomes.register.values import check_const, parse_date_format, parse_number

VERSION: Final = "1"
_KEYS: Final = ("mapping", "source", "fields", "maps", "drop")
_SOURCE_KEYS: Final = ("format", "delimiter", "encoding", "sheet", "header_row")
_RULE_KEYS: Final = ("from", "const", "one_hot", "key_of", "row_number")
_MORE_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"from": ("map", "bands", "date_format"), "one_hot": ("true_value",)}
)
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
    mapping = _Reader(notes).mapping(tree) if tree is not None else None
    found = tuple(sorted(notes, key=lambda one: one.lines[:1]))
    return ParsedMapping(None if has_errors(found) else mapping, found)


def _taken_over(one: Finding) -> LearnerFinding:
    line = one.place.line if one.place is not None else 0
    values = {name: value for name, value in one.values.items() if not isinstance(value, float)}
    return LearnerFinding(
        Code.MAPPING_INVALID, one.rule, lines=(line,) if line else (), count=1, values=values
    )


class _Reader:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._maps: dict[str, Fields] = {}
        self._used: set[str] = set()

    def mapping(self, tree: Fields) -> RegisterMapping:
        """The mapping, as far as it can be understood; what is wrong is noted."""
        self._refuse_others(tree, _KEYS, "")
        if tree.text("mapping") != VERSION:
            self._wrong("version", tree.line, "mapping", value=VERSION)
        self._maps = dict(self._named_maps(tree))
        source = self._source(self._fields(tree, "source"))
        rules = dict(self._rules(self._fields(tree, "fields")))
        drop = tuple(self._texts(tree, "drop"))
        self._check_whole(tree, rules, drop)
        return RegisterMapping(source, MappingProxyType(rules), drop)

    # --- the whole ---

    def _check_whole(self, tree: Fields, rules: Mapping[str, Rule], drop: tuple[str, ...]) -> None:
        at = tree.fields.get("fields", (tree.line, None))[0]
        told = self._fields(tree, "fields").fields
        missing = [
            one.name for one in fields().values() if one.is_required and one.name not in told
        ]
        if missing:
            self._wrong("required", at, "fields", known=", ".join(missing))
        if "age" in told and "birth_year" in told:
            self._wrong("both_ages", told["age"][0], "fields.age")
        dropped_at = tree.fields.get("drop", (tree.line, None))[0]
        for name, rule in rules.items():
            for column in columns_of(rule) if not isinstance(rule, KeyOf) else ():
                if column in drop:
                    self._wrong("drop_used", dropped_at, "drop", value=shown(column), name=name)
        for name, (line, _) in self._fields(tree, "maps").fields.items():
            if name not in self._used:
                self._warn("unused", line, "maps", value=shown(name))

    def _named_maps(self, tree: Fields) -> Iterator[tuple[str, Fields]]:
        for name, (line, node) in self._fields(tree, "maps").fields.items():
            if isinstance(node, Fields):
                yield name, node
            else:
                self._shape("field.mapping", line, f"maps.{shown(name)}")

    # --- the source ---

    def _source(self, tree: Fields) -> Source:
        self._refuse_others(tree, _SOURCE_KEYS, "source.")
        kind = tree.text("format") or Format.CSV.value
        if kind not in list(Format):
            self._wrong_in(tree, "format", "source.", "choice", known=", ".join(Format))
            kind = Format.CSV.value
        delimiter = {"tab": "\t", "\\t": "\t"}.get(tree.text("delimiter"), tree.text("delimiter"))
        if len(delimiter) > 1 or delimiter in ('"', "\n"):
            self._wrong_in(tree, "delimiter", "source.", "delimiter")
        encoding = encoding_named(tree.text("encoding") or "utf-8")
        if encoding is None:
            self._wrong_in(tree, "encoding", "source.", "encoding")
        row = parse_number(tree.text("header_row") or "1")
        if row is None or not 1 <= row <= _MAX_HEADER_ROW or row != int(row):
            self._wrong_in(tree, "header_row", "source.", "header_row", limit=_MAX_HEADER_ROW)
            row = 1
        return Source(
            Format(kind), delimiter[:1] or ",", encoding or "utf-8", tree.text("sheet"), int(row)
        )

    # --- the fields ---

    def _rules(self, tree: Fields) -> Iterator[tuple[str, Rule]]:
        known = fields()
        for name, (line, node) in tree.fields.items():
            if name not in known:
                self._unknown(name, line, "fields.", list(known))
            elif not isinstance(node, Fields):
                self._shape("field.mapping", line, f"fields.{name}")
            else:
                rule = self._rule(known[name], line, node)
                if rule is not None:
                    yield name, rule

    def _rule(self, field: Field, line: int, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}"
        chosen = [key for key in _RULE_KEYS if key in tree.fields]
        allowed = (*_RULE_KEYS, *(one for key in chosen for one in _MORE_KEYS.get(key, ())))
        self._refuse_others(tree, allowed, f"{place}.")
        if len(chosen) != 1:
            self._wrong("rule_kind", line, place, known=", ".join(_RULE_KEYS))
            return None
        read: Mapping[str, Callable[[Field, Fields], Rule | None]] = {
            "from": self._from,
            "const": self._const,
            "one_hot": self._one_hot,
            "key_of": self._key_of,
            "row_number": self._row_number,
        }
        return read[chosen[0]](field, tree)

    def _from(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        column = tree.text("from").strip()
        if not column:
            self._wrong_in(tree, "from", place, "column")
        by_code = field.kind in {Kind.CODE, Kind.CENTRE}
        for key, fits in (
            ("map", by_code),
            ("bands", by_code),
            ("date_format", field.kind is Kind.DATE),
        ):
            if key in tree.fields and not fits and not (key == "map" and field.kind is Kind.YEAR):
                self._wrong_in(tree, key, place, "not_for", value=key)
        if "map" in tree.fields and "bands" in tree.fields:
            self._wrong_in(tree, "bands", place, "map_or_bands")
        if field.kind is Kind.TAG:
            self._wrong_in(tree, "from", place, "tag")
        return From(
            column,
            self._codes(field, tree, place),
            tuple(self._bands(field, tree, place)),
            self._date_formats(tree, place),
        )

    def _codes(self, field: Field, tree: Fields, place: str) -> Mapping[str, str] | None:
        line, node = tree.fields.get("map", (0, None))
        if isinstance(node, Scalar):
            self._used.add(node.text)
            named = self._maps.get(node.text)
            if named is None:
                known = ", ".join(map(shown, self._maps)) or "-"
                self._wrong("list_name", line, f"{place}map", value=shown(node.text), known=known)
            node = named
        elif node is not None and not isinstance(node, Fields):
            self._shape("field.mapping", line, f"{place}map")
        if not isinstance(node, Fields):
            return None
        return MappingProxyType(dict(self._entries(field, node, f"{place}map")))

    def _entries(self, field: Field, tree: Fields, place: str) -> Iterator[tuple[str, str]]:
        for value, (line, node) in tree.fields.items():
            if isinstance(node, Scalar):
                self._require_code(field, node.text, line, place)
                yield value.strip(), node.text
            else:
                self._shape("field.single", line, place)

    def _bands(self, field: Field, tree: Fields, place: str) -> Iterator[Band]:
        ends: list[tuple[float, float]] = []
        for line, node in self._listed(tree, "bands", place):
            band = self._band(node)
            if band is None:
                self._wrong("band", line, f"{place}bands")
                continue
            self._require_code(field, band.code, line, f"{place}bands")
            if any(band.low <= high and low <= band.high for low, high in ends):
                self._wrong("band_overlap", line, f"{place}bands")
            ends.append((band.low, band.high))
            yield band

    def _band(self, node: Node) -> Band | None:
        match node:
            case Items((Scalar(low_text), Scalar(high_text), Scalar(code))):
                low, high = parse_number(low_text), parse_number(high_text)
                if low is not None and high is not None and low <= high:
                    return Band(low, high, code)
        return None

    def _date_formats(self, tree: Fields, place: str) -> tuple[str, ...]:
        text = tree.text("date_format")
        if not text:
            return ()
        read = parse_date_format(text)
        if read is None:
            self._wrong_in(tree, "date_format", place, "date_format")
        return (read or text,)

    def _const(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        text = tree.text("const").strip()
        if field.is_keyed:
            self._wrong_in(tree, "const", place, "not_for", value="const")
        elif not check_const(field, text):
            rule = "code" if field.kind is Kind.CODE else "const"
            self._wrong_in(tree, "const", place, rule, known=_allowed(field))
        return Const(text)

    def _one_hot(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        line, node = tree.fields["one_hot"]
        if field.kind not in {Kind.CODE, Kind.CENTRE}:
            self._wrong("not_for", line, f"{place}one_hot", value="one_hot")
        if not isinstance(node, Fields):
            self._shape("field.mapping", line, f"{place}one_hot")
            return None
        codes = dict(self._entries(field, node, f"{place}one_hot"))
        return OneHot(MappingProxyType(codes), tree.text("true_value").strip() or "1")

    def _key_of(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        columns = tuple(self._texts(tree, "key_of", place))
        if not field.is_keyed:
            self._wrong_in(tree, "key_of", place, "not_for", value="key_of")
        if not columns:
            self._wrong_in(tree, "key_of", place, "column")
        return KeyOf(columns)

    def _row_number(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        if field.kind is not Kind.KEY:
            self._wrong_in(tree, "row_number", place, "not_for", value="row_number")
        elif tree.text("row_number") != "true":
            self._wrong_in(tree, "row_number", place, "choice", known="true")
        return RowNumber()

    # --- nodes ---

    def _require_code(self, field: Field, code: str, line: int, place: str) -> None:
        if field.kind is Kind.CODE and code not in field.codes:
            near = get_close_matches(code, field.codes, 1)
            more = {"closest": near[0]} if near else {}
            self._wrong("code", line, place, known=_allowed(field), **more)

    def _fields(self, tree: Fields, name: str) -> Fields:
        line, node = tree.fields.get(name, (tree.line, None))
        if isinstance(node, Fields):
            return node
        if node is not None and not (isinstance(node, Scalar) and node.is_blank):
            self._once("field.mapping", line, name)
        return Fields({}, line)

    def _listed(self, tree: Fields, name: str, place: str) -> Iterator[tuple[int, Node]]:
        line, node = tree.fields.get(name, (0, None))
        if isinstance(node, Items):
            yield from ((one.line, one) for one in node.items)
        elif node is not None:
            self._shape("field.list", line, f"{place}{name}")

    def _texts(self, tree: Fields, name: str, place: str = "") -> Iterator[str]:
        for line, node in self._listed(tree, name, place):
            if isinstance(node, Scalar) and node.text.strip():
                yield node.text.strip()
            else:
                self._shape("field.single", line, f"{place}{name}")

    def _refuse_others(self, tree: Fields, known: tuple[str, ...], place: str) -> None:
        for name, (line, _) in tree.fields.items():
            if name not in known:
                self._unknown(name, line, place, list(known))

    # --- notes ---

    def _unknown(self, name: str, line: int, place: str, known: list[str]) -> None:
        near = get_close_matches(name, known, 1)
        more = {"closest": near[0]} if near else {}
        told = ", ".join(known)
        self._wrong("unknown_key", line, place.rstrip("."), value=shown(name), known=told, **more)

    def _wrong_in(self, tree: Fields, key: str, place: str, rule: str, **values: str | int) -> None:
        line = tree.fields[key][0] if key in tree.fields else tree.line
        self._wrong(rule, line, f"{place}{key}", **values)

    def _wrong(self, rule: str, line: int, at: str, **values: str | int) -> None:
        self._tell(rule, line, at, Level.ERROR, values)

    def _warn(self, rule: str, line: int, at: str, **values: str | int) -> None:
        self._tell(rule, line, at, Level.WARNING, values)

    def _tell(
        self, rule: str, line: int, at: str, level: Level, values: Mapping[str, str | int]
    ) -> None:
        self._notes.findings.append(
            LearnerFinding(
                Code.MAPPING_INVALID, f"mapping.{rule}", level, (line,), 1, "", at, values
            )
        )

    def _shape(self, rule: str, line: int, place: str) -> None:
        self._notes.add(Code.MAPPING_INVALID, rule, (line,), place=place)

    def _once(self, rule: str, line: int, place: str) -> None:
        if all((one.rule, one.lines, one.place) != (rule, (line,), place) for one in self._notes):
            self._shape(rule, line, place)


def _allowed(field: Field) -> str:
    return ", ".join(field.codes) if field.kind is Kind.CODE else field.kind.value
