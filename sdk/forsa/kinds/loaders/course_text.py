"""The Markdown of a course platform as plain Markdown: its own blocks, attributes and HTML go.

Every step keeps the number of lines, so that a finding names the line its author sees.
"""

import re
from collections.abc import Iterator
from typing import Final

from forsa.kinds.findings import shown
from forsa.kinds.loaders.markdown import without_comments
from forsa.kinds.loaders.pictures import outside_code
from forsa.kinds.loaders.tree import Notes

_BLOCK: Final = re.compile(
    r"[ \t]*---[ \t]*(?P<end>/?)(?P<name>[a-z][a-z0-9-]{0,30})/?[ \t]*---[ \t]*"
)
_FENCE: Final = re.compile(r"[ \t]{0,12}(`{3,}|~{3,})")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[\s/][^<>]*)?)>")
_ATTRIBUTE: Final = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_KRAMDOWN: Final = re.compile(r"\{:[^{}\n]{0,300}\}")
_INCLUDE: Final = re.compile(r"\[\[\[([^\[\]\n]{1,200})\]\]\]")
_SILENT: Final = frozenset(
    {"audio", "form", "iframe", "math", "object", "script", "style", "svg", "template", "video"}
)
"""Elements whose content is no text of the course."""
_KEYS: Final = frozenset({"kbd", "samp", "tt"})
_PASSES: Final = 3
_SHOWN_LINES: Final = 12
_SHORTEST_FENCE: Final = 3


def plain_text(text: str, notes: Notes) -> str:
    """The text in plain Markdown; what was left out is noted, once a file and reason."""
    text = "\n".join(_without_blocks(text.split("\n")))
    text = outside_code(text, lambda piece, _: without_comments(piece))
    tags: dict[str, int] = {}
    for _ in range(_PASSES):
        text = _without_html(text, tags)
    if tags:
        notes.warn("", "course.html", min(tags.values()), value=shown(", ".join(sorted(tags))))
    return _without_site(text, notes)


# --- blocks ---


def _without_blocks(lines: list[str]) -> Iterator[str]:
    """The lines without `--- task ---` and the like; code blocks get fences."""
    at = 0
    fence = ""
    while at < len(lines):
        line = lines[at]
        mark = _FENCE.match(line)
        block = _BLOCK.fullmatch(line) if not fence else None
        at += 1
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip() == mark[1] and mark[1].startswith(fence):
            fence = ""
        if block is None:
            yield line
            continue
        settings, at = _settings(lines, at)
        if block["name"] == "code" and not block["end"]:
            end = next((n for n in range(at, len(lines)) if _ends_code(lines[n])), len(lines))
            yield from [""] * settings.count
            yield from _fenced(lines[at:end], settings.language)
            at = end + 1
        else:
            yield from settings.heading()


class _Settings:
    """What stands between `---` lines at the beginning of a block."""

    def __init__(self, lines: list[str]) -> None:
        self.count = len(lines)
        values = dict(line.partition(":")[::2] for line in lines if ":" in line)
        self.title = values.get("title", "").strip().strip("'\"")
        self.language = values.get("language", "").strip()

    def heading(self) -> Iterator[str]:
        """The block's title as a heading, with as many lines as the block's beginning has."""
        yield ""
        for number in range(self.count):
            is_title = self.title and number == self.count // 2
            yield f"### {self.title}" if is_title else ""


def _settings(lines: list[str], at: int) -> tuple[_Settings, int]:
    if at < len(lines) and lines[at].strip() == "---":
        last = min(len(lines), at + _SHOWN_LINES)
        for end in range(at + 1, last):
            if lines[end].strip() == "---":
                return _Settings(lines[at : end + 1]), end + 1
    return _Settings([]), at


def _ends_code(line: str) -> bool:
    block = _BLOCK.fullmatch(line)
    return block is not None and block["name"] == "code" and bool(block["end"])


def _fenced(code: list[str], language: str) -> Iterator[str]:
    runs = re.findall("`{3,}", "\n".join(code))
    fence = "`" * max(_SHORTEST_FENCE, *(len(run) + 1 for run in runs), 0)
    yield f"{fence}{language if re.fullmatch('[a-z0-9+#-]{1,20}', language) else ''}"
    yield from code
    yield fence


# --- HTML, attributes, inclusions ---


def _without_html(text: str, tags: dict[str, int]) -> str:
    """The text without tags, whose names and first lines are noted in `tags`."""

    def piece(part: str, at: int) -> str:
        for mark in _TAG.finditer(part):
            tags.setdefault(mark[2].lower(), text.count("\n", 0, at + mark.start()) + 1)
        return _untagged(part)

    return outside_code(text, piece)


def _untagged(piece: str) -> str:
    """The piece without tags and silent elements; pictures become Markdown, keys code."""
    marks = list(_TAG.finditer(piece))
    closers = {mark[2].lower(): mark.start() for mark in marks if mark[1]}
    parts: list[str] = []
    done = 0
    silent = ""
    for mark in marks:
        name = mark[2].lower()
        if silent:
            if mark[1] and name == silent:
                parts.append("\n" * piece.count("\n", done, mark.end()))
                done, silent = mark.end(), ""
            continue
        parts += [piece[done : mark.start()], _instead(mark), "\n" * mark[0].count("\n")]
        done = mark.end()
        if name in _SILENT and not mark[1] and closers.get(name, 0) > mark.start():
            silent = name
    return "".join([*parts, piece[done:]])


def _instead(mark: re.Match[str]) -> str:
    name = mark[2].lower()
    if name in _KEYS:
        return "`"
    if name != "img":
        return ""
    values = {one[1].lower(): one[2] or one[3] for one in _ATTRIBUTE.finditer(mark[3])}
    alt = re.sub(r"[\[\]\s]+", " ", values.get("alt", "")).strip()
    source = re.sub(r"[\s()<>]", lambda one: f"%{ord(one[0]):02X}", values.get("src", ""))
    return f"![{alt}]({source})" if source else ""


def _without_site(text: str, notes: Notes) -> str:
    """The text without attributes of kramdown and parts that the platform keeps elsewhere."""

    def piece(part: str, at: int) -> str:
        for one in _INCLUDE.finditer(part):
            line = text.count("\n", 0, at + one.start()) + 1
            notes.warn("", "course.include", line, value=shown(one[1]))
        return _KRAMDOWN.sub("", _INCLUDE.sub("", part))

    return outside_code(text, piece)
