"""A PDF without what it tells about people; the one place that needs the library pypdf.

pypdf is part of the extra `node`, and is loaded when it is needed.
"""

import io
from typing import Any, BinaryIO, Final

from forsa.attachments.jpeg import strip_jpeg
from forsa.attachments.problems import RefusedFileError, What, refuse
from forsa.errors import Reason, UnsupportedError

_WORDS: Final = ("/Metadata", "/PieceInfo", "/LastModified")
_REMARK: Final = ("/T", "/NM", "/M", "/CreationDate")


def strip_pdf(file: BinaryIO, to: BinaryIO) -> None:
    """Write the document anew: its pages and what they need, nothing else.

    Raises:
        UnsupportedError: pypdf is not installed.
        RefusedFileError: `damaged`: pypdf cannot read it.
    """
    try:
        from pypdf import PdfReader, PdfWriter
    except ImportError:
        raise UnsupportedError(
            'taking words out of a PDF needs the extra "node": install forsa[node]',
            Reason.LEVEL_UNSUPPORTED,
        ) from None
    file.seek(0)
    try:
        writer = PdfWriter(clone_from=PdfReader(file))
        writer.metadata = None
        for found in writer._objects:
            _clean(found)
        writer.write(to)
    except RefusedFileError:
        raise
    except Exception:  # whatever a hostile file makes of a large library
        raise refuse(What.DAMAGED, kind="pdf") from None


def _clean(found: Any) -> None:
    """Take the words out of an object and everything that lies in it; others have their turn."""
    from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, DictionaryObject):
            _clean_names(one)
            left += dict.values(one)
        elif isinstance(one, ArrayObject):
            left += list.__iter__(one)
        if isinstance(one, StreamObject):
            _clean_stream(one)


def _clean_names(one: Any) -> None:
    for name in _WORDS:
        one.pop(name, None)
    if "/Subtype" in one and "/Rect" in one and str(one["/Subtype"]) != "/Widget":
        for name in _REMARK:
            one.pop(name, None)


def _clean_stream(one: Any) -> None:
    if one.get("/Type") == "/Metadata":  # nothing names it any more
        one._data = b""
        one.pop("/Filter", None)
    elif one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        to = io.BytesIO()
        try:
            strip_jpeg(io.BytesIO(one._data), to)
        except RefusedFileError:
            return
        one._data = to.getvalue()
