"""The audit report as it is kept and compared: canonical JSON of what anybody can repeat.

The same releases, limits and solver give the same bytes, so that its digest says which audit stood
behind a publication. Nothing private is in it, and no time but one that is handed in.

Source: docs/protocol.md, "The reject proof and the audit report".
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Final

from forsa.outcomes.canonical import Value, canonical_json
from forsa.outcomes.checks import Problem
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Combination, Failure, Report, Where

FORMAT: Final = "forsa-outcome-audit-1"


def report_json(
    releases: Sequence[Release],
    report: Report,
    *,
    versions: Mapping[str, str],
    made_at: str | None = None,
) -> bytes:
    """Write a report down (RFC 8785).

    Args:
        releases: Those that it is about, in log order; the last is judged.
        report: From `forsa.outcomes.audit`.
        versions: Of the programs that made it, by name: of this package and of the solver.
        made_at: When, RFC 3339; left out where two reports are compared.
    """
    last = releases[-1]
    said: dict[str, Value] = {
        "format": FORMAT,
        "product": last.product,
        "school_year": last.school_year,
        "observation_point": last.observation_point,
        "vintage": last.vintage.value,
        "frame_n": last.frame_n,
        "release": last.digest.hex(),
        "history": [one.digest.hex() for one in releases[:-1]],
        "theta": asdict(last.theta),
        "verdict": report.verdict.value,
        "failures": [_failure(one) for one in report.failures],
        "warnings": [_problem(one) for one in report.warnings],
        "intervals": [
            [*_place(where), *interval] for where, interval in sorted(report.intervals.items())
        ],
        "accept_proof": _digest(report.accept),
        "reject_proof": _digest(report.reject),
        "versions": dict(versions),
    }
    if made_at is not None:
        said["made_at"] = made_at
    return canonical_json(said)


def _digest(proof: bytes | None) -> str | None:
    return None if proof is None else sha256(proof).hexdigest()


def _place(where: Where) -> tuple[Value, ...]:
    release, table, at = where
    return release, table, list(at)


def _problem(problem: Problem) -> dict[str, Value]:
    return {
        "reason": problem.reason.value,
        "table": problem.table,
        "at": list(problem.at),
        "values": dict(problem.values),
    }


def _failure(failure: Failure) -> Value:
    sums = {"lower": failure.lower, "upper": failure.upper}
    return {
        **_problem(failure.problem),
        "release": failure.release,
        "interval": failure.interval,
        "fixes": [[list(_place(where)) for where in some] for some in failure.fixes],
        **{side: _sum(one) for side, one in sums.items() if one is not None},
    }


def _sum(combination: Combination) -> Value:
    return {
        "bound": str(combination.bound),
        "terms": [[*_place(one.where), one.value, str(one.times)] for one in combination.terms],
    }
