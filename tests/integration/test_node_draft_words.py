"""What somebody reads who writes a draft: the text, each finding once, and what comes next."""

import json
from pathlib import Path

import pytest

from tests.support.commands import SETTINGS, run_command
from tests.support.desks import PHONE, write, written
from tests.support.made_files import picture
from tests.support.nodes import copy_of
from tests.support.reports import small_report


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of that folder: writing and signing need no network."""
    return copy_of(joined, tmp_path / "amal", SETTINGS)


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


# Who is asked, and who is not there to answer.


def answered(folder: Path) -> list[bool]:
    """By draft: whether somebody confirmed all its warnings."""
    drafts = json.loads(told(folder, "draft list", "--json"))
    return [all(one["answered_by"] for one in draft["scan"]) for draft in drafts]


def test_yes_confirms_no_warning_of_what_is_not_published(folder: Path) -> None:
    """Else the name is taken for read once the number is mended, and nobody ever read it."""
    told(folder, "draft add", written(folder.parent, 1, f" Karim : {PHONE}."))
    stopped = told(folder, "draft publish", 1, "--yes", code=4)
    fine = written(folder.parent, 2, " Karim a aidé.")
    told(folder, "publish", fine, folder.parent / "report-1.yaml", "--yes", code=4)
    unread = answered(folder)
    told(folder, "publish", fine, "--yes")

    assert "Confirmé par" not in stopped
    assert unread == [False, False]
    assert answered(folder) == [False]


def test_yes_confirms_nothing_that_a_second_person_must_see(folder: Path) -> None:
    """The confirmation would take the second person's yes away, and be kept all the same."""
    (folder / "node.toml").write_text(f"{SETTINGS}approval = true\n")
    told(folder, "draft add", written(folder.parent, 1, " Karim a aidé."), "--by", "Amal")
    stopped = told(folder, "draft publish", 1, "--yes", code=6)
    unread = answered(folder)
    told(folder, "draft confirm", 1, "--by", "Amal")
    told(folder, "draft approve", 1, "--by", "Badia", "--yes")

    assert f"draft confirm {folder} 1" in stopped.split("gardé")[1]
    assert unread == [False]
    assert told(folder, "draft publish", 1, "--yes")


def test_where_nobody_can_answer_nothing_is_published_and_it_says_so(folder: Path) -> None:
    """A pipe is no fault of the program, and its silence no yes."""
    told(folder, "draft add", written(folder.parent, 1, " Karim a aidé."))
    before = told(folder, "draft publish", 1, code=6)
    last = told(folder, "draft publish", 1, code=6, answers="o\n")

    assert "Rien n'a été publié." in before
    assert "Rien n'a été publié." in last
    assert told(folder, "draft publish", 1, answers="o\n")


def test_a_program_is_asked_nothing_and_told_what_is_missing(folder: Path) -> None:
    """A question on a pipe hangs a script, or takes the next line of its input for a yes."""
    report = small_report(1)
    report.summary[0].text += " Karim a aidé."
    report.attachments.add(
        file_name="atelier.png", role="picture", language="fr", licence="CC-BY-4.0"
    )
    report.attachments[0].title.add(lang="fr", text="L'atelier")
    report.attachments[0].alt_text.add(lang="fr", text="Des établis vides.")
    (folder.parent / "atelier.png").write_bytes(picture("PNG"))
    told(folder, "draft add", write(folder.parent / "report.yaml", report))
    first = told(folder, "draft publish", 1, "--json", code=4, answers="nobody\no\no\n")
    said = told(folder, "draft consent", 1, "nobody")
    nothing = told(folder, "draft consent", 1, "nobody")
    second = told(folder, "draft publish", 1, "--json", code=6, answers="o\no\n")

    assert json.loads(first)[0]["missing"] == ["consent", "warnings", "yes"]
    assert json.loads(second)[0]["missing"] == ["warnings", "yes"]
    assert "Noté pour : atelier.png." in said
    assert "rien n'a été noté" in nothing
    assert json.loads(told(folder, "draft publish", 1, "--json", "--yes"))[0]["record_id"]


def test_a_draft_without_a_title_is_told_by_its_kind_and_file(folder: Path) -> None:
    """The folders of a person's machine are no title, and nothing is none either."""
    report = small_report(1)
    report.ClearField("title")
    added = told(folder, "draft add", write(folder.parent / "carnet.yaml", report))
    shown = told(folder, "draft list")

    for output in (added, shown):
        assert "pratique · carnet.yaml" in output
