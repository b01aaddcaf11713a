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
from forsa.outcomes.plans import Plan, plan
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
    """Whether it stands somewhere as confidential, or waits for its revision.

    Nothing waits in a group that is shown to be empty, nor what another table sums up already.
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
    said = _Said(laid, releases[0].frame_n)
    for release, spoken in enumerate(tables):
        for table, numbers in zip(spoken, laid.numbers[release], strict=True):
            current = [one.axes for one in spoken if not is_held(one)]
            said.read(release, table, numbers, [Space.over(axes, codes, 0) for axes in current])
    targets = said.targets()
    shown = tuple((at, value) for at, some in enumerate(said.values) for value in sorted(some))
    rows = laid.cells.pick(np.array([at for at, _ in shown], dtype=np.int32)).under(laid.ties)
    equal = np.zeros(rows.rows)
    equal[laid.ties.rows :] = [value for _, value in shown]
    system = System(laid.columns, rows, equal)
    return Model(laid.groups, laid.outcomes, targets, system, laid.ties.rows, shown)


class _Said:
    """What releases say of each cell of a plan."""

    def __init__(self, laid: Plan, frame_n: int) -> None:
        self.laid = laid
        self.values: list[set[int]] = [{frame_n}, *(set[int]() for _ in laid.keys[1:])]
        self.where: list[list[Where]] = [[] for _ in laid.keys]
        self.hidden = [False] * len(laid.keys)
        self.waiting = [False] * len(laid.keys)

    def read(
        self, release: int, table: Table, numbers: Sequence[int], current: Sequence[Space]
    ) -> None:
        """Take in a table, beside those of the same release that are not held."""
        held = is_held(table)
        for cell, number in zip(table.cells, numbers, strict=True):
            self.where[number].append((release, table.id, cell.at))
            owner, key = self.laid.keys[number]
            if held and owner is not None:
                self.waiting[number] = not any(space.covers(key) for space in current)
            elif cell.value is not None:
                self.values[number].add(cell.value)
            else:
                self.hidden[number] = True

    def targets(self) -> tuple[Target, ...]:
        """Every cell with what is known of it."""
        groups = {key: at for at, (owner, key) in enumerate(self.laid.keys) if owner is None}
        return tuple(
            Target(
                owner,
                key,
                tuple(self.where[at]),
                frozenset(self.values[at]),
                self.hidden[at] or (self.waiting[at] and self.values[groups[group_of(key)]] != {0}),
                self.laid.cells.row(at)[0],
            )
            for at, (owner, key) in enumerate(self.laid.keys)
        )


def is_collected(table: Table) -> bool:
    """Whether a table has figures at all."""
    return all(cell.state is not CellState.NOT_COLLECTED for cell in table.cells)


def is_held(table: Table) -> bool:
    """Whether a table waits for its revision."""
    return any(cell.state is CellState.HELD for cell in table.cells)
