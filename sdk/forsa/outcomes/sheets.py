"""A release before protection, beside what was released of its frame: cells as sums of unknowns.

The unknowns are the learners in the innermost cells of each table ("clique cells"), of this
release and of each one before it. Cells that are one, in two tables or at two points, have equal
sums. Of this release the true counts are known; of those before it only what everybody sees, since
what was true then may have been corrected since.

Source: docs/privacy.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.errors import ConflictError, Reason
from forsa.outcomes.addresses import EVERYBODY, CellKey, cell_key
from forsa.outcomes.axes import OUTCOMES, TOTAL, coarsen
from forsa.outcomes.tables import CellState, Release, Table
from forsa.outcomes.tabulating import At, Axes, Counts, addresses

FRAME: Final = -1
"""Stands for the release in the place of a cell without outcome: it is one at all points."""

Place = tuple[int, CellKey]
"""Position of a release in the log of its frame, or `FRAME`, and the key of a cell."""

EVERYBODY_AT: Final[Place] = (FRAME, EVERYBODY)

Terms = tuple[int, ...]
"""The unknowns that a cell adds up, by their position."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells over unknowns of 0 or more."""

    unknowns: int
    cells: Mapping[Place, Terms]
    """Every cell of this release, and every hidden one of those before it."""
    true: Mapping[Place, int]
    """Learners in the cells of this release."""
    equal: tuple[tuple[Terms, Terms], ...]
    """Sums that are one cell."""
    shown: tuple[tuple[Terms, int], ...]
    """Sums that an earlier release shows, and their values."""
    frozen: Mapping[Place, bool]
    """Cells without outcome whose pattern an earlier release has fixed: whether they are shown."""


def place_of(release: int, axes: Sequence[str], at: Sequence[str]) -> Place:
    """Where the cell at an address of a table stands."""
    key = cell_key(axes, at)
    has_outcome = any(axis in OUTCOMES for axis, _ in key)
    return (release if has_outcome else FRAME, key)


def build_sheet(counts: Counts, axes: Axes, earlier: Sequence[Release]) -> Sheet:
    """Lay out a release and all that came before it.

    Args:
        counts: The tables to protect, from `tabulate`.
        axes: The codes of their axes.
        earlier: The accepted releases of the same frame, in the order of the log.

    Raises:
        ConflictError: a group of learners has another size than was published of it.
    """
    now = len(earlier)
    true = {
        place_of(now, table, at): learners
        for table, found in counts.items()
        for at, learners in found.items()
    }
    groups = _groups(earlier)
    _same_frame(true, groups)
    layout = _Layout({EVERYBODY_AT: true[EVERYBODY_AT]} | groups)
    for table in counts:
        layout.add(now, table, axes, _outcome_axes(counts))
    cells = {place: layout.terms[place] for place in true}
    if None in groups.values():
        _add_earlier(layout, cells, earlier)
    frozen = {place: value is not None for place, value in groups.items()}
    return _without_zeros(layout, cells, true, {EVERYBODY_AT: True} | frozen)


def _without_zeros(
    layout: "_Layout",
    cells: Mapping[Place, Terms],
    true: Mapping[Place, int],
    frozen: Mapping[Place, bool],
) -> Sheet:
    """Leave out the unknowns of sums that are shown as 0: half of most tables."""
    zero = {term for terms, value in layout.shown if value == 0 for term in terms}
    left = [term for term in range(layout.unknowns) if term not in zero]
    number = {term: at for at, term in enumerate(left)}

    def kept(terms: Terms) -> Terms:
        return tuple(number[term] for term in terms if term in number)

    equal = dict.fromkeys((kept(one), kept(other)) for one, other in layout.equal)
    shown = dict.fromkeys((kept(terms), value) for terms, value in layout.shown if value)
    return Sheet(
        max(len(left), 1),
        {place: kept(terms) for place, terms in sorted(cells.items())},
        true,
        tuple((one, other) for one, other in equal if one != other),
        tuple(shown),
        frozen,
    )


