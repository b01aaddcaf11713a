"""From releases to linear equations over unknown counts: what an attacker writes down.

Two tables are unknown: how many learners each group has, `y`, one for the whole frame, and what
became of them, `x`, one for each release. A shown count is an equation, a shown 0, too; a hidden
cell gives none. A table that was not collected says nothing; one that waits for its revision stands
at its provisional values, which the earlier release says already.

The structure depends on the products alone and is kept; a release only picks its rows.

Source: docs/privacy.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forsa.outcomes.addresses import CellKey
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
    """Whether it stands somewhere as confidential."""
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
    tables = [_speaking(releases, at) for at in range(len(releases))]
    views = tuple(tuple(table.axes for table in spoken) for spoken in tables)
    codes = {axis: listed for release in releases for axis, listed in release.axes.items()}
    laid = plan(views, tuple(sorted(codes.items())), whole)
    said: list[list[Where]] = [[] for _ in laid.keys]
    values: list[set[int]] = [{releases[0].frame_n}, *(set() for _ in laid.keys[1:])]
    hidden = [False] * len(laid.keys)
    for release, spoken in enumerate(tables):
        for table, numbers in zip(spoken, laid.numbers[release], strict=True):
            for cell, number in zip(table.cells, numbers, strict=True):
                said[number].append((release, table.id, cell.at))
                if cell.value is not None:
                    values[number].add(cell.value)
                hidden[number] |= cell.state is CellState.CONFIDENTIAL
    targets = tuple(
        Target(
            release, key, tuple(said[at]), frozenset(values[at]), hidden[at], laid.cells.row(at)[0]
        )
        for at, (release, key) in enumerate(laid.keys)
    )
    shown = tuple((at, value) for at, some in enumerate(values) for value in sorted(some))
    rows = laid.cells.pick(np.array([at for at, _ in shown], dtype=np.int32)).under(laid.ties)
    equal = np.zeros(rows.rows)
    equal[laid.ties.rows :] = [value for _, value in shown]
    system = System(laid.columns, rows, equal)
    return Model(laid.groups, laid.outcomes, targets, system, laid.ties.rows, shown)


def is_held(table: Table) -> bool:
    """Whether a table waits for its revision."""
    return any(cell.state is CellState.HELD for cell in table.cells)


def _speaking(releases: Sequence[Release], at: int) -> list[Table]:
    """The tables of a release that say something: not one of `x`, nor one said before."""
    release = releases[at]
    points = {one.observation_point for one in releases[:at]}
    return [
        table
        for table in release.tables
        if not any(cell.state is CellState.NOT_COLLECTED for cell in table.cells)
        and not (is_held(table) and release.observation_point in points)
    ]
