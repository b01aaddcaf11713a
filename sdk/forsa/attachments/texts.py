"""CSV and Markdown: text that another program turns into something that acts."""

import codecs
import html
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from forsa.attachments.problems import Problem, What, problem, refuse
from forsa.attachments.reading import blocks, size_of

MAX_MARKDOWN_BYTES: Final = 2**20
"""As much as a text that somebody publishes may have; no reader opens more."""
_FORMULA: Final = re.compile(
    r'(?:^|[,;\t|])[ \t]{0,20}"?[ \t]{0,20}(?:[=@]'
    r'|[+\-](?![ \t]{0,5}[\d.,]{1,30}[ \t\u00a0\u202f]{0,5}%?[ \t]{0,5}"?[ \t]{0,5}'
    r"(?:\r?$|[,;\t|])))",
    re.MULTILINE,
)
"""A sign before digits is a temperature or a loss, not a formula."""
_LINE_CHARS: Final = 2**16
"""A longer line is looked at in parts."""
_OVERLAP_CHARS: Final = 64
_SCRIPT: Final = re.compile(
    r"(?:\]\(|\]:|<|(?:href|src|action|data)=[\"']?)<?(?:javascript|vbscript|livescript|data):"
    r"|<(?:script|iframe|object|embed|svg|meta|link|base|form|style)\b|<[a-z]{1,20}\b[^<>]{0,300}\bon[a-z]{1,30}=",
    re.IGNORECASE,
)
_SCRIPT_PACKED: Final = re.compile(
    r"(?:\]\(|\]:|<|=[\"']?)<?(?:javascript|vbscript|livescript|data):", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"<[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_REMOTE: Final = re.compile(
    r"!\[[^\[\]]{0,300}\]\(\s{0,9}<?\s{0,9}(?:https?:)?//|<img\b[^<>]{0,300}src=[\"']?(?:https?:)?//",
    re.IGNORECASE,
)
_IGNORED: Final = re.compile(r"[\s\\\x00-\x20\u200b-\u200f\ufeff]")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")


def texts(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """Whole lines of a UTF-8 text, many at once, each time with the number of the first, from 1.

    A line that is too long for a block comes in parts, which overlap a little.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    number, rest = 1, ""
    for block in blocks(file, 0, size_of(file)):
        whole, newline, rest = (rest + decoder.decode(block)).rpartition("\n")
        if newline:
            yield number, whole + newline
            number += whole.count("\n") + 1
        elif len(rest) > _LINE_CHARS:
            yield number, rest
            rest = rest[-_OVERLAP_CHARS:]
    yield number, rest


def check_csv(file: BinaryIO) -> Iterator[Problem]:
    """Cells that a spreadsheet takes for a formula; a number with its sign is none."""
    count, first = 0, 0
    for number, text in texts(file):
        for match in _FORMULA.finditer(text):
            count += 1
            first = first or number + text.count("\n", 0, match.end())
    if count:
        yield problem(What.FORMULA, count=count, line=first)


def check_markdown(file: BinaryIO) -> Iterator[Problem]:
    """Scripts and links that run; HTML and pictures from elsewhere are worth a warning.

    Between code fences nothing runs where fences are known: there a script is a warning only.
    """
    size = size_of(file)
    if size > MAX_MARKDOWN_BYTES:
        raise refuse(What.SIZE, size=size, limit=MAX_MARKDOWN_BYTES)
    seen: dict[What, list[int]] = {}
    fence, before = "", ""
    for number, line in _lines(file):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        for what in _found(before, line):
            meant = What.MARKUP if fence and what is What.SCRIPT else what
            seen.setdefault(meant, []).append(number)
        before = line[-_OVERLAP_CHARS:]
    for what, numbers in seen.items():
        yield problem(what, count=len(numbers), line=numbers[0])


def _lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    for first, text in texts(file):
        yield from enumerate(text.removesuffix("\n").split("\n"), first)


def _found(before: str, line: str) -> Iterator[What]:
    """What is in a line; a link may begin at the end of the line before."""
    plain = html.unescape(line)
    packed = _IGNORED.sub("", html.unescape(before)[-2:] + plain)
    if _SCRIPT.search(plain) or _SCRIPT_PACKED.search(packed):
        yield What.SCRIPT
    elif _MARKUP.search(plain):
        yield What.MARKUP
    if _REMOTE.search(plain):
        yield What.REMOTE
