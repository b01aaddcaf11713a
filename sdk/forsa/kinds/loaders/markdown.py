"""Markdown as a form: front matter, then headings with text under them.

Only the frame is read here: `#`, `##` and `###` outside code blocks, `{#name lang=ar}` behind a
heading, HTML comments (dropped), lists. Everything inside stays the author's Markdown, with lines
that were broken for the editor joined again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from forsa.kinds.loaders.tree import Fields, Notes
from forsa.kinds.loaders.yaml_tree import parse_yaml

_HEADING: Final = re.compile(r"#{1,6}(?=[ \t]|$)")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_LIST_ITEM: Final = re.compile(r"\s{0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+(.*)$")
_OWN_LINE: Final = re.compile(r"\s*(?:[-*+]\s|\d{1,3}[.)]\s|\||>|#|$)|(?: {4}|\t)")

Line = tuple[int, str]
"""Number in the file, from 1, and text."""


@dataclass(slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of level 1 to 3."""

    level: int
    title: str
    name: str
    """From `{#name}`; empty if there is none."""
    language: str
    """From `{lang=…}`; empty if there is none."""
    line: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text under the heading."""
        return unwrap(text for _, text in self.lines)


def split_front_matter(text: str, notes: Notes) -> tuple[Fields, int] | None:
    """The front matter and the line after it; None if it cannot be read, which is noted then."""
    lines = text.split("\n")
    ends = (n for n, one in enumerate(lines[1:], 1) if one.rstrip() in {"---", "..."})
    end = next(ends, 0) if lines[0].rstrip() == "---" else 0
    if not end:
        notes.add("", "markdown.front_matter", 1)
        return None
    front = parse_yaml("\n".join(lines[1:end]) + "\n", notes, first_line=2)
    return None if front is None else (front, end + 2)


def sections(text: str, first_line: int = 1, deepest: int = 3) -> tuple[list[Line], list[Section]]:
    """What stands before the first heading, and the sections, flat, in order.

    Args:
        text: The whole file.
        first_line: Where to begin.
        deepest: Headings below this level belong to the text.
    """
    before: list[Line] = []
    found: list[Section] = []
    for number, line, is_heading in _scan(text, first_line):
        heading = _HEADING.match(line) if is_heading else None
        if heading is not None and len(heading[0]) <= deepest:
            title = line[heading.end() :].strip().rstrip("#").rstrip()
            found.append(_section(len(heading[0]), title, number))
        else:
            (found[-1].lines if found else before).append((number, line))
    return before, found


def _scan(text: str, first_line: int) -> Iterator[tuple[int, str, bool]]:
    """Number, text and whether it may be a heading, of every line from `first_line` on."""
    fence = ""
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        if number < first_line:
            continue
        mark = _FENCE.match(line)
        was_inside = bool(fence)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and line.strip() == mark[1]:
            fence = ""
        yield number, line, not was_inside and not fence


def without_comments(text: str) -> str:
    """The text without HTML comments; their line breaks stay, so that lines keep their numbers."""
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    return "".join([*parts, text[at:]])


def _section(level: int, title: str, line: int) -> Section:
    name = language = ""
    if title.endswith("}") and "{" in title:
        title, _, attributes = title[:-1].rpartition("{")
        for one in attributes.split():
            if one.startswith("#"):
                name = one[1:]
            elif one.startswith("lang="):
                language = one.removeprefix("lang=").strip("\"'")
    return Section(level, title.strip(), name, language, line)


def unwrap(lines: Iterable[str]) -> str:
    """Join the lines of each paragraph; lists, tables, quotations and code keep theirs."""
    out: list[str] = []
    fence = ""
    joins = False
    for line in lines:
        mark = _FENCE.match(line)
        if fence or mark:
            out.append(line.rstrip())
            closes = fence and mark and mark[1].startswith(fence) and line.strip() == mark[1]
            fence = "" if closes else fence or (mark[1] if mark else "")
            joins = False
        elif joins and line.strip() and not _OWN_LINE.match(line):
            out[-1] = f"{out[-1]} {line.strip()}"
        else:
            out.append(line.rstrip())
            joins = bool(line.strip()) and not line.lstrip().startswith(("|", "#"))
            joins = joins and not line.endswith("  ")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip("\n")


def list_items(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """The points of a list, each as one line of text; and the lines that belong to none."""
    items: list[Line] = []
    stray: list[Line] = []
    joins = False
    for number, line in lines:
        item = _LIST_ITEM.match(line)
        if item is not None:
            items.append((number, item[1].strip()))
            joins = True
        elif not line.strip():
            joins = joins and bool(line)
        elif joins or (items and line.startswith(("  ", "\t"))):
            items[-1] = (items[-1][0], f"{items[-1][1]} {line.strip()}")
        else:
            stray.append((number, line))
    return items, stray
