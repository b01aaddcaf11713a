"""XLSX files as they come: what a sheet shows is not always what its cells hold."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from forsa.outcomes.register import Code, RegisterMapping

from tests.support.registers import HEADER, LEARNER, codes, mapping, read, saved, told, workbook_of

ROWS = [(number, *LEARNER[1:]) for number in range(1, 5)]


def _how(*more: str, sheet: str = "") -> RegisterMapping:
    return mapping(*more, source=f"{{format: xlsx{f', sheet: {sheet}' if sheet else ''}}}")


def _rewritten(data: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """The workbook with other bytes in one of its parts."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, part.replace(*change) if info.filename == name else part)
    return file.getvalue()


def test_numbers_and_dates_of_cells_become_what_they_mean() -> None:
    """A key 12.0 is another learner than 12, and a date with a time is a date."""
    days = [datetime(2024, 9, 16), date(2024, 9, 17), "18/09/2024", "2024-09-19"]  # noqa: DTZ001
    rows = [(float(key), *row, day) for (key, *row), day in zip(ROWS, days, strict=True)]
    imported = read(
        saved(workbook_of(rows, (*HEADER, "Entrée"))), _how("entry_date: {from: Entrée}")
    )

    assert codes(imported) == []
    assert imported.rows["learner_key"].to_list() == ["1", "2", "3", "4"]
    assert imported.rows["entry_date"].to_list() == [date(2024, 9, day) for day in range(16, 20)]


def test_a_date_that_is_a_number_is_read_and_told() -> None:
    """A column whose cells lost their format still holds the days that somebody typed."""
    rows = [(*row, 45551 + at) for at, row in enumerate(ROWS)]
    imported = read(
        saved(workbook_of(rows, (*HEADER, "Entrée"))), _how("entry_date: {from: Entrée}")
    )

    assert imported.rows["entry_date"].to_list() == [date(2024, 9, day) for day in range(16, 20)]
    assert codes(imported) == [("DATE_AS_NUMBER", "date.number_read", (2, 3, 4, 5))]


@pytest.mark.parametrize("number", [2007, 12_345])
def test_a_number_that_is_no_day_of_our_time_is_no_date(number: int) -> None:
    """2007 read as a day's number would be an entry in 1905."""
    rows = [(*row, number) for row in ROWS]
    imported = read(
        saved(workbook_of(rows, (*HEADER, "Entrée"))), _how("entry_date: {from: Entrée}")
    )

    assert codes(imported) == [("IMPOSSIBLE_DATE", "date", (2, 3, 4, 5))]


def test_formulas_are_told_and_not_read() -> None:
    """Their value is what some program computed, once, perhaps."""
    book = workbook_of(ROWS)
    book.active["B3"] = '=IF(A3=2,"F","M")'  # type: ignore[index]
    found = codes(read(saved(book), _how()))

    assert ("FORMULA", "cell.formula", (3,)) in found


def test_merged_cells_are_told_at_the_rows_they_cover() -> None:
    """Only the first of them has a value: the others would be learners without a centre."""
    book = workbook_of(ROWS)
    book.active.merge_cells("C2:C4")  # type: ignore[union-attr]
    imported = read(saved(book), _how())
    (merged,) = (one for one in imported.findings if one.code is Code.MERGED_CELLS)

    assert (merged.lines, merged.column) == ((2, 3, 4), "Centre")


def test_merged_cells_elsewhere_do_not_matter() -> None:
    """A title over a sheet is merged everywhere."""
    book = workbook_of([HEADER, *ROWS], ("Liste des apprenants", None, None, None))
    book.active.merge_cells("A1:D1")  # type: ignore[union-attr]
    how = mapping(source="{format: xlsx, header_row: 2}")

    assert codes(read(saved(book), how)) == []


def test_rows_behind_a_filter_count_and_are_told() -> None:
    """Nobody sees them, and they are published."""
    book = workbook_of(ROWS)
    book.active.row_dimensions[3].hidden = True  # type: ignore[union-attr]
    imported = read(saved(book), _how())

    assert codes(imported) == [("HIDDEN", "row.hidden", (3,))]
    assert imported.rows.height == len(ROWS)


