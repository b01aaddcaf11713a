"""A key on paper as it is shown: fourteen numbered words, and the same as a code for a telephone.

The page is one file without anything from outside, so that a machine without a network prints it.
"""

from collections.abc import Sequence
from html import escape
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

from forsa.words.reasons import Language

from forsa_node.words import say

if TYPE_CHECKING:
    from segno import QRCode

COLUMNS: Final = 2
_WORD: Final = 12
"""Columns of the screen; the longest word has eight letters."""


def word_lines(words: Sequence[str]) -> list[str]:
    """The words with their numbers, down the columns."""
    rows = -(-len(words) // COLUMNS)
    cells = [f"{place:>3}  {word:<{_WORD}}" for place, word in enumerate(words, 1)]
    return ["".join(cells[row::rows]).rstrip() for row in range(rows)]


def terminal_code(words: Sequence[str]) -> str:
    """The code in characters of the terminal."""
    drawn = StringIO()
    _code(words).terminal(out=drawn, compact=True)
    return drawn.getvalue()


def sheet(words: Sequence[str], values: dict[str, str], language: Language) -> bytes:
    """The page to print, HTML in UTF-8.

    Args:
        words: Of the key.
        values: For the sentences: `name` of the association, `member`, `fingerprint`, `day`.
        language: Of the sentences; words and numbers run from left to right in each.
    """
    direction = "rtl" if language == "ar" else "ltr"
    texts = {key: escape(say(language, f"paper_{key}", **values)) for key in _TEXTS}
    cells = "".join(f"<li>{escape(word)}</li>" for word in words)
    page = _PAGE.format(
        language=language, direction=direction, words=cells, code=_svg(words), **texts
    )
    return page.encode()


def _svg(words: Sequence[str]) -> str:
    drawn = BytesIO()
    _code(words).save(drawn, kind="svg", scale=4, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue().decode()


def _code(words: Sequence[str]) -> "QRCode":
    """In capitals, which take less room in a code; whoever reads them does not mind."""
    import segno

    return segno.make(" ".join(words).upper(), error="m", micro=False)


_TEXTS: Final = ("title", "whose", "keep", "use", "end")
_PAGE: Final = """<!doctype html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 12pt sans-serif; max-width: 17cm; margin: 1.5cm auto; }}
ol {{ columns: 2; font: 14pt monospace; line-height: 1.8; direction: ltr; text-align: left; }}
svg {{ display: block; margin: 1cm auto; }}
</style></head>
<body><h1>{title}</h1><p>{whose}</p><ol>{words}</ol>{code}
<p>{keep}</p><p>{use}</p><p>{end}</p></body></html>
"""
