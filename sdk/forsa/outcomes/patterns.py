"""From hidden cells to published tables, and from published tables to what is settled by them.

Source: docs/privacy.md.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from forsa.errors import ConflictError, Reason
from forsa.outcomes.products import VERSION, Product, ladder, table_id
from forsa.outcomes.sheets import Place, place_of
from forsa.outcomes.tables import Cell, CellState, Release, Table
from forsa.outcomes.tabulating import Axes, Counts, addresses, standing_tables

_NO_DIGEST: Final = bytes(32)


def published_tables(
    product: Product, axes: Axes, counts: Counts, hidden: Collection[Place], release: int
) -> tuple[Table, ...]:
    """The tables of a product as they are shown.

    Args:
        product: Which tables.
        axes: The codes of their axes.
        counts: True counts; a table without them is not collected, in all its cells.
        hidden: Which cells are hidden.
        release: The position of this release in the log of its frame.
    """
    return tuple(
        Table(table_id(table), table, tuple(_cells(table, axes, counts, hidden, release)))
        for table in standing_tables(product, axes)
    )


def with_tables(header: Release, product: Product, tables: tuple[Table, ...]) -> Release:
    """A release of these tables; its digest covers them, until a message gives it its own."""
    used = {axis for table in tables for axis in table.axes}
    written = "\n".join(
        " ".join((table.id, *cell.at, cell.state, str(cell.value)))
        for table in tables
        for cell in table.cells
    )
    return replace(
        header,
        product=product.id,
        product_version=VERSION,
        axes={axis: codes for axis, codes in header.axes.items() if axis in used},
        tables=tables,
        digest=sha256(f"{header.observation_point} {header.vintage}\n{written}".encode()).digest(),
        proof_digest=_NO_DIGEST,
    )


def products_down(header: Release, earlier: Sequence[Release]) -> tuple[Product, ...]:
    """The products that may be published, the richest first: never above an earlier release.

    Raises:
        ConflictError: the frame is too small for the product, or an earlier release of it had
            another variant.
    """
    named = [header.product, *(release.product for release in earlier)]
    variants = {variant for _, _, variant in (name.partition("/") for name in named) if variant}
    allowed = ladder(header.frame_n, *sorted(variants)[:1])
    names = [one.id for one in allowed]
    if not set(named) <= set(names):
        raise ConflictError(
            "a frame of this size, or with these earlier releases, may not have this product",
            Reason.KIND_OUTCOME_PRODUCT_NOT_ALLOWED,
            product=header.product,
            frame_n=header.frame_n,
        )
    return allowed[max(names.index(name) for name in named) :]


def _cells(
    table: Sequence[str], axes: Axes, counts: Counts, hidden: Collection[Place], release: int
) -> Iterator[Cell]:
    known = counts.get(tuple(table))
    for at in addresses(table, axes):
        if known is None:
            yield Cell(at, CellState.NOT_COLLECTED)
        elif place_of(release, table, at) in hidden:
            yield Cell(at, CellState.CONFIDENTIAL)
        else:
            value = known[at]
            yield Cell(at, CellState.SHOWN if value else CellState.ZERO, value)
