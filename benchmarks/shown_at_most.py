"""The most cells of a release that any pattern shows, whatever it costs: what shows more is unsafe.

Tables are taken together as far as the exact answer can be found for them. Of larger ones a rule is
asked that every safe pattern keeps: no line of a table has a single hidden cell.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

import numpy as np
from forsa.outcomes.addresses import EVERYBODY, CellKey, cell_key
from forsa.outcomes.highs import NO_LIMIT, Line, Rows, minimise_integers
from forsa.outcomes.optimal import MOST_CELLS, MOST_PRIMARIES, cheapest_pattern
from forsa.outcomes.primary import primary_cells
from forsa.outcomes.sheets import EVERYBODY_AT, build_sheet, place_of
from forsa.outcomes.tables import Theta
from forsa.outcomes.tabulating import At, Axes, Counts

_W = 8


def shown_at_most(counts: Counts, axes: Axes) -> int:
    """How many cells can be shown at most; one that stands in two tables counts twice."""
    primaries = primary_cells(counts, Theta()).keys()
    hidden = sum(_fewest(bundle, axes, primaries) for bundle in _bundles(counts, primaries))
    return sum(map(len, counts.values())) - hidden


def _bundles(counts: Counts, primaries: Collection[CellKey]) -> Iterator[Counts]:
    """Tables that are few enough to be asked about together, the smallest first."""
    bundle: dict[tuple[str, ...], dict[At, int]] = {}
    for table in sorted(counts, key=lambda one: (len(counts[one]), one)):
        if bundle and not _is_small({**bundle, table: counts[table]}, primaries):
            yield bundle
            bundle = {}
        bundle[table] = dict(counts[table])
    yield bundle


def _is_small(counts: Counts, primaries: Collection[CellKey]) -> bool:
    keys = {cell_key(table, at) for table, cells in counts.items() for at in cells}
    return len(keys) <= MOST_CELLS and len(keys & set(primaries)) <= MOST_PRIMARIES


def _fewest(counts: Counts, axes: Axes, primaries: Collection[CellKey]) -> int:
    """The fewest cells that must be hidden, or not more than those."""
    if not _is_small(counts, primaries):
        return sum(_fewest_by_lines({table: counts[table]}, primaries) for table in counts)
    sheet = build_sheet(counts, axes, ())
    times = Counter(place_of(0, table, at) for table, cells in counts.items() for at in cells)
    costs = {place: times[place] for place in sheet.true if place != EVERYBODY_AT}
    needed = [place for place in costs if place[1] in primaries]
    pattern = cheapest_pattern(sheet, costs, needed, _W) if needed else frozenset()
    if pattern is None:
        return _fewest_by_lines(counts, primaries)
    return sum(costs[place] for place in pattern)


def _fewest_by_lines(counts: Counts, primaries: Collection[CellKey]) -> int:
    """As few as leave no line of a table, its total included, with a single hidden cell."""
    times = Counter(cell_key(table, at) for table, cells in counts.items() for at in cells)
    place = {key: at for at, key in enumerate(times)}
    rows: list[Line] = []
    for table, cells in counts.items():
        lines = defaultdict[tuple[int, At], list[int]](list)
        for at in cells:
            for axis in range(len(table)):
                lines[axis, (*at[:axis], *at[axis + 1 :])].append(place[cell_key(table, at)])
        for line in lines.values():
            for one in line:
                others = [other for other in line if other != one]
                rows.append(([one, *others], [-1.0, *(1.0 for _ in others)], 0.0, NO_LIMIT))
    _, chosen = minimise_integers(
        np.array(list(times.values()), dtype=np.float64),
        range(len(times)),
        Rows.between(rows),
        lower=np.array([float(key in primaries) for key in times]),
        upper=np.array([float(key != EVERYBODY) for key in times]),
    )
    if chosen is None:
        return sum(times[key] for key in times if key in primaries)
    return round(sum(float(times[key] * chosen[at]) for key, at in place.items()))
