"""Where a member stands with what is due: by log time, and with what makes it stand so."""

from datetime import UTC

import pytest
from forsa.governance.views.duties import Duty, Standing, duties
from forsa.governance.views.duty_words import say_details, title_of
from forsa.governance.views.obligations import obligations, school_year_of
from forsa.governance.views.submissions import Evidence, EvidenceState, evidence_named
from forsa.v1 import effects_pb2 as v1

from tests.support.due_log import (
    DUE_MS,
    GRACE_DAYS,
    LIMIT_MS,
    OPENS_MS,
    YEAR,
    DueLog,
)
from tests.support.folded_log import DAY_MS, OFFICE, START_MS

HOUR_MS = 3_600_000


def told(duty: Duty) -> tuple[str, str, int]:
    """Standing, why, and days late."""
    return duty.standing.value, duty.why.value, duty.days_late


@pytest.mark.parametrize(
    ("now_ms", "expected"),
    [
        (OPENS_MS - 1, ("upcoming", "not_open", 0)),
        (OPENS_MS, ("open", "running", 0)),
        (DUE_MS, ("open", "running", 0)),
        (DUE_MS + 1, ("open", "in_grace", 0)),
        (LIMIT_MS, ("open", "in_grace", 0)),
        (LIMIT_MS + 1, ("late", "nothing_handed_in", 1)),
        (LIMIT_MS + DAY_MS, ("late", "nothing_handed_in", 1)),
        (LIMIT_MS + DAY_MS + 1, ("late", "nothing_handed_in", 2)),
    ],
)
def test_what_nobody_handed_in_stands_by_the_time(
    now_ms: int, expected: tuple[str, str, int]
) -> None:
    """The day a date is over is the day on which two people read it differently."""
    office = DueLog()
    office.ask()

    assert told(office.duty(now_ms=now_ms)) == expected


@pytest.mark.parametrize(("time_ms", "late"), [(DUE_MS, 0), (LIMIT_MS, 0), (LIMIT_MS + 1, 1)])
def test_what_is_handed_in_is_late_by_log_time_alone(time_ms: int, late: int) -> None:
    """The last millisecond of grace is in time, the next is not, and later looks change neither."""
    office = DueLog()
    asked = office.ask()
    evidence = office.report()
    office.at(time_ms).submit(asked, evidence=evidence)

    assert told(office.duty()) == ("submitted", "in_review", late)
    assert told(office.duty(now_ms=LIMIT_MS + 99 * DAY_MS)) == ("submitted", "in_review", late)


def test_what_its_author_says_of_the_time_is_shown_and_never_counted() -> None:
    """A clock that its owner can set would end every delay."""
    office = DueLog()
    asked, evidence = office.ask(), office.report()
    record = office.at(LIMIT_MS - HOUR_MS).log.record(
        "amal",
        "obligation.submit",
        v1.ObligationSubmit(evidence=evidence.record_id),
        parent=asked.record_id,
    )
    office.at(LIMIT_MS + 3 * DAY_MS).log.offer(record)
    handed = office.duty().submission

    assert handed is not None
    assert (handed.queued_ms, handed.days_late) == (LIMIT_MS - HOUR_MS, 3)
    assert handed.was_signed_in_time
    assert told(office.duty()) == ("submitted", "in_review", 3)


@pytest.mark.parametrize(
    ("said_ms", "shown"),
    [
        (0, False),
        (LIMIT_MS - 1, True),
        (LIMIT_MS + DAY_MS - 10 * DAY_MS, True),
        (LIMIT_MS + DAY_MS - 10 * DAY_MS - 1, False),
        (LIMIT_MS + DAY_MS + 1, False),
    ],
)
def test_a_queue_time_is_shown_for_ten_days_at_most(said_ms: int, shown: bool) -> None:
    """A node that was off for a month, or whose clock is ahead, says nothing of use."""
    office = DueLog()
    asked, evidence = office.ask(), office.report()
    record = office.at(said_ms).log.record(
        "amal",
        "obligation.submit",
        v1.ObligationSubmit(evidence=evidence.record_id),
        parent=asked.record_id,
    )
    office.at(LIMIT_MS + DAY_MS).log.offer(record)
    handed = office.duty().submission

    assert handed is not None
    assert (handed.queued_ms == said_ms and said_ms > 0) is shown


