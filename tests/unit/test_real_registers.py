"""Registers that others published, through their mapping files: counts are those of the vectors."""

from collections import Counter

import polars as pl
import pytest
from forsa.outcomes.axes import closed_axes, coarsen
from forsa.outcomes.register import Code, frame_finding

from tests.support.privacy_vectors import privacy_vector
from tests.support.real_registers import (
    ABSENT,
    COURSES,
    SCHOOL_TO_WORK,
    SECONDARY,
    SECONDARY_MATHEMATICS,
)

pytestmark = pytest.mark.skipif(not SCHOOL_TO_WORK.path.exists(), reason=ABSENT)

OUTCOMES = closed_axes()["outcome7"].codes


def _by_outcome7(rows: pl.DataFrame, axis: str, point: str) -> dict[str, list[int]]:
    """Code of the axis to its counts, in the order of the outcomes."""
    found: dict[str, list[int]] = {}
    for at, outcome in rows.select(axis, f"outcome_{point}").iter_rows():
        counts = found.setdefault(at, [0] * len(OUTCOMES))
        counts[OUTCOMES.index(coarsen(outcome, "outcome", "outcome7"))] += 1
    return found


def test_from_school_to_work_the_counts_are_those_of_the_vector() -> None:
    """A mapping that misreads one state moves learners between the figures of every release."""
    expect = privacy_vector("D1")["expect"]
    imported = SCHOOL_TO_WORK.imported()

    assert imported.is_complete
    assert imported.rows.height == expect["rows"]
    for point, counts in expect["sex_by_outcome7"].items():
        assert _by_outcome7(imported.rows, "sex", point) == counts
    assert imported.rows["age_band"].unique().to_list() == ["a16_17"]
    assert set(imported.rows["region"]) == {"MA-02", "MA-04", "MA-06", "MA-07", "MA-09"}


def test_from_school_to_work_religion_and_family_are_dropped_by_name() -> None:
    """What is sensitive must be seen to be dropped, and have no column to lie in."""
    imported = SCHOOL_TO_WORK.imported()
    (sensitive,) = (one for one in imported.findings if one.rule == "column.sensitive")

    assert sensitive.values["known"] == "catholic, funemp, fmpr, livboth"
    assert not {"catholic", "funemp", "fmpr", "livboth"} & set(imported.rows.columns)


def test_of_secondary_students_the_counts_are_those_of_the_vector() -> None:
    """Bands with an end too many make a failed mark a success."""
    expect = privacy_vector("D2")["expect"]
    imported = SECONDARY.imported()

    assert imported.is_complete
    assert imported.rows.height == expect["rows"]
    assert _by_outcome7(imported.rows, "centre", "exit") == expect["centre_by_outcome7"]


def test_people_in_two_files_are_noticed_by_their_tag() -> None:
    """The same people must not be published as two populations: one from the other is a person."""
    language, mathematics = (
        Counter(one.imported().rows["dedup_tag"]) for one in (SECONDARY, SECONDARY_MATHEMATICS)
    )
    pairs = sum(language[tag] * count for tag, count in mathematics.items())

    assert pairs == 382, "as the publisher counts them"
    (warning,) = (one for one in SECONDARY.imported().findings if one.rule == "key.row_number")
    assert warning.code is Code.KEY_NOT_STABLE


def test_of_an_institute_the_counts_are_those_of_the_vector() -> None:
    """A byte-order mark left in the first name would lose a column, and quotes a header."""
    expect = privacy_vector("D3")["expect"]
    rows = COURSES.imported().rows
    whole = _by_outcome7(rows.with_columns(pl.lit("all").alias("all")), "all", "exit")
    first = rows.filter(pl.col("centre") == "c01")

    assert rows.height == expect["rows"]
    assert whole["all"] == expect["outcome7"]
    assert dict(rows["sex"].value_counts().iter_rows()) == expect["sex"]
    assert rows["centre"].n_unique() == expect["centres"]
    assert first.height == expect["centre_c01"]["n"]
    assert _by_outcome7(first, "centre", "exit")["c01"] == expect["centre_c01"]["outcome7"]


def test_rows_that_are_not_the_published_enrolment_are_told() -> None:
    """A release over other rows than the published ones would be of another population."""
    rows = SCHOOL_TO_WORK.imported().rows
    finding = frame_finding(rows, "1992-1993", 700)

    assert finding is not None
    assert (finding.code, finding.values["size"]) == (Code.FRAME_MISMATCH, 712)
    assert frame_finding(rows, "1992-1993", 712) is None
