"""Small moves of whole tables: one cell goes up or down, and as little else as possible.

This module needs the extra `outcomes`; import it late.
"""

from typing import Final

import numpy as np

from forsa.outcomes.highs import Answer, Rows, Solver
from forsa.outcomes.model import Model
from forsa.outcomes.reducing import CLOSE
from forsa.outcomes.sparse import Ints, Matrix

_FARTHEST: Final = 16.0
"""How much one unknown may change."""
_PUSH: Final = 100.0
"""What a learner more in the cell is worth, where moving one costs 1."""


class Moves:
    """Moves that leave what is shown as it is."""

    def __init__(self, model: Model, start: Ints) -> None:
        """Moves away from whole tables of a model."""
        count = model.system.columns
        rows = model.system.rows
        both = Matrix.of(
            (np.concatenate([columns, columns + count]), np.concatenate([weights, -weights]))
            for columns, weights in (rows.row(at) for at in range(rows.rows))
        )
        nothing = np.zeros(both.rows)
        upper = np.full(2 * count, _FARTHEST)
        upper[count:] = np.minimum(_FARTHEST, start)
        self._start = start
        self._solver = Solver(
            2 * count, Rows(both.starts, both.columns, both.weights, nothing, nothing), upper=upper
        )

    def towards(self, columns: Ints, way: int) -> Ints | None:
        """Tables in which the sum of some unknowns is as high (1) or low (-1) as may be."""
        count = len(self._start)
        costs = np.ones(2 * count)
        costs[columns] -= _PUSH * way
        costs[columns + count] += _PUSH * way
        if self._solver.minimise(costs) is not Answer.FOUND:
            return None
        moved = self._solver.values[:count] - self._solver.values[count:]
        near = np.rint(moved)
        return None if np.any(np.abs(moved - near) > CLOSE) else self._start + near.astype(np.int32)
