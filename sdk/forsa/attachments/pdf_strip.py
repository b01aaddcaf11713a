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
        for number in range(1, len(writer._objects) + 1):
            _clean(writer.get_object(number))
        writer.write(to)
    except RefusedFileError:
        raise
    except Exception:  # whatever a hostile file makes of a large library
        raise refuse(What.DAMAGED, kind="pdf") from None


def _clean(found: Any) -> None:
    from pypdf.generic import DictionaryObject, StreamObject

    if not isinstance(found, DictionaryObject):
        return
    for name in _WORDS:
        found.pop(name, None)
    is_remark = "/Subtype" in found and "/Rect" in found and str(found["/Subtype"]) != "/Widget"
    for name in _REMARK if is_remark else ():
        found.pop(name, None)
    if isinstance(found, StreamObject) and found.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        to = io.BytesIO()
        try:
            strip_jpeg(io.BytesIO(found._data), to)
        except RefusedFileError:
            return
        found._data = to.getvalue()
