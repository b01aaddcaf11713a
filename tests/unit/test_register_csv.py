"""CSV files as they come: wrong encodings, separators that change, quotes, ragged lines."""

import pytest
from forsa.outcomes.register import Code
from forsa.outcomes.register.encodings import ENCODINGS, guess_encoding

from tests.support.registers import HEADER, LEARNER, codes, csv_of, mapping, read, told

ROWS = [(str(number), *LEARNER[1:]) for number in range(1, 6)]
FRENCH = [("1", "F", "khenifra", "2024-2025", "été, déjà né à Béni Mellal, garçon")]
ARABIC = [("1", "F", "khenifra", "2024-2025", "التكوين المهني بمركز الفرصة الثانية")]
NOTED = (*HEADER, "Remarque")


def _kinds(data: bytes, **source: str) -> list[tuple[Code, tuple[int, ...]]]:
    how = {"format": "csv", "delimiter": '";"', **source}
    written = ", ".join(f"{name}: {value}" for name, value in how.items())
    imported = read(data, mapping(source=f"{{{written}}}"))
    return [(one.code, one.lines) for one in imported.findings if one.level.value == "error"]


# --- what must be read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        csv_of(ROWS),
        b"\xef\xbb\xbf" + csv_of(ROWS),
        csv_of(ROWS).replace(b"\n", b"\r\n"),
        csv_of(ROWS).replace(b"\n", b"\r"),
        csv_of(ROWS) + b"\n\n;;;\n \n",
        csv_of(ROWS).replace(b";", b' ; "').replace(b"\n", b'"\n').replace(b'"', b""),
        csv_of([[f'"{value}"' for value in row] for row in ROWS]),
        csv_of(ROWS, [f" {name}\u00a0" for name in HEADER]),
    ],
    ids=["plain", "mark", "crlf", "cr", "blank lines", "blanks", "quotes", "header"],
)
def test_files_of_every_program_are_read(data: bytes) -> None:
    """Each spreadsheet program writes its own CSV."""
    imported = read(data)

    assert codes(imported) == []
    assert imported.rows["learner_key"].to_list() == ["1", "2", "3", "4", "5"]
    assert imported.rows["sex"].unique().to_list() == ["f"]


def test_lines_keep_their_numbers_whatever_stands_above() -> None:
    """A problem told at the wrong line is looked for in the wrong learner."""
    rows = [
        *ROWS[:2],
        ("3", '"F"', '"khenifra"', '"2024-2025"'),
        ("x", "F", "nowhere", "2024-2025"),
    ]
    text = csv_of(rows, HEADER).decode().replace("2;F", '\n\n"2";F').replace("3;", '"3\n";')

    assert codes(read(text.encode())) == [("UNKNOWN_CODE", "code.centre", (8,))]


def test_a_separator_and_a_quote_inside_quotes_are_part_of_the_value() -> None:
    """A trade called `Hair; "beauty"` is no reason to refuse a file."""
    rows = [("1", "F", '"khe;nifra"', "2024-2025"), ("2", "F", '"khe""nifra"', "2024-2025")]
    imported = read(csv_of(rows), centres={"khe;nifra": "MA-05", 'khe"nifra': "MA-05"})

    assert imported.rows["centre"].to_list() == ["khe;nifra", 'khe"nifra']


@pytest.mark.parametrize("encoding", [one for one in ENCODINGS if one != "iso-8859-6"])
def test_a_file_is_read_in_the_encoding_that_is_named(encoding: str) -> None:
    """A node in the mountains has the program that it has."""
    rows = ARABIC if encoding in ("utf-8", "utf-16", "windows-1256") else FRENCH
    data = csv_of(rows, NOTED).decode().encode(encoding)

    assert codes(read(data, mapping(source=f'{{delimiter: ";", encoding: {encoding}}}'))) == []


# --- what must be told ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "named", "rows"),
    [
        ("windows-1252", "utf-8", FRENCH),
        ("utf-16", "utf-8", FRENCH),
        ("utf-16-le", "utf-8", FRENCH),
        ("utf-16-le", "utf-8", ARABIC),
        ("utf-8", "windows-1252", FRENCH),
        ("utf-8-sig", "windows-1252", FRENCH),
        ("iso-8859-6", "utf-8", ARABIC),
        ("windows-1256", "utf-8", ARABIC),
        ("iso-8859-6", "windows-1252", ARABIC),
        ("iso-8859-6", "windows-1256", ARABIC),
    ],
)
def test_a_wrong_encoding_is_told_with_the_right_one(
    written: str, named: str, rows: list[tuple[str, ...]]
) -> None:
    """`Ã©` for é makes one code two, and nobody sees why a column is missing."""
    header = ("Num", *HEADER[1:3], "Annee", "Remarque")
    data = csv_of(rows, header).decode().encode(written)
    imported = read(data, mapping(source=f'{{delimiter: ";", encoding: {named}}}'))
    (finding,) = imported.findings

    assert finding.code is Code.WRONG_ENCODING
    assert finding.values["found"] == written.removesuffix("-le").removesuffix("-sig")
    assert str(finding.values["found"]) in finding.text("fr")


def test_an_encoding_that_nobody_can_tell_is_told_all_the_same() -> None:
    """Bytes that are no text must not be read as one."""
    data = csv_of(ROWS) + bytes(range(128, 256))

    assert [one.rule for one in read(data).findings] == ["encoding.unknown"]
    assert guess_encoding(bytes(range(128, 256))) is None


