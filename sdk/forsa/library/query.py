"""What to look for, and what was found: pure values, and how the words of a query are read.

A query has no syntax errors: quotes that stand open, lone hyphens and signs are plain text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forsa.errors import MalformedError, Reason, TooLargeError
from forsa.kinds.body_texts import FORBIDDEN
from forsa.library.frames import Columns, to_pandas, to_polars

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

TEXT_LIMIT: Final = 500
"""Characters of a query."""
OFFSET_LIMIT: Final = 10_000
"""Hits that can be skipped."""
LIMIT: Final = 100
"""Hits of one answer."""
DEFAULT_LIMIT: Final = 20
"""Hits of an answer that named no limit."""
VALUES_LIMIT: Final = 100
"""Values of one facet to choose from."""
VALUE_LIMIT: Final = 128
"""Characters of a code or tag."""
SORTS: Final = ("relevance", "newest")
"""The orders of an answer; the first is the default."""
FACETS: Final = (
    "kind",
    "theme",
    "region",
    "language",
    "strand",
    "trade",
    "maturity",
    "member",
    "year",
)
"""What matches are counted by, in the order of an answer."""
HIT_COLUMNS: Final[Columns] = {
    "index": int,
    "record_id": str,
    "object_id": str,
    "kind": str,
    "member": str,
    "title": str,
    "language": str,
    "machine_translated": bool,
    "languages": list,
    "region": str,
    "themes": list,
    "maturity": str,
    "sequenced_ms": int,
    "score": float,
}
"""Of a frame of hits; snippets are not in it."""

_SPACES: Final = re.compile(r"[\s\x85]+")
_PIECE: Final = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:["«“](?P<phrase>[^"«»“”]*)["»”]|(?P<word>[^\s"«»“”]+))'
)
_LETTER: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Words and facets: values of one list are alternatives, lists narrow one another.

    Raises:
        TooLargeError: `LIMIT_EXCEEDED`: the text, a list, the offset or the limit.
        MalformedError: `KIND_BODY_INVALID`: control or bidirectional characters, or no such sort.
    """

    text: str = ""
    display_language: str = ""
    kinds: tuple[str, ...] = ()
    """Kinds or first segments of kinds."""
    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    maturities: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    sort: str = "relevance"
    offset: int = 0
    limit: int = DEFAULT_LIMIT
    """Hits wanted; 0 = `DEFAULT_LIMIT`."""
    since_index: int = 0
    """Only what was logged at this index or later; 0 = everything."""
    came_since: frozenset[bytes] = frozenset()
    """Object ids of works that count as later than `since_index`, wherever they were logged."""
    audiences: frozenset[str] | None = None
    """The audiences that the asker belongs to; None = all."""
    own_member: str = ""
    """The asker, who may read what is its own whatever the audience; empty = nobody."""
    hidden: frozenset[bytes] = frozenset()
    """Object ids of works on hold: neither found nor counted, whoever asks."""

    def __post_init__(self) -> None:
        _bounded("characters of the query", len(self.text), TEXT_LIMIT)
        _bounded("hits to skip", self.offset, OFFSET_LIMIT)
        _bounded("hits wanted", self.limit, LIMIT)
        _bounded("log index", self.since_index, 2**63 - 1)
        for values in self.choices().values():
            _bounded("values of one facet", len(values), VALUES_LIMIT)
        for value in (self.display_language, *sum(self.choices().values(), ())):
            _bounded("characters of a code", len(value), VALUE_LIMIT)
            _plain(value)
        _plain(_SPACES.sub(" ", self.text))
        if self.sort not in SORTS:
            raise MalformedError(
                f"no such sort: ask for {' or '.join(SORTS)}", Reason.KIND_BODY_INVALID
            )

    def choices(self) -> dict[str, tuple[str, ...]]:
        """The values asked for, by the name of their facet."""
        return dict(
            zip(
                FACETS,
                (
                    self.kinds,
                    self.themes,
                    self.regions,
                    self.languages,
                    self.strands,
                    self.trades,
                    self.maturities,
                    self.members,
                    self.years,
                ),
                strict=True,
            )
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a query."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Words that stand together."""
    excluded: tuple[str, ...] = ()
    """Words and phrases that no match has."""

    @property
    def is_empty(self) -> bool:
        """Nothing is looked for: there was no text, or none with a letter or a digit."""
        return not (self.words or self.phrases or self.excluded)


def parse_text(text: str) -> Wanted:
    """The words of any text: never an error, and nothing without a letter or a digit."""
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    for piece in _PIECE.finditer(_SPACES.sub(" ", text)):
        content = piece["phrase"] if piece["word"] is None else piece["word"]
        if _LETTER.search(content):
            kind = phrases if piece["word"] is None else words
            (excluded if piece["minus"] else kind).append(content.strip())
    return Wanted(tuple(words), tuple(phrases), tuple(excluded))


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A piece of plain text; never markup."""

    text: str
    matched: bool
    """It is what was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One match."""

    record_id: bytes
    object_id: bytes
    index: int
    kind: str
    member: str
    title: str
    language: str
    """BCP 47 tag of the title."""
    snippet: tuple[SnippetPart, ...]
    languages: tuple[str, ...]
    region: str
    themes: tuple[str, ...]
    maturity: str
    sequenced_ms: int
    score: float
    """The higher the better; comparable within one answer; 0 when sorted otherwise."""
    machine_translated: bool
    """The title is a machine's."""
    snippet_language: str = ""
    """BCP 47 tag of the snippet: that of the title, unless only another language matches."""
    snippet_machine_translated: bool = False

    def row(self) -> dict[str, Any]:
        """The hit for JSON: ids in hexadecimal."""
        return {
            "index": self.index,
            "record_id": self.record_id.hex(),
            "object_id": self.object_id.hex(),
            "kind": self.kind,
            "member": self.member,
            "title": self.title,
            "language": self.language,
            "machine_translated": self.machine_translated,
            "snippet": [{"text": one.text, "matched": one.matched} for one in self.snippet],
            "snippet_language": self.snippet_language,
            "snippet_machine_translated": self.snippet_machine_translated,
            "languages": list(self.languages),
            "region": self.region,
            "themes": list(self.themes),
            "maturity": self.maturity,
            "sequenced_ms": self.sequenced_ms,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class Facet:
    """How the matches divide: code and number of matches, most frequent first."""

    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found."""

    hits: Sequence[Hit]
    total: int
    """Matches in all, exactly."""
    facets: tuple[Facet, ...]
    """Counted over all matches."""
    size: int
    """Log entries that the index knows."""

    def to_polars(self) -> "pl.DataFrame":
        """The hits as a frame of polars, one row a hit, with the columns of `HIT_COLUMNS`.

        Raises:
            ImportError: polars is not installed (`pip install 'forsa[frames]'`).
        """
        return to_polars((one.row() for one in self.hits), HIT_COLUMNS)

    def to_pandas(self) -> "pd.DataFrame":
        """The same as a frame of pandas; polars is not needed.

        Raises:
            ImportError: pandas is not installed (`pip install 'forsa[pandas]'`).
        """
        return to_pandas((one.row() for one in self.hits), HIT_COLUMNS)

    def described(self) -> dict[str, Any]:
        """The result for JSON."""
        return {
            "total": self.total,
            "size": self.size,
            "hits": [one.row() for one in self.hits],
            "facets": {one.name: dict(one.counts) for one in self.facets},
        }


def _bounded(what: str, value: int, limit: int) -> None:
    if not 0 <= value <= limit:
        raise TooLargeError(
            f"{value} {what}: 0 to {limit} are allowed", Reason.LIMIT_EXCEEDED, limit=limit
        )


def _plain(text: str) -> None:
    if FORBIDDEN.search(text) or (
        not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)
    ):
        raise MalformedError(
            "a query with control or bidirectional characters: write it without them",
            Reason.KIND_BODY_INVALID,
        )
