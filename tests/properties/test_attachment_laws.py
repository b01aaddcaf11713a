"""Laws of names on a disk, and of files that anybody may send."""

import io
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from forsa.attachments.contents import check_safe
from forsa.attachments.media_types import SUFFIXES
from forsa.attachments.metadata import can_strip, strip, traces_of
from forsa.attachments.names import MAX_NAME_BYTES, safe_file_name
from forsa.attachments.problems import RefusedFileError
from forsa.attachments.sniff import media_type_of
from forsa.errors import UnsupportedError
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support import made_files as made

names = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="conCON.ux1 /\\-:\u202e\u0301é", max_size=300),
    st.sampled_from(["../../etc/passwd", "C:\\Windows\\x", "NUL.txt", "COM¹", "درس\u200f.pdf"]),
)
SAMPLES = (
    made.picture("PNG", made.exif_block()),
    made.picture("JPEG", made.exif_block(6)),
    made.picture("WEBP", made.exif_block(3)),
    made.pdf("Amal"),
    made.docx(docProps__core_0xml=made.CORE),
    made.open_document("text"),
    made.mp3("Amal"),
    made.mp4(words=b"\xa9xyz"),
)


@given(names, st.lists(names, max_size=5))
@example("..", [])
@example(".", [])
@example("", ["file"])
@example("a/b\\..", [])
@example("\ud800", [])
def test_a_safe_name_is_one_part_of_a_path_on_every_system(name: str, others: list[str]) -> None:
    """A stranger's name would write into another folder, a device, or a hidden file."""
    safe = safe_file_name(name, others)

    assert PurePosixPath(safe).parts == (safe,)
    assert PureWindowsPath(safe).parts == (safe,)
    assert not PureWindowsPath(safe).is_reserved()
    assert safe[0] not in ". -"
    assert safe[-1] not in ". "
    assert 0 < len(safe.encode()) <= MAX_NAME_BYTES
    assert unicodedata.is_normalized("NFC", safe)
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for char in safe)


@given(names)
def test_a_safe_name_is_left_as_it_is(name: str) -> None:
    """A file that was saved and attached again would get another name each time."""
    safe = safe_file_name(name, ())

    assert safe_file_name(safe, ()) == safe


@given(names, st.integers(1, 5))
def test_no_name_is_given_twice(name: str, count: int) -> None:
    """On a disk that knows no case, the second file would replace the first."""
    taken: list[str] = []
    for number in range(count):
        taken.append(safe_file_name(name.upper() if number % 2 else name, taken))

    assert len({one.casefold() for one in taken}) == count


@given(st.text("abé.", min_size=1, max_size=600))
def test_a_long_name_keeps_its_suffix(stem: str) -> None:
    """A file whose suffix was cut off opens with nothing."""
    assert safe_file_name(f"x{stem}x.pdf", ()).endswith("x.pdf"[1:])


@given(st.binary(max_size=600), st.sampled_from(sorted(SUFFIXES)))
def test_any_bytes_are_judged(data: bytes, suffix: str) -> None:
    """A file that nobody can read must become a refusal, not a crash."""
    _judge(data, f"x.{suffix}")


@given(st.sampled_from(SAMPLES), st.data())
def test_any_damaged_file_is_judged(sample: bytes, draw: st.DataObject) -> None:
    """A parser trusts the second field because the first was right."""
    data = bytearray(sample)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data) - 1))
        data[at] = draw.draw(st.integers(0, 255))
    cut = bytes(data[: draw.draw(st.integers(1, len(data)))])

    for suffix in ("png", "jpg", "webp", "pdf", "docx", "odt", "mp3", "mp4"):
        _judge(cut, f"x.{suffix}")


def _judge(data: bytes, name: str) -> None:
    file = io.BytesIO(data)
    try:
        media_type = media_type_of(file, name)
        problems = list(check_safe(file, media_type))
        assert all(one.what for one in problems)
        traces_of(file, media_type)
        if can_strip(media_type):
            strip(file, media_type, io.BytesIO())
    except (RefusedFileError, UnsupportedError):
        return