def test_a_separator_that_changes_half_way_is_told_where_it_changes() -> None:
    """Two exports glued together lose every learner of the second."""
    rows = csv_of(ROWS[:2]) + b"\n" + csv_of(ROWS[3:], ROWS[2], ",")

    assert _kinds(rows) == [(Code.WRONG_SEPARATOR, (4, 5, 6))]
    assert read(rows).read == 2


def test_another_separator_than_the_named_one_is_told_once() -> None:
    """One wrong character must not be a thousand missing columns."""
    findings = read(csv_of(ROWS, mark=",")).findings

    assert "separator.other" in [one.rule for one in findings]
    assert 'delimiter: ","' in told(findings)


def test_lines_of_another_length_are_told_and_the_rest_is_read() -> None:
    """A value that slipped by one column makes a centre of a school year."""
    rows = [ROWS[0], ROWS[1][:3], (*ROWS[2], "x"), ROWS[3]]

    assert _kinds(csv_of(rows)) == [(Code.RAGGED_LINE, (3,)), (Code.RAGGED_LINE, (4,))]
    assert read(csv_of(rows)).read == 2


def test_a_quote_that_does_not_close_is_told_where_it_opens() -> None:
    """It would swallow every learner behind it."""
    text = csv_of(ROWS).replace(b"\n2;F", b'\n2;"F')

    assert _kinds(text) == [(Code.BAD_QUOTES, (3,))]


def test_a_quote_that_closes_far_below_is_told_where_it_opens() -> None:
    """Two stray quotes would make one learner of all that stand between them."""
    rows = [(str(number), *LEARNER[1:]) for number in range(1, 80)]
    text = csv_of(rows).replace(b"\n2;F", b'\n2;"F').replace(b"\n70;F", b'\n70;F"')

    assert _kinds(text) == [(Code.BAD_QUOTES, (3,))]
    assert read(text).read == len(rows) - 69


def test_a_problem_of_many_lines_names_the_first_of_them() -> None:
    """A wrong export of a network would fill a screen and a log."""
    (finding,) = (
        one for one in read(csv_of([LEARNER[:3]] * 3_000)).findings if one.code is Code.RAGGED_LINE
    )

    assert (finding.count, finding.lines) == (3_000, tuple(range(2, 1_002)))


@pytest.mark.parametrize("written", [b'F"x"', b'""F', b'"F"x', b'F""', b'"F" ', b' "F"'])
def test_a_quote_inside_a_value_is_told(written: bytes) -> None:
    """Programs disagree on what it means, so nobody may guess."""
    text = csv_of(ROWS).replace(b"\n2;F", b"\n2;" + written)

    assert _kinds(text) == [(Code.BAD_QUOTES, (3,))]


def test_a_quote_inside_the_header_is_told() -> None:
    """A name that is nearly right would be taken for the column."""
    assert _kinds(csv_of(ROWS, ('"N°"x', *HEADER[1:]))) == [(Code.BAD_QUOTES, (1,))]


@pytest.mark.parametrize("bad", [b"\x00", b"\x1f", b"\x07"])
def test_bytes_that_nobody_sees_are_told(bad: bytes) -> None:
    """A NUL ends a text for some programs, and not for others."""
    assert _kinds(csv_of(ROWS).replace(b"\n3", b"\n3" + bad)) == [(Code.CONTROL_CHARACTERS, (4,))]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "input.no_rows"),
        (b"\n \n", "input.no_rows"),
        (csv_of([]), "input.no_rows"),
        (b"PK\x03\x04rest", "format.xlsx"),
        (b"\xd0\xcf\x11\xe0rest", "format.xls"),
        (b"%PDF-1.7", "format.pdf"),
        (b"\x1f\x8brest", "format.gzip"),
        (b"a;" * 1_200 + b"a\n1", "input.columns"),
    ],
)
def test_a_file_that_is_something_else_is_told(data: bytes, rule: str) -> None:
    """The wrong file is the most usual mistake of all."""
    assert rule in [one.rule for one in read(data).findings]
    assert read(data).rows.is_empty()


def test_a_column_that_is_missing_is_told_with_those_that_are_there() -> None:
    """`Sexe` renamed to `Genre` is one word to correct."""
    findings = read(csv_of(ROWS, ("N°", "Genre", "Centre", "Année"))).findings
    (finding,) = (one for one in findings if one.code is Code.COLUMN_MISSING)

    assert finding.column == "Sexe"
    assert finding.values["known"] == "Genre"


def test_a_file_without_a_header_does_not_have_a_learner_repeated() -> None:
    """The first line is then a person's, and a message goes to screens and logs."""
    data = b"Fatima;Zahra;0612345678;Khenifra\nAmina;Salhi;0612345679;Safi"
    said = told(read(data).findings)

    assert "column.no_header" in said
    assert not [word for word in ("Fatima", "Zahra", "0612", "Amina") if word in said]


def test_a_column_that_is_there_twice_is_told() -> None:
    """Which of the two is meant, only a person knows."""
    rows = [(*row, "M") for row in ROWS]

    assert [one.rule for one in read(csv_of(rows, (*HEADER, "Sexe"))).findings] == ["column.twice"]


def test_columns_that_are_not_read_are_named_and_gone() -> None:
    """What is not asked for must not lie in a frame, nor in a message."""
    rows = [(*row, "Fatima Zahra", "0612345678") for row in ROWS]
    imported = read(csv_of(rows, (*HEADER, "Nom", "0661000000")))
    said = told(imported.findings)

    assert imported.dropped == ("Nom", "n° 6")
    assert "Nom" in said
    assert "Fatima" not in said + str(imported.rows.to_dicts())
    assert "0661" not in said, "a header that is a number is somebody's number"
