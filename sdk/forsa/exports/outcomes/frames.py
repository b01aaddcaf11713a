"""Published cells as a data frame in which a hidden cell cannot be taken for a number.

`state` is an enumeration, `value` is empty exactly where the state says that there is none. Sums of
either library skip empty values without a word, so add up with `add_up`, which refuses.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from forsa.exports.outcomes.observations import (
    ALL_REGIONS,
    AXES,
    OBSERVATIONS,
    TOTAL_AXES,
    TOTALS,
    observations,
    total_rows,
)
from forsa.exports.outcomes.published import PublishedRelease
from forsa.library import frames
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.network import Totals
from forsa.outcomes.tables import CellState

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_ALL_AXES: Final = tuple(dict.fromkeys((*AXES, *TOTAL_AXES)))


class HiddenCellsError(ValueError):
    """Cells cannot be added up: there is none, some are hidden, or learners count twice."""


def to_polars(releases: Iterable[PublishedRelease]) -> "pl.DataFrame":
    """One row a cell, with the columns of `observations.OBSERVATIONS`.

    Raises:
        ImportError: polars is not installed.
    """
    return frames.to_polars(observations(releases), OBSERVATIONS)


def to_pandas(releases: Iterable[PublishedRelease]) -> "pd.DataFrame":
    """The same as a frame of pandas: `value` is `Int64`, `state` a category.

    Raises:
        ImportError: pandas is not installed.
    """
    return frames.to_pandas(observations(releases), OBSERVATIONS)


def totals_to_polars(views: Iterable[Totals]) -> "pl.DataFrame":
    """One row a total, with the columns of `observations.TOTALS`.

    Raises:
        ImportError: polars is not installed.
    """
    return frames.to_polars(total_rows(views), TOTALS)


def totals_to_pandas(views: Iterable[Totals]) -> "pd.DataFrame":
    """The same as a frame of pandas.

    Raises:
        ImportError: pandas is not installed.
    """
    return frames.to_pandas(total_rows(views), TOTALS)


def add_up(frame: "pl.DataFrame | pd.DataFrame") -> int:
    """Learners in all cells of a frame together.

    Args:
        frame: Some rows of a frame of this module.

    Raises:
        HiddenCellsError: there is no cell, one is hidden, or a learner may be in two of them. The
            message says what to take instead.
    """
    rows = _rows(frame)
    if not rows:
        raise HiddenCellsError(
            "there is no cell here, which is not zero learners: look at what tables, points and "
            "school years the frame has"
        )
    shown = [row for row in rows if CellState(row["state"]).has_value]
    if len(shown) < len(rows):
        raise HiddenCellsError(
            f"{len(rows) - len(shown)} of {len(rows)} cells are hidden, and what they add up to is "
            "not known. Take the row whose axis is at 'total', or totals of the network, which say "
            "between what numbers it lies"
        )
    if _counts_twice(rows):
        raise HiddenCellsError(
            "some learners are in several of these cells: choose one school year, observation "
            "point and table, and of each axis either 'total' or the codes"
        )
    return sum(int(row["value"]) for row in shown)


def _rows(frame: "pl.DataFrame | pd.DataFrame") -> list[dict[str, Any]]:
    names = list(frame.columns)
    columns: list[list[Any]] = [frame[name].to_list() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _counts_twice(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a learner may be in two of these cells."""
    if len({(row["school_year"], row["observation_point"]) for row in rows}) > 1:
        return True
    of_each: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        of_each.setdefault(row.get("member") or row["scope"], []).append(row)
    return (ALL_REGIONS in of_each and len(of_each) > 1) or any(map(_overlap, of_each.values()))


def _overlap(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether cells of one member are of two tables, the same twice, or a margin and its parts."""
    places = [tuple(row[axis] for axis in _ALL_AXES if axis in row) for row in rows]
    return (
        len({(row["table"], row.get("vintage")) for row in rows}) > 1
        or len(set(places)) < len(places)
        or any(TOTAL in codes and len(codes) > 1 for codes in map(set, zip(*places, strict=True)))
    )
