"""Compressed frames are refused before they cost memory."""

import pytest
import zstandard
from forsa.errors import Reason, TooLargeError
from forsa.rpc.frames import MAX_FRAME_BYTES, compress, decompress
from hypothesis import given
from hypothesis import strategies as st

DATA = b"practice report " * 4000
MAGIC = b"\x28\xb5\x2f\xfd"


def raw_block(data: bytes) -> bytes:
    """The last block of a frame, uncompressed (RFC 8878 section 3.1.1.2)."""
    return (len(data) << 3 | 1).to_bytes(3, "little") + data


def refused(frame: bytes, words: str) -> None:
    """Decompressing must fail, saying why."""
    with pytest.raises(TooLargeError, match=words) as caught:
        decompress(frame)
    assert caught.value.reason is Reason.LIMIT_EXCEEDED


@given(st.binary(min_size=1, max_size=5000))
def test_a_message_survives_compression(data: bytes) -> None:
    """What is in a batch gets verified as the very bytes that were logged."""
    assert decompress(compress(data)) == data


@given(st.binary(max_size=200))
def test_garbage_is_refused(data: bytes) -> None:
    """A frame comes from whoever answers."""
    with pytest.raises(TooLargeError):
        decompress(data)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=50))
def test_nothing_may_follow_a_frame(cut: int, more: bytes) -> None:
    """Bytes that nobody reads would be a second message that nobody checks."""
    frame = compress(DATA)

    refused(frame + more, "unused data")
    with pytest.raises(TooLargeError):
        decompress(frame[: cut % len(frame)])


def test_two_frames_are_not_one() -> None:
    """Stock readers would join them."""
    refused(compress(b"a") + compress(b"b"), "unused data")


def test_bytes_after_an_empty_frame_are_refused_too() -> None:
    """The library takes a frame of size 0 for the end of all checks."""
    empty = zstandard.ZstdCompressor().compress(b"")

    refused(empty + b"smuggled", "content of 0 bytes")


def test_a_frame_must_state_its_size() -> None:
    """Otherwise memory grows until somebody notices."""
    stream = zstandard.ZstdCompressor(write_content_size=False)

    refused(stream.compress(DATA), "does not state its content size")


def test_a_bomb_is_refused_unopened() -> None:
    """A few hundred bytes can stand for gigabytes."""
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(MAX_FRAME_BYTES + 1))

    assert len(bomb) < 1000
    refused(bomb, f"content of {MAX_FRAME_BYTES + 1} bytes")


def test_the_largest_frame_is_accepted() -> None:
    """The limit is the limit, not one less."""
    assert decompress(compress(bytes(MAX_FRAME_BYTES))) == bytes(MAX_FRAME_BYTES)


@pytest.mark.parametrize("inside", [9, 11, 100_000])
def test_a_frame_holds_as_much_as_it_states(inside: int) -> None:
    """A header that says 10 bytes reserves 10 bytes: more would be written elsewhere."""
    lying = MAGIC + b"\x20" + bytes([10]) + raw_block(bytes(inside))

    assert zstandard.get_frame_parameters(lying).content_size == 10
    refused(lying, "decompress")


def test_a_window_larger_than_the_limit_is_refused() -> None:
    """The window is memory too, whatever the content."""
    content = raw_block(bytes(1000))
    fits = MAGIC + b"\x40" + bytes([12 << 3]) + (1000 - 256).to_bytes(2, "little") + content
    wide = MAGIC + b"\x40" + bytes([13 << 3]) + (1000 - 256).to_bytes(2, "little") + content

    assert decompress(fits) == bytes(1000)
    refused(wide, "in a window of 8388608")


def test_a_long_content_in_a_small_window_is_refused() -> None:
    """A frame may say that it is long and needs little; the buffer is as long as it says."""
    stated = (MAX_FRAME_BYTES + 1).to_bytes(4, "little")
    frame = MAGIC + b"\x80" + bytes([0]) + stated + raw_block(bytes(1000))

    assert zstandard.get_frame_parameters(frame).window_size == 1024
    refused(frame, f"content of {MAX_FRAME_BYTES + 1} bytes")


def test_a_dictionary_is_refused() -> None:
    """It would be something that was not signed, sent or shipped."""
    samples: list[bytes | bytearray | memoryview[int]] = []
    samples += [b"report %d about a workshop in Fes" % number * 3 for number in range(2000)]
    trained = zstandard.train_dictionary(4096, samples)
    frame = zstandard.ZstdCompressor(dict_data=trained).compress(DATA)

    refused(frame, "needs a dictionary")


def test_a_skippable_frame_is_not_a_frame() -> None:
    """The library calls its length a content size."""
    refused(b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd", "not a zstd frame")
