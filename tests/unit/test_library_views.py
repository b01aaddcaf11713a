"""What others made of a work: computed by everybody from the same log, and believed of no body."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from forsa.envelope import Record
from forsa.library.adoptions import GOOD, REFERENCE, adoptions_of, maturity_of
from forsa.library.cards import card_of
from forsa.library.reviews import reviews_of
from forsa.log_store.reading import LogReader
from forsa.v1.curriculum_pb2 import Curriculum
from forsa.v1.effects_pb2 import BallotCast, FlagRaise, ProposalOpen
from forsa.v1.governance_pb2 import Proposal
from forsa.v1.sharing_pb2 import Adoption, CriterionScore, Review

from tests.support.folded_log import DAY_MS
from tests.support.library_log import (
    LibraryLog,
    adoption,
    comment,
    common,
    flag,
    local,
    review,
    translation,
)
from tests.support.reports import small_report


@pytest.fixture
def log() -> LibraryLog:
    """Amal, badr and cyn."""
    return LibraryLog()


# Adoptions and maturity.


def test_a_practice_is_good_once_another_member_says_that_it_worked(log: LibraryLog) -> None:
    """The author's own word would make every practice a good one."""
    work = log.report()
    before = log.work(work).maturity
    log.answer("badr", "practice.adopt", adoption("partly"), work)
    partly = log.work(work).maturity
    log.answer("cyn", "practice.adopt", adoption("worked"), work)

    assert (before, partly, log.work(work).maturity) == ("trial", "trial", GOOD)


@pytest.mark.parametrize("claim", ["good", "network_reference", "\x1b[2Jgood"])
def test_nobody_makes_its_own_practice_a_good_one(log: LibraryLog, claim: str) -> None:
    """A hub that admits what it should refuse must not make anybody believe it."""
    report = small_report(1)
    report.maturity = claim
    work = log.tell("amal", "practice.report", report)

    assert log.work(work).maturity == ""


@pytest.mark.parametrize("undone", ["withdrawn", "held", "redacted", "revised"])
def test_an_adoption_that_does_not_stand_counts_no_more(log: LibraryLog, undone: str) -> None:
    """Who changed its mind, or was held back, would vouch for ever."""
    work = log.report()
    told = log.answer("badr", "practice.adopt", adoption("worked"), work)
    before = log.work(work).maturity
    undo = {
        "withdrawn": lambda: log.withdraw(told),
        "held": lambda: log.hold(told),
        "redacted": lambda: log.redact(told),
        "revised": lambda: log.revise(told, adoption("did_not_work")),
    }
    undo[undone]()

    assert (before, log.work(work).maturity) == (GOOD, "trial")
    assert len(log.work(work).adoptions) == 1


def test_a_hold_that_is_over_lets_the_adoption_count_again(log: LibraryLog) -> None:
    """A hold is not a deletion."""
    work = log.report()
    log.hold(log.answer("badr", "practice.adopt", adoption("worked"), work), days=3)
    held = log.work(work).maturity
    log.fresh_ms = log.now_ms + 4 * 86_400_000

    assert (held, log.work(work).maturity) == ("trial", GOOD)


def test_a_new_version_keeps_what_others_made_of_the_first(log: LibraryLog) -> None:
    """A corrected typing error would cost an author its credit."""
    work = log.report()
    log.answer("badr", "practice.adopt", adoption("worked"), work)
    second = log.revise(work, small_report(2))
    log.answer("cyn", "practice.adopt", adoption("partly"), second)
    found = log.work(work)

    assert [one.told.member for one in found.adoptions] == ["badr", "cyn"]
    assert found.maturity == GOOD
    assert [one.index for one in found.versions] == sorted(one.index for one in found.versions)
    assert found.newest.record.record_id == second.record_id


