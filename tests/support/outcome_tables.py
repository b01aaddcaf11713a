"""Releases made by hand, for tests that are not about how a release comes to be."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import product as combinations

from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.products import table_id
from forsa.outcomes.tables import Cell, CellState, Release, Table, Theta, Vintage

Counts = Mapping[tuple[str, ...], Mapping[tuple[str, ...], int | None]]
"""Axes of a table to address to learners; None, or no entry, is hidden."""


def table(
    axes: Sequence[str],
    counts: Mapping[tuple[str, ...], int | None],
    codes: Mapping[str, tuple[str, ...]],
) -> Table:
    """A table over all codes and margins."""
    every = combinations(*((*codes[axis], TOTAL) for axis in axes))
    return Table(table_id(axes), tuple(axes), tuple(_cell(at, counts.get(at)) for at in every))


def _cell(at: tuple[str, ...], value: int | None) -> Cell:
    if value is None:
        return Cell(at, CellState.CONFIDENTIAL)
    return Cell(at, CellState.SHOWN if value else CellState.ZERO, value)


def release(
    tables: Counts,
    *,
    frame_n: int,
    product: str = "node-3",
    axes: Mapping[str, tuple[str, ...]] | None = None,
    point: str = "exit",
    school_year: str = "2024-2025",
    vintage: Vintage = Vintage.PROVISIONAL,
    theta: Theta | None = None,
    history: Iterable[bytes] = (),
) -> Release:
    """A release that shows these counts and hides the others."""
    used = dict.fromkeys(axis for names in tables for axis in names)
    codes = {axis: (axes or {}).get(axis) or closed_axes()[axis].codes for axis in used}
    made = tuple(table(names, counts, codes) for names, counts in tables.items())
    return Release(
        product=product,
        product_version=1,
        axes=codes,
        school_year=school_year,
        observation_point=point,
        vintage=vintage,
        reference_date="2025-07-31",
        frame_n=frame_n,
        centres_total=1,
        centres_included=1,
        theta=theta or Theta(),
        tables=made,
        history=tuple(history),
        proof_digest=bytes(32),
        digest=sha256(repr((product, point, vintage, made)).encode()).digest(),
    )
