"""What an audit says of a release: a verdict, every interval, what fails, and the proofs.

All of it follows from what is public. These values use the standard library alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from forsa.errors import Reason
from forsa.outcomes.addresses import CellKey
from forsa.outcomes.checks import Problem

Interval = tuple[int, int]
"""Least and greatest whole number that a hidden cell can have."""
Where = tuple[int, str, tuple[str, ...]]
"""Position of a release, table id and address of a cell."""


class Verdict(StrEnum):
    """How an audit ends."""

    ACCEPT = "accept"
    """Nothing can be concluded: the accept proof shows it."""
    REJECT = "reject"
    """Something can: the failures say what."""
    UNDECIDED = "undecided"
    """Neither could be shown with the work allowed. Such a release is not published."""


@dataclass(frozen=True, slots=True)
class Term:
    """A published number in a calculation."""

    where: Where
    """An address of the cell that shows it; the first in log order."""
    value: int
    times: Fraction
    """How often it is added; negative = taken away."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Why a cell has no less, or no more, than a value: a sum of published numbers."""

    bound: Fraction
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that can be concluded from what is published."""

    problem: Problem
    """Reason, table, address and numbers: all public."""
    release: int
    """Position of the release in which the cell stands first; the judged one is the last."""
    key: CellKey = ()
    """The cell; empty where the release as a whole fails."""
    interval: Interval | None = None
    lower: Combination | None = None
    """How to calculate the least value, if it is above 0."""
    upper: Combination | None = None
    """How to calculate the greatest value."""
    fixes: tuple[tuple[Where, ...], ...] = ()
    """Up to three smallest sets of shown cells of the judged release: hide one set, and the cell
    is safe."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit found."""

    verdict: Verdict
    failures: tuple[Failure, ...]
    """Why it refuses, in the order of releases and cells."""
    intervals: Mapping[Where, Interval] = field(default_factory=dict)
    """Of every address of every hidden cell."""
    accept: bytes | None = None
    """The accept proof: what travels with the release."""
    reject: bytes | None = None
    """The reject proof."""
    warnings: tuple[Problem, ...] = ()
    """What people should look at, though it may be published."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of all failures, each once."""
        return tuple(dict.fromkeys(one.problem.reason for one in self.failures))
