"""What documents of both office families tell about people, and the same documents without it.

A document is written anew, part by part: its properties are emptied, the names beside remarks and
tracked changes are blanked, and its pictures lose what is beside them. All else stays as it is.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from forsa.attachments import media_types as types
from forsa.attachments.pictures import picture_traces, strip_picture
from forsa.attachments.problems import RefusedFileError, What, refuse
from forsa.attachments.reading import MAX_FILE_BYTES
from forsa.attachments.traces import About, Trace, trace
from forsa.attachments.xml_parts import read_tags
from forsa.attachments.zips import Budget, Entry, read_directory, unpacked, whole

_MAX_PART_BYTES: Final = 32 * 2**20
_DAY_ONE: Final = (1980, 1, 1, 0, 0, 0)
"""The time that every part of a written archive gets."""
_PROPERTIES: Final = re.compile(r"docProps/(?:core|app|custom)\.xml|meta\.xml")
_THUMBNAILS: Final = re.compile(r"docProps/thumbnail\.|Thumbnails/", re.IGNORECASE)
_LISTS: Final = re.compile(r"_rels/\.rels|META-INF/manifest\.xml")
"""The parts that name a thumbnail."""
_SIGNED: Final = re.compile(
    r"word/(?:document|comments\w*|people|header\d*|footer\d*|footnotes|endnotes)\.xml"
    r"|ppt/(?:commentAuthors|authors|comments/.*)\.xml|xl/(?:persons/.*|workbook)\.xml"
    r"|content\.xml|styles\.xml|settings\.xml"
)
_ROOT: Final = re.compile(rb"<([A-Za-z_][\w:.\-]*)(?:\s[^<>]*)?(/?)>")
_SIGNATURES: Final = re.compile(
    rb"""(?P<open>\s(?:\w+:)?(?:author|initials|userId|userName|displayName)\s*=\s*["'])"""
    rb"""(?P<name>[^"'<>]*)(?=["'])"""
)
_AUTHOR_NAMES: Final = re.compile(
    rb"""(?P<open><(?:\w+:)?(?:cmAuthor|author)\s[^>]*?\bname\s*=\s*["'])(?P<name>[^"'<>]*)(?=["'])"""
)
_ELEMENTS: Final = re.compile(
    rb"(?P<open><(?:\w+:(?:creator|creator-initials|sender-initials)"
    rb'|config:config-item\s[^>]*config:name="Printer(?:Name|Setup)"[^>]*)>)(?P<name>[^<]+)(?=</)'
)
_SAVED_AT: Final = re.compile(
    rb"(?P<open>)<(?:\w+:)?absPath\b[^>]*\burl=\"(?P<name>[^\"]*)\"[^>]*/>"
)
_SIGNERS: Final = (_SIGNATURES, _AUTHOR_NAMES, _ELEMENTS, _SAVED_AT)
_THUMBNAIL_LINK: Final = re.compile(
    rb"<Relationship\s[^>]*/thumbnail[\"'][^>]*/>|<manifest:file-entry\s[^>]*Thumbnails/[^>]*/>"
)
_ABOUT: Final[Mapping[str, About]] = {
    "creator": About.PERSON,
    "initial-creator": About.PERSON,
    "printed-by": About.PERSON,
    "lastModifiedBy": About.PERSON,
    "Company": About.PERSON,
    "Manager": About.PERSON,
    "Application": About.DEVICE,
    "generator": About.DEVICE,
    "Template": About.DEVICE,
    "created": About.TIME,
    "modified": About.TIME,
    "creation-date": About.TIME,
    "date": About.TIME,
    "lastPrinted": About.TIME,
    "print-date": About.TIME,
    "title": About.TEXT,
    "subject": About.TEXT,
    "keywords": About.TEXT,
    "keyword": About.TEXT,
    "description": About.TEXT,
    "category": About.TEXT,
    "lpwstr": About.OTHER,
    "user-defined": About.OTHER,
}


def document_traces(file: BinaryIO) -> Iterator[Trace]:
    """What an archive or document tells: its properties, who remarked and changed, its pictures.

    Raises:
        RefusedFileError: it is damaged, or unpacks to too much.
    """
    budget = Budget()
    for entry in read_directory(file):
        if _PROPERTIES.fullmatch(entry.name):
            yield from _properties(file, entry, budget)
        elif _SIGNED.fullmatch(entry.name):
            yield from _signatures(_part(file, entry, budget))
        elif _THUMBNAILS.match(entry.name):
            yield trace(About.OTHER, entry.name, f"{entry.size} bytes")
        elif picture := _picture_type(entry):
            data = io.BytesIO(whole(file, entry, MAX_FILE_BYTES, budget))
            yield from _of_picture(data, picture, entry.name)


def _properties(file: BinaryIO, entry: Entry, budget: Budget) -> Iterator[Trace]:
    found: dict[str, str] = {}

    def text(around: str, piece: str) -> None:
        found[around] = (found.get(around, "") + piece)[:400]

    read_tags(unpacked(file, entry, budget), lambda _name, _given: None, text)
    for name, value in found.items():
        if name in _ABOUT and value.strip():
            yield trace(_ABOUT[name], name, value)


def _signatures(data: bytes) -> Iterator[Trace]:
    names = {match["name"] for pattern in _SIGNERS for match in pattern.finditer(data)}
    for name in sorted(names - {b""}):
        yield trace(About.PERSON, "author", name[:400].decode("utf-8", "replace"))


def _of_picture(data: BinaryIO, picture: str, name: str) -> Iterator[Trace]:
    try:
        for one in picture_traces(data, picture):
            yield trace(one.about, f"{name}: {one.name}", one.value)
    except RefusedFileError:
        return


def strip_document(file: BinaryIO, to: BinaryIO) -> None:
    """Write the archive or document anew without what it tells about people.

    Raises:
        RefusedFileError: as `document_traces`.
    """
    budget = Budget()
    with ZipFile(to, "w") as archive:
        for entry in read_directory(file):
            if _THUMBNAILS.match(entry.name):
                continue
            info = ZipInfo(entry.name, _DAY_ONE)
            info.compress_type = ZIP_DEFLATED if entry.is_deflated else ZIP_STORED
            info.external_attr = entry.info.external_attr
            with archive.open(info, "w") as target:
                for block in _without(file, entry, budget):
                    target.write(block)


def _without(file: BinaryIO, entry: Entry, budget: Budget) -> Iterator[bytes]:
    """The new bytes of a part."""
    if _PROPERTIES.fullmatch(entry.name):
        yield _emptied(_part(file, entry, budget))
    elif _SIGNED.fullmatch(entry.name) or _LISTS.fullmatch(entry.name):
        data = _THUMBNAIL_LINK.sub(b"", _part(file, entry, budget))
        for pattern in _SIGNERS:
            data = pattern.sub(rb"\g<open>", data)
        yield data
    elif picture := _picture_type(entry):
        yield _stripped(whole(file, entry, MAX_FILE_BYTES, budget), picture)
    else:
        yield from unpacked(file, entry, budget)


def _emptied(data: bytes) -> bytes:
    """An XML part whose outermost tag holds nothing."""
    root = _ROOT.search(data)
    if root is None:
        raise refuse(What.DAMAGED, kind="xml")
    begin = b'<?xml version="1.0" encoding="UTF-8"?>' + root[0]
    return begin if root[2] else begin + b"</" + root[1] + b">"


def _stripped(data: bytes, picture: str) -> bytes:
    """A picture without its words; one that nobody can read stays as it is."""
    to = io.BytesIO()
    try:
        strip_picture(io.BytesIO(data), picture, to)
    except RefusedFileError:
        return data
    return to.getvalue()


def _picture_type(entry: Entry) -> str:
    media_type = types.SUFFIXES.get(entry.name.rpartition(".")[2].lower(), "")
    fits = media_type in types.PICTURES and entry.size <= MAX_FILE_BYTES
    return media_type if fits else ""


def _part(file: BinaryIO, entry: Entry, budget: Budget) -> bytes:
    return whole(file, entry, _MAX_PART_BYTES, budget)
