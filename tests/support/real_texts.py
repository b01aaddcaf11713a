"""Real texts that others published, mapped onto our records; nothing of them ships with us.

The mapping is crude on purpose: it takes what the texts have and leaves the rest to be found
missing. What the rules then ask for comes from `real_texts.yaml`, and texts too long are cut.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from forsa.kinds.body_texts import FORBIDDEN
from forsa.kinds.loaders import CURRICULUM_FILE, Loaded, load_curriculum, load_json
from ruamel.yaml import YAML

DATA: Final = Path(__file__).parents[3] / "shared" / "data"
COMPLETION: Final = Path(__file__).with_name("real_texts.yaml")
TODAY: Final = date(2026, 11, 24)
_HEADING: Final = re.compile(r"^(#{1,6})\s*(.*?)\s*#*$")
_TAG: Final = re.compile(r"^\[\[.*\]\]$")
_FIELDS: Final = {
    "summary": r"résumé|overview",
    "context": r"point de départ|^why|challenge|context|background|défi",
    "objective": r"objecti|purpose|hypothes|learning question",
    "results": r"result|synthèse|impact|bénéfices|retours",
    "lessons": r"^learning$|retenir|lessons|best practices|on retient",
    "constraints": r"fonctionne pas|problèmes|difficult",
}
_LISTS: Final = ("lessons", "constraints")
_WORDS: Final = {
    "en": r"\b(?:the|and|of|to)\b",
    "es": r"\b(?:el|los|que|para|una)\b",
    "fr": r"\b(?:le|les|des|et|est)\b",
}
_MENDED: Final = frozenset(
    ["text.max", "text.min", "each.max", "each.min", "repeated.max_items", "text.characters"]
)
_COURSES: Final = {"en": "en", "fr-FR": "fr", "ar-SA": "ar"}


@dataclass(frozen=True)
class RealText:
    """A real text before and after it was completed."""

    name: str
    language: str
    imported: Loaded
    completed: Loaded


def load_real_drafts() -> list[RealText]:
    """Every text of the practice and curriculum folders, imported and completed."""
    completion = YAML(typ="safe").load(COMPLETION.read_text("utf-8"))
    return [*_practices(completion["practice"]), *_curricula(completion["curriculum"])]


# --- practice reports ---


def _practices(completion: dict[str, Any]) -> Iterator[RealText]:
    for path in sorted(DATA.glob("practice-*/*.md")):
        if path.name != "README.md":
            text = path.read_text("utf-8")
            language = language_of(text)
            fields = practice_fields(path.stem, text, language)
            imported = load_json(json.dumps(fields), TODAY, path.name)
            complete_report(fields, completion)
            completed = _repaired(fields, path.name, completion)
            yield RealText(f"{path.parent.name}/{path.name}", language, imported, completed)


def language_of(text: str) -> str:
    """The language of a text, by its letters and smallest words."""
    if len(re.findall("[\u0600-\u06ff]", text)) > len(text) / 3:
        return "ar"
    counts = {tag: len(re.findall(words, text.lower())) for tag, words in _WORDS.items()}
    return max(counts, key=lambda tag: counts[tag])


def practice_fields(name: str, text: str, language: str) -> dict[str, Any]:
    """What a text says of the fields of a report."""
    parts = list(_parts(text))
    fields: dict[str, Any] = {"kind": "practice.report", "original_language": language}
    fields["title"] = next((head for level, head, _ in parts if level == 1 and head), name)
    fields["steps"] = []
    for _, heading, body in parts:
        field = next(
            (f for f, words in _FIELDS.items() if re.search(words, heading, re.IGNORECASE)), ""
        )
        if field in _LISTS:
            fields.setdefault(field, []).extend(_points(body))
        elif field and body:
            fields[field] = f"{fields[field]}\n\n{body}" if field in fields else body
        elif heading and body:
            fields["steps"].append({"title": heading, "text": body})
    intro = next((body for _, _, body in parts if body), "")
    fields.setdefault("summary", intro.split("\n\n")[0])
    fields.setdefault("context", intro)
    return fields


def _field_of(heading: str) -> str:
    """The field that a heading is about; empty = none of ours."""
    found = (f for f, words in _FIELDS.items() if re.search(words, heading, re.IGNORECASE))
    return next(found, "")


def _parts(text: str) -> Iterator[tuple[int, str, str]]:
    """Level, heading and text of every part; tags, prompts and links to pictures are left out."""
    level, heading = 0, ""
    lines: list[str] = []
    for line in text.split("\n"):
        found = _HEADING.match(line)
        if found:
            yield level, heading, "\n".join(lines).strip()
            level, heading, lines = len(found[1]), found[2], []
        elif not _TAG.match(line.strip()) and not line.startswith((">", "![")):
            lines.append(line.rstrip())
    yield level, heading, "\n".join(lines).strip()


def _points(body: str) -> list[str]:
    return [line.lstrip("-*+ ").strip() for line in body.split("\n") if line.strip()]


def complete_report(fields: dict[str, Any], completion: dict[str, Any]) -> None:
    """Add what the text lacks, and leave whatever it has."""
    for name, value in completion.items():
        if name != "step_text" and not fields.get(name):
            fields[name] = deepcopy(value)


def _repaired(fields: dict[str, Any], name: str, completion: dict[str, Any]) -> Loaded:
    """Load again and again, each time mending what the findings name, until nothing changes."""
    loaded = load_json(json.dumps(fields), TODAY, name)
    for _ in range(4):
        for finding in reversed(loaded.errors):
            _mend(fields, finding.path, finding.rule, dict(finding.values), completion)
        loaded = load_json(json.dumps(fields), TODAY, name)
    return loaded


def _mend(
    fields: Any, path: str, rule: str, values: dict[str, Any], completion: dict[str, Any]
) -> None:
    """Cut what is too long, add to what is too short, drop characters that are not allowed."""
    if rule not in _MENDED:
        return
    steps = [int(one) if one.isdigit() else one for one in re.findall(r"[a-z_0-9]+", path)]
    target = fields
    for step in steps[:-1]:
        target = target[step]
    last = steps[-1] if steps else ""
    match rule:
        case "text.max" | "each.max":
            limit = int(values.get("text_max", values.get("each_max", 0)))
            target[last] = target[last][: limit - 1].rsplit(" ", 1)[0] + "…"
        case "text.min" | "each.min":
            filler = completion.get(str(last)) if len(steps) == 1 else None
            target[last] = f"{target[last]} {filler or completion['step_text']}"
        case "repeated.max_items":
            del target[last][int(values["max_items"]) :]
        case "text.characters":
            target[last] = FORBIDDEN.sub("", target[last])


# --- curricula ---


def _curricula(completion: dict[str, Any]) -> Iterator[RealText]:
    for meta in sorted(DATA.glob("curriculum-*/*/meta.yml")):
        folder = meta.parent
        language = _COURSES[folder.name]
        fields = course_fields(YAML(typ="safe").load(meta.read_text("utf-8")), language)
        steps = sorted(folder.glob("step_*.md"), key=lambda one: int(one.stem.split("_")[1]))
        fields["modules"] = [
            {"code": f"M{number}", "file": step.name, "title": _step_title(fields, number, step)}
            for number, step in enumerate(steps, 1)
        ]
        del fields["steps"]
        texts = {step.name: plain_step(step.read_text("utf-8")) for step in steps}
        imported = _load_course(fields, texts)
        complete_course(fields, completion, language)
        completed = _load_course(fields, texts)
        name = f"{folder.parent.name}/{folder.name}"
        yield RealText(name, language, imported, completed)


def course_fields(meta: dict[str, Any], language: str) -> dict[str, Any]:
    """What `meta.yml` says of the fields of a curriculum."""
    fields: dict[str, Any] = {
        "original_language": language,
        "title": meta["title"],
        "description": meta["description"],
        "steps": [step["title"] for step in meta["steps"]],
    }
    if "original_url" in meta:
        source = {"title": meta["title"], "uri": meta["original_url"], "licence": "CC-BY-SA-4.0"}
        fields["based_on"] = [source]
    return fields


def _step_title(fields: dict[str, Any], number: int, step: Path) -> str:
    titles: list[str] = fields["steps"]
    return titles[number - 1] if number <= len(titles) else step.stem


def plain_step(text: str) -> str:
    """A step in plain Markdown: the site's own blocks become code blocks, or go."""
    text = re.sub(r"^--- /?code ---$", "```", text, flags=re.MULTILINE)
    return re.sub(r"^--- /?[a-z-]+ ---$\n?", "", text, flags=re.MULTILINE)


def complete_course(fields: dict[str, Any], completion: dict[str, Any], language: str) -> None:
    """Add what the course lacks: an hour a module, and what `real_texts.yaml` has."""
    hours = len(fields["modules"])
    fields |= {"total_hours": hours, "practice_hours": hours}
    fields["languages_of_instruction"] = [language]
    for module in fields["modules"]:
        module |= {"hours": 1, "competencies": ["C1"]}
    for name, value in completion.items():
        fields.setdefault(name, value)
    if len(fields["title"]) < 5:
        fields["title"] += " - 1.0.0"
    if len(fields["description"]) < 40:
        fields["description"] += f" {completion['description']}"


def _load_course(fields: dict[str, Any], texts: dict[str, str]) -> Loaded:
    # JSON is YAML, so the folder's own file can be written as it.
    return load_curriculum(
        {CURRICULUM_FILE: json.dumps(fields, ensure_ascii=False), **texts}, TODAY
    )
