"""How a failing cell is calculated: short sums of published numbers, from LP duals.

The solver proposes a sum in floating point; it is made of fractions and checked exactly
(`forsa.outcomes.refuting`). If rounding does not give a sum that holds, the vertex on which the
solver stands is solved again with fractions.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import numpy as np

from forsa.errors import VerificationError
from forsa.outcomes.exact import solve_exactly
from forsa.outcomes.highs import NO_LIMIT, Answer, Limits, Rows, Solver
from forsa.outcomes.model import Model
from forsa.outcomes.refuting import Cell, check_bound
from forsa.outcomes.sparse import Ints
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Combination, Term

_FREE: Final = 0.01
"""Price of a cell shown as 0 in a sum, beside 1 for another: nobody has to add it."""
_DENOMINATOR: Final = 1000


class Sums:
    """Finds the sums that bound cells of one model."""

    def __init__(
        self,
        releases: Sequence[Release],
        model: Model,
        limits: Limits | None,
        *,
        denominator: int = _DENOMINATOR,
    ) -> None:
        """Turn the model round: its rows are the unknowns now, each added or taken away.

        Args:
            releases: In log order.
            model: Of these releases.
            limits: Work allowed for each question.
            denominator: Greatest one that rounding tries.
        """
        self._denominator = denominator
        self._releases, self._model = releases, model
        system = model.system
        self._rows = system.rows.rows
        self._system = _turned(model)
        self._solver = Solver(2 * self._rows, self._system, limits=limits)
        price = np.where(system.equal == 0, _FREE, 1.0)
        price[: model.ties] = 0.0
        self._prices = np.concatenate([price, price])

    def bound(self, cell: Cell, columns: Ints, value: float, *, upper: bool) -> Combination | None:
        """The shortest sum that bounds a cell.

        Args:
            cell: The cell.
            columns: Of the model, that it is the sum of.
            value: Its least or greatest value over fractions.
            upper: Which of the two.

        Returns:
            The sum, checked; None if the solver found none.
        """
        sign = -1 if upper else 1
        for column in columns:
            self._solver.set_row(int(column), -NO_LIMIT, sign)
        sides = dict.fromkeys(map(int, columns), Fraction(sign))
        found = self._find(sides, sign * _fraction(value), cell, sign)
        for column in columns:
            self._solver.set_row(int(column), -NO_LIMIT, 0)
        return found

    def contradiction(self) -> Combination | None:
        """A sum in which nobody counts and that is above 0: why no table exists."""
        return self._find({}, Fraction(1), None, 1)

    def _find(
        self, sides: Mapping[int, Fraction], value: Fraction, cell: Cell | None, sign: int
    ) -> Combination | None:
        last = self._model.system.columns
        self._solver.set_row(last, float(value), NO_LIMIT)
        if self._solver.minimise(self._prices) is not Answer.FOUND:
            return None
        rounded = {
            at: Fraction(float(value)).limit_denominator(self._denominator)
            for at, value in enumerate(self._solver.values)
        }
        for times in (rounded, self._on_the_vertex({**sides, last: value})):
            combination = self._combination(times, sign)
            if sign * combination.bound < value:
                continue
            try:
                check_bound(self._releases, cell, combination, upper=sign < 0)
            except VerificationError:
                continue
            return combination
        return None

    def _on_the_vertex(self, sides: Mapping[int, Fraction]) -> Mapping[int, Fraction]:
        """The answer of the solver with fractions: all rows that it stands on hold exactly."""
        basics = self._solver.basics
        columns = {int(one) for one in basics if one >= 0}
        loose = {-1 - int(one) for one in basics if one < 0}
        equations = []
        for row in range(len(self._system.lower)):
            if row not in loose:
                entries = slice(self._system.starts[row], self._system.starts[row + 1])
                weights = {
                    int(column): Fraction(int(weight))
                    for column, weight in zip(
                        self._system.columns[entries], self._system.weights[entries], strict=True
                    )
                    if int(column) in columns
                }
                equations.append((weights, sides.get(row, Fraction())))
        return solve_exactly(equations) or {}

    def _combination(self, times: Mapping[int, Fraction], sign: int) -> Combination:
        terms = []
        for place, (at, value) in enumerate(self._model.shown):
            row = self._model.ties + place
            weight = times.get(row, Fraction()) - times.get(row + self._rows, Fraction())
            if weight:
                terms.append(Term(self._model.targets[at].at[0], value, sign * weight))
        return Combination(sum((one.times * one.value for one in terms), Fraction()), tuple(terms))


def _fraction(value: float) -> Fraction:
    return Fraction(float(value)).limit_denominator(_DENOMINATOR)


def _turned(model: Model) -> Rows:
    """A row for each unknown count, which no sum may exceed, and one for the value of the sum."""
    rows, count = model.system.rows, model.system.rows.rows
    order = np.argsort(rows.columns, kind="stable")
    columns, weights = rows.row_of[order], rows.weights[order]
    values = np.flatnonzero(model.system.equal).astype(np.int32)
    known = model.system.equal[values]
    counts = np.bincount(rows.columns, minlength=model.system.columns)
    starts = np.concatenate([[0], np.cumsum([*(2 * counts), 2 * len(values)])])
    both = np.empty(int(starts[-1]), dtype=np.int32)
    signed = np.empty(int(starts[-1]))
    both[: 2 * len(columns) : 2], both[1 : 2 * len(columns) : 2] = columns, columns + count
    signed[: 2 * len(columns) : 2], signed[1 : 2 * len(columns) : 2] = weights, -weights
    both[2 * len(columns) :] = np.concatenate([values, values + count])
    signed[2 * len(columns) :] = np.concatenate([known, -known])
    lower = np.full(model.system.columns + 1, -NO_LIMIT)
    upper = np.zeros(model.system.columns + 1)
    upper[-1] = NO_LIMIT
    return Rows(starts.astype(np.int32), both, signed, lower, upper)
