"""Worlds one step away from a known one: a sum is higher or lower, and as little else as possible.

First with fractions, over all releases at once. Then the learners are made whole, while what became
of them is not; and given whole learners the releases no longer touch each other, so each is made
whole by itself. Every time whole numbers are looked for near the fractions alone.

This module needs the extra `outcomes`; import it late.

Source: docs/decisions/0025-audit-and-proof.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from forsa.outcomes.atoms import Atoms
from forsa.outcomes.duties import Duty
from forsa.outcomes.highs import (
    NO_LIMIT,
    Answer,
    Limits,
    Line,
    Rows,
    Solver,
    find_integers,
    minimise_integers,
)
from forsa.outcomes.joint_systems import joint_system
from forsa.outcomes.reducing import CLOSE, Reduced, reduce_system
from forsa.outcomes.sparse import Floats, Ints
from forsa.outcomes.tables import Release
from forsa.outcomes.wants import World

_FARTHEST: Final = 16.0
"""How much one unknown may change in a step."""
_MISSING: Final = 1000.0
"""What one that is missing from the goal costs, where a learner who moves costs 1."""
_AROUND: Final = 3
"""How far fractions may move while the learners are made whole."""
_BOX_NODES: Final = 30
"""Branches of one question for whole numbers: they are nearby, or not worth more."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A sum that a step should change."""

    release: int
    columns: Ints
    """Its positions: of all releases, one release after the other."""
    way: int
    """1 to make it higher, -1 lower."""
    by: int
    """How much, 1 or more. A step may do a part of it."""


class Steps:
    """Steps between worlds of the same releases."""

    def __init__(
        self, reduced: Reduced, releases: int, atoms: Atoms, limits: Limits | None
    ) -> None:
        """Steps that keep what releases show together.

        Args:
            reduced: Equations of all releases, with at least one unknown left.
            releases: How many.
            atoms: Their positions.
            limits: Work allowed for each question.
        """
        allowed = limits or Limits()
        self._limits = replace(allowed, nodes=min(allowed.nodes, _BOX_NODES))
        self._reduced = reduced
        self._count = releases
        self._moving = _moving(reduced, self._limits)
        self._learners = _Learners(reduced, releases, atoms)
        self._parts = [
            _Part.of(reduced, number, self._learners if releases > 1 else None)
            for number in range(releases)
        ]

    @classmethod
    def of(
        cls,
        releases: Sequence[Release],
        atoms: Atoms,
        duties: Sequence[Duty],
        limits: Limits | None = None,
    ) -> "Steps | None":
        """None where only one world is possible."""
        reduced = reduce_system(joint_system(atoms, duties, releases))
        if reduced is None or not reduced.columns:
            return None
        return cls(reduced, len(releases), atoms, limits)

    def towards(self, base: World, goal: Goal, noise: Floats) -> World | None:
        """A world nearer to a goal than `base`; None if none is found.

        Args:
            base: A world of these releases.
            goal: What to change.
            noise: A small cost for each position, so that ties are broken by lot.
        """
        reduced = self._reduced
        stacked = np.concatenate(base).astype(np.float64)
        start = reduced.summed(stacked)
        some, whole = reduced.touched(goal.columns)
        counted = some if goal.way > 0 else whole
        preferred = np.zeros(len(reduced.place))
        preferred[goal.columns] = -goal.way
        value = start[counted].sum() + reduced.known[goal.columns].sum()
        left = goal.by - round(goal.way * (value - stacked[goal.columns].sum()))
        values: Floats | None = start
        if left > 0:
            moved = self._move(start, counted, goal.way, left, noise[reduced.first])
            if moved is None:
                return None
            near, done = moved
            bound = _bound(counted, goal.way, float(start[counted].sum()), done)
            values = self._whole(near, bound, goal.release)
        if values is None:
            return None
        return tuple(np.split(reduced.expand_whole(values, preferred), self._count))

    def _move(
        self, start: Floats, counted: Ints, way: int, by: int, noise: Floats
    ) -> tuple[Floats, int] | None:
        """The unknowns after the least move, perhaps fractions, and what of `by` is done."""
        count = len(start)
        bounds = np.concatenate([np.full(count, _FARTHEST), np.minimum(_FARTHEST, start)])
        every = np.arange(2 * count, dtype=np.int32)
        self._moving.set_columns(every, np.zeros(2 * count), bounds)
        signs = np.full(len(counted), float(way))
        self._moving.add_row(
            [*counted.tolist(), *(counted + count).tolist(), 2 * count],
            [*signs, *-signs, 1.0],
            float(by),
            NO_LIMIT,
        )
        answer = self._moving.minimise(np.concatenate([1 + noise, 1 + noise, [_MISSING]]))
        values = self._moving.values
        self._moving.drop_rows(len(self._reduced.rows.lower))
        done = by - int(np.ceil(values[2 * count] - CLOSE))
        if answer is not Answer.FOUND or done < 1:
            return None
        return start + values[:count] - values[count : 2 * count], done

    def _whole(self, near: Floats, bound: Line, release: int) -> Floats | None:
        """Whole numbers near fractions."""
        if _is_whole(near):
            return near
        learners = self._learners
        if self._count > 1 and not _is_whole(learners.numbers(near)):
            settled = learners.settle(near, bound, self._limits)
            if settled is None:
                return None
            near = settled
        totals = np.rint(learners.numbers(near))
        found = np.rint(near)
        for number, part in enumerate(self._parts):
            mine = near[part.columns]
            if not _is_whole(mine):
                asked = [part.local(bound)] if number == release else []
                values = part.whole(mine, totals, asked, self._limits)
                if values is None:
                    return None
                found[part.columns] = values
        return found


