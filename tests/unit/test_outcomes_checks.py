"""A release by itself: its tables, its sums, its smallest counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pytest
from forsa.errors import Reason
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.checks import Problem, check_release, network_theta
from forsa.outcomes.refusing import refusal
from forsa.outcomes.tables import Cell, CellState, Release, Theta, Vintage
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

_CLOSED: Final = closed_axes()
_CENTRES: Final = ("a", "b")
_OUTCOMES: Final = _CLOSED["outcome7"].codes
_SEX = st.sampled_from(("f", "m"))

_R = Reason


def person(sex: str, outcome: str, centre: str = "a") -> Learner:
    """A learner of whom nothing else differs."""
    return {
        "sex": sex,
        "age3": "a16_17",
        "strand": "vocational",
        "centre": centre,
        "outcome7": outcome,
    }


def good(name: str = "node-2") -> Release:
    """Twelve of each sex and outcome: nothing has to be hidden."""
    people = learners(*((12, person(sex, one)) for sex in ("f", "m") for one in _OUTCOMES))
    return make_release(people, name, centres=_CENTRES)


def problems(
    release: Release,
    *,
    centres: Sequence[str] | None = None,
    frame_n: int | None = None,
    least: Theta | None = None,
) -> tuple[Problem, ...]:
    """What is wrong, by the network's own parameters."""
    return check_release(release, centres=centres, frame_n=frame_n, least=least or network_theta())


def reasons(*found: Problem) -> set[Reason]:
    """Why."""
    return {one.reason for one in found}


# --- laws ---


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(person, _SEX, st.sampled_from(_OUTCOMES), st.sampled_from(_CENTRES)),
        min_size=60,
        max_size=90,
    ),
    st.sets(st.integers(0, 200), max_size=40),
    st.sampled_from(["node-1", "node-2"]),
)
def test_true_counts_add_up_whatever_is_hidden(
    people: list[Learner], hidden: set[int], name: str
) -> None:
    """A check of sums that refused the truth would teach people to change numbers."""
    everything = make_release(people, name)
    found = problems(everything, frame_n=len(people))

    assert reasons(*found) <= {_R.KIND_OUTCOME_SMALL_COUNT, _R.KIND_OUTCOME_THIN_GROUP}

    count = iter(range(1000))
    some = make_release(people, name, hidden=lambda _t, at: _can_hide(at) and next(count) in hidden)
    sums = {_R.KIND_OUTCOME_TABLE_INFEASIBLE, _R.KIND_OUTCOME_TABLE_MALFORMED}

    assert not sums & reasons(*problems(some, frame_n=len(people)))


def _can_hide(at: tuple[str, ...]) -> bool:
    return set(at) != {TOTAL}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_number_changed_in_a_table_that_shows_all_does_not_add_up(data: st.DataObject) -> None:
    """“A cell changed by one” is what people do who want a rounder figure."""
    release = good()
    table = data.draw(st.sampled_from(release.tables))
    cell = data.draw(st.sampled_from(table.cells))
    count = cell.value or 0
    by = data.draw(st.integers(-min(count, 5), 5).filter(bool))
    assert problems(release) == ()

    changed = with_cell(release, table.id, shown(cell.at, count + by))

    assert _R.KIND_OUTCOME_TABLE_INFEASIBLE in reasons(*problems(changed))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12))
def test_a_count_is_shown_from_k_on(count: int) -> None:
    """One to four learners are somebody."""
    people = learners((60 - count, person("f", "active_life")), (count, person("f", "unknown")))
    found = problems(make_release(people, "node-2"))
    small = [one for one in found if one.reason is _R.KIND_OUTCOME_SMALL_COUNT]

    assert bool(small) is (1 <= count < 5)
    assert all((one.values["shown"], one.values["limit"]) == (count, 5) for one in small)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 14))
def test_outcomes_are_shown_of_groups_of_ten_or_of_nobody(size: int) -> None:
    """Who knows that somebody is of the nine reads their outcome in a table of nine."""
    people = learners((70 - size, person("f", "active_life")), (size, person("m", "active_life")))
    found = problems(make_release(people, "node-2"))
    thin = [one for one in found if one.reason is _R.KIND_OUTCOME_THIN_GROUP]

    assert bool(thin) is (1 <= size < 10)
    assert all(one.values["group"] == size for one in thin)
    assert all(one.at[0] == "m" for one in thin)


