"""A smaller system with the same answers: known unknowns go, and what nothing tells apart is one.

Nothing is lost: every unknown has either its value, or its place among those that are left.

This module needs the extra `outcomes`; import it late.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from forsa.outcomes.highs import Rows
from forsa.outcomes.model import System
from forsa.outcomes.sparse import Floats, Ints, Matrix, Numbers

CLOSE: Final = 1e-6
"""Two numbers that differ by less are one: counts are whole."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left of a system."""

    columns: int
    place: Ints
    """Of each unknown, its place among those left; -1 if its value is known."""
    known: Floats
    """Its value then; 0 for the others."""
    rows: Rows
    block: Ints
    """Of each unknown left, its block: no row joins two blocks."""
    first: Ints
    """Of each unknown left, the first of those that it stands for."""

    def expand(self, values: Floats) -> Floats:
        """All unknowns, where those that are left have these values."""
        every = self.known.copy()
        every[self.first] = values
        return every

    def expand_whole(self, values: Floats | Numbers, costs: Floats) -> Numbers:
        """All unknowns; of those that nothing tells apart, the one of least cost has the whole."""
        every = np.rint(self.known).astype(np.int64)
        every[self.cheapest(costs)] = np.rint(values).astype(np.int64)
        return every

    def summed(self, values: Floats) -> Floats:
        """Of each unknown left, the sum of those it stands for."""
        left = self.place >= 0
        return np.bincount(self.place[left], values[left], minlength=self.columns).astype(
            np.float64
        )

    def cheapest(self, costs: Floats) -> Ints:
        """Of each unknown left, which of those it stands for has the least cost."""
        order = np.lexsort((costs, self.place))
        order = order[self.place[order] >= 0]
        _, begins = np.unique(self.place[order], return_index=True)
        return order[begins].astype(np.int32)

    def touched(self, columns: Ints) -> tuple[Ints, Ints]:
        """The unknowns left that stand for some of these, and those that stand for no others."""
        some, counts = np.unique(self.place[columns], return_counts=True)
        some, counts = some[some >= 0], counts[some >= 0]
        sizes = np.bincount(self.place[self.place >= 0], minlength=self.columns)
        return some, some[counts == sizes[some]]

    def sums(self, cells: Matrix) -> tuple[Matrix, Matrix, Floats]:
        """What cells, each a sum of unknowns, are in terms of those left.

        Returns:
            What a cell is at least, what it is at most (an unknown that stands for several, of
            which only some belong to the cell, may give all or nothing), and the known part.
        """
        place, row = self.place[cells.columns], cells.row_of
        constant = np.bincount(row, self.known[cells.columns], minlength=cells.rows)
        left = place >= 0
        pairs, counts = np.unique(
            row[left].astype(np.int64) * self.columns + place[left], return_counts=True
        )
        rows, columns = np.divmod(pairs, max(self.columns, 1))
        sizes = np.bincount(self.place[self.place >= 0], minlength=self.columns)
        whole = counts == sizes[columns]
        return (
            _matrix(rows[whole], columns[whole], np.ones(int(whole.sum())), cells.rows),
            _matrix(rows, columns, np.ones(len(rows)), cells.rows),
            constant.astype(np.float64),
        )


def reduce_system(system: System) -> Reduced | None:
    """Make a system smaller.

    Returns:
        None if its rows contradict each other already: nothing satisfies them.
    """
    values = _propagate(system)
    if values is None:
        return None
    known = ~np.isnan(values)
    rows, columns, weights = system.rows.row_of, system.rows.columns, system.rows.weights
    fixed = np.where(known, values, 0.0)
    left = system.equal - system.rows.times(fixed)
    free = ~known[columns]
    rows, columns, weights = rows[free], columns[free], weights[free]
    place, count = _alike(rows, columns, weights, known)
    first = _firsts(place, count)
    kept = first[place[columns]] == columns
    distinct = _different_rows(rows[kept], place[columns[kept]], weights[kept], left)
    if distinct is None:
        return None
    return Reduced(count, place, fixed, distinct, _blocks(distinct, count), first)


