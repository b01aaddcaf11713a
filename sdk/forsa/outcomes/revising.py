"""The second vintage of a point: the same cells as the first, and changes that are large enough.

A table that may not change stands whole at its provisional values, and says so. It may not where a
shown cell would move by a little, where a new value would have to be hidden and is not, and where
the audit finds that the difference tells something.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md, "History".
"""

from collections.abc import Collection
from dataclasses import replace

from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.primary import primary_cells
from forsa.outcomes.sheets import changed_frame
from forsa.outcomes.tables import Cell, CellState, Release, Table, Theta
from forsa.outcomes.tabulating import Counts, TableCounts


def revised(
    counts: Counts, before: Release, held: Collection[str], theta: Theta
) -> tuple[Table, ...]:
    """The tables of the final vintage.

    Args:
        counts: The true counts of the product that `before` published.
        before: The provisional vintage of the same point.
        held: Ids of tables that stand at their provisional values, beside those that have to.
        theta: The parameters.

    Raises:
        ConflictError: a group of learners has another size than was published of it.
    """
    primaries = primary_cells(counts, theta)
    return tuple(
        _held(table)
        if table.id in held or _may_not_change(table, counts.get(table.axes), primaries, theta)
        else _changed(table, counts[table.axes])
        for table in before.tables
    )


def _may_not_change(
    table: Table, counts: TableCounts | None, primaries: Collection[CellKey], theta: Theta
) -> bool:
    if counts is None:
        return True
    moved = {
        cell_key(table.axes, cell.at): abs(counts[cell.at] - cell.value)
        for cell in table.cells
        if cell.value is not None
    }
    if any(change for key, change in moved.items() if key == group_of(key)):
        raise changed_frame()
    return any(0 < change < theta.k_delta for change in moved.values()) or any(
        key in primaries for key in moved
    )


def _held(table: Table) -> Table:
    return replace(table, cells=tuple(_held_cell(cell) for cell in table.cells))


def _held_cell(cell: Cell) -> Cell:
    return cell if cell.value is None else Cell(cell.at, CellState.HELD, cell.value)


def _changed(table: Table, counts: TableCounts) -> Table:
    return replace(table, cells=tuple(_new_cell(cell, counts[cell.at]) for cell in table.cells))


def _new_cell(cell: Cell, count: int) -> Cell:
    if cell.value is None:
        return cell
    return Cell(cell.at, CellState.SHOWN if count else CellState.ZERO, count)
