"""The types of file that a record may carry: how their names end, and how they are called.

Source: the contract, `Attachment.media_type`, which lists the same.
"""

from collections.abc import Mapping
from typing import Final

PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
WEBP: Final = "image/webp"
MP3: Final = "audio/mpeg"
M4A: Final = "audio/mp4"
MP4: Final = "video/mp4"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
ODP: Final = "application/vnd.oasis.opendocument.presentation"
_OOXML: Final = "application/vnd.openxmlformats-officedocument"
DOCX: Final = f"{_OOXML}.wordprocessingml.document"
XLSX: Final = f"{_OOXML}.spreadsheetml.sheet"
PPTX: Final = f"{_OOXML}.presentationml.presentation"
CSV: Final = "text/csv"
MARKDOWN: Final = "text/markdown"
ZIP: Final = "application/zip"

PICTURES: Final = (PNG, JPEG, WEBP)
OPEN_DOCUMENT: Final = (ODT, ODS, ODP)
OFFICE_XML: Final = (DOCX, XLSX, PPTX)
ARCHIVES: Final = (*OPEN_DOCUMENT, *OFFICE_XML, ZIP)
TEXTS: Final = (CSV, MARKDOWN)

SUFFIXES: Final[Mapping[str, str]] = {
    "pdf": PDF,
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
    "webp": WEBP,
    "mp3": MP3,
    "m4a": M4A,
    "mp4": MP4,
    "odt": ODT,
    "ods": ODS,
    "odp": ODP,
    "docx": DOCX,
    "xlsx": XLSX,
    "pptx": PPTX,
    "csv": CSV,
    "md": MARKDOWN,
    "zip": ZIP,
    "h5p": ZIP,
    "imscc": ZIP,
    "sb3": ZIP,
}

PACKAGES: Final[Mapping[str, str]] = {
    "h5p": "h5p.json",
    "imscc": "imsmanifest.xml",
    "sb3": "project.json",
}
"""By suffix, the file that makes an archive a learning package; SCORM has the one of IMSCC."""
_UNKNOWN: Final = "bin"


def named_type(name: str) -> str | None:
    """The type that a name says it is, by its last letters; None: it says none of the list."""
    _, dot, suffix = name.rpartition(".")
    return SUFFIXES.get(suffix.lower()) if dot else None


def suffixes_of(media_type: str) -> tuple[str, ...]:
    """How names of files of this type end; empty for a type that is not on the list."""
    return tuple(suffix for suffix, known in SUFFIXES.items() if known == media_type)


def typed_name(name: str, media_type: str) -> str:
    """The name, ending as files of its type do: a stranger's `cours.html` that is to be a PDF is
    `cours.html.pdf`, so that no program opens it as anything else.

    Args:
        name: What its author calls the file; any text.
        media_type: As its record says; a file of a type that is not on the list ends in `.bin`.
    """
    if named_type(name) == media_type:
        return name
    own = next(iter(suffixes_of(media_type)), _UNKNOWN)
    return f"{name}.{own}"
