"""Mapping files: everything that is wrong is told at once, at its line, and nothing is guessed."""

import pytest
from forsa.outcomes.register import Format, ParsedMapping, parse_mapping
from forsa.outcomes.register.finding_texts import TEXTS
from forsa.outcomes.register.guess_texts import GUESS_TEXTS
from forsa.outcomes.register.mapping import Const, From, KeyOf, OneHot, RowNumber
from forsa.outcomes.register.mapping_texts import MAPPING_TEXTS
from forsa.outcomes.register.values import parse_date_format

from tests.support.registers import MAPPING


def _parsed(*more: str) -> ParsedMapping:
    return parse_mapping((MAPPING + "".join(f"{line}\n" for line in more)).encode())


def _wrong(*more: str) -> list[tuple[str, tuple[int, ...]]]:
    """Rules and lines; the small mapping has seven lines of its own."""
    return [(one.rule, one.lines) for one in _parsed(*more).findings]


def test_every_way_to_fill_a_field_is_read() -> None:
    """A mapping of the documentation must mean what the documentation says."""
    parsed = _parsed(
        "  dedup_tag: {key_of: [Massar, CIN]}",
        "  age: {const: 16}",
        "  region: {one_hot: {Nord: MA-01, Sud: MA-09}, true_value: oui}",
        "  entry_date: {from: Entrée, date_format: JJ/MM/AAAA}",
        "  outcome_exit: {from: Note, bands: [[0, 9, seeking], [10, 20, formal_education]]}",
        "  outcome_m3: {from: M3, map: states}",
        "maps:",
        "  states: {école: formal_education}",
        "drop: [Nom, Massar, CIN]",
    )
    assert parsed.mapping is not None
    rules = parsed.mapping.rules

    assert parsed.findings == ()
    assert rules["dedup_tag"] == KeyOf(("Massar", "CIN"))
    assert rules["age"] == Const("16")
    assert rules["region"] == OneHot({"Nord": "MA-01", "Sud": "MA-09"}, "oui")
    assert rules["entry_date"] == From("Entrée", date_formats=("%d/%m/%Y",))
    assert rules["outcome_m3"] == From("M3", {"école": "formal_education"})
    assert parsed.mapping.drop == ("Nom", "Massar", "CIN")
    assert parsed.mapping.source.format is Format.CSV
    assert parsed.mapping.columns >= {"N°", "Massar", "CIN", "Nord", "Sud", "Entrée", "Note", "M3"}


def test_a_row_number_is_a_key() -> None:
    """A file without any number could not be read at all."""
    text = MAPPING.replace("{from: N°}", "{row_number: true}")
    parsed = parse_mapping(text.encode())

    assert parsed.mapping is not None
    assert parsed.mapping.rules["learner_key"] == RowNumber()


def test_all_problems_are_told_at_once() -> None:
    """Somebody who mends one line at a time gives up before the end."""
    wrong = _wrong(
        "  colour: {from: Couleur}",
        "  age: {from: Age, bands: [[1, 2, f]]}",
        "  milieu: {from: Zone, map: {ville: urbain}}",
        "  trade: {from: Atelier, const: other}",
        "  entry_date: {const: 2024-02-30}",
        "drop: [Centre]",
        "colonnes: [1]",
    )

    assert wrong == [
        ("mapping.unknown_key", (8,)),
        ("mapping.not_for", (9,)),
        ("mapping.code", (10,)),
        ("mapping.rule_kind", (11,)),
        ("mapping.const", (12,)),
        ("mapping.drop_used", (13,)),
        ("mapping.unknown_key", (14,)),
    ]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("  age: {from: A, run: 'x + 1'}", "mapping.unknown_key"),
        ("  age: !!python/object:os.system {from: A}", "yaml.alias"),
        ("  age: &a {from: A}", "yaml.alias"),
        ("  sex: {from: S}", "yaml.duplicate"),
        ("  age: [1, 2]", "field.mapping"),
        ("  age: {}", "mapping.rule_kind"),
        ("  age: {const: seize}", "mapping.const"),
        ("  age: {key_of: [A]}", "mapping.not_for"),
        ("  age: {row_number: true}", "mapping.not_for"),
        ("  age: {one_hot: {A: f}}", "mapping.not_for"),
        ("  dedup_tag: {from: Massar}", "mapping.tag"),
        ("  dedup_tag: {key_of: []}", "mapping.column"),
        ("  milieu: {from: Z, map: zones}", "mapping.list_name"),
        ("  milieu: {from: Z, map: {a: urban}, bands: [[1, 2, rural]]}", "mapping.map_or_bands"),
        ("  milieu: {from: Z, bands: [[3, 2, rural]]}", "mapping.band"),
        ("  milieu: {from: Z, bands: [[1, 3, rural], [3, 4, urban]]}", "mapping.band_overlap"),
        ("  milieu: {from: Z, bands: [[1, rural]]}", "mapping.band"),
        ("  milieu: {from: [Z]}", "mapping.column"),
        ("  strand: {const: outreach}", "mapping.code"),
        ("  exit_date: {from: D, date_format: MM/YYYY}", "mapping.date_format"),
        ("  exit_date: {from: D, date_format: '%d/%m/%Y %Z'}", "mapping.date_format"),
        ("  outcome_m3: {from: M3, date_format: DD/MM/YYYY}", "mapping.not_for"),
        ("maps: {states: {a: employed}}", "mapping.unused"),
        ("maps: [a]", "field.mapping"),
        ("drop: Nom", "field.list"),
        ("  age: {from: A", "yaml.syntax"),
    ],
)
def test_a_line_that_is_wrong_is_named_with_its_rule(line: str, rule: str) -> None:
    """A mapping that half works counts learners who are somebody else."""
    found = _wrong(line)

    assert rule in [name for name, _ in found]
    assert all(lines for _, lines in found)


