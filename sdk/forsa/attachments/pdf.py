"""PDF: what acts, what is hidden, and what tells about people.

The only format that is read whole: its words refer to each other across the file. That is at most
25 MiB, and once more that for the strongest packing.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from forsa.attachments.exif import xmp_traces
from forsa.attachments.jpeg import jpeg_traces
from forsa.attachments.pdf_words import PdfObject, objects, unpack
from forsa.attachments.problems import Problem, RefusedFileError, What, problem, refuse
from forsa.attachments.reading import part, size_of
from forsa.attachments.traces import About, Trace, trace

_ACTIVE: Final = frozenset(
    {
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA",
        "SubmitForm", "ImportData", "GoToE", "Rendition", "Movie", "3D",
    }
)  # fmt: skip
_TAIL_BYTES: Final = 1024
"""Readers look for the end this far from the last byte."""
_INFO: Final = {
    "Author": About.PERSON,
    "Company": About.PERSON,
    "Manager": About.PERSON,
    "Creator": About.DEVICE,
    "Producer": About.DEVICE,
    "CreationDate": About.TIME,
    "ModDate": About.TIME,
    "Keywords": About.TEXT,
}


def check_pdf(file: BinaryIO) -> Iterator[Problem]:
    """Encrypted, active, or with something behind its end."""
    data = part(file, 0, size_of(file))
    end = data.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in data:
        raise refuse(What.DAMAGED, kind="pdf")
    rest = len(data[end + 5 :].strip(b"\x00\r\n\t "))
    if rest > _TAIL_BYTES:
        yield problem(What.APPENDED, size=rest)
    found: set[str] = set()
    for one in objects(data):
        names = set(one.names)
        if "Encrypt" in names:
            raise refuse(What.ENCRYPTED, entry="PDF")
        found |= names & _ACTIVE
    if found:
        yield problem(What.PDF_ACTIVE, found=" ".join(sorted(found)))


def pdf_traces(file: BinaryIO) -> Iterator[Trace]:
    """What the document tells about itself, its remarks, and the photographs in it."""
    for one in objects(part(file, 0, size_of(file))):
        names = set(one.names)
        for name, about in _INFO.items():
            if one.texts.get(name, b"").strip():
                yield trace(about, name, _text(one.texts[name]))
        if {"Author", "Producer", "Creator"} & set(one.texts) and one.texts.get("Title"):
            yield trace(About.TEXT, "Title", _text(one.texts["Title"]))
        if "Annot" in names and "Widget" not in names and one.texts.get("T"):
            yield trace(About.PERSON, "Annot", _text(one.texts["T"]))
        if one.stream:
            yield from _in_stream(one, names)


def _in_stream(one: PdfObject, names: set[str]) -> Iterator[Trace]:
    try:
        if {"Metadata", "XML"} <= names:
            packet = unpack(one).strip()
            yield from xmp_traces(packet) if packet else ()
        elif one.stream.lstrip(b"\r\n").startswith(b"\xff\xd8\xff"):
            yield from jpeg_traces(io.BytesIO(one.stream.lstrip(b"\r\n")))
    except RefusedFileError:
        yield trace(About.OTHER, "stream", f"{len(one.stream)} bytes")


def _text(raw: bytes) -> str:
    if raw.startswith(b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    return raw.decode("utf-8", "replace")
