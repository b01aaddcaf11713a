"""Search at the hub: what is asked, and what came back, as values.

A hit is the hub's word: what it shows is proved by the receipt that `get(hit.record_id)` brings.
"""

from math import isfinite
from typing import Final

from forsa.errors import MalformedError, Reason
from forsa.kinds.body_texts import FORBIDDEN
from forsa.library.query import (
    DEFAULT_LIMIT,
    FACETS,
    Facet,
    Hit,
    Query,
    SearchResult,
    SnippetPart,
)
from forsa.v1 import library_service_pb2 as pb

MAX_COUNTS: Final = 1000
"""Values of one facet in an answer."""
MAX_TEXT: Final = 10_000
"""Characters of a title, or of a piece of a snippet."""
LAST_MS: Final = 253_402_300_799_999
"""The end of the year 9999, milliseconds since 1970."""


def request_of(query: Query) -> pb.SearchRequest:
    """A query as it is sent; rights are the hub's to apply."""
    return pb.SearchRequest(
        query=query.text,
        display_language=query.display_language,
        kinds=query.kinds,
        themes=query.themes,
        regions=query.regions,
        languages=query.languages,
        strands=query.strands,
        trades=query.trades,
        maturities=query.maturities,
        members=query.members,
        years=query.years,
        sort=query.sort,
        offset=query.offset,
        limit=query.limit,
        since_index=query.since_index,
    )


def result_of(answer: pb.SearchResponse, query: Query) -> SearchResult:
    """Read an answer.

    Raises:
        MalformedError: `ENTRY_MALFORMED`: it is none to this query.
    """
    most = query.limit or DEFAULT_LIMIT
    if len(answer.hits) > most or len(answer.facets) > len(FACETS):
        raise _malformed(f"{len(answer.hits)} hits to a query for {most}")
    return SearchResult(
        tuple(_hit(one) for one in answer.hits),
        answer.total,
        tuple(_facet(one) for one in answer.facets),
        answer.size,
    )


def _hit(hit: pb.SearchHit) -> Hit:
    if (len(hit.record_id), len(hit.object_id)) != (32, 16):
        raise _malformed("a hit without the ids of its record")
    if hit.index >= 2**63 or hit.sequenced_ms > LAST_MS or not isfinite(hit.score):
        raise _malformed("a hit with a number that cannot be")
    return Hit(
        record_id=hit.record_id,
        object_id=hit.object_id,
        index=hit.index,
        kind=_text(hit.kind),
        member=_text(hit.member),
        title=_text(hit.title),
        language=_text(hit.language),
        snippet=tuple(SnippetPart(_text(one.text), one.matched) for one in hit.snippet),
        languages=tuple(map(_text, hit.languages)),
        region=_text(hit.region),
        themes=tuple(map(_text, hit.themes)),
        maturity=_text(hit.maturity),
        sequenced_ms=hit.sequenced_ms,
        score=hit.score,
        machine_translated=hit.machine_translated,
        snippet_language=_text(hit.snippet_language or hit.language),
        snippet_machine_translated=hit.snippet_machine_translated,
    )


def _facet(facet: pb.Facet) -> Facet:
    if facet.name not in FACETS or len(facet.counts) > MAX_COUNTS:
        raise _malformed("a facet that was not asked for")
    return Facet(facet.name, tuple((_text(one.code), one.count) for one in facet.counts))


def _text(text: str) -> str:
    """Foreign text: cut, and without what could move a cursor or turn a line."""
    return FORBIDDEN.sub(" ", text[:MAX_TEXT])


def _malformed(why: str) -> MalformedError:
    return MalformedError(f"the hub's answer to a search holds {why}", Reason.ENTRY_MALFORMED)
