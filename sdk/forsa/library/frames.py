"""Rows as a data frame: of polars or of pandas, whichever an analyst works with.

A frame has the same columns, of the same types, with rows and without. Neither library needs the
other, and neither is needed for anything else.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Columns = Mapping[str, type]
"""What a column holds, by its name: `str`, `int` (64 bits), `float`, `bool`, or `list` of texts."""
Row = Mapping[str, Any]
"""A value for each column, none missing; what else it holds is left out."""
_EXTRAS: Final = {"polars": "frames", "pandas": "pandas"}
_PANDAS: Final[Mapping[type, str]] = {
    str: "str",
    int: "int64",
    float: "float64",
    bool: "bool",
    list: "object",
}


def to_polars(rows: Iterable[Row], columns: Columns) -> "pl.DataFrame":
    """The rows as a frame of polars.

    Raises:
        ImportError: polars is not installed; the message says how to.
    """
    polars = _library("polars")
    types = {
        str: polars.String(),
        int: polars.Int64(),
        float: polars.Float64(),
        bool: polars.Boolean(),
        list: polars.List(polars.String()),
    }
    schema = {name: types[kind] for name, kind in columns.items()}
    frame: pl.DataFrame = polars.DataFrame(_values(rows, columns), schema=schema, orient="row")
    return frame


def to_pandas(rows: Iterable[Row], columns: Columns) -> "pd.DataFrame":
    """The rows as a frame of pandas; lists stay lists.

    Raises:
        ImportError: pandas is not installed; the message says how to.
    """
    pandas = _library("pandas")
    types = {name: _PANDAS[kind] for name, kind in columns.items()}
    frame: pd.DataFrame = pandas.DataFrame(_values(rows, columns), columns=list(columns))
    return frame.astype(types)


def _values(rows: Iterable[Row], columns: Columns) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in rows]


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        hint = f"pip install 'forsa[{_EXTRAS[name]}]'"
        raise ImportError(f"{name} is not installed: {hint}", name=name) from error
