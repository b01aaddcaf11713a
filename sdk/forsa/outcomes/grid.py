"""The atoms of a frame: what a position in a proof stands for, and how atoms add up to cells.

An atom is one combination of the finest codes of all axes that the releases of a frame use, with
one outcome of `outcome7`. Positions number them: axes in the order of their names, the outcome
last and fastest, codes in the order of their axis.

Source: docs/protocol.md, "The accept proof".
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from math import prod
from typing import Final

from forsa.errors import Reason, VerificationError
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.axes import OUTCOMES, TOTAL, closed_axes, coarsen, merged_outcomes
from forsa.outcomes.proof import Column
from forsa.outcomes.tables import CellState, Release, Table

At = tuple[str, ...]
"""One code for each axis of a table, or `total`."""

FINEST: Final = OUTCOMES[0]


class Grid:
    """The atoms of the releases of one frame."""

    def __init__(self, releases: Sequence[Release]) -> None:
        """Find the axes and their codes.

        Raises:
            VerificationError: a table lacks a combination, or the releases disagree on codes.
        """
        self.tables = [[one for one in release.tables if is_collected(one)] for release in releases]
        """The tables of each release; one whose axis was not collected says nothing."""
        codes = {axis: codes for one in releases for axis, codes in one.axes.items()}
        self.codes = codes | {axis: closed_axes()[axis].codes for axis in OUTCOMES}
        used = {axis for tables in self.tables for table in tables for axis in table.axes}
        self.order = (*sorted(used.difference(OUTCOMES)), FINEST)
        self.size = prod(len(self.codes[axis]) for axis in self.order)
        """Positions are 0 to `size` - 1."""
        points = [one.observation_point for one in releases]
        self.first = [points.index(point) for point in points]
        """For each release, which one was the first of its point: itself, or an earlier vintage."""
        self._ats: dict[tuple[str, ...], dict[int, At]] = {}
        for release, tables in zip(releases, self.tables, strict=True):
            for table in tables:
                self._check_form(release, table)

    def _check_form(self, release: Release, table: Table) -> None:
        every = product(*((*self.codes[axis], TOTAL) for axis in table.axes))
        same = all(release.axes[axis] == self.codes[axis] for axis in table.axes)
        if not same or [one.at for one in table.cells] != list(every):
            raise VerificationError(
                "a table lacks a cell",
                Reason.KIND_OUTCOME_PROOF_INVALID,
                what="cells",
                table=table.id,
            )

    def count(self, axes: tuple[str, ...], column: Column) -> Mapping[At, int]:
        """Add up a column to the cells and margins of these axes."""
        ats = self._ats.setdefault(axes, {})
        counts = Counter[At]()
        for position, learners in column.items():
            if position not in ats:
                ats[position] = self.at(axes, position)
            counts[ats[position]] += learners
        for place in range(len(axes)):
            for at, learners in list(counts.items()):
                counts[*at[:place], TOTAL, *at[place + 1 :]] += learners
        return counts

    def address(self, axes: Sequence[str], place: int) -> At:
        """The address that stands at a place of a table of these axes."""
        at: list[str] = []
        for axis in reversed(axes):
            codes = (*self.codes[axis], TOTAL)
            place, code = divmod(place, len(codes))
            at.append(codes[code])
        return tuple(reversed(at))

    def at(self, axes: Sequence[str], position: int) -> At:
        """The codes of an atom on these axes."""
        code = {}
        for axis in reversed(self.order):
            position, place = divmod(position, len(self.codes[axis]))
            code[axis] = self.codes[axis][place]
        for axis in OUTCOMES[1:]:
            code[axis] = _coarser(code[FINEST], axis)
        return tuple(code[axis] for axis in axes)


def is_collected(table: Table) -> bool:
    """Whether the table has figures at all."""
    return any(cell.state is not CellState.NOT_COLLECTED for cell in table.cells)


def shown_cells(table: Table) -> Mapping[At, int]:
    """The cells that say what is so in their release.

    The outcomes of a held table speak of the vintage before, but for those of an empty group: they
    are 0 whatever else was revised.
    """
    values = {one.at: one.value for one in table.cells if one.value is not None}
    held = any(one.state is CellState.HELD for one in table.cells)
    if not held or not table.axes or table.axes[-1] not in OUTCOMES:
        return values
    empty = {at[:-1] for at, value in values.items() if at[-1] == TOTAL and value == 0}
    return {at: n for at, n in values.items() if at[-1] == TOTAL or at[:-1] in empty}


def says_of(tables: Sequence[Table], key: CellKey) -> bool:
    """Whether a table that is not held has the cell of this key, or the cells that add up to it.

    Then a held cell of the same key tells nothing that the other table does not.
    """
    axes = {axis for axis, _ in key}
    groups = axes.difference(OUTCOMES)
    for table in tables:
        levels = [OUTCOMES.index(axis) for axis in table.axes if axis in OUTCOMES]
        held = any(one.state is CellState.HELD for one in table.cells)
        if levels and not held and groups <= {*table.axes}:
            level = next(OUTCOMES.index(axis) for axis in axes if axis in OUTCOMES)
            own = {cell_key(table.axes, one.at) for one in table.cells}
            if levels[0] <= level or key in own:
                return True
    return False


def told_outcomes(axes: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The outcomes that a table tells of its groups: its own, and those that it has in parts.

    Each with the axes of a table that has it as one.
    """
    if axes and axes[-1] in OUTCOMES:
        yield axes, closed_axes()[axes[-1]].codes
        if axes[-1] == FINEST:
            yield (*axes[:-1], OUTCOMES[1]), tuple(merged_outcomes())


def crossed_axes(tables: Sequence[Table]) -> Iterator[tuple[str, ...]]:
    """The axes of any two tables together, once with each of their outcome axes."""
    for one, other in combinations(tables, 2):
        axes = {*one.axes, *other.axes}
        groups = sorted(axes.difference(OUTCOMES))
        outcomes = [axis for axis in OUTCOMES if axis in axes]
        yield from ((*groups, axis) for axis in outcomes)
        if not outcomes:
            yield tuple(groups)


@cache
def _coarser(code: str, axis: str) -> str:
    return coarsen(code, FINEST, axis)
