"""Checks A2, A4 and A5: what the equations of some releases leave of every cell.

Nothing private is known here, so every hidden cell is tested, and those that are calculated from
several tables. Bounds over fractions are never narrower than what whole numbers allow: what is
refused here is refused rightly.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from forsa.errors import Reason
from forsa.outcomes.addresses import CellKey
from forsa.outcomes.attributes import find_attributes
from forsa.outcomes.bounds import Intervals, find_intervals
from forsa.outcomes.checks import Problem
from forsa.outcomes.derived import find_derived
from forsa.outcomes.highs import Answer, Limits
from forsa.outcomes.model import Model, Target, build_model
from forsa.outcomes.sparse import Matrix
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Failure, Interval

_R = Reason
_OF_HISTORY: Final = (_R.KIND_OUTCOME_TABLE_INFEASIBLE, _R.KIND_OUTCOME_REVISION_SMALL)
"""Reasons that say of themselves what of the history they are about."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What can be concluded from some releases together."""

    model: Model
    found: Intervals
    hidden: tuple[int, ...]
    """The targets that `found` is about, in its order."""
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Problem, ...] = ()
    undecided: bool = False
    """Whether the work allowed did not suffice for everything."""

    @property
    def intervals(self) -> dict[int, Interval]:
        """The interval of each hidden target; none if no table exists or nothing is known."""
        if self.found.answer is not Answer.FOUND:
            return {}
        return {at: self.found.whole(place) for place, at in enumerate(self.hidden)}


def judge(releases: Sequence[Release], *, limits: Limits | None = None) -> Judgement:
    """Find what can be concluded from releases of one frame, each of right shape.

    What the last release does not give away alone is said to be the history's (A6).

    Args:
        releases: In log order.
        limits: Work allowed for each question.
    """
    judgement = _judge(releases, limits)
    if len(releases) == 1 or not judgement.failures:
        return judgement
    alone = {(one.problem.reason, one.key) for one in _judge(releases[-1:], limits).failures}
    failures = tuple(
        one
        if one.problem.reason in _OF_HISTORY or (one.problem.reason, one.key) in alone
        else replace(one, problem=replace(one.problem, reason=_R.KIND_OUTCOME_HISTORY_NARROW))
        for one in judgement.failures
    )
    return replace(judgement, failures=failures)


def _judge(releases: Sequence[Release], limits: Limits | None) -> Judgement:
    model = build_model(releases)
    hidden = tuple(at for at, target in enumerate(model.targets) if target.hidden)
    cells = Matrix.of((model.targets[at].columns, 1.0) for at in hidden)
    found = find_intervals(model.system, cells, limits=limits)
    judgement = Judgement(model, found, hidden)
    if found.answer is Answer.IMPOSSIBLE:
        problem = Problem(_R.KIND_OUTCOME_TABLE_INFEASIBLE, "", (), {})
        return replace(judgement, failures=(Failure(problem, len(releases) - 1),))
    if found.answer is not Answer.FOUND:
        return replace(judgement, undecided=True)
    intervals = judgement.intervals
    groups = find_attributes(releases, model, found, intervals, limits=limits)
    derived = find_derived(releases, model, found, limits=limits)
    failures = chain(
        _narrow(releases, model, intervals),
        groups.failures,
        derived.failures,
        _revisions(releases, model),
    )
    return replace(
        judgement,
        failures=tuple(failures),
        warnings=derived.warnings,
        undecided=derived.undecided or groups.undecided,
    )


def _narrow(
    releases: Sequence[Release], model: Model, intervals: dict[int, Interval]
) -> Iterator[Failure]:
    """A2: a hidden cell may have values that are W apart."""
    for at, (lower, upper) in intervals.items():
        target = model.targets[at]
        width = max(releases[release].theta.w for release, _, _ in target.at)
        if upper - lower < width:
            values = {"lower": lower, "upper": upper, "limit": width}
            yield _failure(_R.KIND_OUTCOME_INTERVAL_NARROW, target, (lower, upper), values)


def _revisions(releases: Sequence[Release], model: Model) -> Iterator[Failure]:
    """A6: of a number that changed, nobody knows how many learners were added and how many taken.

    At most all of the smaller number were there before and after, at least none.
    """
    points = [one.observation_point for one in releases]
    before: dict[tuple[str, CellKey], int] = {}
    for target in model.targets:
        if target.release is None or not target.values:
            continue
        value = min(target.values)
        old = before.setdefault((points[target.release], target.key), value)
        limit = releases[target.release].theta.k_delta
        if old != value and min(old, value) < limit:
            values = {"shown": value, "before": old, "limit": limit}
            yield _failure(_R.KIND_OUTCOME_REVISION_SMALL, target, (value, value), values)


def _failure(
    reason: Reason, target: Target, interval: Interval, values: Mapping[str, int]
) -> Failure:
    """A cell that fails, at its first address."""
    release, table, at = target.at[0]
    return Failure(Problem(reason, table, at, values), release, target.key, interval)
