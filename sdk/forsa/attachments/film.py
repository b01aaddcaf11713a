"""MP4 and M4A as files that people share: what they tell, and how that goes.

Nothing moves: what goes is overwritten with zeros where it lies, for the tables of a film point at
its pictures by their place in the file.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO, Final

from forsa.attachments.boxes import Box, walk
from forsa.attachments.problems import Problem, What, refuse
from forsa.attachments.reading import blocks, part
from forsa.attachments.traces import About, Trace, trace

_WORDS: Final = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip"})
"""Boxes that no player needs."""
_TIMES: Final = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_EPOCH: Final = datetime(1904, 1, 1, tzinfo=UTC)
_MAX_READ_BYTES: Final = 2**20
_SIGNS: Final = (
    (About.PLACE, re.compile(rb"[+-]\d{2,3}\.\d+[+-]\d{2,3}\.\d+|\xa9xyz|loci|location")),
    (
        About.PERSON,
        re.compile(rb"\xa9ART|aART|\xa9wrt|\xa9aut|\xa9cpy|auth|cprt|artist|author|creator"),
    ),
    (About.DEVICE, re.compile(rb"\xa9too|\xa9mak|\xa9mod|\xa9swr|model|software|Lavf[\d.]*")),
    (About.TEXT, re.compile(rb"\xa9nam|\xa9cmt|\xa9des|titl|dscp|desc|\xa9alb")),
)


def check_mp4(file: BinaryIO) -> Iterator[Problem]:
    """Boxes that hold together, with a film or a recording in them."""
    kinds = {one.kind for one in walk(file)}
    if not {b"moov", b"trak"} <= kinds:
        raise refuse(What.DAMAGED, kind="mp4")
    yield from ()


def mp4_traces(file: BinaryIO) -> Iterator[Trace]:
    """What the boxes beside the film tell, and tracks that note where the camera was."""
    for one in walk(file):
        if one.kind in _WORDS:
            yield from _words(file, one)
        elif one.kind in _TIMES:
            seconds = _time(file, one)
            if seconds:
                yield trace(About.TIME, one.kind.decode("ascii"), _date(seconds))
        elif one.kind == b"hdlr" and part(file, one.content + 8, 4) in (b"meta", b"camm"):
            yield trace(About.PLACE, "track", "metadata")


def _words(file: BinaryIO, one: Box) -> Iterator[Trace]:
    data = part(file, one.content, min(one.end - one.content, _MAX_READ_BYTES))
    if not data.strip(b"\x00"):
        return
    name = one.kind.decode("ascii")
    for about, pattern in _SIGNS:
        found = sorted({match.decode("latin-1") for match in pattern.findall(data)})
        if found:
            yield trace(about, name, " ".join(found))
    yield trace(About.OTHER, name, f"{one.end - one.content} bytes")


def _time(file: BinaryIO, one: Box) -> int:
    """Seconds since 1904 at which it was made; 0 = not told."""
    head = part(file, one.content, 12)
    return int.from_bytes(head[4:12] if head[:1] == b"\x01" else head[4:8], "big")


def _date(seconds: int) -> str:
    try:
        return (_EPOCH + timedelta(seconds=seconds)).date().isoformat()
    except OverflowError:
        return str(seconds)


def strip_mp4(file: BinaryIO, to: BinaryIO) -> None:
    """Write the film with zeros in the place of words and dates; every other byte stays."""
    at = 0
    for one in walk(file):
        if one.kind in _WORDS:
            _copy(file, at, one.start + 4, to)
            to.write(b"free")
            _copy(file, one.start + 8, one.content, to)
            _write_zeros(one.end - one.content, to)
            at = one.end
        elif one.kind in _TIMES:
            width = 16 if part(file, one.content, 1) == b"\x01" else 8
            begin = min(one.content + 4, one.end)
            _copy(file, at, begin, to)
            at = min(begin + width, one.end)
            to.write(bytes(at - begin))
    to.writelines(blocks(file, at, file.seek(0, 2)))


def _copy(file: BinaryIO, start: int, end: int, to: BinaryIO) -> None:
    to.writelines(blocks(file, start, end))


def _write_zeros(size: int, to: BinaryIO) -> None:
    while size:
        size -= to.write(bytes(min(size, 2**16)))
