"""Sparse rows of numbers, as the solver takes them.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sparse rows."""

    starts: Ints
    """Where each row begins in `columns` and `weights`; one more than there are rows."""
    columns: Ints
    weights: Floats

    @classmethod
    def of(cls, rows: Iterable[tuple[Ints, Floats | float]]) -> "Matrix":
        """Rows of columns and their weights."""
        every = [(columns, np.broadcast_to(weights, columns.shape)) for columns, weights in rows]
        starts = np.zeros(len(every) + 1, dtype=np.int32)
        np.cumsum([len(columns) for columns, _ in every], out=starts[1:])
        if not every:
            return cls(starts, np.zeros(0, dtype=np.int32), np.zeros(0))
        return cls(
            starts,
            np.concatenate([columns for columns, _ in every]),
            np.concatenate([weights for _, weights in every]).astype(np.float64),
        )

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.starts) - 1

    @property
    def row_of(self) -> Ints:
        """The row of each entry."""
        return np.repeat(np.arange(self.rows, dtype=np.int32), np.diff(self.starts))

    def row(self, at: int) -> tuple[Ints, Floats]:
        """Columns and weights of one row."""
        entries = slice(self.starts[at], self.starts[at + 1])
        return self.columns[entries], self.weights[entries]

    def pick(self, rows: Ints) -> "Matrix":
        """Some rows, in this order."""
        lengths = np.diff(self.starts)[rows]
        starts = np.zeros(len(rows) + 1, dtype=np.int32)
        np.cumsum(lengths, out=starts[1:])
        entries = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Matrix(starts, self.columns[entries], self.weights[entries])

    def under(self, other: "Matrix") -> "Matrix":
        """These rows below those of another one."""
        return Matrix(
            np.concatenate([other.starts, self.starts[1:] + other.starts[-1]]).astype(np.int32),
            np.concatenate([other.columns, self.columns]),
            np.concatenate([other.weights, self.weights]),
        )

    def times(self, values: Floats) -> Floats:
        """The sum of each row at these values of the columns."""
        return np.bincount(
            self.row_of, self.weights * values[self.columns], minlength=self.rows
        ).astype(np.float64)