def test_accepted_returned_and_handed_in_again() -> None:
    """What was returned is open again; what was accepted stays so, whatever comes after it."""
    office = DueLog()
    asked = office.ask()
    first = office.at(DUE_MS).submit(asked)
    office.review(first, "returned")
    returned = office.duty()
    second = office.submit(asked, former=first)
    again = office.duty()
    office.review(second, "accepted")
    accepted = office.duty()
    third = office.submit(asked)

    assert told(returned) == ("returned", "reviewed", 0)
    assert returned.submission is not None
    assert returned.submission.review is not None
    assert returned.submission.review.reasons == {"fr": "Il manque les effectifs."}
    assert told(again) == ("submitted", "in_review", 0)
    assert [one.record_id for one in again.others] == [first.record_id]
    assert told(accepted) == ("accepted", "reviewed", 0)
    assert told(office.duty()) == ("accepted", "reviewed", 0)
    assert [one.record_id for one in office.duty().others] == [first.record_id, third.record_id]


def test_returned_and_then_late() -> None:
    """Until something stands, time goes on; that the first came in time is told beside it."""
    office = DueLog()
    asked = office.ask()
    first = office.at(DUE_MS).submit(asked)
    office.review(first, "returned")
    waiting = office.duty(now_ms=LIMIT_MS + 2 * DAY_MS)
    office.at(LIMIT_MS + 3 * DAY_MS).submit(asked, former=first)
    again = office.duty()

    assert told(office.duty(now_ms=LIMIT_MS)) == ("submitted", "in_review", 3)
    assert told(waiting) == ("returned", "reviewed", 2)
    assert waiting.first_in_time
    assert told(again) == ("submitted", "in_review", 3)
    assert again.first_in_time


def test_the_last_review_of_a_submission_counts_unless_it_was_taken_back() -> None:
    """An office that slipped can mend it."""
    office = DueLog()
    asked = office.ask()
    handed = office.at(DUE_MS).submit(asked)
    office.review(handed, "accepted")
    slip = office.review(handed, "returned")
    before = office.duty().standing
    office.withdraw(slip, OFFICE)

    assert before is Standing.RETURNED
    assert office.duty().standing is Standing.ACCEPTED


def test_a_review_says_nothing_of_the_version_after_it() -> None:
    """A report accepted in October is not the one that replaced it in May."""
    office = DueLog()
    asked = office.ask()
    first = office.at(DUE_MS).submit(asked)
    office.review(first, "returned")
    office.submit(asked, former=first)

    handed = office.duty().submission
    assert handed is not None
    assert handed.review is None


def test_an_office_that_reviews_its_own_is_told_of() -> None:
    """It has to hand in as all others, and nobody else can review it."""
    office = DueLog()
    handed = office.submit(office.ask(), who=OFFICE)
    office.review(handed, "accepted")
    own, other = office.duty(OFFICE).submission, office.submit(office.ask())
    office.review(other, "accepted")
    found = {one.member: one for one in duties(office.chronicle()) if one.submission}

    assert own is not None
    assert own.is_reviewed_by_author
    assert found["amal"].submission is not None
    assert not found["amal"].submission.is_reviewed_by_author


def test_what_is_waived_is_never_late_and_may_be_handed_in_all_the_same() -> None:
    """A centre that was flooded owes nothing, and what it sends is kept."""
    office = DueLog()
    asked = office.ask()
    waiver = office.waive(asked)
    waived = office.duty(now_ms=LIMIT_MS + DAY_MS)
    office.at(LIMIT_MS + DAY_MS).submit(asked)
    handed = office.duty()

    assert told(waived) == ("waived", "waived", 0)
    assert waived.waiver is not None
    assert waived.waiver.record_id == waiver.record_id
    assert told(handed) == ("submitted", "in_review", 0)
    assert handed.waiver is not None
    assert told(office.duty("badr")) == ("late", "nothing_handed_in", 1)


