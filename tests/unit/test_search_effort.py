"""What a search may cost, whatever is asked of whatever was written."""

import random
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

import pytest
import tantivy
from forsa.library.index import SearchIndex
from forsa.library.index.analysis import analyzers
from forsa.library.index.counting import MOST_COUNTED
from forsa.library.index.matching import Matcher
from forsa.library.index.schema import build_schema
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


class Asked:
    """A searcher that counts how often it is asked how frequent a term is."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.times = 0
        self._searcher = searcher

    def doc_freq(self, name: str, term: str) -> int:
        """As the searcher has it."""
        self.times += 1
        return self._searcher.doc_freq(name, term)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._searcher, name)


def arabic_words(most: int) -> str:
    """Words of three letters behind what may be particles and articles, none twice."""
    bare = ("".join(one) for one in product("تحدرسشصطعقمن", repeat=3))
    found = list(islice(zip(cycle(("ولل", "وب", "فك", "ول")), bare, strict=False), most))
    return " ".join(before + one for before, one in found)


@pytest.mark.parametrize("sign", ["", "-"])
def test_what_is_joined_to_many_words_is_counted_for_the_first_of_them(sign: str) -> None:
    """It is counted under the interpreter's lock: meanwhile the hub would order no record."""
    by_family = analyzers()
    schema = build_schema()
    searcher = tantivy.Index(schema).searcher()

    def asked(words: int) -> int:
        counting = Asked(searcher)
        matcher = Matcher(schema, counting, by_family, {})  # type: ignore[arg-type]
        text = " ".join(sign + one for one in arabic_words(words).split())
        query = Query(text=text, audiences=frozenset({"public"}))
        matcher.everything(query, matcher.words(query))
        return counting.times

    few, many = asked(4), asked(64)

    assert few < MOST_COUNTED
    assert 4 * few < many < 10 * few
