"""Rows as a data frame: of polars or of pandas, whichever an analyst works with.

A frame has the same columns, of the same types, with rows and without. Neither library needs the
other, and neither is needed for anything else.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib import import_module
from types import UnionType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Columns = Mapping[str, type | UnionType]
"""What a column holds, by its name: `str`, `int` (64 bits), `float`, `bool`, or `list` of texts;
`int | None` where a number may be missing; a `StrEnum` where only its values may stand."""
Row = Mapping[str, Any]
"""A value for each column, none missing; what else it holds is left out."""
_EXTRAS: Final = {"polars": "frames", "pandas": "pandas"}
_PANDAS: Final[Mapping[type | UnionType, str]] = {
    str: "str",
    int: "int64",
    int | None: "Int64",
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
    types: dict[type | UnionType, pl.DataType] = {
        str: polars.String(),
        int: polars.Int64(),
        int | None: polars.Int64(),
        float: polars.Float64(),
        bool: polars.Boolean(),
        list: polars.List(polars.String()),
    }
    schema = {
        name: polars.Enum(choices) if (choices := _choices(kind)) else types[kind]
        for name, kind in columns.items()
    }
    frame: pl.DataFrame = polars.DataFrame(_values(rows, columns), schema=schema, orient="row")
    return frame


def to_pandas(rows: Iterable[Row], columns: Columns) -> "pd.DataFrame":
    """The rows as a frame of pandas; lists stay lists.

    Raises:
        ImportError: pandas is not installed; the message says how to.
    """
    pandas = _library("pandas")
    types = {
        name: pandas.CategoricalDtype(choices) if (choices := _choices(kind)) else _PANDAS[kind]
        for name, kind in columns.items()
    }
    frame: pd.DataFrame = pandas.DataFrame(_values(rows, columns), columns=list(columns))
    return frame.astype(types)


def _values(rows: Iterable[Row], columns: Columns) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in rows]


def _choices(kind: type | UnionType) -> list[str]:
    """The values of an enumeration; none for other columns."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return [str(one) for one in kind]
    return []


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        hint = f"pip install 'forsa[{_EXTRAS[name]}]'"
        raise ImportError(f"{name} is not installed: {hint}", name=name) from error
