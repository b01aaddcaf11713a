"""Whether one release may stand, by arithmetic alone: its tables, its sums, its smallest counts.

What is judged here is read off the release as it is: checks A0 and A1. What an attacker could
calculate from it is `audit`; what it adds to earlier releases, `history`.

Source: docs/privacy.md; docs/protocol.md, "Outcomes".
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain
from typing import Final

from forsa.errors import Reason
from forsa.outcomes.addresses import EVERYBODY, CellKey, cell_key, group_of
from forsa.outcomes.axes import BENIGN, CENTRE, OUTCOMES, TOTAL, closed_axes, merged_outcomes
from forsa.outcomes.products import is_by_centre, product
from forsa.outcomes.tables import Cell, CellState, Release, Table, Theta, Vintage

LEAST_K: Final = 5
"""No network shows counts below it."""

_R = Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a release may not stand, with the cell and the numbers: all of it public."""

    reason: Reason
    table: str
    """Id of the table; empty = the release as a whole."""
    at: tuple[str, ...]
    """Address of the cell; empty = the table as a whole."""
    values: Mapping[str, str | int]


def network_theta() -> Theta:
    """The parameters that no release of the network may be below."""
    return Theta()


def check_release(
    release: Release,
    *,
    centres: Collection[str] | None,
    frame_n: int | None,
    least: Theta,
) -> tuple[Problem, ...]:
    """Everything wrong with a release by itself (A0, A1); none = nothing.

    Args:
        release: Well-formed, from `parse_release`.
        centres: Codes of the member's centres on the roster; None = not held against it. Ask for
            the first release of a frame only: later ones are held against the first.
        frame_n: Learners of the published frame; None = not held against it.
        least: Parameters of the network.
    """
    problems = chain(
        _frame(release, frame_n),
        _theta(release.theta, least),
        _product(release),
        _tables(release, centres),
        _states(release),
        _totals(release),
        _lines(release),
        _same_cells(release),
        _coarser_outcomes(release),
        _small_counts(release),
        _thin_groups(release),
        _groups_of_one_outcome(release),
    )
    return tuple(problems)


def cells_of(release: Release) -> Iterator[tuple[CellKey, Table, Cell]]:
    """Every cell with its key, in the order of the release."""
    for table in release.tables:
        for cell in table.cells:
            yield cell_key(table.axes, cell.at), table, cell


def is_held(table: Table) -> bool:
    """Whether a table stands at its provisional values."""
    return any(cell.state is CellState.HELD for cell in table.cells)


def is_not_collected(table: Table) -> bool:
    """Whether an axis of the table is not filled in."""
    return all(cell.state is CellState.NOT_COLLECTED for cell in table.cells)


# --- A0: product, parameters, tables ---


def _whole(reason: Reason, table: str = "", **values: str | int) -> Problem:
    return Problem(reason, table, (), values)


def _frame(release: Release, frame_n: int | None) -> Iterator[Problem]:
    if frame_n is not None and release.frame_n != frame_n:
        yield _whole(_R.KIND_OUTCOME_FRAME_MISMATCH, frame_n=frame_n, n=release.frame_n)
    if not 1 <= release.centres_included <= release.centres_total:
        values = {"centres": release.centres_included, "centres_total": release.centres_total}
        yield Problem(_R.KIND_OUTCOME_TABLE_MALFORMED, "", (), values)


def _theta(theta: Theta, least: Theta) -> Iterator[Problem]:
    wanted = {one.name: getattr(least, one.name) for one in fields(Theta)}
    wanted["k"] = max(LEAST_K, least.k)
    wanted["w"] = max(least.w, 2 * (theta.k - 1))
    for name, limit in wanted.items():
        value = getattr(theta, name)
        if value < limit:
            yield _whole(
                _R.KIND_OUTCOME_THETA_NOT_ALLOWED, parameter=name, value=value, limit=limit
            )


