"""What a file is: content and name have to agree, and the type has to be on the list."""

import io

import pytest
from forsa.attachments.media_types import SUFFIXES
from forsa.attachments.problems import RefusedFileError, What
from forsa.attachments.reading import MAX_FILE_BYTES
from forsa.attachments.sniff import media_type_of
from forsa.v1.common_pb2 import Attachment
from google.protobuf.descriptor import FieldDescriptor

from tests.support import made_files as made

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
ACCEPTED = {
    "a.pdf": (made.pdf(), "application/pdf"),
    "a.png": (made.picture("PNG"), "image/png"),
    "a.jpg": (made.picture("JPEG"), "image/jpeg"),
    "A.JPEG": (made.picture("JPEG"), "image/jpeg"),
    "a.webp": (made.picture("WEBP"), "image/webp"),
    "a.mp3": (made.mp3(), "audio/mpeg"),
    "tagged.mp3": (made.mp3("Amal"), "audio/mpeg"),
    "a.m4a": (made.mp4(b"M4A ", b"soun"), "audio/mp4"),
    "a.mp4": (made.mp4(), "video/mp4"),
    "a.odt": (made.open_document("text"), f"{ODF}text"),
    "a.ods": (made.open_document("spreadsheet"), f"{ODF}spreadsheet"),
    "a.odp": (made.open_document("presentation"), f"{ODF}presentation"),
    "a.docx": (made.docx(), f"{OOXML}wordprocessingml.document"),
    "a.xlsx": (made.xlsx(), f"{OOXML}spreadsheetml.sheet"),
    "a.pptx": (made.pptx(), f"{OOXML}presentationml.presentation"),
    "a.csv": ("centre;élèves\nKhénifra;67\n".encode(), "text/csv"),
    "a.md": ("# درس\n\nBMW, MZ and II* are words.".encode(), "text/markdown"),
    "a.zip": (made.archive({"a.txt": "a"}), "application/zip"),
    "a.h5p": (made.archive({"h5p.json": "{}"}), "application/zip"),
    "a.imscc": (made.archive({"imsmanifest.xml": "<m/>"}), "application/zip"),
    "scorm.zip": (made.archive({"imsmanifest.xml": "<m/>", "a.html": "a"}), "application/zip"),
    "a.sb3": (made.archive({"project.json": "{}"}), "application/zip"),
}
SVG = b'<?xml version="1.0"?>\n<svg xmlns="s" onload="alert(1)"/>'
PNG = made.picture("PNG")
REFUSED = {
    "empty.png": (b"", What.EMPTY),
    "drawing.svg": (SVG, What.ACTIVE),
    "drawing.png": (SVG, What.ACTIVE),
    "page.html": (b"<!DOCTYPE html><p>", What.ACTIVE),
    "page.md": (b"\xef\xbb\xbf \n<html><script>", What.ACTIVE),
    "table.csv": (b"<script>alert(1)</script>", What.ACTIVE),
    "game.exe": (b"MZ\x90\x00\x03\x00", What.ACTIVE),
    "game.pdf": (b"MZ\x90\x00\x03\x00", What.ACTIVE),
    "tool.zip": (b"\x7fELF\x02\x01\x01\x00", What.ACTIVE),
    "tool.md": (b"#!/bin/sh\nrm -r /\n", What.ACTIVE),
    "game.jar": (made.archive({"META-INF/MANIFEST.MF": ""}), What.SUFFIX),
    "game.zip": (made.archive({"META-INF/MANIFEST.MF": ""}), What.ACTIVE),
    "phone.zip": (made.archive({"AndroidManifest.xml": "a"}), What.ACTIVE),
    "film.mov": (made.mp4(b"qt  "), What.SUFFIX),
    "film.mp4": (made.mp4(b"qt  "), What.MISMATCH),
    "photo.heic": (made.mp4(b"heic"), What.SUFFIX),
    "photo.jpg": (made.mp4(b"heic"), What.MISMATCH),
    "noname": (PNG, What.SUFFIX),
    "photo.jpeg": (PNG, What.MISMATCH),
    "film.m4a": (made.mp4(b"M4A ", b"vide"), What.MISMATCH),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), What.MISMATCH),
    "sheet.docx": (made.xlsx(), What.MISMATCH),
    "sheet.zip": (made.xlsx(), What.MISMATCH),
    "package.h5p": (made.archive({"a.txt": "a"}), What.MISMATCH),
    "image.gif": (b"GIF89a" + bytes(20), What.SUFFIX),
    "noise.mp3": (bytes(range(256)), What.MISMATCH),
    "latin.csv": ("élève".encode("latin-1"), What.ENCODING),
    "late.md": (b"a" * 100_000 + b"\xff", What.ENCODING),
    "nul.csv": (b"a" * 100_000 + b"\x00", What.MISMATCH),
    "late.pdf": (b"\n\n%PDF-1.7 later", What.MISMATCH),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_file_is_what_its_content_and_its_name_say(name: str) -> None:
    """What people's programs write must not be refused."""
    data, media_type = ACCEPTED[name]

    assert media_type_of(io.BytesIO(data), name) == media_type


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_on_the_list_is_refused_by_its_content(name: str) -> None:
    """A program that is called a picture is run by the next person who opens it."""
    data, what = REFUSED[name]

    with pytest.raises(RefusedFileError) as refused:
        media_type_of(io.BytesIO(data), name)
    assert refused.value.problem.what is what
    assert not refused.value.problem.is_warning


