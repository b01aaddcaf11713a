"""Pictures of the three formats, by one name each."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Final

from forsa.attachments import jpeg, png, webp
from forsa.attachments import media_types as types
from forsa.attachments.problems import Problem, RefusedFileError
from forsa.attachments.traces import Trace

_CHECKS: Final[Mapping[str, Callable[[BinaryIO], Iterator[Problem]]]] = {
    types.PNG: png.check_png,
    types.JPEG: jpeg.check_jpeg,
    types.WEBP: webp.check_webp,
}
_TRACES: Final[Mapping[str, Callable[[BinaryIO], Iterator[Trace]]]] = {
    types.PNG: png.png_traces,
    types.JPEG: jpeg.jpeg_traces,
    types.WEBP: webp.webp_traces,
}
_STRIPS: Final[Mapping[str, Callable[[BinaryIO, BinaryIO], None]]] = {
    types.PNG: png.strip_png,
    types.JPEG: jpeg.strip_jpeg,
    types.WEBP: webp.strip_webp,
}


def check_picture(file: BinaryIO, media_type: str) -> Iterator[Problem]:
    """Everything that is wrong with a picture; nothing is decoded."""
    try:
        yield from _CHECKS[media_type](file)
    except RefusedFileError as error:
        yield error.problem


def picture_traces(file: BinaryIO, media_type: str) -> Iterator[Trace]:
    """What a picture tells beside what it shows.

    Raises:
        RefusedFileError: `damaged`, `entries`.
    """
    return _TRACES[media_type](file)


def strip_picture(file: BinaryIO, media_type: str, to: BinaryIO) -> None:
    """Write the picture, pixel by pixel the same, without what is beside it.

    Raises:
        RefusedFileError: `damaged`, `entries`.
    """
    _STRIPS[media_type](file, to)