def test_age_and_year_of_birth_do_not_stand_together() -> None:
    """Two ages of one learner would be one too many."""
    assert ("mapping.both_ages", (8,)) in _wrong(
        "  age: {from: A}", "  birth_year: {from: B, date_format: DD/MM/YYYY}"
    )


def test_fields_that_every_row_needs_are_asked_for() -> None:
    """A register without a centre counts nowhere."""
    (finding,) = parse_mapping(b"mapping: 1\nfields:\n  learner_key: {from: N}\n").findings

    assert finding.rule == "mapping.required"
    assert finding.values["known"] == "school_year, centre, sex"


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("{format: ods}", "mapping.choice"),
        ("{encoding: ebcdic}", "mapping.encoding"),
        ("{delimiter: ';;'}", "mapping.delimiter"),
        ("{delimiter: '؛'}", "mapping.delimiter"),
        ("{delimiter: '\"'}", "mapping.delimiter"),
        ("{delimiter: a}", "mapping.delimiter"),
        ("{header_row: 0}", "mapping.header_row"),
        ("{header_row: 1.5}", "mapping.header_row"),
        ("{separator: ','}", "mapping.unknown_key"),
    ],
)
def test_how_the_file_is_written_is_checked(source: str, rule: str) -> None:
    """A wrong word here would only show as columns that are missing."""
    text = MAPPING.replace('{format: csv, delimiter: ";"}', source)

    assert [one.rule for one in parse_mapping(text.encode()).findings] == [rule]


@pytest.mark.parametrize("written", [";", "|", "^", "~", " ", "tab", "\\t", ""])
def test_a_separator_is_a_sign_or_a_tabulator(written: str) -> None:
    """Programs write more of them than one thinks."""
    text = MAPPING.replace('";"', f"'{written}'")
    mapping = parse_mapping(text.encode()).mapping

    assert mapping is not None
    assert len(mapping.source.delimiter) == 1


def test_a_mistyped_code_comes_with_the_one_that_is_near() -> None:
    """Thirteen outcomes are many to compare by eye."""
    (finding,) = _parsed("  outcome_m3: {from: M3, map: {x: formal_educaton}}").findings

    assert "formal_education" in finding.text("ar")
    assert finding.text("fr").endswith("Vouliez-vous dire « formal_education » ?")


@pytest.mark.parametrize("data", [b"", b"mapping: 1", b"- 1", b"\xff\xfe", b"a: " * 200_000])
def test_a_file_that_is_no_mapping_is_refused(data: bytes) -> None:
    """Bytes of strangers raise nothing and build nothing."""
    parsed = parse_mapping(data)

    assert parsed.mapping is None
    assert parsed.findings


def test_every_sentence_has_three_languages_and_the_same_values() -> None:
    """A value that only one language tells is lost on half of the readers."""
    for table in (TEXTS, MAPPING_TEXTS, GUESS_TEXTS):
        for rule, words in table.items():
            names = [sorted(re_names(text)) for text in words]
            assert len(words) == 3, rule
            assert names[0] == names[1] == names[2], rule


def re_names(text: str) -> set[str]:
    """The names of values in a sentence."""
    return {part.partition("}")[0] for part in text.replace("{{", "").split("{")[1:]}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("DD/MM/YYYY", "%d/%m/%Y"),
        ("JJ-MM-AAAA", "%d-%m-%Y"),
        ("MM/DD/YY", "%m/%d/%y"),
        ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M"),
        ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S"),
        ("%Y-%m-%d %H", None),
        ("%Y-%m-%d %M:%H", None),
        ("DD/MM/YYYY %%", None),
        ("DD/DD/YYYY", None),
        ("%d/%m/%Y%Y", None),
        ("hier", None),
    ],
)
def test_formats_of_dates_have_a_day_a_month_and_a_year(text: str, read: str | None) -> None:
    """A format without a year makes every date one of this year."""
    assert parse_date_format(text) == read