def _add_earlier(layout: "_Layout", cells: dict[Place, Terms], earlier: Sequence[Release]) -> None:
    """Add what earlier releases show and hide. Through hidden groups alone it has a say."""
    for position, release in enumerate(earlier):
        tables = [table for table in release.tables if _speaks(table)]
        outcomes = _outcome_axes(table.axes for table in tables)
        for table in tables:
            layout.add(position, table.axes, release.axes, outcomes)
            for cell in table.cells:
                place = place_of(position, table.axes, cell.at)
                if cell.value is None:
                    cells.setdefault(place, layout.terms[place])
                elif place[0] != FRAME:
                    layout.shown.append((layout.terms[place], cell.value))


def _groups(earlier: Sequence[Release]) -> dict[Place, int | None]:
    """The groups of learners that were published, with their size; None where it is hidden."""
    return {
        place_of(FRAME, table.axes, cell.at): cell.value
        for release in earlier
        for table in release.tables
        if _speaks(table)
        for cell in table.cells
        if not table.axes or cell.at[-1] == TOTAL
    }


def _same_frame(true: Mapping[Place, int], groups: Mapping[Place, int | None]) -> None:
    for place, value in groups.items():
        if value is not None and true.get(place, value) != value:
            raise changed_frame()


def changed_frame() -> ConflictError:
    """What is raised when the register no longer goes with what was released of the frame."""
    return ConflictError(
        "a group of learners has another size than was published of it",
        Reason.KIND_OUTCOME_FRAME_CHANGED,
    )


class _Layout:
    """Unknowns handed out table by table, and the sums over them that are already there."""

    def __init__(self, groups: Mapping[Place, int | None]) -> None:
        self.unknowns = 0
        self.terms: dict[Place, Terms] = {}
        self.equal: list[tuple[Terms, Terms]] = []
        self.shown: list[tuple[Terms, int]] = []
        self._groups = groups

    def add(self, release: int, table: Sequence[str], axes: Axes, outcomes: Sequence[str]) -> None:
        """Give a table its unknowns, and tie its sums to those of the tables before it.

        Args:
            release: Position of its release.
            table: Its axes.
            axes: The codes of the axes.
            outcomes: The outcome axes of the whole release: a finer table is summed to each.
        """
        interior = [at for at in addresses(table, axes) if TOTAL not in at]
        coarser = [axis for axis in outcomes if _is_coarser(axis, table)] if table else []
        for seen in [(*table[:-1], outcome) for outcome in coarser] or [()]:
            for place, terms in self._sums(release, table, seen, interior):
                self._say(place, terms)
        self.unknowns += len(interior)

    def _say(self, place: Place, terms: Terms) -> None:
        """A group of known size has it in every table; another cell is equal in all of them."""
        first = self.terms.setdefault(place, terms)
        size = self._groups.get(place)
        if size is not None:
            self.shown.append((terms, size))
        elif first != terms:
            self.equal.append((terms, first))

    def _sums(
        self, release: int, table: Sequence[str], seen: Sequence[str], interior: Sequence[At]
    ) -> Iterator[tuple[Place, Terms]]:
        sums: dict[Place, list[int]] = {}
        for position, at in enumerate(interior, self.unknowns):
            codes = (*at[:-1], coarsen(at[-1], table[-1], seen[-1])) if table else at
            for address in _covering(codes):
                sums.setdefault(place_of(release, seen, address), []).append(position)
        for place, positions in sums.items():
            yield place, tuple(positions)


def _covering(codes: At) -> Iterator[At]:
    """The addresses that cover an innermost cell."""
    if not codes:
        yield ()
        return
    for rest in _covering(codes[1:]):
        yield (codes[0], *rest)
        yield (TOTAL, *rest)


def _outcome_axes(tables: Iterable[Sequence[str]]) -> tuple[str, ...]:
    used = {table[-1] for table in tables if table}
    return tuple(axis for axis in OUTCOMES if axis in used)


def _is_coarser(axis: str, table: Sequence[str]) -> bool:
    return OUTCOMES.index(axis) >= OUTCOMES.index(table[-1])


def _speaks(table: Table) -> bool:
    """Whether a table says something of its own: not one that waits, nor one not collected."""
    return not any(cell.state in {CellState.HELD, CellState.NOT_COLLECTED} for cell in table.cells)
