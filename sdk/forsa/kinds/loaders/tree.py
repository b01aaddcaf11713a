"""What a YAML or JSON text says before anybody knows what it means: names, lists and bare texts.

Nothing guesses types here: `0611`, `1.0`, `no` and `2024-02-01` stay the texts they are, and the
field they are for says what they mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from forsa.kinds.findings import Finding, Level, Place

MAX_DEPTH: Final = 12
"""Levels of lists and names inside each other; the deepest body has seven."""
MAX_FILE_BYTES: Final = 512 * 1024
"""Longest text of one file; a body has 256 KiB."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A bare text."""

    text: str
    line: int
    quoted: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said: an empty place in a form, or `null`."""
        return not self.quoted and self.text in {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with what belongs to them, in the order they were written, no name twice."""

    fields: Mapping[str, tuple[int, "Node"]]
    """Name to its line and node."""
    line: int

    def without(self, *names: str) -> "Fields":
        """The same without some names."""
        kept = {name: one for name, one in self.fields.items() if name not in names}
        return Fields(kept, self.line)

    def text(self, name: str) -> str:
        """The bare text under a name; empty if there is none."""
        _, node = self.fields.get(name, (0, None))
        return node.text if isinstance(node, Scalar) and not node.is_blank else ""


Node = Scalar | Items | Fields


@dataclass(slots=True)
class Notes:
    """What a loader writes down while it reads: findings, and where each field came from."""

    file: str = ""
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    """Field to the number, or the beginning of an id, that stands in it for a record."""

    def add(self, path: str, rule: str, line: int, /, **values: str | int) -> None:
        """Note a finding at a line of the present file."""
        self.findings.append(Finding(path, rule, values, place=Place(self.file, line)))

    def warn(self, path: str, rule: str, line: int, /, **values: str | int) -> None:
        """Note a finding that does not stand in the way of publishing."""
        place = Place(self.file, line)
        self.findings.append(Finding(path, rule, values, Level.WARNING, place))

    def came_from(self, path: str, line: int) -> None:
        """Note where a field came from; its first place counts."""
        self.places.setdefault(path, Place(self.file, line))

    def place_of(self, path: str) -> Place | None:
        """The place of a field, or of the nearest one around it."""
        while path and path not in self.places:
            path = _OUTER.sub("", path)
        return self.places.get(path)


_OUTER: Final = re.compile(r"(?:\[\d+\]|(?:^|\.)[^.\[]+)$")


def decoded(data: str | bytes, notes: Notes) -> str | None:
    """The text of a file; None if it is too long or not UTF-8, which is noted then."""
    size = len(data)
    if size > MAX_FILE_BYTES:
        notes.add("", "file.size", 0, size=size, limit=MAX_FILE_BYTES)
        return None
    try:
        text = data.decode() if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        notes.add("", "file.encoding", error.object.count(b"\n", 0, error.start) + 1)
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
