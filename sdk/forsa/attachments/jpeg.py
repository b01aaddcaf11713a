"""JPEG: segments. Those that the picture needs stay; the others can go without a pixel changing.

Source: ITU-T T.81 annex B; JFIF 1.02; CIPA DC-008 section 4.5 for Exif in APP1.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from forsa.attachments.exif import (
    exif_traces,
    format_orientation,
    iptc_traces,
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
from forsa.attachments.reading import BLOCK_BYTES, exactly, part, size_of
from forsa.attachments.traces import About, Trace, trace

_SOI: Final = 0xD8
_EOI: Final = 0xD9
_SOS: Final = 0xDA
_COM: Final = 0xFE
_APP: Final = range(0xE0, 0xF0)
_SOF: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xDA)})
"""Markers without a length."""
_NEXT: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""A marker that ends a scan: no stuffed zero, restart or filling."""
_EXIF: Final = b"Exif\x00\x00"
_KEPT: Final = ((0xE0, b"JFIF\x00"), (0xE2, b"ICC_PROFILE\x00"), (0xEE, b"Adobe"))
"""How its colours and shape are to be read."""


def segments(file: BinaryIO) -> Iterator[Piece]:
    """Every segment from the start of the picture to its end; a scan's data belong to its header.

    Raises:
        RefusedFileError: `damaged`, or `entries`: too many of them.
    """
    at, end = 0, size_of(file)
    for count in range(MAX_PIECES):
        one = _segment(file, at, end)
        if (count == 0) != (one.kind[0] == _SOI):
            raise refuse(What.DAMAGED, kind="jpeg")
        yield one
        if one.kind[0] == _EOI:
            return
        at = one.end
    raise refuse(What.ENTRIES, count=MAX_PIECES, limit=MAX_PIECES)


def _segment(file: BinaryIO, start: int, end: int) -> Piece:
    at = start
    while (head := exactly(file, at, 2, "jpeg")) == b"\xff\xff":
        at += 1
        if at - start > BLOCK_BYTES:
            raise refuse(What.DAMAGED, kind="jpeg")
    if head[0] != 0xFF or head[1] == 0:
        raise refuse(What.DAMAGED, kind="jpeg")
    if head[1] in _ALONE:
        return Piece(head[1:], start, at + 2, 0, at + 2)
    size = int.from_bytes(exactly(file, at + 2, 2, "jpeg"), "big")
    if size < 2 or at + 2 + size > end:
        raise refuse(What.DAMAGED, kind="jpeg")
    after = at + 2 + size
    if head[1] == _SOS:
        after = _end_of_scan(file, after, end)
    return Piece(head[1:], start, at + 4, size - 2, after)


def _end_of_scan(file: BinaryIO, at: int, end: int) -> int:
    """Where the next marker is that belongs to no scan."""
    while at < end:
        block = part(file, at, BLOCK_BYTES)
        match = _NEXT.search(block)
        if match:
            return at + match.start()
        if len(block) < BLOCK_BYTES:
            break
        at += len(block) - 1  # a marker may begin with the last byte
    raise refuse(What.DAMAGED, kind="jpeg")


def check_jpeg(file: BinaryIO) -> Iterator[Problem]:
    """Size before anything is decoded, how often each pixel is touched, what follows the end."""
    scans, padding, last = 0, 0, 0
    sizes: list[tuple[int, int]] = []
    for one in segments(file):
        last, marker = one.end, one.kind[0]
        if marker in _SOF:
            head = exactly(file, one.content, 5, "jpeg")
            sizes.append((int.from_bytes(head[3:5], "big"), int.from_bytes(head[1:3], "big")))
        scans += marker == _SOS
        padding += one.size if marker in _APP or marker == _COM else 0
    if len(sizes) != 1 or 0 in sizes[0] or not scans:
        raise refuse(What.DAMAGED, kind="jpeg")
    if found := size_problem(*sizes[0], scans):
        yield found
    if padding > MAX_PADDING_BYTES:
        yield problem(What.PADDING, limit=MAX_PADDING_BYTES)
    if rest := size_of(file) - last:
        yield problem(What.APPENDED, size=rest)


def jpeg_traces(file: BinaryIO) -> Iterator[Trace]:
    """What the segments beside the picture tell."""
    for one in segments(file):
        marker = one.kind[0]
        if _is_kept(file, one):
            continue
        data = part(file, one.content, one.size)
        if marker == _COM:
            yield trace(About.TEXT, "Comment", data[:400].decode("utf-8", "replace"))
        elif marker == 0xE1 and data.startswith(_EXIF):
            yield from exif_traces(data[len(_EXIF) :])
        elif marker == 0xE1 and (b"/xap/" in data[:64] or b"/xmp/" in data[:64]):
            yield from xmp_traces(data)
        elif marker == 0xED:
            yield from iptc_traces(data)
        else:
            label = data[:12].split(b"\x00")[0].decode("ascii", "replace")
            yield trace(About.OTHER, f"APP{marker - 0xE0} {label}", f"{one.size} bytes")


def strip_jpeg(file: BinaryIO, to: BinaryIO) -> None:
    """Write the picture without what is beside it, and without what follows its end."""
    found = list(segments(file))
    turned = 1
    for one in found:
        data = part(file, one.content, one.size) if one.kind[0] == 0xE1 else b""
        if data.startswith(_EXIF):
            turned = orientation_of(data[len(_EXIF) :])
    kept = [one for one in found if _is_kept(file, one)]
    front = 2 if len(kept) > 1 and kept[1].kind[0] == 0xE0 else 1
    copy(file, kept[:front], to)
    if turned != 1:
        data = _EXIF + format_orientation(turned)
        to.write(b"\xff\xe1" + (len(data) + 2).to_bytes(2, "big") + data)
    copy(file, kept[front:], to)


def _is_kept(file: BinaryIO, one: Piece) -> bool:
    marker = one.kind[0]
    if marker != _COM and marker not in _APP:
        return True
    begin = part(file, one.content, min(one.size, 16))
    return any(marker == app and begin.startswith(label) for app, label in _KEPT)
