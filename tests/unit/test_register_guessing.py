"""A first mapping for a file nobody has described: right, or silent where nothing can be told."""

from datetime import date
from importlib.resources import files

import pytest
from forsa.outcomes.register import RegisterMapping, guess_mapping, parse_mapping
from forsa.outcomes.register import known_words as words
from forsa.outcomes.register.guess_texts import remark
from forsa.outcomes.register.mapping import Const, From, KeyOf, RowNumber
from forsa.words.reasons import LANGUAGES, Language

from tests.support.registers import CENTRES, TODAY, codes, csv_of, read, saved, workbook_of

FRENCH = (
    ("N° d'ordre", "Nom et prénom", "Code Massar", "Sexe", "Date de naissance", "Milieu"),
    ("Date d'inscription", "Date de sortie", "Situation à la sortie", "Situation à 6 mois"),
)
ARABIC = (
    ("الرقم الترتيبي", "الاسم الكامل", "رمز مسار", "الجنس", "تاريخ الازدياد", "الوسط"),
    ("تاريخ الالتحاق", "تاريخ المغادرة", "الوضعية عند المغادرة", "الوضعية بعد 6 أشهر"),
)
ENGLISH = (
    ("Number", "Full name", "National ID", "Gender", "Date of birth", "Area"),
    ("Entry date", "Exit date", "Outcome at exit", "Outcome after 6 months"),
)
PORTUGUESE = (
    ("Código", "Nome", "CIN", "Sexo", "Data de nascimento", "Zona"),
    ("Data de entrada", "Data de saída", "Situação", "Situação 6 meses"),
)
ROWS = [
    ("1", "Fatima Zahra", "R130012345", "Fille", "12/05/2007", "Rural"),
    ("2", "Youssef Alami", "R130012346", "ذكر", "30/11/2006", "حضري"),
]
REST = [
    ("16/09/2024", "30/06/2025", "Formation par apprentissage", "Non joint"),
    ("17/09/2024", "30/06/2025", "تدريب", "Emploi salarié"),
]
LEARNERS = [(*one, *rest) for one, rest in zip(ROWS, REST, strict=True)]


def _guess(data: bytes, language: Language = "fr") -> tuple[str, RegisterMapping]:
    guessed = guess_mapping(data, centres=CENTRES, today=TODAY, language=language)
    parsed = parse_mapping(guessed.text.encode())
    assert parsed.mapping is not None, [one.text("en") for one in parsed.findings]
    return guessed.text, parsed.mapping


@pytest.mark.parametrize("names", [FRENCH, ARABIC, ENGLISH, PORTUGUESE])
@pytest.mark.parametrize("as_workbook", [False, True])
def test_a_file_is_described_in_the_words_of_four_languages(
    names: tuple[tuple[str, ...], ...], *, as_workbook: bool
) -> None:
    """An officer who has to begin with an empty page does not begin."""
    header = [*names[0], *names[1]]
    data = saved(workbook_of(LEARNERS, header)) if as_workbook else csv_of(LEARNERS, header)
    _, mapping = _guess(data)
    rules = mapping.rules
    imported = read(data, mapping)

    assert rules["learner_key"] == From(header[0])
    assert rules["dedup_tag"] == KeyOf((header[2],))
    assert rules["birth_year"] == From(header[4], date_formats=("%d/%m/%Y",))
    assert mapping.drop == (header[1], header[2])
    assert [code for code, _, _ in codes(imported)] == []
    assert imported.rows["sex"].to_list() == ["f", "m"]
    assert imported.rows["milieu"].to_list() == ["rural", "urban"]
    assert imported.rows["entry_date"].to_list() == [date(2024, 9, 16), date(2024, 9, 17)]
    assert imported.rows["outcome_exit"].to_list() == ["apprenticeship", "internship"]
    assert imported.rows["outcome_m6"].to_list() == ["unknown", "employed"]


def test_what_cannot_be_told_is_a_comment_and_no_guess() -> None:
    """A value put under a code that only looks like it is a wrong figure nobody looks for."""
    header = ("Sexe", "Devenir", "Atelier", "Machin")
    rows = [("F", "mystère", f"atelier {at}", "x") for at in range(60)]
    text, mapping = _guess(csv_of(rows, header), "en")

    assert mapping.rules["outcome_exit"] == From("Devenir", {})
    assert "other values, without a code yet: 1" in text
    assert "60 different values" in text
    assert "will not be read: Machin" in text
    assert "mystère" not in text


def test_a_file_without_a_key_gets_a_digest_of_its_number_or_a_row_number() -> None:
    """Keys must find a learner again, and a Massar code must not be one."""
    _, by_number = _guess(csv_of([("R130012345", "F")], ("Massar", "Sexe")))
    text, by_row = _guess(csv_of([("Fatima", "F")], ("Nom", "Sexe")))

    assert by_number.rules["learner_key"] == KeyOf(("Massar",))
    assert by_row.rules["learner_key"] == RowNumber()
    assert "une colonne avec un numéro" in text


def test_a_key_that_repeats_is_none() -> None:
    """A class number is not a learner's."""
    _, mapping = _guess(csv_of([("1", "F"), ("1", "M")], ("N°", "Sexe")))

    assert mapping.rules["learner_key"] == RowNumber()


