"""Markdown that strangers wrote as HTML that may be shown: one renderer for pages and exports.

Nothing of the author's HTML comes out: tags and scripts are dropped, their words stay as text.
Links lead to http, https and mailto, or nowhere; pictures are those that the caller has. Runs of
the other direction are isolated, so that code and names stand where they belong in Arabic.

Laws: the result is balanced; it has no element and no attribute but those named in `ELEMENTS`; no
address but those of `may_link` and of the caller's pictures.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from forsa import codelists
from forsa.kinds.body_texts import FORBIDDEN

ELEMENTS: Final = frozenset(
    {
        "a", "bdi", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "img", "li", "ol", "p", "pre", "s", "span", "strong", "table", "tbody", "td", "th", "thead",
        "tr", "ul",
    }
)  # fmt: skip
"""Everything that the renderer writes; a picture's HTML is the caller's."""
_SCHEMES: Final = ("http://", "https://", "mailto:")
_LATIN: Final = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff\u2d30-\u2d7f"
_ARABIC: Final = r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_RUN: Final = {
    "rtl": re.compile(rf"[{_LATIN}](?:[^{_ARABIC}\n]{{0,400}}[{_LATIN}0-9%])?"),
    "ltr": re.compile(rf"[{_ARABIC}](?:[^{_LATIN}\n]{{0,400}}[{_ARABIC}])?"),
}
"""What runs against a text's direction: from its first letter to its last."""
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_DEEPEST: Final = 6
_MAX_NESTING: Final = 20

PictureHtml = Callable[[str, str], str]
"""Name of an attachment and what it shows, to HTML; empty = there is no such picture."""


def no_pictures(_name: str, _alt: str) -> str:
    """For texts that show none."""
    return ""


def direction_of(language: str) -> str:
    """`rtl` or `ltr`; a language that is not on the list is written from left to right."""
    row = codelists.rows("language").get(language)
    return row["dir"] if row else "ltr"


def may_link(address: str) -> bool:
    """Whether a link may lead there: nothing but web pages and mailboxes."""
    return address.lower().startswith(_SCHEMES)


def plain(text: str, direction: str) -> str:
    """A text without Markdown, escaped, runs of the other direction isolated."""
    other = "ltr" if direction == "rtl" else "rtl"
    text = clean(text)
    parts: list[str] = []
    at = 0
    for run in _RUN[direction].finditer(text):
        end = _closed(text, run.start(), run.end())
        if run.start() >= at:
            inside = escape(text[run.start() : end])
            parts += [escape(text[at : run.start()]), f'<bdi dir="{other}">{inside}</bdi>']
            at = end
    return "".join([*parts, escape(text[at:])])


def _closed(text: str, start: int, end: int) -> int:
    """Where a run ends that takes along the brackets which it opened."""
    while end < len(text) and text[end] in _BRACKETS:
        opened = text.count(_BRACKETS[text[end]], start, end)
        if opened <= text.count(text[end], start, end):
            break
        end += 1
    return end


def clean(text: str) -> str:
    """A text without control characters and bidirectional marks, which no page needs."""
    return (
        FORBIDDEN.sub(" ", text.replace("\t", "    ")).replace("\ufffe", "").replace("\uffff", "")
    )


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders texts of one direction."""

    direction: str = "ltr"
    """Of the text: `ltr` or `rtl`."""
    picture: PictureHtml = no_pictures
    top: int = 1
    """Level of the highest heading: a text's `#` becomes this one."""

    def render(self, text: str) -> str:
        """The text as HTML blocks."""
        return self._html(_parser().parse(clean(text), {}))

    def render_line(self, text: str) -> str:
        """The text as HTML without blocks, for titles and points of lists."""
        return self._html(_parser().parseInline(" ".join(clean(text).split()), {}))

    def _html(self, tokens: Sequence[Token]) -> str:
        opened: list[str] = []
        return "".join(self._token(token, opened) for token in tokens)

    def _token(self, token: Token, opened: list[str]) -> str:
        """One token; `opened` holds the address of the link around it."""
        match token.type:
            case "inline":
                return self._html(token.children or [])
            case "link_open":
                opened.append(str(token.attrs.get("href", "")))
                return f'<a href="{escape(opened[-1])}" rel="noreferrer">' * may_link(opened[-1])
            case "link_close":
                return "</a>" * may_link(opened.pop())
            case "heading_open" | "heading_close":
                level = min(_DEEPEST, int(token.tag[1]) + self.top - 1)
                return _tag(f"h{level}", token)
            case "ordered_list_open":
                return f'<ol start="{int(token.attrs.get("start", 1))}">\n'
            case _ if token.nesting == 0:
                return self._leaf(token)
        return "" if token.hidden or token.tag not in ELEMENTS else _tag(token.tag, token)

    def _leaf(self, token: Token) -> str:
        match token.type:
            case "text" | "text_special":
                return plain(token.content, self.direction)
            case "code_inline":
                return f'<code dir="ltr">{escape(token.content)}</code>'
            case "fence" | "code_block":
                return f'<pre dir="ltr"><code>{escape(token.content)}</code></pre>\n'
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>\n"
            case "hr":
                return "<hr>\n"
            case "image":
                return self._image(token)
        return ""

    def _image(self, token: Token) -> str:
        alt = clean(token.content)
        name = picture_name(str(token.attrs.get("src", "")))
        shown = self.picture(name, alt) if name else ""
        return shown or (f"<span>[{plain(alt, self.direction)}]</span>" if alt else "")


def picture_name(address: str) -> str:
    """The attachment that a picture's address means: its last part; remote ones mean none."""
    if ":" in address or address.startswith(("//", "\\")):
        return ""
    name = re.sub(r"(?:%[0-9A-Fa-f]{2})+", _unescaped, address)
    return name.rpartition("/")[2]


def _unescaped(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode(errors="replace")


def _tag(name: str, token: Token) -> str:
    return f"<{name}>" if token.nesting > 0 else f"</{name}>" + "\n" * token.block


def _parser() -> MarkdownIt:
    """CommonMark with tables and struck words; HTML is recognised so that it can be dropped."""
    options: Any = {"html": True, "linkify": False, "maxNesting": _MAX_NESTING}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
