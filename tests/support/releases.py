"""Releases for tests: from learners or from any counts, unprotected unless cells are hidden."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product as combinations
from typing import Final

from forsa.outcomes.axes import CENTRE, OUTCOMES, TOTAL, centre_axis, closed_axes, coarsen
from forsa.outcomes.messages import About, digest_of, release_message
from forsa.outcomes.products import VERSION, product, table_id
from forsa.outcomes.tables import Cell, CellState, Release, Table, Theta, Vintage
from forsa.v1.common_pb2 import Common, LocalText

Learner = Mapping[str, str]
"""Code by axis; the outcome as `outcome7`."""
Hidden = Callable[[str, tuple[str, ...]], bool]
"""Whether the cell of a table at an address is hidden."""

ABOUT: Final = About(
    common=Common(original_language="fr", licence="CC-BY-4.0"),
    population=[LocalText(lang="fr", text="Tous les inscrits au 31 octobre.")],
    tool="forsa 0.1",
)


def show_all(_table: str, _at: tuple[str, ...]) -> bool:
    """Hides nothing."""
    return False


def learners(*many: tuple[int, Learner]) -> list[Learner]:
    """So many learners of each."""
    return [learner for count, learner in many for _ in range(count)]


def make_release(
    people: Sequence[Learner],
    name: str = "node-1",
    *,
    hidden: Hidden = show_all,
    centres: Sequence[str] = (),
    point: str = "exit",
    vintage: Vintage = Vintage.PROVISIONAL,
    history: Sequence[bytes] = (),
    proof_digest: bytes = bytes(32),
) -> Release:
    """The release of these learners, with its digest."""
    codes = {name: axis.codes for name, axis in closed_axes().items()}
    if centres:
        codes[CENTRE] = centre_axis(centres).codes
    tables = [axes for axes in product(name).tables if CENTRE not in axes or len(centres) > 1]
    release = Release(
        product=name,
        product_version=VERSION,
        axes={axis: codes[axis] for axes in tables for axis in axes},
        school_year="2024-2025",
        observation_point=point,
        vintage=vintage,
        reference_date="2025-07-31",
        frame_n=len(people),
        centres_total=max(1, len(centres)),
        centres_included=max(1, len(centres)),
        theta=Theta(),
        tables=tuple(_table(axes, codes, people, hidden) for axes in tables),
        history=tuple(history),
        proof_digest=proof_digest,
        digest=b"",
    )
    return sealed(release)


def sealed(release: Release) -> Release:
    """The same with the digest of its bytes."""
    return replace(release, digest=digest_of(release_message(release, ABOUT)))


def with_cell(release: Release, table: str, cell: Cell) -> Release:
    """The release with another cell at the address of this one."""

    def changed(one: Table) -> Table:
        return replace(one, cells=tuple(cell if old.at == cell.at else old for old in one.cells))

    return with_tables(release, [changed(t) if t.id == table else t for t in release.tables])


def with_tables(release: Release, tables: Iterable[Table]) -> Release:
    """The release with other tables, and the digest of its new bytes."""
    return sealed(replace(release, tables=tuple(tables)))


def shown(at: Sequence[str], value: int) -> Cell:
    """A cell with its value."""
    return Cell(tuple(at), CellState.SHOWN if value else CellState.ZERO, value)


def hidden_cell(at: Sequence[str]) -> Cell:
    """A confidential cell."""
    return Cell(tuple(at), CellState.CONFIDENTIAL)


def held(table: Table) -> Table:
    """A table whose revision waits, at these values."""
    cells = tuple(
        replace(one, state=CellState.HELD) if one.state.has_value else one for one in table.cells
    )
    return replace(table, cells=cells)


def _table(
    axes: Sequence[str],
    codes: Mapping[str, Sequence[str]],
    people: Sequence[Learner],
    hidden: Hidden,
) -> Table:
    name = table_id(axes)
    places = combinations(*((*codes[axis], TOTAL) for axis in axes))
    return Table(
        name,
        tuple(axes),
        tuple(
            hidden_cell(at) if hidden(name, at) else shown(at, _count(axes, at, people))
            for at in places
        ),
    )


def _count(axes: Sequence[str], at: Sequence[str], people: Sequence[Learner]) -> int:
    wanted = [(axis, code) for axis, code in zip(axes, at, strict=True) if code != TOTAL]
    return sum(all(_code(one, axis) == code for axis, code in wanted) for one in people)


def _code(learner: Learner, axis: str) -> str:
    return coarsen(learner["outcome7"], "outcome7", axis) if axis in OUTCOMES else learner[axis]
