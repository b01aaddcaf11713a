"""Exif, XMP and IPTC: the three ways in which pictures carry words about people.

Read for their traces only. Sources: CIPA DC-008 section 4.6 (Exif tags), TIFF 6.0 section 2,
IPTC-NAA IIM 4 chapter 6, ISO 16684-1 (XMP).
"""

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Final

from forsa.attachments.traces import About, Trace, trace

ORIENTATION: Final = 0x0112
_EXIF_IFD: Final = 0x8769
_GPS_IFD: Final = 0x8825
_MAX_FIELDS: Final = 300
_MAX_TEXT: Final = 400
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}

_TAGS: Final[Mapping[int, tuple[About, str]]] = {
    0x010E: (About.TEXT, "ImageDescription"),
    0x010F: (About.DEVICE, "Make"),
    0x0110: (About.DEVICE, "Model"),
    0x0131: (About.DEVICE, "Software"),
    0x0132: (About.TIME, "DateTime"),
    0x013B: (About.PERSON, "Artist"),
    0x013C: (About.DEVICE, "HostComputer"),
    0x8298: (About.PERSON, "Copyright"),
    0x9003: (About.TIME, "DateTimeOriginal"),
    0x9004: (About.TIME, "DateTimeDigitized"),
    0x9010: (About.TIME, "OffsetTime"),
    0x927C: (About.OTHER, "MakerNote"),
    0x9286: (About.TEXT, "UserComment"),
    0x9C9B: (About.TEXT, "XPTitle"),
    0x9C9C: (About.TEXT, "XPComment"),
    0x9C9D: (About.PERSON, "XPAuthor"),
    0x9C9E: (About.TEXT, "XPKeywords"),
    0xA430: (About.PERSON, "CameraOwnerName"),
    0xA431: (About.DEVICE, "BodySerialNumber"),
    0xA433: (About.DEVICE, "LensMake"),
    0xA434: (About.DEVICE, "LensModel"),
    0xA435: (About.DEVICE, "LensSerialNumber"),
}
_UTF16: Final = frozenset({0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E})
_IPTC: Final[Mapping[int, tuple[About, str]]] = {
    5: (About.TEXT, "ObjectName"),
    25: (About.TEXT, "Keywords"),
    55: (About.TIME, "DateCreated"),
    80: (About.PERSON, "By-line"),
    85: (About.PERSON, "By-lineTitle"),
    90: (About.PLACE, "City"),
    92: (About.PLACE, "Sub-location"),
    95: (About.PLACE, "Province"),
    101: (About.PLACE, "Country"),
    105: (About.TEXT, "Headline"),
    110: (About.PERSON, "Credit"),
    115: (About.PERSON, "Source"),
    116: (About.PERSON, "CopyrightNotice"),
    118: (About.PERSON, "Contact"),
    120: (About.TEXT, "Caption"),
    122: (About.PERSON, "Writer"),
}
_XMP: Final = (
    (About.PLACE, re.compile(rb"GPSL|GPSC|photoshop:(?:City|State|Country)|Location|CountryCode")),
    (About.PERSON, re.compile(rb"dc:creator|dc:rights|By-?line|OwnerName|photoshop:Credit|Person")),
    (About.DEVICE, re.compile(rb"CreatorTool|tiff:M(?:ake|odel)|SerialNumber|pdf:Producer")),
    (About.TIME, re.compile(rb"(?:Create|Modify|Metadata)Date|DateTimeOriginal|DateCreated")),
)


