"""Laws of the register: order does not matter, reading twice is the same, and nothing raises."""

from random import Random

import polars as pl
import pytest
from forsa.outcomes.register import guess_mapping, parse_mapping
from forsa.outcomes.register.fields import columns, fields, schema
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.registers import (
    CENTRES,
    MAPPING,
    TODAY,
    csv_of,
    learner,
    mapping,
    read,
    read_learners,
    saved,
    told,
    workbook_of,
)

CODED = [one for one in fields().values() if one.codes]
VALUES = st.fixed_dictionaries(
    {},
    optional={
        **{one.name: st.sampled_from(["", *one.codes, "?"]) for one in CODED},
        "age": st.sampled_from(["", "14", "17", "-1", "x"]),
        "entry_date": st.sampled_from(["", "2024-09-16", "16/09/2024", "2024-13-01"]),
        "exit_date": st.sampled_from(["", "2025-06-30", "2020-01-01"]),
        "observed_m3": st.sampled_from(["", "2025-09-29", "2026-01-01"]),
    },
)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12)

PIECES = st.sampled_from(
    ['"', '""', '";"', "\n", "\r\n", '"\n"', ";", ";;;\n", " ", "\t", "\\", "'"]
)
ANY_CELL = st.none() | CELLS | st.integers() | st.dates() | st.booleans()


@given(st.lists(VALUES, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=14, deadline=None)
def test_the_order_of_the_rows_does_not_matter(
    values: list[dict[str, str]], shuffled: Random
) -> None:
    """The same learners in another order would be other figures."""
    learners = [learner(str(at), **{"sex": "f", **one}) for at, one in enumerate(values)]
    mixed = [*learners]
    shuffled.shuffle(mixed)
    straight, other = read_learners(*learners), read_learners(*mixed)
    counts = [
        sorted((one.code, one.rule, one.place, one.count) for one in each.findings)
        for each in (straight, other)
    ]

    assert straight.rows.sort("learner_key").equals(other.rows.sort("learner_key"))
    assert counts[0] == counts[1]


@given(st.lists(VALUES, min_size=1, max_size=6))
@settings(max_examples=14, deadline=None)
def test_checked_rows_read_again_are_the_same_rows(values: list[dict[str, str]]) -> None:
    """A correction of one learner must not change another, nor the same one twice."""
    once = read_learners(*(learner(str(at), **one) for at, one in enumerate(values))).rows
    written = once.drop("age_band", "dedup_tag", "birth_year").cast(pl.String).fill_null("")
    if written.is_empty():
        return
    again = read_learners(*written.to_dicts()).rows

    assert again.equals(once)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=5), min_size=1, max_size=6))
@example([["1", "F", '"', "2024-2025"]])
@settings(max_examples=30, deadline=None)
def test_whatever_a_csv_file_says_it_is_told_and_not_raised(rows: list[list[str]]) -> None:
    """A stranger's file must not stop a program, nor be repeated by it."""
    imported = read(csv_of(rows))
    long = [cell for row in rows for cell in row if len(cell) > 6 and cell.isalpha()]

    assert dict(imported.rows.schema) == schema()
    assert not [cell for cell in long if cell in told(imported.findings)]


@given(
    st.lists(
        st.lists(
            st.none() | CELLS | st.integers() | st.dates() | st.booleans(), min_size=4, max_size=5
        ),
        max_size=4,
    )
)
@settings(max_examples=8, deadline=None)
def test_whatever_a_sheet_says_it_is_told_and_not_raised(rows: list[list[object]]) -> None:
    """As for CSV: the cells of a sheet are of any type."""
    clean = [
        ["".join(c for c in one if c.isprintable()) if isinstance(one, str) else one for one in row]
        for row in rows
    ]
    imported = read(saved(workbook_of(clean)), mapping(source="{format: xlsx}"))

    assert tuple(imported.rows.columns) == columns()


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=30, deadline=None)
def test_whatever_bytes_come_nothing_raises(data: bytes) -> None:
    """The door of the register is the first that a broken file meets."""
    for source in ('{delimiter: ";"}', "{format: xlsx}", "{encoding: utf-16}"):
        read(data, mapping(source=source))
    parse_mapping(data)
    guessed = guess_mapping(data, centres=CENTRES, today=TODAY, language="fr")

    assert guessed.text == "" or parse_mapping(guessed.text.encode()).mapping is not None


@given(st.lists(CELLS, min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_whatever_the_names_of_columns_a_proposal_is_a_mapping(names: list[str]) -> None:
    """A name with a colon or a quote would break the file that is proposed."""
    data = csv_of([["x"] * len(names)], ['"' + one.replace('"', '""') + '"' for one in names])
    guessed = guess_mapping(data, centres=CENTRES, today=TODAY, language="ar")

    assert guessed.text == "" or parse_mapping(guessed.text.encode()).mapping is not None


@pytest.mark.parametrize("at", range(len(MAPPING.splitlines())))
def test_a_mapping_with_a_line_cut_short_is_refused_or_read(at: int) -> None:
    """A file that a full disk cut must not be half a mapping without a word."""
    lines = MAPPING.splitlines()
    for end in range(0, len(lines[at]), 3):
        cut = "\n".join((*lines[:at], lines[at][:end], *lines[at + 1 :]))
        parsed = parse_mapping(cut.encode())

        assert parsed.mapping is not None or parsed.findings
