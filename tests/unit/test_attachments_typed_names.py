"""Names that say another type than their record: nothing of them reaches a disk or a platform."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from forsa.attachments.media_types import SUFFIXES, typed_name
from forsa.attachments.names import safe_file_name
from forsa.exports.works.cartridge import write_cartridge
from forsa.exports.works.folder import folder_of
from hypothesis import given
from hypothesis import strategies as st

from tests.support.courses import whole_course, work_of

HOSTILE = ("cours.html", "cours.svg", "setup.exe", "cours.png.lnk", "cours", "png", "cours.pdf")


@given(st.text(max_size=80), st.sampled_from([*SUFFIXES.values(), "text/html"]))
def test_a_file_ends_as_its_type_does(name: str, media_type: str) -> None:
    """Whatever opens a file goes by its last letters."""
    suffix = safe_file_name(typed_name(name, media_type), ()).rpartition(".")[2].lower()

    assert SUFFIXES.get(suffix, "text/html") == media_type


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_name_that_says_its_type_stays(suffix: str) -> None:
    """People find the file they were told of."""
    for name in (f"cours.{suffix}", f"Cours 1.{suffix.upper()}"):
        assert typed_name(name, SUFFIXES[suffix]) == name


@pytest.mark.parametrize("name", HOSTILE)
def test_no_export_carries_a_page_or_a_program_of_a_stranger(name: str) -> None:
    """A platform would serve `cours.html` from its own address, with the session of whoever
    reads it.
    """
    course = whole_course()
    work = work_of(course, "fr")
    picture = work.message.attachments[0]
    files = dict(work.files)
    files[name] = files.pop(picture.file_name)
    work = replace(work, files=files)
    picture.file_name = name
    target = BytesIO()
    write_cartridge(work, target)
    with ZipFile(target) as archive:
        inside = [one for one in archive.namelist() if one.startswith("files/")]
    folder = [place for place, _ in folder_of(work)]

    assert inside
    assert all(one.endswith(".png") for one in inside)
    assert not any(one.endswith((".html", ".svg", ".exe", ".lnk", ".pdf")) for one in inside)
    assert not any(one.endswith((".html", ".svg", ".exe", ".lnk", ".pdf")) for one in folder)
    assert any(one.startswith(name) and one.endswith(".png") for one in folder)
