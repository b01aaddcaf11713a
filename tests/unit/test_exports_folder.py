"""A curriculum as the folder that people write."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from forsa.exports.works.folder import folder_of
from forsa.exports.works.work import Work
from forsa.kinds.loaders import load_curriculum, with_files
from forsa.samples import sample_files, sample_paths
from forsa.v1.record_pb2 import Commitment

from tests.support.courses import PNG, TODAY, whole_course, work_of

COURSES = [one for one in sample_paths() if one.is_dir()]


def written(work: Work) -> dict[str, bytes]:
    """The folder's files, read."""
    files = {}
    for name, content in folder_of(work):
        if isinstance(content, bytes):
            files[name] = content
        else:
            with content() as file:
                files[name] = file.read()
    return files


def read_again(files: Mapping[str, bytes], message: Any) -> Any:
    """The body that the folder says, with what the header would commit to."""
    loaded = load_curriculum(files, TODAY)
    held = {
        one.file_name: Commitment(root=one.root, size=one.size, media_type=one.media_type)
        for one in message.attachments
    }
    return with_files(loaded, held, TODAY).message


@pytest.mark.parametrize("path", COURSES, ids=lambda one: one.name)
def test_a_shipped_course_comes_back_as_it_was(path: Path) -> None:
    """Who exports, corrects a word and imports must not change the rest."""
    message: Any = load_curriculum(sample_files(path), TODAY).message
    work = Work(message, "curriculum.publish", "fr", "amal")

    assert read_again(written(work), message) == message


def test_an_imported_course_comes_back_with_its_files() -> None:
    """The way from a course platform into our own form."""
    work = work_of(whole_course())
    files = written(work)

    assert read_again(files, work.message) == work.message
    assert files["fr-ballerina.png"] == PNG
    assert [name for name in files if name.endswith(".md")] == ["module-01.md", "module-02.md"]
    assert "![ballerine](fr-ballerina.png)" in files["module-02.md"].decode()


def test_modules_are_texts_that_people_edit() -> None:
    """A course in one long YAML file is corrected by nobody."""
    files = written(work_of(whole_course()))
    text = files["module-02.md"].decode()

    assert text.startswith("# Les couleurs {lang=fr}\n\nChoisis une danseuse.")
    assert "# الألوان {lang=ar}" in text
    assert "outline" not in files["curriculum.yaml"].decode()


@pytest.mark.parametrize(
    "outline",
    [
        "# Un titre\n\nqui serait celui du module",
        "## Activités\n\nqui n'en sont pas",
        "une ligne\nque l'éditeur a coupée",
        "avant <!-- remarque --> après",
        "---\ntitle: x\n---",
        "![x](module-01.md)",
        "![x](curriculum.yaml)",
        "{lang=ar}",
        "```\n# pas un titre\n```",
    ],
)
def test_a_text_that_markdown_would_change_comes_back_unchanged(outline: str) -> None:
    """It stays in curriculum.yaml, where nothing is read into it."""
    work = work_of(whole_course())
    work.message.modules[0].outline[1].text = outline

    assert read_again(written(work), work.message) == work.message


@pytest.mark.parametrize(
    "names",
    [
        ("curriculum.yaml", "module-01.md"),
        ("A.png", "a.png"),
        ("CON.png", "fiche.md"),
        ("README.md", "صورة.png"),
    ],
)
def test_attachments_with_names_of_other_files_come_back(names: tuple[str, str]) -> None:
    """A stranger's file must not take the place of the course's own."""
    work = work_of(whole_course())
    for one, name in zip(work.message.attachments, names, strict=True):
        one.file_name = name
    del work.message.modules[1].materials[:]
    work.message.modules[1].materials.extend(names)
    openers = dict(zip(names, work.files.values(), strict=True))
    files = written(Work(work.message, work.kind, "fr", "amal", files=openers))

    assert len({name.casefold() for name in files}) == len(files) == 5
    assert read_again(files, work.message) == work.message
    assert set(load_curriculum(files, TODAY).sources.values()) <= set(files)
