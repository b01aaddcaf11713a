"""What a search may cost, whatever is asked of whatever was written."""

import random
from pathlib import Path

import pytest
from forsa.library.index import SearchIndex
from forsa.library.query import TEXT_LIMIT, Query

from tests.support.search_documents import apply, document_of


def words_alike(count: int, seed: int) -> list[str]:
    """Words that differ by a few letters, no two the same."""
    drawn = random.Random(seed)
    return [
        "a" + "".join(drawn.choices("bcdefghijklm", k=drawn.randint(4, 6))) for _ in range(count)
    ]


@pytest.mark.timeout(60)
def test_a_query_of_many_words_in_an_index_of_words_alike_is_answered_at_once(
    tmp_path: Path,
) -> None:
    """Four reports of a member and a question of anybody's would end all searching at the hub."""
    index = SearchIndex.open(tmp_path)
    texts = [" ".join(words_alike(25_000, seed)) for seed in range(4)]
    languages = ("fr", "ary", "zgh", "en")
    apply(
        index,
        [document_of(n, texts=dict.fromkeys(languages, text)) for n, text in enumerate(texts)],
        (),
        4,
    )
    first = words_alike(1, 0)[0]
    for seed in range(5, 9):
        index.search(Query(text=" ".join([first, *words_alike(100, seed)])[:TEXT_LIMIT]))

    assert index.search(Query(text=first)).total >= 1
