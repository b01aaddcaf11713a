"""Showing complements again that turned out not to be needed.

Only in large tables: which complements could be spared depends on the values, and in small ones
that alone would tell something about them.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

import numpy as np

from forsa.outcomes.highs import NO_LIMIT, Answer, Floats, Rows, Solver
from forsa.outcomes.moving import TINY, Moves, sheet_rows, sums_of, whole_spread
from forsa.outcomes.sheets import Place, Sheet, place_of
from forsa.outcomes.tabulating import Counts

LEAST_CELLS: Final = 40
"""Of a table whose complements may be shown again."""


def large_table_places(counts: Counts, release: int) -> frozenset[Place]:
    """The cells that stand in large tables alone."""
    large: set[Place] = set()
    small: set[Place] = set()
    for table, cells in counts.items():
        places = large if len(cells) >= LEAST_CELLS else small
        places.update(place_of(release, table, at) for at in cells)
    return frozenset(large - small)


def spared_complements(
    sheet: Sheet, moves: Moves, costs: Mapping[Place, int], width: int
) -> frozenset[Place]:
    """The complements, the dearest tried first, that can be shown with no hidden cell too narrow.

    Args:
        sheet: The cells.
        moves: Those that are hidden, and the moves that make them wide.
        costs: Of the complements that may be shown.
        width: How far apart the possible values of every cell that stays hidden must be.
    """
    room = _Room(sheet, moves)
    for place in sorted(costs, key=lambda one: (-costs[one], one)):
        room.try_without(place, width)
    return frozenset(room.spared)


class _Room:
    """What hidden cells alone allow, and how it shrinks as some are shown."""

    def __init__(self, sheet: Sheet, moves: Moves) -> None:
        self._at = {place: at for at, place in enumerate(sheet.cells)}
        self._true = sheet.true
        self._sums = sums_of(sheet)
        self._terms = [list(terms) for terms in sheet.cells.values()]
        self._first_row = len(sheet.equal) + len(sheet.shown)
        self._solver = Solver(sheet.unknowns, Rows.between(sheet_rows(sheet)))
        self.hidden = sorted(moves.hidden)
        self.spared: list[Place] = []
        self._lacked = Counter[Place]()
        self._found = list(moves.found)
        for place in self.hidden:
            self._solver.set_row(self._first_row + self._at[place], -NO_LIMIT, NO_LIMIT)

    def try_without(self, place: Place, width: int) -> None:
        """Show a cell if all that stays hidden stays wide."""
        at, true = self._at[place], self._true[place]
        self._solver.set_row(self._first_row + at, true, true)
        self.hidden.remove(place)
        still = [one for one in self._found if abs(one[at] - true) < TINY]
        if self._all_wide(still, width):
            self.spared.append(place)
            self._found = still
            return
        self._solver.set_row(self._first_row + at, -NO_LIMIT, NO_LIMIT)
        self.hidden.append(place)

    def _all_wide(self, still: list[Floats], width: int) -> bool:
        """Whether every hidden cell has its width; those that lacked it before are asked first."""
        least, most = np.min(still, axis=0), np.max(still, axis=0)
        for place in sorted(self.hidden, key=lambda one: (-self._lacked[one], one)):
            at = self._at[place]
            for ask in (self._solver.minimise, self._solver.maximise):
                if whole_spread(least[at], most[at]) >= width:
                    break
                if ask(self._costs(at)) is not Answer.FOUND:
                    return False
                met = self._sums @ self._solver.values
                still.append(met)
                self._found.append(met)
                np.minimum(least, met, out=least)
                np.maximum(most, met, out=most)
            if whole_spread(least[at], most[at]) < width:
                self._lacked[place] += 1
                return False
        return True

    def _costs(self, at: int) -> Floats:
        costs = np.zeros(self._sums.shape[1])
        costs[self._terms[at]] = 1
        return costs
