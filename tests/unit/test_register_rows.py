"""What must hold of a learner's row and between rows, and what follows from it."""

from dataclasses import replace
from datetime import date

import pytest
from forsa.outcomes.register import Level, parse_mapping, read_register
from forsa.outcomes.register.fields import columns, schema
from forsa.outcomes.register.mapping import From

from tests.support.registers import (
    HEADER,
    LEARNER,
    NODE_KEY,
    codes,
    csv_of,
    learner,
    mapping,
    read,
    read_learners,
    told,
)

LEFT = {"entry_date": "2024-09-16", "exit_date": "2025-06-30"}


def _said(**values: str) -> list[tuple[str, str]]:
    """Code and sentence of all that is said of one learner."""
    return [(code, rule) for code, rule, _ in codes(read_learners(learner(**values)))]


def test_rows_have_the_columns_and_types_of_the_register_whatever_is_mapped() -> None:
    """A store that finds another column finds a name one day."""
    (row,) = read_learners(learner(**LEFT)).rows.to_dicts()
    rows = read_learners(learner()).rows

    assert dict(rows.schema) == schema()
    assert tuple(rows.columns) == columns()
    assert row["entry_date"] == date(2024, 9, 16)
    assert row["outcome_exit"] is None, "not yet due"


def test_a_right_row_says_nothing() -> None:
    """Warnings that always come are read by nobody."""
    assert (
        _said(
            **LEFT,
            birth_year="2007",
            milieu="rural",
            region="MA-07",
            entry_level="primary",
            strand="vocational",
            trade="electricity",
            outcome_exit="employed",
            observed_exit="2025-07-15",
            source_exit="verified",
            outcome_m3="unknown",
        )
        == []
    )


# --- keys -----------------------------------------------------------------------------------------


def test_the_same_key_twice_in_a_year_is_an_error_at_both_lines() -> None:
    """Of two learners with one key, one is lost at the next import."""
    two = read_learners(learner("7"), learner("8"), learner("7"))

    assert codes(two) == [("DUPLICATE_KEY", "key.twice", (2, 4))]
    assert two.rows["learner_key"].to_list() == ["8"]


def test_the_same_key_in_two_years_is_the_same_learner_twice() -> None:
    """Who comes back for a second year is in two cohorts."""
    assert codes(read_learners(learner("7"), learner("7", school_year="2025-2026"))) == []


@pytest.mark.parametrize(
    ("key", "rule", "level"),
    [
        ("R130012345", "key.massar", "error"),
        ("j-130012345", "key.massar", "error"),
        ("Fatima Zahra", "key.name", "error"),
        ("فاطمة الزهراء", "key.name", "error"),
        ("BK123456", "key.card", "warning"),
        ("x" * 65, "key.long", "error"),
        ("a\u200eb", "key.controls", "error"),
        ("a\u2028b", "key.controls", "error"),
        ("\u2028\u200f7\u3000", "", ""),
        ("2024/017", "", ""),
        ("x" * 64, "", ""),
        ("Groupe3-12", "", ""),
    ],
)
def test_a_key_that_says_who_somebody_is_is_refused(key: str, rule: str, level: str) -> None:
    """The one text of a row is the one place where a name or a number of the state could stay."""
    found = [
        (one.rule, one.level.value)
        for one in read_learners(learner(key)).findings
        if one.level is not Level.INFO
    ]

    assert found == ([(rule, level)] if rule else [])


def test_a_person_with_two_keys_is_noticed_by_the_number_that_is_not_kept() -> None:
    """Blanks, dashes, small letters and other digits make no other person."""
    numbers = ["R130012345", "r 130-012-345", "R١٣٠٠١٢٣٤٦", "", ""]
    rows = [(str(at), "F", "safi", "2024-2025", one) for at, one in enumerate(numbers)]
    how = mapping("dedup_tag: {key_of: [Massar]}")
    imported = read(csv_of(rows, ("N°", "Sexe", "Centre", "Année", "Massar")), how)
    tags = imported.rows["dedup_tag"].to_list()

    assert codes(imported) == [("DUPLICATE_PERSON", "person.twice", (2, 3))]
    assert tags[0] == tags[1] != tags[2]
    assert tags[3:] == [None, None]
    assert all(len(tag) == 64 for tag in tags[:3])
    assert "130012345" not in str(imported) + told(imported.findings)


