"""Published cells as data frames: a hidden one is a state, never 0 or nothing by accident."""

from dataclasses import replace

import polars as pl
import pytest
from forsa.exports.outcomes.frames import (
    HiddenCellsError,
    add_up,
    to_pandas,
    to_polars,
    totals_to_pandas,
    totals_to_polars,
)
from forsa.exports.outcomes.published import PublishedRelease
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.network import MemberYear, Totals, contribution, totals
from forsa.outcomes.tables import CellState
from forsa.testing.learners import draw_node

from tests.support.made_releases import release_of


def published(n: int, *, member: str = "a001", point: str = "exit") -> PublishedRelease:
    """A release of an association of `n` learners."""
    association = draw_node(n, n, 1 + n // 120, member=member)
    return PublishedRelease(release_of(association, point), member, bytes([n % 256]) * 32)


def views(*sizes: int) -> list[Totals]:
    """Totals of some associations."""
    years = [MemberYear(f"a{n}", "MA-05", n, (published(n).release,)) for n in sizes]
    parts = [one for year in years if (one := contribution(year, "exit")) is not None]
    return [totals(years, parts, "exit", school_year="2024-2025")]


@pytest.mark.parametrize("n", [20, 45, 90, 200, 420])
def test_every_cell_is_one_row_and_hidden_ones_have_no_value(n: int) -> None:
    """A hidden cell that becomes 0 or NaN is added up by the next analyst."""
    one = published(n)
    frame = to_polars([one])
    cells = [cell for table in one.release.tables for cell in table.cells]

    assert frame["value"].to_list() == [cell.value for cell in cells]
    assert frame["state"].to_list() == [cell.state.value for cell in cells]
    assert frame["state"].dtype == pl.Enum([state.value for state in CellState])
    shows = frame["state"].is_in([state.value for state in CellState if state.has_value])
    assert (frame["value"].is_not_null() == shows).all()
    assert (frame["value"].drop_nulls().is_between(1, 4)).sum() == 0


def test_a_row_says_which_learners_it_counts() -> None:
    """Rows of two tables stand in one frame: an axis that a table does not have is at `total`."""
    frame = to_polars([published(90)])
    girls = frame.filter(table="sex_x_outcome4", sex="f", outcome4="rest")

    assert girls.height == 1
    assert girls["outcome7"].item() == girls["strand"].item() == girls["centre"].item() == TOTAL
    assert frame.unique(subset=[one for one in frame.columns if one != "value"]).height == len(
        frame
    )


def test_pandas_has_the_same_cells_with_types_that_keep_them_apart() -> None:
    """pandas would make floats of numbers with gaps, and NaN of what is hidden."""
    frame = to_pandas([published(90)])
    same = to_polars([published(90)])

    assert str(frame["value"].dtype) == "Int64"
    assert str(frame["state"].dtype) == "category"
    assert frame["state"].to_list() == same["state"].to_list()
    assert frame["value"].isna().to_list() == same["value"].is_null().to_list()
    assert dict(to_pandas([]).dtypes) == dict(frame.dtypes)
    assert to_polars([]).schema == same.schema


@pytest.mark.parametrize("make", [to_polars, to_pandas])
def test_hidden_cells_are_not_added_up(make: type) -> None:
    """Sums of both libraries skip what is hidden: learners would vanish without a word."""
    frame = make([published(90)])
    all_seven = (
        frame[frame["table"] == "outcome7"] if make is to_pandas else frame.filter(table="outcome7")
    )
    hidden = all_seven["value"].to_list()

    assert None in hidden or any(str(one) == "<NA>" for one in hidden)
    with pytest.raises(HiddenCellsError, match="cells are hidden"):
        add_up(all_seven)


def test_shown_cells_are_added_up() -> None:
    """What is known is a number, also over several associations."""
    frame = to_polars([published(90, member="a"), published(45, member="b"), published(20)])
    everybody = frame.filter(pl.all_horizontal(pl.col("outcome7", "outcome4", "sex") == TOTAL))
    tables = everybody.unique(subset=["member"], keep="first", maintain_order=True)

    assert add_up(tables) == 90 + 45 + 20


def test_no_cell_is_not_zero_learners() -> None:
    """A table that nobody published, asked for by its name, was told as nobody."""
    with pytest.raises(HiddenCellsError, match="no cell"):
        add_up(to_polars([published(90)]).filter(table="no such table"))


def test_nobody_is_counted_twice() -> None:
    """A margin beside its parts, two tables or two points of the same learners: twice as many."""
    both = [published(420), published(420, point="m3")]
    frame = to_polars(both).filter(pl.col("value").is_not_null())
    at_exit = frame.filter(observation_point="exit", table="sex_x_age3_x_outcome7")
    margins = at_exit.filter(pl.col("outcome7") == TOTAL, pl.col("age3") == TOTAL)

    for wrong in (
        margins,
        frame.filter(table="sex_x_age3_x_outcome7", sex=TOTAL, age3=TOTAL, outcome7=TOTAL),
        frame.filter(observation_point="exit", sex=TOTAL, age3=TOTAL, outcome7=TOTAL),
        pl.concat([at_exit.head(1), at_exit.head(1)]),
    ):
        assert wrong.height > 1
        with pytest.raises(HiddenCellsError, match="several of these cells"):
            add_up(wrong)
    assert add_up(margins.filter(pl.col("sex") != TOTAL)) <= 420


@pytest.mark.parametrize("make", [totals_to_polars, totals_to_pandas])
def test_a_total_that_is_an_interval_has_both_ends_and_no_value(make: type) -> None:
    """Nobody is given the middle of an interval, and its ends are not added to exact numbers."""
    (view,) = views(45, 90)
    frame = make([view])
    cells = [cell for table in view.tables for cell in table.cells]

    assert frame["lower"].to_list() == [cell.lower for cell in cells]
    assert frame["upper"].to_list() == [cell.upper for cell in cells]
    assert frame["state"].to_list() == [cell.state.value for cell in cells]
    assert set(frame["learners"].to_list()) == {135}
    with pytest.raises(HiddenCellsError):
        add_up(frame)


def test_the_nation_is_not_added_to_its_regions() -> None:
    """A learner counts in both."""
    (view,) = views(45, 90)
    both = totals_to_polars([view, replace(view, region="MA-05")])
    everybody = both.filter(table="strand_x_outcome7", strand=TOTAL, outcome7=TOTAL)

    assert add_up(everybody.filter(scope="nation")) == 135
    with pytest.raises(HiddenCellsError, match="several of these cells"):
        add_up(everybody)
