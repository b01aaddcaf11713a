"""Check A5: cells that stand in no table, and follow from two of them together.

If all girls of 16 are in one table and all girls of a strand in another, how many girls of 16 the
strand has lies between two numbers. Where no table of the product crosses the two, nobody asked
whether that count is small; it must not be known to be.

The tables that the solver has met leave nearly every such cell open; it is asked again of those few
that they do not.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from forsa.errors import Reason
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.axes import OUTCOMES, closed_axes
from forsa.outcomes.bounds import Intervals, find_intervals
from forsa.outcomes.checks import Problem
from forsa.outcomes.crossing import Axes, cross, crossed
from forsa.outcomes.highs import Answer, Limits
from forsa.outcomes.model import Model, build_model, is_collected
from forsa.outcomes.products import table_id
from forsa.outcomes.reducing import CLOSE
from forsa.outcomes.spaces import Space, is_within
from forsa.outcomes.sparse import Floats, Ints, Matrix
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Failure

_TABLES: Final = 16
"""How many of the tables met are looked at."""

_Place = tuple[int, Axes, tuple[str, ...]]
"""Release, axes and address."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What is known of cells of two tables crossed."""

    failures: tuple[Failure, ...] = ()
    """Cells that are small and known."""
    warnings: tuple[Problem, ...] = ()
    """Cells that are small and known but for one learner."""
    undecided: bool = False
    """Whether the work allowed did not suffice."""


def find_derived(
    releases: Sequence[Release], model: Model, found: Intervals, *, limits: Limits | None = None
) -> Derived:
    """Find the derived cells that are known and small.

    Args:
        releases: In log order.
        model: Of these releases, table by table.
        found: Intervals in it; a table exists.
        limits: Work allowed for each question.
    """
    met = found.tables(_TABLES)
    own = {(target.release, target.key) for target in model.targets}
    places = [
        (at, axes, address)
        for at, release in enumerate(releases)
        for axes, address in _suspects(release, model.outcomes[at], met)
        if (at, cell_key(axes, address)) not in own
    ]
    if not places:
        return Derived()
    whole = build_model(releases, whole=True)
    keys = [cell_key(axes, address) for _, axes, address in places]
    cells = Matrix.of(
        (_columns(whole, at, key), 1.0) for (at, _, _), key in zip(places, keys, strict=True)
    )
    exact = find_intervals(whole.system, cells, limits=limits)
    if exact.answer is not Answer.FOUND:
        return Derived(undecided=True)
    failures, warnings = [], []
    for number, (at, axes, address) in enumerate(places):
        lower, upper = exact.whole(number)
        k = releases[at].theta.k
        values = {"lower": lower, "upper": upper, "limit": k}
        problem = Problem(Reason.KIND_OUTCOME_DERIVED_CELL, table_id(axes), address, values)
        if 1 <= lower == upper < k:
            failures.append(Failure(problem, at, keys[number], (lower, upper)))
        elif lower >= 1 and lower + 1 == upper < k:
            warnings.append(problem)
    return Derived(tuple(failures), tuple(warnings))


def _columns(whole: Model, release: int, key: CellKey) -> Ints:
    by_outcome = any(axis in OUTCOMES for axis, _ in key)
    return (whole.outcomes[release] if by_outcome else whole.groups)[0].select(key)


def _suspects(
    release: Release, spaces: Sequence[Space], met: Floats
) -> Iterator[tuple[Axes, tuple[str, ...]]]:
    """The derived cells that are small, and the same, or nearly, in all tables met."""
    codes = {axis: closed_axes()[axis].codes for axis in OUTCOMES} | dict(release.axes)
    tables = tuple(table.axes for table in release.tables if is_collected(table))
    for one, other, kept in crossed(tables):
        holding = [
            [space for space in spaces if is_within(axes, space.axes)] for axes in (one, other)
        ]
        if not all(holding):
            continue
        lower, upper = cross(holding[0][0], holding[1][0], kept, codes, met)
        low, high = lower.min(axis=0), upper.max(axis=0)
        near = np.floor(high + CLOSE) - np.ceil(low - CLOSE) <= 1
        for place in np.argwhere(near & (low > CLOSE) & (high < release.theta.k - CLOSE)):
            yield kept, tuple(codes[axis][at] for axis, at in zip(kept, place, strict=True))


def _holding(spaces: Sequence[Space], axes: Axes) -> Space | None:
    """A space that the table of these axes is a margin of; none if it counts no outcome."""
    return next((space for space in spaces if is_within(axes, space.axes)), None)
