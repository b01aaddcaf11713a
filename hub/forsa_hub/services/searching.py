"""Search, as a client asks and is answered; which readers may find what is `Reader`'s to say."""

from forsa.library.query import Hit, Query, SearchResult
from forsa.v1 import library_service_pb2 as v1

from forsa_hub.services.bodies import Reader


def query_of(request: v1.SearchRequest, reader: Reader) -> Query:
    """The query of a request, narrowed to what the reader may see before anything is counted.

    Raises:
        TooLargeError, MalformedError: as `Query`.
    """
    return Query(
        text=request.query,
        display_language=request.display_language,
        kinds=tuple(request.kinds),
        themes=tuple(request.themes),
        regions=tuple(request.regions),
        languages=tuple(request.languages),
        strands=tuple(request.strands),
        trades=tuple(request.trades),
        maturities=tuple(request.maturities),
        members=tuple(request.members),
        years=tuple(request.years),
        sort=request.sort or "relevance",
        offset=request.offset,
        limit=request.limit,
        since_index=request.since_index,
        audiences=reader.audiences,
        own_member=reader.member or "",
    )


def answer_of(result: SearchResult) -> v1.SearchResponse:
    """A result as it is sent."""
    return v1.SearchResponse(
        hits=[_hit(one) for one in result.hits],
        total=result.total,
        facets=[
            v1.Facet(
                name=one.name,
                counts=[v1.FacetCount(code=code, count=count) for code, count in one.counts],
            )
            for one in result.facets
        ],
        size=result.size,
    )


def _hit(hit: Hit) -> v1.SearchHit:
    return v1.SearchHit(
        record_id=hit.record_id,
        object_id=hit.object_id,
        index=hit.index,
        kind=hit.kind,
        member=hit.member,
        title=hit.title,
        language=hit.language,
        snippet=[v1.SnippetPart(text=one.text, matched=one.matched) for one in hit.snippet],
        languages=hit.languages,
        region=hit.region,
        themes=hit.themes,
        maturity=hit.maturity,
        sequenced_ms=hit.sequenced_ms,
        score=hit.score,
        machine_translated=hit.machine_translated,
        snippet_language=hit.snippet_language,
        snippet_machine_translated=hit.snippet_machine_translated,
    )
