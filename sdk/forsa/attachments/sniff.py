"""What a file is, by its content; its name has to agree.

The first bytes say the format; archives are told apart by what is in them. A type that is not on
the list is refused by name where we know it, so that people learn what to do instead.
"""

import codecs
import re
from collections.abc import Collection
from typing import BinaryIO, Final

from forsa.attachments import media_types as types
from forsa.attachments.boxes import has_picture_track, is_mp4_brand
from forsa.attachments.problems import What, refuse
from forsa.attachments.reading import MAX_FILE_BYTES, blocks, part, size_of
from forsa.attachments.sound import is_mp3
from forsa.attachments.zips import Budget, Entry, end_of_zip, read_directory, whole

HEAD_BYTES: Final = 4096
_PDF_WINDOW: Final = 1024
"""Readers of PDF look for its first line this far into a file."""

_KNOWN: Final = (
    (b"%PDF-", types.PDF),
    (b"\x89PNG\r\n\x1a\n", types.PNG),
    (b"\xff\xd8\xff", types.JPEG),
    (b"PK\x03\x04", types.ZIP),
    (b"PK\x05\x06", types.ZIP),
)
_REFUSED: Final = (
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
    (b"\xca\xfe\xba\xbe", "java"),
    (b"\xfe\xed\xfa\xce", "mach-o"),
    (b"\xfe\xed\xfa\xcf", "mach-o"),
    (b"\xce\xfa\xed\xfe", "mach-o"),
    (b"\xcf\xfa\xed\xfe", "mach-o"),
    (b"\x00asm", "wasm"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"),
    (b"#!/", "script"),
    (b"#! /", "script"),
)
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
)
_TEXTUAL: Final = frozenset({types.PDF, "rtf", "script"})
"""Formats that can begin as a text does; a text may begin with the letters of the others."""
_MARKUP: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg|[a-z]+:svg)\b", re.IGNORECASE
)
_OFFICE_PARTS: Final = {
    "word/document.xml": types.DOCX,
    "xl/workbook.xml": types.XLSX,
    "ppt/presentation.xml": types.PPTX,
}


def media_type_of(file: BinaryIO, name: str) -> str:
    """The media type of a file whose content and name agree; one of the contract's list.

    Args:
        file: Readable and seekable; its position does not matter, and is lost.
        name: What its author calls it.

    Raises:
        RefusedFileError: empty, too large, a name or content that is not on the list, or a name
            that says another type than the content; with what to do.
    """
    size = size_of(file)
    if size == 0:
        raise refuse(What.EMPTY)
    if size > MAX_FILE_BYTES:
        raise refuse(What.SIZE, size=size, limit=MAX_FILE_BYTES)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    head = part(file, 0, HEAD_BYTES)
    found = _found(file, head)
    if found in (kind for _, kind in _REFUSED) or found in ("svg", "html"):
        raise refuse(What.ACTIVE, found=found)
    named = types.named_type(name)
    if named is None:
        raise refuse(What.SUFFIX, suffix=suffix, known=" ".join(types.SUFFIXES))
    if found == "text" and named in types.TEXTS:
        _require_text(file, size)
        found = named
    if found == types.ZIP:
        found = _archive_type(file, suffix)
    if named == types.M4A and found == types.MP4 and not has_picture_track(file):
        found = types.M4A
    if found != named:
        raise refuse(What.MISMATCH, suffix=suffix, found=_short(found))
    _require_one_reading(file, head, named)
    return named


def _found(file: BinaryIO, head: bytes) -> str:
    """A media type of the list, or the name of something else."""
    is_text = _is_text(head)
    for magic, kind in (*_REFUSED, *_KNOWN, *_OTHERS):
        if head.startswith(magic) and (not is_text or kind in _TEXTUAL):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return types.WEBP
    if head[4:8] == b"ftyp":
        return types.MP4 if is_mp4_brand(head) else "iso-media"
    if not is_text:
        return types.MP3 if is_mp3(file) else "binary"
    return _markup(head) or "text"


def _is_text(head: bytes) -> bool:
    """Whether the first bytes are UTF-8 or an older text, without the characters of data."""
    return not any(byte < 9 or 13 < byte < 32 for byte in head)


def _markup(head: bytes) -> str:
    """Whether a text is a page or a drawing that can carry programs, by its first tag."""
    begin = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not begin.startswith(b"<"):
        return ""
    match = _MARKUP.search(head)
    if match is None:
        return ""
    return "svg" if b"svg" in match[0].lower() else "html"


def _require_text(file: BinaryIO, size: int) -> None:
    """UTF-8 to the last byte, and no NUL."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks(file, 0, size):
            if b"\x00" in block:
                raise refuse(What.MISMATCH, suffix="", found="binary")
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise refuse(What.ENCODING) from None


def _archive_type(file: BinaryIO, suffix: str) -> str:
    entries = read_directory(file)
    names = {one.name for one in entries}
    if entries and entries[0].name == "mimetype":
        claimed = whole(file, entries[0], 100, Budget()).decode("ascii", "replace")
        if claimed in types.OPEN_DOCUMENT and not entries[0].is_deflated:
            return claimed
        return "epub" if claimed == "application/epub+zip" else claimed
    if "[Content_Types].xml" in names:
        return _office_type(entries)
    if "META-INF/MANIFEST.MF" in names:
        raise refuse(What.ACTIVE, found="java")
    if "AndroidManifest.xml" in names:
        raise refuse(What.ACTIVE, found="android")
    manifest = types.PACKAGES.get(suffix)
    if manifest is not None and manifest not in names:
        raise refuse(What.MISMATCH, suffix=suffix, found="zip")
    return types.ZIP


def _office_type(entries: Collection[Entry]) -> str:
    found = [_OFFICE_PARTS[one.name] for one in entries if one.name in _OFFICE_PARTS]
    return found[0] if len(found) == 1 else "office"


def _require_one_reading(file: BinaryIO, head: bytes, named: str) -> None:
    """A file that two programs read as two things says one to us and another to the reader."""
    if named not in (types.PDF, *types.TEXTS) and b"%PDF-" in head[:_PDF_WINDOW]:
        raise refuse(What.POLYGLOT, kind="pdf")
    if named not in types.ARCHIVES and end_of_zip(file) is not None:
        raise refuse(What.POLYGLOT, kind="zip")


def _short(found: str) -> str:
    """A media type as people know it."""
    for suffix, media_type in types.SUFFIXES.items():
        if media_type == found:
            return suffix
    return found
