"""What an accept proof has to show, cell by cell, in the order in which the verifier asks.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.atoms import Atoms
from forsa.outcomes.axes import BENIGN, TOTAL
from forsa.outcomes.grid import At, Grid, says_of, shown_cells, told_outcomes
from forsa.outcomes.sparse import Ints, Matrix
from forsa.outcomes.tables import CellState, Release, Table, Theta

_Rows = Callable[[tuple[str, ...]], Matrix]
"""The cells of a table of these axes, as sums of all positions."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One table of one release: what it shows, and what worlds must show of it. Cells by place."""

    release: int
    axes: tuple[str, ...]
    rows: Matrix
    """Its cells in their order, as sums of all positions."""
    theta: Theta
    keys: tuple[CellKey, ...]
    shown: Ints
    values: Ints
    """What the shown cells are."""
    hidden: Ints
    """Cells of which two worlds must differ by W: each cell of a frame is here once."""
    limited: Ints
    """Outcomes of shown groups that must be `most` or less in some world."""
    most: Ints
    revised: Ints
    """Cells and groups of which the additions of two worlds must differ by k_delta."""


def find_duties(releases: Sequence[Release], atoms: Atoms) -> list[Duty]:
    """What has to be shown of every table, releases and tables in their order."""
    grid = atoms.grid
    every = np.arange(grid.size, dtype=np.int32)
    rows: _Rows = cache(lambda axes: atoms.cells(axes, every))
    met: set[tuple[int, CellKey, int]] = set()
    duties = []
    for number, release in enumerate(releases):
        for table in grid.tables[number]:
            shown = shown_cells(table)
            place = {cell.at: at for at, cell in enumerate(table.cells)}
            own = next(told_outcomes(table.axes), ((), ()))[1]
            limited = list(_limited(table, release.theta, own))
            duties.append(
                Duty(
                    release=number,
                    axes=table.axes,
                    rows=rows(table.axes),
                    theta=release.theta,
                    keys=tuple(cell_key(table.axes, one.at) for one in table.cells),
                    shown=_ints(place[at] for at in shown),
                    values=_ints(shown.values()),
                    hidden=_ints(_hidden(grid, number, table, release.theta.w, met)),
                    limited=_ints(place[at] for at, _ in limited),
                    most=_ints(most for _, most in limited),
                    revised=_ints(place[at] for at in _revised(releases, grid, number, table)),
                )
            )
            duties += _merged(atoms, number, table, release.theta, rows)
    return duties


def place_of(number: int, key: CellKey, width: int) -> tuple[int, CellKey, int]:
    """A cell of a release; one without an outcome is the same in all that ask for that width."""
    return (-1 if group_of(key) == key else number), key, width


def _hidden(
    grid: Grid, number: int, table: Table, width: int, met: set[tuple[int, CellKey, int]]
) -> Iterator[int]:
    shown = shown_cells(table)
    for at, cell in enumerate(table.cells):
        key = cell_key(table.axes, cell.at)
        held = cell.state is CellState.HELD
        known = cell.at in shown or (held and says_of(grid.tables[number], key))
        if not known and place_of(number, key, width) not in met:
            met.add(place_of(number, key, width))
            yield at


def _limited(table: Table, theta: Theta, codes: Sequence[str]) -> Iterator[tuple[At, int]]:
    """Outcomes of shown groups, and the most that they may be in some world."""
    for at, size in shown_cells(table).items():
        for code in codes if size and at[-1:] == (TOTAL,) else ():
            if code not in BENIGN or size < 2 * theta.m_min:
                yield (*at[:-1], code), size - theta.k_star - 1


def _merged(atoms: Atoms, number: int, table: Table, theta: Theta, rows: _Rows) -> Iterator[Duty]:
    """What is to be shown of outcomes that a table has in several parts."""
    for axes, codes in list(told_outcomes(table.axes))[1:]:
        limited = list(_limited(table, theta, codes))
        if limited:
            every = [(*atoms.grid.codes[axis], TOTAL) for axis in axes]
            ats = list(product(*every))
            place = {at: where for where, at in enumerate(ats)}
            none = _ints(())
            yield Duty(
                release=number,
                axes=axes,
                rows=rows(axes),
                theta=theta,
                keys=tuple(cell_key(axes, at) for at in ats),
                shown=none,
                values=none,
                hidden=none,
                limited=_ints(place[at] for at, _ in limited),
                most=_ints(most for _, most in limited),
                revised=none,
            )


def _revised(
    releases: Sequence[Release], grid: Grid, number: int, table: Table
) -> list[tuple[str, ...]]:
    """The cells that were shown with another value before, each with its group."""
    earlier = releases[grid.first[number]].tables
    before = next((shown_cells(one) for one in earlier if one.axes == table.axes), {})
    changed = [at for at, now in shown_cells(table).items() if before.get(at, now) != now]
    return list(dict.fromkeys(one for at in changed for one in (at, (*at[:-1], TOTAL))))


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int32)
