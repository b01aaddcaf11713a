"""Files of every type that a record may carry, made by the libraries that people's programs use."""

import io
import struct
import zlib
from collections.abc import Mapping
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript


class CountingFile(io.BytesIO):
    """A file that counts how much of it was read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.count = 0
        self.largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.count += len(data)
        self.largest = max(self.largest, len(data))
        return data


def picture(kind: str, exif: bytes = b"", **options: object) -> bytes:
    """A small picture of many colours."""
    image = Image.new("RGB", (32, 16))
    image.putdata([(x * 8, y * 16, (x * y) % 256) for y in range(16) for x in range(32)])
    to = io.BytesIO()
    given = {"exif": exif, **options} if exif else options
    image.save(to, kind, **given)
    return to.getvalue()


def exif_block(orientation: int = 1) -> bytes:
    """What a telephone writes: who, where, with what, and how to turn the picture."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone Maker"
    exif[0x013B] = "Amal Photographer"
    exif[0x9003] = "2024:10:17 09:00:00"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (32.0, 56.0, 12.5), 3: "W", 4: (5.0, 40.0, 3.25), 29: "2024:10:17"}
    )
    return exif.tobytes()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG that claims a size, whatever is in it."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = png_chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + data + png_chunk(b"IEND", b"")


def pdf(author: str = "", script: str = "", attached: bytes = b"") -> bytes:
    """A PDF with a page."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if author:
        writer.add_metadata({"/Author": author, "/Title": "Fiche"})
    if script:
        writer.add_open_action(JavaScript(script))
    if attached:
        writer.add_attachment("attached.exe", attached)
    to = io.BytesIO()
    writer.write(to)
    return to.getvalue()


def archive(parts: Mapping[str, bytes | str], stored: str = "") -> bytes:
    """A ZIP file; the part named `stored` is not packed."""
    to = io.BytesIO()
    with ZipFile(to, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            info = ZipInfo(name)
            info.compress_type = ZIP_STORED if name == stored else ZIP_DEFLATED
            made.writestr(info, data)
    return to.getvalue()


_TYPES = '<Types xmlns="ct"><Override ContentType="{main}"/></Types>'
_RELATIONS = '<Relationships xmlns="r">{inside}</Relationships>'


def docx(**more: bytes | str) -> bytes:
    """A Word document; more parts by name, `__` for a slash and `_0` for a dot."""
    return archive(docx_parts(**more))


def docx_parts(**more: bytes | str) -> dict[str, bytes | str]:
    """Its parts."""
    return {
        "[Content_Types].xml": _TYPES.format(main="application/x.document.main+xml"),
        "_rels/.rels": _RELATIONS.format(inside=""),
        "word/document.xml": '<w:document xmlns:w="w"><w:body/></w:document>',
        **{name.replace("__", "/").replace("_0", "."): data for name, data in more.items()},
    }


CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="cp" xmlns:dc="dc">'
    "<dc:creator>Amal Writer</dc:creator><cp:lastModifiedBy>Badr Editor</cp:lastModifiedBy>"
    "</cp:coreProperties>"
)


def xlsx(**more: bytes | str) -> bytes:
    """A workbook with one visible sheet."""
    parts = {
        "[Content_Types].xml": _TYPES.format(main="application/x.sheet.main+xml"),
        "xl/workbook.xml": '<workbook xmlns="x"><sheets><sheet name="A"/></sheets></workbook>',
        **{name.replace("__", "/").replace("_0", "."): data for name, data in more.items()},
    }
    return archive(parts)


def open_document(kind: str, content: str = "", **more: bytes | str) -> bytes:
    """An OpenDocument file; `kind` is `text`, `spreadsheet` or `presentation`."""
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f'<o:document xmlns:o="o" xmlns:t="t" xmlns:x="x">{content}</o:document>',
        "META-INF/manifest.xml": '<m:manifest xmlns:m="m"/>',
        **{name.replace("__", "/").replace("_0", "."): data for name, data in more.items()},
    }
    return archive(parts, stored="mimetype")


def pptx() -> bytes:
    """A presentation."""
    return archive(
        {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"},
    )


def mp3(artist: str = "") -> bytes:
    """A second of silence, with a tag if there is an artist."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    if not artist:
        return frame * 10
    text = b"\x03" + artist.encode()
    tag = b"TPE1" + struct.pack(">I", len(text)) + b"\x00\x00" + text
    head = b"ID3\x03\x00\x00" + bytes([0, 0, len(tag) >> 7, len(tag) & 0x7F])
    old = b"TAG" + b"title".ljust(30, b"\x00") + artist.encode()[:30].ljust(30, b"\x00")
    return head + tag + frame * 10 + old.ljust(128, b"\x00")


def box(kind: bytes, content: bytes) -> bytes:
    """One box of an MP4 file."""
    return struct.pack(">I", len(content) + 8) + kind + content


def mp4(brand: bytes = b"isom", handler: bytes = b"vide", words: bytes = b"") -> bytes:
    """A film or recording without pictures or sound in it."""
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13))))
    times = box(b"mvhd", bytes(4) + struct.pack(">II", 3_800_000_000, 3_800_000_000) + bytes(88))
    moov = box(b"moov", times + track + (box(b"udta", words) if words else b""))
    return box(b"ftyp", brand + bytes(4) + brand) + moov + box(b"mdat", b"\x01" * 64)


def opened(data: bytes) -> BinaryIO:
    """The bytes as a file."""
    return io.BytesIO(data)
