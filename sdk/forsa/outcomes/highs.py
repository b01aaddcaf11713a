"""Linear questions to HiGHS: one model, asked again and again with another objective.

Its answers are floating-point numbers and are believed by nobody: a refusal is proven again with
fractions (`forsa.outcomes.rejecting`), an acceptance with integers (`forsa.outcomes.verify`).
Work is limited by counted steps, never by a clock, so that the same question has the same answer
on every machine.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import highspy
import numpy as np
from highspy._core import _Highs  # the public class prints a banner before it can be silenced
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

NO_LIMIT: Final = highspy.kHighsInf

_DUAL: Final = 1
"""Dual simplex: from nothing it is the faster one where costs are 0 or more."""
_PRIMAL: Final = 4
"""Primal simplex: another objective leaves the last vertex feasible, so it goes on from there."""


Line = tuple[Sequence[int], Sequence[float], float, float]
"""One row: columns, weights, and the two bounds of their sum."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work may be spent before a question stays undecided."""

    iterations: int = 200_000
    """Simplex iterations of one question."""
    nodes: int = 5_000
    """Branches of one integer question."""


class Answer(Enum):
    """How a question ended."""

    FOUND = "found"
    IMPOSSIBLE = "impossible"
    """No value of the unknowns satisfies all rows."""
    UNBOUNDED = "unbounded"
    LIMIT = "limit"
    """The work that was allowed is spent, or the numbers became too bad: nothing is known."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows, `lower <= A x <= upper`, one after the other."""

    starts: Ints
    """Where each row begins in `columns` and `weights`; one more than there are rows."""
    columns: Ints
    weights: Floats
    lower: Floats
    """One for each row; `-NO_LIMIT` where there is none."""
    upper: Floats

    @classmethod
    def equations(cls, rows: Sequence[tuple[Sequence[int], Sequence[float], float]]) -> "Rows":
        """Rows of columns, weights and the value that they sum up to."""
        return cls.between([(columns, weights, value, value) for columns, weights, value in rows])

    @classmethod
    def between(cls, rows: Sequence[Line]) -> "Rows":
        """Rows of columns, weights and the two bounds of their sum."""
        starts = np.zeros(len(rows) + 1, dtype=np.int32)
        np.cumsum([len(columns) for columns, _, _, _ in rows], out=starts[1:])
        return cls(
            starts,
            np.array([one for columns, _, _, _ in rows for one in columns], dtype=np.int32),
            np.array([one for _, weights, _, _ in rows for one in weights], dtype=np.float64),
            np.array([low for _, _, low, _ in rows], dtype=np.float64),
            np.array([high for _, _, _, high in rows], dtype=np.float64),
        )

    def plus(self, rows: Sequence[Line]) -> "Rows":
        """These rows, then others."""
        more = Rows.between(rows)
        return Rows(
            np.concatenate([self.starts, more.starts[1:] + self.starts[-1]]).astype(np.int32),
            np.concatenate([self.columns, more.columns]),
            np.concatenate([self.weights, more.weights]),
            np.concatenate([self.lower, more.lower]),
            np.concatenate([self.upper, more.upper]),
        )


