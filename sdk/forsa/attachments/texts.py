"""CSV and Markdown: text that another program turns into something that acts."""

import codecs
import html
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from forsa.attachments.problems import Problem, What, problem
from forsa.attachments.reading import blocks, size_of

_FORMULA: Final = re.compile(r'(?:^|[,;\t|])\s*"?\s*[=+\-@]', re.MULTILINE)
_NUMBER: Final = re.compile(r"[+\-]\s*[\d.,]+\s*%?\s*\"?\s*(?:$|[,;\t|])")
"""A sign and digits: what a temperature or a loss looks like."""
_LINE_CHARS: Final = 2**16
"""A longer line is looked at in parts."""
_SCRIPT: Final = re.compile(
    r"(?:\]\(|\]:|<|(?:href|src|action|data)=[\"']?)<?(?:javascript|vbscript|livescript|data):"
    r"|<(?:script|iframe|object|embed|svg|meta|link|base|form|style)\b|<[a-z]+\b[^>]*\bon[a-z]+=",
    re.IGNORECASE,
)
_SCRIPT_PACKED: Final = re.compile(
    r"(?:\]\(|\]:|<|=[\"']?)<?(?:javascript|vbscript|livescript|data):", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"<[a-z][a-z0-9]*(?:\s[^>]*)?/?>", re.IGNORECASE)
_REMOTE: Final = re.compile(
    r"!\[[^\]]*\]\(\s*<?\s*(?:https?:)?//|<img\b[^>]*src=[\"']?(?:https?:)?//", re.IGNORECASE
)
_IGNORED: Final = re.compile(r"[\s\\\x00-\x20\u200b-\u200f\ufeff]")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")


def lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 text with their numbers from 1; a very long one comes in parts."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    number, rest = 1, ""
    for block in blocks(file, 0, size_of(file)):
        *whole, rest = (rest + decoder.decode(block)).split("\n")
        for line in whole:
            yield number, line
            number += 1
        while len(rest) > _LINE_CHARS:
            yield number, rest[:_LINE_CHARS]
            rest = rest[_LINE_CHARS - 64 :]
    yield number, rest


def check_csv(file: BinaryIO) -> Iterator[Problem]:
    """Cells that a spreadsheet takes for a formula; a number with its sign is none."""
    count, first = 0, 0
    for number, line in lines(file):
        found = sum(1 for at in _FORMULA.finditer(line) if not _NUMBER.match(line, at.end() - 1))
        first = first or (number if found else 0)
        count += found
    if count:
        yield problem(What.FORMULA, count=count, line=first)


def check_markdown(file: BinaryIO) -> Iterator[Problem]:
    """Scripts and links that run; HTML and pictures from elsewhere are worth a warning.

    Between code fences nothing runs where fences are known: there a script is a warning only.
    """
    seen: dict[What, list[int]] = {}
    fence, before = "", ""
    for number, line in lines(file):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        for what in _found(before, line):
            meant = What.MARKUP if fence and what is What.SCRIPT else what
            seen.setdefault(meant, []).append(number)
        before = line[-64:]
    for what, numbers in seen.items():
        yield problem(what, count=len(numbers), line=numbers[0])


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
