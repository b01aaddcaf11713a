"""The language editions of a course: which folders hold one, in which language, how many steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from forsa import codelists
from forsa.kinds.findings import shown
from forsa.kinds.loaders.guessing import guess_language
from forsa.kinds.loaders.tree import Fields, Items, Notes, decoded
from forsa.kinds.loaders.yaml_tree import parse_yaml

META_FILE: Final = "meta.yml"
_STEP: Final = re.compile(r"step_([0-9]{1,4})\.md", re.ASCII)
_FIRST: Final = ("en", "fr", "ar")
"""Which edition is the original if nobody says: such platforms write in English and translate."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A course in one language."""

    folder: str
    """Empty, or a path that ends in `/`."""
    language: str
    meta: Fields
    steps: tuple[str, ...]
    """Paths of the steps' files, in order."""

    @property
    def meta_file(self) -> str:
        """Where its title and description stand."""
        return self.folder + META_FILE

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its steps, as far as it lists them."""
        _, steps = self.meta.fields.get("steps", (0, None))
        items = steps.items if isinstance(steps, Items) else ()
        return tuple(one.text("title").strip() if isinstance(one, Fields) else "" for one in items)


def editions_of(files: Mapping[str, str | bytes], notes: Notes) -> list[Edition]:
    """The editions of a course, one a language, in the order of their folders.

    What cannot be read, or is in a language that is not on the list beside others, is noted and
    left out; alone it stays, and the rules find its language.
    """
    folders = _folders(files)
    found: dict[str, Edition] = {}
    for folder in folders:
        notes.file = folder + META_FILE
        text = decoded(files[folder + META_FILE], notes)
        meta = parse_yaml(text, notes) if text is not None else None
        if meta is None:
            continue
        steps = _steps(files, folder)
        language = _language(folder, files, steps, notes)
        is_known = language in codelists.rows("language")
        if language in found or (not is_known and len(folders) > 1):
            notes.warn("", "course.language", 0, value=shown(folder.rstrip("/")))
        else:
            found[language] = Edition(folder, language, meta, steps)
    return list(found.values())


def original_among(editions: list[Edition], named: str) -> Edition:
    """The edition that the others translate: the one that is named, else en, fr, ar, the first."""
    known = {one.language: one for one in editions}
    return next((known[tag] for tag in (named, *_FIRST) if tag in known), editions[0])


def _folders(files: Mapping[str, str | bytes]) -> list[str]:
    """Folders with a `meta.yml` and none above them that has one."""
    all_of_them = sorted(
        name.removesuffix(META_FILE)
        for name in files
        if name == META_FILE or name.endswith(f"/{META_FILE}")
    )
    kept: list[str] = []
    for folder in all_of_them:
        if not any(folder.startswith(one) for one in kept):
            kept.append(folder)
    return kept


def _steps(files: Mapping[str, str | bytes], folder: str) -> tuple[str, ...]:
    numbers: dict[int, str] = {}
    for name in sorted(files):
        step = _STEP.fullmatch(name.removeprefix(folder)) if name.startswith(folder) else None
        if step is not None:
            numbers.setdefault(int(step[1]), name)
    return tuple(numbers[number] for number in sorted(numbers))


def _language(
    folder: str, files: Mapping[str, str | bytes], steps: tuple[str, ...], notes: Notes
) -> str:
    """By the folder's name (`fr-FR`), else by the letters and smallest words of its steps."""
    name = folder.rstrip("/").rpartition("/")[2]
    if name:
        return name.partition("-")[0].partition("_")[0].lower()
    text = "\n".join(decoded(files[one], Notes()) or "" for one in steps)
    language = guess_language(text)
    notes.warn("", "course.language_guessed", 0, language=language)
    return language
