"""Reading foreign files: a part at a time, never more than was asked for."""

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from forsa.attachments.problems import What, refuse

BLOCK_BYTES: Final = 2**16
MAX_FILE_BYTES: Final = 25 * 2**20
"""Largest attachment that a body may describe (`Attachment.size`)."""


def size_of(file: BinaryIO) -> int:
    """Bytes of the whole file; its position is lost."""
    return file.seek(0, io.SEEK_END)


def part(file: BinaryIO, start: int, size: int) -> bytes:
    """At most `size` bytes from `start` on; fewer where the file ends."""
    file.seek(start)
    return file.read(size)


def exactly(file: BinaryIO, start: int, size: int, kind: str) -> bytes:
    """`size` bytes from `start` on.

    Raises:
        RefusedFileError: `damaged`: the file ends before.
    """
    data = part(file, start, size)
    if len(data) < size:
        raise refuse(What.DAMAGED, kind=kind)
    return data


def blocks(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` to `end`, a block at a time."""
    while start < end:
        data = part(file, start, min(BLOCK_BYTES, end - start))
        if not data:
            return
        start += len(data)
        yield data
