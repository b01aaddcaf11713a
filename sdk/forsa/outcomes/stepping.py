"""Worlds one step away from a known one: a sum is higher or lower, and as little else as possible.

The move is asked for in fractions, over all releases at once; most of it is whole, since it begins
at whole numbers. Then whole numbers near it are looked for.

This module needs the extra `outcomes`; import it late.

Source: docs/decisions/0025-audit-and-proof.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from forsa.outcomes.atoms import Atoms
from forsa.outcomes.duties import Duty
from forsa.outcomes.highs import NO_LIMIT, Answer, Limits, Line, Rows, Solver
from forsa.outcomes.joint_systems import joint_system
from forsa.outcomes.reducing import CLOSE, Reduced, reduce_system
from forsa.outcomes.rounding import Rounding
from forsa.outcomes.sparse import Floats, Ints
from forsa.outcomes.tables import Release
from forsa.outcomes.wants import World

_FARTHEST: Final = 16.0
"""How much one unknown may change in a step."""
_MISSING: Final = 1000.0
"""What one that is missing from the goal costs, where a learner who moves costs 1."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A sum that a step should change."""

    release: int
    columns: Ints
    """Its positions: of all releases, one release after the other."""
    way: int
    """1 to make it higher, -1 lower."""
    by: int
    """How much, 1 or more. A step may do a part of it."""


class Steps:
    """Steps between worlds of the same releases."""

    def __init__(
        self, reduced: Reduced, releases: int, atoms: Atoms, limits: Limits | None
    ) -> None:
        """Steps that keep what releases show together.

        Args:
            reduced: Equations of all releases, with at least one unknown left.
            releases: How many.
            atoms: Their positions.
            limits: Work allowed for each question.
        """
        self._reduced = reduced
        self._count = releases
        self._moving = _moving(reduced, limits)
        self._rounding = Rounding(reduced, releases, atoms, limits)

    @classmethod
    def of(
        cls,
        releases: Sequence[Release],
        atoms: Atoms,
        duties: Sequence[Duty],
        limits: Limits | None = None,
    ) -> "Steps | None":
        """None where only one world is possible."""
        reduced = reduce_system(joint_system(atoms, duties, releases))
        if reduced is None or not reduced.columns:
            return None
        return cls(reduced, len(releases), atoms, limits)

    def towards(self, base: World, goal: Goal, noise: Floats) -> World | None:
        """A world nearer to a goal than `base`; None if none is found.

        Args:
            base: A world of these releases.
            goal: What to change.
            noise: A small cost for each position, so that ties are broken by lot.
        """
        reduced = self._reduced
        stacked = np.concatenate(base).astype(np.float64)
        start = reduced.summed(stacked)
        some, whole = reduced.touched(goal.columns)
        counted = some if goal.way > 0 else whole
        preferred = np.zeros(len(reduced.place))
        preferred[goal.columns] = -goal.way
        value = start[counted].sum() + reduced.known[goal.columns].sum()
        left = goal.by - round(goal.way * (value - stacked[goal.columns].sum()))
        values: Floats | None = start
        if left > 0:
            moved = self._move(start, counted, goal.way, left, noise[reduced.first])
            if moved is None:
                return None
            near, done = moved
            bound = _bound(counted, goal.way, float(start[counted].sum()), done)
            values = self._rounding.whole(near, bound, goal.release)
        if values is None:
            return None
        return tuple(np.split(reduced.expand_whole(values, preferred), self._count))

    def _move(
        self, start: Floats, counted: Ints, way: int, by: int, noise: Floats
    ) -> tuple[Floats, int] | None:
        """The unknowns after the least move, perhaps fractions, and what of `by` is done."""
        count = len(start)
        bounds = np.concatenate([np.full(count, _FARTHEST), np.minimum(_FARTHEST, start)])
        every = np.arange(2 * count, dtype=np.int32)
        self._moving.set_columns(every, np.zeros(2 * count), bounds)
        signs = np.full(len(counted), float(way))
        self._moving.add_row(
            [*counted.tolist(), *(counted + count).tolist(), 2 * count],
            [*signs, *-signs, 1.0],
            float(by),
            NO_LIMIT,
        )
        answer = self._moving.minimise(np.concatenate([1 + noise, 1 + noise, [_MISSING]]))
        values = self._moving.values
        self._moving.drop_rows(len(self._reduced.rows.lower))
        if answer is not Answer.FOUND:
            return None
        done = by - int(np.ceil(values[2 * count] - CLOSE))
        if done < 1:
            return None
        return start + values[:count] - values[count : 2 * count], done


def _moving(reduced: Reduced, limits: Limits | None) -> Solver:
    """The model of a move: how much each unknown grows, how much it shrinks, what is missing."""
    rows, count = reduced.rows, reduced.columns
    row_of = np.repeat(np.arange(len(rows.lower)), np.diff(rows.starts))
    order = np.argsort(np.concatenate([row_of, row_of]), kind="stable")
    nothing = np.zeros(len(rows.lower))
    both = Rows(
        (2 * rows.starts).astype(np.int32),
        np.concatenate([rows.columns, rows.columns + count])[order].astype(np.int32),
        np.concatenate([rows.weights, -rows.weights])[order],
        nothing,
        nothing,
    )
    return Solver(2 * count + 1, both, limits=limits, afresh=True)


def _bound(counted: Ints, way: int, start: float, done: int) -> Line:
    """That at least this much of a goal stays done."""
    value = start + way * done
    low, high = (value, NO_LIMIT) if way > 0 else (-NO_LIMIT, value)
    return counted.tolist(), [1.0] * len(counted), low, high
