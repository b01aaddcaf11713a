"""Rates say no more than the counts they are made of, and nothing where one is hidden."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.rates import Rate, Rates, rates, round_percent
from forsa.outcomes.tables import CellState, Release
from hypothesis import given
from hypothesis import strategies as st

from tests.support.outcome_tables import release
from tests.support.privacy_vectors import privacy_vector

SHOWN = privacy_vector("S1")["expect"]


def of_outcome7(**changed: int | None) -> Release:
    """The outcomes of vector S1 in seven classes, some of them changed or hidden."""
    counts: dict[str, int | None] = {**SHOWN["outcome7"], TOTAL: SHOWN["n"], **changed}
    return release({("outcome7",): {(code,): n for code, n in counts.items()}}, frame_n=84)


def parts(rate: Rate | None) -> list[int] | None:
    """As the vector writes it."""
    return None if rate is None else [rate.part, rate.whole]


def test_rates_of_seven_classes_are_of_the_leavers() -> None:
    """Vector S1: who continues is no leaver, and who was not reached is not integrated."""
    found = rates(of_outcome7())

    assert parts(found.integration_rate) == SHOWN["integration_rate"]
    assert parts(found.response_rate) == SHOWN["response_rate"]
    assert found.share_of_frame is None
    assert not found.is_fragile


def test_four_classes_give_a_lower_bound_only() -> None:
    """Vector S1: `rest` holds those who are no leavers, too."""
    counts: dict[str, int | None] = {**SHOWN["outcome4"], TOTAL: SHOWN["n"]}
    found = rates(release({("outcome4",): {(code,): n for code, n in counts.items()}}, frame_n=84))

    assert found.integration_rate is None
    assert found.response_rate is None
    assert parts(found.share_of_frame) == SHOWN["share_of_frame"]


def test_two_classes_hold_the_sum_already() -> None:
    """Vector S1, the coarsest axis."""
    counts: dict[str, int | None] = {**SHOWN["outcome2"], TOTAL: SHOWN["n"]}
    found = rates(release({("outcome2",): {(code,): n for code, n in counts.items()}}, frame_n=84))

    assert parts(found.share_of_frame) == SHOWN["share_of_frame"]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ("excluded", (None, [44, 84], None)),
        ("unknown", ([44, 76], None, None)),
        ("apprenticeship", (None, None, [66, 76])),
        (TOTAL, (None, None, None)),
    ],
)
def test_a_hidden_count_takes_its_rates_with_it(hidden: str, expected: tuple[Any, ...]) -> None:
    """A percentage beside hidden cells would give one of them back."""
    found = rates(of_outcome7(**{hidden: None}))

    assert (
        parts(found.integration_rate),
        parts(found.share_of_frame),
        parts(found.response_rate),
    ) == expected


def test_a_group_has_rates_of_its_own_cells_only() -> None:
    """The rate of all learners must not stand in for that of the girls."""
    girls = {"formal_education": 6, "vocational": 7, "active_life": 5, "rest": 22, TOTAL: 40}
    counts: dict[tuple[str, ...], int | None] = {("f", code): n for code, n in girls.items()}
    counts[TOTAL, TOTAL] = 84
    shown = release({("sex", "outcome4"): counts}, frame_n=84)

    assert parts(rates(shown, (("sex", "f"),)).share_of_frame) == [18, 40]
    assert rates(shown, (("sex", "m"),)) == Rates(None, None, None)
    assert rates(shown) == Rates(None, None, None)


def test_what_waits_for_its_revision_makes_no_rate() -> None:
    """Its table stands at older figures than the one beside it: a rate of both is of no moment."""
    revised = of_outcome7()
    old = of_outcome7(formal_education=14, excluded=5).tables[0]
    held = replace(
        old, cells=tuple(replace(cell, state=CellState.HELD) for cell in old.cells), id="held"
    )
    both = replace(revised, tables=(*revised.tables, held))

    assert rates(both) == rates(revised)
    assert rates(replace(revised, tables=(held,))) == Rates(None, None, None)


def test_fewer_learners_than_a_group_needs_have_no_rate() -> None:
    """Of nine learners every percentage is a count; of ten a band is shown."""
    counts: dict[tuple[str, ...], int | None] = {("formal_education",): 0, ("vocational",): 0}
    nine = release({("outcome4",): {**counts, ("active_life",): 9, (TOTAL,): 9}}, frame_n=9)
    ten = release({("outcome4",): {**counts, ("active_life",): 9, (TOTAL,): 10}}, frame_n=10)

    assert rates(nine).share_of_frame is None
    assert rates(ten).share_of_frame == Rate(9, 10)


def test_few_answers_make_a_rate_fragile() -> None:
    """45 of 76 leavers reached is under 60 %, 46 is over."""
    assert rates(of_outcome7(unknown=31)).is_fragile
    assert not rates(of_outcome7(unknown=30)).is_fragile


def test_under_a_hundred_learners_a_rate_is_a_multiple_of_five() -> None:
    """A whole percentage of 99 learners gives the count back."""
    assert (Rate(44, 76).percent, Rate(44, 76).is_band) == (60, True)
    assert (Rate(57, 99).percent, Rate(57, 99).is_band) == (60, True)
    assert (Rate(58, 101).percent, Rate(58, 101).is_band) == (57, False)


@pytest.mark.parametrize("expected", privacy_vector("T14")["expect"])
def test_bands_do_not_give_the_count_back(expected: dict[str, Any]) -> None:
    """Vector T14: how many counts of n can be read out of the rounded rate."""
    n = expected["n"]

    for name, step in (("whole_percent", 1), ("bands_of_5", 5)):
        shown = Counter(round_percent(part, n, step) for part in range(n + 1))
        unique = sum(times == 1 for times in shown.values())
        assert {"unique": unique, "values": len(shown)} == expected[name]


@given(st.integers(1, 5_000), st.sampled_from((1, 5)), st.data())
def test_the_nearest_step_is_shown(whole: int, step: int, data: st.DataObject) -> None:
    """Half up, in whole numbers: no platform rounds otherwise."""
    part = data.draw(st.integers(0, whole))

    twice = 2 * (100 * part - round_percent(part, whole, step) * whole)
    assert -step * whole <= twice < step * whole
