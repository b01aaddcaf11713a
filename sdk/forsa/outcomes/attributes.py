"""Check A4: no group gives away what became of its learners.

Whoever knows `k_star` learners of a group of known size may see that all others have one outcome.
An outcome that harms nobody may be known of larger groups. Where the finest outcomes are published,
their sums on the coarser axis are known, too, and are held to the same rule.

This module needs the extra `outcomes`; import it late.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from forsa.errors import Reason
from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.axes import BENIGN, OUTCOMES, closed_axes
from forsa.outcomes.bounds import Intervals, find_intervals
from forsa.outcomes.checks import Problem
from forsa.outcomes.highs import Answer, Limits
from forsa.outcomes.model import Model, is_collected
from forsa.outcomes.products import table_id
from forsa.outcomes.reducing import CLOSE
from forsa.outcomes.sparse import Ints, Matrix
from forsa.outcomes.tables import Release, Theta
from forsa.outcomes.verdicts import Failure, Interval, Where

_TABLES: Final = 16
"""How many of the tables met are looked at before the solver is asked again."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is known of the outcomes of groups."""

    failures: tuple[Failure, ...]
    undecided: bool = False
    """Whether the work allowed did not suffice."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A coarser outcome of a shown group, which no table of its release has."""

    release: int
    table: str
    at: tuple[str, ...]
    key: CellKey
    size: int
    columns: Ints


def find_attributes(
    releases: Sequence[Release],
    model: Model,
    found: Intervals,
    intervals: Mapping[int, Interval],
    *,
    limits: Limits | None = None,
) -> Attributes:
    """Find the groups that give themselves away.

    Args:
        releases: In log order.
        model: Of these releases, table by table.
        found: Intervals in it; a table exists.
        intervals: The same of each hidden target.
        limits: Work allowed for each question.
    """
    sizes = {
        target.key: min(target.values)
        for target in model.targets
        if target.release is None and target.values
    }
    own = tuple(_of_targets(releases, model, intervals, sizes))
    met = found.tables(_TABLES)
    suspects = [
        one
        for one in _sums(releases, model, sizes)
        if met[:, one.columns].sum(axis=1).min() >= _least(releases, one) - CLOSE
    ]
    if not suspects:
        return Attributes(own)
    rows = Matrix.of((one.columns, 1.0) for one in suspects)
    exact = find_intervals(model.system, rows, limits=limits)
    if exact.answer is not Answer.FOUND:
        return Attributes(own, undecided=True)
    more = (
        _failure(releases, (one.release, one.table, one.at), one.key, one.size, exact.whole(place))
        for place, one in enumerate(suspects)
        if exact.whole(place)[0] >= _least(releases, one)
    )
    return Attributes((*own, *more))


def _least(releases: Sequence[Release], one: _Sum) -> int:
    """From how many on a group gives itself away."""
    return one.size - releases[one.release].theta.k_star


def _of_targets(
    releases: Sequence[Release],
    model: Model,
    intervals: Mapping[int, Interval],
    sizes: Mapping[CellKey, int],
) -> Iterator[Failure]:
    """Cells that stand in a table, shown or hidden."""
    for at, target in enumerate(model.targets):
        if target.release is None:
            continue
        theta = releases[target.release].theta
        size = sizes.get(group_of(target.key), 0)
        (code,) = (code for axis, code in target.key if axis in OUTCOMES)
        lower, upper = intervals.get(at) or (min(target.values, default=0),) * 2
        if lower >= size - theta.k_star and not _is_harmless(code, size, theta):
            yield _failure(releases, target.at[0], target.key, size, (lower, upper))


def _is_harmless(code: str, size: int, theta: Theta) -> bool:
    """Whether an outcome may be known of all of a group, or of nobody."""
    return not size or (code in BENIGN and size >= 2 * theta.m_min)


def _sums(
    releases: Sequence[Release], model: Model, sizes: Mapping[CellKey, int]
) -> Iterator[_Sum]:
    """The coarser outcomes of shown groups that no table of the release has."""
    own = {(target.release, target.key) for target in model.targets}
    for release, one in enumerate(releases):
        for table in one.tables:
            if not is_collected(table) or table.axes[-1:] != OUTCOMES[:1]:
                continue
            for group in dict.fromkeys(cell.at[:-1] for cell in table.cells):
                size = sizes.get(cell_key(table.axes[:-1], group), 0)
                for code in _merged():
                    axes, at = (*table.axes[:-1], OUTCOMES[1]), (*group, code)
                    key = cell_key(axes, at)
                    if (release, key) in own or _is_harmless(code, size, one.theta):
                        continue
                    for space in [each for each in model.outcomes[release] if each.covers(key)][:1]:
                        yield _Sum(release, table_id(axes), at, key, size, space.select(key))


@cache
def _merged() -> tuple[str, ...]:
    """The coarser outcomes that add up several of the finest."""
    axis = closed_axes()[OUTCOMES[1]]
    counts = Counter(axis.of_finer.values())
    return tuple(code for code in axis.codes if counts[code] > 1)


def _failure(
    releases: Sequence[Release], where: Where, key: CellKey, size: int, interval: Interval
) -> Failure:
    release, table, at = where
    values = {"lower": interval[0], "group": size, "known": releases[release].theta.k_star}
    problem = Problem(Reason.KIND_OUTCOME_GROUP_ATTRIBUTE, table, at, values)
    return Failure(problem, release, key, interval)
