"""From learners to counts: each table of a product with all its margins, exact.

True counts never leave a node; nothing here writes, prints or rounds.

Laws: the codes of an axis add up to its `total`; two addresses of one cell have one count.

Source: docs/privacy.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product as combinations
from typing import TYPE_CHECKING

from forsa.codelists import codes
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.outcomes.axes import OUTCOMES, TOTAL, closed_axes, coarsen
from forsa.outcomes.products import Product, table_id

if TYPE_CHECKING:
    import polars as pl

Axes = Mapping[str, tuple[str, ...]]
"""Axis id to its codes, in order, without `total`."""

At = tuple[str, ...]
"""One code for each axis of a table, or `total`."""

TableCounts = Mapping[At, int]

Counts = Mapping[tuple[str, ...], TableCounts]
"""Axes of a table to its counts of learners, margins included.

A table of the product that is missing here has an axis that is not filled in for everybody.
"""


def standing_tables(product: Product, axes: Axes) -> tuple[tuple[str, ...], ...]:
    """The tables of a product that are published: those whose axes have two codes or more."""
    return tuple(table for table in product.tables if all(len(axes[axis]) > 1 for axis in table))


def addresses(table: Sequence[str], axes: Axes) -> Iterator[At]:
    """Every address of a table, in its published order: order of the codes, `total` last."""
    return combinations(*((*axes[axis], TOTAL) for axis in table))


def tabulate(frame: "pl.DataFrame", product: Product, axes: Axes, point: str) -> Counts:
    """Count the learners of a frame at one observation point.

    Args:
        frame: One row a learner of the frame, with the columns `sex`, `age_band`, `milieu`,
            `entry_level`, `strand`, `trade`, `centre` and `outcome_<point>` that the product
            needs, as text in the codes of their lists.
        product: Which tables.
        axes: The codes of each of their axes; `centre` has those of the member's own centres.
        point: `exit`, `m3`, `m6` or `m12`.

    Raises:
        ConflictError: the point is not due yet for the whole frame.
        MalformedError: a row has a code outside its list, or a centre that is not the member's.
    """
    if product.tables != ((),) and frame[f"outcome_{point}"].null_count():
        raise ConflictError(
            "an observation point is published once it is due for everybody of the frame",
            Reason.KIND_PRECONDITION,
            point=point,
        )
    return {
        table: with_margins(_interior(frame, table, axes, point), table, axes)
        for table in standing_tables(product, axes)
        if not any(frame[_column(axis, point)].null_count() for axis in table)
    }


def roll_up(counts: Counts, product: Product, axes: Axes) -> Counts:
    """The counts of a lower product of the ladder, from those of a higher one."""
    lower = {}
    for table in standing_tables(product, axes):
        source = next((one for one in counts if _says(one, table)), None)
        if source is not None:
            lower[table] = with_margins(_summed(counts[source], source, table), table, axes)
    return lower


def with_margins(interior: TableCounts, table: Sequence[str], axes: Axes) -> TableCounts:
    """All cells of a table from those without `total`; what is missing there is 0."""
    cells = dict.fromkeys(addresses(table, axes), 0)
    for at, learners in interior.items():
        for address in combinations(*((code, TOTAL) for code in at)):
            cells[address] += learners
    return cells


def _interior(frame: "pl.DataFrame", table: Sequence[str], axes: Axes, point: str) -> TableCounts:
    import polars as pl

    if not table:
        return {(): frame.height}
    columns = [
        _coded(frame, axis, axes[axis], point).alias(str(at)) for at, axis in enumerate(table)
    ]
    counted = pl.DataFrame(columns).group_by(pl.all()).len()
    return {tuple(at): learners for *at, learners in counted.iter_rows()}


def _coded(frame: "pl.DataFrame", axis: str, known: Sequence[str], point: str) -> "pl.Series":
    """The column of an axis: codes of the register made coarser."""
    column = _column(axis, point)
    coarse = _coarse(axis, known)
    strange = set(frame[column].unique()) - coarse.keys()
    if strange:
        raise MalformedError(
            "a learner has a code that its list has not",
            Reason.KIND_OUTCOME_TABLE_MALFORMED,
            table=table_id([axis]),
            rows=frame.filter(frame[column].is_in(sorted(strange))).height,
        )
    return frame[column].replace_strict(dict(coarse))


def _coarse(axis: str, known: Sequence[str]) -> Mapping[str, str]:
    """Code in the register to code of the axis."""
    if axis in OUTCOMES:
        return {code: coarsen(code, "outcome", axis) for code in codes("outcome")}
    finer = closed_axes().get(axis)
    if finer is None:
        return {code: code for code in known}
    return {code: whole for code, whole in finer.of_finer.items() if whole in known}


def _column(axis: str, point: str) -> str:
    """The column of a register that an axis is read from."""
    if axis in OUTCOMES:
        return f"outcome_{point}"
    return "age_band" if axis == "age3" else axis


def _says(source: Sequence[str], table: Sequence[str]) -> bool:
    """Whether the counts of a table follow from those of another."""
    if not table:
        return True
    if not source or not set(table[:-1]) <= set(source[:-1]):
        return False
    return OUTCOMES.index(source[-1]) <= OUTCOMES.index(table[-1])


def _summed(counts: TableCounts, source: Sequence[str], table: Sequence[str]) -> TableCounts:
    summed: dict[At, int] = {}
    for at, learners in counts.items():
        if TOTAL in at:
            continue
        codes_of = dict(zip(source, at, strict=True))
        group = tuple(codes_of[axis] for axis in table[:-1])
        last = (coarsen(at[-1], source[-1], table[-1]),) if table else ()
        summed[*group, *last] = summed.get((*group, *last), 0) + learners
    return summed
