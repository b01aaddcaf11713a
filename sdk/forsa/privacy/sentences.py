"""Sentences of a plain text, and in which of them something is told that makes a name a story.

Both are looked for once in a text: one of nothing but names would be read again for each of them.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Set
from typing import Final

from forsa.privacy.name_lists import sensitive_phrases, sensitive_words
from forsa.privacy.patterns import AGE, OUTCOME, SENTENCE_END, WORD

Span = tuple[int, int]
_LONGEST: Final = 600
"""Characters on either side beyond which a sentence is taken to have ended."""


class Sentences:
    """Where the sentences of a plain text begin and end."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._ends = [one.start() for one in SENTENCE_END.finditer(text)]

    def start(self, before: int) -> int:
        """Where the sentence begins that goes on until `before`."""
        at = bisect_left(self._ends, before)
        return max(self._ends[at - 1] + 1 if at else 0, before - _LONGEST)

    def end(self, start: int) -> int:
        """Where the sentence ends that goes on at `start`."""
        at = bisect_left(self._ends, start)
        return min(self._ends[at] if at < len(self._ends) else self._size, start + _LONGEST)


class Told:
    """What a text tells of persons: ages, outcomes, what is sensitive.

    Only what follows a place that was asked for is read, and once, up to the end of its sentence.
    """

    def __init__(self, text: str) -> None:
        """Take a plain text."""
        self._text = text
        self._end = -1
        self._places: list[Span] = []

    def follows(self, start: int) -> bool:
        """Whether the sentence that goes on at `start` tells something of this kind.

        Args:
            start: Not before the one that was asked for last.
        """
        if start > self._end:
            self._read(start)
        first = bisect_left(self._places, (start, 0))
        limit = min(self._end, start + _LONGEST)
        return first < len(self._places) and self._places[first][1] <= limit

    def _read(self, start: int) -> None:
        end = SENTENCE_END.search(self._text, start)
        self._end = len(self._text) if end is None else end.start()
        rest = self._text[start : self._end]
        found = [one.span() for each in (AGE, OUTCOME) for one in each.finditer(rest)]
        found += sensitive_in(rest, sensitive_words())
        self._places = sorted((start + first, start + last) for first, last in found)


def sensitive_in(text: str, words: Set[str]) -> list[Span]:
    """Sensitive words of a plain text, then phrases.

    Args:
        text: Plain.
        words: To look for: `sensitive_words`, or those of them that are known to be in the text.
    """
    small = text.replace("\u0130", "I").lower()  # alone it would become two, and move the rest
    phrases = (span for phrase in sensitive_phrases() for span in _phrases(small, phrase))
    return [*word_spans(text, words), *phrases]


def word_spans(text: str, words: Collection[str]) -> Iterator[Span]:
    """Where these words stand in a plain text as whole words."""
    for found in WORD.finditer(text) if words else ():
        if found[0] in words:
            yield found.span()


def _phrases(text: str, phrase: str) -> Iterator[Span]:
    start = text.find(phrase)
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + 1)
