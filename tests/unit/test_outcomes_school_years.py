"""A hub, a node and anybody else read the same of a school year out of one log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import pytest
from forsa.envelope import Record, RecordId
from forsa.errors import ConflictError, Reason
from forsa.library.cards import parse_body
from forsa.outcomes.gathering import LoggedRecord, gather
from forsa.outcomes.messages import format_release, release_message
from forsa.outcomes.names import FRAME, RELEASE
from forsa.outcomes.school_years import (
    YearRecord,
    counting_frame,
    school_year_of,
    whole_releases,
)
from forsa.v1.outcomes_pb2 import OutcomeFrame, OutcomeTables
from forsa.v1.record_pb2 import RecordHeader
from forsa_hub.outcomes.years import year_record
from forsa_hub.store.outcomes import OutcomeRecord
from forsa_node.outcomes.own_records import OwnRecord, year_records
from hypothesis import given
from hypothesis import strategies as st

from tests.support.accept_proofs import four_outcomes
from tests.support.releases import ABOUT

YEARS: Final = ("2024-2025", "2025-2026")
_RELEASE: Final = four_outcomes({"formal_education": 17, "unknown": 38})
CLOSED: Final = Reason.KIND_OUTCOME_VINTAGE_CLOSED


@dataclass(frozen=True)
class One:
    """A record of the member."""

    record_id: bytes
    kind: str
    year: str
    body: bytes
    is_erased: bool = False

    @property
    def text(self) -> bytes | None:
        """What can still be read of it."""
        return None if self.is_erased else self.body


def made(
    number: int, kind: str, year: str, history: Sequence[bytes] = (), point: str = "exit"
) -> One:
    """A record with another id for every number."""
    if kind == FRAME:
        body = OutcomeFrame(school_year=year, frame_n=number + 1).SerializeToString()
    else:
        message = OutcomeTables.FromString(format_release(release_message(_RELEASE, ABOUT)))
        message.school_year, message.observation_point = year, point
        message.ClearField("history")
        message.history.extend(history)
        body = format_release(message)
    return One(sha256(b"%d" % number).digest(), kind, year, body)


def frames_of(log: Sequence[One], year: str) -> list[One]:
    """The enrolments of a year."""
    return [one for one in log if (one.kind, one.year) == (FRAME, year)]


def releases_of(log: Sequence[One], year: str) -> list[One]:
    """The releases of a year, erased ones among them."""
    return [one for one in log if (one.kind, one.year) == (RELEASE, year)]


@st.composite
def logs(draw: st.DrawFn) -> list[One]:
    """What an honest hub logs of a member: enrolments, releases that name all before them."""
    log: list[One] = []
    steps = st.tuples(st.sampled_from((FRAME, RELEASE, "erase")), st.sampled_from(YEARS))
    for number, (what, year) in enumerate(draw(st.lists(steps, max_size=12))):
        before = releases_of(log, year)
        if what == FRAME and not before:
            log.append(made(number, FRAME, year))
        elif what == RELEASE and not any(one.is_erased for one in before):
            log.append(made(number, RELEASE, year, [one.record_id for one in before]))
        elif what == "erase" and log:
            at = draw(st.integers(0, len(log) - 1))
            log[at] = replace(log[at], is_erased=True)
    return log


def at_the_hub(log: Sequence[One], year: str) -> list[YearRecord]:
    """It wrote down of which year each record was."""
    kept = (
        OutcomeRecord(one.record_id, at, one.kind, "amal", b"", one.year)
        for at, one in enumerate(log)
        if one.year == year
    )
    whole = {one.record_id for one in log if not one.is_erased}
    return [year_record(one, year, is_whole=one.record_id in whole) for one in kept]


def at_the_node(log: Sequence[One]) -> list[YearRecord]:
    """It reads its own records of each kind."""
    own = [
        OwnRecord(
            Record(b"", b"", b"", RecordId(one.record_id), RecordHeader(), b"", ""),
            parse_body(one.kind, one.text),
            one.text,
            at,
        )
        for at, one in enumerate(log)
    ]
    pairs = list(zip(log, own, strict=True))
    return year_records(
        [mine for one, mine in pairs if one.kind == FRAME],
        [mine for one, mine in pairs if one.kind == RELEASE],
    )


def is_closed(records: Sequence[YearRecord], year: str, known: Sequence[bytes] = ()) -> bool:
    """Whether nothing more of a year can be judged."""
    try:
        whole_releases(records, year, known)
    except ConflictError as error:
        return error.reason is CLOSED
    return False


@given(logs(), st.sampled_from(YEARS))
def test_hub_node_and_reader_take_the_same_enrolment_of_a_year(log: list[One], year: str) -> None:
    """A release that its author made against one enrolment would be refused by another's."""
    whole = [one for one in frames_of(log, year) if not one.is_erased]
    expected = whole[-1].record_id if whole else None
    known = [one.record_id for one in releases_of(log, year)]
    hub = counting_frame(at_the_hub(log, year), year)
    node = counting_frame(at_the_node(log), year, known)
    read = gather([LoggedRecord(one.kind, "amal", one.record_id, one.text) for one in log])
    enrolled = read.enrolled.get(("amal", year))

    assert (hub and hub.record_id) == (node and node.record_id) == expected
    n = OutcomeFrame.FromString(whole[-1].body).frame_n if whole else None
    assert (enrolled and enrolled.frame_n) == n