def test_digests_are_of_the_nodes_key_and_of_their_field() -> None:
    """Another node's tags, or the tag of this one, must not lead from a key to a person."""
    text = """\
mapping: 1
fields:
  learner_key: {key_of: [Massar]}
  dedup_tag: {key_of: [Massar]}
  school_year: {const: 2024-2025}
  centre: {const: c1}
  sex: {const: u}
"""
    how = parse_mapping(text.encode()).mapping
    assert how is not None
    ours, theirs = (
        read_register(
            b"Massar,x\nR130012345,1",
            how,
            centres={"c1": "MA-05"},
            node_key=key,
            today=date(2026, 11, 26),
        ).rows.row(0, named=True)
        for key in (NODE_KEY, NODE_KEY[::-1])
    )

    assert ours["learner_key"] != ours["dedup_tag"]
    assert ours["learner_key"] != theirs["learner_key"]
    assert ours["dedup_tag"] != theirs["dedup_tag"]


# --- codes and numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("sex", "", "MISSING_FIELD"),
        ("centre", "", "MISSING_FIELD"),
        ("school_year", "", "MISSING_FIELD"),
        ("learner_key", "", "MISSING_FIELD"),
        ("sex", "F", "UNKNOWN_CODE"),
        ("centre", "tanger", "UNKNOWN_CODE"),
        ("region", "MA-13", "UNKNOWN_CODE"),
        ("strand", "outreach", "UNKNOWN_CODE"),
        ("trade", "Fatima", "UNKNOWN_CODE"),
        ("outcome_m12", "married", "UNKNOWN_CODE"),
        ("source_m3", "sister", "UNKNOWN_CODE"),
        ("school_year", "2024-2026", "UNKNOWN_CODE"),
        ("school_year", "2024/2025", "UNKNOWN_CODE"),
        ("age", "seize", "NOT_A_NUMBER"),
        ("age", "16.5", "NOT_A_NUMBER"),
        ("age", "160000", "NOT_A_NUMBER"),
        ("age", "-3", "AGE_RULE"),
        ("age", "131", "AGE_RULE"),
    ],
)
def test_a_value_that_is_none_is_told_and_never_becomes_another(
    name: str, value: str, code: str
) -> None:
    """A default for what was not understood is a false figure with a signature."""
    imported = read_learners(learner(**{name: value}))

    assert [found for found, _, _ in codes(imported)] == [code]
    assert imported.rows.is_empty()
    assert not imported.is_complete


def test_no_finding_repeats_a_value_whatever_column_it_stands_in() -> None:
    """A name in the column of trades must not come back in a message or a log."""
    names = [name for name in columns() if name not in ("age_band", "dedup_tag", "age")]
    secret = dict.fromkeys(names, "Fatima-0612345678")
    said = told(read_learners(learner(), secret).findings)

    assert "UNKNOWN_CODE" in said
    assert "IMPOSSIBLE_DATE" in said
    assert "Fatima" not in said
    assert "0612345678" not in said


def test_what_a_program_shows_of_an_import_has_no_rows() -> None:
    """The text of an object ends in tracebacks and logs."""
    assert "khenifra" not in repr(read_learners(learner()))


def test_a_message_of_the_library_is_not_repeated() -> None:
    """It may say which value it could not read; no mapping file can say what is asked here."""
    rules = {**mapping().rules, "entry_date": From("Sexe", date_formats=("%H",))}
    imported = read(csv_of([LEARNER]), replace(mapping(), rules=rules))

    assert [one.rule for one in imported.findings] == ["format.unread"]
    assert imported.rows.is_empty()


