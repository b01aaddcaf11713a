"""Every cell as one row: the table that all formats are made of, as CSV and back.

A column of an axis holds the code that a cell is narrowed to, or `total`: where the cell is a
margin, and where its table does not have the axis. `value` is empty exactly where `state` says
that there is none.

Source: docs/privacy.md.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from forsa.exports.outcomes.published import PublishedRelease
from forsa.library.frames import Columns, Row
from forsa.outcomes.axes import OUTCOMES, TOTAL
from forsa.outcomes.network import NATION, Totals
from forsa.outcomes.products import NETWORK, VARIANTS, VERSION
from forsa.outcomes.tables import CellState

AXES: Final = ("sex", "age3", *VARIANTS, "centre", *OUTCOMES[:2])
"""The axes of members' tables, in the order of their columns."""
TOTAL_AXES: Final = ("sex", "age3", VARIANTS[0], "region", *OUTCOMES[:2])
"""Those of totals of the network."""
ALL_REGIONS: Final = "nation"
"""What the scope of all regions is called in a file."""

OBSERVATIONS: Final[Columns] = {
    "member": str,
    "product": str,
    "product_version": int,
    "school_year": str,
    "observation_point": str,
    "vintage": str,
    "table": str,
    **dict.fromkeys(AXES, str),
    "value": int | None,
    "state": CellState,
}
"""The columns of releases; the key of a row is all of them but the last two."""
TOTALS: Final[Columns] = {
    "scope": str,
    "product": str,
    "product_version": int,
    "school_year": str,
    "observation_point": str,
    "table": str,
    **dict.fromkeys(TOTAL_AXES, str),
    "value": int | None,
    "lower": int,
    "upper": int,
    "state": CellState,
    "members": int,
    "members_enrolled": int,
    "learners": int,
    "enrolled": int,
}
"""The columns of totals; `value` is empty where only `lower` and `upper` are known."""


def observations(releases: Iterable[PublishedRelease]) -> Iterator[Row]:
    """The rows of releases: in their order, then that of their tables and codes."""
    for one in releases:
        release = one.release
        about = {
            "member": one.member,
            "product": release.product,
            "product_version": release.product_version,
            "school_year": release.school_year,
            "observation_point": release.observation_point,
            "vintage": release.vintage.value,
        }
        for table in release.tables:
            for cell in table.cells:
                at = _places(AXES, table.axes, cell.at)
                yield {
                    **about,
                    "table": table.id,
                    **at,
                    "value": cell.value,
                    "state": cell.state.value,
                }


def total_rows(views: Iterable[Totals]) -> Iterator[Row]:
    """The rows of totals: in their order, then that of their tables and codes.

    A scope in which nobody released anything has none: a row of zeros would be a number.
    """
    for view in views:
        if not view.members:
            continue
        about = {
            "scope": ALL_REGIONS if view.region == NATION else view.region,
            "product": NETWORK.id,
            "product_version": VERSION,
            "school_year": view.school_year,
            "observation_point": view.observation_point,
        }
        counted = {
            "members": view.members,
            "members_enrolled": view.members_enrolled,
            "learners": view.learners,
            "enrolled": view.enrolled,
        }
        for table in view.tables:
            for cell in table.cells:
                yield {
                    **about,
                    "table": table.id,
                    **_places(TOTAL_AXES, table.axes, cell.at),
                    "value": cell.value,
                    "lower": cell.lower,
                    "upper": cell.upper,
                    "state": cell.state.value,
                    **counted,
                }


def csv_text(rows: Iterable[Row], columns: Iterable[str]) -> str:
    """Rows as CSV with a header line, in UTF-8's characters and with line feeds.

    All texts are codes or numbers, so nothing in it can be a formula.
    """
    out = io.StringIO(newline="")
    names = list(columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow("" if row[name] is None else row[name] for name in names)
    return out.getvalue()


def _places(columns: Sequence[str], axes: Sequence[str], at: Sequence[str]) -> Mapping[str, str]:
    return dict.fromkeys(columns, TOTAL) | dict(zip(axes, at, strict=True))
