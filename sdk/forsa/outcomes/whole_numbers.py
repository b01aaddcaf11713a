"""Whole numbers that satisfy equations, found near a wanted direction.

The least value of a linear objective is nearly always at fractions. Whole numbers beside it are
found quickly in a small box around it; nothing is ever minimised over whole numbers. Where the box
has none, or a bound must be met exactly, feasibility alone is asked of all unknowns.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from forsa.outcomes.highs import NO_LIMIT, Answer, Limits, Line, Rows, Solver, find_integers
from forsa.outcomes.model import System
from forsa.outcomes.reducing import CLOSE, Reduced, reduce_system
from forsa.outcomes.sparse import Floats, Ints, Numbers

_BOXES: Final = (1, 2, 4)
"""How far from the fractions whole numbers are looked for, one after the other."""
_BOX_NODES: Final = 30
"""Branches in a box: it has whole numbers nearby, or is not worth more."""

Bound = tuple[Ints, float, float]
"""Unknowns, and the least and the greatest value of their sum."""


class WholeNumbers:
    """Equations over unknowns of 0 or more, asked again and again."""

    def __init__(self, reduced: Reduced, limits: Limits | None = None) -> None:
        """Ask these equations.

        Args:
            reduced: The equations.
            limits: Work allowed for each question.
        """
        self._limits = limits or Limits()
        self._reduced = reduced
        self._solver: Solver | None = None

    @classmethod
    def of(cls, system: System, limits: Limits | None = None) -> "WholeNumbers | None":
        """Make a system smaller first; None if it contradicts itself at first sight."""
        reduced = reduce_system(system)
        return None if reduced is None else cls(reduced, limits)

    def towards(self, costs: Floats) -> Numbers | None:
        """Whole numbers near the least sum of `costs` times unknowns; None if none are met."""
        reduced = self._reduced
        if not reduced.columns:
            return np.rint(reduced.known).astype(np.int64)
        if self._solver is None:
            self._solver = Solver(reduced.columns, reduced.rows, limits=self._limits)
        if self._solver.minimise(costs[reduced.cheapest(costs)]) is not Answer.FOUND:
            return None
        found = self._beside(self._solver.values)
        return None if found is None else reduced.expand_whole(found, costs)

    def bounded(self, bounds: Sequence[Bound], costs: Floats) -> Numbers | None:
        """Whole numbers that keep some sums between bounds; None if there are none, or no time.

        Args:
            bounds: What is asked beside the equations.
            costs: Among unknowns that the equations do not tell apart, which to prefer.
        """
        reduced = self._reduced
        if not reduced.columns:
            return None
        extra = [row for bound in bounds for row in self._row(bound)]
        answer, found = find_integers(
            reduced.columns, reduced.rows.plus(extra), limits=self._limits
        )
        if answer is not Answer.FOUND or found is None:
            return None
        return self._reduced.expand_whole(found, costs)

    def apart(self, columns: Ints, width: int) -> tuple[Numbers, Numbers] | None:
        """Two solutions whose sums over some unknowns differ by `width` or more."""
        reduced = self._reduced
        if not reduced.columns:
            return None
        one = reduced.rows
        count = reduced.columns
        both = Rows(
            np.concatenate([one.starts, one.starts[1:] + one.starts[-1]]).astype(np.int32),
            np.concatenate([one.columns, one.columns + count]).astype(np.int32),
            np.concatenate([one.weights, one.weights]),
            np.concatenate([one.lower, one.lower]),
            np.concatenate([one.upper, one.upper]),
        )
        some, whole = self._reduced.touched(columns)
        row = (
            [*some.tolist(), *(whole + count).tolist()],
            [1.0] * len(some) + [-1.0] * len(whole),
            float(width),
            NO_LIMIT,
        )
        answer, found = find_integers(2 * count, both.plus([row]), limits=self._limits)
        if answer is not Answer.FOUND or found is None:
            return None
        costs = np.zeros(len(reduced.place))
        costs[columns] = -1.0
        more = self._reduced.expand_whole(found[:count], costs)
        return more, self._reduced.expand_whole(found[count:], -costs)

    def _beside(self, values: Floats) -> Numbers | None:
        near = np.rint(values)
        whole = np.abs(values - near) < CLOSE
        if whole.all():
            return near.astype(np.int64)
        limits = replace(self._limits, nodes=min(self._limits.nodes, _BOX_NODES))
        for slack in _BOXES:
            lower = np.where(whole, near - max(slack - 1, 0), np.floor(values) - slack)
            upper = np.where(whole, near + slack, np.ceil(values) + slack)
            answer, found = find_integers(
                self._reduced.columns,
                self._reduced.rows,
                lower=np.maximum(lower, 0.0),
                upper=upper,
                limits=limits,
            )
            if answer is Answer.FOUND:
                return found
        return None

    def _row(self, bound: Bound) -> list[Line]:
        columns, low, high = bound
        known = float(self._reduced.known[columns].sum())
        some, whole = self._reduced.touched(columns)
        rows: list[Line] = []
        if low > -NO_LIMIT:
            rows.append((some.tolist(), [1.0] * len(some), low - known, NO_LIMIT))
        if high < NO_LIMIT:
            rows.append((whole.tolist(), [1.0] * len(whole), -NO_LIMIT, high - known))
        return rows
