"""The interval of every cell: what the equations leave of it.

Each answer of the solver is a whole table, and it says something of all cells: most intervals are
known before anybody has asked for them. Where rows fall into blocks that do not touch, one
question is asked of every block at once.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from forsa.outcomes.highs import Answer, Limits, Rows, Solver
from forsa.outcomes.model import System
from forsa.outcomes.reducing import CLOSE, Reduced, reduce_system
from forsa.outcomes.sparse import Floats, Matrix

_ROUNDS = 4
"""How often bounds are carried from row to row before the solver is asked."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """What can be concluded about cells."""

    answer: Answer
    """`FOUND`, `IMPOSSIBLE` (no table at all), or `LIMIT` (nothing is known)."""
    lower: Floats
    """Least value of each cell over all tables of fractions."""
    upper: Floats
    vertices: tuple[Floats, ...] = ()
    """Tables that were met on the way, by the unknowns that are left in `reduced`."""
    reduced: Reduced | None = None
    questions: int = 0
    """How often the solver was asked."""

    def tables(self, most: int) -> Floats:
        """Some of the tables met, spread over all, with every unknown: one in each row."""
        if self.reduced is None:
            raise ValueError("no table exists")
        step = max(1, -(-len(self.vertices) // most))
        return np.array([self.reduced.expand(one) for one in self.vertices[::step]])

    def whole(self, at: int) -> tuple[int, int]:
        """The interval of a cell in whole numbers."""
        return int(np.ceil(self.lower[at] - CLOSE)), int(np.floor(self.upper[at] + CLOSE))


def find_intervals(system: System, cells: Matrix, *, limits: Limits | None = None) -> Intervals:
    """Find the interval of each cell, exactly but for rounding.

    Args:
        system: What is known.
        cells: Sums of unknowns, a row for each cell.
        limits: Work allowed for each question.
    """
    nothing = np.full(cells.rows, np.nan)
    reduced = reduce_system(system)
    if reduced is None:
        return Intervals(Answer.IMPOSSIBLE, nothing, nothing)
    least, most, known = reduced.sums(cells)
    if not reduced.columns:
        return Intervals(Answer.FOUND, known, known, (np.zeros(0),), reduced)
    search = _Search(reduced, least, most, Solver(reduced.columns, reduced.rows, limits=limits))
    answer = search.run()
    if answer is not Answer.FOUND:
        return Intervals(answer, nothing, nothing, questions=search.questions)
    return Intervals(
        answer,
        known + search.inner[0],
        known + search.inner[1],
        tuple(search.vertices),
        reduced,
        search.questions,
    )


@dataclass(slots=True)
class _Search:
    reduced: Reduced
    least: Matrix
    most: Matrix
    solver: Solver
    questions: int = 0
    vertices: list[Floats] = field(default_factory=list)
    inner: list[Floats] = field(init=False)
    """Values of each cell that some table has: least and greatest."""
    outer: list[Floats] = field(init=False)
    """Values that no table goes beyond."""

    def run(self) -> Answer:
        """Ask until what is met is what is possible."""
        answer = self._ask(np.zeros(self.reduced.columns))
        if answer is not Answer.FOUND:
            return answer
        first = self.vertices[0]
        self.inner = [self.least.times(first), self.most.times(first)]
        lower, upper = carried_bounds(self.reduced.rows, self.reduced.columns)
        self.outer = [self.least.times(lower), self.most.times(upper)]
        while True:
            chosen = list(self._questions())
            if not chosen:
                return Answer.FOUND
            costs = np.zeros(self.reduced.columns)
            for side, cell in chosen:
                columns, weights = (self.least, self.most)[side].row(cell)
                costs[columns] += weights * (1.0, -1.0)[side]
            answer = self._ask(costs)
            if answer is not Answer.FOUND:
                return answer
            self._learn(chosen)

    def _questions(self) -> Iterator[tuple[int, int]]:
        """One cell and side for each block: where most is unknown first."""
        gaps = np.concatenate([self.inner[0] - self.outer[0], self.outer[1] - self.inner[1]])
        cells = len(self.inner[0])
        busy = np.zeros(self.reduced.block.max(initial=-1) + 1, dtype=np.bool_)
        for at in np.argsort(-gaps, kind="stable"):
            if gaps[at] < CLOSE:
                return
            side, cell = divmod(int(at), cells)
            blocks = self.reduced.block[(self.least, self.most)[side].row(cell)[0]]
            if not busy[blocks].any():
                busy[blocks] = True
                yield side, cell
                if busy.all():
                    return

    def _ask(self, costs: Floats) -> Answer:
        self.questions += 1
        answer = self.solver.minimise(costs)
        if answer is Answer.FOUND:
            self.vertices.append(self.solver.values)
        return answer

    def _learn(self, chosen: list[tuple[int, int]]) -> None:
        values = self.vertices[-1]
        np.minimum(self.inner[0], self.least.times(values), out=self.inner[0])
        np.maximum(self.inner[1], self.most.times(values), out=self.inner[1])
        for side, cell in chosen:
            self.outer[side][cell] = self.inner[side][cell]


def carried_bounds(rows: Rows, columns: int) -> tuple[Floats, Floats]:
    """Bounds of each unknown that follow row by row: never too narrow, often the best.

    Returns:
        Least and greatest value; infinite where no row bounds an unknown from above.
    """
    row_of = np.repeat(np.arange(len(rows.lower)), np.diff(rows.starts))
    lower, upper = np.zeros(columns), np.full(columns, np.inf)
    positive = np.ones(len(rows.lower), dtype=np.bool_)
    positive[row_of[rows.weights < 0]] = False
    plain = positive[row_of]
    np.minimum.at(upper, rows.columns[plain], rows.lower[row_of[plain]] / rows.weights[plain])
    if not np.isfinite(upper).all():
        return lower, upper
    for _ in range(_ROUNDS):
        _carry(rows, row_of, lower, upper)
    return lower, upper


def _carry(rows: Rows, row_of: NDArray[np.int64], lower: Floats, upper: Floats) -> None:
    """Tighten once: a part is what the sum leaves beside the other parts."""
    up = rows.weights > 0
    low = rows.weights * np.where(up, lower[rows.columns], upper[rows.columns])
    high = rows.weights * np.where(up, upper[rows.columns], lower[rows.columns])
    size = len(rows.lower)
    most = (rows.lower - np.bincount(row_of, low, minlength=size))[row_of] + low
    least = (rows.lower - np.bincount(row_of, high, minlength=size))[row_of] + high
    one, other = most / rows.weights, least / rows.weights
    np.minimum.at(upper, rows.columns, np.where(up, one, other))
    np.maximum.at(lower, rows.columns, np.where(up, other, one))
