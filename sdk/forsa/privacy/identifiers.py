"""Numbers, mailboxes, addresses and dates of birth in a plain text: what identifies by its form.

Every pattern is asked near its cue alone, a number or a word that its form always has: a pass of
each over the whole text would cost more than everything else.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from forsa.privacy import patterns
from forsa.privacy.addresses import STREETS, find_addresses

Span = tuple[int, int]
WORDS: Final = patterns.BIRTH_WORDS | STREETS
"""In small letters: the words that are cues here."""
_NUMBER: Final = re.compile(r"\d(?:\W{0,3}\d){4,}|\d ?° ?\d|_\d\d_\d")
_BIRTH_LETTERS: Final = re.compile(r"\. ?d\. ?n\b", re.IGNORECASE)
"""« D.D.N. » is no word."""
_DIGITS: Final = re.compile(r"\d+")
_SPELT: Final = re.compile(
    r"[\[({] ?(?:at|arobase|à) ?[\])}]| arobase "
    r"| (?:at|chez) (?:gmail|hotmail|yahoo|outlook|live|icloud|menara)",
    re.IGNORECASE,
)


class Identifier(NamedTuple):
    """What was found, in code points of the plain text."""

    start: int
    end: int
    what: str
    blocks: bool


def find_identifiers(
    text: str, cues: Iterable[Span], mailboxes: Collection[str]
) -> Iterator[Identifier]:
    """Everything of these forms; what is found twice may overlap.

    Args:
        text: Plain.
        cues: Where words of `WORDS` stand in it, sorted.
        mailboxes: Of associations, case folded: these warn.
    """
    yield from _mailboxes(text, mailboxes)
    if patterns.DIGIT.search(text) is None:
        return
    for start, end in _near(_spans(_NUMBER, text), 40, 12):
        for what, pattern, holds in _NUMBERS:
            for found in pattern.finditer(text, start, end):
                if holds(found):
                    yield Identifier(*found.span(), what, blocks=True)
    births = list(_spans(_BIRTH_LETTERS, text))
    streets: list[Span] = []
    for span in cues:
        word = text[slice(*span)].lower()
        (streets if word in STREETS else births).append(span)
    for start, end in _near(sorted(births), 20, 80):
        for found in patterns.BIRTH_DATE.finditer(text, start, end):
            yield Identifier(*found.span(), "birth_date", blocks=True)
    for start, end in _near(streets, 40, 100):
        for first, last, is_certain in find_addresses(text, start, end):
            what = "address" if is_certain else "place"
            yield Identifier(first, last, what, blocks=is_certain)


def _mailboxes(text: str, known: Collection[str]) -> Iterator[Identifier]:
    if "@" in text:
        for found in patterns.EMAIL.finditer(text):
            yield Identifier(*found.span(), "email", blocks=found[0].casefold() not in known)
    for start, end in _near(_spans(_SPELT, text), 80, 80):
        for found in patterns.EMAIL_SPELT.finditer(text, start, end):
            yield Identifier(*found.span(), "email", blocks=True)


def _is_identity_card(found: re.Match[str]) -> bool:
    """Not the short word and the count of « de 12000 »; small letters alone are mostly a word."""
    first = patterns.DIGIT.search(found[0])
    letters = found[0] if first is None else found[0][: first.start()]
    if not letters.endswith(" "):
        return True
    word, digits = letters.strip(), found[0][len(letters) :].replace(" ", "")
    is_counted = word.upper() in patterns.COUNTED
    if word in patterns.NUMBERED:
        return False
    if word.isupper():
        return not is_counted or (len(digits) > 5 and not digits.endswith("00"))
    return len(word) == 2 and len(digits) == 6 and not is_counted


def _is_massar(found: re.Match[str]) -> bool:
    return found[0][1] != " " or found[0][0].isupper()


def _is_card_named(found: re.Match[str]) -> bool:
    """Not « CIN de 18 000 jeunes »."""
    return found["letters"].upper() not in patterns.COUNTED


def _is_no_scale(found: re.Match[str]) -> bool:
    """Not the 0 5 10 15 20 25 under a diagram, nor a list 05 06 07 08 09."""
    numbers = [int(one) for one in _DIGITS.findall(found[0])]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) < 4 or len(steps) > 1 or steps == {0}


def _always(_: re.Match[str]) -> bool:
    return True


_NUMBERS: Final[tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...]] = (
    ("rib", patterns.RIB, _always),
    ("phone", patterns.PHONE, _is_no_scale),
    ("phone", patterns.PHONE_ABROAD, _always),
    ("phone", patterns.PHONE_NAMED, _always),
    ("massar", patterns.MASSAR, _is_massar),
    ("cin", patterns.CIN, _is_identity_card),
    ("cin", patterns.CARD, _is_card_named),
    ("gps", patterns.GPS, _always),
)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (found.span() for found in pattern.finditer(text))


def _near(cues: Iterable[Span], before: int, after: int) -> Iterator[Span]:
    """What is around the cues, joined where it meets."""
    start = end = -1
    for first, last in cues:
        if first - before > end:
            if end >= 0:
                yield start, end
            start = max(0, first - before)
        end = last + after
    if end >= 0:
        yield start, end
