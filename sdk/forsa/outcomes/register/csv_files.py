"""CSV: lines that all have as many values as the header, or are told.

Every line is counted before it is read, so that a row keeps the number of its line whatever stands
above it: quotes over several lines, blank lines, lines that were left out.
"""

import csv
import re
from collections.abc import Collection
from io import StringIO
from typing import TYPE_CHECKING, Final

from forsa.outcomes.register.encodings import decode
from forsa.outcomes.register.findings import Code, Notes, has_errors
from forsa.outcomes.register.mapping import Source
from forsa.outcomes.register.sheets import (
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    Header,
    Sheet,
    clean_values,
    find_columns,
)

if TYPE_CHECKING:
    import polars as pl

_SEPARATORS: Final = (",", ";", "\t", "|")
_UNSEEN: Final = "\x1f"
"""A separator that no line has: it makes a line one value."""
_SEEN: Final = bytes([*range(9, 14), *range(32, 256)])
"""Bytes that a text may have: all but control characters that nobody sees."""
_QUOTED: Final = "\x1e"
"""Stands for a value in quotes while separators are counted; no text has it."""
_MAX_RECORD_LINES: Final = 50
_FOREIGN: Final = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "gzip"),
)


def read_csv(data: bytes, source: Source, wanted: Collection[str], notes: Notes) -> Sheet | None:
    """Read some columns of a CSV file; None if there are no rows to look at, which is noted.

    Args:
        data: The bytes of the file, at most `MAX_FILE_BYTES`.
        source: How it is written.
        wanted: Names of the columns to read.
        notes: Takes the findings: encodings, separators, quotes, lines of another length.
    """
    text = _text_of(data, source, notes)
    if text is None:
        return None
    records = _records(text, notes)
    if records.height <= source.header_row - 1:
        notes.add(Code.EMPTY_FILE, "input.no_rows")
        return None
    line, header_text = records.row(source.header_row - 1)[:2]
    cells = _cells(header_text, source.delimiter)
    if cells is None:
        notes.add(Code.BAD_QUOTES, "quotes.stray", (line,))
        return None
    _note_separator(cells, header_text, source.delimiter, line, notes)
    if len(cells) > MAX_COLUMNS:
        notes.add(Code.TOO_LARGE, "input.columns", (line,), limit=MAX_COLUMNS)
        return None
    header = find_columns(cells, wanted, line, notes)
    rest = _without_bad_lines(records[source.header_row :], len(cells), source.delimiter, notes)
    if header is None:
        return None
    if rest.is_empty():
        if not has_errors(notes):
            notes.add(Code.EMPTY_FILE, "input.no_rows")
        return None
    return _sheet(rest, header, source.delimiter)


def _text_of(data: bytes, source: Source, notes: Notes) -> bytes | None:
    """The text in UTF-8."""
    if not data.strip():
        notes.add(Code.EMPTY_FILE, "input.no_rows")
        return None
    if len(data) > MAX_FILE_BYTES:
        notes.add(Code.TOO_LARGE, "input.large", size=len(data), limit=MAX_FILE_BYTES)
        return None
    for magic, found in _FOREIGN:
        if data.startswith(magic):
            notes.add(Code.WRONG_FORMAT, f"format.{found}", found=found, wanted="csv")
            return None
    text = decode(data, source.encoding, notes)
    if text is None:
        return None
    plain = text.encode()
    if b"\n" not in plain:
        plain = plain.replace(b"\r", b"\n")
    controls = bytes(set(plain.translate(None, _SEEN)))
    if controls:
        at = min(plain.index(one) for one in controls)
        notes.add(Code.CONTROL_CHARACTERS, "input.controls", (plain.count(b"\n", 0, at) + 1,))
        return None
    return plain


def _records(text: bytes, notes: Notes) -> "pl.DataFrame":
    """The lines of a text, those inside quotes joined: `line` (the first one, from 1), `text`."""
    import polars as pl

    lines = pl.read_csv(
        b"-\n" + text,
        separator=_UNSEEN,
        has_header=False,
        quote_char=None,
        infer_schema=False,
        new_columns=["text"],
    )[1:]
    lines = lines.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias("line"), pl.col("text").fill_null("")
    )
    if b'"' not in text:
        return lines
    return _joined(lines, notes)