class _Learners:
    """How many learners are in each finest group, as sums of the unknowns of the first release."""

    def __init__(self, reduced: Reduced, releases: int, atoms: Atoms) -> None:
        self.groups = atoms.groups
        self.group: Ints = reduced.first // atoms.outcomes
        """Of each unknown: the groups of one release after the other."""
        self.known: Floats = reduced.known.reshape(releases * atoms.groups, -1).sum(axis=1)
        """Of each group of each release, how many learners are known."""
        self._first = np.flatnonzero(self.group < self.groups).astype(np.int32)
        self._open = np.unique(self.group[self._first])
        self._rows = reduced.rows.plus(list(self._lines(reduced.columns)))

    def numbers(self, values: Floats) -> Floats:
        """Learners of each group, at these values of the unknowns."""
        found = np.bincount(
            self.group[self._first], values[self._first], minlength=self.groups
        ).astype(np.float64)
        return found + self.known[: self.groups]

    def settle(self, near: Floats, bound: Line, limits: Limits) -> Floats | None:
        """Unknowns near fractions, with whole learners in every group; None if none are found."""
        numbers, count = self.numbers(near)[self._open], len(near)
        whole = range(count, count + len(self._open))
        for slack in (0, 1):
            low = np.concatenate([near - _AROUND, np.floor(numbers + CLOSE) - slack])
            answer, found = minimise_integers(
                np.zeros(count + len(self._open)),
                whole,
                self._rows.plus([bound]),
                lower=np.maximum(low, 0.0),
                upper=np.concatenate([near + _AROUND, np.ceil(numbers - CLOSE) + slack]),
                limits=limits,
            )
            if answer is Answer.FOUND and found is not None:
                return found[:count]
        return None

    def _lines(self, count: int) -> Iterator[Line]:
        """That a further unknown is the number of learners of a group."""
        for at, group in enumerate(self._open):
            columns = self._first[self.group[self._first] == group].tolist()
            known = float(self.known[group])
            yield [*columns, count + at], [*(1.0 for _ in columns), -1.0], -known, -known


