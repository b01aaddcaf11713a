"""What a text may tell about a person: identifiers block, names and small counts warn.

A blocking hit is masked, or kept with a written reason; a warning is confirmed. The patterns find
forms, not meanings: whoever reads a text before it is published decides.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from forsa.privacy import patterns
from forsa.privacy.name_lists import SHIPPED, NameLists, sensitive_phrases, sensitive_words
from forsa.privacy.normalising import normalise, plain

__all__ = ["MASK", "SHIPPED", "Hit", "NameLists", "mask", "may_block", "scan_text"]

MASK: Final = "▮▮▮"
"""In place of every hit, whatever its length: the length would tell something."""


class Hit(NamedTuple):
    """A span of the original text, in code points."""

    start: int
    end: int
    what: str
    """`massar`, `cin`, `phone`, `email`, `rib`, `gps`, `birth_date`, `address`, `name`,
    `small_count`, `given_name`, `sensitive` or `learner_name`."""
    blocks: bool


def scan_text(text: str, lists: NameLists = SHIPPED, mailboxes: Collection[str] = ()) -> list[Hit]:
    """Find what may tell about a person, in the order of the text; spans do not overlap.

    Args:
        text: As it would be published.
        lists: Names to look for.
        mailboxes: Addresses of associations, as the roster has them: warnings, not blocks.
    """
    copy = normalise(text)
    known = frozenset(one.casefold() for one in mailboxes)
    words = set(patterns.WORD.findall(copy.text))
    hits = [
        *_identifiers(copy.text, known),
        *_names(copy.text, words, lists),
        *_sensitive(copy.text, words),
        *_small(copy.text),
    ]
    # Twice: a character that stands for several, such as ½, may lie in two hits that do not touch.
    found = _disjoint(hits)
    return _disjoint([Hit(*copy.span(one.start, one.end), one.what, one.blocks) for one in found])


def may_block(text: str, lists: NameLists = SHIPPED) -> bool:
    """False promises that `scan_text` finds nothing that blocks; it costs a part of it."""
    copy = plain(text)
    hits = _identifiers(copy, frozenset())
    words = set(patterns.WORD.findall(copy))
    return any(one.blocks for one in chain(hits, _names(copy, words, lists)))


def mask(text: str, hits: Iterable[Hit]) -> str:
    """The text with `MASK` in place of every hit."""
    parts: list[str] = []
    at = 0
    for one in sorted(hits):
        if one.start >= at:
            parts += [text[at : one.start], MASK]
        at = max(at, one.end)
    return "".join([*parts, text[at:]])


# --- identifiers: forms made of digits, and mailboxes ---


def _is_identity_card(found: re.Match[str]) -> bool:
    """Not the short word and the count of « de 12000 »; letters of a card are capitals there."""
    letters = found[0].rstrip("0123456789")
    if not letters.endswith(" "):
        return True
    word, digits = letters.strip(), found[0][len(letters) :]
    is_count = word.upper() in patterns.COUNTED and (len(digits) == 5 or digits.endswith("00"))
    return word.isupper() and not is_count


def _is_massar(found: re.Match[str]) -> bool:
    return found[0][1] != " " or found[0][0].isupper()


def _always(_: re.Match[str]) -> bool:
    return True


_NUMBER: Final = re.compile(r"\d(?:[ .,;\-/()]{0,3}\d){4,}")
_HOUSE: Final = re.compile(
    r"\bn[°o]?\s{0,3}\d|رقم\s{0,3}\d|\d\s{0,3},?\s{0,3}(?:bis|ter)?,?\s{0,3}[rabd]", re.IGNORECASE
)
"""What every number of these forms, and every address, has in it: only what is near is read."""
_DIGIT: Final = re.compile(r"\d")
_NUMBERS: Final[tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...]] = (
    ("rib", patterns.RIB, _always),
    ("phone", patterns.PHONE, _always),
    ("massar", patterns.MASSAR, _is_massar),
    ("cin", patterns.CIN, _is_identity_card),
    ("gps", patterns.GPS, _always),
)


def _identifiers(text: str, mailboxes: Collection[str]) -> Iterator[Hit]:
    if "@" in text:
        for found in patterns.EMAIL.finditer(text):
            is_known = found[0].casefold() in mailboxes
            yield Hit(found.start(), found.end(), "email", not is_known)
    if _DIGIT.search(text) is None:
        return
    for start, end in _near(text, _NUMBER, 8):
        for what, pattern, holds in _NUMBERS:
            for found in pattern.finditer(text, start, end):
                if holds(found):
                    yield Hit(found.start(), found.end(), what, True)
    for start, end in _near(text, _HOUSE, 80):
        for found in patterns.ADDRESS.finditer(text, start, end):
            yield Hit(found.start(), found.end(), "address", True)
    for found in patterns.BIRTH_DATE.finditer(text):
        yield Hit(found.start(), found.end(), "birth_date", True)


def _near(text: str, cue: re.Pattern[str], margin: int) -> Iterator[tuple[int, int]]:
    """Spans around the cues, joined where they meet."""
    start = end = -1
    for found in cue.finditer(text):
        if found.start() - margin > end:
            if end >= 0:
                yield start, end
            start = max(0, found.start() - margin)
        end = found.end() + margin
    if end >= 0:
        yield start, end


# --- words: names and what is said of persons ---


def _names(text: str, words: Collection[str], lists: NameLists) -> Iterator[Hit]:
    learners = lists.learner_names.intersection(words)
    for start, end in _spans(text, learners | lists.first_names.intersection(words)):
        if text[start:end] in learners:
            yield Hit(start, end, "learner_name", True)
        else:
            has_age = patterns.AGE_AT_ONCE.match(text, end) is not None
            yield Hit(start, end, "given_name", has_age)
    for found in patterns.NAME.finditer(text):
        yield Hit(found.start(), found.end(), "name", _is_told(text, found.end()))


def _spans(text: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where these words stand as whole words."""
    for found in patterns.WORD.finditer(text) if words else ():
        if found[0] in words:
            yield found.span()