def _propagate(system: System) -> Floats | None:
    """The unknowns whose value follows row by row; NaN for the others; None if there is none."""
    rows, columns, weights = system.rows.row_of, system.rows.columns, system.rows.weights
    size = system.rows.rows
    values = np.full(system.columns, np.nan)
    left = system.equal.copy()
    while True:
        plus = np.bincount(rows[weights > 0], minlength=size)
        minus = np.bincount(rows[weights < 0], minlength=size)
        if np.any((minus == 0) & (left < -CLOSE)) or np.any((plus == 0) & (left > CLOSE)):
            return None
        nothing = (np.abs(left) < CLOSE) & ((plus == 0) | (minus == 0))
        zeros = nothing[rows]
        single = (plus + minus == 1)[rows] & ~zeros
        if not zeros.any() and not single.any():
            return values
        values[columns[zeros]] = 0.0
        found = left[rows[single]] / weights[single]
        if np.any(found < -CLOSE):
            return None
        values[columns[single]] = np.round(found)
        gone = ~np.isnan(values[columns])
        left -= np.bincount(rows[gone], weights[gone] * values[columns[gone]], minlength=size)
        rows, columns, weights = rows[~gone], columns[~gone], weights[~gone]


def _alike(
    rows: Ints, columns: Ints, weights: Floats, known: NDArray[np.bool_]
) -> tuple[Ints, int]:
    """A place for each unknown that is not known; those with the same entries share one."""
    order = np.lexsort((rows, columns))
    entries = np.stack([rows[order].astype(np.float64), weights[order]], axis=1)
    starts = np.searchsorted(columns[order], np.arange(len(known) + 1))
    places: dict[bytes, int] = {}
    place = np.full(len(known), -1, dtype=np.int32)
    for column in np.flatnonzero(~known):
        name = entries[starts[column] : starts[column + 1]].tobytes()
        place[column] = places.setdefault(name, len(places))
    return place, len(places)


def _firsts(place: Ints, count: int) -> Ints:
    """The first unknown of each place."""
    first = np.full(count, -1, dtype=np.int32)
    back = np.flatnonzero(place >= 0)[::-1]
    first[place[back]] = back
    return first


def _different_rows(rows: Ints, places: Ints, weights: Floats, left: Floats) -> Rows | None:
    """The rows that are not empty, each once; None if two of the same disagree."""
    order = np.lexsort((places, rows))
    rows, places, weights = rows[order], places[order], weights[order]
    every, begins = np.unique(rows, return_index=True)
    ends = np.append(begins, len(rows))[1:]
    seen: dict[bytes, float] = {}
    kept: list[tuple[Ints, Floats]] = []
    for row, begin, end in zip(every, begins, ends, strict=True):
        sign = np.sign(weights[begin])
        columns, scaled = places[begin:end], weights[begin:end] * sign
        name = columns.tobytes() + scaled.tobytes()
        value = float(left[row] * sign)
        if name not in seen:
            seen[name] = value
            kept.append((columns, scaled))
        elif abs(seen[name] - value) > CLOSE:
            return None
    matrix = Matrix.of(kept)
    equal = np.array(list(seen.values()), dtype=np.float64)
    return Rows(matrix.starts, matrix.columns, matrix.weights, equal, equal)


def _blocks(rows: Rows, count: int) -> Ints:
    """Number the unknowns so that those joined by rows have one number."""
    row_of = np.repeat(np.arange(len(rows.lower)), np.diff(rows.starts))
    block = np.arange(count, dtype=np.int32)
    while True:
        least = np.full(len(rows.lower), count, dtype=np.int32)
        np.minimum.at(least, row_of, block[rows.columns])
        joined = block.copy()
        np.minimum.at(joined, rows.columns, least[row_of])
        joined = joined[joined] if count else joined
        if np.array_equal(joined, block):
            return np.unique(block, return_inverse=True)[1].astype(np.int32)
        block = joined


def _matrix(rows: Ints, columns: Ints, weights: Floats, size: int) -> Matrix:
    """From entries sorted by row."""
    starts = np.searchsorted(rows, np.arange(size + 1)).astype(np.int32)
    return Matrix(starts, columns.astype(np.int32), weights)
