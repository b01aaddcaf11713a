"""Moves: how learners could stand elsewhere so that a hidden cell has another value.

A move changes hidden cells freely, and cells that are still shown at a cost: those it changes have
to be hidden, too. Two moves, one up and one down, make what can be concluded about a cell as wide
as it must be. Moves are remembered: what one of them proves of other cells need not be asked again.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections.abc import Iterable, Mapping
from math import ceil, floor
from types import MappingProxyType
from typing import Final

import numpy as np

from forsa.outcomes.highs import NO_LIMIT, Answer, Floats, Line, Rows, Solver
from forsa.outcomes.sheets import Place, Sheet, changed_frame

TINY: Final = 1e-6


class Moves:
    """The linear model of one sheet: which cells are hidden, and every move found so far."""

    def __init__(self, sheet: Sheet, costs: Mapping[Place, int], hidden: Iterable[Place]) -> None:
        """Build the model.

        Args:
            sheet: The cells.
            costs: What hiding a cell costs; a cell of this release without a cost stays shown.
            hidden: Cells that are hidden already.
        """
        self._places = list(sheet.cells)
        self._at = {place: row for row, place in enumerate(self._places)}
        self._sums = sums_of(sheet)
        self._terms = [list(terms) for terms in sheet.cells.values()]
        self._first_row = len(sheet.equal) + len(sheet.shown)
        self._payable = [place for place in sheet.true if place in costs]
        self._paid = {place: sheet.unknowns + 2 * n for n, place in enumerate(self._payable)}
        self._true = sheet.true
        self._columns = sheet.unknowns + 2 * len(self._payable)
        self._costs = np.zeros(self._columns)
        for place, column in self._paid.items():
            self._costs[column : column + 2] = costs[place]
        self._solver = Solver(self._columns, Rows.between(sheet_rows(sheet, self._paid)))
        self.hidden: set[Place] = set()
        self._found: list[Floats] = []
        self._begin()
        for place in sorted(hidden):
            self.hide(place)

    def hide(self, place: Place) -> None:
        """Let a cell have any value."""
        self.hidden.add(place)
        self._pay(place, 0.0)
        self._solver.set_row(self._row(place), -NO_LIMIT, NO_LIMIT)

    def whole_value(self, place: Place) -> int:
        """The true value of a cell of this release; of an earlier one, about one it may have."""
        return ceil(float(self._found[0][self._at[place]]) - TINY)

    def spread(self, place: Place) -> int:
        """How far apart the moves found so far show a cell's values, in whole numbers."""
        values = [found[self._at[place]] for found in self._found]
        return whole_spread(min(values), max(values))

    def reach(self, place: Place) -> None:
        """Remember the least and the greatest value that hidden cells alone let a cell have."""
        for sign in (1.0, -1.0):
            costs = self._costs.copy()  # so dear beside 1 that no shown cell is moved
            costs[self._terms[self._at[place]]] += sign
            if self._solver.minimise(costs) is Answer.FOUND and not self._moved():
                self._remember()

    def move(self, place: Place, least: float, greatest: float) -> frozenset[Place] | None:
        """The cells to hide so that a hidden cell can have a value in these bounds.

        The caller hides them: the move is remembered as one that hidden cells alone allow.

        Returns:
            Those that are not hidden yet, perhaps none; None where no cells would do.
        """
        self._solver.set_row(self._row(place), least, greatest)
        answer = self._solver.minimise(self._costs)
        self._solver.set_row(self._row(place), -NO_LIMIT, NO_LIMIT)
        if answer is not Answer.FOUND:
            return None
        self._remember()
        return self._moved()

    def _remember(self) -> None:
        self._found.append(self._sums @ self._solver.values[: self._sums.shape[1]])

    def _moved(self) -> frozenset[Place]:
        """The shown cells that the last answer changes."""
        values = self._solver.values
        return frozenset(
            one
            for one, column in self._paid.items()
            if one not in self.hidden and values[column] + values[column + 1] > TINY
        )

    @property
    def found(self) -> tuple[Floats, ...]:
        """The values of all cells in every table that was found, the true one first."""
        return tuple(self._found)

    def _begin(self) -> None:
        """Remember the true values, and for earlier releases any that go with them."""
        for place in self._payable:
            self._pay(place, 0.0)
        answer = self._solver.minimise(np.zeros(self._columns))
        if answer is not Answer.FOUND:
            raise changed_frame()
        self._remember()
        for place in self._payable:
            self._pay(place, NO_LIMIT)

    def _row(self, place: Place) -> int:
        return self._first_row + self._at[place]

    def _pay(self, place: Place, most: float) -> None:
        """Set how far a shown cell may move at its cost."""
        column = self._paid.get(place)
        if column is not None:
            both = np.array([column, column + 1], dtype=np.int32)
            self._solver.set_columns(both, np.zeros(2), np.full(2, most))


def sums_of(sheet: Sheet) -> Floats:
    """A row for each cell of a sheet: 1 where it counts an unknown."""
    sums = np.zeros((len(sheet.cells), sheet.unknowns))
    for row, terms in enumerate(sheet.cells.values()):
        sums[row, list(terms)] = 1
    return sums


def whole_spread(least: float, most: float) -> int:
    """How far apart the whole numbers between two values are."""
    return floor(most + TINY) - ceil(least - TINY)


def sheet_rows(sheet: Sheet, paid: Mapping[Place, int] = MappingProxyType({})) -> list[Line]:
    """Ties, what earlier releases show, then one row a cell: free if its value is not known.

    Args:
        sheet: The cells.
        paid: The two unknowns, the first one's position, by which a cell may differ.
    """
    rows: list[Line] = []
    for left, right in sheet.equal:
        weights = (*(1.0 for _ in left), *(-1.0 for _ in right))
        rows.append(((*left, *right), weights, 0.0, 0.0))
    for terms, value in sheet.shown:
        rows.append((terms, (1.0,) * len(terms), value, value))
    for place, terms in sheet.cells.items():
        changed = (paid[place], paid[place] + 1) if place in paid else ()
        weights = (*(1.0 for _ in terms), *(-1.0, 1.0)[: len(changed)])
        low, high = sheet.true.get(place, -NO_LIMIT), sheet.true.get(place, NO_LIMIT)
        rows.append(((*terms, *changed), weights, low, high))
    return rows
