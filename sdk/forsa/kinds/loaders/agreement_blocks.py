"""The headings of clauses, and which paragraph under them is in which language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from forsa import codelists
from forsa.kinds.findings import shown
from forsa.kinds.loaders.markdown import Line, unwrap
from forsa.kinds.loaders.tree import Notes
from forsa.kinds.numbers import western

_MARKS: Final = re.compile("[\u200e\u200f\ufeff]")
"""What word processors put beside Arabic; nobody sees it."""
_LETTERS: Final = {
    "ar": re.compile("[\u0620-\u064a\u066e-\u06d3]"),
    "fr": re.compile("[A-Za-z\u00c0-\u024f]"),
}
_SCRIPTS: Final = {"Arab": "ar", "Latn": "fr"}
"""Script of a language to the key of its letters; of other scripts nothing is checked."""
_MARK: Final = re.compile(r"\s*\[\s*([^\[\]\n]{1,30}?)\s*\]\s*")
_NAMED: Final = {"français": "fr", "francais": "fr", "العربية": "ar", "عربية": "ar", "arabe": "ar"}
_WORD: Final = r"(?:article|art\.?|clause|المادة|الفصل|البند)\s*"
_REPEATED: Final = r"(?:\s+(?:bis|ter|quater|مكرر))?"
_NUMBER: Final = re.compile(
    rf"(?:{_WORD})?([0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,4}}{_REPEATED})(?:[.:)]?\s+|[.:)]?$)(.*)",
    re.IGNORECASE,
)
_AROUND: Final = " \t/|–—-·:،,."


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands behind the `##` of a clause."""

    number: str = ""
    """In western digits, e.g. `3.2`."""
    titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By language, `fr` or `ar`."""


def heading_of(text: str) -> Heading | None:
    """Read `3.2`, `Article 3.2 :` or `3.2 Objet / الموضوع`; None: there is no number."""
    found = _NUMBER.fullmatch(western(_MARKS.sub("", text)).strip())
    if found is None:
        return None
    number = " ".join(found[1].split()).lower()
    return Heading(number, dict(_titles(found[2])))


def _titles(text: str) -> Iterator[tuple[str, str]]:
    """The Latin part of a heading is its French title, the Arabic part its Arabic one."""
    first = {tag: letters.search(text) for tag, letters in _LETTERS.items()}
    starts = sorted((match.start(), tag) for tag, match in first.items() if match is not None)
    for (start, tag), (end, _) in pairwise([*starts, (len(text), "")]):
        title = text[start:end].strip(_AROUND)
        if title:
            yield tag, title


def blocks_of(lines: Iterable[Line], path: str, notes: Notes) -> dict[str, tuple[int, str]]:
    """The text in each language, with the line it begins at.

    Args:
        lines: Under one heading.
        path: Of the field they become, for findings.
        notes: Hears of paragraphs whose language cannot be told, or is not the one that is marked.
    """
    found: dict[str, list[Line]] = {}
    mark = ""
    for paragraph in _paragraphs(lines):
        marked = _MARK.fullmatch(_MARKS.sub("", paragraph[0][1]))
        if marked is not None:
            mark = _tag(marked[1], paragraph[0][0], path, notes)
            continue
        language = _language(paragraph, mark, path, notes)
        before = found.setdefault(language, [])
        if before:
            before.append((paragraph[0][0], ""))
        before += paragraph
    return {
        tag: (some[0][0], unwrap(_MARKS.sub("", text) for _, text in some))
        for tag, some in found.items()
        if tag
    }


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that no empty line parts; a mark is a paragraph of its own."""
    paragraph: list[Line] = []
    for line in lines:
        is_mark = _MARK.fullmatch(_MARKS.sub("", line[1])) is not None
        if paragraph and (is_mark or not line[1].strip()):
            yield paragraph
            paragraph = []
        if is_mark:
            yield [line]
        elif line[1].strip():
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _tag(text: str, line: int, path: str, notes: Notes) -> str:
    """The language that a mark names; what is no language is noted, and French meanwhile."""
    tag = _NAMED.get(text.casefold(), text.casefold())
    if tag in codelists.rows("language"):
        return tag
    notes.add(path, "clause.mark", line, value=shown(text))
    return ""


def _language(paragraph: list[Line], mark: str, path: str, notes: Notes) -> str:
    line = paragraph[0][0]
    if mark:
        script = _SCRIPTS.get(codelists.rows("language")[mark]["script"], "")
        read = _letters("\n".join(text for _, text in paragraph))
        if script and read and read != script:
            notes.add(path, "clause.letters", line, mark=mark)
        return mark
    read_lines = {_letters(text): number for number, text in reversed(paragraph)}
    read_lines.pop("", None)
    if len(read_lines) > 1:
        notes.add(path, "clause.mixed", max(read_lines.values()))
        return ""
    if not read_lines:
        notes.add(path, "clause.language", line)
        return ""
    return next(iter(read_lines))


def _letters(text: str) -> str:
    """Whose letters most of a text is in, `ar` or `fr`; empty: it has none."""
    counts = {tag: len(letters.findall(text)) for tag, letters in _LETTERS.items()}
    most = max(counts, key=lambda tag: counts[tag])
    return most if counts[most] else ""
