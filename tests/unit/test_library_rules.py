"""What a node refuses to sign and a hub to admit when members answer each other."""

from typing import Any

import pytest
from forsa.errors import ForsaError, Reason, Situation
from forsa.kinds.findings import Level, errors_of
from forsa.library.editions import edition_findings
from forsa.library.sharing_rules import (
    COMMENTS_A_DAY,
    DAY_MS,
    Target,
    comments_within,
    readers_error,
    sharing_error,
)
from forsa.library.translations import translatable_paths, unchanged_findings
from forsa.v1.curriculum_pb2 import Competency, Curriculum, Module

from tests.support.library_log import LibraryLog, adoption, comment, course, translation
from tests.support.reports import small_report


def judged(kind: str, target: Target | None, **more: Any) -> Reason | None:
    """Why badr is refused; None = it is not."""
    values: dict[str, Any] = {"member": "badr", "comments_today": 0, "message": None} | more
    error: ForsaError | None = sharing_error(kind, target=target, **values)
    return None if error is None else error.reason


WORK = Target("amal", "practice.report", withdrawn=False)
OWN = Target("badr", "practice.report", withdrawn=False)
GONE = Target("amal", "practice.report", withdrawn=True)


@pytest.mark.parametrize("kind", ["practice.adopt", "review.publish"])
def test_nobody_answers_for_its_own_work(kind: str) -> None:
    """The reason is the one of the fold, so that a node and its hub say the same."""
    assert judged(kind, OWN) is Reason.KIND_PRECONDITION
    assert judged(kind, WORK) is None


@pytest.mark.parametrize("kind", ["practice.adopt", "review.publish", "translation.publish"])
def test_what_was_withdrawn_is_answered_no_more(kind: str) -> None:
    """It is no longer offered; who used it before says so in its own report."""
    assert judged(kind, GONE) is Reason.KIND_PRECONDITION
    assert judged(kind, WORK) is None


def test_a_withdrawn_work_may_still_be_talked_about() -> None:
    """Why was it withdrawn? is a question."""
    assert judged("comment.publish", GONE) is None
    assert judged("flag.raise", GONE) is None


@pytest.mark.parametrize(("depth", "reason"), [(3, None), (4, Reason.KIND_BODY_INVALID)])
def test_a_conversation_is_four_deep(depth: int, reason: Reason | None) -> None:
    """Deeper, nobody can follow it on a telephone."""
    target = Target("amal", "comment.publish", withdrawn=False, depth=depth)

    assert judged("comment.publish", target) is reason


@pytest.mark.parametrize(
    ("today", "reason"), [(COMMENTS_A_DAY - 1, None), (COMMENTS_A_DAY, Reason.RATE_LIMITED)]
)
def test_thirty_comments_a_day(today: int, reason: Reason | None) -> None:
    """One loud member would drown the others."""
    assert judged("comment.publish", WORK, comments_today=today) is reason
    assert judged("flag.raise", WORK, comments_today=today) is None


def test_a_day_is_the_last_24_hours() -> None:
    """A limit by the calendar gives sixty around midnight."""
    now = 10 * DAY_MS

    assert comments_within([now - DAY_MS, now - DAY_MS + 1, now], now) == 2


def test_a_translation_is_of_texts_that_the_work_has() -> None:
    """A path that leads nowhere would be lost without a word."""
    target = Target("amal", "practice.report", withdrawn=False, message=small_report(1))
    fits = translation({"title": "تقرير", "steps[0].title": "تسجيل", "lessons[0]": "طلب رقمين"})
    paths = ["nowhere", "steps[1].title", "steps", "title[0]", "common.licence", "steps[0]..text"]

    assert judged("translation.publish", target, message=fits) is None
    for path in paths:
        message = translation({path: "x"})
        assert judged("translation.publish", target, message=message) is Reason.KIND_BODY_INVALID
    other = translation({"title": "x"}, source="en")
    assert judged("translation.publish", target, message=other) is Reason.KIND_BODY_INVALID