@pytest.mark.parametrize(
    ("name", "parts", "is_known"),
    [
        ("outcome4", ("rest",), True),
        ("outcome4", ("active_life",), False),
        ("outcome4", ("rest", "active_life"), False),
        ("outcome7", ("unknown",), True),
        ("outcome7", ("unknown", "excluded"), True),
        ("outcome7", ("unknown", "formal_education"), False),
    ],
)
def test_a_group_of_hidden_size_does_not_show_that_all_have_one_harmful_outcome(
    name: str, parts: tuple[str, ...], is_known: bool
) -> None:
    """How many girls there are is hidden; that not one of them was integrated, everybody knows."""
    hidden = {("f", code) for code in (*parts, TOTAL)} | {("m", TOTAL)}
    girls = [code for code in _OUTCOMES if code in (parts if parts != ("rest",) else ("unknown",))]
    boys = [(30, person("m", code)) for code in _OUTCOMES]
    people = learners(*((12, person("f", code)) for code in girls), *boys)
    product = "node-2" if name == "outcome4" else "node-3"
    table = f"sex_x_{name}"
    release = make_release(
        people, product, centres=_CENTRES, hidden=lambda one, at: one == table and at in hidden
    )

    found = [one.at for one in problems(release) if one.reason is _R.KIND_OUTCOME_GROUP_ATTRIBUTE]

    assert found == ([("f", min(parts, key=_place))] if is_known else [])


def _place(code: str) -> int:
    return _OUTCOMES.index(code) if code in _OUTCOMES else 0


def test_a_group_that_hides_its_size_is_left_to_the_audit() -> None:
    """Its outcomes are as safe as what can be concluded of it, and that is calculated there."""
    people = learners((65, person("f", "active_life")), (7, person("m", "active_life")))
    release = make_release(
        people, "node-2", hidden=lambda _table, at: at in {("m", TOTAL), ("f", TOTAL)}
    )

    assert problems(release) == ()


# --- one by one ---


def test_a_product_asks_for_its_enrolment() -> None:
    """The product matters more than the algorithm: a finer one on a small frame hides nothing."""
    people = learners((59, person("f", "active_life")))
    refused = problems(make_release(people, "node-2"))
    allowed = problems(make_release([*people, person("f", "active_life")], "node-2"))

    assert reasons(*refused) == {_R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED}
    assert (refused[0].values["n"], refused[0].values["limit"]) == (59, 60)
    assert allowed == ()
    assert problems(make_release(people, "node-1")) == (), "one may go down"


@pytest.mark.parametrize("name", ["k", "w", "m_min", "k_star", "k_delta"])
def test_no_parameter_is_below_the_networks(name: str) -> None:
    """A release that protects less would be proven safe by its own measure."""
    release = good()
    lower = replace(release, theta=replace(Theta(), **{name: getattr(Theta(), name) - 1}))
    network = replace(Theta(), **{name: getattr(Theta(), name) + 1})

    assert problems(release) == ()
    assert reasons(*problems(lower)) == {_R.KIND_OUTCOME_THETA_NOT_ALLOWED}
    assert reasons(*problems(release, least=network)) == {_R.KIND_OUTCOME_THETA_NOT_ALLOWED}


def test_a_higher_k_asks_for_a_wider_interval() -> None:
    """W is 2(k - 1) or more: less, and small counts are told from others."""
    release = good()
    narrow = replace(release, theta=replace(Theta(), k=6))
    wide = replace(release, theta=replace(Theta(), k=6, w=10))

    assert reasons(*problems(narrow)) == {_R.KIND_OUTCOME_THETA_NOT_ALLOWED}
    assert problems(wide) == ()


def test_a_network_cannot_lower_k_under_five() -> None:
    """Whatever a decision says."""
    release = replace(good(), theta=replace(Theta(), k=4))

    assert problems(release, least=replace(Theta(), k=4))


