"""Laws of search, over any words."""

from pathlib import Path
from tempfile import TemporaryDirectory

from forsa.errors import MalformedError
from forsa.library.index import SearchIndex
from forsa.library.index.analysis import analyzers, family_of, fold, one_edit_apart
from forsa.library.query import Query
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.search_documents import apply, document_of

ANALYZERS = analyzers()
LATIN = "abcdefghijklmnopqrstuvwxyzéèêëàâçîïôûùüœæ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ"
WORD = st.one_of(st.text(LATIN, min_size=2, max_size=14), st.text(ARABIC, min_size=2, max_size=12))
LANGUAGE = st.sampled_from(["fr", "ar", "ary", "en", "zgh", "es"])
VARIANTS = {"ا": "اأإآ", "أ": "اأإآ", "إ": "اأإآ", "آ": "اأإآ"}
FEW = settings(max_examples=40, deadline=None)


def _telling(word: str) -> bool:
    """No stop word of a language: people look for others."""
    return all(len(ANALYZERS[name].analyze(fold(word))) == 1 for name in ANALYZERS)


ALIKE = ["kouture", "zouture", "couture", "couturé", "فكرة", "الفكرة", "وكرة", "كرة"]
"""Words that are looked for, or not, by which of the others there are."""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(ALIKE), min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(st.sampled_from(ALIKE), min_size=1, max_size=6),
    st.sampled_from(ALIKE),
    st.booleans(),
)
@example([["kouture"]], ["zouture"], "zouture", False)
@example([["كرة"], ["فكرة"]], ["كرة"] * 3, "فكرة", False)
@example([["kouture"], ["zouture"]], ["zouture"], "couture", True)
def test_what_an_outsider_finds_tells_nothing_of_what_is_for_others(
    public: list[list[str]], inner: list[str], word: str, excluded: bool
) -> None:
    """Asked word by word, the hub would tell which names stand in the texts of a group."""
    shown = [
        document_of(n, languages=("ar",), audience="public", text=" ".join(one))
        for n, one in enumerate(public)
    ]
    hidden = [
        document_of(10 + n, languages=("ar",), audience="group:essai", text=one)
        for n, one in enumerate(inner)
    ]
    query = Query(text=f"-{word}" if excluded else word, audiences=frozenset({"public"}))
    with TemporaryDirectory() as folder:
        index = SearchIndex.open(Path(folder))
        apply(index, shown, [], 20)
        alone = index.search(query)
        apply(index, hidden, [], 20)
        beside = index.search(query)

        assert beside.total == alone.total
        assert {hit.index for hit in beside.hits} == {hit.index for hit in alone.hits}


@FEW
@given(LANGUAGE, st.lists(WORD.filter(_telling), min_size=1, max_size=6))
def test_a_document_is_found_by_any_of_its_own_words(language: str, words: list[str]) -> None:
    """What is written and what is asked would be analysed differently."""
    with TemporaryDirectory() as folder:
        index = SearchIndex.open(Path(folder))
        text = " ".join(words)
        apply(index, [document_of(1, languages=(language,), text=text)], [], 2)

        assert all(index.search(Query(text=word)).total == 1 for word in words)


@FEW
@given(st.text(ARABIC, min_size=3, max_size=10).filter(_telling), st.data())
def test_vowels_tatweel_and_hamza_make_no_difference(word: str, data: st.DataObject) -> None:
    """People write the same word in many ways."""
    other = "".join(
        data.draw(st.sampled_from(VARIANTS.get(letter, letter)))
        + data.draw(st.sampled_from(["", "\u064e", "\u0652", "\u0640", "\u0651\u064f"]))
        for letter in word
    )
    with TemporaryDirectory() as folder:
        index = SearchIndex.open(Path(folder))
        apply(index, [document_of(1, languages=("ar",), text=word)], [], 2)

        assert index.search(Query(text=other)).total == 1


@FEW
@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=8))
def test_what_was_removed_last_is_never_found(steps: list[tuple[int, bool]]) -> None:
    """Withdrawn work would stay in every answer."""
    present: set[int] = set()
    with TemporaryDirectory() as folder:
        index = SearchIndex.open(Path(folder))
        for position, (number, added) in enumerate(steps, 1):
            one = document_of(number, text="mot")
            apply(index, [one] if added else [], [] if added else [one.object_id], position)
            present = present | {number} if added else present - {number}

        found = index.search(Query(text="mot"))

    assert {hit.index for hit in found.hits} == present
    assert found.total == len(present)


@FEW
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=8),
    st.frozensets(st.sampled_from("abc")),
    st.sampled_from(["", "x", "y"]),
)
def test_hits_total_and_facets_tell_of_what_the_asker_may_read_only(
    things: list[tuple[str, str]], audiences: frozenset[str], own: str
) -> None:
    """A count is a leak too."""
    documents = [
        document_of(number, text="mot", audience=audience, member=member)
        for number, (audience, member) in enumerate(things, 1)
    ]
    readable = [one for one in documents if one.audience in audiences or one.member == own]
    with TemporaryDirectory() as folder:
        index = SearchIndex.open(Path(folder))
        apply(index, documents, [], len(documents))

        found = index.search(Query(text="mot", audiences=audiences, own_member=own))

    counts = dict(next(facet.counts for facet in found.facets if facet.name == "member"))
    members = [one.member for one in readable]
    assert {hit.index for hit in found.hits} == {one.index for one in readable}
    assert found.total == len(readable)
    assert counts == {name: members.count(name) for name in members}


@FEW
@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused_by_name(text: str) -> None:
    """The engine would be reached by what the door let through."""
    with TemporaryDirectory() as folder:
        index = SearchIndex.open(Path(folder))
        apply(index, [document_of(1, text="mot")], [], 2)
        try:
            query = Query(text=text)
        except MalformedError:
            return

        assert index.search(query).total in (0, 1)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_edit_apart_holds_both_ways_and_never_for_the_same(left: str, right: str) -> None:
    """A likeness would depend on who wrote first."""
    assert one_edit_apart(left, right) == one_edit_apart(right, left)
    assert not one_edit_apart(left, left)


def test_regions_of_a_language_share_its_family() -> None:
    """`fr-MA` would be read without stems."""
    assert [family_of(tag) for tag in ("fr-MA", "ary", "AR", "zgh")] == ["fr", "ar", "ar", "other"]
