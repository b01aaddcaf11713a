"""MPEG audio (mp3): where its frames begin, and the tags around them.

Sources: ISO/IEC 11172-3 section 2.4 (frame header); id3.org ID3v2.3, 2.4 and ID3v1; APEv2.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from forsa.attachments.problems import Problem, What, problem, refuse
from forsa.attachments.reading import blocks, part, size_of
from forsa.attachments.traces import About, Trace, trace

MAX_TAGS_BYTES: Final = 4 * 2**20
"""All tags of one file: a cover and the words around it."""
_RATES: Final = {
    (1, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s by version (2 and 2.5 share theirs) and layer."""
_SAMPLES_A_SECOND: Final = {
    3: (44100, 48000, 32000),
    2: (22050, 24000, 16000),
    0: (11025, 12000, 8000),
}


def tag_size(file: BinaryIO, at: int = 0) -> int:
    """Bytes of the ID3v2 tag at `at`, its header included; 0 = none."""
    head = part(file, at, 10)
    if len(head) < 10 or head[:3] != b"ID3" or max(head[6:10]) > 0x7F:
        return 0
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte
    return size + (20 if head[5] & 0x10 else 10)


def sound_start(file: BinaryIO) -> int:
    """Where the first frame begins, after every tag in front and the zeros that fill them up."""
    at = 0
    while size := tag_size(file, at):
        at += size
    filled = part(file, at, 2**16)
    return at + len(filled) - len(filled.lstrip(b"\x00"))


def is_mp3(file: BinaryIO) -> bool:
    """Whether two frames follow each other after the tags; one could be chance."""
    at = sound_start(file)
    first = frame_size(part(file, at, 4))
    second = frame_size(part(file, at + first, 4)) if first else 0
    return bool(second) or bool(first and at + first == size_of(file))


def frame_size(head: bytes) -> int:
    """Bytes of the frame that begins with these four; 0 = they begin none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    rate, speed, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer == 4 or rate in (0, 15) or speed == 3:
        return 0
    family = 1 if version == 3 else 2
    bits = _RATES[family, layer][rate - 1] * 1000
    samples = _SAMPLES_A_SECOND[version][speed]
    if layer == 1:
        return (12 * bits // samples + padding) * 4
    return (72 if layer == 3 and family == 2 else 144) * bits // samples + padding


_KNOWN: Final[Mapping[bytes, About]] = {
    b"TPE": About.PERSON,
    b"TP1": About.PERSON,
    b"TP2": About.PERSON,
    b"TCO": About.PERSON,
    b"TOW": About.PERSON,
    b"TOP": About.PERSON,
    b"TEX": About.PERSON,
    b"TEN": About.PERSON,
    b"TSS": About.DEVICE,
    b"TDR": About.TIME,
    b"TYE": About.TIME,
    b"TDA": About.TIME,
    b"TDE": About.TIME,
}
"""By the first three letters of a frame's id: performers, composer, owner, who encoded it."""


def check_mp3(file: BinaryIO) -> Iterator[Problem]:
    """Tags may be a cover and a few words, not a second file."""
    start, end = sound_start(file), sound_end(file)
    if start >= end or not frame_size(part(file, start, 4)):
        raise refuse(What.DAMAGED, kind="mp3")
    if start + size_of(file) - end > MAX_TAGS_BYTES:
        yield problem(What.PADDING, limit=MAX_TAGS_BYTES)


def sound_end(file: BinaryIO) -> int:
    """Where the sound ends and the tags behind it begin: ID3v1, APEv2, Lyrics3."""
    end = size_of(file)
    while True:
        before = end
        if part(file, max(0, end - 128), 3) == b"TAG":
            end = max(0, end - 128)
        foot = part(file, max(0, end - 32), 32)
        if foot[:8] == b"APETAGEX":
            has_header = foot[23] & 0x80
            size = int.from_bytes(foot[12:16], "little") + (32 if has_header else 0)
            end = max(0, end - size)
        if foot[-9:] == b"LYRICS200" and foot[-15:-9].isdigit():
            end = max(0, end - 15 - int(foot[-15:-9]))
        if end == before:
            return end


def mp3_traces(file: BinaryIO) -> Iterator[Trace]:
    """What the tags tell."""
    at = 0
    while size := tag_size(file, at):
        yield from _frames(part(file, at, min(size, MAX_TAGS_BYTES)))
        at += size
    end, size = sound_end(file), size_of(file)
    if end < size:
        last = part(file, max(end, size - 128), 128)
        artist = last[33:63].rstrip(b"\x00 ") if last[:3] == b"TAG" else b""
        if artist:
            yield trace(About.PERSON, "ID3v1", artist.decode("latin-1"))
        yield trace(About.OTHER, "ID3v1/APE", f"{size - end} bytes")


def _frames(tag: bytes) -> Iterator[Trace]:
    version, at = tag[3], 10
    name_size, head_size = (3, 6) if version == 2 else (4, 10)
    while at + head_size <= len(tag) and tag[at : at + 3].isalnum():
        name = tag[at : at + name_size]
        sizes = tag[at + name_size : at + 2 * name_size]
        size = 0
        for byte in sizes:
            size = size << (7 if version == 4 else 8) | byte
        value = tag[at + head_size : at + head_size + size]
        about = _KNOWN.get(name[:3], About.TEXT if name[:1] in b"TCU" else About.OTHER)
        shown = _text(value) if name[:1] in b"TCU" else f"{size} bytes"
        yield trace(about, name.decode("ascii", "replace"), shown)
        at += head_size + size


def _text(value: bytes) -> str:
    codec = (
        ("latin-1", "utf-16", "utf-16-be", "utf-8")[value[0]]
        if value[:1] < b"\x04" and value
        else "utf-8"
    )
    return value[1:400].decode(codec, "replace").replace("\x00", " ")


def strip_mp3(file: BinaryIO, to: BinaryIO) -> None:
    """Write the sound without its tags."""
    to.writelines(blocks(file, sound_start(file), sound_end(file)))
