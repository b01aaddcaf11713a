"""The exact check of an accept proof: whole numbers, the standard library, and no solver.

Each table of a proof is a world: one way in which things may have been that shows every published
number. Two that differ by W at a hidden cell let nobody conclude more about it. What has to be
shown is read from the releases, never from the proof.

Source: docs/privacy.md; docs/protocol.md, "The accept proof".
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import product

from forsa.errors import Reason, VerificationError
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.axes import BENIGN, OUTCOMES, TOTAL
from forsa.outcomes.grid import At, Grid, crossed_axes, says_of, shown_cells, told_outcomes
from forsa.outcomes.proof import INDEXES, AcceptProof, Column, parse_proof
from forsa.outcomes.tables import CellState, Release, Table
from forsa.outcomes.worlds import open_worlds

Counts = Callable[[int], Mapping[At, int]]
"""What a world has at each address: the first whole, the others as differences from it."""


def verify_accept(releases: Sequence[Release], proof: bytes) -> None:
    """Check that a proof shows that the last release may be published after the others.

    Args:
        releases: All of one member and school year in log order, each held before to
            `forsa.outcomes.checks` and `forsa.outcomes.history`.
        proof: The bytes that came with the last one.

    Raises:
        TooLargeError: the proof is over a limit.
        VerificationError: it does not show all that has to be shown. Metadata `what` says what,
            `release` (zero-based), `table` and `at` where.
    """
    claim = parse_proof(proof)
    _must([*claim.history, claim.release] == [one.digest for one in releases], "release")
    judge = _Judge(releases, claim)
    for number, tables in enumerate(judge.grid.tables):
        for table in tables:
            judge.check_table(number, table)
            judge.check_groups(number, table)
            judge.check_revision(number, table)
        judge.check_derived(number)
    _must(all(next(row, None) is None for row in judge.rows.values()), "indexes")


class _Judge:
    """The releases of one frame beside the worlds of a proof."""

    def __init__(self, releases: Sequence[Release], claim: AcceptProof) -> None:
        self.releases, self.grid, self.size = releases, Grid(releases), len(claim.tables)
        self.worlds = open_worlds(self.grid, claim.tables)
        self.rows = {name: iter(getattr(claim, name)) for name in INDEXES}
        self.met: set[tuple[str, int, int, CellKey]] = set()

    def counts(self, axes: tuple[str, ...], worlds: Sequence[Column]) -> Counts:
        """The counts of each world, made when they are asked for."""
        return cache(lambda chosen: self.grid.count(axes, worlds[chosen]))

    def next(self, check: str, counts: Counts, at: At) -> int:
        """What the world that is named next for a check has at an address."""
        chosen = next(self.rows[check], -1)
        _must(0 <= chosen < self.size, "indexes")
        return counts(0).get(at, 0) + (counts(chosen).get(at, 0) if chosen else 0)

    def is_new(self, check: str, number: int, key: CellKey) -> bool:
        """Whether a cell is met first: one that counts no outcome is the same in all releases.

        A release that asks for another width asks anew.
        """
        width = self.releases[number].theta.w
        place = check, width, number if any(axis in OUTCOMES for axis, _ in key) else -1, key
        known = place in self.met
        self.met.add(place)
        return not known

    def check_table(self, number: int, table: Table) -> None:
        """All worlds show what is shown, and two differ by W at what is hidden."""
        counts = self.counts(table.axes, self.worlds.learners[number])
        shown = shown_cells(table)
        moved = {at for one in range(1, self.size) for at, more in counts(one).items() if more}
        for cell in table.cells:
            key = cell_key(table.axes, cell.at)
            if cell.at in shown:
                same = cell.at not in moved and counts(0).get(cell.at, 0) == shown[cell.at]
                _must(same, "shown", number, table, cell.at)
            elif cell.state is CellState.HELD and says_of(self.grid.tables[number], key):
                continue
            elif self.is_new("spread", number, key):
                one = self.next("spread", counts, cell.at)
                other = self.next("spread", counts, cell.at)
                wide = abs(one - other) >= self.releases[number].theta.w
                _must(wide, "spread", number, table, cell.at)

    def check_groups(self, number: int, table: Table) -> None:
        """In some world a shown group is not, but for k_star learners, of one outcome."""
        theta = self.releases[number].theta
        sizes = {at[:-1]: size for at, size in shown_cells(table).items() if at[-1:] == (TOTAL,)}
        for axes, codes in told_outcomes(table.axes):
            counts = self.counts(axes, self.worlds.learners[number])
            for group, code in product(sizes, codes):
                size, at = sizes[group], (*group, code)
                harmless = code in BENIGN and size >= 2 * theta.m_min
                if size and not harmless and counts(0).get(at, 0) >= size - theta.k_star:
                    least = self.next("groups", counts, at)
                    _must(least < size - theta.k_star, "groups", number, table, at)

    def check_revision(self, number: int, table: Table) -> None:
        """How many were added to a revised cell, and to its group, is not known to k_delta."""
        earlier = self.releases[self.grid.first[number]].tables
        before = [shown_cells(one) for one in earlier if one.axes == table.axes]
        old = before[0] if before else {}
        revised = [one for one, now in shown_cells(table).items() if old.get(one, now) != now]
        counts = self.counts(table.axes, self.worlds.added[number])
        for at in dict.fromkeys(at for one in revised for at in (one, (*one[:-1], TOTAL))):
            width = self.next("revisions", counts, at) - self.next("revisions", counts, at)
            enough = abs(width) >= self.releases[number].theta.k_delta
            _must(enough, "revisions", number, table, at)

    def check_derived(self, number: int) -> None:
        """No cell of two tables crossed is known to be small."""
        tables, k = self.grid.tables[number], self.releases[number].theta.k
        own = {cell_key(one.axes, cell.at) for one in tables for cell in one.cells}
        for axes in crossed_axes(tables):
            counts = self.counts(axes, self.worlds.learners[number])
            for at in sorted(at for at, count in counts(0).items() if 1 <= count < k):
                key = cell_key(axes, at)
                if key not in own and self.is_new("derived", number, key):
                    other = self.next("derived", counts, at)
                    _must(other != counts(0)[at], "derived", number, None, at)


def _must(
    holds: bool, what: str, release: int = -1, table: Table | None = None, at: At = ()
) -> None:
    if not holds:
        where: dict[str, str | int] = {
            "release": release,
            "table": table.id if table else "",
            "at": ",".join(at),
        }
        raise VerificationError(
            f"the proof does not show {what}", Reason.KIND_OUTCOME_PROOF_INVALID, what=what, **where
        )
