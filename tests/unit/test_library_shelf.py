"""The search index as a projection: followed or rebuilt, it knows the same, and tells no secret."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forsa.library.index import SearchIndex
from forsa.library.query import Query, SearchResult
from forsa.log_store.shelf import follow, hidden_works
from forsa.v1.common_pb2 import RelatedRecord

from tests.support.folded_log import DAY_MS
from tests.support.library_log import LibraryLog, adoption, comment, translation
from tests.support.reports import small_report
from tests.unit.test_library_views import propose


class Shelf:
    """A log with an index that follows it."""

    def __init__(self, folder: Path) -> None:
        self.log = LibraryLog()
        self.folder = folder / "followed"
        self.index = SearchIndex.open(self.folder)

    def follow(self, index: SearchIndex | None = None) -> SearchIndex:
        """Bring an index up to the log."""
        used = index or self.index
        follow(used, self.log.read, self.log.standing)
        return used

    def rebuilt(self) -> SearchIndex:
        """An index made anew."""
        return self.follow(SearchIndex.open(self.folder.with_name("rebuilt")))

    def search(self, text: str = "", **narrowing: Any) -> SearchResult:
        """What a reader finds now."""
        hidden = self.log.read(
            lambda log: hidden_works(log, self.log.state, self.log.fresh_ms, self.index.position)
        )
        return self.index.search(Query(text=text, hidden=hidden, **narrowing))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A log of three members, and an empty index."""
    one = Shelf(tmp_path)
    yield one
    one.index.close()


def all_of(index: SearchIndex) -> list[Any]:
    """Everything an index answers."""
    found = index.search(Query(limit=100, sort="newest"))
    return [found.hits, found.total, found.facets, found.size]


def test_followed_entry_by_entry_or_made_anew_it_is_the_same(shelf: Shelf) -> None:
    """Otherwise two nodes of one log would find different works."""
    log = shelf.log
    first = log.report("amal", 1)
    steps: list[Any] = [
        lambda: log.report("badr", 2),
        lambda: log.answer("badr", "practice.adopt", adoption(), first),
        lambda: log.answer("cyn", "translation.publish", translation({"title": "ورشة"}), first),
        lambda: log.revise(first, small_report(3)),
        lambda: log.answer("cyn", "comment.publish", comment(), first),
        lambda: log.hold(log.report("cyn", 4)),
        lambda: log.withdraw(log.report("cyn", 5)),
        lambda: log.redact(log.report("cyn", 6)),
        lambda: log.hold(log.answer("cyn", "practice.adopt", adoption(), first)),
    ]
    for step in steps:
        step()
        shelf.follow()
    again = shelf.rebuilt()

    assert all_of(shelf.index) == all_of(again)
    assert shelf.index.search(Query()).total == 3
    again.close()


def test_what_a_person_translated_is_found_and_shown_as_such(shelf: Shelf) -> None:
    """A report in French is found by a word in Arabic; a machine's word says that it is one."""
    work = shelf.log.report()
    shelf.log.answer(
        "badr",
        "translation.publish",
        translation({"title": "ورشة الكهرباء"}, method="machine"),
        work,
    )
    shelf.follow()
    (hit,) = shelf.search("الكهرباء", display_language="ar").hits
    shelf.log.answer("cyn", "translation.publish", translation({"title": "ورشة الكهرباء"}), work)
    shelf.follow()
    (human,) = shelf.search("الكهرباء", display_language="ar").hits

    assert (hit.title, hit.machine_translated) == ("ورشة الكهرباء", True)
    assert not human.machine_translated


def test_a_work_is_found_by_what_those_it_is_for_are_called(shelf: Shelf) -> None:
    """`show` says “Jeunes déscolarisés”, and a search for just that would find nothing."""
    told = small_report(1)
    told.target_groups.append("early_leavers")
    shelf.log.tell("amal", "practice.report", told)
    shelf.log.report("badr", 2)
    shelf.follow()
    found = {word: shelf.search(word) for word in ("déscolarisé", "منقطعون", "المنقطعون")}
    (hit,) = found["المنقطعون"].hits

    assert [one.total for one in found.values()] == [1, 1, 1]
    assert "".join(one.text for one in hit.snippet) == "المنقطعون عن الدراسة"
    assert (hit.language, hit.snippet_language, hit.languages) == ("fr", "ar", ("fr",))


def test_a_translation_on_hold_is_found_by_nobody(shelf: Shelf) -> None:
    """Its text would be read in the snippets of a work that is not on hold."""
    log = shelf.log
    work = log.report()
    told = log.answer("badr", "translation.publish", translation({"title": "خديجة كود"}), work)
    shelf.follow()
    before = shelf.search("خديجة").total
    log.hold(told, days=2)
    behind = shelf.search("خديجة").total
    shelf.follow()
    held = shelf.search("خديجة").total
    still = shelf.search("numéro").total
    log.fresh_ms = log.now_ms + 3 * DAY_MS
    shelf.follow()

    assert (before, behind, held, still) == (1, 0, 0, 1)
    assert shelf.search("خديجة").total == 1


