"""Decisions and ballots as frames: one row each, with and without rows."""

from forsa.exports.governance.frames import (
    BALLOTS,
    DECISIONS,
    ballots_to_pandas,
    ballots_to_polars,
    decisions_to_pandas,
    decisions_to_polars,
)
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.decision import Decision
from forsa.governance.views.decisions import WITHOUT_BALLOTS, decisions

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage
from tests.support.chronicles import chronicle

LINES = (
    "members amal badr cyn",
    "open p1 by amal: set proxies_max=2",
    "ballot p1 by amal: against",
    "ballot p1 by amal: for",
    "ballot p1 by badr for cyn: for",
    "close p1",
    "open p2 by badr: motion",
)


def seen(*kinds: str) -> tuple[Decision, ...]:
    """The decisions of a story; `kinds`: of these records alone."""
    stage = Stage(LINES)
    for line in LINES:
        stage.play(line, EVENTS)
    whole = chronicle(stage.log)
    events = tuple(one for one in whole.events if not kinds or one.kind in kinds)
    return decisions(Chronicle(events, whole.past, whole.state, whole.now_ms))


def test_a_decision_is_a_row_with_its_numbers() -> None:
    """Whoever makes a table of ten years must not count again by hand."""
    first, second = decisions_to_polars(seen()).to_dicts()

    assert (first["type"], first["result"], first["stage"]) == (
        "statute_change",
        "adopted",
        "pending",
    )
    assert (first["present"], first["represented"], first["quorum_needed"]) == (1, 1, 2)
    assert (first["actions"], first["pending"]) == (["setting.change"], 1)
    assert (second["result"], second["closed_index"]) == ("open", None)


def test_a_ballot_that_was_replaced_is_a_row_that_does_not_count() -> None:
    """Who sums the column of votes must be able to leave it out."""
    frame = ballots_to_polars(seen())

    assert frame.select("member", "choice", "by_proxy", "cast_by", "counts").rows() == [
        ("amal", "against", False, "amal", False),
        ("amal", "for", False, "amal", True),
        ("cyn", "for", True, "badr", True),
    ]
    assert frame["replaced_by"].to_list() == [3, None, None]


def test_without_the_records_a_ballot_has_its_choice_and_no_more() -> None:
    """A list that was made without ballots still says who voted what."""
    frame = ballots_to_polars(seen(*WITHOUT_BALLOTS))

    assert frame.select("member", "choice", "record_id", "log_time_ms").rows() == [
        ("amal", "for", "", None),
        ("cyn", "for", "", None),
    ]


def test_a_frame_without_rows_has_the_same_columns() -> None:
    """A program that runs on the first day of a network must not fail on it."""
    assert decisions_to_polars(()).columns == list(DECISIONS)
    assert ballots_to_polars(()).columns == list(BALLOTS)
    assert decisions_to_polars(()).schema == decisions_to_polars(seen()).schema


def test_pandas_has_the_same_rows() -> None:
    """Whichever library an analyst works with."""
    pandas, polars = decisions_to_pandas(seen()), decisions_to_polars(seen())

    assert list(pandas.columns) == polars.columns
    assert pandas["in_favour"].tolist() == polars["in_favour"].to_list()
    assert ballots_to_pandas(seen())["counts"].tolist() == [False, True, True]