def test_an_adoption_after_the_withdrawal_is_shown_as_such(log: LibraryLog) -> None:
    """Another program may log it; nobody may believe the work was still offered."""
    work = log.report()
    log.answer("badr", "practice.adopt", adoption(), work)
    log.withdraw(work, "Les chiffres étaient faux.")
    log.answer("cyn", "practice.adopt", adoption(), work)
    found = log.work(work)

    assert [one.after_withdrawal for one in found.adoptions] == [False, True]
    assert found.withdrawal is not None
    assert found.withdrawal.note.message.text[0].text == "Les chiffres étaient faux."


def test_a_work_that_was_revised_after_its_withdrawal_is_offered_again(log: LibraryLog) -> None:
    """The withdrawal is of a version; the next one is its author's new word."""
    work = log.report()
    log.withdraw(work)
    log.revise(work, small_report(2))
    found = log.work(work)

    assert found.withdrawal is None
    assert [one.withdrawn for one in found.versions] == [True, False]


def test_a_reference_stands_above_what_single_members_say() -> None:
    """The assembly's word is not undone by one adoption."""
    assert maturity_of("trial", [], endorsed=True) == REFERENCE
    assert maturity_of("", [], endorsed=True) == ""
    assert maturity_of("promising", []) == "promising"


def test_what_a_member_says_of_its_own_work_is_no_adoption_and_no_counted_review(
    log: LibraryLog,
) -> None:
    """The fold refuses both; a view that is handed one believes it no more than the fold."""
    work = log.report()
    told = log.answer("badr", "practice.adopt", adoption(), work)
    seen = log.answer("badr", "review.publish", review(4), work)
    adoptions = log.around(lambda around: around.told(log.read(_index_of(told)).values()))
    reviews = log.around(lambda around: around.told(log.read(_index_of(seen)).values()))

    assert adoptions_of("badr", adoptions) == []
    assert len(adoptions_of("amal", adoptions)) == 1
    assert [one.why_not for one in reviews_of("badr", reviews).reviews] == ["own"]


def _index_of(record: Record) -> Callable[[LogReader], dict[bytes, int]]:
    return lambda reader: reader.index_of([record.record_id])


def propose(log: LibraryLog, work: Record, choice: str = "for") -> None:
    """Let the members vote on making a work a reference, and time pass until it is decided."""
    effect = ProposalOpen(type="reference_practice", closes_ms=log.now_ms + 20 * DAY_MS, call=1)
    text = Proposal(
        common=common(),
        title=local("Pratique de référence"),
        text=local("Nous proposons que le réseau la recommande."),
        subjects=[work.record_id],
    )
    opened = log.tell("amal", "proposal.open", text, effect=effect)
    for member in ("amal", "badr", "cyn"):
        log.publish(
            member,
            "ballot.cast",
            BallotCast(choice=choice),
            parent=opened.record_id,
            observed=log.seen(),
        )
    log.wait(21 * DAY_MS)


@pytest.mark.parametrize(("choice", "shown"), [("for", REFERENCE), ("against", "trial")])
def test_the_assembly_makes_a_practice_a_reference(
    log: LibraryLog, choice: str, shown: str
) -> None:
    """Decisions without actions are forgotten by the state; the works they chose are not."""
    work = log.report()
    propose(log, work, choice)
    second = log.revise(work, small_report(2))

    assert not log.rights.proposals
    assert log.work(second).maturity == shown


# Reviews.


def test_means_are_of_what_counts_and_say_of_how_many(log: LibraryLog) -> None:
    """A declared tie is shown, and moves no mean."""
    work = log.report()
    log.answer("badr", "review.publish", review(4), work)
    log.answer("cyn", "review.publish", review(1, "decline", tied=True), work)
    found = log.work(work).reviews

    assert dict(found.means) == {"feasible": (Fraction(4), 1)}
    assert dict(found.recommendations) == {"endorse": 1}
    assert [one.why_not for one in found.reviews] == ["", "conflict"]