def test_a_waiver_that_is_taken_back_is_none() -> None:
    """The office may slip here, too."""
    office = DueLog()
    waiver = office.waive(office.ask())
    office.withdraw(waiver, OFFICE)

    assert told(office.duty(now_ms=LIMIT_MS + 1)) == ("late", "nothing_handed_in", 1)


def test_a_later_date_serves_all_and_an_earlier_one_makes_nobody_late() -> None:
    """Who was in time when it was handed in stays so; who was late may be in time now."""
    office = DueLog()
    asked = office.ask()
    office.at(LIMIT_MS).submit(asked)
    late = office.at(LIMIT_MS + 1).submit(asked, who="badr")
    before = told(office.duty("badr"))
    sooner = office.ask(asked, due_ms=DUE_MS - 20 * DAY_MS)
    assert told(office.duty("amal")) == ("submitted", "in_review", 0)
    assert before == told(office.duty("badr")) == ("submitted", "in_review", 1)

    office.ask(sooner, due_ms=DUE_MS + DAY_MS)
    handed = office.duty("badr").submission
    assert handed is not None
    assert handed.record_id == late.record_id
    assert told(office.duty("badr")) == ("submitted", "in_review", 0)
    assert office.duty("badr").obligation.versions == 3


def test_an_earlier_date_holds_for_what_comes_after_it() -> None:
    """Else no date could ever be brought forward."""
    office = DueLog()
    asked, evidence = office.ask(), office.report()
    sooner = office.ask(asked, due_ms=DUE_MS - 20 * DAY_MS)
    office.at(DUE_MS).submit(sooner, evidence=evidence)

    assert office.duty().days_late == 20 - GRACE_DAYS


def test_what_answers_an_older_version_answers_the_obligation() -> None:
    """A node that was offline did not see the change, and sent what was asked."""
    office = DueLog()
    asked = office.ask()
    office.ask(asked, evidence_kind="curriculum.publish")
    office.submit(asked)
    handed = office.duty().submission

    assert handed is not None
    assert handed.evidence.kind == "practice.report"
    assert not handed.is_asked


def test_the_newest_version_says_who_owes_it() -> None:
    """A member that is no longer named is done, and what it sent is still there."""
    office = DueLog()
    asked = office.ask()
    office.submit(asked)
    office.ask(asked, members=["badr"])
    found = {one.member: told(one) for one in duties(office.chronicle(LIMIT_MS + 1))}

    assert found == {
        "amal": ("submitted", "in_review", 0),
        "badr": ("late", "nothing_handed_in", 1),
    }


def test_what_is_returned_to_a_member_that_is_no_longer_named_is_done() -> None:
    """It has nothing to complete for what is asked of others now."""
    office = DueLog()
    asked = office.ask()
    office.review(office.submit(asked), "returned")
    office.ask(asked, members=["badr"])

    assert told(office.duty(now_ms=LIMIT_MS + 1)) == ("not_owed", "not_named", 0)


def test_an_obligation_that_is_taken_back_is_owed_by_nobody() -> None:
    """What the office set by mistake must not follow anybody."""
    office = DueLog()
    office.withdraw(office.ask(), OFFICE)

    assert told(office.duty(now_ms=LIMIT_MS + 1)) == ("not_owed", "taken_back", 0)


def admit(office: DueLog, member: str) -> None:
    """A new member, provisional."""
    key = office.log.new_key(member, member)
    office.log.publish(
        OFFICE, "member.admit", v1.MemberAdmit(member=member, role="member", keys=[key])
    )


def decide(office: DueLog, kind: str, proposal_type: str, member: str) -> None:
    """All vote for an action against a member, and the vote is executed."""
    act = v1.MemberAct(member=member, reason="x")
    now_ms = office.log.now_ms
    opened = office.log.publish(
        OFFICE,
        "proposal.open",
        v1.ProposalOpen(
            type=proposal_type,
            actions=[v1.Action(kind=kind, effect=act.SerializeToString())],
            closes_ms=now_ms + 15 * DAY_MS,
            call=1,
        ),
    )
    for voter in ("amal", "badr", "cyn", OFFICE):
        office.log.publish(
            voter, "ballot.cast", v1.BallotCast(choice="for"), parent=opened.record_id
        )
    office.log.wait(15 * DAY_MS + 1)
    office.act(kind, member, parent=opened.record_id)


