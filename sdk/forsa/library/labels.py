"""What people call the values of a search's facets; what we do not know is called as it is.

Codes come from other associations: who prints a label cleans it.
"""

from collections.abc import Mapping
from typing import Final

from forsa import codelists
from forsa.kinds.labels import kind_label
from forsa.words.reasons import Language

_LISTS: Final[Mapping[str, str]] = {
    "theme": "practice_theme",
    "region": "region",
    "language": "language",
    "strand": "strand",
    "trade": "trade",
    "maturity": "maturity",
}


def facet_label(facet: str, code: str, language: Language) -> str:
    """What people call a value of a facet of `forsa.library.query.FACETS`."""
    if facet == "kind":
        return kind_label(code, language)
    name = _LISTS.get(facet)
    return codelists.label(name, code, language) if name else code
