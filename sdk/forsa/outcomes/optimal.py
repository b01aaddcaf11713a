"""The cheapest pattern there is, for small tables: an exact, and slow, answer.

For each cell that must be protected two worlds are asked for that differ by the width there and
that change, elsewhere, hidden cells alone; which cells are hidden is what is decided.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import numpy as np

from forsa.outcomes.highs import NO_LIMIT, Answer, Limits, Line, Rows, minimise_integers
from forsa.outcomes.sheets import Place, Sheet, Terms

MOST_CELLS: Final = 60
MOST_PRIMARIES: Final = 20


def is_small_enough(sheet: Sheet, primaries: Collection[Place]) -> bool:
    """Whether the exact answer may be asked for."""
    return len(sheet.cells) <= MOST_CELLS and len(primaries) <= MOST_PRIMARIES


def cheapest_pattern(
    sheet: Sheet,
    costs: Mapping[Place, int],
    primaries: Collection[Place],
    width: int,
    *,
    free: Collection[Place] = (),
    limits: Limits | None = None,
) -> frozenset[Place] | None:
    """The cells to hide, primaries included, at the least sum of costs.

    Args:
        sheet: The cells.
        costs: What hiding costs; a cell without a cost stays shown.
        primaries: The cells to protect, each with a cost.
        width: How far apart their possible values must be.
        free: Cells that an earlier release hides already; the result leaves them out.
        limits: Work allowed.

    Returns:
        None where no pattern will do, or the work was not enough to prove the least.
    """
    payable = {place: at for at, place in enumerate(costs)}
    worlds = 2 * len(primaries)
    columns = len(payable) + worlds * sheet.unknowns
    rows: list[Line] = []
    for number, place in enumerate(sorted(primaries)):
        up = len(payable) + 2 * number * sheet.unknowns
        down = up + sheet.unknowns
        rows += _world(sheet, payable, free, width + 2, up)
        rows += _world(sheet, payable, free, width + 2, down)
        terms = sheet.cells[place]
        weights = (1.0,) * len(terms) + (-1.0,) * len(terms)
        rows.append(((*_moved(terms, up), *_moved(terms, down)), weights, width, NO_LIMIT))
        rows.append(((payable[place],), (1.0,), 1, 1))
    prices = np.zeros(columns)
    prices[: len(payable)] = list(costs.values())
    upper = np.full(columns, NO_LIMIT)
    upper[: len(payable)] = 1
    answer, values = minimise_integers(
        prices, range(columns), Rows.between(rows), upper=upper, limits=limits
    )
    if answer is not Answer.FOUND or values is None:
        return None
    return frozenset(place for place, at in payable.items() if values[at] > 0.5)


def _world(
    sheet: Sheet, payable: Mapping[Place, int], free: Collection[Place], most: int, first: int
) -> Iterator[Line]:
    """A table that may differ from the true one at hidden cells, by no more than `most`."""
    for left, right in sheet.equal:
        weights = (*(1.0 for _ in left), *(-1.0 for _ in right))
        yield (*_moved(left, first), *_moved(right, first)), weights, 0, 0
    for terms, value in sheet.shown:
        yield _moved(terms, first), (1.0,) * len(terms), value, value
    for place, value in sheet.true.items():
        moved = _moved(sheet.cells[place], first)
        ones = (1.0,) * len(moved)
        if place in payable:
            yield (*moved, payable[place]), (*ones, -most), -NO_LIMIT, value
            yield (*moved, payable[place]), (*ones, most), value, NO_LIMIT
        elif place not in free:
            yield moved, ones, value, value


def _moved(terms: Terms, first: int) -> tuple[int, ...]:
    return tuple(first + term for term in terms)
