"""Exports of outcomes: the tools of others read them, and they read back as what they were."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from forsa.errors import MalformedError
from forsa.exports.outcomes.folder import MANIFEST, export_files, manifest
from forsa.exports.outcomes.observations import csv_text, observations
from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.reading import read_export
from forsa.exports.outcomes.sdmx import STATUS
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.network import MemberYear, Totals, contribution, totals
from forsa.outcomes.tables import Cell, CellState, Vintage
from forsa.testing.learners import draw_node
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.support.made_releases import release_of

Files = dict[str, bytes]
SIZES = (20, 45, 90, 200, 420)


def published(n: int, point: str = "exit", share: float = 0.2, seed: int = 0) -> PublishedRelease:
    """A release of an association of `n` learners, as the log would have it."""
    association = draw_node(f"{n} {seed}", n, 1 + n // 120, member=f"a{n}", region="MA-05")
    return PublishedRelease(
        release_of(association, point, share=share),
        association.member,
        sha256(f"{n} {point}".encode()).digest(),
        region=association.region,
        licence="CC-BY-SA-4.0",
        contact=f"{association.member}@example.org",
        tool="forsa 1",
        population={"fr": "Tous les inscrits", "ar": "كل المسجلين"},
        limits={"fr": "Suivi par téléphone"},
    )


@pytest.fixture(scope="module")
def releases() -> list[PublishedRelease]:
    """One of each rung of the ladder; one of them waits for a revision, one was not asked."""
    made = [published(n) for n in SIZES]
    table, *others = made[2].release.tables
    held = [
        cell if cell.value is None else replace(cell, state=CellState.HELD) for cell in table.cells
    ]
    tables = (replace(table, cells=tuple(held)), *others)
    made.append(
        replace(made[2], release=replace(made[2].release, vintage=Vintage.FINAL, tables=tables))
    )
    *others, last = made[3].release.tables
    unasked = tuple(Cell(cell.at, CellState.NOT_COLLECTED) for cell in last.cells)
    tables = (*others, replace(last, cells=unasked))
    made[3] = replace(made[3], release=replace(made[3].release, tables=tables))
    return made


@pytest.fixture(scope="module")
def view() -> Totals:
    """Totals of two of them."""
    years = [MemberYear(f"a{n}", "MA-05", n, (published(n).release,)) for n in SIZES[1:3]]
    parts = [one for year in years if (one := contribution(year, "exit")) is not None]
    return totals(years, parts, "exit", school_year="2024-2025")


@pytest.fixture(scope="module")
def files(releases: list[PublishedRelease], view: Totals) -> Files:
    """The whole export."""
    return export_files(releases, [view])


def written(files: Files, folder: Path) -> Path:
    """The export as a folder."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


# --- read back ---


def test_what_is_read_back_is_what_was_exported(
    files: Files, releases: list[PublishedRelease]
) -> None:
    """An archive that says something else than the log is worse than none."""
    assert read_export(files) == tuple(releases)


@settings(max_examples=8)
@given(st.integers(1, 250), st.sampled_from(("exit", "m12")), st.floats(0, 1), st.integers(0, 9))
def test_every_release_is_read_back(n: int, point: str, share: float, seed: int) -> None:
    """Whatever is shown, and whatever is hidden."""
    one = published(n, point, share, seed)

    assert read_export(export_files([one])) == (one,)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("observations.csv", lambda data: data.replace(b",,c\n", b",0,0\n", 1)),
        ("observations.csv", lambda data: data[:-9]),
        ("datapackage.json", lambda data: data.replace(b'"frame_n": 420', b'"frame_n": 421')),
        ("outcomes.fr.xlsx", lambda data: data + b" "),
        (MANIFEST, lambda data: data.replace(b"forsa-outcomes-1", b"forsa-outcomes-2")),
    ],
)
def test_an_export_that_somebody_changed_is_refused(
    files: Files, name: str, change: Callable[[bytes], bytes]
) -> None:
    """The manifest holds all files together."""
    changed = change(files[name])

    assert changed != files[name]
    with pytest.raises(MalformedError):
        read_export({**files, name: changed})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb",,c\n", b",0,c\n"),
        (rb",,c\n", b",,q\n"),
        (rb",[0-9]+,v\n", b",,v\n"),
        (rb",[0-9]+,v\n", b",-1,v\n"),
        (rb",[0-9]+,v\n", b",+7,v\n"),
        (rb"\na20,[^\n]*\n", b"\n"),
        (rb"(\na45,[^\n]*)", rb"\1\1"),
        (rb",active_life,", b",working,"),
        (rb"^member", b"members"),
        (rb"^", b"\xff"),
        (rb"\na45,node-1", b"\na45,node-2"),
    ],
)
def test_cells_that_no_release_has_are_refused(files: Files, old: bytes, new: bytes) -> None:
    """A manifest is made anew in a second: the cells are held to the shape of a release, too."""
    data = re.sub(old, new, files["observations.csv"], count=1)
    changed = {**files, "observations.csv": data}
    changed[MANIFEST] = manifest({k: v for k, v in changed.items() if k != MANIFEST})

    assert data != files["observations.csv"]
    with pytest.raises(MalformedError):
        read_export(changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"frame_n": 420', '"frame_n": "420"'),
        ('"vintage": "final"', '"vintage": "last"'),
        ('"history": []', '"history": [1]'),
        ('"theta": {', '"theta": [], "was": {'),
        ('"tables": {', '"tables": [], "was": {'),
        ('"product": "node-4"', '"product": "node-9"'),
        ('"releases": [', '"releases": [], "was": ['),
    ],
)
def test_a_description_of_something_else_is_refused(files: Files, old: str, new: str) -> None:
    """Foreign JSON is read as strictly as foreign bytes."""
    text = files["datapackage.json"].decode()
    changed = {**files, "datapackage.json": text.replace(old, new).encode()}
    changed[MANIFEST] = manifest({k: v for k, v in changed.items() if k != MANIFEST})

    assert old in text
    with pytest.raises(MalformedError):
        read_export(changed)


