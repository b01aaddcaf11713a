"""A copy of a text in which disguises are gone, and the way back to the original's positions."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from forsa.normal_form import normalize

_SAFE: Final = (
    "\x00-\x7f«»\u00b0\u00c0-\u00ff\u0152\u0153"
    "\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u2013\u2014\u2019"
)
"""Characters that normalising leaves alone and that never join the one before them."""
_UNSAFE_RUN: Final = re.compile(f"[{_SAFE}]?[^{_SAFE}]+")
_DROPPED: Final = (
    "\u0640\u00ad\u034f\u061c\u180e\ufeff"
    + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
    + "".join(map(chr, (*range(0x64B, 0x653), 0x670)))
)
"""Tatweel, zero-width characters, bidirectional controls; and the Arabic vowel marks."""
_TRANSLATE: Final[dict[int, str | None]] = {
    **{ord(char): None for char in _DROPPED},
    **{zero + digit: str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
}


class Normalised(NamedTuple):
    """The plain copy, and for its characters the place they came from."""

    text: str
    starts: list[int] | None
    """Where each character of `text` begins in the original; None: at the same position."""
    ends: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a non-empty span of `text` was made from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> str:
    """NFKC, ASCII digits, without tatweel, vowel marks, zero-width and bidirectional marks."""
    return _UNSAFE_RUN.sub(lambda run: "".join(one for _, _, one in _clusters(run)), text)


def normalise(text: str) -> Normalised:
    """As `plain`, with the positions."""
    if _UNSAFE_RUN.search(text) is None:
        return Normalised(text, None, None)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for run in _UNSAFE_RUN.finditer(text):
        parts.append(text[at : run.start()])
        starts.extend(range(at, run.start()))
        ends.extend(range(at + 1, run.start() + 1))
        for start, end, one in _clusters(run):
            parts.append(one)
            starts.extend([start] * len(one))
            ends.extend([end] * len(one))
        at = run.end()
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Normalised("".join(parts), starts, ends)


def _clusters(run: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Each character with the marks on it: its span in the original, and what is left of it."""
    text, start, stop = run.string, run.start(), run.end()
    while start < stop:
        end = start + 1
        while end < stop and unicodedata.combining(text[end]):
            end += 1
        one = normalize("NFKC", text[start:end])
        yield start, end, one.translate(_TRANSLATE)
        start = end
