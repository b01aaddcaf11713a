"""How many texts have a term, among those that the asker may read.

What a query looks for beside its words depends on what there is: a likeness only of a word that no
text has. Asked of every text, that would tell outsiders which words stand in texts of members.
"""

from collections.abc import Collection
from typing import Final, Protocol, cast

from tantivy import Occur, Schema, Searcher
from tantivy import Query as Part

MOST_COUNTED: Final = 6_000
"""Terms that are counted for one query, title and text apart, the first words first; an Arabic word
takes some 500. For 500 characters of such words Python's lock would be held for half a second."""
_SEARCHED: Final = 10
"""Terms that cost as much as one search among what the asker may read."""


class _Counted(Protocol):
    """What the engine's answer has and its typing does not tell."""

    count: int


class Counts:
    """Counts terms for one query, each of them once."""

    def __init__(self, schema: Schema, searcher: Searcher, readable: Part | None) -> None:
        """Over the texts that are `readable`; None = all."""
        self._schema = schema
        self._searcher = searcher
        self._readable = readable
        self._known: dict[tuple[str, str], int] = {}
        self._spent = 0

    @property
    def is_spent(self) -> bool:
        """Whether as much was counted as one query may cost."""
        return self._spent >= MOST_COUNTED

    def of(self, terms: Collection[str], family: str = "ar") -> int:
        """How many texts have these terms, in their title and elsewhere."""
        return sum(self._of(name, one) for name in names_of(family) for one in terms)

    def _of(self, name: str, term: str) -> int:
        found = self._known.get((name, term))
        if found is None:
            found = self._known[name, term] = self._counted(name, term)
        return found

    def _counted(self, name: str, term: str) -> int:
        self._spent += 1
        everywhere = self._searcher.doc_freq(name, term)
        if self._readable is None or not everywhere:
            return everywhere
        self._spent += _SEARCHED
        parts = [
            (Occur.Must, Part.term_query(self._schema, name, term, "basic")),
            (Occur.Must, self._readable),
        ]
        found = self._searcher.search(Part.boolean_query(parts), limit=1)
        return cast(_Counted, found).count


def names_of(family: str) -> tuple[str, str]:
    """The fields of a family: titles and texts."""
    return f"title_{family}", f"text_{family}"
