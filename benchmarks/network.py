"""The whole made-up network: every release audited, and totals of regions and nation made of them.

In seconds of processors, of one thread, since other work may run beside it.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import fmean
from typing import TypeVar

from forsa.errors import DisclosureError
from forsa.exports.outcomes.collection import totals_of
from forsa.outcomes.audit import audit
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.gathering import Gathered, gather
from forsa.outcomes.network import MemberYear, Totals
from forsa.outcomes.rates import shown_counts
from forsa.outcomes.verdicts import Verdict
from forsa.testing.learners import SCHOOL_YEAR, Association, draw_network

from benchmarks.report import Row
from tests.support.accepted_releases import Made, accepted_releases, records_of

POINT = "exit"
GOAL_SECONDS = 15
_UNREACHED = (("outcome7", "unknown"),)
Released = tuple[Association, Made]
T = TypeVar("T")


def rows() -> list[Row]:
    """Protect the network, which is not measured here, then do what everybody else does."""
    released = list(_released(draw_network(1)))
    auditing = _audit(released, witnesses=True)
    looking = _audit(released, witnesses=False)
    verifying, gathered = _timed(lambda: _gather(released))
    summing, views = _timed(lambda: totals_of(gathered.years(SCHOOL_YEAR), SCHOOL_YEAR, POINT))
    return [
        Row(
            f"audit of {len(released)} releases, totals of nation and regions",
            auditing + summing,
            "s",
            "goal",
            GOAL_SECONDS,
            "1",
            "the search for witnesses",
        ),
        Row(
            "the same without the search for witnesses: what can be concluded",
            looking + summing,
            "s",
            "goal",
            GOAL_SECONDS,
            "1",
            "HiGHS",
        ),
        Row(
            f"intervals of {len(released)} members and their sums",
            summing,
            "s",
            "one member's audit, on average",
            auditing / len(released),
            "200",
            "HiGHS",
        ),
        Row(
            f"{len(released)} releases judged with their proofs",
            verifying,
            "s",
            "the same audited",
            auditing,
            "0.2",
            "whole numbers in Python",
        ),
        *_narrowness(views.scope(), gathered.years(SCHOOL_YEAR), _unreached(released)),
    ]


def _released(network: Sequence[Association]) -> Iterator[Released]:
    for done, one in enumerate(network, start=1):
        try:
            (made,) = accepted_releases(one, [POINT])
            yield one, made
        except DisclosureError:
            print(f"{one.member} ({one.n} learners) is held", file=sys.stderr)
        if done % 50 == 0:
            print(f"{done} of {len(network)} protected", file=sys.stderr, flush=True)


def _audit(released: Sequence[Released], *, witnesses: bool) -> float:
    """Seconds for all of them."""
    started = time.process_time()
    for _, made in released:
        report = audit([made.release], witnesses=witnesses)
        if report.verdict is Verdict.REJECT or (witnesses and report.accept is None):
            raise ValueError("a release that was accepted is refused")
    return time.process_time() - started


def _unreached(released: Sequence[Released]) -> int:
    codes = (one.learners[f"outcome_{POINT}"] for one, _ in released)
    return sum(int((one == "unknown").sum()) for one in codes)


def _gather(released: Sequence[Released]) -> Gathered:
    gathered = gather(record for one, made in released for record in records_of(one, [made]))
    if gathered.refused:
        raise ValueError(f"{len(gathered.refused)} releases do not pass")
    return gathered


def _narrowness(view: Totals, years: Sequence[MemberYear], true: int) -> Iterator[Row]:
    """How wide the intervals of the nation are, and what adding up shown cells would lose."""
    cells = [cell for cell in view.by().cells if cell.at != (TOTAL,)]
    widths = [100 * (cell.upper - cell.lower) / view.learners for cell in cells]
    yield Row(
        f"width of an outcome's total, {view.learners:,} learners, mean and greatest",
        fmean(widths),
        "% of them",
        "the greatest",
        max(widths),
        "-",
        "associations under 60, which publish four outcomes or none",
    )
    shown = sum(shown_counts(year.releases[0]).get(_UNREACHED, 0) for year in years)
    yield Row(
        "not reached, if shown cells were added up",
        shown,
        "learners",
        "there are",
        true,
        "never shown",
        "hidden cells, and associations that publish less",
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    done = work()
    return time.process_time() - started, done
