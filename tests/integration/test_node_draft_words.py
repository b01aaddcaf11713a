"""What somebody reads who writes a draft: the text, each finding once, and what comes next."""

import shutil
from pathlib import Path

import pytest

from tests.support.commands import SETTINGS, run_command
from tests.support.desks import PHONE, write, written
from tests.support.made_files import picture
from tests.support.nodes import joined_folder
from tests.support.reports import small_report


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a node that joined a network, which is gone."""
    return joined_folder(tmp_path_factory.mktemp("joined") / "amal")


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of that folder: writing and signing need no network."""
    shutil.copytree(joined, tmp_path / "amal")
    (tmp_path / "amal" / "node.toml").write_text(SETTINGS)
    return tmp_path / "amal"


def told(folder: Path, words: str, *arguments: object, code: int = 0, answers: str = "") -> str:
    """All that a command says to people."""
    done = run_command(folder, words, *arguments, answers=answers)
    assert done.exit_code == code, done.output
    return done.output


def test_a_draft_with_errors_is_shown_with_its_text_and_each_finding_once(folder: Path) -> None:
    """Nobody mends a text that is hidden; twice the same finding looks like two."""
    report = small_report(1)
    report.common.original_language = "de"
    report.summary[0].text += f" Appelez le {PHONE}."
    told(folder, "draft add", write(folder.parent / "report.yaml", report))
    shown = told(folder, "draft show", 1)
    refused = told(folder, "draft publish", 1, "--yes", code=4)

    for output in (shown, refused):
        assert "Rapport numéro 1" in output.split("✗")[0]
        assert output.count("numéro de téléphone") == 1
    assert "gardé :" not in shown


def test_a_warning_names_the_command_that_answers_it_and_then_who_did(folder: Path) -> None:
    """A warning needs no reason: whoever looks for one writes it where nothing asks for it."""
    told(folder, "draft add", written(folder.parent, 1, " Karim a aidé les autres."))
    asked = told(folder, "draft show", 1)
    told(folder, "draft confirm", 1, "--by", "Badia")
    answered = told(folder, "draft show", 1)

    assert f"draft confirm {folder} 1" in asked
    assert "masquez" not in asked
    assert "draft confirm" not in answered
    assert "Confirmé par Badia" in answered


def test_a_preview_shows_no_commitment_that_nobody_made(folder: Path) -> None:
    """Sixty-four zeros look like a digest to compare."""
    report = small_report(1)
    report.attachments.add(file_name="atelier.png", role="picture", language="fr")
    (folder.parent / "atelier.png").write_bytes(picture("PNG"))
    told(folder, "draft add", write(folder.parent / "report.yaml", report))
    shown = told(folder, "draft show", 1)

    assert "image/png" in shown
    assert "0000" not in shown
