"""A document as one HTML file to read and to print: no script, no address to fetch.

Every word in it is escaped, the program's own too; runs of the other direction are isolated.
"""

from html import escape
from typing import Final, assert_never

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
from forsa.library.rendering import Renderer, clean, direction_of, plain

_STYLE: Final = """\
:root { font-family: "Noto Naskh Arabic", "Noto Sans", "Segoe UI", Arial, sans-serif; }
body { max-width: 52rem; margin: 0 auto; padding: 1rem; line-height: 1.5; color: #1a1a1a; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2rem; border-bottom: 1px solid #999; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid #999; padding: .2rem .5rem; text-align: start; vertical-align: top; }
td { overflow-wrap: anywhere; }
bdi { unicode-bidi: isolate; }
blockquote { border-inline-start: 3px solid #999; margin: 0; padding-inline-start: 1rem; }
.words { border-inline-start: 3px solid #999; padding-inline-start: 1rem; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; }
.mark { border: 2px solid #1a1a1a; padding: .5rem 1rem; font-weight: 600; }
@page { size: A4; margin: 18mm; }
@media print { body { max-width: none; padding: 0; } tr, li { break-inside: avoid; } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def page_of(document: Document) -> str:
    """The whole file."""
    direction = direction_of(document.language)
    content = "".join(_html(one, direction) for one in document.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n{content}</body>\n</html>\n"
    )


def _html(block: Block, direction: str) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{plain(text, direction)}</h{level}>\n"
        case Mark(text):
            return f'<p class="mark">{plain(text, direction)}</p>\n'
        case Line(text):
            return f"<p>{plain(text, direction)}</p>\n"
        case Facts(pairs):
            return f"<dl>\n{''.join(_fact(one, direction) for one in pairs)}</dl>\n"
        case Items(lines):
            items = (f"<li>{plain(one, direction)}</li>" for one in lines)
            return "<ul>\n" + "\n".join(items) + "\n</ul>\n"
        case Table(head, rows):
            return _table(head, rows, direction)
        case Words(text, language):
            return _words(text, language)
        case Beside(texts):
            columns = "".join(_words(one.text, one.language) for one in texts)
            return f'<div class="beside">\n{columns}</div>\n'
    assert_never(block)


def _fact(pair: tuple[str, str], direction: str) -> str:
    name, value = (plain(one, direction) for one in pair)
    return f"<dt>{name}</dt><dd>{value}</dd>\n"


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], direction: str) -> str:
    names = "".join(f'<th scope="col">{plain(one, direction)}</th>' for one in head)
    lines = "".join(
        f"<tr>{''.join(f'<td>{plain(cell, direction)}</td>' for cell in row)}</tr>\n"
        for row in rows
    )
    return f"<table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n"


def _words(text: str, language: str) -> str:
    direction = direction_of(language)
    body = Renderer(direction, top=4).render(text)
    return f'<div class="words" lang="{escape(clean(language))}" dir="{direction}">\n{body}</div>\n'
