"""Why a hidden cell is given away, checked exactly: sums of published numbers that bound it.

A sum of cells, some taken several times or taken away, is no more than a cell if no learner counts
for more in it than in the cell, whatever groups and outcomes he may have. So a bound is checked
learner by learner, with fractions and without a solver, and the check knows nothing of models.

Source: docs/protocol.md, "The reject proof and the audit report".
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import lcm, prod
from typing import Final, NamedTuple

from forsa.errors import Reason, TooLargeError, VerificationError
from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.axes import OUTCOMES, closed_axes, coarsen
from forsa.outcomes.grid import is_collected, shown_cells
from forsa.outcomes.tables import Release, Table
from forsa.outcomes.verdicts import Combination, Where

MOST_KINDS: Final = 50_000
"""Kinds of learners that one check looks at, at most."""


class Cell(NamedTuple):
    """One cell of some releases."""

    release: int | None
    """Position of its release; None for a group of learners, which is common to all."""
    key: CellKey


def check_bound(
    releases: Sequence[Release], cell: Cell | None, combination: Combination, *, upper: bool
) -> None:
    """Check that a cell is at least, or at most, a sum of published numbers.

    Args:
        releases: In log order, of right shape.
        cell: The cell; without one the sum has to be above 0 where no learner counts at all, so
            that the numbers contradict one another.
        combination: The sum.
        upper: Whether the cell is claimed to be at most this, instead of at least.

    Raises:
        TooLargeError: there are too many kinds of learners to look at.
        VerificationError: a term is not published so, the sum is another one, or some learner
            counts for too much in it.
    """
    total = sum(
        (term.times * shown_at(releases, term.where) for term in combination.terms), Fraction()
    )
    if total != combination.bound or (cell is None and total <= 0):
        raise _refusal("sum")
    sign = -1 if upper else 1
    weights: dict[Cell, Fraction] = defaultdict(Fraction)
    for term in combination.terms:
        table, _ = _find(releases, term.where)
        weights[_cell(term.where[0], table, term.where[2])] += sign * term.times
    if cell is not None:
        weights[cell] -= sign
    scale = lcm(*(weight.denominator for weight in weights.values()))
    whole = {one: int(weight * scale) for one, weight in weights.items() if weight}
    _check_learners(releases, whole)


def cells_by_place(releases: Sequence[Release]) -> Mapping[Cell, int | None]:
    """Every cell that stands in a table, with its value if it is shown anywhere."""
    cells: dict[Cell, int | None] = {}
    for number, release in enumerate(releases):
        for table in filter(is_collected, release.tables):
            shown = shown_cells(table)
            for one in table.cells:
                cell = _cell(number, table, one.at)
                cells[cell] = shown.get(one.at, cells.get(cell))
    return cells


def _cell(release: int, table: Table, at: tuple[str, ...]) -> Cell:
    key = cell_key(table.axes, at)
    return Cell(None if group_of(key) == key else release, key)


def _find(releases: Sequence[Release], where: Where) -> tuple[Table, int]:
    """The table of an address and the value shown there."""
    release, name, at = where
    if 0 <= release < len(releases):
        for table in releases[release].tables:
            if table.id == name and at in (shown := shown_cells(table)):
                return table, shown[at]
    raise _refusal("shown")


def shown_at(releases: Sequence[Release], where: Where) -> int:
    """The number published at an address.

    Raises:
        VerificationError: none is.
    """
    return _find(releases, where)[1]


def _check_learners(releases: Sequence[Release], weights: Mapping[Cell, int]) -> None:
    """Check that no kind of learner counts for more than nothing."""
    codes = {axis: codes for one in releases for axis, codes in one.axes.items()}
    finest = codes.get(OUTCOMES[0]) or closed_axes()[OUTCOMES[0]].codes
    axes = sorted({axis for cell in weights for axis, _ in group_of(cell.key)})
    if not codes.keys() >= set(axes):
        raise _refusal("axes")
    if prod(len(codes[axis]) for axis in axes) > MOST_KINDS:
        raise TooLargeError("too many kinds of learners", Reason.LIMIT_EXCEEDED, limit=MOST_KINDS)
    rows: dict[int | None, list[tuple[CellKey, Sequence[int]]]] = defaultdict(list)
    for cell, weight in weights.items():
        rows[cell.release].append((group_of(cell.key), _by_outcome(cell.key, weight, finest)))
    for at in product(*(codes[axis] for axis in axes)):
        groups = frozenset(zip(axes, at, strict=True))
        if sum(_most(groups, some) for some in rows.values()) > 0:
            raise _refusal("learners")


def _most(groups: frozenset[tuple[str, str]], rows: Sequence[tuple[CellKey, Sequence[int]]]) -> int:
    """What a learner of these groups counts for at most, with the outcome that counts most."""
    own = [weights for key, weights in rows if groups.issuperset(key)]
    return max(map(sum, zip(*own, strict=True)), default=0)


def _by_outcome(key: CellKey, weight: int, finest: Sequence[str]) -> Sequence[int]:
    """The weight for each of the finest outcomes that a cell counts."""
    for axis, code in key:
        if axis in OUTCOMES:
            return [weight if coarsen(one, OUTCOMES[0], axis) == code else 0 for one in finest]
    return [weight] * len(finest)


def _refusal(what: str) -> VerificationError:
    return VerificationError(
        f"the sum does not show it: {what}", Reason.KIND_OUTCOME_PROOF_INVALID, what=what
    )
