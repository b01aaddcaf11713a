"""Sheets of plain two-way tables, as the handbooks print them."""

from collections.abc import Sequence

from forsa.outcomes.sheets import Place, Sheet


def two_way_place(row: int | None, column: int | None) -> Place:
    """The cell of a row and a column; None sums over them."""
    codes = (("row", row), ("column", column))
    return (0, tuple(sorted((axis, str(code)) for axis, code in codes if code is not None)))


def two_way_sheet(values: Sequence[Sequence[int]]) -> Sheet:
    """A table with its margins."""
    rows, columns = range(len(values)), range(len(values[0]))
    cells, true = {}, {}
    for row in (*rows, None):
        for column in (*columns, None):
            inside = [(r, c) for r in rows for c in columns if row in (r, None)]
            inside = [(r, c) for r, c in inside if column in (c, None)]
            place = two_way_place(row, column)
            cells[place] = tuple(r * len(columns) + c for r, c in inside)
            true[place] = sum(values[r][c] for r, c in inside)
    return Sheet(len(rows) * len(columns), cells, true, (), (), {})
