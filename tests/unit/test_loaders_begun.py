"""A folder of chapters and pictures begins a curriculum; what it does not say is found missing."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from forsa.errors import MalformedError, Reason
from forsa.kinds.findings import Level
from forsa.kinds.loaders import load_curriculum
from forsa.v1.curriculum_pb2 import Curriculum
from forsa_node.drafts.writing import Answering

from tests.support.courses import PNG
from tests.support.desks import desk_of, node_folder

TODAY = date(2026, 11, 24)
CHAPTERS: Final[dict[str, str | bytes]] = {
    "README.md": "Notre cours, pour les collègues.\n",
    "chapitre-10.md": "# Examen\n\nUne pièce à coudre pour la fin de la formation.\n",
    "chapitre-2.md": "# Coupe\n\nPrendre les mesures.\n\n## Activités\n\n- Couper une manche.\n",
    "chapitre-1.md": "# Accueil\n\nSe présenter.\n\n![une table et une machine](img/salle.png)\n",
    "img/salle.png": PNG,
}


def begun(files: dict[str, str | bytes]) -> tuple[Curriculum, dict[str, Level]]:
    """The curriculum, and the rules that were reported."""
    loaded = load_curriculum(files, TODAY)
    assert isinstance(loaded.message, Curriculum)
    return loaded.message, {one.rule: one.level for one in loaded.findings}


def test_chapters_become_modules_in_the_order_people_number_them() -> None:
    """A course of texts and pictures was refused: everything had to be typed into a form first."""
    course, rules = begun(CHAPTERS)

    assert [one.title[0].text for one in course.modules] == ["Accueil", "Coupe", "Examen"]
    assert [(one.code, one.order) for one in course.modules] == [("M1", 1), ("M2", 2), ("M3", 3)]
    assert course.modules[1].activities[0].text[0].text == "Couper une manche."
    assert [one.file_name for one in course.attachments] == ["salle.png"]
    assert rules["course.begun"] is Level.WARNING
    assert rules["required"] is Level.ERROR


@pytest.mark.parametrize("head", ["kind: curriculum.publish\n", "title: Couture\nmodules:\n"])
def test_a_first_line_of_a_form_does_not_hide_the_chapters(head: str) -> None:
    """With it both files were only said to be named by no module."""
    course, rules = begun({**CHAPTERS, "curriculum.yaml": head})

    assert len(course.modules) == 3
    assert "file.unused" not in rules


def test_modules_that_are_named_are_the_modules() -> None:
    """The must-not beside it: an author who left a text out did so on purpose, perhaps."""
    head = "modules:\n  - {code: M1, file: chapitre-1.md}\n"
    course, rules = begun({**CHAPTERS, "curriculum.yaml": head})

    assert len(course.modules) == 1
    assert rules["file.unused"] is Level.WARNING
    assert "course.begun" not in rules


def test_the_language_of_chapters_is_read_from_them_unless_it_is_said() -> None:
    """An Arabic course is not a French one because its author has not come to the form yet."""
    arabic = {"1.md": "# الاستقبال\n\nنتعرف على الورشة.\n", "2.md": "# القص\n\nنقص الثوب.\n"}
    guessed, rules = begun(dict(arabic))
    said, quiet = begun({**arabic, "curriculum.yaml": "original_language: ary\n"})

    assert guessed.common.original_language == "ar"
    assert rules["course.begun_language"] is Level.WARNING
    assert said.modules[0].title[0].lang == "ary"
    assert "course.begun_language" not in quiet


@pytest.mark.parametrize("link", ["../img/salle.png", "img/salle.png"])
def test_chapters_in_a_folder_show_pictures_from_there_or_from_the_whole(link: str) -> None:
    """Both ways to write a link are in use; a wrong guess loses the picture."""
    text = f"# Accueil\n\n![une table et une machine]({link})\n"
    course, rules = begun({"modules/1.md": text, "modules/2.md": "# Deux\n", "img/salle.png": PNG})
    again, _ = begun({"modules/1.md": text, "modules/2.md": "# Deux\n", "salle.png": PNG})

    assert [one.file_name for one in course.attachments] == ["salle.png"]
    assert list(again.attachments) == list(course.attachments)
    assert "picture.missing" not in rules


def lay_out(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files into a new folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def test_such_a_folder_is_kept_as_a_draft_with_its_pictures(tmp_path: Path) -> None:
    """Drafts may be incomplete; all that is missing is told at once."""
    with closing(desk_of(node_folder(tmp_path / "amal"))) as desk:
        course = lay_out(tmp_path / "cours", CHAPTERS)
        row, checked = desk.add(course, "Amal", Answering(), "fr")

        assert row.kind == "curriculum.publish"
        assert checked.types == {"salle.png": "image/png"}
        assert not checked.is_ready


@pytest.mark.parametrize("more", ["---\nkind: practice.report\n---\n", "texte"])
def test_a_folder_of_reports_is_no_course(tmp_path: Path, more: str) -> None:
    """Two reports in one folder are two works; whoever wrote them is told to give one by one."""
    files: dict[str, str | bytes] = {"1.md": more, "2.md": "texte"}
    if not more.startswith("---"):
        files["fiche.yaml"] = "kind: practice.report\n"
    with closing(desk_of(node_folder(tmp_path / "amal"))) as desk:
        with pytest.raises(MalformedError) as refused:
            desk.add(lay_out(tmp_path / "fiches", files), "Amal", Answering(), "fr")

        assert refused.value.reason is Reason.KIND_UNKNOWN