# --- what others read it with ---


def test_a_data_package_is_valid_by_its_own_tool(files: Files, tmp_path: Path) -> None:
    """The first of the formats: whoever publishes open data checks it with this."""
    from frictionless import validate

    report = validate(str(written(files, tmp_path) / "datapackage.json"))

    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == 2


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (rb",,c\n", b",hidden,c\n", "type-error"),
        (rb",,c\n", b",,s\n", "constraint-error"),
        (rb",[0-9]+,v\n", b",-5,v\n", "constraint-error"),
        (rb"(\na45,[^\n]*)", rb"\1\1", "primary-key"),
        (rb",[0-9]+,v\n", b",77,v\n", "hash-count"),
    ],
)
def test_a_broken_data_package_is_refused_by_that_tool(
    files: Files, tmp_path: Path, old: bytes, new: bytes, error: str
) -> None:
    """The schema says enough for others to find what is wrong without us."""
    from frictionless import validate

    data = re.sub(old, new, files["observations.csv"], count=1)
    folder = written({**files, "observations.csv": data}, tmp_path)
    report = validate(str(folder / "datapackage.json"))

    assert not report.valid
    assert error in {kind for (kind,) in report.flatten(["type"])}


@pytest.mark.parametrize("table", ["observations.csv", "totals.csv"])
def test_csv_on_the_web_is_valid_by_its_own_tool(files: Files, tmp_path: Path, table: str) -> None:
    """And its types give the same cells."""
    from csvw import CSVW

    read = CSVW(str(written(files, tmp_path) / f"{table}-metadata.json"), validate=True)
    rows = list(read.tables[0])
    plain = list(csv.DictReader(io.StringIO(files[table].decode())))

    assert read.is_valid
    assert [row["value"] for row in rows] == [
        int(row["value"]) if row["value"] else None for row in plain
    ]


def test_broken_csv_on_the_web_is_refused_by_that_tool(files: Files, tmp_path: Path) -> None:
    """A text where a number belongs."""
    from csvw import CSVW

    data = files["observations.csv"].replace(b",,c\n", b",hidden,c\n", 1)
    folder = written({**files, "observations.csv": data}, tmp_path)

    with pytest.raises(ValueError, match="decimal"):
        list(CSVW(str(folder / "observations.csv-metadata.json")).tables[0])


