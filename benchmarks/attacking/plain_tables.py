"""Random two-way tables with margins, protected by the same steps as a release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import digest
from math import exp
from statistics import NormalDist

import numpy as np
from forsa.outcomes.complementing import hide_complements, widen
from forsa.outcomes.costs import INTERIOR, MARGIN
from forsa.outcomes.moving import Moves
from forsa.outcomes.sheets import Place, Sheet
from forsa.testing.lots import Lots

from benchmarks.attacking.knowledge import Hidden, Row
from benchmarks.attacking.solving import Attack

Values = tuple[tuple[int, ...], ...]
"""Counts by row and column, without margins."""


@dataclass(frozen=True)
class PlainTable:
    """One table and what of it is hidden."""

    values: Values
    sheet: Sheet
    primaries: frozenset[Place]
    hidden: frozenset[Place]


def draw_values(seed: int, rows: int, columns: int) -> Values:
    """Counts as uneven as those of a small association: many under 10, some 0."""
    lots = Lots("plain table", seed)
    sizes = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 20, 26, 33]
    drawn = lots.below("cell", len(sizes), rows * columns)
    counts = [sizes[at] for at in drawn]
    return tuple(tuple(counts[r * columns : (r + 1) * columns]) for r in range(rows))


def sheet_of(values: Values) -> Sheet:
    """The table with its margins, as a sheet."""
    rows, columns = len(values), len(values[0])
    cells: dict[Place, tuple[int, ...]] = {}
    true: dict[Place, int] = {}
    for row in (*range(rows), None):
        for column in (*range(columns), None):
            inside = [
                (r, c)
                for r in range(rows)
                for c in range(columns)
                if row in {r, None} and column in {c, None}
            ]
            place = place_at(row, column)
            cells[place] = tuple(r * columns + c for r, c in inside)
            true[place] = sum(values[r][c] for r, c in inside)
    return Sheet(rows * columns, cells, true, (), (), {})


def place_at(row: int | None, column: int | None) -> Place:
    """The cell of a row and a column; None sums over them."""
    codes = (("column", column), ("row", row))
    return (0, tuple((axis, str(code)) for axis, code in codes if code is not None))


def costs_of(sheet: Sheet, key: bytes) -> dict[Place, int]:
    """The costs of hiding each cell for a table of one product; the grand total stays shown."""
    return {
        place: round(
            1000 * (INTERIOR if len(place[1]) == 2 else MARGIN) * exp(0.7 * _z(key, place))
        )
        for place in sheet.cells
        if place[1]
    }


def _z(key: bytes, place: Place) -> float:
    drawn = int.from_bytes(digest(key, repr(place).encode(), "sha256")[:8], "big")
    return NormalDist().inv_cdf(min((drawn + 0.5) / 2**64, 1 - 2**-53))


def protect_table(values: Values, key: bytes, k: int, *, loop: bool = True) -> PlainTable | None:
    """Hide counts under k and their complements; None where that cannot be."""
    sheet = sheet_of(values)
    costs = costs_of(sheet, key)
    primaries = frozenset(place for place in costs if 1 <= sheet.true[place] < k)
    moves = Moves(sheet, costs, primaries)
    width = 2 * (k - 1)
    if loop:
        if hide_complements(moves, width):
            return None
    else:
        for place in sorted(primaries, key=lambda one: (-sheet.true[one], one)):
            widen(moves, place, width)
    return PlainTable(values, sheet, primaries, frozenset(moves.hidden))


def attack_of(table: PlainTable) -> tuple[Attack, list[Hidden]]:
    """What is published of a table, as equations, and its hidden cells."""
    rows: list[Row] = [
        (np.array(terms, dtype=np.int32), np.ones(len(terms)), float(table.sheet.true[place]))
        for place, terms in table.sheet.cells.items()
        if place not in table.hidden
    ]
    cells = [
        Hidden((0, str(place), ()), np.array(table.sheet.cells[place], dtype=np.int32))
        for place in sorted(table.hidden)
    ]
    return Attack(table.sheet.unknowns, rows), cells


def shown_of(table: PlainTable) -> Mapping[Place, int]:
    """What everybody sees."""
    return {place: value for place, value in table.sheet.true.items() if place not in table.hidden}


def keys(count: int, seed: int) -> Sequence[bytes]:
    """Cost keys that an attacker tries."""
    return [digest(b"tried", f"{seed}/{at}".encode(), "sha256") for at in range(count)]