@dataclass(frozen=True, slots=True)
class _Part:
    """What concerns one release alone, once its learners are known."""

    columns: Ints
    """Its unknowns, sorted."""
    rows: Rows
    """What it shows of them; then, for each of `groups`, its learners."""
    groups: Ints
    known: Floats
    """Of each of `groups`, the learners that are known already."""

    @classmethod
    def of(cls, reduced: Reduced, number: int, learners: _Learners | None) -> "_Part":
        """The part of one release; without learners all rows are its own."""
        rows = reduced.rows
        if learners is None:
            every = np.arange(reduced.columns, dtype=np.int32)
            return cls(every, rows, np.zeros(0, dtype=np.int32), np.zeros(0))
        mine = learners.group // learners.groups == number
        columns = np.flatnonzero(mine).astype(np.int32)
        local = np.cumsum(mine) - 1
        row_of = np.repeat(np.arange(len(rows.lower)), np.diff(rows.starts))
        outside = np.bincount(row_of[~mine[rows.columns]], minlength=len(rows.lower)) > 0
        own: list[Line] = []
        for at in np.flatnonzero(~outside):
            entries = slice(rows.starts[at], rows.starts[at + 1])
            places, weights = local[rows.columns[entries]].tolist(), rows.weights[entries].tolist()
            own.append((places, weights, rows.lower[at], rows.upper[at]))
        groups = np.unique(learners.group[columns])
        for group in groups:
            places = np.flatnonzero(learners.group[columns] == group).tolist()
            own.append((places, [1.0] * len(places), 0.0, 0.0))
        return cls(
            columns,
            Rows.between(own),
            (groups % learners.groups).astype(np.int32),
            learners.known[groups],
        )

    def local(self, bound: Line) -> Line:
        """A bound of unknowns of this part, by their place in it."""
        return np.searchsorted(self.columns, bound[0]).tolist(), *bound[1:]

    def whole(
        self, near: Floats, totals: Floats, bounds: Sequence[Line], limits: Limits
    ) -> Floats | None:
        """Whole numbers near these; None if none are found.

        Args:
            near: Of the unknowns of this part.
            totals: Learners of each group.
            bounds: What is asked beside, by place in this part.
            limits: Work allowed for each question.
        """
        own = len(self.rows.lower) - len(self.groups)
        equal = np.concatenate([self.rows.lower[:own], totals[self.groups] - self.known])
        rows = Rows(self.rows.starts, self.rows.columns, self.rows.weights, equal, equal)
        for slack in (1, 2):
            answer, found = find_integers(
                len(near),
                rows.plus(bounds),
                lower=np.maximum(np.floor(near + CLOSE) - slack, 0.0),
                upper=np.ceil(near - CLOSE) + slack,
                limits=limits,
            )
            if answer is Answer.FOUND and found is not None:
                return found.astype(np.float64)
        return None


def _moving(reduced: Reduced, limits: Limits) -> Solver:
    """The model of a move: how much each unknown grows, how much it shrinks, what is missing."""
    rows, count = reduced.rows, reduced.columns
    row_of = np.repeat(np.arange(len(rows.lower)), np.diff(rows.starts))
    order = np.argsort(np.concatenate([row_of, row_of]), kind="stable")
    nothing = np.zeros(len(rows.lower))
    both = Rows(
        (2 * rows.starts).astype(np.int32),
        np.concatenate([rows.columns, rows.columns + count])[order].astype(np.int32),
        np.concatenate([rows.weights, -rows.weights])[order],
        nothing,
        nothing,
    )
    return Solver(2 * count + 1, both, limits=limits, afresh=True)


def _bound(counted: Ints, way: int, start: float, done: int) -> Line:
    """That at least this much of a goal stays done."""
    value = start + way * done
    low, high = (value, NO_LIMIT) if way > 0 else (-NO_LIMIT, value)
    return counted.tolist(), [1.0] * len(counted), low, high


def _is_whole(values: Floats) -> bool:
    return bool(np.all(np.abs(values - np.rint(values)) < CLOSE))
