"""The search index: what is found, shown, counted and kept."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from forsa.errors import BusyError, CorruptStoreError, Reason
from forsa.library.index import Document, SearchIndex
from forsa.library.index import schema as fields
from forsa.library.query import Query, SearchResult, SnippetPart

from tests.support.search_documents import apply, document_of


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    """An empty one."""
    found = SearchIndex.open(tmp_path)
    yield found
    found.close()


def _numbers(found: SearchResult) -> list[int]:
    return [hit.index for hit in found.hits]


def _search(index: SearchIndex, text: str = "", **asked: Any) -> list[int]:
    return _numbers(index.search(Query(text=text, **asked)))


def _arabic(number: int, text: str, **more: Any) -> Document:
    return document_of(number, languages=("ar",), text=text, **more)


@pytest.mark.parametrize(
    "query",
    [
        "مدرسة",
        "المدرسة",
        "والمدرسة",
        "مَدْرَسَةٌ",
        "مدرســة",
        "بالمدرسة",
        "للمدرسة",
        "مدارس",
        "فالمدرسة",
    ],
)
def test_an_arabic_word_is_found_however_it_is_joined_or_vowelled(
    index: SearchIndex, query: str
) -> None:
    """People type without vowels and with or without the article."""
    apply(index, [_arabic(1, "وصل الأطفال والمَدْرَسةُ بعيدة"), _arabic(2, "نص آخر")], [], 3)

    assert _search(index, query) == [1]


def test_parents_are_not_and_the_religion(index: SearchIndex) -> None:
    """والدين begins as if it had an article: who looks for parents would read of دين."""
    apply(index, [_arabic(1, "لقاء مع الوالدين"), _arabic(2, "درس في الدين")], [], 3)

    assert [_search(index, one) for one in ("والدين", "الوالدين", "للوالدين")] == [[1]] * 3
    assert [_search(index, one) for one in ("دين", "الدين", "بالدين")] == [[2]] * 3


@pytest.mark.parametrize(
    "query", ["apprentissage", "l'apprentissage", "L’APPRENTISSAGE", "apprentissages"]
)
def test_a_french_word_is_found_with_its_article(index: SearchIndex, query: str) -> None:
    """`l'apprentissage` would be a word of its own."""
    apply(index, [document_of(1, text="d'apprentissage en atelier")], [], 2)

    assert _search(index, query) == [1]


@pytest.mark.parametrize("query", ["cœur", "coeur", "CŒUR", "eleve", "élèves"])
def test_accents_and_ligatures_do_not_matter(index: SearchIndex, query: str) -> None:
    """Keyboards lack them."""
    apply(index, [document_of(1, text="un élève au cœur du projet")], [], 2)

    assert _search(index, query) == [1]


@pytest.mark.parametrize("word", ["électricité", "electricite", "ELECTRICITE", "d'electricite"])
def test_a_word_typed_without_accents_has_the_stem_of_the_one_with_them(
    index: SearchIndex, word: str
) -> None:
    """Stemmed before its accents were folded, electricite was another word than électricité."""
    apply(index, [document_of(1, text="l'atelier d'électricité")], [], 2)

    assert _search(index, word) == [1]


def test_a_typo_is_forgiven_below_the_word_itself(index: SearchIndex) -> None:
    """A likeness in a title would hide the word that was asked for."""
    apply(
        index,
        [
            document_of(1, title="caravanne"),
            document_of(2, text=f"caravane {'mot ' * 200}"),
        ],
        [],
        3,
    )
    assert _search(index, "caravane") == [2, 1]
    assert _search(index, "carabane") == [2]


@pytest.mark.parametrize(
    "typed", ["kouture", "outure", "xcouture", "ocuture", "lectricité", "élèctricité", "شواكبة"]
)
def test_a_typo_in_the_first_letter_is_forgiven_too(index: SearchIndex, typed: str) -> None:
    """Likenesses are looked for among the words that begin alike."""
    apply(index, [document_of(1, text="atelier de couture et d'électricité")], [], 2)
    apply(index, [_arabic(2, "المواكبة")], [], 3)

    assert len(_search(index, typed)) == 1


def test_a_word_that_there_is_has_no_other_beginning(index: SearchIndex) -> None:
    """`poster` would find every `coster`: a guess is for what is found nowhere."""
    apply(index, [document_of(1, text="fouture"), document_of(2, text="couture")], [], 3)

    assert _search(index, "fouture") == [1]
    assert sorted(_search(index, "kouture")) == [1, 2]


@pytest.mark.parametrize("text", ["😀", "((", '"', "- -", "؟!"])
def test_signs_alone_find_nothing(index: SearchIndex, text: str) -> None:
    """The whole library would look like the answer."""
    apply(index, [document_of(1, text="texte"), document_of(2, text="mot")], [], 3)

    assert _search(index, text) == []
    assert sorted(_search(index, " ")) == [1, 2]
    assert _search(index, "-mot") == [1]


def test_words_in_quotes_stand_together(index: SearchIndex) -> None:
    """Quotes would change nothing."""
    near = document_of(1, text="le carnet de bord du jeune")
    apply(index, [near, document_of(2, text="le bord du carnet")], [], 3)

    assert _search(index, '"carnet de bord"') == [1]
    assert sorted(_search(index, "carnet bord")) == [1, 2]


def test_an_excluded_word_excludes(index: SearchIndex) -> None:
    """A hyphen would look for what it should leave out."""
    apply(index, [document_of(1, text="atelier couture"), document_of(2, text="atelier")], [], 3)

    assert _search(index, "atelier -couture") == [2]
    assert _search(index, "-couture") == [2]


@pytest.mark.parametrize("query", ['"', "AND", "a:b OR (", "*", "[a TO b]", "é" * 500, "-" * 500])
def test_no_query_is_a_syntax_error(index: SearchIndex, query: str) -> None:
    """An engine's grammar would answer people with errors."""
    apply(index, [document_of(1, text="texte")], [], 2)

    assert index.search(Query(text=query)).size == 2


