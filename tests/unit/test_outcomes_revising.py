"""The second vintage, table by table, before any audit."""

import pytest
from forsa.errors import ConflictError, Reason
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.revising import revised
from forsa.outcomes.tables import CellState, Release, Theta
from forsa.outcomes.tabulating import Counts

from tests.support.outcome_tables import release
from tests.support.privacy_vectors import privacy_vector

CODES = ("formal_education", "vocational", "active_life", "rest")
BEFORE = (12, 9, 21, 8)


def _counts(values: tuple[int, ...]) -> Counts:
    cells: dict[tuple[str, ...], int] = {
        (code,): value for code, value in zip(CODES, values, strict=True)
    }
    return {("outcome4",): cells | {(TOTAL,): sum(values)}}


def _first(hidden: tuple[str, ...] = ()) -> Release:
    cells = {at: value for at, value in _counts(BEFORE)["outcome4",].items() if at[0] not in hidden}
    return release({("outcome4",): cells}, frame_n=50, product="node-1")


def _states(values: tuple[int, ...], first: Release, held: tuple[str, ...] = ()) -> set[str]:
    (table,) = revised(_counts(values), first, held, Theta())
    return {cell.state.value for cell in table.cells}


def test_changes_of_nothing_or_of_three_learners_are_shown() -> None:
    """The rule would keep every correction from the public."""
    assert _states(BEFORE, _first()) == {"v"}
    assert _states((12, 6, 24, 8), _first()) == {"v"}
    assert _states((12, 0, 30, 8), _first()) == {"v", "0"}


@pytest.mark.parametrize("values", [(11, 10, 21, 8), (12, 7, 23, 8), (12, 9, 20, 9)])
def test_a_change_of_one_or_two_holds_the_whole_table(values: tuple[int, ...]) -> None:
    """One held cell among new ones is calculated from them."""
    (table,) = revised(_counts(values), _first(), (), Theta())

    assert {cell.state for cell in table.cells} == {CellState.HELD}
    assert [cell.value for cell in table.cells] == [*BEFORE, 50]


def test_a_value_that_would_have_to_be_hidden_holds_the_table() -> None:
    """The pattern is settled: it would be shown."""
    assert _states((12, 4, 26, 8), _first()) == {"h"}
    assert _states((0, 0, 0, 50), _first()) == {"h"}


def test_hidden_cells_stay_hidden_whatever_they_are_now() -> None:
    """A cell that appears tells what it was."""
    first = _first(hidden=("vocational", "rest"))

    assert _states((12, 2, 21, 15), first) == {"v", "c"}
    assert _states((13, 9, 21, 7), first) == {"h", "c"}


def test_a_table_that_the_audit_named_is_held() -> None:
    """What it found narrow would be published all the same."""
    assert _states((12, 6, 24, 8), _first(), held=("outcome4",)) == {"h"}


def test_another_number_of_learners_is_another_frame() -> None:
    """A late entrant is seen arriving, with what became of her."""
    vector = privacy_vector("T11")

    assert "FRAME_CHANGED" in vector["expect"]["reasons"]
    with pytest.raises(ConflictError) as refused:
        revised(_counts((12, 9, 22, 8)), _first(), (), Theta())
    assert refused.value.reason is Reason.KIND_OUTCOME_FRAME_CHANGED
