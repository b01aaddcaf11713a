"""A floor under what educators find: judged queries over samples, and real texts where present."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from forsa.library.index import Document, SearchIndex
from forsa.library.index.analysis import is_arabic

from benchmarks.relevance.corpus import real_texts, samples
from benchmarks.relevance.judging import Quality, judged_queries, quality
from tests.support.real_texts import DATA


def _quality(folder: Path, keys: Mapping[str, Document]) -> Quality:
    index = SearchIndex.open(folder)
    index.put(((one.object_id, one) for one in keys.values()), len(keys))
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

    assert found.queries >= 150
    assert found.recall >= 0.95, found.missed
    assert found.reciprocal_rank >= 0.88


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real texts are not there: {DATA.name}")
@pytest.mark.parametrize(
    ("arabic", "recall", "rank"), [(True, 0.92, 0.83), (False, 0.95, 0.9)], ids=["ar", "fr"]
)
def test_neither_language_pays_for_the_other(
    tmp_path: Path, arabic: bool, recall: float, rank: float
) -> None:
    """One mean over both would hide that Arabic is found no more."""
    keys = {**samples(), **real_texts()}
    judged = [one for one in judged_queries(keys) if is_arabic(one.query) is arabic]
    index = SearchIndex.open(tmp_path)
    index.put(((one.object_id, one) for one in keys.values()), len(keys))
    found = quality(index, keys, judged)

    assert found.queries >= 60
    assert found.recall >= recall, found.missed
    assert found.reciprocal_rank >= rank


def test_every_judged_answer_is_a_document_that_can_exist() -> None:
    """A misspelt key would drop its query silently."""
    shipped = samples()
    folders = ("practice-", "curriculum-")
    keys = {**shipped, **real_texts()}
    named = {key for one in judged_queries(keys) for key in one.relevant}

    assert set(shipped) <= named
    assert all(key.startswith(folders) for key in named)
