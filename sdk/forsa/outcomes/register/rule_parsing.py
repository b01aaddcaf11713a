"""Where the value of one field comes from, read from its lines in a mapping file."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import Fields, Items, Node, Scalar
from forsa.outcomes.register.fields import Field, Kind
from forsa.outcomes.register.mapping import Band, Const, From, KeyOf, OneHot, RowNumber, Rule
from forsa.outcomes.register.mapping_notes import MappingNotes
from forsa.outcomes.register.values import check_const, parse_date_format, parse_number

_RULE_KEYS: Final = ("from", "const", "one_hot", "key_of", "row_number")
_MORE_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"from": ("map", "bands", "date_format"), "one_hot": ("true_value",)}
)


class RuleReader:
    """Reads the rules of a mapping; `used` are the lists under `maps` that they refer to."""

    def __init__(self, notes: MappingNotes, maps: Mapping[str, Fields]) -> None:
        self._notes = notes
        self._maps = maps
        self.used: set[str] = set()

    def rule(self, field: Field, line: int, tree: Fields) -> Rule | None:
        """The rule of a field, as far as it can be understood; what is wrong is noted."""
        place = f"fields.{field.name}"
        chosen = [key for key in _RULE_KEYS if key in tree.fields]
        allowed = (*_RULE_KEYS, *(one for key in chosen for one in _MORE_KEYS.get(key, ())))
        self._notes.refuse_others(tree, allowed, f"{place}.")
        if len(chosen) != 1:
            self._notes.wrong("rule_kind", line, place, known=", ".join(_RULE_KEYS))
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
            self._notes.wrong_in(tree, "from", place, "column")
        by_code = field.kind in {Kind.CODE, Kind.CENTRE}
        for key, fits in (
            ("map", by_code),
            ("bands", by_code),
            ("date_format", field.kind is Kind.DATE or field.name == "birth_year"),
        ):
            if key in tree.fields and not fits and not (key == "map" and field.kind is Kind.YEAR):
                self._notes.wrong_in(tree, key, place, "not_for", value=key)
        if "map" in tree.fields and "bands" in tree.fields:
            self._notes.wrong_in(tree, "bands", place, "map_or_bands")
        if field.kind is Kind.TAG:
            self._notes.wrong_in(tree, "from", place, "tag")
        return From(
            column,
            self._codes(field, tree, place),
            tuple(self._bands(field, tree, place)),
            self._date_formats(tree, place),
        )

    def _codes(self, field: Field, tree: Fields, place: str) -> Mapping[str, str] | None:
        line, node = tree.fields.get("map", (0, None))
        if isinstance(node, Scalar):
            self.used.add(node.text)
            named = self._maps.get(node.text)
            if named is None:
                known = ", ".join(map(shown, self._maps)) or "-"
                self._notes.wrong(
                    "list_name", line, f"{place}map", value=shown(node.text), known=known
                )
            node = named
        elif node is not None and not isinstance(node, Fields):
            self._notes.shape("field.mapping", line, f"{place}map")
        if not isinstance(node, Fields):
            return None
        return MappingProxyType(dict(self._entries(field, node, f"{place}map")))

    def _entries(self, field: Field, tree: Fields, place: str) -> Iterator[tuple[str, str]]:
        for value, (line, node) in tree.fields.items():
            if isinstance(node, Scalar):
                self._require_code(field, node.text, line, place)
                yield value.strip(), node.text
            else:
                self._notes.shape("field.single", line, place)

    def _bands(self, field: Field, tree: Fields, place: str) -> Iterator[Band]:
        ends: list[tuple[float, float]] = []
        for line, node in self._notes.listed(tree, "bands", place):
            band = self._band(node)
            if band is None:
                self._notes.wrong("band", line, f"{place}bands")
                continue
            self._require_code(field, band.code, line, f"{place}bands")
            if any(band.low <= high and low <= band.high for low, high in ends):
                self._notes.wrong("band_overlap", line, f"{place}bands")
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
            self._notes.wrong_in(tree, "date_format", place, "date_format")
        return (read or text,)

    def _const(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        text = tree.text("const").strip()
        if field.is_keyed:
            self._notes.wrong_in(tree, "const", place, "not_for", value="const")
        elif not check_const(field, text):
            rule = "code" if field.kind is Kind.CODE else "const"
            self._notes.wrong_in(tree, "const", place, rule, known=_allowed(field))
        return Const(text)

    def _one_hot(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        line, node = tree.fields["one_hot"]
        if field.kind not in {Kind.CODE, Kind.CENTRE}:
            self._notes.wrong("not_for", line, f"{place}one_hot", value="one_hot")
        if not isinstance(node, Fields):
            self._notes.shape("field.mapping", line, f"{place}one_hot")
            return None
        codes = dict(self._entries(field, node, f"{place}one_hot"))
        return OneHot(MappingProxyType(codes), tree.text("true_value").strip() or "1")

    def _key_of(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        columns = tuple(self._notes.texts(tree, "key_of", place))
        if not field.is_keyed:
            self._notes.wrong_in(tree, "key_of", place, "not_for", value="key_of")
        if not columns:
            self._notes.wrong_in(tree, "key_of", place, "column")
        return KeyOf(columns)

    def _row_number(self, field: Field, tree: Fields) -> Rule | None:
        place = f"fields.{field.name}."
        if field.kind is not Kind.KEY:
            self._notes.wrong_in(tree, "row_number", place, "not_for", value="row_number")
        elif tree.text("row_number") != "true":
            self._notes.wrong_in(tree, "row_number", place, "choice", known="true")
        return RowNumber()

    def _require_code(self, field: Field, code: str, line: int, place: str) -> None:
        if field.kind is Kind.CODE and code not in field.codes:
            near = get_close_matches(code, field.codes, 1)
            more = {"closest": near[0]} if near else {}
            self._notes.wrong("code", line, place, known=_allowed(field), **more)


def _allowed(field: Field) -> str:
    return ", ".join(field.codes) if field.kind is Kind.CODE else field.kind.value