def test_the_names_of_centres_are_left_to_a_person() -> None:
    """Which of the association's codes "Centre ville" is, no word says."""
    named = _guess(csv_of([("1", "Centre ville")], ("N°", "Centre")))
    coded = _guess(csv_of([("1", "safi")], ("N°", "Centre")))

    assert named[1].rules["centre"] == Const("beni-mellal")
    assert "écrivez quel nom est quel centre" in named[0]
    assert coded[1].rules["centre"] == From("Centre")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(";", "windows-1252"), ("\t", "utf-16"), (",", "utf-8-sig"), ("|", "utf-8")],
)
def test_how_the_file_is_written_is_found(mark: str, encoding: str) -> None:
    """Encodings are what officers know least about."""
    data = csv_of([("1", "été à Béni Mellal")], ("N°", "Prénom"), mark).decode().encode(encoding)
    _, mapping = _guess(data)

    assert mapping.source.delimiter == mark
    assert mapping.source.encoding == encoding.removesuffix("-sig")


def test_a_header_below_a_title_is_found() -> None:
    """Half of the sheets begin with the name of the association."""
    data = csv_of([("", ""), ("N°", "Sexe"), ("1", "F")], ("Association Amal", ""))
    _, mapping = _guess(data)

    assert mapping.source.header_row == 3
    assert mapping.rules["sex"] == From("Sexe", {"F": "f"})


def test_school_years_are_understood_as_people_write_them() -> None:
    """2024/2025 is how most offices write it."""
    rows = [("1", "2024/2025"), ("2", "2024-2025"), ("3", "2025-26")]
    _, mapping = _guess(csv_of(rows, ("N°", "Année scolaire")))
    _, plain = _guess(csv_of(rows[1:2], ("N°", "Année scolaire")))
    _, none = _guess(csv_of([("1", "2024/2027")], ("N°", "Année scolaire")))
    written = {"2024/2025": "2024-2025", "2024-2025": "2024-2025", "2025-26": "2025-2026"}

    assert mapping.rules["school_year"] == From("Année scolaire", written)
    assert plain.rules["school_year"] == From("Année scolaire")
    assert none.rules["school_year"] == From("Année scolaire")


def test_dates_with_the_month_first_are_seen() -> None:
    """09/16/2024 read as day and month is no date at all."""
    rows = [("1", "09/16/2024"), ("2", "10/01/2024")]
    _, mapping = _guess(csv_of(rows, ("N°", "Entry date")))

    assert mapping.rules["entry_date"] == From("Entry date", date_formats=("%m/%d/%Y",))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "data",
    [
        csv_of([], ("a", "a", "", "x: y", "#", "{", "'", "\\", "null", "- z")),
        csv_of([("1", "2")], ("Fatima", "0612345678")),
        csv_of([("1", "F")], ("N°\x7f", "Sexe\u2028")),
        b"\x00\x01",
        b"",
        b"PK\x03\x04",
        b"a",
        'N°;Sexe;"Centre: {x}"\n1;"a: b";#\n2;"\'";-'.encode(),
    ],
)
def test_whatever_the_file_the_proposal_is_a_mapping_or_nothing(
    data: bytes, language: Language
) -> None:
    """Names of columns are a stranger's text in a file of ours."""
    guessed = guess_mapping(data, centres=CENTRES, today=TODAY, language=language)
    parsed = parse_mapping(guessed.text.encode())

    assert (parsed.mapping is not None) or (guessed.text == "" and guessed.findings is not None)
    assert "0612345678" not in guessed.text


def test_words_are_written_as_they_are_compared() -> None:
    """A word with an accent in the table would never be found."""
    values = [value for known in words._VALUES.values() for value in known.values()]
    every = [*words.COLUMNS.values(), words.NUMBERS, words.SENSITIVE, *values]

    assert [word for table in every for word in table if words.fold(word) != word] == []


def test_the_register_that_ships_is_described_and_read_without_a_word() -> None:
    """The guide and the demonstration begin with it."""
    data = files("forsa.samples").joinpath("register-2024-2025.fr.csv").read_bytes()
    guessed = guess_mapping(data, centres=("khenifra", "mrirt"), today=TODAY, language="fr")
    parsed = parse_mapping(guessed.text.encode())
    assert parsed.mapping is not None
    imported = read(data, parsed.mapping, {"khenifra": "MA-05", "mrirt": "MA-05"})

    assert "#" not in guessed.text.partition("\n")[2], "nothing is left to a person"
    assert codes(imported) == []
    assert imported.rows.height == 186
    assert parsed.mapping.drop == ("Nom et prénom", "Code Massar", "Téléphone", "Observations")


@pytest.mark.parametrize("data", [b"", b"\r\n", b"no workbook at all"])
def test_a_file_without_a_line_is_told_and_no_mapping_proposed(data: bytes) -> None:
    """A command that ends with an error and says nothing; or a mapping made of nothing."""
    guessed = guess_mapping(data, centres=CENTRES, today=TODAY, language="fr")

    assert not guessed.text
    assert [one.rule for one in guessed.findings] == ["input.no_rows"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_centre_yet_is_told_where_centres_come_from(language: Language) -> None:
    """`c1` alone would be imported, and refused at every line."""
    data = csv_of(LEARNERS, [*FRENCH[0], *FRENCH[1]])
    text = guess_mapping(data, centres=(), today=TODAY, language=language).text

    assert remark("no_centre", language, {}) in text
