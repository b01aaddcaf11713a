"""A register file, from bytes to checked rows: all that is wrong is told, by line and column."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from forsa.outcomes.register.applying import apply_mapping
from forsa.outcomes.register.checking import check_rows
from forsa.outcomes.register.csv_files import read_csv
from forsa.outcomes.register.fields import schema
from forsa.outcomes.register.findings import (
    Code,
    LearnerFinding,
    Notes,
    has_errors,
    in_order,
)
from forsa.outcomes.register.mapping import Format, RegisterMapping
from forsa.outcomes.register.sheets import note_dropped
from forsa.outcomes.register.workbooks import read_workbook

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file."""

    rows: "pl.DataFrame" = field(repr=False)
    """The rows without an error, in the order of the file; columns and types of `fields.schema`."""
    findings: tuple[LearnerFinding, ...]
    """Errors first, then by line."""
    read: int
    """Rows of the file that could be read, with those that have an error."""
    dropped: tuple[str, ...]
    """Columns that were not read, in the order of the file."""

    @property
    def is_complete(self) -> bool:
        """Whether every row is right: only then is a register kept."""
        return not has_errors(self.findings)


def read_register(
    data: bytes,
    mapping: RegisterMapping,
    *,
    centres: Mapping[str, str],
    node_key: bytes,
    today: date,
) -> Imported:
    """Read a register of learners; raises nothing: a file that cannot be read is a finding.

    Only the columns that the mapping names are kept in memory, and those of `key_of` only until
    their digest is made.

    Args:
        data: The bytes of the file.
        mapping: What its columns mean.
        centres: Code of each of the member's centres to the code of its region.
        node_key: The node's key for digests, 32 bytes.
        today: The date of the import.
    """
    import polars as pl

    notes = Notes()
    try:
        return _read(data, mapping, centres, node_key, today, notes)
    except pl.exceptions.PolarsError:
        # Its message may have a value of a learner in it, so nobody gets to see it.
        notes.add(Code.WRONG_FORMAT, "format.unread")
        return _nothing(notes)


def _read(
    data: bytes,
    mapping: RegisterMapping,
    centres: Mapping[str, str],
    node_key: bytes,
    today: date,
    notes: Notes,
) -> Imported:
    reads = read_workbook if mapping.source.format is Format.XLSX else read_csv
    sheet = reads(data, mapping.source, mapping.columns, notes)
    if sheet is None:
        return _nothing(notes)
    note_dropped(sheet.dropped, mapping.drop, notes)
    applied = apply_mapping(sheet, mapping, centres, node_key, notes)
    rows = check_rows(applied, mapping, centres, today)
    return Imported(rows, in_order(notes), len(sheet.lines), sheet.dropped)


def _nothing(notes: Notes) -> Imported:
    import polars as pl

    return Imported(pl.DataFrame(schema=schema()), in_order(notes), 0, ())


def frame_finding(
    rows: "pl.DataFrame", school_year: str, frame_n: int, withdrawn: Collection[str] = ()
) -> LearnerFinding | None:
    """What to say where the rows of a school year are not as many as its published enrolment.

    Args:
        rows: Checked rows.
        school_year: The frame, `2024-2025`.
        frame_n: The published enrolment.
        withdrawn: Keys of learners that do not count.
    """
    import polars as pl

    is_counted = (pl.col("school_year") == school_year) & ~pl.col("learner_key").is_in(
        list(withdrawn)
    )
    size = rows.filter(is_counted).height
    if size == frame_n:
        return None
    notes = Notes()
    notes.add(Code.FRAME_MISMATCH, "frame.mismatch", size=size, frame=frame_n, value=school_year)
    return notes.findings[0]
