"""Rates of totals of the network: between which percentages they lie.

A total is an interval, and so is a rate of it. It follows from the totals alone, so it says no more
than they do. Ends are rounded outwards, in the steps of a release's rates (`forsa.outcomes.rates`);
a rate of exact totals is rounded as such a rate is.

Law: the interval contains the true rate, rounded outwards.

Source: docs/privacy.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from forsa.outcomes.axes import TOTAL
from forsa.outcomes.intervals import NOBODY, Interval
from forsa.outcomes.network import TotalCell
from forsa.outcomes.rates import BAND, BANDED_UNDER, FRAGILE_UNDER, round_percent
from forsa.outcomes.tables import Theta

_INTEGRATED: Final = ("formal_education", "vocational", "active_life")
_KNOWN: Final = "not_integrated_known"
_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class TotalRates:
    """Percentages from `lower` to `upper`, both ends included; None = nothing can be said."""

    integration_rate: Interval | None
    """Integrated of the leavers; who was not reached counts as not integrated."""
    response_rate: Interval | None
    """Leavers of whom something is known, of the leavers."""

    @property
    def is_fragile(self) -> bool:
        """Whether so few may have been reached that the first rate says little."""
        return self.response_rate is not None and self.response_rate.lower < FRAGILE_UNDER


def total_rates(
    cells: Iterable[TotalCell], rolled_up: Iterable[TotalCell], least: int = Theta().m_min
) -> TotalRates:
    """The rates of one group of learners.

    Args:
        cells: Its totals by `outcome7`, whose code is the last of each address, with `total`.
        rolled_up: The same by `outcome4`: of the integrated they say more.
        least: Smallest number of leavers that has a rate.
    """
    of = {cell.at[-1]: Interval(cell.lower, cell.upper) for cell in (*cells, *rolled_up)}
    whole, excluded = of[TOTAL], of["excluded"]
    leavers = Interval(max(0, whole.lower - excluded.upper), whole.upper - excluded.lower)
    if leavers.lower < least:
        return TotalRates(None, None)
    integrated = _within(_sum(of, _INTEGRATED), whole, of["rest"])
    return TotalRates(
        _share(integrated, _sum(of, (_KNOWN, _UNKNOWN)), leavers),
        _share(integrated + of[_KNOWN], of[_UNKNOWN], leavers),
    )


def _within(sums: Interval, whole: Interval, rest: Interval) -> Interval:
    """What two ways of counting leave of a number: as a sum, and as what others leave."""
    return Interval(
        max(sums.lower, whole.lower - rest.upper), min(sums.upper, whole.upper - rest.lower)
    )


def _sum(of: Mapping[str, Interval], codes: Iterable[str]) -> Interval:
    return sum((of[code] for code in codes), NOBODY)


def _share(part: Interval, rest: Interval, whole: Interval) -> Interval:
    """Percent of `part` in `part` + `rest`, which together are within `whole`.

    The least share is where the part is least and the rest greatest; where the whole does not
    allow both, one of the two gives way.
    """
    low = min(max(part.lower + rest.upper, whole.lower), whole.upper)
    high = min(max(part.upper + rest.lower, whole.lower), whole.upper)
    least = max(part.lower, low - rest.upper)
    most = min(part.upper, high - rest.lower)
    step = BAND if whole.lower < BANDED_UNDER else 1
    if least * high == most * low:
        exact = round_percent(least, low, step)
        return Interval(exact, exact)
    return Interval(step * (100 * least // (step * low)), step * -(-100 * most // (step * high)))
