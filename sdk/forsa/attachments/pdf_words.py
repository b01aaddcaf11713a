"""PDF as a stream of words: names and texts, outside of strings and packed data.

A reader of PDF follows a table of places; whoever wants to hide an object puts it where the table
points and a scanner does not look. So nothing is passed over unseen: what looks like an object in a
string, a comment or packed data is refused, and packed objects are unpacked, within limits.

Source: ISO 32000-2 sections 7.2 (words), 7.3 (objects), 7.5.7 (object streams).
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from forsa.attachments.problems import What, refuse

MAX_STREAM_BYTES: Final = 16 * 2**20
MAX_UNPACKED_BYTES: Final = 64 * 2**20
MAX_WORDS: Final = 1_000_000
"""Names, strings, objects and streams of one file; a book of a thousand pages has fewer."""
_MAX_DEPTH: Final = 50
"""Of parentheses in a string."""
_MAX_TEXT: Final = 1000
_WORD: Final = re.compile(
    rb"%(?P<comment>[^\r\n]*)|(?P<text>\()|<(?P<hex>[0-9A-Fa-f\s]+)>"
    rb"|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?<![A-Za-z])(?P<obj>obj)(?![A-Za-z])|\b(?P<stream>stream)(?:\r\n|\n|\r)"
)
_PAREN: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_HIDDEN: Final = re.compile(rb"\d(?:[\x00\s]|%[^\r\n]{0,80}[\r\n]){1,10}obj\b")
_PLAIN_FILTERS: Final = frozenset({"FlateDecode", "Fl"})
_FILTERS: Final = frozenset(
    {
        "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode",
        "RL", "CCITTFaxDecode", "CCF", "JBIG2Decode", "DCTDecode", "DCT", "JPXDecode", "Crypt",
        "BrotliDecode", "Predictor",
    }
)  # fmt: skip


@dataclass(slots=True)
class PdfObject:
    """What was met between the beginnings of two objects."""

    names: list[str] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    """By the name before them, as bytes of the string; long ones are cut."""
    stream: bytes = b""
    """As it lies there, packed or not."""


def objects(data: bytes) -> Iterator[PdfObject]:
    """Every object of a file, those in object streams included.

    Raises:
        RefusedFileError: `pdf_hidden`: packed in a way that nobody uses who has nothing to hide;
            `unpacked` or `entries`: too much of it; `damaged`: a string or stream has no end.
    """
    budget = MAX_UNPACKED_BYTES
    words = _Words()
    for one in _objects(data, words):
        yield one
        if _holds_objects(one):
            inner = _unpacked_objects(one)
            budget -= len(inner)
            if budget < 0:
                raise refuse(What.UNPACKED, limit=MAX_UNPACKED_BYTES)
            yield from _objects(inner, words)


class _Words:
    """Counts the words of a file."""

    def __init__(self) -> None:
        self.count = 0

    def spend(self) -> None:
        """One more, or raise RefusedFileError `entries`."""
        self.count += 1
        if self.count > MAX_WORDS:
            raise refuse(What.ENTRIES, count=self.count, limit=MAX_WORDS)


def _objects(data: bytes, words: _Words) -> Iterator[PdfObject]:
    current, at = PdfObject(), 0
    while match := _WORD.search(data, at):
        words.spend()
        at = match.end()
        if match["obj"] is not None:
            yield current
            current = PdfObject()
        elif match["name"] is not None:
            current.names.append(_name(match["name"]))
        elif match["text"] is not None:
            begin, at = at, _end_of_text(data, at, words)
            _keep(current, _seen(data[begin : at - 1]))
        elif match["hex"] is not None:
            _keep(current, _from_hex(match["hex"]))
        elif match["comment"] is not None:
            _seen(match["comment"])
        else:
            begin, at = at, data.find(b"endstream", at)
            if at < 0:
                raise refuse(What.DAMAGED, kind="pdf")
            current.stream = _seen(data[begin:at])
    yield current


def _keep(current: PdfObject, text: bytes) -> None:
    if current.names:
        current.texts.setdefault(current.names[-1], text[:_MAX_TEXT])


def _seen(passed: bytes) -> bytes:
    """What is passed over must not hold an object that a table could point to."""
    if _HIDDEN.search(passed):
        raise refuse(What.PDF_HIDDEN)
    return passed


def _name(raw: bytes) -> str:
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), raw[:200]).decode("latin-1")


def _from_hex(raw: bytes) -> bytes:
    digits = re.sub(rb"\s", b"", raw[: 4 * _MAX_TEXT])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _end_of_text(data: bytes, at: int, words: _Words) -> int:
    """The place after the parenthesis that closes; those in between come in pairs."""
    depth = 1
    while depth <= _MAX_DEPTH and (match := _PAREN.search(data, at)):
        words.spend()
        at = match.end()
        if match[0] == b"(":
            depth += 1
        elif match[0] == b")":
            depth -= 1
            if not depth:
                return at
    raise refuse(What.DAMAGED, kind="pdf")


def _holds_objects(one: PdfObject) -> bool:
    names = set(one.names)
    return bool(one.stream) and ("ObjStm" in names or {"First", "N"} <= names)


def _unpacked_objects(one: PdfObject) -> bytes:
    names = set(one.names)
    if names & _FILTERS or ("Filter" in names and not names & _PLAIN_FILTERS):
        raise refuse(What.PDF_HIDDEN)
    return unpack(one)


def unpack(one: PdfObject) -> bytes:
    """The data of a stream that is not packed, or deflated.

    Raises:
        RefusedFileError: `unpacked`: too large; `damaged`: it cannot be unpacked.
    """
    if not set(one.names) & _PLAIN_FILTERS:
        return one.stream
    try:
        data = zlib.decompressobj().decompress(one.stream, MAX_STREAM_BYTES + 1)
    except zlib.error:
        raise refuse(What.DAMAGED, kind="pdf") from None
    if len(data) > MAX_STREAM_BYTES:
        raise refuse(What.UNPACKED, limit=MAX_STREAM_BYTES)
    return data
