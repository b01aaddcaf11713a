"""Files that cannot be attached: each is told once, for its own reason, and stops nothing else."""

from contextlib import closing
from pathlib import Path

import pytest
from forsa_node.drafts.contents import MAX_FILE_BYTES, MAX_TEXT_BYTES
from forsa_node.drafts.revising import write_out
from forsa_node.drafts.stripping import look
from forsa_node.drafts.writing import Answering
from forsa_node.exported_work import work_to_export

from tests.support.commands import run_command
from tests.support.desks import desk_of, node_folder

COURSE = """kind: curriculum.publish
title: Couture
modules:
  - code: M1
    title: Accueil
    file: 1-accueil.md
attachments:
  - file_name: {name}
    role: dataset
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a node."""
    return node_folder(tmp_path / "amal")


def course(folder: Path, name: str, data: bytes = b"", size: int = 0) -> Path:
    """A curriculum with one file of this content, or of zeros of this size."""
    folder.mkdir()
    (folder / "curriculum.yaml").write_text(COURSE.format(name=name))
    (folder / "1-accueil.md").write_text("# Accueil\n\nSe présenter.\n")
    with (folder / name).open("wb") as file:
        file.write(data)
        file.truncate(size or len(data))
    return folder


def test_a_file_that_is_too_large_is_one_finding_among_all(folder: Path, tmp_path: Path) -> None:
    """The whole course was thrown away for one table, and nothing else in it was told."""
    path = course(tmp_path / "cours", "mesures.csv", size=MAX_FILE_BYTES + 1)
    with closing(desk_of(folder)) as desk:
        row, checked = desk.add(path, "Amal", Answering(), "fr")
        again = desk.check(row.number)
        (told,) = look(desk, row.number, [])
        written = write_out(desk, row.number, tmp_path / "out")

    of_files = [one for one in checked.errors if "attachments" in one.path]
    assert [one.rule for one in of_files if one.rule.startswith("file.")] == ["file.large"]
    assert "mesures.csv" in next(one for one in of_files if one.rule == "file.large").text("fr")
    assert "attachments.absent" not in {one.rule for one in of_files}
    assert {one.rule for one in checked.errors} > {"required"}
    assert again.errors == checked.errors
    assert told.refused is not None
    assert {one.name for one in written} == {"curriculum.yaml", "1-accueil.md"}


def test_a_draft_is_read_as_a_page_without_the_file_that_was_not_taken(
    folder: Path, tmp_path: Path
) -> None:
    """Authors look at how a course reads long before all of it is there."""
    path = course(tmp_path / "cours", "mesures.csv", size=MAX_FILE_BYTES + 1)
    added = run_command(folder, "draft add", path)
    work = work_to_export(folder, "draft:1", ("fr",))

    assert "mesures.csv" in added.stderr
    assert ":0:" not in added.stderr
    assert dict(work.files) == {}


def test_a_file_of_just_the_limit_is_taken(folder: Path, tmp_path: Path) -> None:
    """The must-accept beside it."""
    path = course(tmp_path / "cours", "mesures.csv", size=MAX_FILE_BYTES)
    with closing(desk_of(folder)) as desk:
        row, checked = desk.add(path, "Amal", Answering(), "fr")

        assert "file.large" not in {one.rule for one in checked.errors}
        assert desk.store.contents(row.number).files["mesures.csv"].is_taken


def test_a_text_that_is_too_large_is_told_too(folder: Path, tmp_path: Path) -> None:
    """A module with a picture pasted into it as text is long; the others are good all the same."""
    path = course(tmp_path / "cours", "notes.csv", b"a,b\n1,2\n")
    (path / "1-accueil.md").write_bytes(b"x" * (MAX_TEXT_BYTES + 1))
    with closing(desk_of(folder)) as desk:
        _, checked = desk.add(path, "Amal", Answering(), "fr")

    (large,) = [one for one in checked.errors if one.rule == "file.large"]
    assert large.values["file"] == "1-accueil.md"
    assert large.values["limit"] == MAX_TEXT_BYTES


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file.active"),
        ("page.html", b"<html><script>alert(1)</script></html>", "file.active"),
        ("outil.exe", b"MZ" + bytes(200), "file.active"),
        ("photo.png", b"%PDF-1.4\n%%EOF\n", "file.mismatch"),
    ],
)
def test_a_refused_file_is_told_for_its_own_reason_alone(
    folder: Path, tmp_path: Path, name: str, data: bytes, rule: str
) -> None:
    """“It does not lie beside the text; add it” about a file that lies there sends people round in
    circles.
    """
    with closing(desk_of(folder)) as desk:
        path = course(tmp_path / "cours", name, data)
        _, refused = desk.add(path, "Amal", Answering(), "fr")
        (path / name).unlink()
        _, absent = desk.add(path, "Amal", Answering(), "fr")

    rules = {one.rule for one in refused.errors}
    assert rule in rules
    assert "attachments.absent" not in rules
    assert "attachments.absent" in {one.rule for one in absent.errors}
