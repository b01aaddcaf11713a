"""JSON, strictly: no name twice, no NaN, a bounded depth. Numbers stay the texts they are."""

import json
from typing import Any, Final

from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import MAX_DEPTH, Fields, Items, Node, Notes, Scalar

_LITERALS: Final = {True: "true", False: "false", None: "null"}


class _Number(str):
    """The digits of a number, as written."""

    __slots__ = ()


class _Pairs(tuple[tuple[str, Any], ...]):
    """The members of an object, in order, doubles included."""

    __slots__ = ()


def parse_json(text: str, notes: Notes) -> Fields | None:
    """Read an object; None if nothing can be read, which is noted then."""
    try:
        value = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=_Number,
            parse_float=_Number,
            parse_constant=_Number,
        )
        node = _node(value, notes, 0)
    except json.JSONDecodeError as error:
        notes.add("", "json.syntax", error.lineno, detail=shown(error.msg))
        return None
    except RecursionError:
        notes.add("", "yaml.depth", 1, limit=MAX_DEPTH)
        return None
    if isinstance(node, Fields):
        return node
    notes.add("", "field.mapping", 1)
    return None


def _node(value: Any, notes: Notes, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, _Pairs):
        return _fields(value, notes, depth)
    if isinstance(value, list):
        return Items(tuple(_node(one, notes, depth + 1) for one in value), 0)
    if isinstance(value, bool) or value is None:
        return Scalar(_LITERALS[value], 0)
    return Scalar(str(value), 0, quoted=not isinstance(value, _Number))


def _fields(pairs: _Pairs, notes: Notes, depth: int) -> Fields:
    fields: dict[str, tuple[int, Node]] = {}
    for name, value in pairs:
        if name in fields:
            notes.add("", "yaml.duplicate", 0, value=shown(name))
        else:
            fields[name] = (0, _node(value, notes, depth + 1))
    return Fields(fields, 0)
