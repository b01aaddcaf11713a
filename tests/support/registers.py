"""Small registers made for one question each."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from forsa.outcomes.register import (
    Imported,
    LearnerFinding,
    RegisterMapping,
    parse_mapping,
    read_register,
)
from openpyxl import Workbook

TODAY: Final = date(2026, 11, 26)
NODE_KEY: Final = bytes(range(32))
CENTRES: Final = {"khenifra": "MA-05", "beni-mellal": "MA-05", "safi": "MA-07"}
HEADER: Final = ("N°", "Sexe", "Centre", "Année")
LEARNER: Final = ("1", "F", "khenifra", "2024-2025")
MAPPING: Final = """\
mapping: 1
source: {format: csv, delimiter: ";"}
fields:
  learner_key: {from: N°}
  school_year: {from: Année}
  centre: {from: Centre}
  sex: {from: Sexe, map: {F: f, M: m}}
"""


def mapping(*more: str, source: str = "") -> RegisterMapping:
    """The small mapping with more fields: `"age: {from: Age}"`."""
    text = MAPPING.replace('{format: csv, delimiter: ";"}', source) if source else MAPPING
    parsed = parse_mapping((text + "".join(f"  {line}\n" for line in more)).encode())
    assert parsed.mapping is not None, [one.text("en") for one in parsed.findings]
    return parsed.mapping


def csv_of(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER, mark: str = ";") -> bytes:
    """A CSV file in UTF-8."""
    return "\n".join(mark.join(row) for row in (header, *rows)).encode()


def workbook_of(rows: Sequence[Sequence[Any]], header: Sequence[Any] = HEADER) -> Workbook:
    """A workbook with one sheet, to be changed and saved."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(
    data: bytes, how: RegisterMapping | None = None, centres: Mapping[str, str] = CENTRES
) -> Imported:
    """What comes of a file."""
    return read_register(data, how or mapping(), centres=centres, node_key=NODE_KEY, today=TODAY)


def learner(key: str = "1", **values: str) -> dict[str, str]:
    """A right row, by the names of the fields, with other values."""
    return {
        "learner_key": key,
        "school_year": "2024-2025",
        "centre": "khenifra",
        "sex": "f",
        **values,
    }


def read_learners(*learners: Mapping[str, str]) -> Imported:
    """What comes of rows whose columns are named as the fields are."""
    names = list(dict.fromkeys(name for one in learners for name in one))
    fields = "".join(f"  {name}: {{from: {name}}}\n" for name in names)
    parsed = parse_mapping(f"mapping: 1\nfields:\n{fields}".encode())
    assert parsed.mapping is not None, [one.text("en") for one in parsed.findings]
    rows = [[one.get(name, "") for name in names] for one in learners]
    return read(csv_of(rows, names, ","), parsed.mapping)


def codes(imported: Imported) -> list[tuple[str, str, tuple[int, ...]]]:
    """Code, sentence and lines of all that stands in the way or is a warning."""
    return [
        (one.code.value, one.rule, one.lines)
        for one in imported.findings
        if one.level.value != "info"
    ]


def told(findings: Sequence[LearnerFinding]) -> str:
    """Everything that is said of a file, in every language and to programs."""
    texts = [one.text(language) for one in findings for language in ("fr", "ar", "en")]
    return "\n".join((*texts, *(str(one.as_json("fr")) for one in findings)))
