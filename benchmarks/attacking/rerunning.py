"""Running the program again on every table that may be the true one, with sampled keys.

Whoever knows the rules keeps only those tables that end in the pattern he sees. What values a
hidden cell has among them is what he is left with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from forsa.outcomes.sheets import Place

from benchmarks.attacking.plain_tables import (
    PlainTable,
    Values,
    keys,
    place_at,
    protect_table,
    sheet_of,
    shown_of,
)


@dataclass(frozen=True)
class Replayed:
    """What is left of one table."""

    cells: int
    """Hidden cells inside the table."""
    unique: int
    """Those whose true value is the only one left."""
    values: int
    """Values left, over all of them."""


def replay(
    table: PlainTable,
    k: int,
    tried: Sequence[bytes],
    *,
    labels: bool,
    tables: int,
    seed: int,
) -> Replayed:
    """Attack one table.

    Args:
        table: What was published, with the truth.
        k: The smallest count that is shown.
        tried: The keys that the attacker tries.
        labels: Whether he is told which hidden cells are primary.
        tables: How many candidates he tries at most.
        seed: Decides which.
    """
    inside = [place for place in sorted(table.hidden) if len(place[1]) == 2]
    left: dict[Place, set[int]] = {place: set() for place in inside}
    order = list(tried)
    for values in islice(candidates(table, seed), tables):
        true = sheet_of(values).true
        primaries = {place for place, value in true.items() if place[1] and 1 <= value < k}
        if not primaries <= table.hidden or (labels and primaries != table.primaries):
            continue
        if all(true[place] in left[place] for place in inside):
            continue
        fits = next((key for key in order if _ends_in(values, key, k, table.hidden)), None)
        if fits is not None:
            order.remove(fits)
            order.insert(0, fits)  # a key that fits one table fits its neighbours
            for place in inside:
                left[place].add(true[place])
    correct = sum(left[place] == {table.sheet.true[place]} for place in inside)
    return Replayed(len(inside), correct, sum(map(len, left.values())))


def sampled(seed: int, count: int) -> Sequence[bytes]:
    """The keys an attacker samples who does not know the true one."""
    return keys(count, seed)


def candidates(table: PlainTable, seed: int) -> Iterator[Values]:
    """Tables that show what is shown, drawn at random; each once."""
    random = Random(seed)  # noqa: S311
    rows, columns = len(table.values), len(table.values[0])
    shown = shown_of(table)
    hidden = [(r, c) for r in range(rows) for c in range(columns) if place_at(r, c) in table.hidden]
    seen = set()
    for _ in range(600):
        values = _draw(random, table.values, hidden, shown)
        if values is not None and values not in seen:
            seen.add(values)
            yield values


def _draw(
    random: Random,
    values: Values,
    hidden: Sequence[tuple[int, int]],
    shown: Mapping[Place, int],
) -> Values | None:
    """Fill the hidden cells one by one, within what the margins leave; None where it fails."""
    rows, columns = len(values), len(values[0])
    grid = [list(row) for row in values]
    open_cells = set(hidden)
    total = shown[place_at(None, None)]
    for r, c in hidden:
        grid[r][c] = 0
    for r, c in random.sample(hidden, len(hidden)):
        open_cells.discard((r, c))
        low, high = 0, total - sum(map(sum, grid))
        for margin, line in (
            (place_at(r, None), [(r, other) for other in range(columns)]),
            (place_at(None, c), [(other, c) for other in range(rows)]),
            (place_at(None, None), [(a, b) for a in range(rows) for b in range(columns)]),
        ):
            if margin in shown:
                rest = shown[margin] - sum(grid[a][b] for a, b in line)
                high = min(high, rest)
                if not open_cells.intersection(line):
                    low = max(low, rest)
        if low > high:
            return None
        grid[r][c] = random.randint(low, high)
    return tuple(map(tuple, grid))


def _ends_in(values: Values, key: bytes, k: int, hidden: frozenset[Place]) -> bool:
    table = protect_table(values, key, k)
    return table is not None and table.hidden == hidden