def test_a_form_sent_back_as_it_came_is_no_translation() -> None:
    """A French text under the name of an Arabic one was published, and shown to who reads Arabic.

    More than half is too much; a single text that stays may be right, and is only told.
    """
    work = small_report(1)
    target = Target("amal", "practice.report", withdrawn=False, message=work)
    form = translatable_paths(work, "fr")
    half = dict(form)
    for path in sorted(form)[: (len(form) + 1) // 2]:
        half[path] = "نص مترجم"
    most = half | {path: form[path] for path in sorted(form)[:2]}

    assert judged("translation.publish", target, message=translation(half)) is None
    for fields in (form, most, {"title": f" {form['title']}\n"}):
        message = translation(fields)
        assert judged("translation.publish", target, message=message) is Reason.KIND_BODY_INVALID
    error = sharing_error("translation.publish", "badr", target, 0, translation(form))
    assert error is not None
    assert error.metadata == {"unchanged": str(len(form))}
    assert {one.rule for one in error.violations} == {"translation.unchanged"}
    assert len(error.violations) == 10, "a refusal of 500 texts fits into no status"


def test_a_text_without_letters_may_stay_in_a_translation() -> None:
    """`2024` is 2024 in every language: it is told, and stands in nobody's way."""
    work = small_report(1)
    work.lessons[0].text[0].text = "2024 : 15 %"
    message = translation({"title": "تقرير", "lessons[0]": "2024 : 15 %"})
    numbers_alone = translation({"lessons[0]": "2024 : 15 %"})
    (found,) = unchanged_findings(work, message)

    assert (found.path, found.level) == ("lessons[0]", Level.WARNING)
    assert not errors_of(unchanged_findings(work, numbers_alone))
    assert "(ar)" in found.text("fr")
    assert unchanged_findings(work, translation({"title": "تقرير"})) == []


@pytest.mark.parametrize("audience", ["public", "network", "sante", "bureau"])
def test_an_answer_is_for_those_who_may_read_all_that_it_answers(audience: str) -> None:
    """It tells of a version and of the newest one: half of its readers would read of neither."""
    allowed = [
        limits
        for limits in ({"public"}, {"public", "network"}, {"network", "sante"})
        if readers_error(limits, audience) is None
    ]
    apart = readers_error({"sante", "bureau"}, audience)

    assert len(allowed) == {"public": 1, "network": 2, "sante": 3, "bureau": 2}[audience]
    assert apart is not None
    assert apart.situation is Situation.READERS_APART


def test_an_answer_to_nothing_known_is_left_to_the_fold() -> None:
    """PARENT_INVALID says it better."""
    assert judged("comment.publish", None) is None


# What a target is, read from a log.


def test_the_depth_counts_comments_and_not_their_versions() -> None:
    """A corrected comment would cost its thread a level."""
    log = LibraryLog()
    first = log.answer("badr", "comment.publish", comment(), log.report())
    again = log.revise(first, comment("Combien d'heures ?"))
    second = log.answer("cyn", "comment.publish", comment("Deux.", "answer"), again)

    def depth(parent: bytes, own: bytes = b"") -> int:
        found = log.around(lambda around: around.target(parent, own))
        assert found is not None
        return found.depth

    assert depth(first.record_id) == depth(again.record_id) == 1
    assert depth(second.record_id) == 2
    assert depth(again.record_id, first.header.object_id) == 0


def test_a_work_is_withdrawn_with_its_newest_version_whatever_number_is_named() -> None:
    """By its old number a withdrawn work could be adopted for ever."""
    log = LibraryLog()
    first = log.report()
    second = log.revise(first, small_report(2))
    before = log.around(lambda around: around.target(first.record_id, b""))
    log.withdraw(second)
    after = log.around(lambda around: around.target(first.record_id, b""))
    log.answer("badr", "practice.adopt", adoption(), first)

    assert before is not None
    assert after is not None
    assert (before.withdrawn, after.withdrawn) == (False, True)


# Editions.


def edition(before: Curriculum, now: Curriculum) -> list[str]:
    """What is wrong with an edition."""
    return [one.rule for one in edition_findings(before, now)]


def test_an_edition_grows_and_says_by_its_major_number_that_teaching_changed() -> None:
    """A centre plans by hours: it must see in the number that they are others."""
    assert edition(course("1.0.0"), course("1.0.0")) == ["edition.grows"]
    assert edition(course("1.2.0"), course("1.1.9")) == ["edition.grows"]
    assert edition(course("1.0.0"), course("1.10.0")) == []
    assert edition(course("1.9.0"), course("1.10.0", hours=40)) == ["edition.major"]
    assert edition(course("1.0.0"), course("2.0.0", hours=40)) == []


def test_other_modules_or_competencies_are_another_teaching_too() -> None:
    """The sum of the hours can stay while everything in it moves."""
    before, now = course("1.0.0"), course("1.1.0")
    before.modules.append(Module(code="A", hours=30))
    now.modules.append(Module(code="A", hours=10))
    now.modules.append(Module(code="B", hours=20))
    other = course("1.1.0")
    other.modules.append(Module(code="A", hours=30))
    other.competencies.append(Competency(code="C1"))

    assert edition(before, now) == ["edition.major"]
    assert edition(before, other) == ["edition.major"]


def test_an_edition_that_is_no_number_is_left_to_the_contract() -> None:
    """It says what is wrong; two findings for one mistake confuse."""
    assert edition(course("1.0"), course("2.0.0")) == []
    assert edition(course("1.0.0"), course("١.٠.٠")) == []
