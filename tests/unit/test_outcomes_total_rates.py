"""Rates of the network are intervals that the true rate lies in, coarse where few are counted."""

import pytest
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.intervals import Interval
from forsa.outcomes.network import TotalCell
from forsa.outcomes.total_rates import TotalRates, total_rates
from hypothesis import given
from hypothesis import strategies as st

from tests.support.privacy_vectors import privacy_vector

CODES = closed_axes()["outcome7"].codes
INTEGRATED = CODES[:4]
SHOWN = privacy_vector("S1")["expect"]


def cells_of(
    counts: dict[str, int], wider: dict[str, tuple[int, int]] | None = None
) -> list[TotalCell]:
    """Totals around true counts, exact unless they are wider by so many below and above."""
    whole = {**counts, TOTAL: sum(counts.values())}
    cells = []
    for code, n in whole.items():
        below, above = (wider or {}).get(code, (0, 0))
        cells.append(TotalCell((code,), max(0, n - below), n + above))
    return cells


def test_exact_totals_have_the_rates_of_a_release() -> None:
    """Vector S1: 44 and 66 of 76 leavers, to the nearest five points."""
    found = total_rates(cells_of(SHOWN["outcome7"]))

    assert found == TotalRates(Interval(60, 60), Interval(85, 85))
    assert not found.is_fragile


def test_an_interval_of_a_total_is_one_of_its_rates() -> None:
    """One association more or less among the unknown moves both rates, in opposite directions."""
    counts = {code: 10 * n for code, n in SHOWN["outcome7"].items()}
    found = total_rates(cells_of(counts, {"unknown": (20, 80), TOTAL: (20, 80)}))

    assert found.integration_rate == Interval(52, 60)
    assert found.response_rate == Interval(78, 90)


@pytest.mark.parametrize(("leavers", "told"), [(9, False), (10, True)])
def test_too_few_leavers_have_no_rate(leavers: int, told: bool) -> None:
    """As in a release: of nine, every percentage is a count."""
    counts = dict.fromkeys(CODES, 0) | {"active_life": leavers, "excluded": 50}

    assert (total_rates(cells_of(counts)).integration_rate is not None) is told
    assert (total_rates(cells_of(counts)).response_rate is not None) is told


def test_a_response_that_may_be_low_is_fragile() -> None:
    """Under 60 % the first rate says little, and it may be under."""
    counts = dict.fromkeys(CODES, 0) | {"active_life": 650, "unknown": 350}

    assert not total_rates(cells_of(counts)).is_fragile
    assert total_rates(cells_of(counts, {"unknown": (0, 90), TOTAL: (0, 90)})).is_fragile


@given(
    st.lists(st.integers(0, 60), min_size=len(CODES), max_size=len(CODES)),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=8, max_size=8),
)
def test_the_true_rate_lies_in_the_interval(
    numbers: list[int], widths: list[tuple[int, int]]
) -> None:
    """Whatever the totals leave open, as long as they contain the truth."""
    counts = dict(zip(CODES, numbers, strict=True))
    wider = dict(zip((*CODES, TOTAL), widths, strict=True))
    found = total_rates(cells_of(counts, wider))
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