def test_lists_narrow_one_another_and_values_are_alternatives(index: SearchIndex) -> None:
    """Facets would widen what they should narrow."""
    apply(
        index,
        [
            document_of(1, themes=("languages",), region="MA-05"),
            document_of(2, themes=("basic_skills",), region="MA-05"),
            document_of(3, themes=("languages",), region="MA-08", kind="curriculum.publish"),
        ],
        [],
        4,
    )

    assert _search(index, themes=("languages", "basic_skills"), regions=("MA-05",)) == [2, 1]
    assert _search(index, kinds=("curriculum",)) == [3]
    assert _search(index, kinds=("practice.report",), themes=("languages",)) == [1]
    assert _search(index, since_index=2) == [3, 2]


def test_facets_count_all_matches_not_the_page(index: SearchIndex) -> None:
    """Counts of one page would be taken for counts of the library."""
    apply(index, [document_of(n, text="mot", years=("2024", "2025")) for n in range(30)], [], 30)

    found = index.search(Query(text="mot", limit=5, offset=3))

    counted = {facet.name: facet.counts for facet in found.facets}
    assert (len(found.hits), found.total) == (5, 30)
    assert counted["year"] == (("2024", 30), ("2025", 30))
    assert counted["member"] == (("atlas", 30),)


def test_who_may_not_read_finds_and_counts_nothing(index: SearchIndex) -> None:
    """Titles, totals and facets would tell what is held back."""
    apply(
        index,
        [
            document_of(1, text="mot", audience="board", member="rif"),
            document_of(2, text="mot"),
        ],
        [],
        3,
    )

    stranger = index.search(Query(text="mot", audiences=frozenset({"network"})))
    assert _numbers(stranger) == [2]
    assert stranger.total == 1
    assert all(code != "rif" for facet in stranger.facets for code, _ in facet.counts)
    assert index.search(Query(text="mot", audiences=frozenset())).total == 0
    own = Query(text="mot", audiences=frozenset(), own_member="rif")
    assert _numbers(index.search(own)) == [1]