def _product(release: Release) -> Iterator[Problem]:
    least_n = product(release.product).least_n
    if release.frame_n < least_n:
        reason = _R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED
        yield _whole(reason, product=release.product, n=release.frame_n, limit=least_n)


def _tables(release: Release, centres: Collection[str] | None) -> Iterator[Problem]:
    """The tables are those of the product, in its order; one with a single centre is left out."""
    wanted = product(release.product).tables
    axes = [table.axes for table in release.tables]
    if axes not in (list(wanted), [one for one in wanted if CENTRE not in one]):
        values = {"product": release.product, "tables": " ".join(t.id for t in release.tables)}
        yield Problem(_R.KIND_OUTCOME_TABLE_MALFORMED, "", (), values)
        return
    for name, codes in release.axes.items():
        if len(codes) < 2:
            yield _whole(_R.KIND_OUTCOME_TABLE_MALFORMED, axis=name, codes=len(codes))
    if centres is not None and is_by_centre(release.product):
        yield from _centres(release.axes.get(CENTRE, ()), sorted(centres))


def _centres(codes: Collection[str], roster: Collection[str]) -> Iterator[Problem]:
    expected = tuple(roster) if len(roster) > 1 else ()
    if tuple(codes) != expected:
        values = {"centres": " ".join(codes) or "–", "roster": " ".join(roster) or "–"}
        yield Problem(_R.KIND_OUTCOME_FRAME_MISMATCH, "", (), values)


def _states(release: Release) -> Iterator[Problem]:
    """Not collected and held are said of whole tables; a revision waits for the final vintage."""
    for table in release.tables:
        states = {cell.state for cell in table.cells}
        values = {"states": " ".join(sorted(states))}
        alone = CellState.NOT_COLLECTED in states and len(states) > 1
        held = CellState.HELD in states
        mixed = held and states & {CellState.SHOWN, CellState.ZERO}
        if alone or mixed or (held and release.vintage is not Vintage.FINAL):
            yield Problem(_R.KIND_OUTCOME_TABLE_MALFORMED, table.id, (), values)
    if all(is_not_collected(table) for table in release.tables):
        yield _whole(_R.KIND_OUTCOME_TABLE_MALFORMED, tables=0)


# --- A0: sums ---


def _totals(release: Release) -> Iterator[Problem]:
    """The frame total is always shown, and is the frame."""
    for key, table, cell in cells_of(release):
        if key == EVERYBODY and cell.value != release.frame_n and not is_not_collected(table):
            yield _infeasible(table, cell, n=release.frame_n)


def _infeasible(table: Table, cell: Cell, **values: str | int) -> Problem:
    told = {"shown": "–" if cell.value is None else cell.value, **values}
    return Problem(_R.KIND_OUTCOME_TABLE_INFEASIBLE, table.id, cell.at, told)


def _lines(release: Release) -> Iterator[Problem]:
    """Parts add up to their total where all are shown, and never exceed it."""
    for table in release.tables:
        by_at = {cell.at: cell for cell in table.cells}
        for cell in table.cells:
            for place, axis in enumerate(table.axes):
                if cell.at[place] == TOTAL and cell.value is not None:
                    parts = [
                        by_at[(*cell.at[:place], code, *cell.at[place + 1 :])].value
                        for code in release.axes[axis]
                    ]
                    if not _adds_up(cell.value, parts):
                        yield _infeasible(table, cell, sum=_sum(parts), axis=axis)


def _adds_up(total: int, parts: Collection[int | None]) -> bool:
    """Hidden parts may be anything from 0."""
    return _sum(parts) <= total if None in parts else _sum(parts) == total


def _sum(parts: Iterable[int | None]) -> int:
    return sum(part for part in parts if part is not None)


def _current(release: Release) -> Iterator[tuple[CellKey, Table, Cell]]:
    """The cells of tables that are not held."""
    held = {table.id for table in release.tables if is_held(table)}
    return (one for one in cells_of(release) if one[1].id not in held)


