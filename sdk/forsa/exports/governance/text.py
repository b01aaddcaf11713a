"""A document as plain text: lines that may be long, without characters that move a cursor."""

from collections.abc import Iterator
from typing import assert_never

from forsa.exports.governance.blocks import (
    Beside,
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Mark,
    Table,
    Words,
)
from forsa.library.rendering import clean


def text_of(document: Document) -> str:
    """The whole text; it ends in a line feed."""
    paragraphs = ("\n".join(_lines(one, document.language)) for one in document.blocks)
    return "\n\n".join(one for one in paragraphs if one) + "\n"


def _lines(block: Block, language: str) -> Iterator[str]:
    match block:
        case Heading(level, text):
            shown = _line(text)
            yield shown
            if level <= 2:
                yield ("=" if level == 1 else "-") * len(shown)
        case Mark(text):
            yield f"*** {_line(text)} ***"
        case Line(text):
            yield _line(text)
        case Facts(pairs):
            colon = " : " if language == "fr" else ": "
            yield from (f"{_line(name)}{colon}{_line(value)}" for name, value in pairs)
        case Items(lines):
            yield from (f"- {_line(one)}" for one in lines)
        case Table(head, rows):
            yield from (" | ".join(map(_line, row)) for row in (head, *rows))
        case Words(text, _):
            yield from _indented(text)
        case Beside(texts):
            for one in texts:
                yield f"[{_line(one.language)}]"
                yield from _indented(one.text)
        case _:
            assert_never(block)


def _indented(text: str) -> Iterator[str]:
    """Whatever an editor takes for a line: none of it can stand where the program's lines do."""
    return (f"    {line}".rstrip() for line in clean(text).splitlines() or [""])


def _line(text: str) -> str:
    return " ".join(clean(text).split())