def test_a_hidden_sheet_is_not_read_unseen() -> None:
    """What nobody looked at must not become a published figure."""
    book = workbook_of(ROWS)
    book.create_sheet("Ancien").sheet_state = "hidden"
    hidden = read(saved(book), _how(sheet="Ancien"))

    assert [one.rule for one in hidden.findings] == ["sheet.hidden"]
    assert [one.rule for one in read(saved(book), _how()).findings] == ["sheet.not_read"]


@pytest.mark.parametrize(("sheet", "rule"), [("", "sheet.several"), ("Liste", "sheet.unknown")])
def test_of_several_sheets_one_has_to_be_named(sheet: str, rule: str) -> None:
    """The first one is last year's as often as not."""
    book = workbook_of(ROWS)
    book.create_sheet("2023-2024")

    assert [one.rule for one in read(saved(book), _how(sheet=sheet)).findings] == [rule]
    assert codes(read(saved(book), _how(sheet="Sheet"))) == []


def test_empty_rows_are_no_learners() -> None:
    """Formatted rows below the table would be fifty learners without a key."""
    book = workbook_of([*ROWS, (None, None, None, None), ("", "", "", ""), (5, *LEARNER[1:])])
    imported = read(saved(book), _how())

    assert imported.rows["learner_key"].to_list() == ["1", "2", "3", "4", "5"]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A file of a few kilobytes must not fill the memory of an old PC."""
    padded = (b"<sheetData>", b"<sheetData>" + b" " * (2**24))
    data = _rewritten(saved(workbook_of(ROWS)), "xl/worksheets/sheet1.xml", padded)

    assert len(data) < 2**16
    assert [one.rule for one in read(data, _how()).findings] == ["file.ratio"]


@pytest.mark.parametrize("digits", [11, 5_000])
def test_a_row_far_below_does_not_keep_the_program_busy(digits: int) -> None:
    """A row number is a number that a stranger wrote."""
    far = (b'<row r="5"', b'<row r="' + b"9" * digits + b'"')
    data = _rewritten(saved(workbook_of(ROWS)), "xl/worksheets/sheet1.xml", far)

    assert read(data, _how()).read <= 3


def test_merged_cells_over_each_other_are_told_once() -> None:
    """Ranges over all rows, as often as a stranger likes, are walked through in one go."""
    cells = b'<mergeCell ref="A2:D1048576"/><mergeCell ref="A4:D5"/><mergeCell ref="A1:D3"/>'
    change = (b"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>")
    data = _rewritten(saved(workbook_of(ROWS)), "xl/worksheets/sheet1.xml", change)
    merged = [one.lines for one in read(data, _how()).findings if one.code is Code.MERGED_CELLS]

    assert merged == [(1, 2, 3, 4, 5)] * 4


@pytest.mark.parametrize(
    ("part", "root"),
    [("xl/worksheets/sheet1.xml", b"<worksheet"), ("xl/styles.xml", b"<styleSheet")],
)
def test_a_document_type_is_refused(part: str, root: bytes) -> None:
    """Its entities grow without end."""
    change = (root, b'<!DOCTYPE x [<!ENTITY a "b">]>' + root)
    data = _rewritten(saved(workbook_of(ROWS)), part, change)

    assert [one.rule for one in read(data, _how()).findings] == ["file.entities"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"N;S\n1;F", "format.csv"),
        (b"\xd0\xcf\x11\xe0", "format.xls"),
        (b"PK\x03\x04" + b"x" * 100, "file.damaged"),
        (b"", "format.csv"),
    ],
)
def test_a_file_that_is_no_workbook_is_told(data: bytes, rule: str) -> None:
    """An error of a library tells an officer nothing."""
    findings = read(data, _how()).findings

    assert [one.rule for one in findings] == [rule]
    assert rule not in told(findings).replace(f"'{rule}'", ""), "it has words"


def test_a_damaged_workbook_is_told() -> None:
    """Half a download looks like a whole file until it is opened."""
    data = _rewritten(saved(workbook_of(ROWS)), "xl/workbook.xml", (b"<sheets>", b"<sheetz>"))

    assert [one.rule for one in read(data, _how()).findings] == ["file.damaged"]
