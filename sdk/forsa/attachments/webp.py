"""WebP: chunks of a RIFF file. Exif and XMP have chunks of their own, which can go.

Source: RFC 9649 section 2 (container), sections 2.5 and 3.4 (sizes of the two codecs).
"""

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

_PICTURE: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HAS_EXIF: Final = 0x08
_HAS_XMP: Final = 0x04


def chunks(file: BinaryIO) -> Iterator[Piece]:
    """Every chunk of the outer file.

    Raises:
        RefusedFileError: `damaged`, or `entries`: too many of them.
    """
    end = _end(file)
    at = 12
    for _ in range(MAX_PIECES):
        head = exactly(file, at, 8, "webp")
        size = int.from_bytes(head[4:], "little")
        one = Piece(head[:4], at, at + 8, size, at + 8 + size + size % 2)
        if one.end > end:
            raise refuse(What.DAMAGED, kind="webp")
        yield one
        at = one.end
        if at == end:
            return
    raise refuse(What.ENTRIES, count=MAX_PIECES, limit=MAX_PIECES)


def _end(file: BinaryIO) -> int:
    """Where the RIFF file says that it ends."""
    head = exactly(file, 0, 12, "webp")
    end = 8 + int.from_bytes(head[4:8], "little")
    if head[:4] != b"RIFF" or head[8:] != b"WEBP" or end > size_of(file):
        raise refuse(What.DAMAGED, kind="webp")
    return end


def check_webp(file: BinaryIO) -> Iterator[Problem]:
    """Size before anything is decoded, frames, what follows the end."""
    sizes, frames, padding = [], 0, 0
    for one in chunks(file):
        if one.kind in (b"VP8X", b"VP8 ", b"VP8L"):
            sizes.append(_size(file, one))
        elif one.kind == b"ANMF":
            head = exactly(file, one.content, 16, "webp")
            sizes.append(_canvas(head[6:12]))
            frames += 1
        else:
            padding += one.size if one.kind != b"ALPH" else 0
    if not sizes:
        raise refuse(What.DAMAGED, kind="webp")
    largest = max(sizes, key=lambda size: size[0] * size[1])
    if found := size_problem(*largest, frames or 1):
        yield found
    if padding > MAX_PADDING_BYTES:
        yield problem(What.PADDING, limit=MAX_PADDING_BYTES)
    if rest := size_of(file) - _end(file):
        yield problem(What.APPENDED, size=rest)


def _size(file: BinaryIO, one: Piece) -> tuple[int, int]:
    """Width and height that a chunk announces."""
    head = exactly(file, one.content, 10, "webp")
    if one.kind == b"VP8X":
        return _canvas(head[4:10])
    if one.kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        if head[0] != 0x2F:
            raise refuse(What.DAMAGED, kind="webp")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if head[3:6] != b"\x9d\x01\x2a":
        raise refuse(What.DAMAGED, kind="webp")
    width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    return width, height


def _canvas(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[:3], "little") + 1, int.from_bytes(data[3:6], "little") + 1


def webp_traces(file: BinaryIO) -> Iterator[Trace]:
    """What the chunks beside the picture tell."""
    for one in chunks(file):
        if one.kind in _PICTURE:
            continue
        data = part(file, one.content, min(one.size, MAX_PADDING_BYTES))
        if one.kind == b"EXIF":
            yield from exif_traces(data.removeprefix(b"Exif\x00\x00"))
        elif one.kind == b"XMP ":
            yield from xmp_traces(data)
        else:
            yield trace(About.OTHER, one.kind.decode("ascii", "replace"), f"{one.size} bytes")


def strip_webp(file: BinaryIO, to: BinaryIO) -> None:
    """Write the picture without what is beside it, and without what follows its end."""
    found = list(chunks(file))
    turned = 1
    for one in found:
        if one.kind == b"EXIF":
            data = part(file, one.content, min(one.size, MAX_PADDING_BYTES))
            turned = orientation_of(data.removeprefix(b"Exif\x00\x00"))
    kept = [one for one in found if one.kind in _PICTURE]
    exif = b""
    if turned != 1 and kept[0].kind == b"VP8X":
        block = format_orientation(turned)
        exif = b"EXIF" + len(block).to_bytes(4, "little") + block
    body = sum(one.end - one.start for one in kept) + len(exif)
    to.write(b"RIFF" + (body + 4).to_bytes(4, "little") + b"WEBP")
    for one in kept:
        if one.kind == b"VP8X":
            to.write(_flags_without_words(part(file, one.start, one.end - one.start), exif))
        else:
            copy(file, [one], to)
    to.write(exif)


def _flags_without_words(chunk: bytes, exif: bytes) -> bytes:
    flags = chunk[8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if exif else 0)
    return chunk[:8] + bytes([flags]) + chunk[9:]
