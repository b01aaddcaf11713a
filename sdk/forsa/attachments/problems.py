"""What can be wrong with a file, as values; their words are `forsa.kinds.file_texts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from forsa.errors import MalformedError, Reason

_SHOWN: Final = 60


class What(StrEnum):
    """What is wrong. The rule of a finding is `file.` and this."""

    # What it is.
    EMPTY = "empty"
    ENCODING = "encoding"
    """A text that is not UTF-8."""
    SIZE = "size"
    SUFFIX = "suffix"
    """Its name does not end as one of the types that are accepted."""
    MISMATCH = "mismatch"
    """Name and content say different things."""
    ACTIVE = "active"
    """SVG, HTML, programs, scripts."""
    DAMAGED = "damaged"
    APPENDED = "appended"
    """Bytes after the end of the format."""
    POLYGLOT = "polyglot"
    """It can be read as another format, too."""
    # Archives.
    ENTRIES = "entries"
    UNPACKED = "unpacked"
    """Too many bytes once unpacked."""
    RATIO = "ratio"
    OVERLAP = "overlap"
    """Entries share bytes, or the directory and the entries disagree."""
    TWICE = "twice"
    ENTRY_NAME = "entry_name"
    LINK = "link"
    ENCRYPTED = "encrypted"
    METHOD = "method"
    NESTED = "nested"
    PROGRAM = "program"
    WEB = "web"
    """HTML, SVG or JavaScript in an archive that is no learning package."""
    # Documents.
    MACROS = "macros"
    EXTERNAL = "external"
    """Parts that the reader's program would fetch from elsewhere."""
    OBJECTS = "objects"
    """Embedded objects that start a program."""
    EMBEDDED = "embedded"
    HIDDEN = "hidden"
    """Hidden sheets."""
    CACHE = "cache"
    """Copies of the source rows of a pivot table."""
    COMMENTS = "comments"
    CHANGES = "changes"
    """Tracked changes: what was deleted is still there."""
    ENTITIES = "entities"
    """A document type in XML: entities that grow or fetch."""
    PDF_ACTIVE = "pdf_active"
    """JavaScript, programs to launch, forms that send, attached files, media."""
    PDF_HIDDEN = "pdf_hidden"
    """Packed so that nobody can look into it."""
    # Pictures.
    PIXELS = "pixels"
    FRAMES = "frames"
    PADDING = "padding"
    """Data beside the picture that is too large, or swells when unpacked."""
    # Texts.
    FORMULA = "formula"
    SCRIPT = "script"
    MARKUP = "markup"
    REMOTE = "remote"
    # Privacy.
    PLACE = "place"
    """Where a picture or recording was taken."""
    PERSON = "person"
    """Who wrote or took it, and with what."""


WARNINGS: Final = frozenset(
    {
        What.EMBEDDED,
        What.CHANGES,
        What.FORMULA,
        What.MARKUP,
        What.REMOTE,
        What.PLACE,
        What.PERSON,
    }
)
"""What the author should know, and may leave."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file."""

    what: What
    values: Mapping[str, str | int] = field(default_factory=dict)
    """Sizes, limits, codes, names of entries: never what the file says about people."""
    is_warning: bool = False


def problem(what: What, **values: str | int) -> Problem:
    """A problem at its usual level."""
    clean = {name: plain(one) if isinstance(one, str) else one for name, one in values.items()}
    return Problem(what, clean, what in WARNINGS)


class RefusedFileError(MalformedError):
    """A file that nobody should open; `problem` says why."""

    def __init__(self, why: Problem) -> None:
        told = ", ".join(f"{name} {one}" for name, one in why.values.items())
        super().__init__(
            f"the file is refused: {why.what}{f' ({told})' if told else ''}",
            Reason.KIND_BODY_INVALID,
            what=why.what.value,
        )
        self.problem = why


def refuse(what: What, **values: str | int) -> RefusedFileError:
    """The error for a problem; the caller raises it."""
    return RefusedFileError(problem(what, **values))


def plain(text: str) -> str:
    """A foreign word as a message may show it: short, one line, no controls, no bidi marks."""
    clean = "".join(char if char.isprintable() else " " for char in text[: _SHOWN + 1])
    return clean if len(text) <= _SHOWN else f"{clean[:_SHOWN]}…"
