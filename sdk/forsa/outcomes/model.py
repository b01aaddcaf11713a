"""From releases to linear equations over unknown counts: what an attacker writes down.

Two tables are unknown: how many learners each group has, `y`, one for the whole frame, and what
became of them, `x`, one for each release. A shown count is an equation, a shown 0, too; a hidden
cell gives none. A table that was not collected says nothing; in one that waits for its revision
the outcomes are hidden, for what stands there is of the vintage before.

The structure depends on the products alone and is kept; a release only picks its rows.

Source: docs/privacy.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forsa.outcomes.addresses import CellKey, group_of
from forsa.outcomes.plans import plan
from forsa.outcomes.spaces import Space
from forsa.outcomes.sparse import Floats, Ints, Matrix
from forsa.outcomes.tables import CellState, Release, Table

Where = tuple[int, str, tuple[str, ...]]
"""Position of a release, table id and address."""


@dataclass(frozen=True, slots=True)
class System:
    """Equations over unknowns of 0 or more."""

    columns: int
    rows: Matrix
    equal: Floats
    """What each row sums up to."""


@dataclass(frozen=True, slots=True)
class Target:
    """One cell of the model, wherever it is published."""

    release: int | None
    """Position of the release that it belongs to; None for a group of learners, which is common."""
    key: CellKey
    at: tuple[Where, ...]
    """The addresses it has, in the order of releases and tables."""
    values: frozenset[int]
    """The values that are shown of it: none if it is hidden, two only where releases disagree."""
    hidden: bool
    """Whether it stands somewhere as confidential, or waits for its revision everywhere.

    Where a group is shown to be empty, nothing waits.
    """
    columns: Ints


@dataclass(frozen=True, slots=True)
class Model:
    """What is known of one frame from its releases."""

    groups: tuple[Space, ...]
    """Unknown groups of learners, common to all releases."""
    outcomes: tuple[tuple[Space, ...], ...]
    """Unknown outcomes of each release; none for one that shows no outcome."""
    targets: tuple[Target, ...]
    system: System
    """The ties between spaces first (`ties` rows of value 0), then one row a shown value."""
    ties: int
    shown: tuple[tuple[int, int], ...]
    """Target and value of each row after the ties."""


def build_model(releases: Sequence[Release], *, whole: bool = False) -> Model:
    """Write down what releases of one frame say.

    Args:
        releases: Of one member and school year in log order, each of right shape; at least one.
        whole: Over all atoms at once instead of table by table: what proofs are about.
    """
    tables = [[one for one in release.tables if is_collected(one)] for release in releases]
    views = tuple(tuple(table.axes for table in spoken) for spoken in tables)
    codes = {axis: listed for release in releases for axis, listed in release.axes.items()}
    laid = plan(views, tuple(sorted(codes.items())), whole)
    said: list[list[Where]] = [[] for _ in laid.keys]
    values: list[set[int]] = [{releases[0].frame_n}, *(set() for _ in laid.keys[1:])]
    hidden = [False] * len(laid.keys)
    waiting = [False] * len(laid.keys)
    for release, spoken in enumerate(tables):
        for table, numbers in zip(spoken, laid.numbers[release], strict=True):
            held = is_held(table)
            for cell, number in zip(table.cells, numbers, strict=True):
                said[number].append((release, table.id, cell.at))
                if held and laid.keys[number][0] is not None:
                    waiting[number] = True
                elif cell.value is not None:
                    values[number].add(cell.value)
                else:
                    hidden[number] = True
    group = {key: at for at, (release, key) in enumerate(laid.keys) if release is None}
    targets = tuple(
        Target(
            *key,
            tuple(said[at]),
            frozenset(values[at]),
            hidden[at]
            or (waiting[at] and not values[at] and values[group[group_of(key[1])]] != {0}),
            laid.cells.row(at)[0],
        )
        for at, key in enumerate(laid.keys)
    )
    shown = tuple((at, value) for at, some in enumerate(values) for value in sorted(some))
    rows = laid.cells.pick(np.array([at for at, _ in shown], dtype=np.int32)).under(laid.ties)
    equal = np.zeros(rows.rows)
    equal[laid.ties.rows :] = [value for _, value in shown]
    system = System(laid.columns, rows, equal)
    return Model(laid.groups, laid.outcomes, targets, system, laid.ties.rows, shown)


def is_collected(table: Table) -> bool:
    """Whether a table has figures at all."""
    return all(cell.state is not CellState.NOT_COLLECTED for cell in table.cells)


def is_held(table: Table) -> bool:
    """Whether a table waits for its revision."""
    return any(cell.state is CellState.HELD for cell in table.cells)
