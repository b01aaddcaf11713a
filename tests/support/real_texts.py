"""Real texts that others published, taken in as drafts; nothing of them ships with us.

What the rules then ask for comes from `real_texts.yaml`, and texts too long are cut.
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
from forsa.kinds.loaders import (
    CURRICULUM_FILE,
    Loaded,
    load_curriculum,
    load_json,
    load_practice,
)
from forsa.kinds.writing import format_yaml
from ruamel.yaml import YAML

DATA: Final = Path(__file__).parents[3] / "shared" / "data"
COMPLETION: Final = Path(__file__).with_name("real_texts.yaml")
TODAY: Final = date(2026, 11, 24)
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
            imported = load_practice(path.read_bytes(), TODAY, path.name)
            fields = fields_of(imported)
            complete_report(fields, completion)
            completed = _repaired(fields, path.name, completion)
            language = fields["original_language"]
            yield RealText(f"{path.parent.name}/{path.name}", language, imported, completed)


def fields_of(imported: Loaded) -> dict[str, Any]:
    """What was read, as its author gets it back to go on writing; bare texts in one language."""
    assert imported.message is not None
    written = YAML(typ="safe").load(format_yaml(imported.kind, imported.message))
    common = written.pop("common")
    fields: dict[str, Any] = _bare({**common, **written}, common["original_language"])
    return fields


def _bare(value: Any, language: str) -> Any:
    if isinstance(value, list):
        return [_bare(one, language) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {language}:
        return value[language]
    return {name: _bare(one, language) for name, one in value.items()}


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
