"""The part of a model that no value touches: spaces, the cells over them, where they must agree.

It follows from the axes of the tables alone, so that most associations of a network share one and
it is made once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.axes import OUTCOMES, TOTAL, closed_axes
from forsa.outcomes.spaces import (
    Codes,
    Space,
    cliques,
    everything,
    group_tables,
    neighbours,
    shared_cells,
)
from forsa.outcomes.sparse import Floats, Ints, Matrix

View = tuple[tuple[str, ...], ...]
"""Axes of the tables of one release that say something."""
Listed = tuple[tuple[str, tuple[str, ...]], ...]
"""Axes and their codes."""
Row = tuple[Ints, Floats]
"""Columns and weights."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a model that does not depend on values."""

    columns: int
    groups: tuple[Space, ...]
    """Groups of learners, common to all releases."""
    outcomes: tuple[tuple[Space, ...], ...]
    """Outcomes, by release; none for one that shows none."""
    keys: tuple[tuple[int | None, CellKey], ...]
    """Every cell once: its release, None for a group, and its key. The frame total is the first."""
    cells: Matrix
    """The unknowns that each cell is the sum of."""
    ties: Matrix
    """Where spaces agree: rows of value 0."""
    numbers: tuple[tuple[tuple[int, ...], ...], ...]
    """Of each cell of each table of each release, its place in `keys`."""


@lru_cache(maxsize=64)
def plan(views: tuple[View, ...], listed: Listed, whole: bool) -> Plan:
    """Lay out the unknowns.

    Args:
        views: The tables of each release that say something.
        listed: Codes of all their axes.
        whole: One space over all axes and the finest outcomes instead of one for each table.
    """
    codes = {OUTCOMES[0]: closed_axes()[OUTCOMES[0]].codes, **dict(listed)}
    groups, outcomes, columns = _spaces(views, codes, whole)
    keys: dict[tuple[int | None, CellKey], int] = {(None, ()): 0}
    numbers = tuple(
        tuple(
            tuple(keys.setdefault(name, len(keys)) for name in _names(release, axes, codes))
            for axes in view
        )
        for release, view in enumerate(views)
    )
    where = {None: groups} | dict(enumerate(outcomes))
    return Plan(
        columns,
        groups,
        outcomes,
        tuple(keys),
        Matrix.of((_space(where[release], key).select(key), 1.0) for release, key in keys),
        Matrix.of(row for row in _ties(groups, outcomes)),
        numbers,
    )


def addresses(axes: Sequence[str], codes: Codes) -> Iterator[tuple[str, ...]]:
    """The addresses of a table, in its order."""
    return product(*((*codes[axis], TOTAL) for axis in axes))


def _names(release: int, axes: Sequence[str], codes: Codes) -> Iterator[tuple[int | None, CellKey]]:
    for at in addresses(axes, codes):
        key = cell_key(axes, at)
        yield (None if group_of(key) == key else release), key


def _spaces(
    views: Sequence[View], codes: Codes, whole: bool
) -> tuple[tuple[Space, ...], tuple[tuple[Space, ...], ...], int]:
    told = [[axes for axes in view if axes and axes[-1] in OUTCOMES] for view in views]
    every = [axes for view in views for axes in view]
    if whole:
        atoms = everything(group_tables(every))
        wanted_groups: Sequence[tuple[str, ...]] = [atoms]
        wanted = [[(*atoms, OUTCOMES[0])] if view else [] for view in told]
    else:
        wanted = [list(cliques(view)) if view else [] for view in told]
        wanted_groups = group_tables([*every, *(axes for view in wanted for axes in view)])
    first = 0

    def over(axes: Sequence[str]) -> Space:
        nonlocal first
        space = Space.over(axes, codes, first)
        first += space.size
        return space

    groups = tuple(over(axes) for axes in wanted_groups)
    outcomes = tuple(tuple(over(axes) for axes in view) for view in wanted)
    return groups, outcomes, first


def _space(spaces: Sequence[Space], key: CellKey) -> Space:
    return next(space for space in spaces if space.covers(key))


def _ties(groups: Sequence[Space], outcomes: Sequence[Sequence[Space]]) -> Iterator[Row]:
    for spaces in (groups, *outcomes):
        for one, other in neighbours(spaces):
            yield from _agreement(one, other)
    for view in outcomes:
        for space in view:
            known = next(one for one in groups if set(space.groups) <= set(one.axes))
            yield from _agreement(space, known)


def _agreement(one: Space, other: Space) -> Iterator[Row]:
    for key in shared_cells(one, other):
        left, right = one.select(key), other.select(key)
        weights = np.ones(len(left) + len(right))
        weights[len(left) :] = -1
        yield np.concatenate([left, right]), weights
