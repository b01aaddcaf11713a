"""Walking through the tree of a calendar: names, lists, days and times, each slip at its line."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from forsa.governance.calendar.working_days import END_OF_DAY
from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import Fields, Items, Node, Notes, Scalar
from forsa.kinds.suggest import nearest_name

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME: Final = re.compile(r"(\d\d):(\d\d)", re.ASCII)
_NOTHING: Final = Scalar("", 0)
_YES: Final = frozenset({"true", "yes", "oui", "نعم", ""})
_NO: Final = frozenset({"false", "no", "non", "لا"})


@dataclass(frozen=True, slots=True)
class Walk:
    """Notes what is wrong where it is read."""

    notes: Notes

    def known(self, tree: Fields, names: tuple[str, ...], path: str) -> None:
        """Note each name that is none of these."""
        for name, (line, _) in tree.fields.items():
            if name not in names:
                near = nearest_name(name, names)
                hint = {"closest": near} if near else {}
                self.notes.add(path, "field.unknown", line, value=shown(name), **hint)

    def said(self, tree: Fields, name: str, path: str) -> str:
        """The bare text under a name that must be there."""
        value = self.text(tree, name, path)
        if not value and not self._is_more(tree, name):
            self.notes.add(f"{path}.{name}".lstrip("."), "required", tree.line)
        return value

    def text(self, tree: Fields, name: str, path: str) -> str:
        """The bare text under a name; empty: none is said, or more than one, which is noted."""
        if self._is_more(tree, name):
            line, _ = tree.fields[name]
            self.notes.add(f"{path}.{name}".lstrip("."), "field.single", line)
        return tree.text(name)

    def _is_more(self, tree: Fields, name: str) -> bool:
        return not isinstance(tree.fields.get(name, (0, _NOTHING))[1], Scalar)

    def mapping(self, tree: Fields, name: str, path: str) -> Fields:
        """What stands under a name as names and values; nothing: empty."""
        line, node = tree.fields.get(name, (0, None))
        if isinstance(node, Fields):
            return node
        if node is not None and not (isinstance(node, Scalar) and node.is_blank):
            self.notes.add(f"{path}.{name}".lstrip("."), "field.mapping", line)
        return Fields({}, line)

    def items(self, tree: Fields, name: str, path: str) -> tuple[Node, ...]:
        """What stands under a name as a list; nothing: empty."""
        line, node = tree.fields.get(name, (0, None))
        if isinstance(node, Items):
            return node.items
        if node is not None and not (isinstance(node, Scalar) and node.is_blank):
            self.notes.add(f"{path}.{name}".lstrip("."), "field.list", line)
        return ()

    def day(self, value: str, path: str, line: int) -> date | None:
        """A day as `2026-10-31`; None: nothing is said, or it is none, which is noted."""
        if not value:
            return None
        found = _DAY.fullmatch(value)
        if found is None:
            self.notes.add(path, "calendar.day", line, value=shown(value))
            return None
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            self.notes.add(path, "day.exists", line, value=shown(value))
            return None

    def time(self, tree: Fields, name: str, path: str, absent: int) -> int:
        """Minutes of a day, 1 to 1440; `absent` where nothing is said."""
        value = self.text(tree, name, path)
        if not value:
            return absent
        found = _TIME.fullmatch(value)
        minute = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else 0
        if not 0 < minute <= END_OF_DAY:
            place = f"{path}.{name}".lstrip(".")
            self.notes.add(place, "calendar.time", tree.line, value=shown(value))
            return absent
        return minute

    def yes(self, tree: Fields, name: str) -> bool:
        """A yes or no of the working days; absent is yes."""
        word = self.text(tree, name, "working_days").casefold()
        if word not in _YES | _NO:
            path = f"working_days.{name}"
            self.notes.add(path, "field.boolean", tree.line, value=shown(word))
        return word not in _NO
