"""Compressed messages: one zstd frame that says beforehand how much memory it will take.

Source: docs/protocol.md, "Calls"; RFC 8878.
"""

import threading
from typing import Final

import zstandard

from forsa.errors import Reason, TooLargeError

MAX_FRAME_BYTES: Final = 4 * 2**20
_MAGIC: Final = b"\x28\xb5\x2f\xfd"
_LEVEL: Final = 3
_local = threading.local()  # neither side's context may be shared between threads


def compress(data: bytes) -> bytes:
    """One frame that states its content size; `data` has 1 byte to 4 MiB."""
    if not 1 <= len(data) <= MAX_FRAME_BYTES:
        raise ValueError(f"a frame of {len(data)} bytes, not 1 to {MAX_FRAME_BYTES}")
    compressor: zstandard.ZstdCompressor | None = getattr(_local, "compressor", None)
    if compressor is None:
        compressor = _local.compressor = zstandard.ZstdCompressor(
            level=_LEVEL, write_content_size=True
        )
    return compressor.compress(data)


def decompress(frame: bytes) -> bytes:
    """Read one frame; never writes more than its header states.

    Raises:
        TooLargeError: `LIMIT_EXCEEDED`: not one whole frame, no content size or one over 4 MiB, a
            window over 4 MiB, bytes after it, a dictionary, or damage.
    """
    if not frame.startswith(_MAGIC):
        raise _refused("it is not a zstd frame")
    try:
        stated = zstandard.get_frame_parameters(frame)
    except zstandard.ZstdError:
        raise _refused("its header is cut") from None
    if stated.content_size == zstandard.CONTENTSIZE_UNKNOWN:
        raise _refused("it does not state its content size")
    if not 1 <= stated.content_size <= MAX_FRAME_BYTES or stated.window_size > MAX_FRAME_BYTES:
        raise _refused(
            f"content of {stated.content_size} bytes in a window of {stated.window_size}, "
            f"at most {MAX_FRAME_BYTES}"
        )
    if stated.dict_id:
        raise _refused("it needs a dictionary")
    try:
        # The buffer has the stated size: a frame that holds more, or less, is an error.
        return _decompressor().decompress(frame, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise _refused(str(error)) from None


def _decompressor() -> zstandard.ZstdDecompressor:
    decompressor: zstandard.ZstdDecompressor | None = getattr(_local, "decompressor", None)
    if decompressor is None:
        decompressor = _local.decompressor = zstandard.ZstdDecompressor(
            max_window_size=MAX_FRAME_BYTES
        )
    return decompressor


def _refused(why: str) -> TooLargeError:
    return TooLargeError(f"a compressed frame is refused: {why}", Reason.LIMIT_EXCEEDED)
