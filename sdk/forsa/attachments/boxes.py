"""MP4 and M4A: boxes in boxes, walked without reading what they hold.

Source: ISO/IEC 14496-12 sections 4.2 (boxes), 4.3 (brands), 8.4.3 (what a track is).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from forsa.attachments.problems import What, refuse
from forsa.attachments.reading import exactly, part, size_of

MAX_BOXES: Final = 20_000
_MAX_DEPTH: Final = 8
_CONTAINERS: Final = frozenset(
    {b"moov", b"trak", b"mdia", b"edts", b"minf", b"stbl", b"dinf", b"mvex", b"moof", b"traf"}
)
_BRANDS: Final = frozenset(
    {
        b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9",
        b"mp41", b"mp42", b"avc1", b"M4A ", b"M4B ", b"M4V ", b"M4VH", b"M4VP", b"MSNV",
        b"dash", b"f4v ", b"3gp4", b"3gp5", b"3gp6", b"mmp4", b"XAVC",
    }
)  # fmt: skip
"""Major brands of what phones, cameras and recorders call mp4 or m4a; no QuickTime, HEIC, AVIF."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its type, and where its bytes lie."""

    path: tuple[bytes, ...]
    """Types from the outermost box to this one."""
    start: int
    """Of its header."""
    content: int
    """First byte after its header."""
    end: int

    @property
    def kind(self) -> bytes:
        """Its own type."""
        return self.path[-1]


def is_mp4_brand(head: bytes) -> bool:
    """Whether a file that begins with an `ftyp` box is a film or a recording as we take them."""
    return head[8:12] in _BRANDS


def walk(file: BinaryIO) -> Iterator[Box]:
    """Every box, outer before inner, in the order of the bytes.

    Raises:
        RefusedFileError: `damaged`: a box leaves the one it is in; `entries`: there are too many.
    """
    for count, box in enumerate(_inside(file, (), 0, size_of(file)), 1):
        if count > MAX_BOXES:
            raise refuse(What.ENTRIES, count=count, limit=MAX_BOXES)
        yield box


def _inside(file: BinaryIO, path: tuple[bytes, ...], at: int, end: int) -> Iterator[Box]:
    while at < end:
        head = exactly(file, at, 8, "mp4")
        size, header = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(exactly(file, at + 8, 8, "mp4"), "big"), 16
        elif size == 0 and not path:
            size = end - at
        if size < header or at + size > end:
            raise refuse(What.DAMAGED, kind="mp4")
        box = Box((*path, head[4:]), at, at + header, at + size)
        yield box
        if box.kind in _CONTAINERS and len(box.path) < _MAX_DEPTH:
            yield from _inside(file, box.path, box.content, box.end)
        at += size


def has_picture_track(file: BinaryIO) -> bool:
    """Whether a track holds pictures: then it is a film, not a recording."""
    return any(
        part(file, one.content + 8, 4) == b"vide" for one in walk(file) if one.kind == b"hdlr"
    )
