"""Counts of learners: exact sums, every margin, and nothing of rows that are not whole."""

import polars as pl
import pytest
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.products import Product, ladder, product
from forsa.outcomes.tabulating import Counts, roll_up, standing_tables, tabulate
from forsa.testing.learners import draw_node
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.member_tables import axes_of
from tests.support.privacy_vectors import privacy_vector

NODE = draw_node(3, 450, 3)
AXES = axes_of(NODE)


def _count(frame: pl.DataFrame, name: str = "node-4", point: str = "exit") -> Counts:
    return tabulate(frame, product(name), AXES, point)


@pytest.mark.parametrize("axis", ["outcome7", "outcome4", "outcome2"])
def test_outcomes_are_rolled_up_as_the_vector_has_it(axis: str) -> None:
    """The ministry's three categories would not be those of the other associations."""
    vector = privacy_vector("S1")
    codes = [code for code, count in vector["counts"].items() for _ in range(count)]
    frame = pl.DataFrame({"outcome_m6": codes})
    counts = tabulate(frame, Product("one", 1, ((axis,),)), AXES, "m6")[axis,]

    assert {at: count for (at,), count in counts.items() if at != TOTAL} == vector["expect"][axis]
    assert counts[TOTAL,] == vector["expect"]["n"]


@given(st.integers(0, 50), st.integers(400, 600), st.sampled_from(["exit", "m3", "m6", "m12"]))
@settings(max_examples=10, deadline=None)
def test_the_codes_of_every_axis_add_up_to_its_total(seed: int, n: int, point: str) -> None:
    """A table that does not add up is refused by everybody, or tells where somebody was dropped."""
    node = draw_node(seed, n, 2)
    counts = tabulate(node.learners, ladder(n)[0], axes_of(node), point)

    for table, cells in counts.items():
        assert cells[(TOTAL,) * len(table)] == n
        for place, axis in enumerate(table):
            for at, count in cells.items():
                if at[place] == TOTAL:
                    codes = axes_of(node)[axis]
                    parts = [cells[(*at[:place], code, *at[place + 1 :])] for code in codes]
                    assert sum(parts) == count


@pytest.mark.parametrize("name", ["node-3", "node-2", "node-1", "node-0"])
def test_a_lower_product_has_the_same_counts_rolled_up_or_tabulated(name: str) -> None:
    """A release that went down the ladder would show other numbers than one that began there."""
    lower = roll_up(_count(NODE.learners), product(name), AXES)

    assert lower == _count(NODE.learners, name)


def test_the_order_of_rows_changes_no_count() -> None:
    """The same register, sorted otherwise, would be another release."""
    shuffled = NODE.learners.sample(fraction=1, shuffle=True, seed=5)

    assert list(_count(shuffled)) == list(_count(NODE.learners))
    assert _count(shuffled) == _count(NODE.learners)


def test_single_codes_of_the_register_stand_in_no_address() -> None:
    """Whoever is `self_employed` or an `internship` would be found among a handful."""
    counts = _count(NODE.learners)
    outcomes = {at[-1] for cells in counts.values() for at in cells}

    assert not outcomes & {"employed", "self_employed", "internship", "seeking", "continuing"}


def test_a_table_of_one_centre_is_left_out_and_of_two_is_there() -> None:
    """A margin would be there twice, under another name."""
    one = {**AXES, "centre": ("c1",)}

    assert ("centre", "outcome7") not in standing_tables(product("node-4"), one)
    assert ("centre", "outcome7") in standing_tables(product("node-4"), AXES)


def test_an_axis_that_is_not_filled_in_for_everybody_gives_no_counts() -> None:
    """The codes would not add up to the frame; how many are missing would be told, too."""
    filled = NODE.learners["strand"].to_list()
    frame = NODE.learners.with_columns(pl.Series("strand", [None, *filled[1:]]))

    assert set(_count(NODE.learners)) - set(_count(frame)) == {("strand", "sex", "outcome7")}


def test_a_point_that_is_not_due_for_one_learner_is_not_counted() -> None:
    """An empty outcome would count as an outcome."""
    due = NODE.learners["outcome_m12"].to_list()
    frame = NODE.learners.with_columns(pl.Series("outcome_m12", [*due[1:], None]))

    with pytest.raises(ConflictError):
        _count(frame, point="m12")
    assert _count(NODE.learners, point="m12")


@pytest.mark.parametrize("column", ["sex", "age_band", "centre", "outcome_exit"])
def test_a_code_outside_its_list_is_refused_and_not_told(column: str) -> None:
    """A learner would fall out of every count; the error may be shown on a screen to others."""
    codes = NODE.learners[column].to_list()
    frame = NODE.learners.with_columns(pl.Series(column, ["Fatima Z.", *codes[1:]]))

    with pytest.raises(MalformedError) as refused:
        _count(frame)
    assert refused.value.reason is Reason.KIND_OUTCOME_TABLE_MALFORMED
    assert refused.value.metadata["rows"] == "1"
    assert "Fatima" not in f"{refused.value} {refused.value.metadata}"
