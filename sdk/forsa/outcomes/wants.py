"""What worlds still have to show: sums of unknowns that must be seen far enough apart, or low.

The unknowns are all positions of all releases, one release after the other.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.atoms import Atoms
from forsa.outcomes.duties import Duty, place_of
from forsa.outcomes.grid import crossed_axes
from forsa.outcomes.sparse import Floats, Ints, Matrix, Numbers
from forsa.outcomes.tables import Release

World = tuple[Numbers, ...]
"""Learners at each position, by release."""


@dataclass(slots=True)
class Wants:
    """Some sums of positions, each of one release, and what was seen of them."""

    release: Ints
    """Whose positions each sum is over."""
    keys: tuple[CellKey, ...]
    common: NDArray[np.bool_]
    """Whether it counts no outcome, so that it is the same in all releases."""
    rows: Matrix
    """Each sum, as positions of its release."""
    width: Floats
    """How far apart two worlds must be; 0 if it does not matter."""
    most: Floats
    """What it must be at most in some world; infinite if it does not matter."""
    low: Floats = field(init=False)
    high: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.low = np.full(self.rows.rows, np.inf)
        self.high = np.full(self.rows.rows, -np.inf)

    @classmethod
    def of(cls, sums: Sequence[tuple[int, CellKey, Ints, float, float]]) -> "Wants":
        """From release, key, positions, width and most of each."""
        return cls(
            np.array([one[0] for one in sums], dtype=np.int32),
            tuple(one[1] for one in sums),
            np.array([group_of(one[1]) == one[1] for one in sums], dtype=np.bool_),
            Matrix.of((one[2], 1.0) for one in sums),
            np.array([one[3] for one in sums], dtype=np.float64),
            np.array([one[4] for one in sums], dtype=np.float64),
        )

    def values(self, world: World) -> Floats:
        """The sums in a world."""
        rows, stacked = self.rows, np.concatenate(world).astype(np.float64)
        offset = self.release[rows.row_of].astype(np.int64) * len(world[0])
        return np.bincount(
            rows.row_of, rows.weights * stacked[rows.columns + offset], minlength=rows.rows
        ).astype(np.float64)

    def see(self, world: World) -> bool:
        """Take in a world; whether it showed something new of what is still open."""
        values = self.values(world)
        new = bool(np.any(self.open & ((values < self.low) | (values > self.high))))
        np.minimum(self.low, values, out=self.low)
        np.maximum(self.high, values, out=self.high)
        return new

    @property
    def open(self) -> NDArray[np.bool_]:
        """Which are not shown yet."""
        return (self.high - self.low < self.width) | (self.low > self.most)

    def push(self, signs: Floats, release: int, size: int) -> Floats:
        """Costs of the positions of a release that push each of its sums up (1) or down (-1)."""
        rows = self.rows
        own = self.release[rows.row_of] == release
        weights = -signs[rows.row_of[own]]
        return np.bincount(rows.columns[own], weights, minlength=size).astype(np.float64)


def wants_of(duties: Sequence[Duty]) -> Wants:
    """Spread of hidden cells, and groups that must not give themselves away."""
    spread = [
        (duty.release, duty.keys[at], duty.rows.row(at)[0], float(duty.theta.w), np.inf)
        for duty in duties
        for at in duty.hidden.tolist()
    ]
    limited = [
        (duty.release, duty.keys[at], duty.rows.row(at)[0], 0.0, float(most))
        for duty in duties
        for at, most in zip(duty.limited.tolist(), duty.most.tolist(), strict=True)
    ]
    return Wants.of([*spread, *limited])


@dataclass(frozen=True, slots=True)
class Derived:
    """Cells of two tables crossed that are small in the first world, in the verifier's order."""

    sums: tuple[tuple[int, CellKey, Ints], ...]
    """Release, key and positions."""

    def wants(self) -> Wants:
        """Each must be something else in another world."""
        return Wants.of([(*one, 1.0, np.inf) for one in self.sums])


def find_derived_cells(releases: Sequence[Release], atoms: Atoms, base: World) -> Derived:
    """The derived cells of which the first world alone would say 1 to k - 1."""
    return Derived(tuple(_derived(releases, atoms, base)))


def _derived(
    releases: Sequence[Release], atoms: Atoms, base: World
) -> Iterator[tuple[int, CellKey, Ints]]:
    grid, every = atoms.grid, np.arange(atoms.grid.size, dtype=np.int32)
    met: set[tuple[int, CellKey, int]] = set()
    rows: dict[tuple[str, ...], Matrix] = {}
    for number, release in enumerate(releases):
        tables = grid.tables[number]
        own = {cell_key(one.axes, cell.at) for one in tables for cell in one.cells}
        for axes in crossed_axes(tables):
            if axes not in rows:
                rows[axes] = atoms.cells(axes, every)
            counts = rows[axes].times(base[number].astype(np.float64))
            small = np.flatnonzero((counts > 0.5) & (counts < release.theta.k - 0.5)).tolist()
            for at, cell in sorted((grid.address(axes, cell), cell) for cell in small):
                place = place_of(number, cell_key(axes, at), release.theta.w)
                if place[1] not in own and place not in met:
                    met.add(place)
                    yield number, place[1], rows[axes].row(cell)[0]
