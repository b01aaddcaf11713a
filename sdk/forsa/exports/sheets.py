"""Rows as an Excel workbook, for people.

No text can begin a formula, an Arabic workbook runs from right to left, and the same input gives
the same bytes: a workbook has no time that it was written at.

Needs openpyxl, which comes with the extra `outcomes`.
"""

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from forsa.exports.table import neutral
from forsa.words.reasons import Language

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | date
Sheet = list[list[Value]]
"""Rows of a sheet, the first one its header."""

_SHEET_NAME: Final = 31
"""Characters, for Excel."""
_WIDEST: Final = 40
_LONGEST: Final = 32_000
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to say."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_STAMP: Final = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_DATE: Final = "dd/mm/yyyy"
"""As Morocco writes days."""


def workbook_of(sheets: Mapping[str, Sheet], language: Language) -> bytes:
    """The workbook with these sheets, by name."""
    book = _workbook()
    for name, rows in sheets.items():
        _fill(book.create_sheet(_sheet_name(name, book.sheetnames)), rows, language)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _workbook() -> "Workbook":
    from openpyxl import Workbook

    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def _fill(sheet: "Worksheet", rows: Sheet, language: Language) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.sheet_view.rightToLeft = language == "ar"
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_plain(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if isinstance(value, date):
                sheet.cell(at, column).number_format = _DATE
    for number, cells in enumerate(sheet.iter_cols(values_only=True), start=1):
        longest = max(len(str(value or "")) for value in cells)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, longest + 2)


def _plain(value: Value) -> Value:
    """A value that Excel takes: no formula, no control signs, not too long."""
    return neutral(_CONTROLS.sub("", value)[:_LONGEST]) if isinstance(value, str) else value


def _sheet_name(name: str, taken: Iterable[str]) -> str:
    """A name that Excel takes: short, without some signs, unlike any other."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name)[:_SHEET_NAME]
    names, number = set(taken), 2
    whole = plain
    while whole in names:
        tail = f" {number}"
        whole = plain[: _SHEET_NAME - len(tail)] + tail
        number += 1
    return whole


def _timeless(data: bytes) -> bytes:
    """The same workbook without the time it was written at."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(b"", content)
            target.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()
