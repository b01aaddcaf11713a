"""What would repair a release: the smallest sets of further cells to hide.

A narrow cell is bounded by a sum of published numbers, so one number of it has to go, and if the
cell is narrow still, one of the next sum. All ways are tried, the shortest first.

This module needs the extra `outcomes`; import it late.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from forsa.errors import Reason
from forsa.outcomes.addresses import EVERYBODY
from forsa.outcomes.bounds import find_intervals
from forsa.outcomes.highs import Answer, Limits
from forsa.outcomes.model import Model, System, build_model
from forsa.outcomes.refuting import Cell
from forsa.outcomes.rejecting import Sums
from forsa.outcomes.sparse import Matrix
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Failure, Where

MOST: Final = 3
"""Sets that are named."""
_CELLS: Final = 3
"""Cells in a set."""
_TRIES: Final = 40
"""Sets that are tried."""


def find_fixes(
    releases: Sequence[Release], failure: Failure, *, limits: Limits | None = None
) -> tuple[tuple[Where, ...], ...]:
    """Sets of shown cells of the last release that, hidden too, make a narrow cell wide enough.

    The cells of a set are wide enough then, too.

    Args:
        releases: In log order.
        failure: Of a hidden cell that is narrow; others have no such fix.
        limits: Work allowed for each question to the solver.

    Returns:
        Up to `MOST` sets of up to three cells each, the smallest first.
    """
    if failure.interval is None or failure.problem.reason not in (
        Reason.KIND_OUTCOME_INTERVAL_NARROW,
        Reason.KIND_OUTCOME_HISTORY_NARROW,
    ):
        return ()
    return tuple(_Search(releases, failure, limits).run())


class _Search:
    def __init__(
        self, releases: Sequence[Release], failure: Failure, limits: Limits | None
    ) -> None:
        self._releases, self._limits = releases, limits
        self._model = build_model(releases)
        last = len(releases) - 1
        places = {(one.release, one.key): at for at, one in enumerate(self._model.targets)}
        self._failing = places.get((failure.release, failure.key), places.get((None, failure.key)))
        self._width = releases[failure.release].theta.w
        self._free = {
            at
            for at, one in enumerate(self._model.targets)
            if one.key != EVERYBODY
            and one.values
            and (one.release == last or (one.release is None and last == 0))
        }
        """Shown cells of the last release that no other release shows."""

    def run(self) -> Iterator[tuple[Where, ...]]:
        """Try sets, the smallest first; none that contains one found already."""
        if self._failing is None:
            return
        found: list[frozenset[int]] = []
        waiting = deque([frozenset[int]()])
        seen = set(waiting)
        for _ in range(_TRIES):
            if not waiting or len(found) == MOST:
                return
            tried = waiting.popleft()
            if any(one <= tried for one in found):
                continue
            model = _without(self._model, tried)
            is_known, narrow = self._narrow(model, tried)
            if not is_known:
                continue
            if narrow is None:
                found.append(tried)
                yield tuple(self._model.targets[at].at[0] for at in sorted(tried))
            elif len(tried) < _CELLS:
                for at in self._terms(model, *narrow):
                    further = tried | {at}
                    if further not in seen:
                        seen.add(further)
                        waiting.append(further)

    def _narrow(
        self, model: Model, hidden: frozenset[int]
    ) -> tuple[bool, tuple[int, float, float] | None]:
        """Whether it is known, and the first cell that is narrow still, with its bounds."""
        cells = [self._failing or 0, *sorted(hidden)]
        rows = Matrix.of((model.targets[at].columns, 1.0) for at in cells)
        found = find_intervals(model.system, rows, limits=self._limits)
        if found.answer is not Answer.FOUND:
            return False, None
        for place, at in enumerate(cells):
            lower, upper = found.whole(place)
            if upper - lower < self._width:
                return True, (at, float(found.lower[place]), float(found.upper[place]))
        return True, None

    def _terms(self, model: Model, at: int, lower: float, upper: float) -> Iterator[int]:
        """The cells of which one has to be hidden, or the cell stays narrow."""
        target = model.targets[at]
        sums = Sums(self._releases, model, self._limits)
        cell = Cell(target.release, target.key)
        for value, side in ((lower, False), (upper, True)):
            combination = sums.bound(cell, target.columns, value, upper=side)
            for term in combination.terms if combination else ():
                places = (at for at in self._free if term.where in self._model.targets[at].at)
                yield from places


def _without(model: Model, hidden: frozenset[int]) -> Model:
    """The model of the same releases with some more cells hidden."""
    kept = [at for at, (target, _) in enumerate(model.shown) if target not in hidden]
    rows = np.array([*range(model.ties), *(model.ties + at for at in kept)], dtype=np.int32)
    system = System(model.system.columns, model.system.rows.pick(rows), model.system.equal[rows])
    return replace(model, system=system, shown=tuple(model.shown[at] for at in kept))
