"""The columns of a foreign file that a mapping reads, as texts, with the line of every row."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from forsa.kinds.findings import shown
from forsa.normal_form import normalize
from forsa.outcomes.register.findings import Code, Level, Notes

if TYPE_CHECKING:
    import polars as pl

MAX_FILE_BYTES: Final = 512 * 2**20
MAX_COLUMNS: Final = 1_000
BLANKS: Final = (
    " \t\r\n\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200e\u200f\u061c\ufeff"
)
"""What is cut from both ends of a value: blanks, and marks that nobody sees."""

_SHOWN_COLUMNS: Final = 60
_DATA_LIKE: Final = re.compile(r"[0-9]{4}|@")


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """What was read: nothing but the columns that the mapping names."""

    columns: "Mapping[str, pl.Series]"
    """Column name to its values: texts without blanks around them, NFC; null = empty."""
    lines: "pl.Series"
    """Where each row stands in the file, from 1; as many as rows."""
    dropped: tuple[str, ...]
    """Names of the columns that were not read."""
    day_zero: date | None = None
    """What the number 0 means in a cell of dates; None where numbers are no dates."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which columns of a file the mapping means."""

    names: tuple[str, ...]
    wanted: Mapping[str, int]
    """Name to position, from 0; in the order of the file."""

    @property
    def dropped(self) -> tuple[str, ...]:
        """Columns that nobody asked for; one that looks like a value is told by its number."""
        return tuple(
            f"n° {at}" if not name or _DATA_LIKE.search(name) else name
            for at, name in enumerate(self.names, 1)
            if name not in self.wanted
        )


def clean_name(name: str) -> str:
    """The name of a column as it is compared: NFC, nothing unseen around it."""
    return normalize("NFC", name).strip(BLANKS)


def find_columns(
    cells: Sequence[str], wanted: Collection[str], line: int, notes: Notes
) -> Header | None:
    """Find the wanted columns in a header; None if one is missing or there twice, which is noted.

    What stands in the header is named only if it is one: a file whose first line is a learner's
    must not have it repeated in a message.
    """
    names = tuple(clean_name(cell) for cell in cells)
    asked = {clean_name(name): name for name in wanted}
    missing = [name for name in asked if name not in names]
    if missing:
        is_header = 2 * len(missing) <= len(asked)
        known = [name for name in names if name not in asked and not _DATA_LIKE.search(name)]
        told = ", ".join(map(shown, known[:_SHOWN_COLUMNS])) if is_header else ""
        for name in missing:
            rule = "column.missing" if is_header else "column.no_header"
            notes.add(Code.COLUMN_MISSING, rule, (line,), column=shown(name), known=told or "-")
    twice = [name for name in asked if names.count(name) > 1]
    for name in twice:
        notes.add(Code.COLUMN_TWICE, "column.twice", (line,), column=shown(name))
    if missing or twice:
        return None
    return Header(names, {name: at for at, name in enumerate(names) if name in asked})


def note_dropped(dropped: Sequence[str], sensitive: Collection[str], notes: Notes) -> None:
    """Tell which columns were not read, and which of them the mapping calls sensitive."""
    for rule, names in (
        ("column.dropped", [name for name in dropped if name not in sensitive]),
        ("column.sensitive", [name for name in dropped if name in sensitive]),
    ):
        if names:
            told = ", ".join(map(shown, names[:_SHOWN_COLUMNS]))
            more = "" if len(names) <= _SHOWN_COLUMNS else ", …"
            notes.add(
                Code.COLUMN_DROPPED, rule, level=Level.INFO, size=len(names), known=f"{told}{more}"
            )


def is_ascii(values: "pl.Series") -> bool:
    """Whether all values are: as many bytes as characters."""
    return bool((values.str.len_bytes() == values.str.len_chars()).all())


def clean_values(values: "pl.Series") -> "pl.Series":
    """Values as they are compared: NFC, nothing unseen around them, empty = null."""
    cleaned = values.str.strip_chars(BLANKS)
    cleaned = cleaned.set(cleaned == "", None)
    return cleaned if is_ascii(cleaned) else cleaned.str.normalize("NFC")
