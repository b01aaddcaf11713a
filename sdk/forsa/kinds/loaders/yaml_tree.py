"""YAML, the part people need: names, lists, texts. No anchors, aliases, tags or second document.

Only the parser's events are used, never its constructors, so nothing is built but what is here,
and an alias cannot multiply what was written once.
"""

from collections.abc import Iterator
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import MAX_DEPTH, Fields, Items, Node, Notes, Scalar

_STRUCTURE: Final = (NodeEvent, MappingEndEvent, SequenceEndEvent, DocumentStartEvent)


class _TooDeepError(Exception):
    """A node lies deeper than `MAX_DEPTH`."""


def parse_yaml(text: str, notes: Notes, first_line: int = 1) -> Fields | None:
    """Read names and what belongs to them; None if nothing can be read, which is noted then.

    Args:
        text: The YAML text.
        notes: Takes the findings.
        first_line: The line of the file at which the text begins.
    """
    reader = _Reader(text, notes, first_line)
    try:
        node = reader.document()
    except _TooDeepError:
        notes.add("", "yaml.depth", reader.line, limit=MAX_DEPTH)
        return None
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark is not None else 0)
        notes.add("", "yaml.syntax", line, detail=shown(error.problem or "?"))
        return None
    except YAMLError as error:
        notes.add("", "yaml.syntax", first_line, detail=shown(error))
        return None
    if isinstance(node, Fields):
        return node
    notes.add("", "field.mapping", first_line)
    return None


class _Reader:
    def __init__(self, text: str, notes: Notes, first_line: int) -> None:
        self._notes = notes
        self._first_line = first_line
        self._events = self._structure(text)
        self.line = first_line

    def document(self) -> Node | None:
        """The one document of the text; None if there is none."""
        first = next(self._events, None)
        node = self._node(next(self._events), 0) if first is not None else None
        if next(self._events, None) is not None:
            self._notes.add("", "yaml.syntax", self.line, detail="---")
        return node

    def _structure(self, text: str) -> Iterator[Any]:
        for event in YAML(typ="safe", pure=True).parse(text):
            if isinstance(event, _STRUCTURE):
                self.line = self._first_line + event.start_mark.line
                yield event

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _TooDeepError
        line = self.line
        named = getattr(event, "tag", None) if not _is_implicit(event) else None
        if isinstance(event, AliasEvent) or event.anchor is not None or named is not None:
            self._notes.add("", "yaml.alias", line)
        if isinstance(event, MappingStartEvent):
            return self._fields(line, depth)
        if isinstance(event, SequenceStartEvent):
            return self._items(line, depth)
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, line, quoted=event.style is not None)
        return Scalar("", line)

    def _items(self, line: int, depth: int) -> Items:
        items = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Items(tuple(items), line)

    def _fields(self, line: int, depth: int) -> Fields:
        fields: dict[str, tuple[int, Node]] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            at = self.line
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._notes.add("", "field.mapping", at)
            elif key.text in fields:
                self._notes.add("", "yaml.duplicate", at, value=shown(key.text))
            else:
                fields[key.text] = (at, value)
        return Fields(fields, line)


def _is_implicit(event: Any) -> bool:
    """Whether no tag was written: the parser fills one in for plain nodes."""
    implicit = getattr(event, "implicit", True)
    return any(implicit) if isinstance(implicit, tuple) else bool(implicit)