def test_a_snippet_is_plain_text_with_what_matched_marked(index: SearchIndex) -> None:
    """Markup of an author would reach the reader's page."""
    apply(index, [document_of(1, text="<b>un</b> élève & son cœur")], [], 2)

    (hit,) = index.search(Query(text="eleve")).hits

    assert SnippetPart("élève", True) in hit.snippet
    assert "".join(part.text for part in hit.snippet).endswith("& son cœur")


def test_a_snippet_is_of_a_language_that_matches(index: SearchIndex) -> None:
    """Who asks in Arabic on a machine in French would read how the French text begins."""
    both = document_of(
        1,
        languages=("fr", "ar"),
        titles={"fr": "La sécurité", "ar": "السلامة في الورشة"},
        texts={"fr": "Un texte.", "ar": "قواعد الوقاية"},
        labels={"fr": "Filles et jeunes femmes", "ar": "الفتيات والشابات"},
        machine=frozenset({"ar"}),
    )
    apply(index, [both], [], 2)

    def shown(text: str) -> tuple[str, bool, str, list[str]]:
        (hit,) = index.search(Query(text=text, display_language="fr")).hits
        matched = [one.text for one in hit.snippet if one.matched]
        assert (hit.title, hit.language, hit.machine_translated) == ("La sécurité", "fr", False)
        whole = "".join(one.text for one in hit.snippet)
        return hit.snippet_language, hit.snippet_machine_translated, whole, matched

    assert shown("وقاية") == ("ar", True, "قواعد الوقاية", ["الوقاية"])
    assert shown("سلامة") == ("ar", True, "السلامة في الورشة", ["السلامة"])
    assert shown("شابات") == ("ar", False, "الفتيات والشابات", ["والشابات"])
    assert shown("فتيات") == ("fr", False, "Filles et jeunes femmes", ["Filles"])
    assert shown("texte") == ("fr", False, "Un texte", ["texte"])
    assert shown("femmes") == ("fr", False, "Filles et jeunes femmes", ["femmes"])
    assert shown("sécurité") == ("fr", False, "Un texte.", [])


def test_a_hit_is_shown_in_the_language_asked_for(index: SearchIndex) -> None:
    """A machine's words would pass for the author's."""
    both = document_of(
        1,
        languages=("ar", "fr"),
        titles={"ar": "عنوان", "fr": "Titre"},
        texts={"ar": "نص", "fr": "texte"},
        machine=frozenset({"fr"}),
    )
    apply(index, [both], [], 2)

    (asked,) = index.search(Query(text="texte", display_language="fr")).hits
    (original,) = index.search(Query(text="texte", display_language="en")).hits

    assert (asked.title, asked.language, asked.machine_translated) == ("Titre", "fr", True)
    assert (original.title, original.language, original.machine_translated) == (
        "عنوان",
        "ar",
        False,
    )


def test_a_newer_version_replaces_and_a_removed_object_is_gone(index: SearchIndex) -> None:
    """Old words would keep finding what no longer says them."""
    apply(index, [document_of(1, text="ancien"), document_of(2, text="ancien")], [], 3)

    apply(index, [document_of(1, text="nouveau")], [document_of(2).object_id], 5)

    assert _search(index, "ancien") == []
    assert _search(index, "nouveau") == [1]
    assert index.position == 5


def test_a_rewritten_index_keeps_no_byte_of_what_was_erased(tmp_path: Path) -> None:
    """A deleted document stays in the files until they happen to be merged: titles are personal."""
    index = SearchIndex.open(tmp_path)
    kept = document_of(2, title="Reste", text="deux")
    apply(index, [document_of(1, title="Khadijatou", text="un"), kept], [], 3)
    apply(index, [], [(1).to_bytes(16, "big")], 4)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    index.rewrite([kept], 5, frozenset({b"h" * 32}))
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert any(b"khadijatou" in data.lower() for data in files.values())
    assert not any(b"khadijatou" in data.lower() for data in left.values())
    assert {name for name in files if "." in name[1:]} & set(left) <= {"meta.json"} | {
        name for name in files if name.startswith(".")
    }
    assert _search(index) == [2]
    assert (index.position, index.held) == (5, frozenset({b"h" * 32}))