def test_a_member_is_heard_once_with_what_it_said_last(log: LibraryLog) -> None:
    """With a review of each version one member could outweigh all others."""
    work = log.report()
    log.answer("badr", "review.publish", review(1, "decline"), work)
    second = log.revise(work, small_report(2))
    log.answer("badr", "review.publish", review(4), second)
    found = log.work(work).reviews

    assert dict(found.means) == {"feasible": (Fraction(4), 1)}
    assert [one.why_not for one in found.reviews] == ["superseded", ""]


def test_a_withdrawn_review_gives_the_word_back_to_the_one_before(log: LibraryLog) -> None:
    """What was taken back says nothing, not even that the earlier one is out of date."""
    work = log.report()
    log.answer("badr", "review.publish", review(1, "decline"), work)
    second = log.revise(work, small_report(2))
    log.withdraw(log.answer("badr", "review.publish", review(4), second))

    assert dict(log.work(work).reviews.means) == {"feasible": (Fraction(1), 1)}


def test_scores_outside_the_contract_count_for_nothing(log: LibraryLog) -> None:
    """One hostile program could lift any mean to millions."""
    work = log.report()
    hostile = Review(
        common=common(),
        capacity="king",
        scores=[
            CriterionScore(criterion="feasible", score=4_000_000),
            CriterionScore(criterion="\u202eevil\x1b[2J", score=4),
            CriterionScore(criterion="sustainable", score=2),
            CriterionScore(criterion="sustainable", score=4),
        ],
        recommendation="burn",
    )
    log.answer("badr", "review.publish", hostile, work)
    found = log.work(work).reviews

    assert dict(found.means) == {"sustainable": (Fraction(2), 1)}
    assert dict(found.recommendations) == {}


def test_a_verdict_outside_the_contract_makes_nothing_good(log: LibraryLog) -> None:
    """`worked!` is not `worked`, and a body of random bytes says nothing."""
    work = log.report()
    log.answer("badr", "practice.adopt", Adoption(verdict="worked!", fidelity="\x1b"), work)
    log.answer("cyn", "practice.adopt", b"\xff\xfe\x00garbage", work)
    found = log.work(work)

    assert [(one.verdict, one.fidelity, one.counts) for one in found.adoptions] == [
        ("", "", False)
    ] * 2
    assert found.maturity == "trial"


# Conversations.


def test_a_conversation_is_a_tree_and_who_asked_accepts(log: LibraryLog) -> None:
    """Anybody else could close a question with the answer that suits it."""
    work = log.report()
    asked = log.answer("badr", "comment.publish", comment(), work)
    good = log.answer("amal", "comment.publish", comment("Une heure.", "answer"), asked)
    other = log.answer("cyn", "comment.publish", comment("Deux heures.", "answer"), asked)
    log.answer("cyn", "comment.publish", comment("Oui.", "remark", other.record_id), asked)
    before = log.around(lambda around: around.threads(work.header.object_id))
    log.revise(asked, comment("Combien de temps ?", "question", good.record_id))
    after = log.around(lambda around: around.threads(work.header.object_id))

    assert [one.is_accepted for one in before[0].answers] == [False, False, False]
    assert [one.is_accepted for one in after[0].answers] == [True, False, False]
    assert [(one.depth, one.told.member) for one in after] == [(1, "badr")]


def test_what_was_logged_deeper_than_allowed_hangs_at_the_deepest_place(log: LibraryLog) -> None:
    """A hostile hub logs a comment at depth 9: shown, and no screen is broken by it."""
    work = at = log.report()
    for number in range(9):
        at = log.answer("badr", "comment.publish", comment(f"Mot {number}"), at)
    (thread,) = log.around(lambda around: around.threads(work.header.object_id))
    third = thread.answers[0].answers[0]

    assert [one.depth for one in third.answers] == [4] * 6
    assert all(not one.answers for one in third.answers)