def test_a_problem_of_a_million_lines_is_one_finding() -> None:
    """A wrong name for a column of codes must not print for an hour."""
    rows = [(str(at), "X", "safi", "2024-2025") for at in range(3_000)]
    (finding,) = read(csv_of(rows)).findings

    assert (finding.count, len(finding.lines)) == (3_000, 1_000)
    assert finding.text("fr").startswith("lignes 2, 3, 4, 5, 6, 7, 8, 9 et 2 992 autres, « Sexe »")
    assert finding.text("ar").startswith("الأسطر 2, 3, 4, 5, 6, 7, 8, 9 و2 992 أخرى، «Sexe»")


def test_a_million_rows_are_read_and_the_one_key_that_is_there_twice_is_found() -> None:
    """A file of a whole country, or a slip in an export, must neither stop nor hide a row."""
    lines = [f"{at};F;safi;2024-2025" for at in range(1_000_000)]
    lines[-1] = lines[2]
    imported = read("\n".join((";".join(HEADER), *lines)).encode())

    assert codes(imported) == [("DUPLICATE_KEY", "key.twice", (4, 1_000_001))]
    assert (imported.read, imported.rows.height) == (1_000_000, 999_998)


def test_exactly_one_of_the_columns_is_true() -> None:
    """A learner in two regions, or in none, is a mistake of the file."""
    header = ("N°", "Sexe", "Centre", "Année", "Nord", "Sud")
    rows = [
        (str(at), "F", "safi", "2024-2025", *marks)
        for at, marks in enumerate([("oui", ""), ("", "oui"), ("oui", "oui"), ("", "non")])
    ]
    how = mapping("region: {one_hot: {Nord: MA-01, Sud: MA-09}, true_value: oui}")
    imported = read(csv_of(rows, header), how)

    assert codes(imported) == [("UNKNOWN_CODE", "code.one_hot", (4, 5))]
    assert imported.rows["region"].to_list() == ["MA-01", "MA-09"]


def test_a_number_outside_every_band_is_told() -> None:
    """The band beside it would be a guess."""
    header = ("N°", "Sexe", "Centre", "Année", "Note")
    rows = [
        (str(at), "F", "safi", "2024-2025", mark)
        for at, mark in enumerate(["0", "9", "9.5", "x", "١٠"])
    ]
    how = mapping("outcome_exit: {from: Note, bands: [[0, 9, seeking], [10, 20, employed]]}")
    imported = read(csv_of(rows, header), how)

    assert codes(imported) == [("UNKNOWN_CODE", "code.band", (4, 5))]
    assert imported.rows["outcome_exit"].to_list() == ["seeking", "seeking", "employed"]


def test_an_empty_cell_has_the_code_that_the_mapping_gives_it_and_else_none() -> None:
    """Empty may mean "unknown", but only if somebody said so."""
    header = ("N°", "Sexe", "Centre", "Année", "Zone")
    rows = [("1", "", "safi", "2024-2025", ""), ("2", "F", "safi", "2024-2025", "ville")]
    text = 'sex: {from: Sexe, map: {"": u, F: f}}'
    how = parse_mapping(
        f"""\
mapping: 1
source: {{delimiter: ";"}}
fields:
  learner_key: {{from: N°}}
  school_year: {{from: Année}}
  centre: {{from: Centre}}
  {text}
  milieu: {{from: Zone, map: {{ville: urban}}}}
""".encode()
    ).mapping
    imported = read(csv_of(rows, header), how)

    assert codes(imported) == []
    assert imported.rows["sex"].to_list() == ["u", "f"]
    assert imported.rows["milieu"].to_list() == [None, "urban"]


