"""Totals of the network from what its members published: honest intervals, never invented values.

A total is the sum of the least and the sum of the greatest values that members' releases allow.
Members are independent and the releases are public, so an interval tells nothing new. Shown cells
alone are never added up: that loses learners, most of all those of whom nothing is known. Who
released nothing is not counted, and how much of the enrolment is counted is said beside.

Law: the interval contains the true total of every set of members.

Source: docs/privacy.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.intervals import (
    NOBODY,
    Interval,
    addresses,
    member_intervals,
    standing_release,
)
from forsa.outcomes.products import NETWORK, table_id
from forsa.outcomes.tables import CellState, Release

if TYPE_CHECKING:
    from forsa.outcomes.highs import Limits

REGION: Final = "region"
NATION: Final = ""
"""Stands for all regions."""
ROLLED_UP: Final = "outcome4"
"""The outcome axis of the ministry's three categories. One of them is often narrower than the sum
of its parts: small associations publish no more."""
TABLES: Final = (
    *NETWORK.tables,
    *((*axes[:-1], ROLLED_UP) for axes in NETWORK.tables),
)
"""The tables of the product, then each rolled up."""
_ASKED: Final = tuple(tuple(axis for axis in axes if axis != REGION) for axes in TABLES)
"""The tables as a member is asked for them: its region is known from the roster."""


@dataclass(frozen=True, slots=True)
class MemberYear:
    """What one member published of one school year."""

    member: str
    region: str
    """Code of the region on the roster; all learners count there."""
    enrolled: int
    """Learners of its frame, as published."""
    releases: tuple[Release, ...]
    """Those whose proof was verified, in log order; maybe none."""
    withdrawn: frozenset[int] = frozenset()
    """Positions of those that their author withdrew: not counted, but what they said was seen."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one member adds to totals of one observation point."""

    member: str
    region: str
    learners: int
    intervals: Mapping[CellKey, Interval]


@dataclass(frozen=True, slots=True)
class TotalCell:
    """A number of the network, or between which two it lies."""

    at: tuple[str, ...]
    lower: int
    upper: int

    @property
    def state(self) -> CellState:
        """Shown or zero if it is exact, else bounded."""
        if self.lower < self.upper:
            return CellState.BOUNDED
        return CellState.SHOWN if self.upper else CellState.ZERO

    @property
    def value(self) -> int | None:
        """Learners; None for an interval: there is no middle to show."""
        return self.upper if self.lower == self.upper else None


@dataclass(frozen=True, slots=True)
class TotalTable:
    """All combinations and margins of some axes, in the order of their codes, `total` last."""

    id: str
    axes: tuple[str, ...]
    cells: tuple[TotalCell, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The tables of one scope at one observation point, and who is in them."""

    school_year: str
    observation_point: str
    region: str
    """Code of a region; `NATION` for all."""
    tables: tuple[TotalTable, ...]
    members: int
    """Members with a release of this point."""
    members_enrolled: int
    """Members that published their enrolment."""
    learners: int
    """Learners of the frames that are counted."""
    enrolled: int
    """Learners of all published frames."""

    @property
    def coverage_percent(self) -> int:
        """Share of the enrolment that is counted, in whole percent, rounded down."""
        return 100 * self.learners // self.enrolled if self.enrolled else 0

    def by(self, axis: str = "", outcome: str = NETWORK.tables[0][-1]) -> TotalTable:
        """Outcomes along one axis, or of all learners together, in a table that has just that.

        Args:
            axis: Empty: of all learners together.
            outcome: The outcome axis: that of the product, or `ROLLED_UP`.

        Raises:
            KeyError: no table has the axis.
        """
        fitting = (one for one in self.tables if axis in {"", *one.axes[:-1]})
        table = next((one for one in fitting if one.axes[-1] == outcome), None)
        if table is None:
            raise KeyError(axis)
        axes = tuple(one for one in table.axes if one in {axis, table.axes[-1]})
        kept = [table.axes.index(one) for one in axes]
        cells = tuple(
            TotalCell(tuple(cell.at[place] for place in kept), cell.lower, cell.upper)
            for cell in table.cells
            if all(code == TOTAL for place, code in enumerate(cell.at) if place not in kept)
        )
        return TotalTable(table_id(axes), axes, cells)

    def cell(self, axes: Sequence[str], at: Sequence[str]) -> TotalCell:
        """The cell of an address.

        Raises:
            KeyError: no table has it.
        """
        for table in self.tables:
            for cell in table.cells if table.axes == tuple(axes) else ():
                if cell.at == tuple(at):
                    return cell
        raise KeyError((*axes, *at))


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One school year of a trend."""

    school_year: str
    lower: int
    upper: int
    members: int
    learners: int
    coverage_percent: int


def contribution(
    year: MemberYear, point: str, *, limits: "Limits | None" = None
) -> Contribution | None:
    """What a member adds to totals at an observation point; None if it released nothing of it.

    Raises:
        VerificationError: its releases contradict each other.
    """
    at = standing_release(year.releases, point, withdrawn=year.withdrawn)
    if at is None:
        return None
    intervals = member_intervals(year.releases, at, _ASKED, limits=limits)
    return Contribution(year.member, year.region, year.releases[at].frame_n, intervals)


def totals(
    years: Sequence[MemberYear],
    contributions: Iterable[Contribution],
    point: str,
    *,
    school_year: str,
    region: str = NATION,
) -> Totals:
    """Add up one scope.

    Args:
        years: The members of the network in that school year: who could be counted.
        contributions: Of those of them that released something of this point.
        point: The observation point.
        school_year: `YYYY-YYYY`.
        region: Code of the region, or `NATION`.
    """
    parts = [one for one in contributions if region in {NATION, one.region}]
    possible = [one for one in years if region in {NATION, one.region}]
    return Totals(
        school_year,
        point,
        region,
        tuple(
            TotalTable(table_id(axes), axes, tuple(_cells(axes, parts)))
            for axes in TABLES
            if region == NATION or REGION not in axes
        ),
        members=len(parts),
        members_enrolled=len(possible),
        learners=sum(one.learners for one in parts),
        enrolled=sum(one.enrolled for one in possible),
    )


def trend(
    years: Iterable[Totals], axes: Sequence[str], at: Sequence[str]
) -> tuple[TrendPoint, ...]:
    """One address over school years, oldest first; with who is counted, which changes."""
    return tuple(
        TrendPoint(
            one.school_year,
            (cell := one.cell(axes, at)).lower,
            cell.upper,
            one.members,
            one.learners,
            one.coverage_percent,
        )
        for one in sorted(years, key=lambda one: one.school_year)
    )


def _cells(axes: tuple[str, ...], parts: Sequence[Contribution]) -> Iterable[TotalCell]:
    codes = {axis: closed_axes()[axis].codes for axis in axes}
    for at in addresses(axes, codes):
        region = dict(zip(axes, at, strict=True)).get(REGION, TOTAL)
        plain = [(axis, code) for axis, code in zip(axes, at, strict=True) if axis != REGION]
        key = cell_key([axis for axis, _ in plain], [code for _, code in plain])
        found = sum((one.intervals[key] for one in parts if region in {TOTAL, one.region}), NOBODY)
        yield TotalCell(at, found.lower, found.upper)