def _is_told(text: str, start: int) -> bool:
    """Whether the sentence goes on with an age, an outcome or a sensitive word."""
    rest = text[start : _sentence_end(text, start)]
    return (
        patterns.AGE.search(rest) is not None
        or patterns.OUTCOME.search(rest) is not None
        or not sensitive_words().isdisjoint(patterns.WORD.findall(rest))
        or any(phrase in rest.casefold() for phrase in sensitive_phrases())
    )


_LONGEST_SENTENCE: Final = 600


def _sentence_end(text: str, start: int) -> int:
    limit = min(len(text), start + _LONGEST_SENTENCE)
    end = patterns.SENTENCE_END.search(text, start, limit)
    return end.start() if end else limit


def _sensitive(text: str, words: Collection[str]) -> Iterator[Hit]:
    """Sensitive words in a sentence that also speaks of a person."""
    spans = list(_spans(text, sensitive_words().intersection(words)))
    small = text.lower()
    if len(small) == len(text):
        spans += (found for phrase in sensitive_phrases() for found in _phrases(small, phrase))
    if not spans:
        return
    # Persons are looked for once: a text of nothing but such words would be read for each of them.
    persons = [one.span() for one in patterns.PERSON.finditer(text)]
    for start, end in spans:
        first = bisect_left(persons, (_sentence_start(text, start), 0))
        if first < len(persons) and persons[first][1] <= _sentence_end(text, end):
            yield Hit(start, end, "sensitive", False)


def _phrases(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    start = text.find(phrase)
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + 1)


def _sentence_start(text: str, end: int) -> int:
    limit = max(0, end - _LONGEST_SENTENCE)
    ends = patterns.SENTENCE_END.finditer(text, limit, end)
    return max((one.end() for one in ends), default=limit)


def _small(text: str) -> Iterator[Hit]:
    for found in patterns.SMALL.finditer(text):
        yield Hit(found.start(), found.end(), "small_count", False)


def _disjoint(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that overlap are one; it blocks if one of them does, and is named after that one."""
    kept: list[Hit] = []
    for one in sorted(hits, key=lambda one: (one.start, not one.blocks, -one.end)):
        last = kept[-1] if kept else None
        if last is None or one.start >= last.end:
            kept.append(one)
        elif one.blocks and not last.blocks:
            kept[-1] = one._replace(start=last.start, end=max(last.end, one.end))
        else:
            kept[-1] = last._replace(end=max(last.end, one.end))
    return kept
