"""Rates that a reader may compute: from counts of one release that are all shown, and coarse.

A percentage of a small group says its count, so under 100 learners it is a multiple of 5, and
under `m_min` there is none. A rate is never computed around a hidden cell: not even where the
total is shown, for then people would read the hidden outcomes out of it.

Source: docs/privacy.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.outcomes.addresses import EVERYBODY, CellKey, cell_key
from forsa.outcomes.tables import CellState, Release

BANDED_UNDER: Final = 100
"""A rate of fewer learners is a multiple of `BAND`."""
BAND: Final = 5
FRAGILE_UNDER: Final = 60
"""A response rate under so many percent cannot carry an integration rate."""

_INTEGRATED: Final[Mapping[str, Sequence[str]]] = {
    "outcome7": ("formal_education", "vocational_training", "apprenticeship", "active_life"),
    "outcome4": ("formal_education", "vocational", "active_life"),
    "outcome2": ("integrated",),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of some learners, as it may be shown."""

    part: int
    whole: int
    """Learners; at least `m_min` of the release."""

    @property
    def is_band(self) -> bool:
        """Whether `percent` is the nearest multiple of 5 only."""
        return self.whole < BANDED_UNDER

    @property
    def percent(self) -> int:
        """0 to 100, rounded half up: this number alone is shown."""
        return round_percent(self.part, self.whole, BAND if self.is_band else 1)


@dataclass(frozen=True, slots=True)
class Rates:
    """What can be said of one group at one observation point; None = nothing."""

    integration_rate: Rate | None
    """Integrated of the leavers; who was not reached counts as not integrated."""
    share_of_frame: Rate | None
    """Integrated of all learners, where leavers are not known: a lower bound of the above."""
    response_rate: Rate | None
    """Leavers of whom something is known, of the leavers."""

    @property
    def is_fragile(self) -> bool:
        """Whether so few leavers were reached that the rate says little."""
        answered = self.response_rate
        return answered is not None and 100 * answered.part < FRAGILE_UNDER * answered.whole


def rates(release: Release, group: CellKey = EVERYBODY) -> Rates:
    """The rates of a group of learners.

    Args:
        release: Of right shape.
        group: Its key without an outcome, `(("sex", "f"),)`; by default all learners.
    """
    shown = shown_counts(release)
    n = shown.get(group)
    integrated = _integrated(shown, group)
    leavers = _without(n, shown.get(_cell(group, "outcome7", "excluded")))
    reached = _without(leavers, shown.get(_cell(group, "outcome7", "unknown")))
    least = release.theta.m_min
    return Rates(
        integration_rate=_rate(integrated, leavers, least),
        share_of_frame=_rate(integrated, n, least) if leavers is None else None,
        response_rate=_rate(reached, leavers, least),
    )


def shown_counts(release: Release) -> Mapping[CellKey, int]:
    """Every count that a release shows, by the key of its cell.

    Not what waits for its revision: another table may show the same cell as it is by now, and a
    rate made of both is of no moment.
    """
    return {
        cell_key(table.axes, cell.at): cell.value
        for table in release.tables
        for cell in table.cells
        if cell.value is not None and cell.state is not CellState.HELD
    }


def round_percent(part: int, whole: int, step: int = 1) -> int:
    """Percent, to the nearest multiple of `step`, half up; 0 <= part <= whole, whole > 0."""
    return step * ((200 * part + step * whole) // (2 * step * whole))


def _integrated(shown: Mapping[CellKey, int], group: CellKey) -> int | None:
    """Their number, from the finest outcomes that are all shown."""
    for axis, codes in _INTEGRATED.items():
        counts = [shown.get(_cell(group, axis, code)) for code in codes]
        known = [count for count in counts if count is not None]
        if len(known) == len(codes):
            return sum(known)
    return None


def _cell(group: CellKey, outcome: str, code: str) -> CellKey:
    axes = [axis for axis, _ in group]
    return cell_key([*axes, outcome], [*(code for _, code in group), code])


def _without(whole: int | None, part: int | None) -> int | None:
    return None if whole is None or part is None else whole - part


def _rate(part: int | None, whole: int | None, least: int) -> Rate | None:
    return None if part is None or whole is None or whole < least else Rate(part, whole)
