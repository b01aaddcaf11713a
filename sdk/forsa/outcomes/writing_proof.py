"""From worlds to the bytes of an accept proof: the fewest that show everything.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from forsa.outcomes.duties import Duty
from forsa.outcomes.grid import FINEST, Grid
from forsa.outcomes.proof import INDEXES, AcceptProof, Column
from forsa.outcomes.sparse import Floats, Numbers
from forsa.outcomes.tables import Release
from forsa.outcomes.wants import Derived, World


@dataclass(frozen=True, slots=True)
class Telling:
    """A world as a proof tells it."""

    learners: World
    added: tuple[Numbers, ...]
    """Learners added since the first vintage, by release; nothing at a first one."""


def telling(grid: Grid, world: World, *, renewed: bool = False) -> Telling:
    """A world in which as few as possible were added to an outcome and taken from it.

    Args:
        grid: Says which release is a second vintage.
        world: The learners.
        renewed: Whether, instead, as many as possible were: all have changed their outcome.
    """
    added = []
    for number, first in enumerate(grid.first):
        new = world[number]
        added.append(new if renewed else np.maximum(new - world[first], 0))
    return Telling(world, tuple(added))


def write_accept(
    releases: Sequence[Release],
    grid: Grid,
    duties: Sequence[Duty],
    derived: Derived,
    told: Sequence[Telling],
) -> AcceptProof | None:
    """The proof that some worlds make; None if they do not show everything.

    Args:
        releases: What it is about.
        grid: Their atoms.
        duties: What has to be shown.
        derived: What has to be shown of cells that stand in no table.
        told: The worlds; the first is the one that others are compared with.
    """
    choice = _Choice(grid, len(told))
    for duty in duties:
        seen = np.array([duty.rows.times(_floats(one.learners[duty.release])) for one in told])
        for at in duty.hidden:
            choice.apart("spread", duty.release, seen[:, at], duty.theta.w)
        for at, most in zip(duty.limited, duty.most, strict=True):
            if seen[0, at] > most:
                choice.one("groups", duty.release, seen[:, at] <= most)
        if len(duty.revised):
            more = np.array([duty.rows.times(_floats(one.added[duty.release])) for one in told])
            for at in duty.revised:
                choice.apart("revisions", duty.release, more[:, at], duty.theta.k_delta)
    if derived.sums:
        wants = derived.wants()
        seen = np.array([wants.values(one.learners) for one in told])
        for at, (release, _, _) in enumerate(derived.sums):
            choice.one("derived", release, seen[:, at] != seen[0, at])
    return None if choice.failed else _proof(releases, grid, told, choice)


@dataclass(slots=True)
class _Choice:
    """Which worlds show what, the earliest that do."""

    grid: Grid
    worlds: int
    rows: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in INDEXES})
    used: set[tuple[int, int]] = field(default_factory=set)
    """World, and the first release of the point that it is used for."""
    failed: bool = False

    def apart(self, name: str, release: int, seen: Floats, width: int) -> None:
        """Choose two worlds that differ by a width."""
        spread = np.maximum.accumulate(seen) - np.minimum.accumulate(seen)
        enough = np.flatnonzero(spread >= width)
        if not len(enough):
            self.failed = True
            return
        until = seen[: enough[0] + 1]
        self._use(name, release, int(np.argmin(until)))
        self._use(name, release, int(np.argmax(until)))

    def one(self, name: str, release: int, shows: NDArray[np.bool_]) -> None:
        """Choose a world that shows something."""
        if not shows.any():
            self.failed = True
            return
        self._use(name, release, int(np.argmax(shows)))

    def _use(self, name: str, release: int, world: int) -> None:
        self.rows[name].append(world)
        self.used.add((world, self.grid.first[release]))


def _proof(
    releases: Sequence[Release], grid: Grid, told: Sequence[Telling], choice: _Choice
) -> AcceptProof:
    kept = sorted({0, *(world for world, _ in choice.used)})
    place = {world: at for at, world in enumerate(kept)}
    base = _columns(grid, told[0])
    tables = [tuple(_column(one) for one in base)]
    for world in kept[1:]:
        columns = _columns(grid, _needed(grid, told, world, choice))
        tables.append(tuple(_column(a - b) for a, b in zip(columns, base, strict=True)))
    rows = {name: tuple(place[one] for one in row) for name, row in choice.rows.items()}
    return AcceptProof(
        release=releases[-1].digest,
        history=tuple(one.digest for one in releases[:-1]),
        tables=tuple(tables),
        spread=rows["spread"],
        groups=rows["groups"],
        derived=rows["derived"],
        revisions=rows["revisions"],
    )


def _needed(grid: Grid, told: Sequence[Telling], world: int, choice: _Choice) -> Telling:
    """A world with the first one's columns at the points it is not used for, if learners allow."""
    one, base = told[world], told[0]
    outcomes = len(grid.codes[FINEST])
    groups = [each.learners[0].reshape(-1, outcomes).sum(axis=1) for each in (one, base)]
    if not np.array_equal(*groups):
        return one
    wanted = [(world, first) in choice.used for first in grid.first]
    return Telling(
        tuple((one if yes else base).learners[at] for at, yes in enumerate(wanted)),
        tuple((one if yes else base).added[at] for at, yes in enumerate(wanted)),
    )


def _columns(grid: Grid, told: Telling) -> list[Numbers]:
    columns = []
    for number, first in enumerate(grid.first):
        if first == number:
            columns.append(told.learners[number])
        else:
            added = told.added[number]
            columns += [added, told.learners[first] + added - told.learners[number]]
    return columns


def _column(numbers: Numbers) -> Column:
    return {int(at): int(numbers[at]) for at in np.flatnonzero(numbers)}


def _floats(numbers: Numbers) -> Floats:
    return numbers.astype(np.float64)