def test_a_translation_for_fewer_readers_is_not_told_to_more(shelf: Shelf) -> None:
    """The index tells a document to all who may read the work: a narrower text stays out of it."""
    log = shelf.log
    work = log.report(audience="public")
    log.answer(
        "badr",
        "translation.publish",
        translation({"title": "سري"}),
        work,
        audience="network",
    )
    inner = log.report("cyn", 2, audience="network")
    log.answer(
        "badr", "translation.publish", translation({"title": "علني"}), inner, audience="public"
    )
    shelf.follow()

    assert shelf.search("سري").total == 0
    assert shelf.search("علني").total == 1


def test_a_held_adoption_moves_the_facet_back_and_time_brings_it_again(shelf: Shelf) -> None:
    """`good` in a search and `trial` in the record would be two truths."""
    log = shelf.log
    work = log.report()
    told = log.answer("badr", "practice.adopt", adoption(), work)
    shelf.follow()
    good = shelf.search(maturities=("good",)).total
    log.hold(told, days=1)
    shelf.follow()
    held = shelf.search(maturities=("good",)).total
    log.fresh_ms = log.now_ms + 2 * DAY_MS
    shelf.follow()

    assert (good, held, shelf.search(maturities=("good",)).total) == (1, 0, 1)


def test_a_work_is_found_as_a_reference_once_the_assembly_decided(shelf: Shelf) -> None:
    """The entry that closes a vote names no work, and changes how one is found."""
    work = shelf.log.report()
    shelf.follow()
    propose(shelf.log, work)
    shelf.follow()

    assert shelf.search(maturities=("network_reference",)).total == 1


def test_a_hold_of_an_older_version_does_not_hide_the_corrected_one(shelf: Shelf) -> None:
    """The author mended it; the mended text is what is looked for."""
    log = shelf.log
    work = log.report()
    log.revise(work, small_report(2))
    log.hold(work)
    shelf.follow()

    assert shelf.search().total == 1


def test_what_was_erased_is_in_no_file_of_the_index(shelf: Shelf) -> None:
    """A redaction is for ever, and the engine keeps deleted documents for months."""
    report = small_report(1)
    report.title[0].text = "Fatimazahra à l'atelier"
    work = shelf.log.tell("amal", "practice.report", report)
    shelf.log.report("badr", 2)
    shelf.follow()
    before = b"".join(path.read_bytes() for path in shelf.folder.iterdir())
    shelf.log.redact(work)
    behind = shelf.search("Fatimazahra").total
    shelf.follow()
    after = b"".join(path.read_bytes() for path in shelf.folder.iterdir())

    assert b"fatimazahra" in before.lower()
    assert behind == 0
    assert b"fatimazahra" not in after.lower()
    assert shelf.search().total == 1


def test_what_was_withdrawn_is_found_no_more_before_the_index_knows(shelf: Shelf) -> None:
    """Its author took it back, and its text would be shown for as long as the index lags."""
    log = shelf.log
    work, other = log.report("amal", 1), log.report("badr", 2)
    told = log.answer("cyn", "translation.publish", translation({"title": "خديجة كود"}), other)
    shelf.follow()
    before = shelf.search().total
    log.withdraw(work)
    behind = shelf.search().hits
    log.withdraw(told)
    translated = shelf.search("خديجة").total
    shelf.follow()

    assert before == 2
    assert [hit.member for hit in behind] == ["badr"]
    assert translated == 0
    assert [hit.member for hit in shelf.search().hits] == ["badr"]


def test_an_erasure_that_was_interrupted_is_made_up_for(shelf: Shelf) -> None:
    """A hub killed in the middle of it would otherwise keep the bytes, and never know."""
    report = small_report(1)
    report.title[0].text = "Fatimazahra à l'atelier"
    work = shelf.log.tell("amal", "practice.report", report)
    shelf.follow()
    shelf.log.redact(work)

    def killed(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        follow(shelf.index, shelf.log.read, shelf.log.standing, killed)
    shelf.index.close()
    shelf.index = SearchIndex.open(shelf.folder)
    shelf.follow()
    after = b"".join(path.read_bytes() for path in shelf.folder.iterdir())

    assert b"fatimazahra" not in after.lower()


def test_an_index_ahead_of_its_log_begins_anew(shelf: Shelf) -> None:
    """A mirror that was deleted and is fetched again knows less for a while."""
    shelf.log.report()
    shelf.follow()
    other = LibraryLog()
    follow(shelf.index, other.read, other.standing)

    assert (shelf.index.position, shelf.index.search(Query()).total) == (1, 0)


def test_relations_are_found_from_both_ends(shelf: Shelf) -> None:
    """The author of a course wants to know who uses it."""
    log = shelf.log
    first = log.report()
    second = log.revise(first, small_report(2))
    other = small_report(3)
    other.related.append(RelatedRecord(record_id=first.record_id, relation="replicates"))
    naming = log.tell("badr", "practice.report", other)
    shelf.follow()
    ids = [first.record_id, second.record_id]
    found = shelf.index.relating_to(ids)
    log.withdraw(naming)
    shelf.follow()

    assert found == [naming.header.object_id]
    assert shelf.index.relating_to(ids) == []