@pytest.mark.parametrize("left", [0, 1])
def test_a_table_of_the_product_is_not_left_out(left: int) -> None:
    """Who chooses which tables to show, chooses by what is in them."""
    release = good()
    tables = [one for at, one in enumerate(release.tables) if at != left]

    assert reasons(*problems(with_tables(release, tables))) >= {_R.KIND_OUTCOME_TABLE_MALFORMED}


def test_tables_stand_in_the_order_of_the_product() -> None:
    """One release has one spelling."""
    release = good()

    assert problems(with_tables(release, release.tables[::-1]))


def test_the_table_of_centres_is_there_from_two_centres_on() -> None:
    """One centre is everybody; and who leaves it out with two hides a centre."""
    people = learners(
        *((30, person(sex, one, c)) for sex in "fm" for one in _OUTCOMES[:3] for c in _CENTRES)
    )
    with_both = make_release(people, "node-3", centres=_CENTRES)
    without = make_release(people, "node-3")

    assert problems(with_both, centres=("b", "a")) == ()
    assert problems(without, centres=("a",)) == problems(without, centres=()) == ()
    assert reasons(*problems(without, centres=_CENTRES)) == {_R.KIND_OUTCOME_FRAME_MISMATCH}
    assert reasons(*problems(with_both, centres=("a", "c"))) == {_R.KIND_OUTCOME_FRAME_MISMATCH}
    assert reasons(*problems(with_both, centres=("a",))) == {_R.KIND_OUTCOME_FRAME_MISMATCH}
    assert problems(with_both, centres=None) == problems(without, centres=None) == ()


def test_a_release_is_of_the_published_enrolment() -> None:
    """With another n the product is another, and late entrants are told from the others."""
    release = good()

    assert problems(release, frame_n=release.frame_n) == ()
    assert reasons(*problems(release, frame_n=release.frame_n + 1)) == {
        _R.KIND_OUTCOME_FRAME_MISMATCH
    }


def test_the_frame_total_is_never_hidden() -> None:
    """It is public: to hide it would only pretend."""
    release = good()

    hidden = with_cell(release, "outcome7", hidden_cell([TOTAL]))
    assert _R.KIND_OUTCOME_TABLE_INFEASIBLE in reasons(*problems(hidden))


def test_a_table_is_not_collected_as_a_whole() -> None:
    """“Not collected” on single cells would be another word for hidden."""
    release = good()
    first, second = release.tables
    gone = replace(
        second, cells=tuple(Cell(one.at, CellState.NOT_COLLECTED) for one in second.cells)
    )
    partly = replace(second, cells=(gone.cells[0], *second.cells[1:]))
    all_gone = [
        replace(one, cells=tuple(Cell(c.at, CellState.NOT_COLLECTED) for c in one.cells))
        for one in release.tables
    ]

    assert problems(with_tables(release, [first, gone])) == ()
    assert problems(with_tables(release, [first, partly]))
    assert reasons(*problems(with_tables(release, all_gone))) == {_R.KIND_OUTCOME_TABLE_MALFORMED}


def test_a_table_is_held_as_a_whole_and_in_the_final_vintage() -> None:
    """A table is never changed in part: what is not held would give away what is."""
    release = replace(good(), vintage=Vintage.FINAL)
    first, second = release.tables
    partly = replace(held(second), cells=(second.cells[0], *held(second).cells[1:]))
    provisional = replace(release, vintage=Vintage.PROVISIONAL)

    assert problems(with_tables(release, [first, held(second)])) == ()
    assert problems(with_tables(release, [first, partly]))
    assert problems(with_tables(provisional, [first, held(second)]))


def test_a_cell_hidden_in_one_table_is_not_shown_in_another() -> None:
    """Working life is one cell, on whatever axis: who looks in both tables knows it."""
    release = good()
    twice = with_cell(release, "outcome7", hidden_cell(["active_life"]))
    both = with_cell(twice, "sex_x_outcome4", hidden_cell([TOTAL, "active_life"]))

    assert reasons(*problems(twice)) == {_R.KIND_OUTCOME_PATTERN_CHANGED}
    assert problems(both) == ()


