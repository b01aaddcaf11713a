"""A copy of a text in which disguises are gone, and the way back to the original's positions."""

import re
import unicodedata
from bisect import bisect_right
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
_RAISED: Final = "\u00b2\u00b3\u00b9\u00bc\u00bd\u00be\u2070\u2189" + "".join(
    map(chr, (*range(0x2074, 0x207A), *range(0x2080, 0x208A), *range(0x2150, 0x2160)))
)
"""Digits that are raised or lowered, and fractions."""
_NOTE: Final = re.compile(rf"[{_RAISED}]{{1,3}}(?![\d{_RAISED}])")
"""The mark of a footnote, or a fraction behind a number: the number does not go on after it."""


class Normalised(NamedTuple):
    """The plain copy, and for its characters the place they came from."""

    text: str
    at: list[int]
    """Where in `text` pieces begin whose characters came from elsewhere than those before."""
    pieces: list[tuple[int, int]]
    """Of each its place in the original, and its width there; 0: one character for each."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a non-empty span of `text` was made from."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, index: int) -> tuple[int, int]:
        piece = bisect_right(self.at, index) - 1
        start, width = self.pieces[piece]
        if width:
            return start, start + width
        start += index - self.at[piece]
        return start, start + 1


def plain(text: str) -> str:
    """NFKC, ASCII digits, without tatweel, vowel marks, zero-width and bidirectional marks.

    What may be a footnote's mark stays apart, « 78² » as « 78 2 » and « ans² » as « ans^2 ».
    """
    return _UNSAFE_RUN.sub(lambda run: "".join(one for _, _, one in _clusters(run)), text)


def normalise(text: str) -> Normalised:
    """As `plain`, with the positions."""
    copy = _Copy()
    end = 0
    for run in _UNSAFE_RUN.finditer(text):
        copy.keep(text[end : run.start()], end)
        for start, stop, one in _clusters(run):
            copy.put(one, start, stop)
        end = run.end()
    copy.keep(text[end:], end)
    return Normalised("".join(copy.parts), copy.at, copy.pieces)


class _Copy:
    """A plain copy as it grows. What stays in step with the original needs no place of its own."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = [0]
        self.pieces = [(0, 0)]
        self._size = 0

    def keep(self, text: str, start: int) -> None:
        """Add characters as they are."""
        if text:
            self._begin(start, 0)
            self._add(text)

    def put(self, text: str, start: int, end: int) -> None:
        """Add what the original's characters from `start` to `end` became."""
        if text:
            is_one = len(text) == end - start == 1
            self._begin(start, 0 if is_one else end - start)
            self._add(text)

    def _begin(self, start: int, width: int) -> None:
        last, last_width = self.pieces[-1]
        if width or last_width or start - last != self._size - self.at[-1]:
            self.at.append(self._size)
            self.pieces.append((start, width))

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._size += len(text)


def _clusters(run: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Each character with the marks on it: its span in the original, and what is left of it."""
    text, start, stop = run.string, run.start(), run.end()
    before, first = "", start
    while start < stop:
        end = start + 1
        while end < stop and unicodedata.combining(text[end]):
            end += 1
        one = normalize("NFKC", text[start:end]).translate(_TRANSLATE)
        if before.isalnum() and _NOTE.match(text, start):
            yield first, end, " " if before.isdecimal() else "^"
        yield start, end, one
        if one:
            before, first = "" if text[start] in _RAISED else one, start
        start = end
