"""What a release may change of those before it: nothing that a difference would give away.

One frame is one list of learners with frozen classifications, seen at several points and up to
twice at each. So a group that is counted once is counted for good, what was hidden stays hidden,
and a number moves by nothing or by enough.

Source: docs/privacy.md, "History".
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from forsa.errors import Reason
from forsa.outcomes.addresses import cell_key, group_of
from forsa.outcomes.axes import CENTRE
from forsa.outcomes.checks import Problem, cells_of, is_held
from forsa.outcomes.products import VARIANTS, is_by_centre, product
from forsa.outcomes.tables import Cell, CellState, Release, Table, Vintage

_R: Final = Reason


def check_history(release: Release, earlier: Sequence[Release]) -> tuple[Problem, ...]:
    """Everything in a release that its earlier ones forbid; none = nothing.

    Args:
        release: Well-formed, from `parse_release`.
        earlier: All accepted releases of the same member and school year, in log order. Which
            records they are, and that `release.history` names them, is `check_listed`.
    """
    same_point = [one for one in earlier if one.observation_point == release.observation_point]
    closed = _vintage(release, same_point)
    problems = chain(
        closed,
        _frame(release, earlier),
        _ladder(release, earlier, same_point),
        _margins(release, earlier),
        _held_without(release, same_point),
    )
    found = tuple(problems)
    if not same_point or closed:
        return found
    return (*found, *_compare(release, same_point[-1]))


def check_listed(release: Release, listed: Sequence[bytes]) -> tuple[Problem, ...]:
    """Whether a release was audited with these records: all accepted ones of its frame.

    Args:
        release: Well-formed.
        listed: Their record ids in log order.
    """
    if release.history == tuple(listed):
        return ()
    values = {"listed": len(release.history), "accepted": len(listed)}
    return (Problem(_R.KIND_OUTCOME_APPROVAL_STALE, "", (), values),)


def revises(release: Release, earlier: Sequence[Release]) -> bool:
    """Whether a release changes a number of an earlier vintage of its point."""
    return any(
        cell.value is not None and before.value is not None and cell.value != before.value
        for one in earlier
        if one.observation_point == release.observation_point
        for table, old in zip(release.tables, one.tables, strict=False)
        for cell, before in zip(table.cells, old.cells, strict=False)
    )


def _whole(reason: Reason, **values: str | int) -> Problem:
    return Problem(reason, "", (), values)


def _vintage(release: Release, same_point: Sequence[Release]) -> tuple[Problem, ...]:
    """A point is published once as provisional and once as final, in this order."""
    if not same_point:
        return ()
    last = same_point[-1].vintage
    if last is Vintage.PROVISIONAL and release.vintage is Vintage.FINAL:
        return ()
    point = release.observation_point
    return (_whole(_R.KIND_OUTCOME_VINTAGE_CLOSED, point=point, vintage=last.value),)


def _frame(release: Release, earlier: Sequence[Release]) -> Iterator[Problem]:
    """The enrolment, the centres and the codes of every axis are those of the first release."""
    for first in earlier[:1]:
        now = (release.frame_n, release.centres_total)
        then = (first.frame_n, first.centres_total)
        if now != then:
            values = {"n": now[0], "centres": now[1], "first_n": then[0], "first_centres": then[1]}
            yield _whole(_R.KIND_OUTCOME_FRAME_CHANGED, **values)
    for name, codes in release.axes.items():
        if any(one.axes.get(name, codes) != codes for one in earlier):
            yield _whole(_R.KIND_OUTCOME_FRAME_CHANGED, axis=name)
    if is_by_centre(release.product) and any(
        is_by_centre(one.product) and (CENTRE in one.axes) is not (CENTRE in release.axes)
        for one in earlier
    ):
        yield _whole(_R.KIND_OUTCOME_FRAME_CHANGED, axis=CENTRE)


def _ladder(
    release: Release, earlier: Sequence[Release], same_point: Sequence[Release]
) -> Iterator[Problem]:
    """A new point goes down the ladder or stays, a vintage stays; the variant stays for good."""
    reason = _R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED
    before = [one.product for one in same_point or earlier]
    if same_point:
        allowed = release.product == before[-1]
    else:
        allowed = all(_rank(release.product) <= _rank(one) for one in before)
    if not allowed:
        yield _whole(reason, product=release.product, earlier=before[-1])
    variants = {_variant(one) for one in earlier} - {""}
    if _variant(release) and variants - {_variant(release)}:
        yield _whole(reason, product=release.product, earlier=" ".join(sorted(variants)))


def _rank(name: str) -> int:
    return product(name).least_n


def _variant(release: Release) -> str:
    """The axis that a product may vary, as this one has it; empty = it has none."""
    used = {axis for axes in product(release.product).tables for axis in axes}
    return next((name for name in VARIANTS if name in used), "")


# --- cells ---


def _margins(release: Release, earlier: Sequence[Release]) -> Iterator[Problem]:
    """A group is one cell for the whole frame: shown or hidden, and of one size."""
    known: dict[object, Cell] = {}
    for one in earlier:
        for key, _, cell in cells_of(one):
            if key == group_of(key) and cell.state is not CellState.NOT_COLLECTED:
                known.setdefault(key, cell)
    for key, table, cell in cells_of(release):
        before = known.get(key)
        if before is None or cell.state is CellState.NOT_COLLECTED:
            continue
        if cell.state.has_value is not before.state.has_value:
            yield _pattern(table, cell, before)
        elif cell.value != before.value:
            values = {"shown": cell.value or 0, "before": before.value or 0}
            yield Problem(_R.KIND_OUTCOME_FRAME_CHANGED, table.id, cell.at, values)


def _pattern(table: Table, cell: Cell, before: Cell) -> Problem:
    values = {"state": cell.state.value, "before": before.state.value}
    return Problem(_R.KIND_OUTCOME_PATTERN_CHANGED, table.id, cell.at, values)


def _held_without(release: Release, same_point: Sequence[Release]) -> Iterator[Problem]:
    """A table stands at values that were published before, or it does not stand."""
    if not same_point:
        for table in release.tables:
            if is_held(table):
                yield Problem(_R.KIND_OUTCOME_TABLE_MALFORMED, table.id, (), {"states": "h"})


def _compare(release: Release, before: Release) -> Iterator[Problem]:
    """The final vintage against the provisional one, table by table and cell by cell."""
    tables = {table.id: table for table in before.tables}
    for table in release.tables:
        old = tables.get(table.id)
        if old is None or len(old.cells) != len(table.cells):
            continue  # another product, another frame: said already
        yield from _compare_table(table, old, release.theta.k_delta)


def _compare_table(table: Table, old: Table, k_delta: int) -> Iterator[Problem]:
    for cell, before in zip(table.cells, old.cells, strict=True):
        key = cell_key(table.axes, cell.at)
        if key == group_of(key):
            continue  # held against all points already
        if cell.state.has_value is not before.state.has_value or _is_collected_anew(cell, before):
            yield _pattern(table, cell, before)
        elif cell.value is not None and before.value is not None:
            moved = abs(cell.value - before.value)
            if 0 < moved < k_delta or (moved and cell.state is CellState.HELD):
                values = {"shown": cell.value, "before": before.value, "limit": k_delta}
                yield Problem(_R.KIND_OUTCOME_REVISION_SMALL, table.id, cell.at, values)


def _is_collected_anew(cell: Cell, before: Cell) -> bool:
    """Whether one of them is hidden and the other not collected."""
    missing = CellState.NOT_COLLECTED
    return (cell.state is missing) is not (before.state is missing)
