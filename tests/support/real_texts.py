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
from forsa.kinds.loaders import Loaded, load_json, load_practice
from forsa.kinds.writing import format_yaml
from ruamel.yaml import YAML

DATA: Final = Path(__file__).parents[3] / "shared" / "data"
COMPLETION: Final = Path(__file__).with_name("real_texts.yaml")
TODAY: Final = date(2026, 11, 24)
_MENDED: Final = frozenset(
    ["text.max", "text.min", "each.max", "each.min", "repeated.max_items", "text.characters"]
)


@dataclass(frozen=True)
class RealText:
    """A real text before and after it was completed."""

    name: str
    language: str
    imported: Loaded
    completed: Loaded


def load_real_practices() -> list[RealText]:
    """Every text of the practice folders, imported and completed."""
    completion = YAML(typ="safe").load(COMPLETION.read_text("utf-8"))
    return list(_practices(completion["practice"]))


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
