"""What a document is made of, before it is HTML or text."""

from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What nobody may overlook."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the program's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, in order."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as the head has."""

    head: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Words:
    """What a member wrote, in its language: Markdown that strangers wrote."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The same words in several languages, side by side."""

    texts: tuple[Words, ...]


Block = Heading | Mark | Line | Facts | Items | Table | Words | Beside


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one language of the interface."""

    title: str
    """For a window or a file list."""
    language: str
    blocks: tuple[Block, ...]