def test_who_could_not_hand_in_when_it_was_due_owes_nothing() -> None:
    """An association that joined in May is not late with what was due in February."""
    office = DueLog(("amal", "badr", "cyn"), observers=["academy"])
    office.ask()
    decide(office, "member.suspend", "suspension", "cyn")
    office.log.publish("badr", "member.withdraw", v1.MemberAct(member="badr", reason="x"))
    office.at(DUE_MS + 1)
    admit(office, "emir")
    found = {one.member: told(one) for one in duties(office.chronicle(LIMIT_MS + 1))}

    assert found == {
        "amal": ("late", "nothing_handed_in", 1),
        "badr": ("not_owed", "gone", 0),
        "cyn": ("not_owed", "suspended", 0),
        "emir": ("not_owed", "not_a_member", 0),
        OFFICE: ("late", "nothing_handed_in", 1),
    }


def test_who_was_admitted_on_the_last_day_owes_it_as_all_do() -> None:
    """Provisional members publish: they can hand in, and the office can waive."""
    office = DueLog()
    office.ask()
    office.at(DUE_MS)
    admit(office, "emir")

    assert told(office.duty("emir", LIMIT_MS + 1)) == ("late", "nothing_handed_in", 1)


def test_what_was_handed_in_before_a_suspension_stands() -> None:
    """A suspension does not undo what was done."""
    office = DueLog(("amal", "badr", "cyn"))
    office.submit(office.ask(), who="cyn")
    decide(office, "member.suspend", "suspension", "cyn")

    assert told(office.duty("cyn", LIMIT_MS + 1)) == ("submitted", "in_review", 0)


def test_an_office_that_is_no_association_owes_only_what_names_it() -> None:
    """In such a network the secretariat is three people with no centre."""
    office = DueLog(settings={"secretariat_votes": "no"})
    office.ask()
    assert told(office.duty(OFFICE, LIMIT_MS + 1)) == ("not_owed", "office", 0)

    named = DueLog(settings={"secretariat_votes": "no"})
    named.ask(members=[OFFICE])
    assert told(named.duty(OFFICE, LIMIT_MS + 1)) == ("late", "nothing_handed_in", 1)


def test_a_reason_that_was_erased_is_said_to_be_so() -> None:
    """“Returned”, and not a word why: the member would ask the office, which gave one."""
    office = DueLog()
    note = office.review(office.submit(office.ask()), "returned")
    before = list(say_details(office.duty(), "fr", UTC))
    erased = v1.RecordAct(target=note.record_id, reason="person")
    office.log.publish(OFFICE, "record.redact", erased)
    handed = office.duty().submission

    assert before[-1] == "motif : Il manque les effectifs."
    assert handed is not None
    assert handed.review is not None
    assert (handed.review.reasons, handed.review.text_state) == ({}, EvidenceState.REDACTED)
    assert list(say_details(office.duty(), "fr", UTC))[-1] == "motif : texte effacé"


@pytest.mark.parametrize(
    ("act", "says"), [("hold", "mis en attente"), ("absent", "pas sur ce nœud")]
)
def test_an_obligation_whose_text_cannot_be_shown_says_so(act: str, says: str) -> None:
    """It is called by its code then, and everybody should know why."""
    office = DueLog()
    asked = office.ask()
    if act == "hold":
        hold = v1.RecordHold(target=asked.record_id, reason="told", days=3)
        office.log.publish(OFFICE, "record.hold", hold)
    else:
        office.bodies.clear()
    duty = office.duty()

    assert list(say_details(duty, "fr", UTC)) == [f"texte de l'obligation : {says}"]
    assert title_of(duty.obligation, "fr") == "Fiche de pratique"


def test_an_observer_that_is_named_owes_nothing() -> None:
    """It cannot hand in."""
    office = DueLog(observers=["academy"])
    office.ask(members=["academy"])

    assert told(office.duty("academy", LIMIT_MS + 1)) == ("not_owed", "observer", 0)


