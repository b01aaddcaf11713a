"""The beginning of a foreign file, read without knowing how it is written: for a first proposal."""

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Final

from forsa.outcomes.register.encodings import decode, guess_encoding
from forsa.outcomes.register.findings import Notes
from forsa.outcomes.register.known_words import COLUMNS, NUMBERS, SENSITIVE, fold
from forsa.outcomes.register.mapping import Format, Source
from forsa.outcomes.register.sheets import BLANKS, MAX_COLUMNS
from forsa.outcomes.register.workbooks import peek_workbook

MAX_ROWS: Final = 2_000
_MAX_BYTES: Final = 2**21
_MAX_TITLE_ROWS: Final = 20
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, repr=False)
class Peek:
    """How a file seems to be written, and what its first rows say."""

    source: Source
    names: tuple[str, ...]
    """The header."""
    rows: tuple[tuple[str, ...], ...]
    """At most `MAX_ROWS`, each as long as the header."""


def peek(data: bytes, notes: Notes) -> Peek | None:
    """Look at a file; None if nothing can be read, which is noted."""
    if data.startswith(_ZIP):
        found = peek_workbook(data, MAX_ROWS + _MAX_TITLE_ROWS, notes)
        if found is None:
            return None
        sheet, is_only, cells = found
        at = _header_row(cells)
        return _peek(
            Source(Format.XLSX, sheet="" if is_only else sheet, header_row=at + 1), cells, at
        )
    encoding = "utf-8"
    if not data.startswith(b"\xef\xbb\xbf"):
        encoding = guess_encoding(data) or "utf-8"
    text = decode(data, encoding, notes)
    if text is None:
        return None
    text = text[:_MAX_BYTES]
    delimiter = _delimiter(text)
    read = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    cells = [row for row, _ in zip(read, range(MAX_ROWS + _MAX_TITLE_ROWS), strict=False)]
    at = _header_row(cells)
    return _peek(Source(Format.CSV, delimiter, encoding, header_row=at + 1), cells, at)


def _peek(source: Source, cells: list[list[str]], at: int) -> Peek:
    names = [name.strip(BLANKS) for name in cells[at][:MAX_COLUMNS]] if cells else []
    width = len(names)
    rows = [
        tuple(cell.strip(BLANKS) for cell in (*row[:width], *[""] * (width - len(row))))
        for row in cells[at + 1 :]
        if any(cell.strip(BLANKS) for cell in row)
    ]
    return Peek(source, tuple(names), tuple(rows[:MAX_ROWS]))


def _delimiter(text: str) -> str:
    """The separator that the first lines have most of."""
    beginning = text[:20_000]
    return max((",", ";", "\t", "|"), key=beginning.count)


def _header_row(cells: list[list[str]]) -> int:
    """Which of the first rows has most of the names that people give to columns; from 0."""
    known = {word for words in (*COLUMNS.values(), NUMBERS, SENSITIVE) for word in words}
    scores = [len(known.intersection(map(fold, row))) for row in cells[:_MAX_TITLE_ROWS]]
    return scores.index(max(scores)) if scores else 0