class Solver:
    """A linear model over unknowns of 0 or more that keeps its place between two questions."""

    def __init__(
        self,
        columns: int,
        rows: Rows,
        *,
        lower: Floats | None = None,
        upper: Floats | None = None,
        limits: Limits | None = None,
        afresh: bool = False,
    ) -> None:
        """Build the model once.

        Args:
            columns: How many unknowns, at least 1.
            rows: What they satisfy.
            lower: Least value of each unknown; 0 without it.
            upper: Greatest value of each unknown; none without it.
            limits: Work allowed for each question.
            afresh: Begin every question at 0 instead of where the last one ended: for costs of 0
                or more, and bounds that change in between.
        """
        self._all = np.arange(columns, dtype=np.int32)
        self._limits = limits or Limits()
        self._highs = _silent()
        _set(self._highs, "presolve", "off")
        _set(self._highs, "solver", "simplex")
        self._afresh = afresh
        _set(self._highs, "simplex_strategy", _DUAL if afresh else _PRIMAL)
        _set(self._highs, "simplex_iteration_limit", self._limits.iterations)
        self._highs.passModel(_lp(columns, rows, lower, upper))

    def minimise(self, costs: Floats) -> Answer:
        """Ask for the least value of the sum of `costs` times unknowns, from where it stands."""
        if self._afresh:
            self._highs.clearSolver()
        self._highs.changeColsCost(len(self._all), self._all, costs)
        return self._run()

    def maximise(self, costs: Floats) -> Answer:
        """Ask for the greatest value of the sum of `costs` times unknowns."""
        return self.minimise(-costs)

    def set_row(self, row: int, lower: float, upper: float) -> None:
        """Replace the bounds of one row."""
        self._highs.changeRowBounds(row, lower, upper)

    def set_columns(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Replace the bounds of some unknowns."""
        self._highs.changeColsBounds(len(columns), columns, lower, upper)

    def add_row(
        self, columns: Sequence[int], weights: Sequence[float], lower: float, upper: float
    ) -> None:
        """Append a row."""
        self._highs.addRow(
            lower,
            upper,
            len(columns),
            np.array(columns, dtype=np.int32),
            np.array(weights, dtype=np.float64),
        )

    def drop_rows(self, first: int) -> None:
        """Remove the rows from `first` on."""
        rows = np.arange(first, self._highs.getNumRow(), dtype=np.int32)
        self._highs.deleteRows(len(rows), rows)

    @property
    def objective(self) -> float:
        """Value of the objective that was asked for last, as it was minimised."""
        return float(self._highs.getObjectiveValue())

    @property
    def values(self) -> Floats:
        """The unknowns of the last answer."""
        return np.array(self._highs.getSolution().col_value, dtype=np.float64)

    @property
    def duals(self) -> Floats:
        """How the last minimum depends on each row's value."""
        return np.array(self._highs.getSolution().row_dual, dtype=np.float64)

    @property
    def basics(self) -> Ints:
        """The basis of the last answer: a column's index, or -1 - the row's index of a slack."""
        _, basics = self._highs.getBasicVariables()  # type: ignore[attr-defined]  # not in its stub
        return np.array(basics, dtype=np.int32)

    def conflict(self) -> Floats | None:
        """After `IMPOSSIBLE`: a combination of rows that nothing satisfies, if it is known."""
        _set(self._highs, "simplex_strategy", _DUAL)  # the one that ends with such a combination
        self._highs.clearSolver()
        self._run()
        _set(self._highs, "simplex_strategy", _PRIMAL)
        _, known, ray = self._highs.getDualRay()  # type: ignore[attr-defined]  # not in its stub
        return np.array(ray, dtype=np.float64) if known else None

    def _run(self) -> Answer:
        self._highs.run()
        return _ANSWERS.get(self._highs.getModelStatus(), Answer.LIMIT)


def find_integers(
    columns: int,
    rows: Rows,
    *,
    lower: Floats | None = None,
    upper: Floats | None = None,
    limits: Limits | None = None,
) -> tuple[Answer, NDArray[np.int64] | None]:
    """Ask for any whole numbers that satisfy all rows: feasibility alone, no objective.

    Args:
        columns: How many unknowns, at least 1.
        rows: What they satisfy.
        lower: Least value of each unknown; 0 without it.
        upper: Greatest value of each unknown; none without it.
        limits: Work allowed.

    Returns:
        `FOUND` with the numbers, which the caller checks; otherwise the answer and None.
    """
    allowed = limits or Limits()
    highs = _silent()
    _set(highs, "mip_max_nodes", allowed.nodes)
    model = _lp(columns, rows, lower, upper)
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    highs.passModel(model)
    highs.run()
    answer = _ANSWERS.get(highs.getModelStatus(), Answer.LIMIT)
    if answer is not Answer.FOUND:
        return answer, None
    values = np.array(highs.getSolution().col_value, dtype=np.float64)
    return answer, np.rint(values).astype(np.int64)


def minimise_integers(
    costs: Floats,
    whole: Sequence[int],
    rows: Rows,
    *,
    upper: Floats,
    lower: Floats | None = None,
    limits: Limits | None = None,
) -> tuple[Answer, Floats | None]:
    """Ask for the least value of the sum of `costs` times unknowns, some of them whole numbers.

    Args:
        costs: One for each unknown.
        whole: Positions of the unknowns that are whole.
        rows: What they satisfy.
        upper: Greatest value of each unknown.
        lower: Least value of each unknown; 0 without it.
        limits: Work allowed.

    Returns:
        `FOUND` with the unknowns of a proven minimum; otherwise the answer and None.
    """
    allowed = limits or Limits()
    highs = _silent()
    _set(highs, "mip_max_nodes", allowed.nodes)
    _set(highs, "mip_rel_gap", 0.0)
    model = _lp(len(costs), rows, lower, upper)
    kinds = [highspy.HighsVarType.kContinuous] * len(costs)
    for position in whole:
        kinds[position] = highspy.HighsVarType.kInteger
    model.integrality_ = kinds
    model.col_cost_ = costs
    highs.passModel(model)
    highs.run()
    answer = _ANSWERS.get(highs.getModelStatus(), Answer.LIMIT)
    if answer is not Answer.FOUND:
        return answer, None
    return answer, np.array(highs.getSolution().col_value, dtype=np.float64)


_ANSWERS: Final = {
    highspy.HighsModelStatus.kOptimal: Answer.FOUND,
    highspy.HighsModelStatus.kInfeasible: Answer.IMPOSSIBLE,
    highspy.HighsModelStatus.kUnbounded: Answer.UNBOUNDED,
}


def _silent() -> _Highs:
    highs = _Highs()
    _set(highs, "output_flag", False)
    _set(highs, "threads", 1)
    _set(highs, "random_seed", 0)
    return highs


def _set(highs: _Highs, option: str, value: bool | float | str) -> None:
    if highs.setOptionValue(option, value) != highspy.HighsStatus.kOk:
        raise AssertionError(option)


def _lp(columns: int, rows: Rows, lower: Floats | None, upper: Floats | None) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_ = columns
    lp.num_row_ = len(rows.lower)
    lp.col_cost_ = np.zeros(columns)
    lp.col_lower_ = np.zeros(columns) if lower is None else lower
    lp.col_upper_ = np.full(columns, NO_LIMIT) if upper is None else upper
    lp.row_lower_ = rows.lower
    lp.row_upper_ = rows.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = rows.starts
    lp.a_matrix_.index_ = rows.columns
    lp.a_matrix_.value_ = rows.weights
    return lp