def test_comments_on_any_record_are_found(log: LibraryLog) -> None:
    """An adoption is talked about like a work."""
    told = log.answer("badr", "practice.adopt", adoption(), log.report())
    log.answer("cyn", "comment.publish", comment(), told)

    assert len(log.around(lambda around: around.threads(told.header.object_id))) == 1


# Translations.


def test_a_translation_is_outdated_once_its_source_moves_on(log: LibraryLog) -> None:
    """Readers would take an old text for the new one."""
    work = log.report()
    log.answer("badr", "translation.publish", translation({"title": "تقرير"}), work)
    before = log.work(work).translations[0]
    second = log.revise(work, small_report(2))
    log.answer(
        "cyn", "translation.publish", translation({"title": "تقرير"}, method="machine"), second
    )
    old, new = log.work(work).translations

    assert not before.is_outdated
    assert (old.is_outdated, new.is_outdated) == (True, False)
    assert (new.is_machine, new.translated) == (True, second.record_id)


def test_a_corrected_translation_still_translates_the_version_it_began_with(
    log: LibraryLog,
) -> None:
    """Its own second version names its first as parent, not the work."""
    work = log.report()
    first = log.answer("badr", "translation.publish", translation({"title": "تقرير"}), work)
    log.revise(first, translation({"title": "تقرير رقم واحد"}))
    (found,) = log.work(work).translations

    assert (found.is_outdated, found.translated) == (False, work.record_id)
    assert found.told.message.fields[0].text == "تقرير رقم واحد"


def test_a_method_nobody_knows_is_taken_for_a_machines(log: LibraryLog) -> None:
    """A machine's text is never shown unmarked, whatever its publisher calls it."""
    work = log.report()
    log.answer("badr", "translation.publish", translation({"title": "t"}, method="by magic"), work)
    log.answer("cyn", "translation.publish", translation({"title": "t"}, to="tlh"), work)
    magic, klingon = log.work(work).translations

    assert (magic.is_machine, magic.counts) == (True, True)
    assert (klingon.language, klingon.counts) == ("", False)


# Many works at once.


def test_works_read_together_are_as_each_by_itself(log: LibraryLog) -> None:
    """A list reads hundreds at once: nothing may slip from one to its neighbour."""
    first, second, course = log.report("amal", 1), log.report("badr", 2), log.report("cyn", 3)
    log.answer("badr", "practice.adopt", adoption(), first)
    log.answer("amal", "practice.adopt", adoption("partly"), second)
    log.answer("amal", "review.publish", review(2), course)
    log.answer("badr", "translation.publish", translation({"title": "ت"}), first)
    log.withdraw(second)
    ids = [one.header.object_id for one in (first, second, course)]
    together = log.around(lambda around: around.works(ids))

    assert list(together) == ids
    assert together == {one: log.around(lambda around, at=one: around.work(at)) for one in ids}  # type: ignore[misc]


def test_a_flag_is_counted_and_says_no_more(log: LibraryLog) -> None:
    """Who flagged what, and why, is for the office."""
    work = log.report()
    log.answer("badr", "flag.raise", flag(), work, effect=FlagRaise(reason="identifies_person"))

    assert log.work(work).flags == 1


def test_a_work_without_a_period_is_of_the_year_it_was_logged_in(log: LibraryLog) -> None:
    """A course has no period: narrowed by a year, none would be found."""
    logged_ms = 1_767_571_200_000
    report, course = small_report(1), Curriculum(edition="1.0.0").SerializeToString()
    report.period_start, report.period_end = "2023-09-01", "2025-06-30"
    practice = log.tell("amal", "practice.report", report)
    curriculum = log.tell("amal", "curriculum.publish", course)

    assert card_of(1, logged_ms, practice, report.SerializeToString()).years == (
        "2023",
        "2024",
        "2025",
    )
    assert card_of(2, logged_ms, curriculum, course).years == ("2026",)
    assert card_of(2, 2**53 - 1, curriculum, course).years == ()