def test_a_rewrite_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    """A hub that is stopped in the middle of it goes on with what it had."""
    index = SearchIndex.open(tmp_path)
    apply(index, [document_of(1, text="atelier")], [], 2)

    def half() -> Iterator[Document]:
        yield document_of(2, text="atelier")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.rewrite(half(), 3)
    index.close()
    again = SearchIndex.open(tmp_path)

    assert _search(again, "atelier") == [1]
    assert again.position == 2


def test_newest_first_is_the_order_of_the_log(index: SearchIndex) -> None:
    """The last look would miss what came since."""
    apply(index, [document_of(n, text="mot " * n) for n in (3, 1, 2)], [], 4)

    assert _search(index, "mot", sort="newest") == [3, 2, 1]


def test_what_was_applied_is_there_after_opening_again(tmp_path: Path) -> None:
    """A restart would rebuild everything."""
    index = SearchIndex.open(tmp_path)
    apply(index, [document_of(1, text="mot")], [], 7)
    index.close()

    again = SearchIndex.open(tmp_path)

    assert (again.position, _search(again, "mot")) == (7, [1])


def test_an_index_of_another_version_is_to_be_rebuilt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Terms of an older analysis would never be found again."""
    SearchIndex.open(tmp_path).close()
    monkeypatch.setattr(fields, "VERSION", fields.VERSION + 1)

    with pytest.raises(CorruptStoreError) as refused:
        SearchIndex.open(tmp_path)

    assert refused.value.reason is Reason.STORED_DATA_CORRUPT
    SearchIndex.erase(tmp_path)
    assert SearchIndex.open(tmp_path).position == 0


@pytest.mark.parametrize("pattern", ["meta.json", "*.store", "*.term", "*.idx", "*.fast"])
@pytest.mark.parametrize("damage", ["cut", "emptied", "overwritten", "deleted"])
def test_a_damaged_folder_is_told_and_can_be_rebuilt(
    tmp_path: Path, pattern: str, damage: str
) -> None:
    """A power cut would leave a node that never starts, or one that finds nothing."""
    index = SearchIndex.open(tmp_path)
    apply(index, [document_of(n, text="mot") for n in range(50)], [], 50)
    index.close()
    for path in tmp_path.glob(pattern):
        data = path.read_bytes()
        path.unlink()
        if damage != "deleted":
            changed = {
                "cut": data[: len(data) // 2],
                "emptied": b"",
                "overwritten": b"\xa5" * len(data),
            }
            path.write_bytes(changed[damage])

    with pytest.raises(CorruptStoreError):
        SearchIndex.open(tmp_path).search(Query(text="mot"))

    SearchIndex.erase(tmp_path)
    assert SearchIndex.open(tmp_path).position == 0


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    """Two writers would undo one another."""
    index = SearchIndex.open(tmp_path)
    holder = index._index.writer(15_000_000, 1)

    with pytest.raises(BusyError):
        apply(index, [document_of(1)], [], 2)

    holder.wait_merging_threads()
    apply(index, [document_of(1)], [], 2)
    assert index.position == 2


def test_what_searches_saw_before_is_let_go_at_once(index: SearchIndex) -> None:
    """It maps every file of the index as it was: a daemon that writes often would hold them all."""
    apply(index, [document_of(1, text="un atelier de menuiserie")], [], 2)
    _search(index, "menuisrie")
    before = ref(index._view.matcher)
    gc.disable()  # which finds it sooner or later
    try:
        apply(index, [document_of(2, text="un atelier de couture")], [], 3)
        after = before()
    finally:
        gc.enable()

    assert after is None
