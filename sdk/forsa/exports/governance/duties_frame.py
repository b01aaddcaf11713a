"""Duties as a frame of polars or of pandas (extras `frames`, `pandas`): codes, times as numbers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from forsa.governance.views.duties import Duty, Standing, Why
from forsa.library import frames

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

COLUMNS: Final[frames.Columns] = {
    "school_year": str,
    "member": str,
    "code": str,
    "obligation": str,
    "opens_ms": int,
    "due_ms": int,
    "limit_ms": int,
    "standing": Standing,
    "why": Why,
    "days_late": int,
    "handed_in_ms": int | None,
    "signed_ms": int | None,
    "evidence": str,
    "evidence_kind": str,
    "review": str,
}
"""`handed_in_ms` is log time, which counts; `signed_ms` is the author's word, which does not."""


def to_polars(duties: Iterable[Duty]) -> "pl.DataFrame":
    """One row a duty, with these columns.

    Raises:
        ImportError: polars is not installed.
    """
    return frames.to_polars(map(_row, duties), COLUMNS)


def to_pandas(duties: Iterable[Duty]) -> "pd.DataFrame":
    """The same as a frame of pandas.

    Raises:
        ImportError: pandas is not installed.
    """
    return frames.to_pandas(map(_row, duties), COLUMNS)


def _row(duty: Duty) -> dict[str, Any]:
    asked, handed = duty.obligation, duty.submission
    review = None if handed is None else handed.review
    return {
        "school_year": asked.school_year,
        "member": duty.member,
        "code": asked.code,
        "obligation": asked.object_id.hex(),
        "opens_ms": asked.opens_ms,
        "due_ms": asked.due_ms,
        "limit_ms": asked.limit_ms,
        "standing": duty.standing,
        "why": duty.why,
        "days_late": duty.days_late,
        "handed_in_ms": handed.log_time_ms if handed else None,
        "signed_ms": handed.queued_ms if handed else None,
        "evidence": handed.evidence.record_id.hex() if handed else "",
        "evidence_kind": handed.evidence.kind if handed else "",
        "review": review.result if review else "",
    }
