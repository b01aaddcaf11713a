"""What one member's releases say of tables that it did not publish: the least and the greatest.

A member shows some cells, hides others, and has a product of its own, often a coarser one. All
whole-numbered tables that agree with what it released are possible; for a wanted cell the least
and the greatest value among them is an interval that the truth lies in. An axis that the member
does not publish is free: its learners may all have one category, or none of them.

Source: docs/privacy.md.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product as combinations
from typing import TYPE_CHECKING, Final

from forsa.errors import Reason, VerificationError
from forsa.outcomes.addresses import CellKey, cell_key, group_of
from forsa.outcomes.axes import OUTCOMES, TOTAL, closed_axes
from forsa.outcomes.products import table_id
from forsa.outcomes.tables import Cell, CellState, Release, Table

if TYPE_CHECKING:
    from forsa.outcomes.highs import Limits


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole numbers from `lower` to `upper`, both ends included; 0 <= lower <= upper."""

    lower: int
    upper: int

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.lower + other.lower, self.upper + other.upper)

    @property
    def is_exact(self) -> bool:
        """Whether one number alone is possible."""
        return self.lower == self.upper


NOBODY: Final = Interval(0, 0)


def standing_release(
    releases: Sequence[Release], point: str, *, withdrawn: Collection[int] = ()
) -> int | None:
    """Which of a member's releases counts at an observation point.

    The newest; but while a table of it waits for its revision, the one before, whose figures
    people are shown.

    Args:
        releases: Accepted ones of one member and school year, in log order.
        point: The observation point.
        withdrawn: Positions of releases that their author took back.

    Returns:
        Its position, or None: the member shows nothing of this point.
    """
    of_point = [
        at
        for at, one in enumerate(releases)
        if one.observation_point == point and at not in withdrawn
    ]
    whole = [at for at in of_point if not _waits(releases[at])]
    return max(whole or of_point, default=None)


def member_intervals(
    releases: Sequence[Release],
    at: int,
    tables: Sequence[tuple[str, ...]],
    *,
    limits: "Limits | None" = None,
) -> Mapping[CellKey, Interval]:
    """The interval of every cell of some tables, for one member.

    Args:
        releases: Accepted ones of one member and school year, in log order.
        at: Position of the one that is asked, from `standing_release`.
        tables: Axes of the wanted tables over closed axes, the outcome axis last; together with
            the member's own they must not go round in a circle.
        limits: Work allowed for each question; where it is spent, a cell may be all or nothing.

    Raises:
        VerificationError: no table at all agrees with the releases: they cannot be accepted ones.
    """
    known, place = _that_matter(releases, at)
    published = _published_axes(known)
    wanted = dict.fromkeys(_restricted(axes, published) for axes in tables)
    asked = _asked_for(known[place], tuple(wanted), published)
    own_keys = set(_keys(wanted, asked.axes))
    found = _solve([*known[:place], asked, *known[place + 1 :]], place, own_keys, limits)
    return {key: _spread(key, published, found) for key in _closed_keys(tuple(tables))}


def addresses(
    axes: Sequence[str], codes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """All addresses of a table over these codes, in its order."""
    return combinations(*((*codes[axis], TOTAL) for axis in axes))


def _keys(
    tables: Iterable[tuple[str, ...]], codes: Mapping[str, tuple[str, ...]]
) -> Iterator[CellKey]:
    return (cell_key(axes, at) for axes in tables for at in addresses(axes, codes))


@cache
def _closed_keys(tables: tuple[tuple[str, ...], ...]) -> tuple[CellKey, ...]:
    """The keys of tables over closed axes: most members are asked for the same."""
    codes = {axis: one.codes for axis, one in closed_axes().items()}
    return tuple(dict.fromkeys(_keys(tables, codes)))


def _waits(release: Release) -> bool:
    return any(cell.state is CellState.HELD for table in release.tables for cell in table.cells)


def _that_matter(releases: Sequence[Release], at: int) -> tuple[list[Release], int]:
    """The releases that say something of the asked one: it alone, if it shows all groups itself.

    Only the sizes of groups are common to releases, so others narrow nothing else.
    """
    own = _groups(releases[at])
    others = {key for release in releases for key in _groups(release)}
    if all(own.values()) and others <= own.keys():
        return [releases[at]], 0
    return list(releases), at


def _groups(release: Release) -> Mapping[CellKey, bool]:
    """The groups of learners that a release tells of, and whether it shows how many they are."""
    told = {
        cell_key(table.axes, cell.at): cell.value is not None
        for table in release.tables
        if _is_collected(table)
        for cell in table.cells
    }
    return {key: is_shown for key, is_shown in told.items() if group_of(key) == key}


def _is_collected(table: Table) -> bool:
    return all(cell.state is not CellState.NOT_COLLECTED for cell in table.cells)


def _published_axes(releases: Sequence[Release]) -> Mapping[str, tuple[str, ...]]:
    """The axes of learners that some table has figures for, and their codes."""
    return {
        axis: release.axes[axis]
        for release in releases
        for table in release.tables
        if _is_collected(table)
        for axis in table.axes
        if axis not in OUTCOMES
    }


def _restricted(axes: Sequence[str], published: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(axis for axis in axes if axis in published or axis in OUTCOMES)


def _asked_for(
    release: Release, wanted: Sequence[tuple[str, ...]], published: Mapping[str, tuple[str, ...]]
) -> Release:
    """The release as if it had the wanted tables too, with every cell hidden."""
    outcomes = {axis: closed_axes()[axis].codes for axes in wanted for axis in axes[-1:]}
    codes = {**outcomes, **published, **release.axes}
    own = {table.axes for table in release.tables}
    hidden = [_hidden(axes, codes) for axes in wanted if axes not in own]
    return replace(release, axes=codes, tables=(*release.tables, *hidden))


def _hidden(axes: tuple[str, ...], codes: Mapping[str, tuple[str, ...]]) -> Table:
    every = addresses(axes, codes)
    return Table(table_id(axes), axes, tuple(Cell(at, CellState.CONFIDENTIAL) for at in every))


def _solve(
    releases: Sequence[Release], at: int, wanted: Collection[CellKey], limits: "Limits | None"
) -> Mapping[CellKey, Interval]:
    """The intervals of some cells of one release, and of groups."""
    from forsa.outcomes.bounds import find_intervals
    from forsa.outcomes.highs import Answer
    from forsa.outcomes.model import build_model
    from forsa.outcomes.sparse import Matrix

    model = build_model(releases)
    cells = [one for one in model.targets if one.release in {at, None} and one.key in wanted]
    found = find_intervals(
        model.system, Matrix.of((one.columns, 1.0) for one in cells), limits=limits
    )
    if found.answer is Answer.IMPOSSIBLE:
        reason = Reason.KIND_OUTCOME_TABLE_INFEASIBLE
        raise VerificationError("no table agrees with these releases", reason)
    if found.answer is not Answer.FOUND:
        return {one.key: Interval(0, releases[at].frame_n) for one in cells}
    return {one.key: Interval(*found.whole(place)) for place, one in enumerate(cells)}


def _spread(
    key: CellKey, published: Mapping[str, tuple[str, ...]], found: Mapping[CellKey, Interval]
) -> Interval:
    """The interval of a cell; along an axis that is not published, all may be there or nobody."""
    if any(code not in published.get(axis, (code,)) for axis, code in key):
        return NOBODY
    own = tuple((axis, code) for axis, code in key if axis in published or axis in OUTCOMES)
    return found[own] if own == key else Interval(0, found[own].upper)
