"""Real texts of others, mapped onto our records; the texts themselves are not part of this project.

The mapping follows the README of each folder. Each text is loaded twice: as it is, which lists all
that a report or curriculum still needs, and completed with the few values of real_texts.yaml.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from forsa.kinds.loaders import Loaded, load_json
from ruamel.yaml import YAML

TODAY: Final = date(2026, 11, 24)
_HERE: Final = Path(__file__).parent
SHARED: Final = _HERE.parents[2] / "shared" / "data"
"""Beside the repository, where there is one."""

_LANGUAGE_OF: Final = {"fr-FR": "fr", "ar-SA": "ar", "en": "en"}
_FRENCH: Final = frozenset(["les", "des", "une", "est", "dans", "pour", "que", "avec", "sur"])
_SPANISH: Final = frozenset(["los", "las", "una", "para", "que", "con", "por", "del", "como"])
_ENGLISH: Final = frozenset(["the", "and", "for", "with", "that", "are", "this", "from", "you"])
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_TAG: Final = re.compile(r"\[\[[^\]]*\]\]|<[^>]+>|\{:[^}]*\}|^--- .*---$", re.MULTILINE)
_HEADING: Final = re.compile(r"^(#+)\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RealDraft:
    """A text as it came, and completed."""

    name: str
    language: str
    as_it_is: Loaded
    completed: Loaded


def load_real_drafts(folder: Path = SHARED) -> list[RealDraft]:
    """Every practice text and every language version of every curriculum, sorted by name."""
    completions = YAML(typ="safe").load((_HERE / "real_texts.yaml").read_text("utf-8"))
    return [*_practices(folder, completions), *_curricula(folder, completions)]


def _practices(folder: Path, completions: Mapping[str, Any]) -> Iterator[RealDraft]:
    for path in sorted(folder.glob("practice-*/*.md")):
        if path.name == "README.md":
            continue
        text = path.read_text("utf-8")
        language = language_of(text)
        found = _practice_fields(path.stem, text, language)
        words = completions["words"].get(language, completions["words"]["en"])
        full = {**_missing_practice(words), **completions["practice"], **found}
        yield _draft(f"{path.parent.name}/{path.name}", language, found, full)


def _draft(name: str, language: str, found: dict[str, Any], full: dict[str, Any]) -> RealDraft:
    return RealDraft(name, language, _load(found), _load(full))


def _load(fields: Mapping[str, Any]) -> Loaded:
    return load_json(json.dumps(fields, ensure_ascii=False, default=str), TODAY)


def language_of(text: str) -> str:
    """The language a text is mostly in, by its letters and its small words."""
    letters = [one for one in text if one.isalpha()]
    if sum("\u0600" <= one <= "\u06ff" for one in letters) > len(letters) / 3:
        return "ar"
    words = re.findall(r"[a-z]+", text.lower())
    scores = {
        tag: sum(word in known for word in words)
        for tag, known in (("fr", _FRENCH), ("es", _SPANISH), ("en", _ENGLISH))
    }
    return max(scores, key=lambda tag: scores[tag])


def _practice_fields(stem: str, text: str, language: str) -> dict[str, Any]:
    """What the text itself says: title, summary, context, results, lessons."""
    heading = _HEADING.search(text)
    body = _clean(_HEADING.sub(r"\n\2\n", text))
    paragraphs = [one for one in re.split(r"\n\s*\n", body) if len(one.strip()) >= 40]
    fields: dict[str, Any] = {
        "kind": "practice.report",
        "original_language": language,
        "title": _cut(_clean(heading[2]) if heading else stem.replace("_", " "), 160),
        "summary": _cut(" ".join(paragraphs[:1]), 800),
        "context": _cut(body, 6000),
    }
    for field, names in (
        ("results", r"r[ée]sultat|result|impact|النتائج|synth"),
        ("objective", r"objecti|hypoth|question|goal|الهدف"),
    ):
        section = _section(text, names)
        if len(section) >= 100:
            fields[field] = _cut(section, 1400)
    lessons = re.findall(r"^\s*[*-]\s+(.{12,400})$", text, re.MULTILINE)
    if lessons:
        fields["lessons"] = [_cut(_clean(one), 480) for one in lessons[:10]]
    return fields


def _section(text: str, names: str) -> str:
    """The text under the first heading that matches."""
    headings = list(_HEADING.finditer(text))
    for at, heading in enumerate(headings):
        if re.search(names, heading[2], re.IGNORECASE):
            end = headings[at + 1].start() if at + 1 < len(headings) else len(text)
            return _clean(text[heading.end() : end])
    return ""


def _clean(text: str) -> str:
    """NFC, no control characters, no tags, pictures by their words: nothing remote is fetched."""
    text = _TAG.sub("", _PICTURE.sub(r"\1", text))
    text = re.sub(r"https?://\S+", "", text)
    kept = (one for one in text if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _cut(text: str, most: int) -> str:
    """The text, at most so many characters, cut between words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]


def _missing_practice(words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "objective": words["objective"],
        "steps": [{"title": words["step"][:60], "text": words["step"]}],
        "actors": [{"role": "association"}],
        "results": words["results"],
        "success_factors": [words["item"]],
        "constraints": [words["item"]],
        "lessons": [words["item"]],
        "replication": {"conditions": [words["item"]]},
    }


def _curricula(folder: Path, completions: Mapping[str, Any]) -> Iterator[RealDraft]:
    for path in sorted(folder.glob("curriculum-*/*/meta.yml")):
        language = _LANGUAGE_OF[path.parent.name]
        meta = YAML(typ="safe").load(path.read_text("utf-8"))
        words = completions["words"][language]
        modules = [_module(path.parent, n, step) for n, step in enumerate(meta["steps"], 1)]
        found = {
            "kind": "curriculum.publish",
            "original_language": language,
            "title": _clean(str(meta["title"])),
            "description": _cut(_clean(str(meta["description"])), 4000),
            "modules": modules,
        }
        full = {
            **completions["curriculum"],
            **found,
            "description": f"{found['description']} {modules[0]['outline']}"[:4000],
            "learning_goals": [words["competency"]],
            "languages_of_instruction": [language],
            "competencies": [
                {"code": "C1", "statement": words["competency"], "kind": "core", "level": 1}
            ],
            "modules": [{**one, "hours": 1, "competencies": ["C1"]} for one in modules],
            "total_hours": len(modules),
            "theory_hours": 0,
            "practice_hours": len(modules),
            "workplace_hours": 0,
            "assessment": words["step"],
            "based_on": [
                {
                    "title": found["title"],
                    "uri": "https://projects.example.org/original",
                    "licence": "CC-BY-SA-4.0",
                }
            ],
        }
        name = f"{path.parents[1].name}/{path.parent.name}"
        yield _draft(name, language, found, full)


def _module(folder: Path, number: int, step: Mapping[str, Any]) -> dict[str, Any]:
    file = folder / f"step_{number}.md"
    outline = _clean(file.read_text("utf-8")) if file.exists() else ""
    return {
        "code": f"M{number}",
        "order": number,
        "title": _cut(_clean(str(step["title"])), 120),
        "outline": _cut(outline, 6000),
    }