def test_composed_and_decomposed_letters_are_one_value() -> None:
    """Two programs write é in two ways, and nobody sees it."""
    header = ("N°", "Sexe", "Centre", "Année", "Devenir")
    rows = [
        ("1", "F", "safi", "2024-2025", "e\u0301cole"),
        ("2", "F", "safi", "2024-2025", "école"),
    ]
    how = mapping("outcome_exit: {from: Devenir, map: {école: formal_education}}")

    assert (
        read(csv_of(rows, header), how).rows["outcome_exit"].to_list() == ["formal_education"] * 2
    )


# --- dates and ages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"entry_date": "2024-02-30"}, "date"),
        ({"entry_date": "30/02/2024"}, "date"),
        ({"entry_date": "hier"}, "date"),
        ({"entry_date": "16/09/24"}, "date.old"),
        ({"entry_date": "1924-09-16"}, "date.old"),
        ({"entry_date": "2026-11-27"}, "date.future"),
        ({"exit_date": "2028-01-01"}, "date.future"),
        ({"entry_date": "2024-09-16", "exit_date": "2024-09-15"}, "date.order"),
        ({**LEFT, "outcome_exit": "continuing"}, "date.continuing"),
        ({**LEFT, "observed_exit": "2024-09-01"}, "date.before_entry"),
    ],
)
def test_an_impossible_date_is_told(values: dict[str, str], rule: str) -> None:
    """One digit moves a learner to another cohort."""
    assert ("IMPOSSIBLE_DATE", rule) in _said(**values)


def test_a_number_instead_of_a_date_is_told_as_what_it_is() -> None:
    """ "45551" says nothing to the officer who typed 16/09/2024."""
    assert _said(entry_date="45551") == [("DATE_AS_NUMBER", "date.number")]


@pytest.mark.parametrize(
    "written", ["2024-09-16", "16/09/2024", "١٦/٠٩/٢٠٢٤", "2024-09-16 00:00:00"]
)
def test_dates_are_read_as_people_write_them(written: str) -> None:
    """A format that is usual here must not need a line of mapping."""
    rows = read_learners(learner(entry_date=written)).rows

    assert rows["entry_date"].to_list() == [date(2024, 9, 16)]


@pytest.mark.parametrize(
    ("values", "band"),
    [
        ({"age": "12"}, "a00_12"),
        ({"age": "13"}, "a13_15"),
        ({"age": "16"}, "a16_17"),
        ({"age": "20"}, "a18_20"),
        ({"age": "24"}, "a21_24"),
        ({"age": "25"}, "a25_up"),
        ({"age": "٦٠"}, "a25_up"),
        ({"age": ""}, "a_unk"),
        ({}, "a_unk"),
        ({"birth_year": "2007", "entry_date": "2024-09-16"}, "a16_17"),
        ({"birth_year": "2007", "entry_date": "2025-01-10"}, "a18_20"),
        ({"birth_year": "2007"}, "a_unk"),
    ],
)
def test_the_age_band_is_that_of_the_entry(values: dict[str, str], band: str) -> None:
    """An age of today would move every learner up a band each year."""
    assert read_learners(learner(**values)).rows["age_band"].to_list() == [band]


def test_a_date_of_birth_leaves_its_year_alone() -> None:
    """Day and month find a person again, and a register does not need them."""
    header = ("N°", "Sexe", "Centre", "Année", "Né le")
    how = mapping("birth_year: {from: Né le, date_format: DD/MM/YYYY}")
    imported = read(csv_of([("1", "F", "safi", "2024-2025", "12/05/2007")], header), how)

    assert imported.rows["birth_year"].to_list() == [2007]
    assert "12" not in str(imported.rows.row(0)), "neither the day nor the month"


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({"age": "14"}, True),
        ({"age": "15"}, False),
        ({**LEFT, "age": "14"}, False),
        ({**LEFT, "birth_year": "2011"}, True),
        ({**LEFT, "birth_year": "2010"}, False),
        ({"outcome_exit": "apprenticeship", "age": "14"}, False),
    ],
)
def test_nobody_is_employed_under_fifteen(values: dict[str, str], is_refused: bool) -> None:
    """Work of a child of fourteen is not an insertion, and not to be published as one."""
    found = _said(**{"outcome_exit": "employed", **values})

    assert (("AGE_RULE", "age.employed") in found) == is_refused


