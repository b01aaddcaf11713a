"""What pictures are made of: pieces one after another, kept or left out as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Final

from forsa.attachments.problems import Problem, What, problem
from forsa.attachments.reading import blocks

MAX_PIXELS: Final = 80_000_000
"""Of a picture, all its frames together; 4 bytes each once it is shown."""
MAX_FRAMES: Final = 500
"""Of an animation; also the scans of one JPEG, each of which touches every pixel."""
MAX_PIECES: Final = 50_000
MAX_PADDING_BYTES: Final = 4 * 2**20
"""Of all that is beside the picture, unpacked: profiles, texts, Exif."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk or segment."""

    kind: bytes
    start: int
    """First byte of its header."""
    content: int
    """First byte of what it holds."""
    size: int
    """Bytes that it holds."""
    end: int
    """First byte after it: checksum and padding belong to it."""


def copy(file: BinaryIO, pieces: Iterable[Piece], to: BinaryIO) -> int:
    """Write pieces as they are, a block at a time; return how many bytes that were."""
    written = 0
    for one in pieces:
        for block in blocks(file, one.start, one.end):
            written += to.write(block)
    return written


def size_problem(width: int, height: int, frames: int = 1) -> Problem | None:
    """Whether showing the picture would need more memory than an old PC has."""
    if frames > MAX_FRAMES:
        return problem(What.FRAMES, count=frames, limit=MAX_FRAMES)
    if width * height > MAX_PIXELS:
        return problem(What.PIXELS, width=width, height=height, limit=MAX_PIXELS)
    return None