class _Tiff:
    """The directories of an Exif block; what points outside is nothing."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(data[:4], "")

    def fields(self, at: int) -> Iterator[tuple[int, int, int, int]]:
        """Tag, type, count and place of each field of the directory at `at`."""
        if not self.order or at <= 0:
            return
        count = self.number(at, 2)
        for index in range(min(count, _MAX_FIELDS)):
            place = at + 2 + 12 * index
            tag, kind, items = (
                self.number(place, 2),
                self.number(place + 2, 2),
                self.number(place + 4, 4),
            )
            size = _SIZES.get(kind, 0) * items
            if size:
                yield tag, kind, items, place + 8 if size <= 4 else self.number(place + 8, 4)

    def number(self, at: int, size: int) -> int:
        """An unsigned number; 0 where there is none."""
        found = self.data[at : at + size]
        return int.from_bytes(found, "little" if self.order == "<" else "big")

    def first(self) -> int:
        """Where the first directory is."""
        return self.number(4, 4)

    def fractions(self, at: int, items: int) -> list[float]:
        """Unsigned fractions, at most three; those with nothing below the line are 0."""
        pairs = [
            (self.number(at + 8 * i, 4), self.number(at + 8 * i + 4, 4))
            for i in range(min(items, 3))
        ]
        return [above / below if below else 0.0 for above, below in pairs]


def orientation_of(data: bytes) -> int:
    """How a picture is to be turned, 1 to 8; 1 = as it is.

    Args:
        data: An Exif block, from its byte order mark on.
    """
    tiff = _Tiff(data)
    for tag, kind, _, at in tiff.fields(tiff.first()):
        if tag == ORIENTATION and kind == 3:
            found = tiff.number(at, 2)
            return found if 1 <= found <= 8 else 1
    return 1


def format_orientation(orientation: int) -> bytes:
    """An Exif block that says how to turn the picture, and nothing else."""
    field = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return b"MM\x00*\x00\x00\x00\x08\x00\x01" + field + bytes(4)


def exif_traces(data: bytes) -> Iterator[Trace]:
    """What an Exif block tells; how to turn the picture is not told."""
    tiff = _Tiff(data)
    todo, seen = [tiff.first()], set[int]()
    while todo:
        at = todo.pop(0)
        if at in seen or len(seen) > 8:
            continue
        seen.add(at)
        for tag, kind, items, place in tiff.fields(at):
            if tag == _EXIF_IFD:
                todo.append(tiff.number(place, 4))
            elif tag == _GPS_IFD:
                yield from _place(tiff, tiff.number(place, 4))
            elif tag in _TAGS:
                about, name = _TAGS[tag]
                value = _text(data, tag, kind, items, place)
                if value:
                    yield trace(about, name, value)


def _text(data: bytes, tag: int, kind: int, items: int, at: int) -> str:
    raw = data[at : at + min(items, _MAX_TEXT)]
    if tag in _UTF16:
        return raw.decode("utf-16-le", "replace").strip("\x00 ")
    if kind == 2:
        return raw.split(b"\x00")[0].decode("utf-8", "replace").strip()
    return f"{items} bytes"


def _place(tiff: _Tiff, at: int) -> Iterator[Trace]:
    """Latitude and longitude in degrees; whatever else is in the directory, by its number."""
    signs, degrees, others = {1: 1, 3: 1}, dict[int, float](), 0
    for tag, kind, items, place in tiff.fields(at):
        if tag in (1, 3) and tiff.data[place : place + 1] in (b"S", b"W"):
            signs[tag] = -1
        elif tag in (2, 4) and kind == 5:
            parts = [*tiff.fractions(place, items), 0.0, 0.0]
            degrees[tag - 1] = parts[0] + parts[1] / 60 + parts[2] / 3600
        elif tag not in (0, 1, 3):
            others += 1
    if degrees:
        shown = ", ".join(f"{signs[tag] * value:.5f}" for tag, value in sorted(degrees.items()))
        yield trace(About.PLACE, "GPS", shown)
    elif others:
        yield trace(About.PLACE, "GPS", f"{others} fields")


def xmp_traces(packet: bytes) -> Iterator[Trace]:
    """What an XMP packet tells, by the names in it; its values are not taken apart."""
    for about, pattern in _XMP:
        names = sorted({match.decode("ascii") for match in pattern.findall(packet)})
        if names:
            yield trace(about, "XMP", " ".join(names))
    yield trace(About.OTHER, "XMP", f"{len(packet)} bytes")


def iptc_traces(resources: bytes) -> Iterator[Trace]:
    """What the IPTC fields of a Photoshop block tell."""
    at = resources.find(b"\x1c\x02")
    while at >= 0 and at + 5 <= len(resources):
        number, size = resources[at + 2], int.from_bytes(resources[at + 3 : at + 5], "big")
        if size > 0x7FFF:
            return
        about, name = _IPTC.get(number, (About.OTHER, f"IPTC 2:{number}"))
        if number != 0:
            yield trace(about, name, resources[at + 5 : at + 5 + size].decode("utf-8", "replace"))
        at += 5 + size
        if resources[at : at + 2] != b"\x1c\x02":
            return