# --- outcomes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("point", "day", "is_counted"),
    [
        ("exit", "2025-08-14", True),
        ("exit", "2025-08-15", False),
        ("exit", "2025-05-16", True),
        ("exit", "2025-05-15", False),
        ("m3", "2025-09-29", True),
        ("m3", "2025-11-13", True),
        ("m3", "2025-11-14", False),
        ("m12", "2026-06-30", True),
        ("m12", "2026-05-16", True),
        ("m12", "2026-05-15", False),
    ],
)
def test_what_was_seen_too_early_or_late_counts_as_unknown(
    point: str, day: str, is_counted: bool
) -> None:
    """A job seen after five months is no job at three: 45 days around the point, no more."""
    values = {f"outcome_{point}": "employed", f"observed_{point}": day}
    imported = read_learners(learner(**LEFT, age="17", **values))
    expected = [] if is_counted else [("OBSERVED_OUTSIDE_WINDOW", "window.outside", (2,))]

    assert imported.rows[f"outcome_{point}"].to_list() == ["employed" if is_counted else "unknown"]
    assert codes(imported) == expected
    assert imported.is_complete, "the row counts"


def test_an_outcome_before_its_time_is_told() -> None:
    """Nobody knows in November what will be in June."""
    values = {"entry_date": "2025-09-16", "exit_date": "2026-10-01"}

    assert _said(**values, outcome_exit="employed", age="17") == []
    assert _said(**values, outcome_m12="employed", age="17") == [
        ("OBSERVED_OUTSIDE_WINDOW", "window.not_due")
    ]


def test_what_nobody_saw_counts_as_unknown() -> None:
    """A hope is not an outcome."""
    rows = read_learners(
        learner("1", outcome_m3="employed", source_m3="none"),
        learner("2", outcome_m3="employed", source_m3="declared"),
        learner("3", outcome_m3="", source_m3="none"),
    ).rows

    assert rows["outcome_m3"].to_list() == ["unknown", "employed", None]


def test_where_no_region_is_written_it_is_that_of_the_centre() -> None:
    """A total of the region would miss the learners of a file without that column."""
    rows = read_learners(
        learner("1", centre="safi", region=""),
        learner("2", centre="khenifra", region="MA-01"),
    ).rows

    assert rows["region"].to_list() == ["MA-07", "MA-01"]


def test_one_wrong_row_leaves_the_others_as_they_are() -> None:
    """All is shown at once, and nothing is kept until the file is right."""
    imported = read_learners(learner("1"), learner("2", sex="x", centre="y"), learner("3"))

    assert imported.rows["learner_key"].to_list() == ["1", "3"]
    assert (imported.read, imported.is_complete) == (3, False)
    assert codes(imported) == [
        ("UNKNOWN_CODE", "code.centre", (3,)),
        ("UNKNOWN_CODE", "code.unknown", (3,)),
    ]


def test_an_empty_list_of_codes_is_told_with_the_codes_that_go_there() -> None:
    """A guess leaves it empty where no value was known: "there are: ." helps nobody."""
    header = ("N°", "Sexe", "Centre", "Année", "Milieu")
    data = csv_of([("1", "F", "khenifra", "2024-2025", "Campagne")], header)
    imported = read(data, mapping("milieu: {from: Milieu, map: {}}"))
    (finding,) = [one for one in imported.findings if one.rule == "code.no_map"]

    assert "rural" in finding.text("fr")
    assert ": ." not in finding.text("fr")


def test_a_date_is_asked_for_as_people_write_it() -> None:
    """`%d/%m/%Y` is no French."""
    (finding,) = read_learners(learner(**(LEFT | {"exit_date": "31/02/2025"}))).findings

    assert "YYYY-MM-DD, DD/MM/YYYY" in finding.text("fr")
