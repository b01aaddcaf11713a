"""What equations leave of hidden cells: linear programs, and whole numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from highspy._core import _Highs  # the public class prints a banner
from numpy.typing import NDArray

from benchmarks.attacking.knowledge import Hidden, Row

_CLOSE = 1e-6


@dataclass(frozen=True)
class Concluded:
    """The interval that an attacker is left with."""

    cell: Hidden
    least: int
    most: int

    @property
    def width(self) -> int:
        """0 = the value is known."""
        return self.most - self.least


class Attack:
    """One set of equations over unknowns of 0 or more, asked for the ends of cells."""

    def __init__(self, columns: int, rows: Sequence[Row]) -> None:
        self._columns, self._rows = columns, list(rows)
        self._solver = _quiet()
        self._solver.passModel(_model(columns, self._rows))

    def conclude(self, cells: Sequence[Hidden], width: int) -> Iterator[Concluded]:
        """The cells of which more than `width` allows can be concluded.

        A cell is left alone as soon as two answers to other questions differ enough.
        """
        met: list[NDArray[np.float64]] = []
        for cell in cells:
            seen = [float(values[cell.columns].sum()) for values in met]
            if seen and max(seen) - min(seen) >= width:
                continue
            ends = []
            for sign in (1.0, -1.0):
                values = self.extreme(cell, sign)
                met.append(values)
                ends.append(float(values[cell.columns].sum()))
            least, most = int(np.ceil(ends[0] - _CLOSE)), int(np.floor(ends[1] + _CLOSE))
            if most - least < width:
                yield Concluded(cell, least, most)

    def extreme(self, cell: Hidden, sign: float) -> NDArray[np.float64]:
        """All unknowns where a cell is least (`sign` 1) or greatest (-1)."""
        costs = np.zeros(self._columns)
        costs[cell.columns] = sign
        return self._least(costs)

    def difference(self, one: Hidden, other: Hidden) -> tuple[int, int]:
        """The least and greatest whole number that `other` may have more than `one`."""
        costs = np.zeros(self._columns)
        costs[other.columns] += 1
        costs[one.columns] -= 1
        ends = [float(costs @ self._least(sign * costs)) for sign in (1.0, -1.0)]
        return int(np.ceil(ends[0] - _CLOSE)), int(np.floor(ends[1] + _CLOSE))

    def _least(self, costs: NDArray[np.float64]) -> NDArray[np.float64]:
        everything = np.arange(self._columns, dtype=np.int32)
        self._solver.changeColsCost(self._columns, everything, costs)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise AssertionError(self._solver.getModelStatus())
        return np.array(self._solver.getSolution().col_value)

    def whole_width(self, cell: Hidden, width: int) -> int:
        """The width of a cell over whole numbers, or `width` if it is that or more."""
        ends = [self._whole(cell, sign) for sign in (1.0, -1.0)]
        return min(ends[1] - ends[0], width)

    def _whole(self, cell: Hidden, sign: float) -> int:
        solver = _quiet()
        model = _model(self._columns, self._rows)
        model.integrality_ = [highspy.HighsVarType.kInteger] * self._columns
        costs = np.zeros(self._columns)
        costs[cell.columns] = sign
        model.col_cost_ = costs
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise AssertionError(solver.getModelStatus())
        return round(float(np.array(solver.getSolution().col_value)[cell.columns].sum()))

    def assume(self, cell: Hidden, least: int) -> None:
        """Add what an insider knows: at least so many learners are in a cell."""
        columns = cell.columns.astype(np.int32)
        ones = np.ones(len(columns))
        self._solver.addRow(float(least), highspy.kHighsInf, len(columns), columns, ones)

    def forget(self) -> None:
        """Drop the last assumption."""
        last = self._solver.getNumRow() - 1
        self._solver.deleteRows(1, np.array([last], dtype=np.int32))


def _quiet() -> _Highs:
    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


def _model(columns: int, rows: Sequence[Row]) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.zeros(columns)
    model.col_lower_ = np.zeros(columns)
    model.col_upper_ = np.full(columns, highspy.kHighsInf)
    values = np.array([value for _, _, value in rows])
    model.row_lower_ = values
    model.row_upper_ = values
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(columns) for columns, _, _ in rows)])
    model.a_matrix_.index_ = np.concatenate([columns for columns, _, _ in rows])
    model.a_matrix_.value_ = np.concatenate([weights for _, weights, _ in rows])
    return model
