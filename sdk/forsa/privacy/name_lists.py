"""Words that the scan knows: names and sensitive words that ship, learners' names that do not.

The lists of names are our own compilation. Arabic given names that are everyday words besides (أمل,
نور, عمر ...) are kept apart: they count only where more of a name stands around them, for a warning
on every page is read by nobody.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

from forsa.normal_form import normalize
from forsa.privacy.normalising import plain
from forsa.privacy.patterns import WORD

_PARTICLES: Final = frozenset(
    [
        "el",
        "al",
        "ben",
        "bni",
        "ait",
        "ould",
        "bent",
        "abou",
        "oulad",
        "ال",
        "بن",
        "ابن",
        "بنت",
        "ايت",
    ]
)
JOINED: Final = frozenset([*_PARTICLES, "عبد", "abd", "abdel", "abdul"])
"""Folded: what some write as a part of the word behind it."""
_SERVANT: Final = "عبد"
_SHORTEST: Final = 3
_PREFIXES: Final = ("", "و", "ل", "ب", "ف", "ول")
_ARTICLED: Final = ("ال", "وال", "بال", "لل", "وبال")
_HAMZA: Final = str.maketrans("أإآ", "ااا")
_FOLDED: Final = str.maketrans(
    {**dict(zip("ٱةکیگڭ", "اهكيكك", strict=True)), "œ": "oe", "æ": "ae", "ı": "i"}
)
"""Letters that differ by keyboard or by habit, beside those with marks."""


@dataclass(frozen=True, slots=True)
class NameLists:
    """Names to look for, each in every form in which a text may write it."""

    first_names: frozenset[str]
    learner_names: frozenset[str] = field(default=frozenset(), repr=False)
    """Folded. Local to a node; kept out of `repr`, and so out of logs."""

    def with_learners(self, names: Iterable[str]) -> "NameLists":
        """The same lists with learners' names: every word of a name but particles is looked for."""
        learners = frozenset(word for name in names for word in _words_of(name))
        return NameLists(self.first_names, self.learner_names | learners)


def fold(word: str) -> str:
    """A word of a plain text without case, accents and hamza: alike for all who write it."""
    if word.isascii():
        return word.casefold()
    bare = (c for c in normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    return "".join(bare).translate(_FOLDED)


def _words_of(name: str) -> Iterator[str]:
    """What to look for of a learner's name, folded; « عبد الله » is one word."""
    words = [fold(word) for word in WORD.findall(plain(name))]
    for before, word in pairwise(["", *words]):
        if before in JOINED:
            yield before + word
        if before != _SERVANT != word and len(word) >= _SHORTEST and word not in _PARTICLES:
            yield word


def forms(name: str) -> Iterator[str]:
    """How a text may write a name: capitals, without accents; with what Arabic puts before it."""
    if name[0] >= "\u0600":
        for spelled in (name, name.translate(_HAMZA)):
            yield from (prefix + spelled for prefix in _PREFIXES)
        return
    bare = "".join(c for c in normalize("NFD", name) if not unicodedata.combining(c))
    for spelled in (name, bare):
        yield from (spelled.capitalize(), spelled.upper())


@cache
def family_names() -> frozenset[str]:
    """Family names that are no everyday words, in every form in which a text may write them."""
    names = (name for words in rows("family_names.csv").values() for name in words.split())
    return frozenset(form for name in names for form in forms(name))


@cache
def small_names() -> frozenset[str]:
    """Given and family names in small letters, as people write in a hurry."""
    listed = SHIPPED.first_names | everyday_names() | family_names()
    return frozenset(form.lower() for form in listed if form < "\u0600")


@cache
def everyday_names() -> frozenset[str]:
    """Given names that are everyday words besides, in every form."""
    names = rows("given_names.csv")["everyday"].split()
    return frozenset(form for name in names for form in forms(name))


@cache
def sensitive_words() -> frozenset[str]:
    """Single words, in every form in which a text may write them."""
    words = rows("sensitive_words.csv")
    latin = {form for word in words["Latn"].split() for form in (word, *forms(word))}
    arabic = {
        prefix + spelled
        for word in words["Arab"].split()
        for spelled in (word, word.translate(_HAMZA))
        for prefix in (*_PREFIXES, *_ARTICLED)
    }
    return frozenset(latin | arabic)


@cache
def sensitive_phrases() -> tuple[str, ...]:
    """What takes several words to say, in small letters."""
    return tuple(rows("sensitive_words.csv")["phrase"].split("|"))


@cache
def rows(file: str) -> Mapping[str, str]:
    """The words of a list that ships, by its first column."""
    text = resources.files(__package__).joinpath(file).read_text("utf-8")
    return {row["script"]: row["words"] for row in csv.DictReader(text.splitlines())}


def _shipped() -> NameLists:
    listed = rows("given_names.csv")
    names = (name for script in ("Latn", "Arab") for name in listed[script].split())
    return NameLists(frozenset(form for name in names for form in forms(name)))


SHIPPED: Final = _shipped()
"""The given names that come with the program, and nobody's learners."""
