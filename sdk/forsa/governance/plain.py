"""Values of the state as JSON has them, and back: for snapshots, and for what is kept of before."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from immutables import Map

from forsa.envelope import pae
from forsa.root import TrustRoot
from forsa.v1.record_pb2 import Envelope
from forsa.v1.trust_pb2 import RootDocument

T = TypeVar("T")


def from_plain(kind: type[T], plain: Any) -> T:
    """Read a value of this type from its plain form.

    Raises:
        ValueError, LookupError, TypeError, DecodeError: it is no such value.
    """
    read: Callable[[Any], T] = _reader(cast("Any", kind))
    return read(plain)


def to_plain(value: Any) -> Any:
    """Return a value as JSON has it: bytes in hexadecimal, records and maps as lists."""
    match value:
        case bytes():
            return value.hex()
        case Enum() | None | bool() | int() | str():
            return value
        case TrustRoot():
            return value.envelope.hex()
        case Map():
            return [[to_plain(key), to_plain(value[key])] for key in sorted(value)]
        case frozenset():
            return sorted(value)
        case tuple():
            return [to_plain(item) for item in value]
    return [to_plain(getattr(value, field.name)) for field in fields(value)]


@lru_cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what reads a value of a type of the state back from its plain form."""
    kind = getattr(kind, "__supertype__", kind)
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin is UnionType:
        reader = _reader(next(one for one in arguments if one is not NoneType))
        return lambda plain: None if plain is None else reader(plain)
    if origin is bytes:
        return bytes.fromhex
    if origin is TrustRoot:
        return _root
    if origin is Map:
        key, value = map(_reader, arguments)
        return lambda plain: Map({key(k): value(v) for k, v in plain})
    if origin is frozenset:
        return frozenset
    if origin is tuple:
        return _tuple_reader(arguments)
    if is_dataclass(origin):
        return _record_reader(origin)
    return origin  # type: ignore[no-any-return]  # int, str, bool or an enum: a callable


def _tuple_reader(items: tuple[Any, ...]) -> Callable[[Any], Any]:
    if items[-1] is Ellipsis:
        item = _reader(items[0])
        return lambda plain: tuple(map(item, plain))
    readers = tuple(map(_reader, items))
    return lambda plain: tuple(read(one) for read, one in zip(readers, plain, strict=True))


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = tuple(_reader(hints[field.name]) for field in fields(kind))
    return lambda plain: kind(*(read(one) for read, one in zip(readers, plain, strict=True)))


def _root(plain: str) -> TrustRoot:
    data = bytes.fromhex(plain)
    envelope = Envelope.FromString(data)
    signed = pae(envelope.payloadType, envelope.payload)
    document = RootDocument.FromString(envelope.payload)
    return TrustRoot(document, data, sha256(signed).digest())
