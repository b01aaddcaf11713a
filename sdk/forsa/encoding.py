"""One spelling for every value: the strict readers and writers that signed bytes need.

Python is kind: `int` takes `" 1"` and `"1_0"`, `b64decode` takes several texts for one value,
protobuf takes fields in any order. Everything here takes exactly one.
"""

import base64
import binascii
import re
from functools import cache
from typing import Final, TypeVar

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import DecodeError, Message

from forsa.errors import MalformedError, Reason

M = TypeVar("M", bound=Message)

MAX_INTEGER: Final = 2**53 - 1
"""Largest integer of an entry, header, effect or root document."""

_INTEGER_TYPES: Final = frozenset(
    {
        FieldDescriptor.CPPTYPE_INT32,
        FieldDescriptor.CPPTYPE_INT64,
        FieldDescriptor.CPPTYPE_UINT32,
        FieldDescriptor.CPPTYPE_UINT64,
    }
)

_DECIMAL = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)
_CODE = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
_KIND = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}", re.ASCII)
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*", re.ASCII)


def parse_decimal(text: str, limit: int = 2**63 - 1) -> int:
    """Read ASCII decimal digits without leading zeros, at most `limit`.

    Raises:
        MalformedError: anything else.
    """
    if len(text) > 20 or not _DECIMAL.fullmatch(text) or (value := int(text)) > limit:
        raise MalformedError("not a decimal number in range", Reason.NOTE_MALFORMED)
    return value


def parse_base64(text: str) -> bytes:
    """Read base64 (RFC 4648 section 4, padded) in its one spelling, or raise MalformedError."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise MalformedError("not base64", Reason.NOTE_MALFORMED) from None
    if format_base64(data) != text:
        raise MalformedError("base64 with unused bits set", Reason.NOTE_MALFORMED)
    return data


def format_base64(data: bytes) -> str:
    """Write base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def parse_base64url(text: str) -> bytes:
    """Read base64url (RFC 4648 section 5, unpadded) in its one spelling."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        data = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise MalformedError("not base64url", Reason.NOTE_MALFORMED) from None
    if format_base64url(data) != text:
        raise MalformedError("base64url with unused bits set", Reason.NOTE_MALFORMED)
    return data


def format_base64url(data: bytes) -> str:
    """Write base64url without padding."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def parse_hex(text: str, size: int | None = None) -> bytes:
    """Read lower-case hexadecimal of exactly `size` bytes (any even length if None)."""
    if not _HEX.fullmatch(text) or (size is not None and len(text) != 2 * size):
        raise MalformedError("not lower-case hexadecimal of this size", Reason.NOTE_MALFORMED)
    return bytes.fromhex(text)


def is_member_id(text: str) -> bool:
    """Whether `text` can name a member, node, group or delegate."""
    return _ID.fullmatch(text) is not None


def is_group_id(text: str) -> bool:
    """Whether `text` can name a group: an id that is not one of the two fixed audiences."""
    return text not in ("public", "network") and is_member_id(text)


def is_code(text: str) -> bool:
    """Whether `text` is a code: a type, a reason, a choice."""
    return _CODE.fullmatch(text) is not None


def is_kind(text: str) -> bool:
    """Whether `text` can name a kind of record."""
    return len(text) <= 64 and _KIND.fullmatch(text) is not None


def is_language_tag(text: str) -> bool:
    """Whether `text` has the form of a BCP 47 tag as headers carry it."""
    return _LANGUAGE.fullmatch(text) is not None


def is_region(text: str) -> bool:
    """Whether `text` has the form of an ISO 3166-2 code."""
    return _REGION.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    """Whether `text` has the form of a media type without parameters."""
    return len(text) <= 100 and _MEDIA_TYPE.fullmatch(text) is not None


def parse_canonical(message_class: type[M], data: bytes, reason: Reason) -> M:
    """Read a protobuf message that gets signed, in its one encoding.

    Args:
        message_class: What to read.
        data: Its bytes, already held to a size limit by the caller.
        reason: What a refusal is called.

    Raises:
        MalformedError: fields out of order, given twice, unknown, default values written out,
            long varints, text that is not UTF-8, trailing bytes, or an integer over 2^53 - 1.
    """
    message = message_class()
    try:
        message.ParseFromString(data)
        message.DiscardUnknownFields()
        same = message.SerializeToString(deterministic=True) == data
    except (DecodeError, ValueError):
        raise MalformedError(f"not a {message_class.DESCRIPTOR.name}", reason) from None
    if not same:
        raise MalformedError(f"not the canonical {message_class.DESCRIPTOR.name}", reason)
    if not _integers_fit(message):
        raise MalformedError("an integer is over 2^53 - 1", reason)
    return message


def format_canonical(message: Message) -> bytes:
    """Write the one encoding of a message that gets signed."""
    return message.SerializeToString(deterministic=True)


def _integers_fit(message: Message) -> bool:
    integers, nested = _numeric_fields(message.DESCRIPTOR)
    for name in integers:
        if getattr(message, name) > MAX_INTEGER:
            return False
    for name, repeated in nested:
        value = getattr(message, name)
        for one in value if repeated else (value,) if message.HasField(name) else ():
            if not _integers_fit(one):
                return False
    return True


@cache
def _numeric_fields(
    descriptor: Descriptor,
) -> tuple[tuple[str, ...], tuple[tuple[str, bool], ...]]:
    """Names of the integer fields, and of the messages that have some somewhere (and if repeated).

    No signed message has repeated integers.
    """
    integers = tuple(one.name for one in descriptor.fields if one.cpp_type in _INTEGER_TYPES)
    nested = tuple(
        (one.name, one.is_repeated)
        for one in descriptor.fields
        if one.message_type is not None and any(_numeric_fields(one.message_type))
    )
    return integers, nested


class Reader:
    """Reads a structure of RFC 8446 section 3; every read may raise `MalformedError`."""

    def __init__(self, data: bytes, reason: Reason) -> None:
        self._data = data
        self._at = 0
        self._reason = reason

    def fixed(self, size: int) -> bytes:
        """The next `size` bytes."""
        end = self._at + size
        if end > len(self._data):
            raise MalformedError(
                f"{size} bytes announced, {len(self._data) - self._at} left", self._reason
            )
        piece = self._data[self._at : end]
        self._at = end
        return piece

    def integer(self, size: int) -> int:
        """The next big-endian integer of `size` bytes."""
        return int.from_bytes(self.fixed(size), "big")

    def opaque(self, low: int, high: int) -> bytes:
        """The next vector `<low..high>`; its length field is as wide as `high` needs."""
        size = self.integer((high.bit_length() + 7) // 8)
        if not low <= size <= high:
            raise MalformedError(f"a vector of {size} bytes, not {low} to {high}", self._reason)
        return self.fixed(size)

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self._at != len(self._data):
            raise MalformedError(f"{len(self._data) - self._at} bytes too many", self._reason)


def format_opaque(data: bytes, low: int, high: int) -> bytes:
    """Write a vector `<low..high>`.

    Raises:
        ValueError: `data` does not fit; the caller had to know.
    """
    if not low <= len(data) <= high:
        raise ValueError(f"a vector of {len(data)} bytes, not {low} to {high}")
    return len(data).to_bytes((high.bit_length() + 7) // 8, "big") + data
