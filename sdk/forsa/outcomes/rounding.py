"""Whole numbers near fractions: first the learners, then release by release what became of them.

Over all releases at once whole numbers are hard to find. While only the learners must be whole they
are found soon, and given the learners no release touches another one.

This module needs the extra `outcomes`; import it late.

Source: docs/decisions/0025-audit-and-proof.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from forsa.outcomes.atoms import Atoms
from forsa.outcomes.highs import Answer, Limits, Line, Rows, find_integers, minimise_integers
from forsa.outcomes.reducing import CLOSE, Reduced
from forsa.outcomes.sparse import Floats, Ints

_AROUND: Final = 3
"""How far fractions may move while the learners are made whole."""
_BOX_NODES: Final = 30
"""Branches of one question for whole numbers: they are nearby, or not worth more."""


class Rounding:
    """Whole numbers near fractions that satisfy the equations of some releases."""

    def __init__(
        self, reduced: Reduced, releases: int, atoms: Atoms, limits: Limits | None
    ) -> None:
        """Lay out what concerns the learners, and what each release alone.

        Args:
            reduced: Equations of all releases.
            releases: How many.
            atoms: Their positions.
            limits: Work allowed for each question.
        """
        allowed = limits or Limits()
        self._limits = replace(allowed, nodes=min(allowed.nodes, _BOX_NODES))
        self._count = releases
        self._learners = _Learners(reduced, releases, atoms)
        self._parts = [
            _Part.of(reduced, number, self._learners if releases > 1 else None)
            for number in range(releases)
        ]

    def whole(self, near: Floats, bound: Line, release: int) -> Floats | None:
        """Whole numbers near fractions; None if none are found.

        Args:
            near: The unknowns left: they satisfy the equations.
            bound: What is asked beside, of unknowns of `release`.
            release: Its number.
        """
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


def _is_whole(values: Floats) -> bool:
    return bool(np.all(np.abs(values - np.rint(values)) < CLOSE))