@given(logs(), st.sampled_from(YEARS))
def test_a_year_is_closed_for_hub_node_and_reader_alike(log: list[One], year: str) -> None:
    """A node would prepare for days what its hub refuses; or report a hub that did right."""
    releases = releases_of(log, year)
    known = [one.record_id for one in releases]
    expected = any(one.is_erased for one in releases)
    newest = made(99, RELEASE, year, known, point="m3")
    earlier = [LoggedRecord(one.kind, "amal", one.record_id, one.text) for one in log]
    judged = LoggedRecord(RELEASE, "amal", newest.record_id, newest.body, lambda: b"none")
    (refused,) = gather([*earlier, judged], judged={one.record_id for one in log}).refused

    assert is_closed(at_the_hub(log, year), year) is expected
    assert is_closed(at_the_node(log), year, known) is expected
    assert (refused.error.reason is CLOSED) is expected


@given(logs(), st.sampled_from(YEARS))
def test_of_an_open_year_all_list_the_same_releases(log: list[One], year: str) -> None:
    """What one of them leaves out would be held against nothing."""
    known = [one.record_id for one in releases_of(log, year)]
    if any(one.is_erased for one in releases_of(log, year)):
        return
    hub = [one.record_id for one in whole_releases(at_the_hub(log, year), year)]
    node = [one.record_id for one in whole_releases(at_the_node(log), year)]

    assert hub == node == known


def test_an_enrolment_behind_the_first_release_never_counts() -> None:
    """A hub that lets one in would choose richer tables for whoever asked it to."""
    frame, release, late = (
        made(number, kind, YEARS[0]) for number, kind in enumerate((FRAME, RELEASE, FRAME))
    )
    found = [at_the_hub([frame, release, late], YEARS[0]), at_the_node([frame, release, late])]
    nothing = [at_the_hub([release, late], YEARS[0]), at_the_node([release, late])]

    assert [counting_frame(one, YEARS[0]) for one in found] == [found[0][0], found[1][0]]
    assert [counting_frame(one, YEARS[0]) for one in nothing] == [None, None]


def test_a_later_release_tells_of_which_year_an_erased_one_was() -> None:
    """Who joins later has no other way to know, and a hub that lies could leave it out."""
    first = made(1, RELEASE, YEARS[0])
    second = made(2, RELEASE, YEARS[0], [first.record_id])
    gone = replace(first, is_erased=True)

    assert is_closed(at_the_node([gone, second]), YEARS[0])
    assert not is_closed(at_the_node([gone, second]), YEARS[1])
    assert not is_closed(at_the_node([first, second]), YEARS[0])


def test_one_that_was_erased_before_its_year_was_kept_closes_every_year() -> None:
    """A hub that did not write it down cannot tell that it was of another one."""
    lost = OutcomeRecord(bytes(32), 0, RELEASE, "amal", b"", "")

    assert all(is_closed([year_record(lost, year, is_whole=True)], year) for year in YEARS)


@pytest.mark.parametrize("year", ["2024", "2024-20255", "\u0662024-2025"[:9], ""])
def test_a_year_that_is_none_is_not_known(year: str) -> None:
    """It would be printed, or fill a column that holds nine letters."""
    body = OutcomeFrame(school_year=year).SerializeToString()

    assert school_year_of(FRAME, body) == ""
    assert school_year_of(FRAME, OutcomeFrame(school_year=YEARS[0]).SerializeToString()) == YEARS[0]
