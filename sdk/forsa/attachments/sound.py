"""MPEG audio (mp3): where its frames begin, and the tags around them.

Sources: ISO/IEC 11172-3 section 2.4 (frame header); id3.org ID3v2.3, 2.4 and ID3v1; APEv2.
"""

from typing import BinaryIO, Final

from forsa.attachments.reading import part, size_of

_MAX_TAG_BYTES: Final = 25 * 2**20
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
