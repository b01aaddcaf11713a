"""XLSX: looked into before a library opens it; then only the columns that the mapping names.

What a sheet shows and what its cells hold differ: formulas, merged cells, rows behind a filter,
hidden sheets. Each is told, and none is read as something else.
"""

import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from forsa.attachments.problems import RefusedFileError
from forsa.attachments.xml_parts import check_prolog, read_tags
from forsa.attachments.zips import Budget, Entry, read_directory, unpacked
from forsa.kinds.findings import shown
from forsa.outcomes.register.findings import Code, LearnerFinding, Level, Notes
from forsa.outcomes.register.mapping import Source
from forsa.outcomes.register.sheets import (
    MAX_COLUMNS,
    Header,
    Sheet,
    clean_values,
    find_columns,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_ROWS: Final = 2**20
"""Of a sheet, as its format has it."""
MAX_FILE_BYTES: Final = 64 * 2**20

_OLD: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


def read_workbook(
    data: bytes, source: Source, wanted: Collection[str], notes: Notes
) -> Sheet | None:
    """Read some columns of a sheet; None if there are no rows to look at, which is noted.

    Args:
        data: The bytes of the file, at most `MAX_FILE_BYTES`.
        source: The sheet, and the row of its header.
        wanted: Names of the columns to read.
        notes: Takes the findings: bombs, hidden sheets and rows, merged cells, formulas.
    """
    layouts = _layouts(data, notes)
    if layouts is None:
        return None
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            try:
                return _read(book, source, wanted, layouts, notes)
            finally:
                book.close()
        except Exception:  # whatever the library says of a file that is no workbook
            notes.add(Code.WRONG_FORMAT, "format.damaged")
            return None


@dataclass(slots=True)
class _Layout:
    """What a sheet's XML says beside its values."""

    name: str
    is_hidden: bool
    hidden_rows: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First and last row, first and last column, from 1."""


# --- before it is opened --------------------------------------------------------------------------


def _layouts(data: bytes, notes: Notes) -> list[_Layout] | None:
    """The sheets of the file, once it is known to be no bomb and no trap."""
    if data.startswith(_OLD):
        notes.add(Code.WRONG_FORMAT, "format.xls", found="xls", wanted="xlsx")
        return None
    if not data.startswith(_ZIP):
        notes.add(Code.WRONG_FORMAT, "format.csv", found="csv", wanted="xlsx")
        return None
    if len(data) > MAX_FILE_BYTES:
        notes.add(Code.TOO_LARGE, "input.large", size=len(data), limit=MAX_FILE_BYTES)
        return None
    try:
        return _looked_into(data)
    except RefusedFileError as error:
        why = error.problem
        notes.findings.append(
            LearnerFinding(Code.WRONG_FORMAT, f"file.{why.what}", values=why.values)
        )
        return None


def _looked_into(data: bytes) -> list[_Layout]:
    file, budget = BytesIO(data), Budget()
    parts: dict[str, Entry] = {}
    for entry in read_directory(file):
        parts[entry.name] = entry
        if entry.name.lower().endswith((".xml", ".rels")):
            check_prolog(unpacked(file, entry, budget))
    targets = _targets(file, parts, budget)
    layouts = []
    for name, state, relation in _named_sheets(file, parts, budget):
        layout = _Layout(name, state != "visible")
        part = parts.get(targets.get(relation, ""))
        if part is not None:
            read_tags(unpacked(file, part, budget), _sheet_reader(layout))
        layouts.append(layout)
    return layouts


def _targets(file: BytesIO, parts: Mapping[str, Entry], budget: Budget) -> dict[str, str]:
    """Relation id to the name of the part, of the workbook."""
    found: dict[str, str] = {}

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = given.get("Target", "")
            found[given.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    part = parts.get("xl/_rels/workbook.xml.rels")
    if part is not None:
        read_tags(unpacked(file, part, budget), start)
    return found


def _named_sheets(
    file: BytesIO, parts: Mapping[str, Entry], budget: Budget
) -> Iterator[tuple[str, str, str]]:
    """Name, state and relation id of each sheet."""
    found: list[tuple[str, str, str]] = []

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag == "sheet":
            found.append(
                (given.get("name", ""), given.get("state", "visible"), given.get("id", ""))
            )

    part = parts.get("xl/workbook.xml")
    if part is not None:
        read_tags(unpacked(file, part, budget), start)
    yield from found


def _sheet_reader(layout: _Layout) -> Any:
    row = 0

    def start(tag: str, given: Mapping[str, str]) -> None:
        nonlocal row
        if tag == "row":
            number = given.get("r", "")
            row = int(number) if number.isascii() and number.isdigit() else row + 1
            if given.get("hidden") in {"1", "true"}:
                layout.hidden_rows.append(row)
        elif tag == "mergeCell":
            match = _RANGE.fullmatch(given.get("ref", ""))
            if match is not None:
                left, top, right, bottom = match.groups()
                layout.merged.append(
                    (int(top), int(bottom or top), _column(left), _column(right or left))
                )

    return start


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


# --- the values -----------------------------------------------------------------------------------


def _read(
    book: "Workbook",
    source: Source,
    wanted: Collection[str],
    layouts: Sequence[_Layout],
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


def _chosen(layouts: Sequence[_Layout], source: Source, notes: Notes) -> _Layout | None:
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
    layout: _Layout, header: Header, source: Source, lines: Sequence[int], notes: Notes
) -> None:
    filled = set(lines)
    behind = sorted(filled & set(layout.hidden_rows))
    if behind:
        notes.add(Code.HIDDEN, "row.hidden", behind, level=Level.WARNING)
    for name, at in header.wanted.items():
        merged = {
            row
            for first, last, left, right in layout.merged
            if left <= at + 1 <= right and last > source.header_row
            for row in range(
                max(first, source.header_row), min(last, lines[-1] if lines else 0) + 1
            )
        }
        if merged:
            notes.add(Code.MERGED_CELLS, "cell.merged", sorted(merged), column=shown(name))


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
