"""A text that was written for something else, as the beginning of a practice report.

A note, a page of a site, a filled questionnaire: Markdown without our front matter. Headings that
sound like a field begin it, other parts become steps, and what the rules ask for beyond that is
found missing. Nothing is invented or cut; nothing that the text links to is fetched.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from forsa.kinds.loaders.course_text import plain_text
from forsa.kinds.loaders.fill import clean
from forsa.kinds.loaders.guessing import guess_language
from forsa.kinds.loaders.loaded import Loaded, finish, start
from forsa.kinds.loaders.markdown import Line, list_items, sections, unwrap
from forsa.kinds.loaders.pictures import Pictures
from forsa.kinds.loaders.tree import Fields, Notes, Scalar

_TAG: Final = re.compile(r"[ \t]*\[\[[a-z_]{1,40}:.*\]\][ \t]*")
_PROMPT: Final = re.compile(r"[ \t]{0,3}>[ \t]?(.*\S)[ \t]*")
_FORM_TAGS: Final = 3
"""A text with so many tags is a filled questionnaire: its quoted lines are what was asked."""
_LISTS: Final = frozenset({"constraints", "lessons", "success_factors", "replication.conditions"})
_HEADINGS: Final[Mapping[str, re.Pattern[str]]] = {
    path: re.compile(words, re.IGNORECASE)
    for path, words in {
        "summary": r"résumé|^overview|^summary|^abstract|ملخص|خلاصة",
        "constraints": r"fonctionne pas|problèmes|difficult|obstacle|contrainte|constraint|barrier"
        r"|صعوبات|عوائق",
        "lessons": r"^learnings?$|retenir|on retient|leçons|lessons|best practices|الدروس",
        "success_factors": r"ce qui fonctionne|facteurs? de (?:succès|réussite)|success factor"
        r"|عوامل النجاح",
        "results": r"result|résultat|synthèse|impact|bénéfices|retours|النتائج|الأثر",
        "objective": r"objecti|^purpose|hypothes|learning question|الهدف|الأهداف|الفرضيات",
        "context": r"point de départ|^why\b|challenge|context|background|défi|السياق|التحدي",
        "sustainability": r"durabilité|pérenni|sustainab|الاستدامة",
    }.items()
}
"""Field to what headings sound like; the first that fits counts."""


@dataclass(slots=True)
class _Part:
    """A heading and the text under it."""

    level: int
    title: str
    line: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands under the heading."""
        return unwrap(text for _, text in self.lines)


def load_plain(kind: str, text: str, notes: Notes, today: date) -> Loaded:
    """Read a text without front matter.

    Args:
        kind: What it is to become: a kind with the fields of a practice report.
        text: Markdown.
        notes: Takes the findings; the first says how the text was read.
        today: The day the rules are judged on.
    """
    notes.warn("", "plain.text", 1)
    language = guess_language(text)
    front = Fields({"original_language": (1, Scalar(language, 1))}, 1)
    message, _ = start(kind, front, notes)
    parts = list(_parts(_readable(text, language, notes)))
    _Writer(message, language, notes).write(parts)
    return finish(kind, message, notes, today)


def _readable(text: str, language: str, notes: Notes) -> str:
    """Plain Markdown, as many lines: no HTML, no tags; pictures give way to what they show."""
    lines = plain_text(text, notes).split("\n")
    tags = [number for number, line in enumerate(lines) if _TAG.fullmatch(line)]
    if tags:
        notes.warn("", "plain.tags", tags[0] + 1, value=len(tags))
    is_form = len(tags) >= _FORM_TAGS
    for number in tags:
        lines[number] = ""
    asked = ((number, _PROMPT.fullmatch(line)) for number, line in enumerate(lines))
    for number, prompt in asked if is_form else ():
        if prompt is not None:
            lines[number] = f"### {prompt[1]}"
    readable, _ = Pictures({}, notes, foreign=True).linked("\n".join(lines), language, "")
    return readable


def _parts(text: str) -> Iterator[_Part]:
    """The parts that say something, and the title; the level of what has no heading is 0."""
    before, found = sections(text)
    first = _Part(0, "", 1, before)
    parts = [first, *(_Part(one.level, one.title, one.line, one.lines) for one in found)]
    yield from (one for one in parts if one.text or (one.level == 1 and one.title))


class _Writer:
    """Writes parts into a report."""

    def __init__(self, message: Any, language: str, notes: Notes) -> None:
        self._message = message
        self._language = language
        self._notes = notes

    def write(self, parts: list[_Part]) -> None:
        """The title, or what its author called the file; then each part where it belongs."""
        title = next((one for one in parts if one.level == 1 and one.title), None)
        named = title or next((one for one in parts if one.title), None)
        stem = self._notes.file.rpartition(".")[0]
        written = named.title if named else re.sub("[-_]+", " ", stem).strip()
        if written:
            self._add(self._message.title, written, "title", named.line if named else 1)
        for part in parts:
            if part.text:
                self._place(part)

    def _place(self, part: _Part) -> None:
        path = _path_of(part.title)
        if not path and part.level <= 1:
            self._opening(part)
        elif not path:
            step = self._message.steps.add()
            at = f"steps[{len(self._message.steps) - 1}]"
            self._add(step.title, part.title or "…", f"{at}.title", part.line)
            self._add(step.text, part.text, f"{at}.text", part.line)
        elif path in _LISTS:
            self._points(path, part)
        else:
            self._append(getattr(self._message, path), path, part.text, part.line)

    def _opening(self, part: _Part) -> None:
        """A text under no heading but the title: its first paragraph sums it up."""
        first, _, rest = part.text.partition("\n\n")
        if self._message.summary:
            first, rest = "", part.text
        for path, text in (("summary", first), ("context", rest)):
            if text.strip():
                self._append(getattr(self._message, path), path, text, part.line)

    def _append(self, target: Any, path: str, text: str, line: int) -> None:
        if target:
            target[0].text = f"{target[0].text}\n\n{self._clean(text, path, line)}"
        else:
            self._add(target, text, path, line)

    def _points(self, path: str, part: _Part) -> None:
        """The points of a list; paragraphs are points, too."""
        outer, _, name = path.rpartition(".")
        target = getattr(getattr(self._message, outer) if outer else self._message, name)
        items, stray = list_items(part.lines)
        points = items if items and not stray else _paragraphs(part)
        for line, point in points:
            self._add(target.add().text, point, f"{path}[{len(target) - 1}]", line)

    def _add(self, target: Any, text: str, path: str, line: int) -> None:
        self._notes.came_from(path, line)
        target.add(lang=self._language, text=self._clean(text, path, line))

    def _clean(self, text: str, path: str, line: int) -> str:
        return clean(text, path, line, self._notes)


def _path_of(heading: str) -> str:
    """The field that a heading sounds like; empty = none."""
    return next((path for path, words in _HEADINGS.items() if words.search(heading)), "")


def _paragraphs(part: _Part) -> Iterator[Line]:
    for text in part.text.split("\n\n"):
        if text.strip():
            yield part.line, _point(text)


def _point(text: str) -> str:
    """A paragraph without the mark of a list before it."""
    return re.sub(r"\A[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", "", text).strip()
