"""What a file tells about people beside what it shows, and the same file without that.

| type | what goes | how |
| --- | --- | --- |
| JPEG, PNG, WebP | Exif, XMP, IPTC, comments, previews | pieces are left out, pixels stay |
| MP3 | ID3, APE and Lyrics3 tags | cut off, the sound stays |
| MP4, M4A | words, place, dates | overwritten where they lie |
| DOCX, XLSX, PPTX, ODF, ZIP | properties, names, previews, words in pictures | written anew |
| PDF | Info, XMP, names beside remarks, words in photographs | written anew by pypdf |
| CSV, Markdown | nothing is known | |

How a picture is to be turned stays, for without it the picture would lie on its side.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, Final

from forsa.attachments import media_types as types
from forsa.attachments.document_words import document_traces, strip_document
from forsa.attachments.film import mp4_traces, strip_mp4
from forsa.attachments.pdf import pdf_traces
from forsa.attachments.pdf_strip import strip_pdf
from forsa.attachments.pictures import picture_traces, strip_picture
from forsa.attachments.sound import mp3_traces, strip_mp3
from forsa.attachments.traces import MAX_TRACES, Trace

_TRACES: Final[Mapping[str, Callable[[BinaryIO], Iterator[Trace]]]] = {
    types.PDF: pdf_traces,
    types.MP3: mp3_traces,
    types.M4A: mp4_traces,
    types.MP4: mp4_traces,
    **dict.fromkeys(types.ARCHIVES, document_traces),
}
_STRIPS: Final[Mapping[str, Callable[[BinaryIO, BinaryIO], None]]] = {
    types.PDF: strip_pdf,
    types.MP3: strip_mp3,
    types.M4A: strip_mp4,
    types.MP4: strip_mp4,
    **dict.fromkeys(types.ARCHIVES, strip_document),
}


def can_strip(media_type: str) -> bool:
    """Whether anything is known about what such files tell."""
    return media_type in types.PICTURES or media_type in _STRIPS


def traces_of(file: BinaryIO, media_type: str) -> list[Trace]:
    """What a file tells about people, at most `MAX_TRACES`; each trace once.

    Args:
        file: Readable and seekable; its position does not matter, and is lost.
        media_type: What `media_type_of` said.

    Raises:
        RefusedFileError: it is damaged, or unpacks to too much.
    """
    if media_type in types.PICTURES:
        found = picture_traces(file, media_type)
    elif media_type in _TRACES:
        found = _TRACES[media_type](file)
    else:
        return []
    return list(dict.fromkeys(islice(found, MAX_TRACES)))


def strip(file: BinaryIO, media_type: str, to: BinaryIO) -> None:
    """Write the file without what `traces_of` finds in it; what it shows is the same.

    Args:
        file: Readable and seekable.
        media_type: One for which `can_strip`.
        to: Writable and seekable, empty.

    Raises:
        RefusedFileError: it is damaged, or unpacks to too much; `to` is not to be used then.
        UnsupportedError: a PDF, and this installation cannot write one.
    """
    if media_type in types.PICTURES:
        strip_picture(file, media_type, to)
    else:
        _STRIPS[media_type](file, to)
