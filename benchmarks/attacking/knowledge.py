"""What an attacker writes down: every learner is in one atom, and every release sums over atoms.

An atom is one combination of the finest published codes. Unknown is, for each release, how many
learners of each atom have each outcome; the learners of an atom are the same in all of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from forsa.outcomes.axes import closed_axes
from forsa.outcomes.tables import CellState, Release
from numpy.typing import NDArray

_OUTCOMES = ("outcome7", "outcome4", "outcome2")

Row = tuple[NDArray[np.int32], NDArray[np.float64], float]
"""Unknowns, their weights, and what the sum is."""

Address = tuple[int, str, tuple[str, ...]]
"""Position of a release, table id, codes."""


@dataclass(frozen=True)
class Hidden:
    """A cell that is not shown."""

    where: Address
    columns: NDArray[np.int32]


class Knowledge:
    """The equations of a few releases of one member and year, without what must be 0."""

    def __init__(self, releases: Sequence[Release]) -> None:
        axes: dict[str, tuple[str, ...]] = {}
        for release in releases:
            axes |= {a: codes for a, codes in release.axes.items() if a not in _OUTCOMES}
        self._axes = tuple(axes)
        self._atoms = list(product(*axes.values()))
        self._known: dict[tuple[str, ...], list[int]] = {}
        self._finest = closed_axes()["outcome7"].codes
        self._width = len(self._finest)
        self._size = len(self._atoms) * self._width
        shape = (len(releases), len(self._atoms), self._width)
        self._numbers = np.arange(int(np.prod(shape)), dtype=np.int32).reshape(shape)
        shown: list[tuple[NDArray[np.int32], int]] = []
        hidden: dict[bytes, Hidden] = {}
        for at, release in enumerate(releases):
            for where, columns, value in self._cells(at, release):
                if value is None:
                    hidden.setdefault(columns.tobytes(), Hidden(where, columns))
                else:
                    shown.append((columns, value))
        self._keep(shown)
        self._rows = list(self._written(shown))
        self.hidden = [self.of(one) for one in hidden.values()]

    @property
    def columns(self) -> int:
        """Unknowns that are left."""
        return int(self._place.max()) + 1

    @property
    def rows(self) -> list[Row]:
        """Equations: columns, weights, value."""
        return self._rows

    def of(self, cell: Hidden) -> Hidden:
        """The same cell over the unknowns that are left."""
        return Hidden(cell.where, self._left(cell.columns))

    def _cells(
        self, at: int, release: Release
    ) -> Iterator[tuple[Address, NDArray[np.int32], int | None]]:
        for table in release.tables:
            states = {cell.state for cell in table.cells}
            if states & {CellState.NOT_COLLECTED, CellState.HELD}:
                continue
            for cell in table.cells:
                columns = self.covered(at, table.axes, cell.at)
                yield (at, table.id, cell.at), columns, cell.value

    def covered(self, at: int, axes: Sequence[str], codes: Sequence[str]) -> NDArray[np.int32]:
        """What a cell of a release adds up, before anything is left out: the same for one cell."""
        wanted = dict(zip(axes, codes, strict=True))
        atoms = self._atoms_of(tuple(wanted.get(axis, "total") for axis in self._axes))
        outcomes = list(range(self._width))
        for axis in _OUTCOMES:
            if wanted.get(axis, "total") != "total":
                outcomes = [
                    place
                    for place, code in enumerate(self._finest)
                    if _coarser(code, axis) == wanted[axis]
                ]
        release = at if len(outcomes) < self._width else 0
        found: NDArray[np.int32] = self._numbers[release][np.ix_(atoms, outcomes)].ravel()
        return found

    def _atoms_of(self, wanted: tuple[str, ...]) -> list[int]:
        if wanted not in self._known:
            self._known[wanted] = [
                number
                for number, atom in enumerate(self._atoms)
                if all(w in {code, "total"} for w, code in zip(wanted, atom, strict=True))
            ]
        return self._known[wanted]

    def _keep(self, shown: Iterable[tuple[NDArray[np.int32], int]]) -> None:
        """Number the unknowns that may be over 0."""
        possible = np.ones(self._numbers.size, dtype=bool)
        for columns, value in shown:
            if value == 0:
                possible[columns] = False
        for atom in range(len(self._atoms)):
            if any(not possible[self._numbers[at, atom]].any() for at in range(len(self._numbers))):
                possible[self._numbers[:, atom]] = False
        self._place = np.where(possible, np.cumsum(possible) - 1, -1).astype(np.int32)

    def _left(self, columns: NDArray[np.int32]) -> NDArray[np.int32]:
        left = self._place[columns]
        return left[left >= 0]

    def _written(self, shown: Iterable[tuple[NDArray[np.int32], int]]) -> Iterator[Row]:
        seen = set()
        for columns, value in shown:
            left = self._left(columns)
            if left.tobytes() not in seen and len(left):
                seen.add(left.tobytes())
                yield left, np.ones(len(left)), float(value)
        for at in range(1, len(self._numbers)):
            for atom in range(len(self._atoms)):
                first, then = (self._left(self._numbers[one, atom]) for one in (0, at))
                if len(first) or len(then):
                    weights = np.concatenate([np.ones(len(first)), -np.ones(len(then))])
                    yield np.concatenate([first, then]), weights, 0.0


def _coarser(code: str, axis: str) -> str:
    for name in _OUTCOMES[1 : _OUTCOMES.index(axis) + 1]:
        code = closed_axes()[name].of_finer[code]
    return code
