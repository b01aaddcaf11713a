"""Names of a centre's own list in a text: other accents, another case, what Arabic puts before.

A word that may well be another, in small letters or with an article more or less, is looked at
again: it blocks beside more of a name, a word for a pupil or an age, and else warns.
"""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Final, NamedTuple

from forsa.privacy.ages import has_age
from forsa.privacy.name_lists import JOINED, fold
from forsa.privacy.patterns import PERSON, WORD

_BEFORE: Final = ("و", "ف", "ب", "ل", "وب", "ول", "فب", "فل", "وك")
_LIKE: Final = "ك"
"""Alone it mostly begins another word: ريم is a name, and so is كريم."""
_TO_THE: Final = re.compile("([وف]?)لل")
_ARTICLE: Final = "ال"
_OF_A_PLACE: Final = "ي"
"""Family names that end so are written with the article or without."""
_BETWEEN: Final = re.compile(
    r"(?:[^\S\n]{1,3}|[\-'’])(?:(?:el|al|ben|bent|ait|aït|بن|بنت|ايت|آيت|أيت)[\s\-])?",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(rf"[ \-'’]({WORD.pattern})")
_FAR: Final = 30
_PRONOUNS: Final = ("il", "elle")


class Learner(NamedTuple):
    """A name of the list as it stands in a plain text."""

    start: int
    end: int
    is_certain: bool


def learners_in(words: Set[str], names: Set[str]) -> Mapping[str, bool]:
    """Those of a text's words that are names of learners, and whether they are so for certain.

    Args:
        words: Of a plain text.
        names: Of `NameLists.learner_names`.
    """
    judged = ((word, _certainty(word, names)) for word in words) if names else ()
    return {word: is_certain for word, is_certain in judged if is_certain is not None}


def joining_in(words: Set[str], names: Set[str]) -> Set[str]:
    """Those words that may be the first half of a name which the list has as one."""
    if not names:
        return frozenset()
    return {word for word in words if not JOINED.isdisjoint(_stems(fold(word)))}


def find_learners(
    text: str, spans: list[tuple[int, int]], known: Mapping[str, bool], names: Set[str]
) -> Iterator[Learner]:
    """The learners at these words, in order.

    Args:
        text: Plain.
        spans: Of words that `learners_in` or `joining_in` returned, sorted.
        known: What `learners_in` returned.
        names: As there.
    """
    found: list[Learner] = []
    for start, end in spans:
        word = text[start:end]
        if word in known:
            found.append(Learner(start, end, known[word]))
        else:
            found += _joined(text, start, end, names)
    for number, one in enumerate(found):
        beside = (*found[max(0, number - 1) : number], *found[number + 1 : number + 2])
        yield one._replace(is_certain=one.is_certain or _is_told(text, one, beside))


def _certainty(word: str, names: Set[str]) -> bool | None:
    """None: no name of the list."""
    key = fold(word)
    if key in names:
        return not word.islower()
    if key < "\u0600":
        return None
    stems = list(_stems(key))
    if not names.isdisjoint(stems):
        return True
    likely = [key.removeprefix(_LIKE), *map(_other_article, stems)]
    return None if names.isdisjoint(likely) else False


def _stems(key: str) -> Iterator[str]:
    """A folded word, and what is left of it without what Arabic puts before a name."""
    yield key
    for before in _BEFORE if key >= "\u0600" else ():
        if key.startswith(before):
            yield key[len(before) :]
    to_the = _TO_THE.match(key)
    if to_the is not None:
        yield _ARTICLE + key[to_the.end() :]


def _other_article(stem: str) -> str:
    if not stem.endswith(_OF_A_PLACE):
        return stem
    return stem.removeprefix(_ARTICLE) if stem.startswith(_ARTICLE) else _ARTICLE + stem


def _joined(text: str, start: int, end: int, names: Set[str]) -> Iterator[Learner]:
    """« عبد الله » and « El Mansouri » where the list has one word."""
    after = _NEXT.match(text, end)
    if after is None:
        return
    second = fold(after[1])
    if any(first + second in names for first in _stems(fold(text[start:end]))):
        yield Learner(start, after.end(), not text[start : after.end()].islower())


def _is_told(text: str, one: Learner, beside: tuple[Learner, ...]) -> bool:
    """Whether more of a name, a word for a pupil or an age says that a person is meant."""
    gaps = (text[min(one.end, other.end) : max(one.start, other.start)] for other in beside)
    if any(_BETWEEN.fullmatch(gap) for gap in gaps) or has_age(text, one.start, one.end):
        return True
    persons = PERSON.finditer(text, max(0, one.start - _FAR), one.start)
    nouns = (person for person in persons if person[0].lower() not in _PRONOUNS)
    return any(text[noun.end() : one.start].isspace() for noun in nouns)
