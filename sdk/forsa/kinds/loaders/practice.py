"""A practice report as one Markdown file, in one language or several.

Codes and numbers stand in the front matter. The texts follow under headings that carry the names
of the fields, in French, Arabic or English, or `{#name}`. A further language is a further part of
the same file, which begins with its own title: `# Titre {lang=fr}`. Steps and points of lists
belong together by their order: the second step of each part is the same step.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from forsa.kinds.findings import shown
from forsa.kinds.labels import FIELDS
from forsa.kinds.loaders.data import note_kind
from forsa.kinds.loaders.fill import Filler, clean
from forsa.kinds.loaders.loaded import Loaded, finish, original_of, start, unreadable
from forsa.kinds.loaders.markdown import (
    Line,
    Section,
    list_items,
    sections,
    split_front_matter,
    unwrap,
)
from forsa.kinds.loaders.plain import load_plain
from forsa.kinds.loaders.tree import Fields, Notes, Scalar, decoded
from forsa.kinds.suggest import fold, nearest

PRACTICE: Final = "practice.report"

SECTIONS: Final = (
    "summary",
    "context",
    "objective",
    "steps",
    "results",
    "success_factors",
    "constraints",
    "lessons",
    "gender_inclusion",
    "sustainability",
    "participation",
    "replication.conditions",
    "replication.adaptation",
    "resources.staff",
    "resources.material",
)
"""The fields that may be sections, in the order of the template."""

_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "summary": ("synthèse", "خلاصة"),
    "steps": ("déroulement", "خطوات"),
    "constraints": ("contraintes", "obstacles", "عوائق", "challenges"),
    "lessons": ("leçons apprises", "leçons tirées", "دروس", "lessons learned"),
    "replication.conditions": ("conditions de reproduction", "شروط التكرار"),
}
_STEP_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "duration_days": ("durée", "مدة", "duration"),
    "actor": (),
}


def load_practice(data: str | bytes, today: date, file: str = "") -> Loaded:
    """Read a practice report from Markdown with front matter, or begin one from plain Markdown.

    Args:
        data: The text of the file, or its bytes.
        today: The day its rules are judged on.
        file: Its name, for findings.
    """
    notes = Notes(file)
    text = decoded(data, notes)
    if text is not None and not text.startswith("---"):
        return load_plain(PRACTICE, text, notes, today)
    front_matter = split_front_matter(text, notes) if text is not None else None
    if text is None or front_matter is None:
        return unreadable(PRACTICE, notes)
    front, line = front_matter
    if front.text("kind") not in {"", PRACTICE}:
        note_kind(front.text("kind"), [PRACTICE], notes)
        return unreadable("", notes)
    message, filler = start(PRACTICE, front, notes)
    _Writer(message, filler, notes, original_of(front)).write(text, line)
    return finish(PRACTICE, message, notes, today)


@cache
def section_names() -> dict[str, str]:
    """Folded heading to field: names, labels in every language, and what else people write."""
    return _names({path: _ALIASES.get(path, ()) for path in SECTIONS})


@cache
def _step_names() -> dict[str, str]:
    return _names(_STEP_FIELDS)


def _step_line(line: str) -> tuple[str, str]:
    """Field and value of a line like `- durée: 3`; no field if it is part of the text."""
    item = line.strip()
    if not item.startswith(("- ", "* ", "+ ")):
        return "", ""
    name, colon, value = item[2:].replace("：", ":", 1).partition(":")
    return (_step_names().get(fold(name), "") if colon and len(name) <= 40 else ""), value.strip()


def _names(paths: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    names = {}
    for path, aliases in paths.items():
        last = path.rpartition(".")[2]
        for name in (path, last, *FIELDS[last], *aliases):
            names[fold(name)] = path
    return names


class _Writer:
    """Writes the sections of one file into a message."""

    def __init__(self, message: Any, filler: Filler, notes: Notes, original: str) -> None:
        self._message = message
        self._filler = filler
        self._notes = notes
        self._original = original
        self._part = original
        self._language = original
        self._named = {_path(message, name) for name in SECTIONS} - {""}
        self._seen: set[tuple[str, str]] = set()
        self._titles = 0

    def write(self, text: str, first_line: int) -> None:
        """Write everything from a line on."""
        before, found = sections(text, first_line)
        self._stray(before)
        field = ""
        steps = 0
        for section in found:
            if section.level == 1:
                field = self._title(section)
            elif section.level == 2:
                field = self._section(section)
                steps = 0
            elif field == "steps":
                self._step(section, steps)
                steps += 1
            elif field:
                self._deeper(field, section)

    def _title(self, section: Section) -> str:
        self._titles += 1
        if self._titles > 1 and not section.language:
            self._notes.add("title", "markdown.language", section.line)
        self._part = self._language = section.language or self._original
        self._notes.came_from("title", section.line)
        if section.title and self._fresh("title", section):
            self._add(self._message.title, section.title, "title", section.line)
        self._stray(section.lines)
        return ""

    def _section(self, section: Section) -> str:
        self._language = section.language or self._part
        path = section_names().get(fold(section.name or section.title), "")
        if not path:
            near = nearest(section.title, section_names())
            hint = {"closest": FIELDS[near.rpartition(".")[2]][0]} if near else {}
            self._notes.add(
                "", "markdown.section", section.line, value=shown(section.title), **hint
            )
            return ""
        self._notes.came_from(path, section.line)
        if not any(line.strip() for _, line in section.lines) and path != "steps":
            return path
        if self._fresh(path, section):
            self._write(path, section)
        return path

    def _write(self, path: str, section: Section) -> None:
        target, name = _target(self._message, path)
        field = target.DESCRIPTOR.fields_by_name[name]
        if path == "steps":
            self._stray(section.lines)
        elif field.message_type.name == "LocalItem":
            self._points(getattr(target, name), path, section.lines)
        else:
            self._add(getattr(target, name), section.text, path, section.line)

    def _points(self, target: Any, path: str, lines: list[Line]) -> None:
        items, stray = list_items(lines)
        if stray:
            self._notes.add(path, "markdown.list", stray[0][0])
        for index, (line, text) in enumerate(items):
            one = target[index] if index < len(target) else target.add()
            self._add(one.text, text, f"{path}[{index}]", line)

    def _step(self, section: Section, index: int) -> None:
        steps = self._message.steps
        step = steps[index] if index < len(steps) else steps.add()
        path = f"steps[{index}]"
        if section.title:
            self._add(step.title, section.title, f"{path}.title", section.line)
        text = []
        for line, one in section.lines:
            name, value = _step_line(one)
            if name:
                self._filler.fill(step, Fields({name: (line, Scalar(value, line))}, line), path)
            else:
                text.append(one)
        written = unwrap(text)
        if written:
            self._add(step.text, written, f"{path}.text", section.line)

    def _deeper(self, path: str, section: Section) -> None:
        """A `###` heading inside a text stays part of it."""
        target, name = _target(self._message, path)
        texts = getattr(target, name)
        here = [one for one in texts if getattr(one, "lang", None) == self._language]
        if here:
            here[0].text = f"{here[0].text}\n\n### {section.title}\n\n{section.text}".strip()
        elif target.DESCRIPTOR.fields_by_name[name].message_type.name == "LocalText":
            self._add(texts, f"### {section.title}\n\n{section.text}", path, section.line)
        else:
            self._notes.add(path, "markdown.list", section.line)

    def _fresh(self, path: str, section: Section) -> bool:
        """Whether nothing has been written to this field in this language yet."""
        language = self._language
        name = shown(section.title or path)
        if path in self._named and language == self._original:
            self._notes.add(path, "markdown.twice", section.line, value=name)
            return False
        if (path, language) in self._seen:
            self._notes.add(path, "markdown.repeated", section.line, value=name)
            return False
        self._seen.add((path, language))
        return True

    def _add(self, target: Any, text: str, path: str, line: int) -> None:
        self._notes.came_from(path, line)
        if text.strip():
            cleaned = clean(text, path, line, self._notes)
            target.add(lang=clean(self._language, path, line, self._notes), text=cleaned)

    def _stray(self, lines: list[Line]) -> None:
        stray = [number for number, line in lines if line.strip()]
        if stray:
            self._notes.add("", "markdown.stray", stray[0])


def _target(message: Any, path: str) -> tuple[Any, str]:
    """The message that holds a field, and the field's name in it."""
    outer, _, name = path.rpartition(".")
    return (getattr(message, outer) if outer else message), name


def _path(message: Any, path: str) -> str:
    """The path, if the front matter has filled this field already; else empty."""
    target, name = _target(message, path)
    return path if getattr(target, name) else ""
