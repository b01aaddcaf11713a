"""How well the judged queries are answered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.library.index import Document, SearchIndex
from forsa.library.query import Query

QUERIES: Final = Path(__file__).with_name("queries.json")
DEPTH: Final = 10
"""Hits that people look at."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the keys of the documents that answer it."""

    query: str
    relevant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the queries."""

    queries: int
    recall: float
    """Share of the answers among the first `DEPTH` hits."""
    reciprocal_rank: float
    """1 / the place of the first answer; 0 = none among the first `DEPTH`."""
    missed: tuple[str, ...]
    """Queries without any answer among the first `DEPTH`."""


def judged_queries(keys: Mapping[str, Document]) -> list[Judged]:
    """The queries that documents of these keys answer, with those answers."""
    found = []
    for one in json.loads(QUERIES.read_text("utf-8")):
        relevant = tuple(key for key in one["relevant"] if key in keys)
        if relevant:
            found.append(Judged(one["query"], relevant))
    return found


def quality(index: SearchIndex, keys: Mapping[str, Document], judged: Sequence[Judged]) -> Quality:
    """How well the index answers."""
    names = {document.object_id: key for key, document in keys.items()}
    recalls, ranks, missed = [], [], []
    for one in judged:
        found = index.search(Query(text=one.query, limit=DEPTH))
        places = [
            place
            for place, hit in enumerate(found.hits, 1)
            if names.get(hit.object_id) in one.relevant
        ]
        recalls.append(len(places) / min(len(one.relevant), DEPTH))
        ranks.append(1 / places[0] if places else 0.0)
        if not places:
            missed.append(one.query)
    count = len(judged)
    return Quality(count, sum(recalls) / count, sum(ranks) / count, tuple(missed))
