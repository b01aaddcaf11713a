"""What is wrong with a mapping file, noted at its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import Fields, Items, Node, Scalar
from forsa.outcomes.register.findings import Code, LearnerFinding, Level, Notes


@dataclass(slots=True)
class MappingNotes:
    """Walks through the tree of a mapping, and notes what is wrong in it."""

    notes: Notes

    def listed(self, tree: Fields, name: str, place: str) -> Iterator[tuple[int, Node]]:
        """The items of a list with their lines."""
        line, node = tree.fields.get(name, (0, None))
        if isinstance(node, Items):
            yield from ((one.line, one) for one in node.items)
        elif node is not None:
            self.shape("field.list", line, f"{place}{name}")

    def texts(self, tree: Fields, name: str, place: str = "") -> Iterator[str]:
        """The bare texts of a list."""
        for line, node in self.listed(tree, name, place):
            if isinstance(node, Scalar) and node.text.strip():
                yield node.text.strip()
            else:
                self.shape("field.single", line, f"{place}{name}")

    def refuse_others(self, tree: Fields, known: tuple[str, ...], place: str) -> None:
        """Note names that are not known here."""
        for name, (line, _) in tree.fields.items():
            if name not in known:
                self.unknown(name, line, place, list(known))

    def unknown(self, name: str, line: int, place: str, known: list[str]) -> None:
        """Note a name, with the one that is near."""
        near = get_close_matches(name, known, 1)
        more = {"closest": near[0]} if near else {}
        told = ", ".join(known)
        self.wrong("unknown_key", line, place.rstrip("."), value=shown(name), known=told, **more)

    def wrong_in(self, tree: Fields, key: str, place: str, rule: str, **values: str | int) -> None:
        """Note what is wrong with the value of a key, at its line."""
        line = tree.fields[key][0] if key in tree.fields else tree.line
        self.wrong(rule, line, f"{place}{key}", **values)

    def wrong(self, rule: str, line: int, at: str, **values: str | int) -> None:
        """Note what is wrong."""
        self._tell(rule, line, at, Level.ERROR, values)

    def warn(self, rule: str, line: int, at: str, **values: str | int) -> None:
        """Note what is odd and does not stand in the way."""
        self._tell(rule, line, at, Level.WARNING, values)

    def _tell(
        self, rule: str, line: int, at: str, level: Level, values: Mapping[str, str | int]
    ) -> None:
        self.notes.findings.append(
            LearnerFinding(
                Code.MAPPING_INVALID, f"mapping.{rule}", level, (line,), 1, "", at, values
            )
        )

    def shape(self, rule: str, line: int, place: str) -> None:
        """Note a value of another shape: a list, names or one text is expected."""
        self.notes.add(Code.MAPPING_INVALID, rule, (line,), place=place)