def test_the_rest_is_the_sum_of_what_it_stands_for() -> None:
    """Tables on outcome4 and outcome7 that contradict each other are true of no learners."""
    people = learners((40, person("f", "unknown")), (40, person("f", "excluded")))
    release = make_release(people, "node-2")
    other = learners((39, person("f", "unknown")), (41, person("f", "active_life")))
    mixed = with_tables(release, [release.tables[0], make_release(other, "node-2").tables[1]])

    assert _R.KIND_OUTCOME_TABLE_INFEASIBLE in reasons(*problems(mixed))


def only(release: Release, table: str, *at: tuple[str, ...]) -> Release:
    """Hide everything in a table but the frame total and these."""
    one = next(one for one in release.tables if one.id == table)
    for cell in one.cells:
        if cell.at not in at and set(cell.at) != {TOTAL}:
            release = with_cell(release, table, hidden_cell(cell.at))
    return release


def test_one_cell_has_one_number_in_all_tables() -> None:
    """Where all else is hidden no sum tells that one of the two is wrong."""
    release = only(good(), "outcome7", ("active_life",))
    release = only(release, "sex_x_outcome4", (TOTAL, "active_life"))
    other = with_cell(release, "sex_x_outcome4", shown((TOTAL, "active_life"), 25))

    assert problems(release) == ()
    assert reasons(*problems(other)) == {_R.KIND_OUTCOME_TABLE_INFEASIBLE}


def test_a_category_is_the_sum_of_its_finer_ones_in_another_table() -> None:
    """Vocational training is training and apprenticeship, wherever it is shown."""
    release = only(good(), "outcome7", ("vocational_training",), ("apprenticeship",))
    release = only(release, "sex_x_outcome4", (TOTAL, "vocational"))
    other = with_cell(release, "sex_x_outcome4", shown((TOTAL, "vocational"), 49))

    assert problems(release) == ()
    assert reasons(*problems(other)) == {_R.KIND_OUTCOME_TABLE_INFEASIBLE}


def test_a_table_of_one_centre_says_nothing_and_is_none() -> None:
    """Its cells would be the totals again, under another address."""
    people = learners(*((30, person(sex, one)) for sex in "fm" for one in _OUTCOMES[:3]))
    both = make_release(people, "node-3", centres=_CENTRES)
    cells = [
        replace(one, cells=tuple(c for c in one.cells if c.at[0] in ("a", TOTAL)))
        if one.axes[0] == "centre"
        else one
        for one in both.tables
    ]
    alone = replace(both, tables=tuple(cells), axes={**both.axes, "centre": ("a",)})

    assert problems(both) == ()
    assert reasons(*problems(alone)) == {_R.KIND_OUTCOME_TABLE_MALFORMED}


def test_hidden_parts_leave_no_room_for_more_than_the_total() -> None:
    """A hidden cell is not below nobody."""
    release = good("node-1")
    smaller = with_cell(release, "outcome4", hidden_cell(["rest"]))
    too_many = with_cell(smaller, "outcome4", shown(["vocational"], 200))

    assert problems(smaller) == ()
    assert reasons(*problems(too_many)) == {_R.KIND_OUTCOME_TABLE_INFEASIBLE}


def test_more_centres_are_not_counted_than_there_are() -> None:
    """Coverage over one hundred percent."""
    release = good()

    assert problems(replace(release, centres_included=3, centres_total=2))
    assert problems(replace(release, centres_included=0))


def test_the_smallest_release_is_the_enrolment_alone() -> None:
    """Even two learners may be counted: their number is public."""
    assert problems(make_release(learners((2, person("f", "unknown"))), "node-0")) == ()


def test_a_refusal_names_the_cell_and_its_numbers() -> None:
    """Who prepared the release has to find the cell."""
    people = learners((57, person("f", "active_life")), (3, person("f", "unknown")))
    error = refusal(problems(make_release(people, "node-2")))

    assert error is not None
    assert error.reason is _R.KIND_OUTCOME_SMALL_COUNT
    assert error.metadata["table"] == "outcome7"
    assert error.metadata["at"] == "unknown"
    assert error.metadata["shown"] == "3"
    assert int(error.metadata["problems"]) > 1
    assert "3 at unknown" in error.message
    assert refusal(()) is None
