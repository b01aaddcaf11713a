"""A curriculum as the folder that people write: `curriculum.yaml`, a text a module, its files.

Law: read again with its files, it is the same body. A module whose text would read differently as
Markdown of our form (a heading of its own called `#`, lines that would be joined) stays in
`curriculum.yaml`, where every letter is kept.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from forsa.attachments.media_types import typed_name
from forsa.attachments.names import safe_file_name
from forsa.exports.works.work import Opener, Work, interface_of
from forsa.kinds.labels import field_label
from forsa.kinds.loaders import CURRICULUM_FILE, load_curriculum
from forsa.kinds.writing import dump_yaml, format_fields
from forsa.v1.curriculum_pb2 import Curriculum, Module

_ANY_DAY: Final = date(2000, 1, 1)
"""Rules are not asked here; only what was read matters."""


def folder_of(work: Work) -> Iterator[tuple[str, bytes | Opener]]:
    """The folder's files, each by a name that is safe on every disk: texts, then attachments.

    Attachments that are not here are named in `curriculum.yaml` all the same.
    """
    message = work.message
    taken = [CURRICULUM_FILE]
    texts: dict[str, bytes] = {}
    names = []
    for number, module in enumerate(message.modules, 1):
        text = _module_text(module, work.original)
        name = f"module-{number:02d}.md" if text else ""
        names.append(name)
        if text:
            texts[name] = text.encode()
            taken.append(name)
    places = []
    for one in message.attachments:
        places.append(safe_file_name(typed_name(one.file_name, one.media_type), taken))
        taken.append(places[-1])
    yield CURRICULUM_FILE, _format(work, names, places).encode()
    yield from texts.items()
    for one, place in zip(message.attachments, places, strict=True):
        if one.file_name in work.files:
            yield place, work.files[one.file_name]


def _format(work: Work, names: list[str], places: list[str]) -> str:
    """`curriculum.yaml`; what stands in modules' files is left out."""
    fields = format_fields(work.message)
    for module, name in zip(fields.get("modules", ()), names, strict=True):
        if name:
            for moved in ("title", "outline", "activities"):
                module.pop(moved, None)
            module["file"] = name
    for one, place in zip(fields.get("attachments", ()), places, strict=True):
        if place != one["file_name"]:
            one["file"] = place
    return dump_yaml({"kind": work.kind, **fields})


def _module_text(module: Module, original: str) -> str:
    """The module as Markdown; empty if it would not read as the same module."""
    tags = {one.lang for one in module.title}
    languages = [original, *sorted(tags - {original})] if original in tags else []
    parts = [_part(module, language) for language in languages]
    text = "\n".join(parts)
    return text if parts and _reads_the_same(module, text, original) else ""


def _part(module: Module, language: str) -> str:
    def said(texts: Any) -> str:
        return next((one.text for one in texts if one.lang == language), "")

    lines = [f"# {said(module.title)} {{lang={language}}}", "", said(module.outline), ""]
    if module.activities:
        head = f"## {field_label('activities', interface_of(language))} {{#activities}}"
        lines += [head, "", *(f"- {said(one.text)}" for one in module.activities), ""]
    return "\n".join(lines)


def _reads_the_same(module: Module, text: str, original: str) -> bool:
    head = f"original_language: {original}\nmodules:\n  - file: m.md\n"
    read: Any = load_curriculum({CURRICULUM_FILE: head, "m.md": text}, _ANY_DAY).message
    if not isinstance(read, Curriculum) or len(read.modules) != 1:
        return False
    found = read.modules[0]
    return all(
        list(getattr(found, name)) == list(getattr(module, name))
        for name in ("title", "outline", "activities")
    )
