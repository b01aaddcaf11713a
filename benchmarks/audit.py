"""The audit of one association: its observation points together, beside counting its learners.

In time of processors, of all threads together, since other work may run beside it.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.outcomes.audit import audit
from forsa.outcomes.products import ladder
from forsa.outcomes.tables import Release
from forsa.outcomes.tabulating import tabulate
from forsa.outcomes.verify import verify_accept
from forsa.testing.learners import Association, draw_node

from benchmarks.report import Row
from tests.support.accepted_releases import accepted_releases
from tests.support.member_tables import axes_of

POINTS: Final = ("exit", "m3", "m6", "m12")
SIZES: Final = ((45, 1, 4), (100, 1, 4), (250, 2, 4), (450, 3, 2))
"""Learners, centres and points of a node of each product with tables: up to 1,000 cells."""
_ROUNDS: Final = 5
_SECONDS: Final = 20
"""A measurement that takes longer is not repeated."""


@dataclass(frozen=True)
class _Case:
    association: Association
    releases: Sequence[Release]
    proof: bytes

    @property
    def name(self) -> str:
        cells = sum(len(table.cells) for one in self.releases for table in one.tables)
        return f"{self.releases[-1].product}, {self.association.n} learners, {cells:,} cells"


def rows() -> list[Row]:
    """Bounds, witnesses and checking, for each product of the ladder."""
    return [row for size in SIZES for row in _measured(_case(*size))]


def _case(learners: int, centres: int, points: int) -> _Case:
    """Protect a node; this is not measured here."""
    print(f"protecting {learners} learners at {points} points ...", file=sys.stderr, flush=True)
    association = draw_node(3, learners, centres)
    made = accepted_releases(association, POINTS[:points])
    return _Case(association, [one.release for one in made], made[-1].proof)


def _measured(case: _Case) -> Iterator[Row]:
    counting = _best(lambda: _count(case))
    bounds = _best(lambda: audit(case.releases, witnesses=False))
    whole = _best(lambda: audit(case.releases))
    checking = _best(lambda: verify_accept(case.releases, case.proof))
    name = case.name
    yield Row(f"bounds: {name}", bounds, "ms", "counting them", counting, "<= 50", "HiGHS")
    yield Row(f"with witnesses: {name}", whole, "ms", "bounds", bounds, "<= 10", "HiGHS")
    finding = whole - bounds
    yield Row(
        f"checking the proof: {name}", checking, "ms", "finding it", finding, "<= 0.2", "sums"
    )


def _count(case: _Case) -> None:
    one = case.association
    for release in case.releases:
        tabulate(one.learners, ladder(one.n)[0], axes_of(one), release.observation_point)


def _best(work: Callable[[], object]) -> float:
    """Milliseconds of a processor, the best of a few rounds."""
    spent: list[float] = []
    while len(spent) < _ROUNDS and sum(spent) < _SECONDS:
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent) * 1000
