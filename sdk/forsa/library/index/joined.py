"""What is written together with an Arabic word: its article, a conjunction, a preposition.

A stem tells too little: the stemmer cuts فتيات and والفتيات differently. So the words themselves
are taken apart and put together, and each is then stemmed as the texts were.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final

_CONJUNCTIONS: Final = ("", "و", "ف")
ARTICLES: Final = tuple(map("".join, product(_CONJUNCTIONS, ("ال", "بال", "كال", "لل"))))
"""The article, alone and after what can stand before it."""
PARTICLES: Final = tuple(map("".join, product(_CONJUNCTIONS, ("", "ب", "ل", "ك"))))[1:]
"""What stands before a word without an article."""
_LEAST_WITH_ARTICLE: Final = 2
LEAST_WITH_PARTICLE: Final = 3
"""Letters of a word that stands behind one: of shorter ones too many begin like that anyway."""
_SURE: Final = 4
"""Letters of a word that is hardly ever another one without its first letter."""
WHOLE: Final = (
    *("والد", "والدة", "والدي", "والدين", "والدان", "والده", "والدها", "والدته", "والدتها"),
    *("والديه", "والديها", "والديهم", "بالغ", "بالغة", "بالغين", "بالغون", "بالغات"),
)
"""Words of the field that begin as if they had an article."""


def without_article(word: str) -> Iterator[str]:
    """The word that has an article here, if it has one; two if لل may be ل before a ل.

    Args:
        word: Folded, one word.
    """
    if word in WHOLE:
        return
    for article in sorted(ARTICLES, key=len, reverse=True):
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
    for particle in () if word in WHOLE else PARTICLES:
        bare = word.removeprefix(particle)
        if bare != word and len(bare) >= LEAST_WITH_PARTICLE:
            yield particle, bare


def with_articles(bare: str) -> Iterator[str]:
    """The word with all that can be joined to it beside an article."""
    yield from (form for article in ARTICLES if (form := article + bare) not in WHOLE)
    if bare.startswith("ل"):
        yield from (conjunction + "ل" + bare for conjunction in _CONJUNCTIONS)


def joined_forms(bare: str) -> Iterator[str]:
    """The word alone, and with everything that can be joined to it."""
    yield from (bare, *with_articles(bare))
    if len(bare) >= LEAST_WITH_PARTICLE:
        yield from (particle + bare for particle in PARTICLES)


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
