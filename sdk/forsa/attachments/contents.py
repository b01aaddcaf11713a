"""What is unsafe in a file of a known type: bombs, traps, programs, words about people.

Nothing is decoded, rendered or run. Memory is bounded by a block, a part of a document or, for a
PDF, the file; time by what is allowed to be unpacked.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Final

from forsa.attachments import media_types as types
from forsa.attachments.film import check_mp4
from forsa.attachments.metadata import traces_of
from forsa.attachments.packages import check_archive
from forsa.attachments.pdf import check_pdf
from forsa.attachments.pictures import check_picture
from forsa.attachments.problems import Problem, RefusedFileError
from forsa.attachments.sniff import media_type_of
from forsa.attachments.sound import check_mp3
from forsa.attachments.texts import check_csv, check_markdown
from forsa.attachments.traces import warnings

_CHECKS: Final[Mapping[str, Callable[[BinaryIO], Iterator[Problem]]]] = {
    types.PDF: check_pdf,
    types.MP3: check_mp3,
    types.M4A: check_mp4,
    types.MP4: check_mp4,
    types.CSV: check_csv,
    types.MARKDOWN: check_markdown,
}


def look_into(file: BinaryIO, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The media type of a file, and all that is wrong with it; the type is empty if it is of none.

    Args:
        file: Readable and seekable; its position does not matter, and is lost.
        name: What readers are told it is called.
    """
    try:
        media_type = media_type_of(file, name)
    except RefusedFileError as error:
        return "", (error.problem,)
    return media_type, tuple(check_safe(file, media_type))


def check_safe(file: BinaryIO, media_type: str) -> Iterator[Problem]:
    """Everything that is wrong with a file; what stops the look is the last that is told.

    Args:
        file: Readable and seekable; its position does not matter, and is lost.
        media_type: What `media_type_of` said.

    Yields:
        Refusals and warnings (`is_warning`), one for each thing that is wrong. After the last one
        without a refusal, the file is safe as far as this program can tell.
    """
    is_refused = False
    try:
        for one in _checked(file, media_type):
            is_refused = is_refused or not one.is_warning
            yield one
        if not is_refused:
            yield from warnings(traces_of(file, media_type))
    except RefusedFileError as error:
        yield error.problem


def _checked(file: BinaryIO, media_type: str) -> Iterator[Problem]:
    if media_type in types.PICTURES:
        return check_picture(file, media_type)
    if media_type in types.ARCHIVES:
        return check_archive(file, media_type)
    return _CHECKS[media_type](file)
