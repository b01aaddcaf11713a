"""A floor under what educators find: judged queries over samples, and real texts where present."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from forsa.library.index import Document, SearchIndex

from benchmarks.relevance.corpus import real_texts, samples
from benchmarks.relevance.judging import Quality, judged_queries, quality
from tests.support.real_texts import DATA


def _quality(folder: Path, keys: Mapping[str, Document]) -> Quality:
    index = SearchIndex.open(folder)
    index.apply(list(keys.values()), [], len(keys))
    return quality(index, keys, judged_queries(keys))


def test_queries_over_the_samples_find_their_answers(tmp_path: Path) -> None:
    """A change of the analysis could lose what people look for, and no other test would tell."""
    found = _quality(tmp_path, samples())

    assert found.queries >= 50
    assert found.recall >= 0.95, found.missed
    assert found.reciprocal_rank >= 0.9


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real texts are not there: {DATA.name}")
def test_queries_over_real_texts_find_their_answers(tmp_path: Path) -> None:
    """Seven samples are too few to rank among: the real texts compete with them."""
    found = _quality(tmp_path, {**samples(), **real_texts()})

    assert found.queries >= 75
    assert found.recall >= 0.95, found.missed
    assert found.reciprocal_rank >= 0.88


def test_every_judged_answer_is_a_document_that_can_exist() -> None:
    """A misspelt key would drop its query silently."""
    shipped = samples()
    folders = ("practice-", "curriculum-")
    keys = {**shipped, **real_texts()}
    named = {key for one in judged_queries(keys) for key in one.relevant}

    assert set(shipped) <= named
    assert all(key.startswith(folders) for key in named)
