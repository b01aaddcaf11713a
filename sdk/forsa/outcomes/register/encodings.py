"""From bytes to text: the encoding that the mapping names, and what the file seems to be in if not.

A wrong encoding is told and never mended silently: é read as Ã© makes a code unknown, or, worse,
two persons of one.
"""

import codecs
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forsa.outcomes.register.findings import Code, Notes

ENCODINGS: Final = (
    "utf-8",
    "utf-16",
    "windows-1252",
    "windows-1256",
    "iso-8859-1",
    "iso-8859-6",
    "iso-8859-15",
)
"""What a mapping may name."""

_ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "utf8": "utf-8",
        "utf-8-sig": "utf-8",
        "utf16": "utf-16",
        "cp1252": "windows-1252",
        "cp1256": "windows-1256",
        "latin-1": "iso-8859-1",
        "latin1": "iso-8859-1",
    }
)
_FRENCH: Final = frozenset("éèêëàâäçôöîïûùüœÉÈÊËÀÂÇÔÎÏÛÙŒ«»°’–€\xa0")
_ARABIC: Final = frozenset([*map(chr, range(0x621, 0x653)), *"،؛؟\xa0"])
_GUESSES: Final = (
    ("windows-1252", _FRENCH),
    ("iso-8859-6", _ARABIC),
    ("windows-1256", _ARABIC),
)
_SAMPLE: Final = 65_536
_SURE: Final = 0.9


def encoding_named(name: str) -> str | None:
    """The encoding of a name people use; None if a register cannot be in it."""
    plain = name.strip().lower().replace("_", "-")
    plain = _ALIASES.get(plain, plain)
    return plain if plain in ENCODINGS else None


def decode(data: bytes, encoding: str, notes: Notes) -> str | None:
    """The text of a file without its byte-order mark; None if it is in another encoding.

    Args:
        data: The bytes of the file.
        encoding: One of `ENCODINGS`.
        notes: Takes the finding.
    """
    marked = _marked(data)
    if marked is not None and marked != encoding:
        _note(notes, encoding, marked)
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _note(notes, encoding, guess_encoding(data), line)
        return None
    likely = _other(data, encoding)
    if likely is not None:
        _note(notes, encoding, likely)
        return None
    return text.removeprefix("\ufeff")


def _marked(data: bytes) -> str | None:
    """What a byte-order mark says."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _other(data: bytes, encoding: str) -> str | None:
    """What the bytes are in, where they can be read as `encoding` and surely are not."""
    if encoding == "utf-16":
        return None
    if encoding == "utf-8":
        return "utf-16" if _looks_utf16(data) else None
    if data.isascii():
        return None
    likely = guess_encoding(data)
    latin = {"windows-1252", "iso-8859-1", "iso-8859-15"}
    if likely is None or likely == encoding or {likely, encoding} <= latin:
        return None
    return likely


def guess_encoding(data: bytes) -> str | None:
    """What a file seems to be in: one of `ENCODINGS`; None if nothing is likely."""
    if _looks_utf16(data):
        return "utf-16"
    if not data.isascii() and _is_utf8(data):
        return "utf-8"
    high = data.translate(None, bytes(range(0x80)))[:_SAMPLE]
    scores = [(_share(high, name, letters), name) for name, letters in _GUESSES]
    best, name = max(scores, key=lambda one: one[0])
    return name if best >= _SURE else None


def _share(high: bytes, encoding: str, letters: frozenset[str]) -> float:
    """How much of the bytes above ASCII are letters that texts in this encoding have."""
    text = high.decode(encoding, "replace")
    return sum(char in letters for char in text) / max(1, len(text))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _looks_utf16(data: bytes) -> bool:
    """Whether every second byte of the beginning is 0, as Latin text has it, or 6, as Arabic."""
    sample = data[:2_000]
    if len(sample) < 4 or _marked(sample) == "utf-16":
        return len(sample) >= 4
    halves = (sample[0::2], sample[1::2])
    return any(sum(byte in (0, 6) for byte in half) > 0.8 * len(half) for half in halves)


def _note(notes: Notes, encoding: str, found: str | None, line: int = 0) -> None:
    lines = (line,) if line else ()
    if found is None:
        notes.add(Code.WRONG_ENCODING, "encoding.unknown", lines, encoding=encoding)
    else:
        notes.add(Code.WRONG_ENCODING, "encoding.other", lines, encoding=encoding, found=found)
