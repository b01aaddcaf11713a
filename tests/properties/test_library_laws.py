"""Laws of the views around a work: any bytes may be logged, and no view raises or tells a lie."""

from forsa.kinds.body_texts import FORBIDDEN
from forsa.library.cards import card_of, parse_body
from forsa.library.translations import apply_translation, translatable_paths
from forsa.log_store.shelf import document_of
from forsa.v1.sharing_pb2 import (
    Adoption,
    Comment,
    CriterionScore,
    Review,
    TranslatedField,
    Translation,
)
from forsa_node.around_lines import comment_lines
from forsa_node.credits import tell_credit
from forsa_node.works import count_comments, describe_work
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.library_log import LibraryLog, translation
from tests.support.reports import small_report

KINDS = ("practice.adopt", "review.publish", "comment.publish", "translation.publish", "flag.raise")
_any_text = st.text(max_size=8)
_codes = st.sampled_from(
    ["worked", "partly", "endorse", "feasible", "ar", "fr", "machine", "", "x"]
)
_words = _codes | _any_text
_local = st.builds(lambda t: [{"lang": "fr", "text": t}], _any_text)
_bodies: st.SearchStrategy[bytes] = st.one_of(
    st.binary(max_size=40),
    st.builds(
        lambda verdict, fidelity, text: Adoption(
            verdict=verdict, fidelity=fidelity, changes=text
        ).SerializeToString(),
        _words,
        _words,
        _local,
    ),
    st.builds(
        lambda scores, recommendation, tied: Review(
            scores=[CriterionScore(criterion=c, score=s) for c, s in scores],
            recommendation=recommendation,
            conflict_of_interest=tied,
        ).SerializeToString(),
        st.lists(st.tuples(_words, st.integers(0, 2**32 - 1)), max_size=3),
        _words,
        st.booleans(),
    ),
    st.builds(
        lambda kind, text, accepted: Comment(
            kind=kind, text=text, accepted_answer=accepted
        ).SerializeToString(),
        _words,
        _local,
        st.binary(max_size=33),
    ),
    st.builds(
        lambda to, method, path, text: Translation(
            to_language=to, method=method, fields=[TranslatedField(path=path, text=text)]
        ).SerializeToString(),
        _words,
        _words,
        st.sampled_from(["title", "steps[0].title", "a[9999]", "..", ""]) | _any_text,
        _any_text,
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), _bodies, st.booleans()), max_size=6), st.data())
def test_no_body_makes_a_view_raise(
    told: list[tuple[str, bytes, bool]], data: st.DataObject
) -> None:
    """A node that stopped at one record of another program could show nothing any more."""
    log = LibraryLog()
    work = log.report()
    records = [work]
    for number, (kind, body, withdrawn) in enumerate(told):
        member = ("badr", "cyn")[number % 2]
        target = data.draw(st.sampled_from(records)) if kind == "comment.publish" else work
        if kind == "review.publish" and any(
            one.header.kind == kind and one.header.member == member for one in records
        ):
            continue
        effect = b"" if kind != "flag.raise" else b"\x0a\x06unsafe"
        records.append(log.answer(member, kind, body, target, effect=effect or None))
        if withdrawn:
            log.withdraw(records[-1])
    found = log.work(work)
    threads = log.around(lambda around: around.threads(work.header.object_id))
    document = document_of(found)

    described = describe_work(found, threads, "fr")
    lines = "\n".join(
        [*tell_credit([described], "fr"), *comment_lines(described["comments"], "ar")]
    )

    assert document is not None
    assert not FORBIDDEN.search(lines)
    assert count_comments(described["comments"]) <= len(told)
    assert all(1 <= mean <= 4 for mean, _ in found.reviews.means.values())
    assert found.maturity in {"trial", "good"}
    assert all(thread.depth == 1 for thread in threads)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_work_with_or_without_a_text(body: bytes) -> None:
    """A report of random bytes is listed by what its header says."""
    log = LibraryLog()
    record = log.tell("amal", "practice.report", body)
    card = card_of(1, 1, record, body)
    found = log.work(record)

    assert card.message == parse_body("practice.report", body)
    assert found.card.titles == card.titles
    assert isinstance(card.texts, dict)
    assert isinstance(card.years, tuple)


@given(st.text(max_size=30), st.text(max_size=8))
def test_no_path_leads_out_of_the_body(path: str, text: str) -> None:
    """Paths are another member's words: they name a text of the work, or nothing."""
    report = small_report(1)
    whole, unknown = apply_translation(report, translation({path: text}))

    assert (unknown == [path]) == (whole == report)


@given(st.sampled_from(sorted(translatable_paths(small_report(1), "fr"))), st.text(max_size=8))
def test_every_text_of_a_work_has_a_path_that_leads_to_it(path: str, text: str) -> None:
    """What the form for translators lists can be put back."""
    whole, unknown = apply_translation(small_report(1), translation({path: text}))

    assert unknown == []
    assert translatable_paths(whole, "ar") == {path: text}
    assert translatable_paths(whole, "fr") == translatable_paths(small_report(1), "fr")
