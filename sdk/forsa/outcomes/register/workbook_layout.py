"""What an XLSX file says before a library opens it: whether it is a trap, and its layout."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from forsa.attachments.problems import RefusedFileError
from forsa.attachments.xml_parts import check_prolog, read_tags
from forsa.attachments.zips import Budget, Entry, read_directory, unpacked
from forsa.outcomes.register.findings import Code, LearnerFinding, Notes

MAX_FILE_BYTES: Final = 64 * 2**20

_OLD: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_ROW: Final = re.compile(r"[0-9]{1,7}")
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


@dataclass(slots=True)
class Layout:
    """What a sheet's XML says beside its values."""

    name: str
    is_hidden: bool
    hidden_rows: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First and last row, first and last column, from 1."""


def read_layouts(data: bytes, notes: Notes) -> list[Layout] | None:
    """The sheets of the file, once it is known to be no bomb and no trap."""
    if data.startswith(_OLD):
        notes.add(Code.WRONG_FORMAT, "format.xls", found="xls", wanted="xlsx")
        return None
    if not data.startswith(_ZIP):
        notes.add(Code.WRONG_FORMAT, "format.csv", found="csv", wanted="xlsx")
        return None
    if len(data) > MAX_FILE_BYTES:
        notes.add(Code.TOO_LARGE, "input.large", size=len(data), limit=MAX_FILE_BYTES)
        return None
    try:
        return _looked_into(data)
    except RefusedFileError as error:
        why = error.problem
        notes.findings.append(
            LearnerFinding(Code.WRONG_FORMAT, f"file.{why.what}", values=why.values)
        )
        return None


def _looked_into(data: bytes) -> list[Layout]:
    file, budget = BytesIO(data), Budget()
    parts: dict[str, Entry] = {}
    for entry in read_directory(file):
        parts[entry.name] = entry
        if entry.name.lower().endswith((".xml", ".rels")):
            check_prolog(unpacked(file, entry, budget))
    targets = _targets(file, parts, budget)
    layouts = []
    for name, state, relation in _named_sheets(file, parts, budget):
        layout = Layout(name, state != "visible")
        part = parts.get(targets.get(relation, ""))
        if part is not None:
            read_tags(unpacked(file, part, budget), _sheet_reader(layout))
        layouts.append(layout)
    return layouts


def _targets(file: BytesIO, parts: Mapping[str, Entry], budget: Budget) -> dict[str, str]:
    """Relation id to the name of the part, of the workbook."""
    found: dict[str, str] = {}

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = given.get("Target", "")
            found[given.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    part = parts.get("xl/_rels/workbook.xml.rels")
    if part is not None:
        read_tags(unpacked(file, part, budget), start)
    return found


def _named_sheets(
    file: BytesIO, parts: Mapping[str, Entry], budget: Budget
) -> Iterator[tuple[str, str, str]]:
    """Name, state and relation id of each sheet."""
    found: list[tuple[str, str, str]] = []

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag == "sheet":
            found.append(
                (given.get("name", ""), given.get("state", "visible"), given.get("id", ""))
            )

    part = parts.get("xl/workbook.xml")
    if part is not None:
        read_tags(unpacked(file, part, budget), start)
    yield from found


def _sheet_reader(layout: Layout) -> Callable[[str, Mapping[str, str]], None]:
    row = 0

    def start(tag: str, given: Mapping[str, str]) -> None:
        nonlocal row
        if tag == "row":
            number = given.get("r", "")
            row = int(number) if _ROW.fullmatch(number) else row + 1
            if given.get("hidden") in {"1", "true"}:
                layout.hidden_rows.append(row)
        elif tag == "mergeCell":
            match = _RANGE.fullmatch(given.get("ref", ""))
            if match is not None:
                left, top, right, bottom = match.groups()
                layout.merged.append(
                    (int(top), int(bottom or top), _column(left), _column(right or left))
                )

    return start


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
