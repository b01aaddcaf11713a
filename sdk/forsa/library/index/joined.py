"""What is written together with an Arabic word: its article, a conjunction, a preposition.

A stem tells too little: the stemmer cuts فتيات and والفتيات differently. So the words themselves
are taken apart and put together, and each is then stemmed as the texts were.
"""

from collections.abc import Callable, Collection, Iterator
from itertools import product
from typing import Final

_CONJUNCTIONS: Final = ("", "و", "ف")
_ARTICLES: Final = tuple(map("".join, product(_CONJUNCTIONS, ("ال", "بال", "كال", "لل"))))
"""The article, alone and after what can stand before it."""
_PARTICLES: Final = tuple(map("".join, product(_CONJUNCTIONS, ("", "ب", "ل", "ك"))))[1:]
"""What stands before a word without an article."""
_LEAST_WITH_ARTICLE: Final = 2
_LEAST_WITH_PARTICLE: Final = 3
"""Letters of a word that stands behind one: of shorter ones too many begin like that anyway."""
_SURE: Final = 4
"""Letters of a word that is hardly ever another one without its first letter."""
_WHOLE: Final = (
    *("والد", "والدة", "والدي", "والدين", "والدان", "والده", "والدها", "والدته", "والدتها"),
    *("والديه", "والديها", "والديهم", "بالغ", "بالغة", "بالغين", "بالغون", "بالغات"),
)
"""Words of the field that begin as if they had an article."""


def without_article(word: str) -> Iterator[str]:
    """The word that has an article here, if it has one; two if لل may be ل before a ل.

    Args:
        word: Folded, one word.
    """
    if word in _WHOLE:
        return
    for article in sorted(_ARTICLES, key=len, reverse=True):
        bare = word.removeprefix(article)
        if bare != word and len(bare) >= _LEAST_WITH_ARTICLE:
            yield bare
            if article.endswith("لل"):  # للغة: one ل of the preposition, the other of the word
                yield "ل" + bare
            return


def without_particle(word: str) -> Iterator[tuple[str, str]]:
    """Each particle that the word may begin with, and what is behind it.

    Many words begin so without one: `is_particle` tells by what there is of both.
    """
    for particle in () if word in _WHOLE else _PARTICLES:
        bare = word.removeprefix(particle)
        if bare != word and len(bare) >= _LEAST_WITH_PARTICLE:
            yield particle, bare


def with_articles(bare: str) -> Iterator[str]:
    """The word with all that can be joined to it beside an article."""
    yield from (form for article in _ARTICLES if (form := article + bare) not in _WHOLE)
    if bare.startswith("ل"):
        yield from (conjunction + "ل" + bare for conjunction in _CONJUNCTIONS)


def joined_forms(bare: str) -> Iterator[str]:
    """The word alone, and with everything that can be joined to it."""
    yield from (bare, *with_articles(bare))
    if len(bare) >= _LEAST_WITH_PARTICLE:
        yield from (particle + bare for particle in _PARTICLES)


def is_particle(bare: str, counted: int, counted_joined: int) -> bool:
    """Whether a particle before `bare` is one: words are met more often without.

    Otherwise it is the first letter of another word, as in فكرة beside كرة.

    Args:
        bare: What is behind it.
        counted: Texts that have `bare` with an article or alone.
        counted_joined: Texts that have the whole, with an article or alone.
    """
    if len(bare) >= _SURE:
        return counted_joined <= counted
    return counted_joined < counted


class Joining:
    """The forms of a word among texts, which tell where a first letter is a particle."""

    def __init__(
        self, stem: Callable[[str], list[str]], count: Callable[[Collection[str]], int]
    ) -> None:
        """Over `stem`, the terms of Arabic words, and `count`, how many texts have such terms."""
        self._stem = stem
        self._count = count
        self._stems: dict[str, set[str]] = {}

    def sure_forms(self, word: str) -> Iterator[str]:
        """The folded word, and what is behind its article, with its articles: counts nothing."""
        for one in (word, *without_article(word)):
            yield from (one, *with_articles(one))

    def forms(self, word: str) -> Iterator[str]:
        """The folded word, and what is behind its article or particle, with all that is joined."""
        bare = [word, *without_article(word)]
        bare += [
            one
            for particle, one in without_particle(word)
            if one not in bare and self._is_particle(particle, one)
        ]
        for one in bare:
            yield from (one, *with_articles(one))
            if len(one) >= _LEAST_WITH_PARTICLE:
                yield from (
                    particle + one for particle in _PARTICLES if self._may_stand(particle, one)
                )

    def _may_stand(self, particle: str, bare: str) -> bool:
        """Whether the two joined are no other word, as far as the texts tell."""
        if particle + bare in _WHOLE:
            return False
        return (
            not self._count(self._stem(particle + bare))
            or self._is_particle(particle, bare)
            or not self._count(self._with_articles(bare))
        )

    def _is_particle(self, particle: str, bare: str) -> bool:
        alone, joined = self._with_articles(bare), self._with_articles(particle + bare)
        return is_particle(bare, self._count(alone - joined), self._count(joined - alone))

    def _with_articles(self, word: str) -> set[str]:
        """The terms of a word, alone and with its articles."""
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = set(self._stem(" ".join((word, *with_articles(word)))))
        return found