def _same_cells(release: Release) -> Iterator[Problem]:
    """One cell has one state and one value in all tables but those that are held or not there."""
    first: dict[CellKey, Cell] = {}
    for key, table, cell in _current(release):
        if cell.state is CellState.NOT_COLLECTED:
            continue
        other = first.setdefault(key, cell)
        if cell.state.has_value is not other.state.has_value:
            values = {"state": cell.state.value, "elsewhere": other.state.value}
            yield Problem(_R.KIND_OUTCOME_PATTERN_CHANGED, table.id, cell.at, values)
        elif cell.value is not None and cell.value != other.value:
            yield _infeasible(table, cell, elsewhere=other.value or 0)


def _coarser_outcomes(release: Release) -> Iterator[Problem]:
    """A category of a coarser outcome axis is the sum of those of the finer one."""
    current = list(_current(release))
    shown = {key: cell.value for key, _, cell in current if cell.value is not None}
    for key, table, cell in current:
        parts = [shown.get(part) for part in _finer(key)]
        if parts and cell.value is not None and not _adds_up(cell.value, parts):
            yield _infeasible(table, cell, sum=_sum(parts))


def _finer(key: CellKey) -> list[CellKey]:
    """The cells on the next finer outcome axis that add up to a cell; none = it has no such."""
    for axis, code in key:
        if axis in OUTCOMES[1:]:
            known = closed_axes()[axis]
            codes = [part for part, whole in known.of_finer.items() if whole == code]
            rest = [pair for pair in key if pair != (axis, code)]
            return [cell_key(*zip(*(*rest, (known.finer, one)), strict=True)) for one in codes]
    return []


# --- A1 ---


def _small_counts(release: Release) -> Iterator[Problem]:
    """No count of 1 to k - 1 is shown, but the frame total: it is public."""
    k = release.theta.k
    for key, table, cell in cells_of(release):
        if cell.value is not None and 1 <= cell.value < k and key != EVERYBODY:
            values = {"shown": cell.value, "limit": k}
            yield Problem(_R.KIND_OUTCOME_SMALL_COUNT, table.id, cell.at, values)


def _thin_groups(release: Release) -> Iterator[Problem]:
    """No outcome is shown of a group whose size is shown and under m_min; nobody is no group."""
    sizes = {
        key: cell.value
        for key, _, cell in cells_of(release)
        if cell.value is not None and key == group_of(key)
    }
    for key, table, cell in cells_of(release):
        size = sizes.get(group_of(key), 0)
        if cell.value is not None and key != group_of(key) and 1 <= size < release.theta.m_min:
            values = {"shown": cell.value, "group": size, "limit": release.theta.m_min}
            yield Problem(_R.KIND_OUTCOME_THIN_GROUP, table.id, cell.at, values)


def _groups_of_one_outcome(release: Release) -> Iterator[Problem]:
    """No group is shown to have nobody but in one harmful outcome, however many it hides to be."""
    for table in release.tables:
        if table.axes[-1:] and table.axes[-1] in OUTCOMES and not is_not_collected(table):
            groups: dict[tuple[str, ...], dict[str, int | None]] = {}
            for cell in table.cells:
                groups.setdefault(cell.at[:-1], {})[cell.at[-1]] = cell.value
            for group, outcomes in groups.items():
                size = outcomes.pop(TOTAL)
                hidden = [code for code, value in outcomes.items() if value is None]
                others = _sum(outcomes.values())
                if size is None and others <= release.theta.k_star and _are_one_harm(hidden):
                    values = {"others": others, "known": release.theta.k_star}
                    at = (*group, hidden[0])
                    yield Problem(_R.KIND_OUTCOME_GROUP_ATTRIBUTE, table.id, at, values)


def _are_one_harm(codes: Collection[str]) -> bool:
    """Whether outcomes are one that harms who has it, or parts of one."""
    if len(codes) == 1:
        return not BENIGN.issuperset(codes)
    return bool(codes) and any(
        whole not in BENIGN and set(codes) <= set(parts)
        for whole, parts in merged_outcomes().items()
    )
