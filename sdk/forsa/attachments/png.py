"""PNG: chunks. The picture is in a few kinds of them; all others can go without a pixel changing.

Source: PNG (third edition) sections 5.3 (chunks), 11 (their kinds).
"""

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from forsa.attachments.exif import (
    exif_traces,
    format_orientation,
    orientation_of,
    xmp_traces,
)
from forsa.attachments.pieces import (
    MAX_PADDING_BYTES,
    MAX_PIECES,
    Piece,
    copy,
    size_problem,
)
from forsa.attachments.problems import Problem, What, problem, refuse
from forsa.attachments.reading import exactly, part, size_of
from forsa.attachments.traces import About, Trace, trace

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PICTURE: Final = frozenset(
    {
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
        b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
    }
)  # fmt: skip
"""What decides how it looks."""
_PACKED: Final = frozenset({b"iCCP", b"zTXt", b"iTXt"})
_KEYWORD_BYTES: Final = 80
_NAMES: Final = {
    "author": About.PERSON,
    "copyright": About.PERSON,
    "artist": About.PERSON,
    "software": About.DEVICE,
    "source": About.DEVICE,
    "creation time": About.TIME,
    "location": About.PLACE,
}


def chunks(file: BinaryIO) -> Iterator[Piece]:
    """Every chunk, the first being `IHDR` and the last `IEND`.

    Raises:
        RefusedFileError: `damaged`, or `entries`: too many of them.
    """
    at, end = len(_SIGNATURE), size_of(file)
    if part(file, 0, at) != _SIGNATURE:
        raise refuse(What.DAMAGED, kind="png")
    for count in range(MAX_PIECES):
        head = exactly(file, at, 8, "png")
        size, kind = int.from_bytes(head[:4], "big"), head[4:]
        one = Piece(kind, at, at + 8, size, at + 12 + size)
        if one.end > end or (count == 0) != (kind == b"IHDR") or not kind.isalpha():
            raise refuse(What.DAMAGED, kind="png")
        yield one
        if kind == b"IEND":
            return
        at = one.end
    raise refuse(What.ENTRIES, count=MAX_PIECES, limit=MAX_PIECES)


def check_png(file: BinaryIO) -> Iterator[Problem]:
    """Size before anything is decoded, what swells, what follows the end."""
    frames, padding, last = 0, 0, 0
    for one in chunks(file):
        last = one.end
        if one.kind == b"IHDR":
            head = exactly(file, one.content, 13, "png")
            width, height = (int.from_bytes(head[at : at + 4], "big") for at in (0, 4))
            if one.size != 13 or not width or not height:
                raise refuse(What.DAMAGED, kind="png")
        frames += one.kind == b"fcTL"
        if one.kind not in (b"IDAT", b"fdAT"):
            padding += _unpacked_size(file, one)
            if padding > MAX_PADDING_BYTES:
                yield problem(What.PADDING, limit=MAX_PADDING_BYTES)
                return
    if found := size_problem(width, height, frames or 1):
        yield found
    if rest := size_of(file) - last:
        yield problem(What.APPENDED, size=rest)


def _unpacked_size(file: BinaryIO, one: Piece) -> int:
    """Bytes of a chunk, unpacked; unpacking stops where they are too many."""
    if one.kind not in _PACKED or one.size > MAX_PADDING_BYTES:
        return one.size
    return one.size + len(_packed(part(file, one.content, one.size), one.kind))


def _packed(data: bytes, kind: bytes) -> bytes:
    """What is packed in a chunk, at most one byte more than is allowed; nothing if it is broken."""
    _, _, rest = data.partition(b"\x00")
    if kind == b"tEXt":
        return b""
    if kind == b"iTXt":
        if rest[:1] != b"\x01":
            return b""
        rest = rest[1:].split(b"\x00", 2)[-1]
    try:
        return zlib.decompressobj().decompress(rest[1:], MAX_PADDING_BYTES + 1)
    except zlib.error:
        return b""


def png_traces(file: BinaryIO) -> Iterator[Trace]:
    """What the chunks beside the picture tell."""
    for one in chunks(file):
        if one.kind in _PICTURE:
            continue
        data = part(file, one.content, min(one.size, MAX_PADDING_BYTES))
        if one.kind == b"eXIf":
            yield from exif_traces(data)
        elif one.kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _text(one.kind, data)
        elif one.kind == b"tIME":
            yield trace(About.TIME, "tIME", "-".join(str(byte) for byte in data[2:7]))
        else:
            yield trace(About.OTHER, one.kind.decode("ascii"), f"{one.size} bytes")


def _text(kind: bytes, data: bytes) -> Iterator[Trace]:
    keyword, _, rest = data.partition(b"\x00")
    name = keyword[:_KEYWORD_BYTES].decode("latin-1")
    readable = rest if kind == b"tEXt" else rest[1:].split(b"\x00", 2)[-1]
    text = _packed(data, kind) or readable
    if "xmp" in name.lower():
        yield from xmp_traces(text)
        return
    about = _NAMES.get(name.lower(), About.TEXT)
    if name.startswith("Raw profile type"):
        about = About.PERSON
    yield trace(about, name, text[:400].decode("utf-8", "replace"))


def strip_png(file: BinaryIO, to: BinaryIO) -> None:
    """Write the picture without what is beside it, and without what follows its end."""
    found = list(chunks(file))
    turned = 1
    for one in found:
        if one.kind == b"eXIf":
            turned = orientation_of(part(file, one.content, min(one.size, MAX_PADDING_BYTES)))
    to.write(_SIGNATURE)
    copy(file, found[:1], to)
    if turned != 1:
        to.write(_chunk(b"eXIf", format_orientation(turned)))
    copy(file, (one for one in found[1:] if one.kind in _PICTURE), to)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + checksum.to_bytes(4, "big")
