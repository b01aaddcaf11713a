"""How the columns of a foreign file become the fields of a row: values, without expressions.

Made by `forsa.outcomes.register.parsing` alone, which has checked all that can be known without
the file: fields, codes, dates, bands.

Source: docs/privacy.md, docs/decisions/0030-mapping-files.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What a register is written in."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Source:
    """How to read the file."""

    format: Format = Format.CSV
    delimiter: str = ","
    """One character between the values of a line; CSV only."""
    encoding: str = "utf-8"
    """One of `forsa.outcomes.register.encodings.ENCODINGS`; CSV only."""
    sheet: str = ""
    """Name of the sheet; empty = the only one. XLSX only."""
    header_row: int = 1
    """The line with the names of the columns, from 1; what stands above it is not read."""


@dataclass(frozen=True, slots=True)
class Band:
    """Numbers that share a code."""

    low: float
    high: float
    """Inclusive, low <= high."""
    code: str


@dataclass(frozen=True, slots=True)
class From:
    """The value of a column."""

    column: str
    codes: Mapping[str, str] | None = None
    """Source value to code; None = the values are codes already. A value without an entry is told,
    and never becomes a default."""
    bands: tuple[Band, ...] = ()
    date_formats: tuple[str, ...] = ()
    """`strptime` formats of a date, tried in order; of `birth_year` its year is taken."""


@dataclass(frozen=True, slots=True)
class Const:
    """The same value in every row."""

    value: str


@dataclass(frozen=True, slots=True)
class OneHot:
    """Several columns, of which exactly one is true."""

    codes: Mapping[str, str]
    """Column to code."""
    true_value: str


@dataclass(frozen=True, slots=True)
class KeyOf:
    """A digest of columns with the node's key: they are not kept, and cannot be found from it."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowNumber:
    """The number of the row: finds nobody again."""


Rule = From | Const | OneHot | KeyOf | RowNumber


@dataclass(frozen=True, slots=True)
class RegisterMapping:
    """A mapping file, checked."""

    source: Source
    rules: Mapping[str, Rule]
    """Field name to where its value comes from; has every required field."""
    drop: tuple[str, ...] = ()
    """Columns named as sensitive."""

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are read."""
        return frozenset(name for rule in self.rules.values() for name in columns_of(rule))


def columns_of(rule: Rule) -> Iterator[str]:
    """The columns that one rule reads."""
    match rule:
        case From():
            yield rule.column
        case OneHot():
            yield from rule.codes
        case KeyOf():
            yield from rule.columns
        case _:
            return
