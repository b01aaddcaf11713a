"""The audit: the one function by which node, hub, members and strangers judge a release.

It sees what everybody sees. First what arithmetic alone finds (A0, A1, the rule of small changes),
then what a linear model of all releases of the frame leaves of every cell (A2, A4, A5, A6): what
fails there is refused rightly. What passes is accepted once whole-number tables show that nothing
can be concluded (A3); without them the release stays undecided and is not published.

This module needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections.abc import Iterator, Sequence

from forsa.errors import Reason
from forsa.outcomes.addresses import cell_key
from forsa.outcomes.checks import Problem, check_release, network_theta
from forsa.outcomes.highs import Limits
from forsa.outcomes.history import check_history
from forsa.outcomes.judging import Judgement, judge
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Failure, Interval, Report, Verdict, Where


def audit(
    releases: Sequence[Release], *, limits: Limits | None = None, witnesses: bool = True
) -> Report:
    """Judge the last of some releases together with all before it.

    Args:
        releases: All of one member and school year in log order, from `parse_release`; the earlier
            ones have been accepted.
        limits: Work allowed for each question to the solver. The same releases and limits give the
            same report, on every machine.
        witnesses: Whether to look for the accept proof. Without it nothing is accepted.

    Returns:
        The report; `forsa.outcomes.rejecting.explain` adds to a refusal how it is calculated.
    """
    problems = tuple(_arithmetic(releases[-1], releases[:-1]))
    if problems:
        failures = tuple(_failure(releases, problem) for problem in problems)
        return Report(Verdict.REJECT, failures)
    judgement = judge(releases, limits=limits)
    intervals = _intervals(judgement)
    if judgement.failures:
        return Report(Verdict.REJECT, judgement.failures, intervals, warnings=judgement.warnings)
    proof = None
    if witnesses and not judgement.undecided:
        from forsa.outcomes.witnesses import find_witnesses

        proof = find_witnesses(releases, judgement.model, judgement.found, limits)
    if proof is None:
        undecided = Problem(Reason.KIND_OUTCOME_AUDIT_UNDECIDED, "", (), {})
        failures = (_failure(releases, undecided),)
        return Report(Verdict.UNDECIDED, failures, intervals, warnings=judgement.warnings)
    return Report(Verdict.ACCEPT, (), intervals, proof, warnings=judgement.warnings)


def _arithmetic(last: Release, earlier: Sequence[Release]) -> Iterator[Problem]:
    """A0, A1 and the rule of small changes."""
    yield from check_release(last, centres=None, frame_n=None, least=network_theta())
    yield from check_history(last, earlier)


def _failure(releases: Sequence[Release], problem: Problem) -> Failure:
    axes = {table.id: table.axes for table in releases[-1].tables}.get(problem.table, ())
    key = cell_key(axes, problem.at) if problem.at else ()
    return Failure(problem, len(releases) - 1, key)


def _intervals(judgement: Judgement) -> dict[Where, Interval]:
    return {
        where: interval
        for at, interval in judgement.intervals.items()
        for where in judgement.model.targets[at].at
    }
