"""The node's own rows, for the association itself: one file in clear, which only its owner reads.

What a spreadsheet would run as a formula is written so that it is shown as text. The file is made
where it is asked for and nowhere else: there is no second one beside it, not even for a moment.
"""

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from forsa.client.files import PRIVATE, sync_folder
from forsa.exports.table import neutral

if TYPE_CHECKING:
    import polars as pl


def export_rows(rows: "pl.DataFrame", to: Path) -> int:
    """Write rows as CSV, UTF-8 with a mark for spreadsheets; return how many.

    Raises:
        FileExistsError: there is something at `to`; it stays as it is.
        OSError: nothing is at `to`.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(rows.columns)
    for row in rows.iter_rows():
        lines.writerow(["" if value is None else neutral(str(value)) for value in row])
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.getvalue().encode("utf-8-sig"))
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    sync_folder(to.parent)
    return rows.height