def _joined(lines: "pl.DataFrame", notes: Notes) -> "pl.DataFrame":
    import polars as pl

    quotes = pl.col("text").str.count_matches('"', literal=True)
    opened = (quotes % 2).cum_sum().shift(1, fill_value=0)
    # A line begins a record if all quotes above it are closed.
    numbered = lines.with_columns((opened % 2 == 0).cum_sum().alias("record"))
    if numbered["record"].n_unique() == lines.height:
        return lines
    records = numbered.group_by("record", maintain_order=True).agg(
        pl.col("line").first(), pl.col("text").str.join("\n"), pl.len().alias("size")
    )
    is_open = pl.col("text").str.count_matches('"', literal=True) % 2 == 1
    bad = (pl.col("size") > _MAX_RECORD_LINES) | is_open
    wrong = records.filter(bad)["line"].to_list()
    if wrong:
        notes.add(Code.BAD_QUOTES, "quotes.open", wrong)
    return records.filter(~bad).select("line", "text")


def _cells(text: str, delimiter: str) -> list[str] | None:
    """The names of a header; None where its quotes are not where they belong."""
    try:
        return next(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def _note_separator(cells: list[str], text: str, delimiter: str, line: int, notes: Notes) -> None:
    """A header without the separator of the mapping, and with many of another."""
    if len(cells) > 1:
        return
    counts = {one: text.count(one) for one in _SEPARATORS if one != delimiter}
    found = max(counts, key=lambda one: counts[one])
    if counts[found]:
        notes.add(
            Code.WRONG_SEPARATOR,
            "separator.other",
            (line,),
            found=_name(found),
            wanted=_name(delimiter),
        )


def _name(separator: str) -> str:
    return "tab" if separator == "\t" else separator


def _without_bad_lines(
    records: "pl.DataFrame", width: int, delimiter: str, notes: Notes
) -> "pl.DataFrame":
    """The records with as many values as the header; blank ones are left out, others told."""
    import polars as pl

    bare = pl.col("text")
    has_quotes = records["text"].str.contains('"', literal=True).any()
    if has_quotes:
        quoted = rf'(^|{re.escape(delimiter)})"(?:[^"]|"")*"'
        bare = bare.str.replace_all(quoted, f"${{1}}{_QUOTED}")
    looked = records.with_columns(bare.alias("bare"))
    counts = [
        pl.col("bare").str.count_matches(one, literal=True).alias(one)
        for one in (delimiter, *(one for one in _SEPARATORS if one != delimiter))
    ]
    is_blank = pl.col("text").str.strip_chars(f' \t"{delimiter}') == ""
    # Left over, or behind a value in quotes: programs disagree on what that means.
    out_of_place = rf'"|{_QUOTED}[^{re.escape(delimiter)}]'
    stray = pl.col("bare").str.contains(out_of_place) if has_quotes else pl.lit(False)
    looked = looked.with_columns(
        counts[0].alias("count"), is_blank.alias("blank"), stray.alias("stray")
    ).filter(~pl.col("blank"))
    wrong = looked.filter((pl.col("count") != width - 1) | pl.col("stray"))
    if not wrong.is_empty():
        _note_lines(wrong.with_columns(counts[1:]), width, delimiter, notes)
    right = (pl.col("count") == width - 1) & ~pl.col("stray")
    return looked.filter(right).select("line", "text")


def _note_lines(wrong: "pl.DataFrame", width: int, delimiter: str, notes: Notes) -> None:
    import polars as pl

    def lines(condition: pl.Expr) -> list[int]:
        return wrong.filter(condition)["line"].to_list()

    is_stray = pl.col("stray")
    rest = ~is_stray
    if strays := lines(is_stray):
        notes.add(Code.BAD_QUOTES, "quotes.stray", strays)
    for other in (one for one in _SEPARATORS if one != delimiter and width > 1):
        changed = rest & (pl.col(other) == width - 1)
        rest = rest & ~(pl.col(other) == width - 1)
        if found := lines(changed):
            notes.add(
                Code.WRONG_SEPARATOR,
                "separator.changed",
                found,
                found=_name(other),
                wanted=_name(delimiter),
            )
    for rule, condition in (
        ("fewer", pl.col("count") < width - 1),
        ("more", pl.col("count") > width - 1),
    ):
        if found := lines(rest & condition):
            notes.add(Code.RAGGED_LINE, f"line.{rule}", found, size=width)


def _sheet(records: "pl.DataFrame", header: Header, delimiter: str) -> Sheet:
    """Split the records, and keep the wanted columns alone."""
    import polars as pl

    if not header.wanted:
        return Sheet({}, records["line"], header.dropped)
    data = records["text"].str.join("\n").item().encode()
    read = pl.read_csv(
        data,
        separator=delimiter,
        has_header=False,
        infer_schema=False,
        columns=sorted(header.wanted.values()),
        quote_char='"' if b'"' in data else None,
    )
    names = {at: name for name, at in header.wanted.items()}
    columns = {
        names[at]: clean_values(read.to_series(place)).alias(names[at])
        for place, at in enumerate(sorted(header.wanted.values()))
    }
    return Sheet(columns, records["line"], header.dropped)
