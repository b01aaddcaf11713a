"""Rates of the network are intervals that the true rate lies in, coarse where few are counted."""

from collections.abc import Mapping

import pytest
from forsa.outcomes.axes import TOTAL, closed_axes, coarsen
from forsa.outcomes.intervals import Interval
from forsa.outcomes.network import TotalCell
from forsa.outcomes.total_rates import TotalRates, total_rates
from hypothesis import given
from hypothesis import strategies as st

from tests.support.privacy_vectors import privacy_vector

CODES = closed_axes()["outcome7"].codes
INTEGRATED = CODES[:4]
SHOWN = privacy_vector("S1")["expect"]


def rates_of(
    counts: Mapping[str, int], wider: Mapping[str, tuple[int, int]] | None = None
) -> TotalRates:
    """Of totals around true counts, exact unless they are wider by so many below and above."""

    def around(axis: str) -> list[TotalCell]:
        cells = []
        for code in (*closed_axes()[axis].codes, TOTAL):
            of = [n for one, n in counts.items() if code in {coarsen(one, "outcome7", axis), TOTAL}]
            below, above = (wider or {}).get(code, (0, 0))
            cells.append(TotalCell((code,), max(0, sum(of) - below), sum(of) + above))
        return cells

    return total_rates(around("outcome7"), around("outcome4"))


def test_exact_totals_have_the_rates_of_a_release() -> None:
    """Vector S1: 44 and 66 of 76 leavers, to the nearest five points."""
    found = rates_of(SHOWN["outcome7"])

    assert found == TotalRates(Interval(60, 60), Interval(85, 85))
    assert not found.is_fragile


def test_an_interval_of_a_total_is_one_of_its_rates() -> None:
    """One association more or less among the unknown moves both rates, in opposite directions."""
    counts = {code: 10 * n for code, n in SHOWN["outcome7"].items()}
    found = rates_of(counts, {"unknown": (20, 80), "rest": (20, 80), TOTAL: (20, 80)})

    assert found.integration_rate == Interval(52, 60)
    assert found.response_rate == Interval(78, 90)


@pytest.mark.parametrize(("leavers", "told"), [(9, False), (10, True)])
def test_too_few_leavers_have_no_rate(leavers: int, told: bool) -> None:
    """As in a release: of nine, every percentage is a count."""
    counts = dict.fromkeys(CODES, 0) | {"active_life": leavers, "excluded": 50}

    assert (rates_of(counts).integration_rate is not None) is told
    assert (rates_of(counts).response_rate is not None) is told


def test_a_response_that_may_be_low_is_fragile() -> None:
    """Under 60 % the first rate says little, and it may be under."""
    counts = dict.fromkeys(CODES, 0) | {"active_life": 650, "unknown": 350}

    more = dict.fromkeys(("unknown", "rest", TOTAL), (0, 90))
    assert not rates_of(counts).is_fragile
    assert rates_of(counts, more).is_fragile


def test_rolled_up_totals_narrow_a_rate() -> None:
    """Small associations show three categories and not their parts: the rate knows them."""
    counts = {code: 10 * n for code, n in SHOWN["outcome7"].items()}
    parts = {"vocational_training": (50, 50), "apprenticeship": (50, 50)}

    assert rates_of(counts, parts) == rates_of(counts)


def test_what_is_left_beside_the_others_narrows_a_rate_too() -> None:
    """Where one category is open and the rest is known, so is the sum of the integrated."""
    counts = {code: 10 * n for code, n in SHOWN["outcome7"].items()}
    below, above = {"vocational": (90, 0)}, {"vocational": (0, 90)}

    assert rates_of(counts, below).integration_rate == rates_of(counts).integration_rate
    assert rates_of(counts, above).integration_rate == rates_of(counts).integration_rate


@given(
    st.lists(st.integers(0, 60), min_size=len(CODES), max_size=len(CODES)),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=10, max_size=10),
)
def test_the_true_rate_lies_in_the_interval(
    numbers: list[int], widths: list[tuple[int, int]]
) -> None:
    """Whatever the totals leave open, as long as they contain the truth."""
    counts = dict(zip(CODES, numbers, strict=True))
    wider = dict(zip((*CODES, "vocational", "rest", TOTAL), widths, strict=True))
    found = rates_of(counts, wider)
    leavers = sum(numbers) - counts["excluded"]

    for part, interval in (
        (sum(counts[code] for code in INTEGRATED), found.integration_rate),
        (leavers - counts["unknown"], found.response_rate),
    ):
        if interval is not None:
            half = 0 if interval.lower < interval.upper else 250
            assert 100 * part >= interval.lower * leavers - half * leavers / 100
            assert 100 * part <= interval.upper * leavers + half * leavers / 100
            assert 0 <= interval.lower <= interval.upper <= 100
