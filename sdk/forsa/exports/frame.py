"""The catalogue as a frame of polars or of pandas (extras `frames`, `pandas`), and as Parquet."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from forsa.exports.catalogue import CatalogueItem
from forsa.exports.table import COLUMNS, row_of
from forsa.library import frames

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_NUMBERS: Final = ("index", "files")
_TYPES: Final = {name: int if name in _NUMBERS else str for name in COLUMNS}


def to_polars(items: Iterable[CatalogueItem]) -> "pl.DataFrame":
    """One row a record with the columns of `table.COLUMNS`; texts are as they are.

    Raises:
        ImportError: polars is not installed.
    """
    return frames.to_polars(map(row_of, items), _TYPES)


def to_pandas(items: Iterable[CatalogueItem]) -> "pd.DataFrame":
    """The same as a frame of pandas; polars is not needed.

    Raises:
        ImportError: pandas is not installed.
    """
    return frames.to_pandas(map(row_of, items), _TYPES)


def parquet(items: Iterable[CatalogueItem]) -> bytes:
    """The same table as a Parquet file.

    Raises:
        ImportError: polars is not installed.
    """
    out = io.BytesIO()
    to_polars(items).write_parquet(out)
    return out.getvalue()