def test_the_types_are_those_of_the_contract() -> None:
    """A type that is accepted here and refused at the hub would be found out at publishing."""
    field: FieldDescriptor = Attachment.DESCRIPTOR.fields_by_name["media_type"]
    listed = {one for one in str(field.GetOptions()).split('"') if "/" in one}

    assert listed == set(SUFFIXES.values())


@pytest.mark.parametrize("inside", ["zip", "pdf"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_is_another_file_too_is_refused(kind: str, inside: str) -> None:
    """One program shows a photograph, the next one unpacks what is behind it."""
    plain = made.picture(kind)
    if inside == "zip":
        data, name = plain + made.archive({"a.txt": "a"}), f"a.{kind.lower()}"
    elif kind == "PNG":
        data, name = made.png_of(1, 1, made.png_chunk(b"tEXt", b"a\x00%PDF-1.7")), "a.png"
    else:
        data, name = plain[:2] + b"\xff\xfe\x00\x0a%PDF-1.7" + plain[2:], "a.jpeg"

    assert media_type_of(io.BytesIO(plain), name)
    with pytest.raises(RefusedFileError) as refused:
        media_type_of(io.BytesIO(data), name)
    assert refused.value.problem.what is What.POLYGLOT
    assert refused.value.problem.values == {"kind": inside}


def test_an_archive_with_a_program_in_front_is_refused() -> None:
    """A self-extracting archive is a program; anything in front of an archive is a trick."""
    data = b"PK\x03\x04" + bytes(60) + made.archive({"a.txt": "a"})

    with pytest.raises(RefusedFileError):
        media_type_of(io.BytesIO(data), "a.zip")


def test_size_is_looked_at_before_anything_is_read() -> None:
    """A file of a hundred gigabytes would be read to find out that it is too large."""

    class Huge(made.CountingFile):
        def seek(self, at: int, whence: int = 0, /) -> int:
            return 100 * 2**30 if whence else super().seek(at)

    file = Huge(made.picture("PNG"))
    with pytest.raises(RefusedFileError) as refused:
        media_type_of(file, "a.png")

    assert refused.value.problem.what is What.SIZE
    assert refused.value.problem.values["limit"] == MAX_FILE_BYTES
    assert file.count == 0


def test_a_picture_is_known_by_its_first_bytes() -> None:
    """Telling what a file is must not cost reading all of it."""
    file = made.CountingFile(PNG + bytes(2**20))
    media_type_of(file, "a.png")

    assert file.count < 2**17


def test_a_refusal_shows_no_controls() -> None:
    """A suffix that turns the line around would write another message than ours."""
    with pytest.raises(RefusedFileError) as refused:
        media_type_of(io.BytesIO(b"abc"), "a.\u202efdp" + "x" * 300)

    shown = str(refused.value.problem.values["suffix"])
    assert "\u202e" not in shown
    assert len(shown) <= 61
