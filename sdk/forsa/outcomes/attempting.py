"""One product of the ladder: hidden cells, the loop through the audit, and when to give it up.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.audit import audit
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.cleaning import large_table_places, spared_complements
from forsa.outcomes.complementing import hide_complements, widen
from forsa.outcomes.costs import cell_costs
from forsa.outcomes.highs import Limits
from forsa.outcomes.moving import Moves
from forsa.outcomes.optimal import cheapest_pattern, is_small_enough
from forsa.outcomes.patterns import published_tables, with_tables
from forsa.outcomes.primary import Why, primary_cells
from forsa.outcomes.products import Product
from forsa.outcomes.sheets import FRAME, Place, build_sheet, place_of
from forsa.outcomes.tables import Release
from forsa.outcomes.tabulating import Counts
from forsa.outcomes.verdicts import Report, Verdict

MOST_ROUNDS: Final = 20

Seal = Callable[[Release], Release]
"""Gives a draft the digest of the message that it will travel in."""


class Attempt:
    """The try to publish one product; it ends with a release that the audit accepts, or without."""

    def __init__(
        self,
        counts: Counts,
        header: Release,
        product: Product,
        earlier: Sequence[Release],
        cost_key: bytes,
    ) -> None:
        """Find the primary cells, and what earlier releases have settled."""
        self._counts, self._header, self._product = counts, header, product
        self._earlier = tuple(earlier)
        self._now = len(self._earlier)
        self._sheet = build_sheet(counts, header.axes, earlier)
        self._why = primary_cells(counts, header.theta)
        prices = cell_costs(tuple(counts), header.axes, header.school_year, cost_key)
        self._costs = {
            place: prices[place[1]] for place in self._sheet.true if place not in self._sheet.frozen
        }
        self.rounds = 0
        self.release = header
        self._hidden: frozenset[Place] = frozenset()

    @property
    def reasons(self) -> Mapping[CellKey, Why]:
        """Why each cell of the release is hidden."""
        hidden = sorted(key for _, key in self._hidden & self._sheet.true.keys())
        return {key: self._why.get(key, Why.COMPLEMENT) for key in hidden}

    def run(self, seal: Seal, limits: Limits, *, optimal: bool) -> Report | None:
        """Protect, and ask the audit until it accepts; None where the product is given up."""
        primaries = {place for place in self._sheet.true if place[1] in self._why}
        settled = {place for place in self._sheet.cells if place not in self._costs} - {
            place for place, is_shown in self._sheet.frozen.items() if is_shown
        }
        if not primaries <= settled | self._costs.keys():
            return None
        moves = Moves(self._sheet, self._costs, settled | primaries)
        if optimal:
            self._hide_cheapest(moves, primaries & self._costs.keys(), settled)
        if not self._complement(moves):
            return None
        moves = Moves(self._sheet, self._costs, self._spare(moves))
        while self.rounds < MOST_ROUNDS:
            self.rounds += 1
            self._hidden = frozenset(moves.hidden)
            self.release = seal(self._draft())
            report = audit((*self._earlier, self.release), limits=limits)
            if report.verdict is Verdict.ACCEPT:
                return report
            if not self._give_room(moves, report):
                return None
        return None

    def _draft(self) -> Release:
        tables = published_tables(
            self._product, self._header.axes, self._counts, self._hidden, self._now
        )
        return with_tables(self._header, self._product, tables)

    def _hide_cheapest(
        self, moves: Moves, primaries: Collection[Place], settled: Collection[Place]
    ) -> None:
        if not is_small_enough(self._sheet, primaries):
            return
        cheapest = cheapest_pattern(
            self._sheet, self._costs, primaries, self._header.theta.w, free=settled
        )
        for place in sorted((cheapest or frozenset()) - moves.hidden):
            moves.hide(place)

    def _complement(self, moves: Moves) -> bool:
        """Hide until this package finds nothing narrow; False where no cells are enough."""
        width = self._header.theta.w
        failed = hide_complements(moves, width)
        if failed:
            self._hide_inside(moves, failed)
            if hide_complements(moves, width):
                return False
        return True

    def _spare(self, moves: Moves) -> frozenset[Place]:
        """The hidden cells without those complements of large tables that nothing needs."""
        large = large_table_places(self._counts, self._now)
        costs = {
            place: self._costs[place]
            for place in sorted(moves.hidden & large & self._costs.keys())
            if place[1] not in self._why
        }
        width = self._header.theta.w
        spared = spared_complements(self._sheet, moves, costs, width) if costs else set()
        return frozenset(moves.hidden - spared)

    def _give_room(self, moves: Moves, report: Report) -> bool:
        """Hide more for what the audit refused; False where nothing is left to hide."""
        before = set(moves.hidden)
        refused = [_place(failure.release, failure.key) for failure in report.failures]
        for place in sorted(moves.hidden.intersection(refused)):
            widen(moves, place, self._header.theta.w)
        if moves.hidden == before:
            self._hide_inside(moves, refused)
        hide_complements(moves, self._header.theta.w)
        return moves.hidden != before

    def _hide_inside(self, moves: Moves, failed: Collection[Place]) -> None:
        """Hide the inside of every table that a failing cell, of whatever point, stands in."""
        keys = {key for _, key in failed}
        for table, cells in self._counts.items():
            if any(cell_key(table, at) in keys for at in cells):
                for place in self._inside(table):
                    if place not in moves.hidden:
                        moves.hide(place)

    def _inside(self, table: tuple[str, ...]) -> Iterator[Place]:
        """The innermost cells of a table, but those of groups that nobody is in."""
        cells = self._counts[table]
        for at in cells:
            if at and TOTAL not in at and cells[(*at[:-1], TOTAL)]:
                yield place_of(self._now, table, at)


def _place(release: int, key: CellKey) -> Place:
    return (FRAME if key == group_of(key) else release, key)
