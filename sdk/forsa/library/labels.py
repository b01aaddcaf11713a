"""What people call the values of a search's facets; what we do not know is called as it is.

Codes come from other associations: who prints a label cleans it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from forsa import codelists
from forsa.kinds.labels import kind_label
from forsa.kinds.suggest import fold, nearest
from forsa.library.cards import LIBRARY_KINDS
from forsa.words.reasons import LANGUAGES, Language

_LISTS: Final[Mapping[str, str]] = {
    "theme": "practice_theme",
    "region": "region",
    "language": "language",
    "strand": "strand",
    "trade": "trade",
    "maturity": "maturity",
}
_YEAR: Final = re.compile("[0-9]{4}")


def facet_label(facet: str, code: str, language: Language) -> str:
    """What people call a value of a facet of `forsa.library.query.FACETS`."""
    if facet == "kind":
        return kind_label(code, language)
    name = _LISTS.get(facet)
    return codelists.label(name, code, language) if name else code


def labels_of(codes: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """What people call the codes of these lists, by language, one on a line."""
    named = [(name, code) for name, many in codes.items() for code in many]
    if not named:
        return {}
    return {
        language: "\n".join(codelists.label(name, code, language) for name, code in named)
        for language in LANGUAGES
    }


def is_known(facet: str, code: str) -> bool:
    """Whether a code is one of our lists, or a year; a member's, which we have no list of, is."""
    if facet == "year":
        return bool(_YEAR.fullmatch(code))
    codes = _codes(facet)
    tag = code.partition("-")[0] if facet == "language" else code  # fr-MA is French
    return not codes or code in codes or tag in codes


def nearest_code(facet: str, text: str) -> str | None:
    """The code that was probably meant, by its spelling or its label; None if nothing is near."""
    codes = _codes(facet)
    labels = {
        fold(facet_label(facet, code, language)): code for code in codes for language in LANGUAGES
    }
    return nearest(text, labels | {fold(code): code for code in codes})


def _codes(facet: str) -> tuple[str, ...]:
    if facet == "kind":  # a first segment stands for its kinds
        return (*(one.partition(".")[0] for one in LIBRARY_KINDS), *LIBRARY_KINDS)
    name = _LISTS.get(facet)
    return codelists.codes(name) if name else ()
