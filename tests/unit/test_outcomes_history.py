"""What a later release of a frame may change: nothing that a difference gives away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pytest
from forsa.errors import Reason
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.checks import Problem, check_release, network_theta
from forsa.outcomes.history import check_history, check_listed
from forsa.outcomes.tables import Cell, CellState, Release, Vintage
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.releases import (
    Learner,
    held,
    hidden_cell,
    learners,
    make_release,
    shown,
    with_cell,
    with_tables,
)

_OUTCOMES: Final = closed_axes()["outcome7"].codes
_R = Reason


def person(sex: str, outcome: str) -> Learner:
    """A learner of one of two centres."""
    centre = "a" if sex == "f" else "b"
    strand = "vocational" if sex == "f" else "educational"
    return {
        "sex": sex,
        "age3": "a16_17",
        "strand": strand,
        "trade": "sewing",
        "milieu": "rural",
        "centre": centre,
        "outcome7": outcome,
    }


def people(moved: Mapping[str, int] | None = None) -> list[Learner]:
    """Thirty women of each outcome and as many men, but for women who moved to other outcomes."""
    moves = moved or {}
    women = [(30 + moves.get(one, 0), person("f", one)) for one in _OUTCOMES]
    return learners(*women, *((30, person("m", one)) for one in _OUTCOMES))


def release(
    name: str = "node-2",
    moved: Mapping[str, int] | None = None,
    *,
    point: str = "exit",
    vintage: Vintage = Vintage.PROVISIONAL,
    centres: Sequence[str] = (),
) -> Release:
    """A release of them, with everything shown."""
    return make_release(people(moved), name, point=point, vintage=vintage, centres=centres)


def final(moved: Mapping[str, int] | None = None) -> Release:
    """The second vintage of the same point."""
    return release(moved=moved, vintage=Vintage.FINAL)


def reasons(found: Sequence[Problem]) -> set[Reason]:
    """Why."""
    return {one.reason for one in found}


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(_OUTCOMES), st.sampled_from(_OUTCOMES), st.integers(0, 8))
def test_a_number_moves_by_nothing_or_by_enough(source: str, target: str, count: int) -> None:
    """One learner who found work is the difference of two tables."""
    revised = final({source: -count, target: count} if source != target else None)
    found = check_history(revised, [release()])
    moved = count if source != target else 0

    assert reasons(found) == ({_R.KIND_OUTCOME_REVISION_SMALL} if 0 < moved < 3 else set())
    for one in found:
        shown_now, before = int(one.values["shown"]), int(one.values["before"])
        assert abs(shown_now - before) == moved


@pytest.mark.parametrize("moved", [1, 4])
def test_a_table_whose_revision_is_small_waits_as_a_whole(moved: int) -> None:
    """The other tables go on; what is held stands at its provisional values, and at no others."""
    before = release()
    revised = final({"unknown": -moved, "active_life": moved})
    waits = with_tables(revised, [held(table) for table in before.tables])
    other = with_tables(revised, [held(table) for table in revised.tables])

    assert check_history(waits, [before]) == ()
    assert check_release(waits, centres=None, frame_n=None, least=network_theta()) == ()
    assert reasons(check_history(other, [before])) == {_R.KIND_OUTCOME_REVISION_SMALL}


def test_one_table_may_wait_while_another_is_revised() -> None:
    """Enough women moved for one table, and too few in the categories of the other."""
    before = release()
    revised = final({"unknown": -4, "excluded": 2, "not_integrated_known": 2})
    first, second = revised.tables
    mixed = with_tables(revised, [held(before.tables[0]), second])

    assert first.id == "outcome7"
    assert reasons(check_history(revised, [before])) == {_R.KIND_OUTCOME_REVISION_SMALL}
    assert check_history(mixed, [before]) == ()


def test_nothing_is_held_before_it_was_published() -> None:
    """A held table of a first vintage would be a table that nobody has to vouch for."""
    first = replace(release(), vintage=Vintage.FINAL)
    waits = with_tables(first, [held(table) for table in first.tables])

    assert check_history(first, []) == ()
    assert reasons(check_history(waits, [])) == {_R.KIND_OUTCOME_TABLE_MALFORMED}
    assert reasons(check_history(waits, [release(point="m3")])) == {_R.KIND_OUTCOME_TABLE_MALFORMED}


@pytest.mark.parametrize("at", [("active_life",), ("unknown",)])
def test_what_is_hidden_stays_hidden_and_what_is_shown_stays_shown(at: tuple[str, ...]) -> None:
    """The difference of two patterns is a number."""
    shows, hides = release(), with_cell(release(), "outcome7", hidden_cell(at))
    later_shows = replace(shows, vintage=Vintage.FINAL)
    later_hides = replace(hides, vintage=Vintage.FINAL)

    assert check_history(later_hides, [hides]) == check_history(later_shows, [shows]) == ()
    for later, before in ((later_hides, shows), (later_shows, hides)):
        found = check_history(later, [before])
        assert reasons(found) == {_R.KIND_OUTCOME_PATTERN_CHANGED}
        assert {(one.table, one.at) for one in found} == {("outcome7", at)}


def test_a_group_is_hidden_at_all_points_or_at_none() -> None:
    """Classifications are frozen: the number of women is one number, whenever it is shown."""

    def hides(one: Release) -> Release:
        for sex in ("f", "m"):
            one = with_cell(one, "sex_x_outcome4", hidden_cell((sex, TOTAL)))
        return one

    shows, later = release(), release(point="m3")

    assert check_history(later, [shows]) == check_history(hides(later), [hides(shows)]) == ()
    assert reasons(check_history(hides(later), [shows])) == {_R.KIND_OUTCOME_PATTERN_CHANGED}
    assert reasons(check_history(later, [hides(shows)])) == {_R.KIND_OUTCOME_PATTERN_CHANGED}


def test_a_group_has_one_size_for_the_whole_frame() -> None:
    """A learner who changes her strand after the first release is told from the others."""
    later = release(point="m3")
    moved = with_cell(later, "sex_x_outcome4", shown(("f", TOTAL), 213))

    found = check_history(moved, [release()])
    assert reasons(found) == {_R.KIND_OUTCOME_FRAME_CHANGED}
    assert (found[0].values["shown"], found[0].values["before"]) == (213, 210)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, frame_n=one.frame_n + 1),
        lambda one: replace(one, centres_total=one.centres_total + 1),
    ],
    ids=["learners", "centres"],
)
def test_the_frame_is_that_of_the_first_release(change: Callable[[Release], Release]) -> None:
    """A late entrant between two releases is their difference."""
    later = release(point="m3")

    assert check_history(later, [release()]) == ()
    assert _R.KIND_OUTCOME_FRAME_CHANGED in reasons(check_history(change(later), [release()]))


def test_the_centres_are_those_of_the_first_release() -> None:
    """A centre that opens in the year has no learners of this frame."""
    before = release("node-3", centres=("a", "b"))
    same = release("node-3", centres=("a", "b"), point="m3")
    renamed = replace(same, axes={**same.axes, "centre": ("a", "c")})
    fewer = replace(release("node-3", point="m3"), centres_total=2, centres_included=2)

    assert check_history(same, [before]) == ()
    assert reasons(check_history(renamed, [before])) == {_R.KIND_OUTCOME_FRAME_CHANGED}
    assert reasons(check_history(fewer, [before])) == {_R.KIND_OUTCOME_FRAME_CHANGED}


@pytest.mark.parametrize(
    ("earlier", "now", "allowed"),
    [
        (["node-3"], "node-3", True),
        (["node-3"], "node-2", True),
        (["node-2"], "node-3", False),
        (["node-3", "node-1"], "node-2", False),
        (["node-3", "node-1"], "node-0", True),
        (["node-3/trade"], "node-3/trade", True),
        (["node-3/trade"], "node-3", False),
        (["node-3"], "node-3/milieu", False),
        (["node-4/trade"], "node-3/trade", True),
        (["node-4/trade", "node-2"], "node-2", True),
    ],
)
def test_a_member_goes_down_the_ladder_and_keeps_its_variant(
    earlier: list[str], now: str, allowed: bool
) -> None:
    """Each way up again would be chosen by the counts."""
    points = ("exit", "m3", "m6")
    before = [release(one, point=point) for one, point in zip(earlier, points, strict=False)]
    found = check_history(release(now, point="m12"), before)

    assert (_R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED in reasons(found)) is not allowed


def test_a_final_vintage_has_the_product_of_the_provisional_one() -> None:
    """Lower than a later point was allowed to be, even: the tables have to be the same."""
    before = [release("node-2"), release("node-1", point="m3")]
    same = final()
    lower = release("node-1", vintage=Vintage.FINAL)

    assert check_history(same, before) == ()
    assert reasons(check_history(lower, before)) == {_R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED}


@pytest.mark.parametrize(
    ("vintages", "now", "allowed"),
    [
        ([], Vintage.PROVISIONAL, True),
        ([], Vintage.FINAL, True),
        ([Vintage.PROVISIONAL], Vintage.FINAL, True),
        ([Vintage.PROVISIONAL], Vintage.PROVISIONAL, False),
        ([Vintage.FINAL], Vintage.FINAL, False),
        ([Vintage.FINAL], Vintage.PROVISIONAL, False),
        ([Vintage.PROVISIONAL, Vintage.FINAL], Vintage.FINAL, False),
    ],
)
def test_a_point_has_two_vintages_at_most(
    vintages: list[Vintage], now: Vintage, allowed: bool
) -> None:
    """Each further one is another equation."""
    before = [release(vintage=one) for one in vintages]
    found = check_history(release(vintage=now), before)

    assert (_R.KIND_OUTCOME_VINTAGE_CLOSED in reasons(found)) is not allowed
    assert check_history(release(point="m3"), before) == (), "other points are open"


def test_a_table_that_was_not_collected_stays_so_in_the_final_vintage() -> None:
    """Hidden instead would be a pattern that says something."""
    before = release()
    first, second = before.tables
    cells = tuple(Cell(one.at, CellState.NOT_COLLECTED) for one in second.cells)
    missing = with_tables(before, [first, replace(second, cells=cells)])
    hides = with_tables(before, [first, replace(second, cells=tuple(map(_hide, second.cells)))])

    assert check_history(replace(missing, vintage=Vintage.FINAL), [missing]) == ()
    assert reasons(check_history(replace(hides, vintage=Vintage.FINAL), [missing])) == {
        _R.KIND_OUTCOME_PATTERN_CHANGED
    }


def _hide(cell: Cell) -> Cell:
    return cell if set(cell.at) == {TOTAL} else hidden_cell(cell.at)


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 3), max_size=4, unique=True),
    st.lists(st.integers(0, 3), max_size=4, unique=True),
)
def test_a_release_lists_exactly_what_is_accepted_in_its_order(
    listed: list[int], accepted: list[int]
) -> None:
    """What was left out of the audit is what gives it away."""
    ids = [bytes([one]) * 32 for one in range(4)]
    one = replace(release(), history=tuple(ids[at] for at in listed))
    found = check_listed(one, [ids[at] for at in accepted])

    assert (found == ()) is (listed == accepted)
    assert reasons(found) <= {_R.KIND_OUTCOME_APPROVAL_STALE}
