"""Values of views as JSON has them: names as in the dataclass, ids in hexadecimal."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa.kinds.effects import parse_effect
from forsa.kinds.registry import KINDS


def as_json(value: Any) -> Any:
    """A value of a view as JSON has it.

    Bytes are hexadecimal, enums their word, maps and dataclasses objects, messages objects of
    their set fields; the rest stands as it is.
    """
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case bytes():
            return value.hex()
        case Message():
            return {field.name: _field(field, item) for field, item in value.ListFields()}
        case Mapping():
            return {_name(key): as_json(item) for key, item in value.items()}
        case tuple() | list():
            return [as_json(item) for item in value]
        case frozenset() | set():
            return [as_json(item) for item in sorted(value)]
    if not is_dataclass(value):
        raise TypeError(f"no view has a {type(value).__name__}")
    return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}


def effect_fields(kind: str, effect: bytes) -> dict[str, Any]:
    """The fields of a well-formed effect, as JSON has them.

    Raises:
        MalformedError: it is no effect of this kind.
        LookupError: there is no such kind.
    """
    message = parse_effect(KINDS[kind], effect)
    found = {} if message is None else as_json(message)
    return dict(found)


def _field(field: FieldDescriptor, value: Any) -> Any:
    return [as_json(one) for one in value] if field.is_repeated else as_json(value)


def _name(key: Any) -> str:
    return key.hex() if isinstance(key, bytes) else str(key)
