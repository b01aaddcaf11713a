"""What a table hides, its text must not tell: a hidden number beside words of its axes.

Only the node that hides a number can look for it. Whoever reads a refused text aloud would learn
the number, so a finding says where it stands, and the command that finds it prints it to nobody
else.

Source: docs/privacy.md.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from forsa.outcomes.addresses import CellKey
from forsa.outcomes.axis_words import axis_words, stem, stems
from forsa.privacy.normalising import normalise
from forsa.privacy.patterns import SENTENCE_END

_NUMBER: Final = re.compile(r"(?<![\d.,/\-])\d{1,6}(?![\d/\-]|[.,]\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")

_COUNTED: Final = (
    ("un", "une", "one", "واحد", "واحدة"),
    ("deux", "two", "اثنان", "اثنتان", "اثنين", "اثنتين"),
    ("trois", "three", "ثلاث", "ثلاثة"),
    ("quatre", "four", "أربع", "أربعة", "اربع", "اربعة"),
    ("cinq", "five", "خمس", "خمسة"),
    ("six", "ست", "ستة"),
    ("sept", "seven", "سبع", "سبعة"),
    ("huit", "eight", "ثمان", "ثماني", "ثمانية"),
    ("neuf", "nine", "تسع", "تسعة"),
    ("dix", "ten", "عشر", "عشرة"),
    ("onze", "eleven"),
    ("douze", "dozen", "douzaine", "twelve"),
    ("treize", "thirteen"),
    ("quatorze", "fourteen"),
    ("quinze", "quinzaine", "fifteen"),
    ("seize", "sixteen"),
)
"""From one on. A single `un` or `une` is an article: only beside « seul » it counts."""
_WORDS: Final[Mapping[str, int]] = {
    word: number for number, words in enumerate(_COUNTED, 1) for word in words
}
_PREFIX_LETTERS: Final = 4
"""Shorter words are compared whole: « mal » begins « malgré »."""
_ARTICLES: Final = frozenset({"un", "une", "one"})
_ONLY: Final = re.compile(r"\W{1,3}(?:seule?s?|only|single)\b", re.IGNORECASE)


class HiddenNumber(NamedTuple):
    """A number of a text that tells a hidden cell; a span in code points."""

    start: int
    end: int
    axes: tuple[str, ...]
    """Of the cell, those that the sentence speaks of."""


def hidden_numbers(
    text: str, hidden: Mapping[int, Collection[CellKey]], centres: Collection[str] = ()
) -> list[HiddenNumber]:
    """Numbers that equal a hidden cell, in a sentence that speaks of one of its axes.

    Args:
        text: As it would be published.
        hidden: The true values of hidden cells: value to the keys of the cells that have it.
        centres: Codes and names of the member's centres: words of the axis `centre`.
    """
    copy = normalise(text)
    found = list[HiddenNumber]()
    for start, end in _sentences(copy.text):
        sentence = copy.text[start:end]
        told = [one for one in _numbers(sentence) if one[2] in hidden]
        spoken = _spoken(sentence, centres) if told else frozenset()
        for first, last, value in told:
            axes = {axis for key in hidden[value] for axis, _ in key} & spoken
            if axes:
                place = copy.span(start + first, start + last)
                found.append(HiddenNumber(*place, tuple(sorted(axes))))
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in SENTENCE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def _numbers(sentence: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of what counts something; a year or a date does not."""
    for found in _NUMBER.finditer(sentence):
        yield *found.span(), int(found[0])
    for found in _WORD.finditer(sentence):
        word = found[0].lower()
        value = _WORDS.get(word) or _WORDS.get(stem(word))
        if value and (word not in _ARTICLES or _ONLY.match(sentence, found.end())):
            yield *found.span(), value


def _spoken(sentence: str, centres: Collection[str]) -> frozenset[str]:
    """The axes that a sentence has a word of."""
    words = {one for word in _WORD.findall(sentence) for one in stems(word)}
    axes = {axis for axis in _AXES if any(_begins(word, axis) for word in words)}
    small = sentence.lower()
    if any(one.lower() in small for one in centres):
        axes.add("centre")
    return frozenset(axes)


def _begins(word: str, axis: str) -> bool:
    return any(
        word == one or (len(one) >= _PREFIX_LETTERS and word.startswith(one))
        for one in axis_words(axis)
    )


_AXES: Final = (
    "sex",
    "age3",
    "milieu",
    "entry_level",
    "strand",
    "trade",
    "centre",
    "region",
    "outcome7",
    "outcome4",
    "outcome2",
)
