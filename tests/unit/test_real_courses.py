"""Two courses that others wrote for a course platform: read as they are, and given out again."""

from collections import Counter
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from forsa.exports.works.cartridge import write_cartridge
from forsa.exports.works.folder import folder_of
from forsa.exports.works.page import page_of
from forsa.exports.works.work import Work
from forsa.kinds.findings import Level
from forsa.kinds.loaders import Loaded, load_course, load_curriculum, with_files
from forsa.v1.record_pb2 import Commitment

from tests.support.courses import TODAY
from tests.support.html import see
from tests.support.real_texts import DATA

PYTHON, MEMORY = "curriculum-python-about-me", "curriculum-scratch-memory"
COURSES = {
    PYTHON: ("en",),
    f"{PYTHON}/fr-FR": ("fr",),
    f"{PYTHON}/ar-SA": ("ar",),
    MEMORY: ("ar", "fr"),
    f"{MEMORY}/ar-SA": ("ar",),
}
"""Folder to the languages of what is read from it."""
pytestmark = pytest.mark.skipif(
    not (DATA / MEMORY / "fr-FR" / "meta.yml").is_file(),
    reason="the courses of others are not beside this checkout, in ../shared/data",
)


@cache
def files_of(name: str) -> dict[str, bytes]:
    """The files of a folder."""
    root = DATA / name
    paths = [one for one in root.rglob("*") if one.is_file()]
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in paths}


@cache
def read(name: str) -> Loaded:
    """A course with its pictures."""
    loaded = load_course(files_of(name), TODAY)
    held = {}
    for one in loaded.files:
        data = files_of(name)[loaded.sources[one]]
        root = sha256(data).digest()
        held[one] = Commitment(root=root, size=len(data), media_type="image/png")
    return with_files(loaded, held, TODAY)


def work_of(name: str, language: str) -> Work:
    """A course as an export takes it."""
    loaded = read(name)
    openers = {
        one: partial(BytesIO, files_of(name)[source]) for one, source in loaded.sources.items()
    }
    return Work(loaded.message, loaded.kind, language, "amal", "ab" * 32, 7, 1, openers)


def told(name: str) -> Counter[str]:
    """How often each warning is given."""
    return Counter(one.rule for one in read(name).findings if one.level is Level.WARNING)


def values_of(name: str, rule: str) -> set[object]:
    """What the findings of a rule are about."""
    return {one.values["value"] for one in read(name).findings if one.rule == rule}


@pytest.mark.parametrize("name", COURSES)
def test_each_is_read_in_its_languages(name: str) -> None:
    """Editions as long as the original are joined, others are courses of their own."""
    message: Any = read(name).message

    assert read(name).languages == COURSES[name]
    assert all(len(module.outline) == len(COURSES[name]) for module in message.modules)
    assert {one.rule for one in read(name).errors} <= {"required", "text.min"}


def test_the_english_course_has_eight_steps_and_its_translations_nine() -> None:
    """The translations are of an older version: joined, step three would be two lessons."""
    message: Any = read(PYTHON).message

    assert len(message.modules) == 8
    assert told(PYTHON)["course.edition"] == 2
    for edition in ("fr-FR", "ar-SA"):
        other: Any = read(f"{PYTHON}/{edition}").message
        assert len(other.modules) == 9


def test_pictures_that_are_not_there_are_named() -> None:
    """The package was cut; among them is the picture of the title."""
    missing = values_of(MEMORY, "picture.missing")

    assert {"images/memoire.png", "images/colour-drums.png"} <= missing
    assert values_of(MEMORY, "picture.type") == set()


def test_frames_and_boxes_are_taken_out_and_named() -> None:
    """A frame calls a stranger's server from the browser of every reader."""
    named = values_of(MEMORY, "course.html")

    assert any("iframe" in str(one) and "div" in str(one) for one in named)
    for name in COURSES:
        message: Any = read(name).message
        outlines = [text.text for module in message.modules for text in module.outline]
        assert not [one for one in outlines if "<iframe" in one or "{:" in one or "--- " in one]


def test_pictures_used_many_times_are_attached_once() -> None:
    """The dancer stands in thirty-eight places and in two languages, and is one file."""
    message: Any = read(MEMORY).message
    names = [one.file_name for one in message.attachments]
    uses = "\n".join(text.text for module in message.modules for text in module.outline)

    assert names.count("fr-ballerina.png") == 1
    assert "ar-ballerina.png" not in names
    assert uses.count("](fr-ballerina.png)") == 38
    assert len({one.root for one in message.attachments}) == len(names) == 8


def test_latin_code_in_arabic_is_told() -> None:
    """Who publishes reads the result once."""
    assert told(f"{PYTHON}/ar-SA")["course.mixed"] == 1
    assert told(MEMORY)["course.mixed"] == 1


def test_licence_and_source_are_found() -> None:
    """Its text says "Attribution" and its address share-alike: the address is the licence."""
    message: Any = read(PYTHON).message

    assert message.common.licence == "CC-BY-SA-4.0"
    assert [(one.uri, one.licence) for one in message.based_on] == [
        ("https://codeclubprojects.org/en-GB/python/about-me", "CC-BY-SA-4.0")
    ]


@pytest.mark.parametrize(("name", "languages"), COURSES.items())
def test_it_leaves_as_a_folder_that_reads_as_the_same(
    name: str, languages: tuple[str, ...]
) -> None:
    """The way to complete it in our own form."""
    work = work_of(name, languages[0])
    files = {one: text for one, text in folder_of(work) if isinstance(text, bytes)}
    loaded = load_curriculum(files, TODAY)
    held = {
        one.file_name: Commitment(root=one.root, size=one.size, media_type=one.media_type)
        for one in work.message.attachments
    }

    assert with_files(loaded, held, TODAY).message == work.message
    assert len([one for one in files if one.endswith(".md")]) == len(work.message.modules)


@pytest.mark.parametrize(
    ("name", "language"), [(name, one) for name, tags in COURSES.items() for one in tags]
)
def test_it_leaves_as_a_page_and_as_a_cartridge(name: str, language: str) -> None:
    """Thousands of other people's lines: balanced, nothing fetched, every picture at its place."""
    work = work_of(name, language)
    seen = see(page_of(work))
    target = BytesIO()
    write_cartridge(work, target)

    assert all(one.startswith("data:image/png;base64,") for one in seen.values("src"))
    assert not {tag for tag, _ in seen.elements} & {"script", "iframe"}
    with ZipFile(target) as archive:
        pages = [one for one in archive.namelist() if one.startswith("pages/module")]
        assert len(pages) == len(work.message.modules)
        assert all(see(archive.read(one).decode()).text for one in pages)
