"""XLSX: looked into before a library opens it; then only the columns that the mapping names.

What a sheet shows and what its cells hold differ: formulas, merged cells, rows behind a filter,
hidden sheets. Each is told, and none is read as something else.
"""

import warnings
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeVar

from forsa.kinds.findings import shown
from forsa.outcomes.register.findings import Code, Level, Notes
from forsa.outcomes.register.mapping import Source
from forsa.outcomes.register.sheets import (
    MAX_COLUMNS,
    Header,
    Sheet,
    clean_values,
    find_columns,
)
from forsa.outcomes.register.workbook_layout import Layout, read_layouts

if TYPE_CHECKING:
    from openpyxl import Workbook

T = TypeVar("T")

MAX_ROWS: Final = 2**20
"""Of a sheet, as its format has it."""


def read_workbook(
    data: bytes, source: Source, wanted: Collection[str], notes: Notes
) -> Sheet | None:
    """Read some columns of a sheet; None if there are no rows to look at, which is noted.

    Args:
        data: The bytes of the file, at most `workbook_layout.MAX_FILE_BYTES`.
        source: The sheet, and the row of its header.
        wanted: Names of the columns to read.
        notes: Takes the findings: bombs, hidden sheets and rows, merged cells, formulas.
    """
    return _opened(data, notes, lambda book, layouts: _read(book, source, wanted, layouts, notes))


def peek_workbook(
    data: bytes, limit: int, notes: Notes
) -> tuple[str, bool, list[list[str]]] | None:
    """The first rows of the first sheet that is not hidden; None if there is none.

    Returns:
        Name of the sheet, whether it is the only one that is not hidden, at most `limit` rows.
    """

    def look(
        book: "Workbook", layouts: Sequence[Layout]
    ) -> tuple[str, bool, list[list[str]]] | None:
        seen = [one.name for one in layouts if not one.is_hidden]
        if not seen:
            return None
        rows = book[seen[0]].iter_rows(1, limit, 1, MAX_COLUMNS, values_only=True)
        return seen[0], len(seen) == 1, [[_text(one) for one in _trimmed(row)] for row in rows]

    return _opened(data, notes, look)


def _opened(
    data: bytes, notes: Notes, work: "Callable[[Workbook, Sequence[Layout]], T | None]"
) -> T | None:
    """Open a workbook once it is known to be no bomb and no trap."""
    layouts = read_layouts(data, notes)
    if layouts is None:
        return None
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            try:
                return work(book, layouts)
            finally:
                book.close()
        except Exception:  # whatever the library says of a file that is no workbook
            notes.add(Code.WRONG_FORMAT, "format.damaged")
            return None


def _read(
    book: "Workbook",
    source: Source,
    wanted: Collection[str],
    layouts: Sequence[Layout],
    notes: Notes,
) -> Sheet | None:
    layout = _chosen(layouts, source, notes)
    if layout is None:
        return None
    sheet = book[layout.name]
    top = next(
        sheet.iter_rows(source.header_row, source.header_row, 1, MAX_COLUMNS, values_only=True), ()
    )
    header = find_columns([_text(one) for one in _trimmed(top)], wanted, source.header_row, notes)
    if header is None:
        return None
    width = max(header.wanted.values(), default=0) + 1
    rows = sheet.iter_rows(source.header_row + 1, MAX_ROWS, 1, max(width, len(header.names)))
    read = _Cells(header)
    for number, cells in enumerate(rows, source.header_row + 1):
        read.take(number, cells)
    _note_layout(layout, header, source, read.lines, notes)
    for at, lines in read.formulas.items():
        notes.add(Code.FORMULA, "cell.formula", lines, column=shown(header.names[at]))
    if not read.lines:
        notes.add(Code.EMPTY_FILE, "input.no_rows")
        return None
    return read.sheet(book.epoch)


def _trimmed(cells: Sequence[object]) -> Sequence[object]:
    """The header without the empty cells behind it."""
    end = len(cells)
    while end and cells[end - 1] in (None, ""):
        end -= 1
    return cells[:end]


def _chosen(layouts: Sequence[Layout], source: Source, notes: Notes) -> Layout | None:
    known = ", ".join(shown(one.name) for one in layouts)
    seen = [one for one in layouts if not one.is_hidden]
    hidden = [one for one in layouts if one.is_hidden]
    if source.sheet:
        seen = [one for one in layouts if one.name == source.sheet]
    if len(seen) != 1:
        rule = "sheet.unknown" if source.sheet else "sheet.several"
        notes.add(Code.SHEET_UNKNOWN, rule, value=shown(source.sheet), known=known or "-")
        return None
    if seen[0].is_hidden:
        notes.add(Code.HIDDEN, "sheet.hidden", value=shown(seen[0].name))
        return None
    if hidden:
        names = ", ".join(shown(one.name) for one in hidden)
        notes.add(Code.HIDDEN, "sheet.not_read", level=Level.INFO, known=names)
    return seen[0]


def _note_layout(
    layout: Layout, header: Header, source: Source, lines: Sequence[int], notes: Notes
) -> None:
    filled = set(lines)
    behind = sorted(filled & set(layout.hidden_rows))
    if behind:
        notes.add(Code.HIDDEN, "row.hidden", behind, level=Level.WARNING)
    for name, at in header.wanted.items():
        ends = [(top, last) for top, last, left, right in layout.merged if left <= at + 1 <= right]
        merged = _rows_within(ends, source.header_row, lines[-1] if lines else 0)
        if merged:
            notes.add(Code.MERGED_CELLS, "cell.merged", merged, column=shown(name))


def _rows_within(ends: Sequence[tuple[int, int]], first: int, last: int) -> list[int]:
    """The rows from `first` to `last` that lie in one of some ranges; each row is met once."""
    rows: list[int] = []
    begin = first
    for low, high in sorted(ends):
        begin = max(begin, low)
        rows += range(begin, min(high, last) + 1)
        begin = max(begin, high + 1)
    return rows


class _Cells:
    """The wanted cells of a sheet, row by row; a row without any value is none."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._values: dict[int, list[str]] = {at: [] for at in header.wanted.values()}
        self.lines: list[int] = []
        self.formulas: dict[int, list[int]] = {}

    def take(self, number: int, cells: Sequence[Any]) -> None:
        """Keep what is wanted of one row."""
        if all(cell.value in (None, "") for cell in cells):
            return
        self.lines.append(number)
        for at, values in self._values.items():
            cell = cells[at] if at < len(cells) else None
            if cell is not None and cell.data_type == "f":
                self.formulas.setdefault(at, []).append(number)
                values.append("")
            else:
                values.append(_text(cell.value if cell is not None else None))

    def sheet(self, epoch: date) -> Sheet:
        """What was kept."""
        import polars as pl

        names = {at: name for name, at in self._header.wanted.items()}
        columns = {
            names[at]: clean_values(pl.Series(names[at], values, dtype=pl.String))
            for at, values in self._values.items()
        }
        zero = epoch.date() if isinstance(epoch, datetime) else epoch
        return Sheet(columns, pl.Series(self.lines, dtype=pl.UInt32), self._header.dropped, zero)


def _text(value: object) -> str:
    """A cell as text: dates in ISO form, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case _:
            return str(value)
