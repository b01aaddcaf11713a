"""Only releases that we judged ourselves count, whatever a hub let in."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from forsa.errors import MalformedError, Reason
from forsa.exports.outcomes.collection import Outcomes
from forsa.exports.outcomes.reading import read_export
from forsa.outcomes.gathering import LoggedRecord, gather
from forsa.outcomes.messages import format_release
from forsa.outcomes.names import FRAME, PROFILE, RELEASE
from forsa.outcomes.network import contribution
from forsa.testing.learners import SCHOOL_YEAR, Association, draw_node
from forsa.v1.member_pb2 import MemberProfile
from forsa.v1.outcomes_pb2 import CELL_STATE_SHOWN, OutcomeFrame, OutcomeTables

from tests.support.accepted_releases import accepted_releases, records_of


@pytest.fixture(scope="module")
def association() -> Association:
    """Of 90 learners, with hidden cells."""
    return draw_node(3, n=90, centres=1, member="amal", region="MA-05")


@pytest.fixture(scope="module")
def log(association: Association) -> list[LoggedRecord]:
    """Profile, enrolment, and the releases of two points."""
    return records_of(association, accepted_releases(association, ["exit", "m3"]))


def changed(one: LoggedRecord) -> LoggedRecord:
    """A release of which somebody raised a shown count by one."""
    message = OutcomeTables.FromString(one.body or b"")
    shown = [cell for cell in message.tables[0].cells if cell.state == CELL_STATE_SHOWN]
    shown[0].value += 1
    body = format_release(message)
    return replace(one, body=body, record_id=sha256(body).digest())


def reasons(log: Sequence[LoggedRecord]) -> list[Reason]:
    """Why releases did not pass."""
    return [one.error.reason for one in gather(log).refused]


def test_releases_that_are_proved_are_accepted(log: list[LoggedRecord]) -> None:
    """The other side of every refusal below."""
    found = gather(log)

    assert [one.record_id for one in found.accepted] == [log[2].record_id, log[3].record_id]
    assert not found.refused
    (year,) = found.years(SCHOOL_YEAR)
    assert (year.member, year.region, year.enrolled) == ("amal", "MA-05", 90)
    assert found.years("2023-2024") == ()


def test_a_changed_release_is_named_and_counts_nowhere(log: list[LoggedRecord]) -> None:
    """A hub that let it in cannot make us show it."""
    found = gather([*log[:2], changed(log[2])])
    (year,) = found.years(SCHOOL_YEAR)

    assert not found.accepted
    assert [one.record_id for one in found.refused] == [changed(log[2]).record_id]
    assert contribution(year, "exit") is None


def test_what_was_seen_is_held_against_later_releases(log: list[LoggedRecord]) -> None:
    """An unsafe release that is in the log was read by everybody: a later one cannot ignore it."""
    assert reasons([*log[:2], changed(log[2]), log[3]]) == [
        Reason.KIND_OUTCOME_TABLE_INFEASIBLE,
        Reason.KIND_OUTCOME_APPROVAL_STALE,
    ]
    assert reasons([*log[:2], log[3]]) == [Reason.KIND_OUTCOME_APPROVAL_STALE]


def test_a_release_without_its_proof_does_not_pass(log: list[LoggedRecord]) -> None:
    """Nobody is believed."""
    bare, other = replace(log[2], proof=None), replace(log[2], proof=log[3].proof)
    gone = replace(log[2], proof=lambda: None)

    assert reasons([*log[:2], bare]) == [Reason.KIND_OUTCOME_PROOF_MISSING]
    assert reasons([*log[:2], gone]) == [Reason.KIND_OUTCOME_PROOF_MISSING]
    assert reasons([*log[:2], other]) == [Reason.KIND_OUTCOME_PROOF_INVALID]


def test_without_a_published_enrolment_nothing_passes(
    association: Association, log: list[LoggedRecord]
) -> None:
    """The enrolment chooses the product: it stands before anything else, and as it was then."""
    frame = OutcomeFrame.FromString(log[1].body or b"")
    frame.frame_n = association.n + 1
    other = replace(log[1], body=frame.SerializeToString())

    assert set(reasons([log[0], *log[2:]])) == {Reason.KIND_OUTCOME_FRAME_MISMATCH}
    assert reasons([log[0], other, log[2]]) == [Reason.KIND_OUTCOME_FRAME_MISMATCH]
    assert reasons([*log[:2], log[2], other, log[3]]) == []
    assert gather([*log[:3], other]).enrolled["amal", SCHOOL_YEAR].frame_n == association.n


def test_an_erased_release_closes_its_year(log: list[LoggedRecord]) -> None:
    """Its figures stay in copies, and nothing new can be held against them any more."""
    erased = replace(log[2], body=None, proof=None)
    found = gather([*log[:2], erased, log[3]])

    assert [one.error.reason for one in found.refused] == [Reason.KIND_OUTCOME_VINTAGE_CLOSED]
    assert not found.accepted


def test_a_withdrawn_release_is_not_shown_but_was_seen(log: list[LoggedRecord]) -> None:
    """Later releases still pass, since they were judged with it."""
    found = gather([*log[:2], replace(log[2], withdrawn=True), log[3]])
    (year,) = found.years(SCHOOL_YEAR)

    assert not found.refused
    assert contribution(year, "exit") is None
    assert contribution(year, "m3") is not None
    assert [one.release.observation_point for one in Outcomes(found).releases] == ["m3"]


def test_who_may_not_read_a_profile_can_still_check_the_proof(log: list[LoggedRecord]) -> None:
    """An outsider sees public releases, and no roster."""
    found = gather(log[1:])

    assert len(found.accepted) == 2
    assert found.years(SCHOOL_YEAR)[0].region == ""
    assert reasons([replace(log[0], body=b"\xff"), *log[1:]]) == []


def test_what_passed_before_is_not_judged_again(log: list[LoggedRecord]) -> None:
    """A node judged it when it came: reading the network then takes no time."""
    unproved = [replace(one, proof=None) for one in log]
    judged = [one.record_id for one in log]

    assert len(gather(unproved, judged=judged).accepted) == 2
    assert not gather(unproved).accepted


def test_what_members_alone_may_read_is_left_out_of_what_is_public(
    log: list[LoggedRecord],
) -> None:
    """A file for everybody must not hold what was released to the network."""
    held = Outcomes(gather([*log[:3], replace(log[3], audience="network")]))

    assert [one.audience for one in held.releases] == ["public", "network"]
    public = replace(held, public_only=True)
    assert [one.audience for one in public.releases] == ["public"]
    (point,) = {one.release.observation_point for one in held.releases} - {"exit"}
    assert held.network_totals(point=point).scope().members == 1
    assert public.network_totals(point=point).scope().members == 0


def test_the_newest_year_is_one_that_has_outcomes(log: list[LoggedRecord]) -> None:
    """The enrolment of the next year is published in October: its totals would long be empty."""
    frame = OutcomeFrame.FromString(log[1].body or b"")
    frame.school_year = "2025-2026"
    held = Outcomes(gather([*log, replace(log[1], body=frame.SerializeToString())]))

    assert held.school_years == (SCHOOL_YEAR, "2025-2026")
    assert held.newest_year("exit") == SCHOOL_YEAR
    assert held.newest_year("m12") == "2025-2026"
    assert held.network_totals().scope().members == 1


def test_what_a_stranger_names_a_year_or_a_region_is_not_printed(log: list[LoggedRecord]) -> None:
    """Both become lines of a terminal and cells of a spreadsheet."""
    frame = OutcomeFrame.FromString(log[1].body or b"")
    frame.school_year = "=cmd\x1b[2J"
    profile = MemberProfile.FromString(log[0].body or b"")
    profile.region = "=cmd"
    odd = [
        replace(log[0], body=profile.SerializeToString()),
        replace(log[1], body=frame.SerializeToString()),
    ]
    found = gather([*odd, *log[1:]])

    assert {year for _, year in found.enrolled} == {SCHOOL_YEAR}
    assert found.years(SCHOOL_YEAR)[0].region == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"school_year": "2024-2025\n"},
        {"observation_point": "m9"},
        {"reference_date": "=31/07"},
    ],
)
def test_a_release_of_no_year_point_or_day_is_refused(
    log: list[LoggedRecord], wrong: dict[str, str]
) -> None:
    """They are printed and written into files as they stand."""
    message = OutcomeTables.FromString(log[2].body or b"")
    for name, text in wrong.items():
        setattr(message, name, text)
    other = replace(log[2], body=format_release(message))

    assert reasons([*log[:2], other]) == [Reason.KIND_OUTCOME_TABLE_MALFORMED]


def test_a_centre_that_is_no_code_is_refused() -> None:
    """Its code stands in every file that is made of the release."""
    association = draw_node(2, n=160, centres=2, member="amal")
    (made,) = accepted_releases(association, ["exit"])
    body = made.body.replace(b"\n\x02c1", b"\n\x02=1")
    log = records_of(association, [replace(made, body=body)])

    assert body != made.body
    assert reasons(log) == [Reason.KIND_OUTCOME_TABLE_MALFORMED]
    assert reasons(records_of(association, [made])) == []


def test_progress_is_told_release_by_release(log: list[LoggedRecord]) -> None:
    """A network of 190 takes a while."""
    told: list[int] = []
    gather(log, tell=told.append)

    assert told == [1, 2]


def test_what_is_held_becomes_frames_totals_and_files(log: list[LoggedRecord]) -> None:
    """One value from the log to everything that is shown."""
    held = Outcomes(gather(log))
    views = held.network_totals(point="m3")
    exported = held.files(views)

    assert held.school_years == (SCHOOL_YEAR,)
    assert held.to_polars().height == sum(
        len(table.cells) for one in held.releases for table in one.release.tables
    )
    assert views.scope().learners == views.scope("MA-05").learners == 90
    assert set(views.to_polars()["scope"]) == {"nation", "MA-05"}
    assert read_export(exported) == held.releases
    assert {one.kind for one in log} == {PROFILE, FRAME, RELEASE}


@pytest.mark.parametrize(("year", "point"), [("", "m9"), ("2024", ""), ("2024-2026", "")])
def test_totals_of_no_point_or_year_are_refused(
    log: list[LoggedRecord], year: str, point: str
) -> None:
    """A mistyped point would have totals in which nobody is counted."""
    with pytest.raises(MalformedError):
        Outcomes(gather(log)).network_totals(year, point)


def test_releases_are_narrowed_and_totals_are_not(log: list[LoggedRecord]) -> None:
    """The point that is shown needs the others: groups are the same learners at all of them."""
    held = Outcomes(gather(log), point="m3")
    of_others = replace(held, members=frozenset(["badr"]))
    there, elsewhere = (replace(held, regions=frozenset([one])) for one in ("MA-05", "MA-12"))

    assert [one.release.observation_point for one in held.releases] == ["m3"]
    assert held.network_totals().scope().observation_point == "m3"
    assert of_others.releases == ()
    assert (there.releases, elsewhere.releases) == (held.releases, ())
