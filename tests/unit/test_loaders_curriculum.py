"""Curricula as folders: `curriculum.yaml` and one Markdown file a module."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from forsa.kinds.findings import Level, Place
from forsa.kinds.loaders import Loaded, load_curriculum, with_files
from forsa.samples import sample_files, sample_paths
from forsa.v1.curriculum_pb2 import Curriculum
from forsa.v1.record_pb2 import Commitment

TODAY = date(2026, 11, 24)
YAML = """\
original_language: fr
title: {fr: Coiffure simple, ar: الحلاقة}
description: Les gestes de base de la coiffure, en atelier.
learning_goals:
  - Réaliser une coupe simple.
  - {fr: Accueillir une personne., ar: استقبال شخص}
edition: 1.0.0
strand: vocational
trade: hairdressing
isced_f: [1012]
entry_level: primary
exit_isced: 9
age_min: 15
age_max: 22
languages_of_instruction: [fr]
total_hours: 20
practice_hours: 20
competencies:
  - {code: C1, kind: core, level: 1, statement: Couper des cheveux.}
assessment: Une épreuve pratique.
certification: none
modules:
  - {code: M1, file: 1-coupe.md, title: Coupe, hours: 12.5, competencies: [C1]}
  - {code: M2, file: 2-coiffage.md, hours: 7.5, competencies: [C1]}
"""
FILES = {
    "curriculum.yaml": YAML,
    "1-coupe.md": "La coupe droite.\n\n## Activités\n\n- Couper une mèche.\n- Nettoyer.\n",
    "2-coiffage.md": (
        "# Coiffage\n\nLe brushing.\n\n## Les outils\n\nUn séchoir.\n\n"
        "# التصفيف {lang=ar}\n\nتصفيف الشعر.\n"
    ),
}


def load(**changes: str) -> Loaded:
    """Read the folder with some files changed; `curriculum` stands for `curriculum.yaml`."""
    changed = {"curriculum.yaml": changes.pop("curriculum", YAML), **changes}
    return load_curriculum({**FILES, **changed}, TODAY)


def course_of(loaded: Loaded) -> Curriculum:
    """The curriculum that was read."""
    assert isinstance(loaded.message, Curriculum)
    return loaded.message


def test_a_folder_reads_as_it_was_written() -> None:
    """Every module must find its file, and nothing must be lost on the way."""
    loaded = load()
    course = course_of(loaded)

    assert list(loaded.findings) == []
    assert (loaded.kind, loaded.languages, loaded.region) == (
        "curriculum.publish",
        ("ar", "fr"),
        "",
    )
    assert course.modules[0].outline[0].text == "La coupe droite."
    assert [one.text[0].text for one in course.modules[0].activities] == [
        "Couper une mèche.",
        "Nettoyer.",
    ]
    assert [module.order for module in course.modules] == [1, 2]
    assert course.modules[0].hours == 12.5


def test_a_modules_file_may_name_it_and_speak_two_languages() -> None:
    """The title stands where the author sees it, and Arabic beside French."""
    module = course_of(load()).modules[1]

    assert [(one.lang, one.text) for one in module.title] == [("ar", "التصفيف"), ("fr", "Coiffage")]
    assert module.outline[1].text == "Le brushing.\n\n## Les outils\n\nUn séchoir."
    assert module.outline[0].text == "تصفيف الشعر."


CASES: Final[Mapping[str, tuple[Mapping[str, str | bytes], str]]] = {
    "no curriculum.yaml, and no text": ({"photo.png": ""}, "file.missing"),
    "a module's file that is not there": (
        {name: text for name, text in FILES.items() if name != "1-coupe.md"},
        "file.missing",
    ),
    "two titles for one module": (
        {**FILES, "1-coupe.md": "# Autre\n\nTexte.\n"},
        "markdown.twice",
    ),
    "an outline both above and below": (
        {
            **FILES,
            "curriculum.yaml": YAML.replace("title: Coupe,", "title: Coupe, outline: Ici,"),
        },
        "markdown.twice",
    ),
    "a second part without its language": (
        {**FILES, "1-coupe.md": "# Coupe\n\nTexte.\n\n# Encore\n"},
        "markdown.language",
    ),
    "activities as a paragraph": (
        {**FILES, "1-coupe.md": "Texte.\n\n## Activités\n\nCouper.\n"},
        "markdown.list",
    ),
    "modules that are no list": (
        {**FILES, "curriculum.yaml": YAML[: YAML.index("modules:")] + "modules: aucun\n"},
        "field.list",
    ),
    "a module that is a word": (
        {**FILES, "curriculum.yaml": YAML[: YAML.index("modules:")] + "modules: [M1]\n"},
        "field.mapping",
    ),
    "another kind": ({**FILES, "curriculum.yaml": "kind: practice.report\n"}, "file.kind"),
    "a module's file of no encoding": ({**FILES, "1-coupe.md": b"\xff"}, "file.encoding"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_folder_is_told_about(case: str) -> None:
    """A traceback, or silence, is what people get from other programs."""
    files, rule = CASES[case]
    loaded = load_curriculum(files, TODAY)

    assert rule in {finding.rule for finding in loaded.errors}


def test_a_file_nobody_names_is_a_warning() -> None:
    """A module forgotten in the list would be missing from the published course."""
    loaded = load(**{"3-oubli.md": "Texte.", "README.md": "Notes.", "photo.png": "x"})

    assert [(one.rule, one.level, one.values["value"]) for one in loaded.findings] == [
        ("file.unused", Level.WARNING, "3-oubli.md")
    ]


def test_a_finding_names_the_file_and_line_it_is_about() -> None:
    """A course has ten files."""
    loaded = load(**{"1-coupe.md": "Texte.\n\n## Activités\n\n- " + "a" * 1001 + "\n"})
    (finding,) = loaded.findings

    assert finding.rule == "each.max"
    assert finding.place == Place("1-coupe.md", 5)


CURRICULA = [one for one in sample_paths() if one.is_dir()]
TYPES: Final = {
    ".csv": "text/csv",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
}


@pytest.mark.parametrize("name", [one.name for one in CURRICULA])
def test_a_shipped_curriculum_keeps_every_rule(name: str) -> None:
    """The demo and every newcomer start from these."""
    (sample,) = [one for one in CURRICULA if one.name == name]
    files = sample_files(sample)
    loaded = load_curriculum(files, TODAY)
    attached = {
        one: Commitment(root=bytes(32), size=len(files[one]), media_type=TYPES[Path(one).suffix])
        for one in loaded.files
    }

    assert list(with_files(loaded, attached, TODAY).findings) == []


def test_the_shipped_hairdressing_course_is_the_one_of_the_field() -> None:
    """Eight modules, 600 hours: what a centre would recognise."""
    (sample,) = [one for one in CURRICULA if "coiffure" in one.name]
    course = course_of(load_curriculum(sample_files(sample), TODAY))

    assert [module.hours for module in course.modules] == [60, 80, 120, 100, 80, 60, 40, 60]
    assert (course.theory_hours, course.practice_hours, course.workplace_hours) == (120, 300, 180)
