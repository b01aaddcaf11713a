"""Words that the scan knows: names and sensitive words that ship, learners' names that do not.

The lists of names are our own compilation. Arabic given names that are everyday words besides (أمل,
نور, عمر ...) are kept apart: they count only where more of a name stands around them, for a warning
on every page is read by nobody.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
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
        "aït",
        "ould",
        "bent",
        "abou",
        "oulad",
        "ال",
        "بن",
        "ابن",
        "بنت",
        "ايت",
        "آيت",
    ]
)
_SHORTEST: Final = 3
_PREFIXES: Final = ("", "و", "ل", "ب", "ف", "ول")
_ARTICLED: Final = ("ال", "وال", "بال", "لل", "وبال")
_HAMZA: Final = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True)
class NameLists:
    """Names to look for, each in every form in which a text may write it."""

    first_names: frozenset[str]
    learner_names: frozenset[str] = field(default=frozenset(), repr=False)
    """Local to a node; kept out of `repr`, and so out of logs."""

    def with_learners(self, names: Iterable[str]) -> "NameLists":
        """The same lists with learners' names: every word of a name but particles is looked for."""
        words = (word for name in names for word in WORD.findall(plain(name)))
        kept = (w for w in words if len(w) >= _SHORTEST and w.casefold() not in _PARTICLES)
        learners = frozenset(form for word in kept for form in forms(word))
        return NameLists(self.first_names, self.learner_names | learners)


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
def everyday_names() -> frozenset[str]:
    """Arabic given names that are everyday words besides, in every form."""
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


def rows(file: str) -> dict[str, str]:
    """The words of a list that ships, by its first column."""
    text = resources.files(__package__).joinpath(file).read_text("utf-8")
    return {row["script"]: row["words"] for row in csv.DictReader(text.splitlines())}


def _shipped() -> NameLists:
    listed = rows("given_names.csv")
    names = (name for script in ("Latn", "Arab") for name in listed[script].split())
    return NameLists(frozenset(form for name in names for form in forms(name)))


SHIPPED: Final = _shipped()
"""The given names that come with the program, and nobody's learners."""
