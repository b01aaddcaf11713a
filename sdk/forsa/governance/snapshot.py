"""A state as bytes, so that a restart does not fold the log from its first entry.

A snapshot is ours alone: it is never sent, and never believed without its two hashes. One state has
one snapshot; reading it back gives a state that folds on equally.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from google.protobuf.message import DecodeError
from immutables import Map

from forsa.envelope import pae
from forsa.errors import CorruptStoreError, Reason
from forsa.governance.digest import state_digest
from forsa.governance.state import State
from forsa.root import TrustRoot
from forsa.v1.record_pb2 import Envelope
from forsa.v1.trust_pb2 import RootDocument

_MAGIC: Final = "forsa-snapshot 1"


def format_snapshot(state: State) -> bytes:
    """Write a state: a line of format and hashes, then its values."""
    body = json.dumps(_plain(state), separators=(",", ":"), ensure_ascii=True).encode()
    hashes = f"{sha256(body).hexdigest()} {state_digest(state.rights).hex()}"
    return f"{_MAGIC} {hashes}\n".encode() + body


def parse_snapshot(data: bytes) -> State:
    """Read what `format_snapshot` wrote.

    Raises:
        CorruptStoreError: `STORED_DATA_CORRUPT`: damaged, or of another version of this program.
            The state can be folded again from the stored entries.
    """
    head, _, body = data.partition(b"\n")
    try:
        format_1, body_hash, digest = head.decode("ascii").rsplit(" ", 2)
        if format_1 != _MAGIC or sha256(body).hexdigest() != body_hash:
            raise _corrupt("its format or its hash is another")
        state = _reader(State)(json.loads(body))
    except (ValueError, LookupError, TypeError, DecodeError) as error:
        raise _corrupt(f"it does not read: {type(error).__name__}") from None
    if not isinstance(state, State) or state_digest(state.rights).hex() != digest:
        raise _corrupt("the state in it has another digest")
    return state


def _corrupt(what: str) -> CorruptStoreError:
    return CorruptStoreError(
        f"the stored state cannot be used, {what}: fold the stored entries again",
        Reason.STORED_DATA_CORRUPT,
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: bytes in hexadecimal, records and maps as lists."""
    match value:
        case bytes():
            return value.hex()
        case Enum() | None | bool() | int() | str():
            return value
        case TrustRoot():
            return value.envelope.hex()
        case Map():
            return [[_plain(key), _plain(value[key])] for key in sorted(value)]
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(item) for item in value]
    return [_plain(getattr(value, field.name)) for field in fields(value)]


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