def test_statistical_offices_read_the_same_cells(
    files: Files, releases: list[PublishedRelease]
) -> None:
    """SDMX-CSV: a hidden cell is missing and confidential, and never tells why it is hidden."""
    rows = list(csv.DictReader(io.StringIO(files["observations.sdmx.csv"].decode())))
    cells = [cell for one in releases for table in one.release.tables for cell in table.cells]

    assert [row["OBS_VALUE"] for row in rows] == [
        "" if cell.value is None else str(cell.value) for cell in cells
    ]
    assert [(row["OBS_STATUS"], row["CONF_STATUS"]) for row in rows] == [
        STATUS[cell.state] for cell in cells
    ]
    assert {row["CONF_STATUS"] for row in rows} == {"F", "C"}
    assert set(STATUS) == set(CellState)
    assert list(rows[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert {row["TIME_PERIOD"] for row in rows} == {"2024-09-01/P1Y"}


def test_totals_keep_both_ends_in_every_format(files: Files, view: Totals) -> None:
    """Nobody may have to guess the middle."""
    cells = [cell for table in view.tables for cell in table.cells]
    plain = list(csv.DictReader(io.StringIO(files["totals.csv"].decode())))
    sdmx = list(csv.DictReader(io.StringIO(files["totals.sdmx.csv"].decode())))

    for rows, lower, upper, value in (
        (plain, "lower", "upper", "value"),
        (sdmx, "LOWER", "UPPER", "OBS_VALUE"),
    ):
        assert [(int(row[lower]), int(row[upper])) for row in rows] == [
            (cell.lower, cell.upper) for cell in cells
        ]
        assert [row[value] for row in rows] == [
            "" if cell.value is None else str(cell.value) for cell in cells
        ]


# --- for people ---


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_workbook_shows_every_cell_and_what_is_hidden_as_a_letter(
    releases: list[PublishedRelease], files: Files, language: str
) -> None:
    """A blank or a 0 would be added up; text is not."""
    book = load_workbook(io.BytesIO(files[f"outcomes.{language}.xlsx"]))
    found = [
        cell.value
        for sheet in book.worksheets[1:]
        if not sheet.title.startswith(("Réseau", "الشبكة"))
        for row in sheet.iter_rows(min_row=2)
        for cell in row
    ]
    cells = [cell for one in releases for table in one.release.tables for cell in table.cells]
    numbers = sorted(one for one in found if isinstance(one, int))

    assert numbers == sorted(cell.value for cell in cells if cell.value is not None)
    for letter in ("c", "x"):
        assert found.count(letter) == sum(cell.state == letter for cell in cells) > 0
    assert None not in found
    assert all(sheet.sheet_view.rightToLeft == (language == "ar") for sheet in book.worksheets)


def test_no_cell_of_a_workbook_is_a_formula(view: Totals) -> None:
    """A mailbox may begin with any sign that mail allows; a spreadsheet must not run it."""
    one = replace(
        published(45),
        contact='=HYPERLINK("x")@example.org',
        tool="+1",
        limits={"fr": "@SUM(A1)", "ar": "-2"},
    )
    files = export_files([one], [view])
    texts = [
        cell
        for name in ("outcomes.fr.xlsx", "outcomes.ar.xlsx")
        for sheet in load_workbook(io.BytesIO(files[name])).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]

    assert all(cell.data_type != "f" for cell in texts)
    assert any(cell.value == '\'=HYPERLINK("x")@example.org' for cell in texts)
    assert "'=HYPERLINK" in files["observations.sdmx.csv"].decode()
    assert not re.search('(?m)(^|,)"?[=+@-]', files["observations.sdmx.csv"].decode())


def test_signs_that_a_workbook_cannot_hold_are_left_out() -> None:
    """One program that puts a zero byte into its name must not keep everybody from exporting."""
    one = replace(published(45), tool="tool\x00\x1f 1", limits={"fr": "x" * 40_000})
    book = load_workbook(io.BytesIO(export_files([one])["outcomes.fr.xlsx"]))
    texts = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]

    assert "tool 1" in texts
    assert max(map(len, texts)) == 32_000


# --- what holds an export together ---


def test_the_same_releases_give_the_same_bytes(
    files: Files, releases: list[PublishedRelease], view: Totals
) -> None:
    """Two people who export the same can compare a digest; no clock is in it."""
    assert export_files(releases, [view]) == files


def test_the_manifest_names_every_file_in_one_spelling(files: Files) -> None:
    """RFC 8785, so that its own digest can be quoted."""
    read = json.loads(files[MANIFEST])

    assert set(read["files"]) == set(files) - {MANIFEST}
    for name, said in read["files"].items():
        assert said == {"bytes": len(files[name]), "sha256": sha256(files[name]).hexdigest()}
    assert files[MANIFEST] == json.dumps(read, sort_keys=True, separators=(",", ":")).encode()


def test_every_format_says_what_it_is_of(files: Files, releases: list[PublishedRelease]) -> None:
    """A table that is handed on without its release cannot be checked any more."""
    one = releases[-2]
    wanted = (
        one.record_id.hex(),
        one.release.proof_digest.hex(),
        one.release.product,
        one.release.observation_point,
        one.licence,
        one.contact,
        "مآل الشباب: a420",
        "Devenir des jeunes : a420",
    )
    book = load_workbook(io.BytesIO(files["outcomes.ar.xlsx"]))
    texts = {
        "datapackage.json": files["datapackage.json"].decode(),
        "csvw": files["observations.csv-metadata.json"].decode(),
        "sdmx": files["observations.sdmx.csv"].decode(),
        "xlsx": "\n".join(
            str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row
        ),
    }

    for name, text in texts.items():
        for value in wanted:
            assert value in text or (name == "xlsx" and value.startswith("Devenir")), (name, value)
        assert "m_min" in text
    for table in ("datapackage.json", "observations.csv-metadata.json"):
        assert '"frame_n": 420' in files[table].decode()


def test_two_releases_of_one_point_and_vintage_are_not_exported_together() -> None:
    """Their rows could not be told apart."""
    one = published(45)

    with pytest.raises(ValueError, match="two releases"):
        export_files([one, replace(one, record_id=bytes(32))])
    assert read_export(export_files([one, published(45, "m3")]))


def test_a_table_is_plain_utf_8_with_line_feeds() -> None:
    """The bytes are specified, so that digests of two programs can be compared."""
    text = csv_text(observations([published(45)]), ["member", "outcome4", "value", "state"])

    assert text.startswith("member,outcome4,value,state\na45,formal_education,")
    assert "\r" not in text
    assert text.endswith(f",{TOTAL},45,v\n")
