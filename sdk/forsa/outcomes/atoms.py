"""The atoms of a frame as arrays: which of them each cell of a table adds up.

Positions are those of `forsa.outcomes.grid`; here they are handled all at once.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence

import numpy as np

from forsa.outcomes.axes import OUTCOMES, coarsen
from forsa.outcomes.grid import FINEST, Grid
from forsa.outcomes.sparse import Ints, Matrix


class Atoms:
    """The positions of a grid."""

    def __init__(self, grid: Grid) -> None:
        """Number them."""
        self.grid = grid
        self.outcomes = len(grid.codes[FINEST])
        """Positions of one group of learners: they stand side by side."""
        self.groups = grid.size // self.outcomes
        """Finest groups of learners."""
        shape = [len(grid.codes[axis]) for axis in grid.order]
        places = np.unravel_index(np.arange(grid.size), shape)
        self._place = dict(zip(grid.order, places, strict=True))
        for axis in OUTCOMES[1:]:
            codes = [coarsen(code, FINEST, axis) for code in grid.codes[FINEST]]
            level = np.array([grid.codes[axis].index(code) for code in codes])
            self._place[axis] = level[self._place[FINEST]]

    def cells(self, axes: Sequence[str], positions: Ints) -> Matrix:
        """The cells and margins of a table, in its order, as sums of some positions.

        Args:
            axes: Of the table.
            positions: The unknowns: columns are places in it.
        """
        cells = [np.zeros(len(positions), dtype=np.int64)]
        size = 1
        for axis in axes:
            codes = len(self.grid.codes[axis])
            at = self._place[axis][positions]
            cells = [
                one * (codes + 1) + place
                for one in cells
                for place in (at, np.full_like(at, codes))
            ]
            size *= codes + 1
        cell = np.concatenate(cells)
        column = np.tile(np.arange(len(positions), dtype=np.int32), len(cells))
        order = np.argsort(cell, kind="stable")
        starts = np.searchsorted(cell[order], np.arange(size + 1)).astype(np.int32)
        return Matrix(starts, column[order], np.ones(len(order)))
