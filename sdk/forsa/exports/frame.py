"""The catalogue as a polars frame, and as Parquet; needs the extra `frames`."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from forsa.exports.catalogue import CatalogueItem
from forsa.exports.table import COLUMNS, row_of

if TYPE_CHECKING:
    import polars as pl


def catalogue_frame(items: Iterable[CatalogueItem]) -> "pl.DataFrame":
    """One row a record with the columns of `table.COLUMNS`; texts are as they are.

    Raises:
        ImportError: polars is not installed.
    """
    import polars as pl

    numbers = {"index": pl.Int64(), "files": pl.Int64()}
    schema = {name: numbers.get(name, pl.String()) for name in COLUMNS}
    return pl.DataFrame([dict(row_of(one)) for one in items], schema=schema)


def parquet(items: Iterable[CatalogueItem]) -> bytes:
    """The same table as a Parquet file.

    Raises:
        ImportError: polars is not installed.
    """
    out = io.BytesIO()
    catalogue_frame(items).write_parquet(out)
    return out.getvalue()