def shown(office: DueLog) -> Evidence:
    """The evidence that counts for amal."""
    handed = office.duty().submission
    assert handed is not None
    return handed.evidence


def test_evidence_is_shown_with_what_became_of_it() -> None:
    """“Accepted” on a report that was erased should be read with that."""
    office = DueLog()
    report = office.report()
    handed = office.submit(office.ask(), evidence=report)
    office.bodies[report.record_id] = office.bodies[next(iter(office.bodies))]
    present = shown(office)
    office.review(handed, "accepted")
    office.withdraw(report, "amal")
    taken_back = shown(office)
    erased = v1.RecordAct(target=report.record_id, reason="person")
    office.log.publish("amal", "record.redact", erased)

    assert present.state is EvidenceState.SHOWN
    assert (present.record_id, present.kind) == (report.record_id, "practice.report")
    assert taken_back.state is EvidenceState.WITHDRAWN
    assert office.duty().standing is Standing.ACCEPTED


def test_evidence_that_was_erased_or_is_not_here_is_said_to_be_so() -> None:
    """A row that says “accepted” and shows nothing looks like a fault of the program."""
    office = DueLog()
    report = office.report()
    office.submit(office.ask(), evidence=report)
    absent = shown(office)
    office.log.publish(
        "amal", "record.redact", v1.RecordAct(target=report.record_id, reason="person")
    )

    assert absent.state is EvidenceState.ABSENT
    assert shown(office).state is EvidenceState.REDACTED


def test_files_are_evidence_where_no_kind_is_asked_for() -> None:
    """Minutes on paper are a scan."""
    office = DueLog()
    office.submit(office.ask(evidence_kind=""), files=2)

    assert shown(office).files == 2
    assert shown(office).record_id == b""
    assert evidence_named(office.chronicle()) == frozenset()


def test_what_was_handed_in_and_taken_back_counts_no_more() -> None:
    """A report sent for the wrong year."""
    office = DueLog()
    asked = office.ask()
    handed = office.submit(asked)
    office.withdraw(handed, "amal")

    assert told(office.duty(now_ms=LIMIT_MS + 1)) == ("late", "nothing_handed_in", 1)
    assert [one.is_withdrawn for one in office.duty().others] == [True]
    assert not office.duty().first_in_time


def test_obligations_are_told_by_their_newest_version_and_year() -> None:
    """A list of every year there ever was is read by nobody."""
    office = DueLog()
    asked = office.ask()
    newest = office.ask(asked, due_ms=DUE_MS + DAY_MS)
    (found,) = obligations(office.chronicle(), YEAR)

    assert found.record_id == newest.record_id
    assert (found.due_ms, found.versions) == (DUE_MS + DAY_MS, 2)
    assert found.title("ar") == "جذاذة ممارسة"
    assert found.title("zgh") == "Fiche de pratique"
    assert obligations(office.chronicle(), "2024-2025") == ()


def test_without_its_text_an_obligation_has_the_year_of_its_date() -> None:
    """The text may be on hold, or not fetched yet."""
    office = DueLog()
    office.ask()
    office.bodies.clear()
    (found,) = obligations(office.chronicle())

    assert found.school_year == YEAR
    assert found.title("fr", "practice_report") == "practice_report"


@pytest.mark.parametrize(
    ("time_ms", "year"),
    [
        (START_MS, "2025-2026"),
        (START_MS + 242 * DAY_MS, "2025-2026"),
        (START_MS + 243 * DAY_MS, "2026-2027"),
        (2**53 - 1, ""),
    ],
)
def test_a_school_year_begins_in_september(time_ms: int, year: str) -> None:
    """And a date that no calendar has is no traceback."""
    assert school_year_of(time_ms) == year


def test_a_grace_that_no_calendar_holds_is_no_fault_of_the_reader() -> None:
    """Every number of an effect is at most 2^53 - 1: days of it are more than a date can be."""
    office = DueLog()
    office.ask(due_ms=2**53 - 1, grace_days=2**32 - 1)

    assert told(office.duty(now_ms=LIMIT_MS)) == ("open", "running", 0)
