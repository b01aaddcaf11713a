"""A curriculum as a folder: `curriculum.yaml`, and one Markdown file a module.

In `curriculum.yaml` a module names its file (`file: 1-accueil.md`). In that file a first `#` is the
module's title, a `##` called activities is the list of what learners do, and all the rest is what
is taught. A further language is a further part that begins with `# Titre {lang=ar}`.

Attachments are described in `curriculum.yaml`; they lie anywhere in the folder, or where `file`
says. A picture that a module's file shows (`![what it shows](photo.png)`) need not be described.

Where no modules are named yet, the Markdown files begin them (`begun`).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from forsa.kinds.findings import shown
from forsa.kinds.labels import FIELDS
from forsa.kinds.loaders.begun import begin_modules, module_texts
from forsa.kinds.loaders.data import note_kind
from forsa.kinds.loaders.fill import clean
from forsa.kinds.loaders.loaded import Loaded, finish, original_of, start, unreadable
from forsa.kinds.loaders.markdown import Section, list_items, sections, unwrap
from forsa.kinds.loaders.pictures import Pictures, locate
from forsa.kinds.loaders.tree import Fields, Items, Notes, decoded
from forsa.kinds.loaders.yaml_tree import parse_yaml
from forsa.kinds.suggest import fold

CURRICULUM: Final = "curriculum.publish"
CURRICULUM_FILE: Final = "curriculum.yaml"


def load_curriculum(files: Mapping[str, str | bytes], today: date) -> Loaded:
    """Read a curriculum from the files of its folder.

    Args:
        files: Path in the folder to text or bytes: `curriculum.yaml`, Markdown files, attachments.
            Only texts are read; of other files their names matter.
        today: The day its rules are judged on.
    """
    notes = Notes(CURRICULUM_FILE)
    front = _front(files, notes)
    if front is None:
        return unreadable(CURRICULUM, notes)
    if front.text("kind") not in {"", CURRICULUM}:
        note_kind(front.text("kind"), [CURRICULUM], notes)
        return unreadable("", notes)
    front, names = _take_files(begin_modules(front, files, notes), "modules")
    front, places = _take_files(front, "attachments")
    message, _ = start(CURRICULUM, front, notes)
    for index, module in enumerate(message.modules):
        module.order = module.order or index + 1
    described = [one.file_name for one in message.attachments]
    pictures = Pictures(files, notes, described)
    _Modules(message, files, notes, original_of(front), pictures).write(names)
    pictures.describe(message, 1)
    _note_doubles(described, files, notes)
    sources = {**locate(described, files), **_named_places(described, places, files)}
    return finish(CURRICULUM, message, notes, today, {**pictures.sources, **sources})


def _front(files: Mapping[str, str | bytes], notes: Notes) -> Fields | None:
    """What `curriculum.yaml` says: nothing where texts stand without one; None = unreadable."""
    if CURRICULUM_FILE in files:
        text = decoded(files[CURRICULUM_FILE], notes)
        return parse_yaml(text, notes) if text is not None else None
    if module_texts(files):
        return Fields({}, 0)
    known = shown(", ".join(sorted(files)))
    notes.add("", "file.missing", 0, value=CURRICULUM_FILE, known=known)
    return None


def _named_places(
    names: list[str], places: list[tuple[str, int]], files: Mapping[str, str | bytes]
) -> dict[str, str]:
    """Where attachments lie that say so; those that stand under their own name are there."""
    pairs = zip(names, places, strict=False)
    return {name: place for name, (place, _) in pairs if place and name not in files}


def _note_doubles(names: list[str], files: Mapping[str, str | bytes], notes: Notes) -> None:
    """Note attachments with the content of another: a record describes each file once."""
    first: dict[str | bytes, str] = {}
    for index, name in enumerate(names):
        content = files.get(name)
        if content and first.setdefault(content, name) != name:
            path = f"attachments[{index}].file_name"
            notes.add(path, "attachments.same", 0, value=shown(name), first=shown(first[content]))


def _take_files(front: Fields, list_name: str) -> tuple[Fields, list[tuple[str, int]]]:
    """The tree without `file` in the items of a list, and those names with their lines, each."""
    line, listed = front.fields.get(list_name, (0, None))
    if not isinstance(listed, Items):
        return front, []
    names: list[tuple[str, int]] = []
    kept = []
    for one in listed.items:
        names.append((one.text("file"), one.line) if isinstance(one, Fields) else ("", one.line))
        kept.append(one.without("file") if isinstance(one, Fields) else one)
    fields = {**front.fields, list_name: (line, Items(tuple(kept), listed.line))}
    return Fields(fields, front.line), names


@cache
def _activity_names() -> frozenset[str]:
    return frozenset(fold(name) for name in ("activities", *FIELDS["activities"]))


@cache
def _outline_names() -> frozenset[str]:
    return frozenset(fold(name) for name in ("outline", *FIELDS["outline"]))


class _Modules:
    """Writes the modules' files into a curriculum."""

    def __init__(
        self,
        message: Any,
        files: Mapping[str, str | bytes],
        notes: Notes,
        original: str,
        pictures: Pictures,
    ) -> None:
        self._message = message
        self._files = files
        self._notes = notes
        self._original = original
        self._pictures = pictures

    def write(self, names: list[tuple[str, int]]) -> None:
        """Read the file of each module; note files that are missing, and those nobody names."""
        for index, (name, line) in enumerate(names):
            if name in self._files:
                self._module(index, name)
            elif name:
                known = shown(", ".join(sorted(self._files)))
                path = f"modules[{index}]"
                self._notes.add(path, "file.missing", line, value=shown(name), known=known)
        named = {name for name, _ in names} | {one.file_name for one in self._message.attachments}
        for name in module_texts(self._files):
            if name not in named:
                self._notes.warn("modules", "file.unused", 0, value=shown(name))

    def _module(self, index: int, name: str) -> None:
        outer = self._notes.file
        self._notes.file = name
        text = decoded(self._files[name], self._notes)
        if text is not None:
            module = self._message.modules[index]
            folder = name[: name.rfind("/") + 1]
            _Module(module, f"modules[{index}]", self._notes, self._pictures, folder).write(
                text, self._original
            )
        self._notes.file = outer


class _Module:
    """Writes one file into one module."""

    def __init__(
        self, module: Any, path: str, notes: Notes, pictures: Pictures, folder: str
    ) -> None:
        self._module = module
        self._path = path
        self._notes = notes
        self._pictures = pictures
        self._folder = folder
        self._outline: list[str] = []
        self._line = 1

    def write(self, text: str, original: str) -> None:
        """Write everything the file says."""
        before, found = sections(text, deepest=2)
        self._outline = [line for _, line in before]
        language = original
        is_first = True
        for section in found:
            if section.level == 1:
                self._end(language)
                if not is_first and not section.language:
                    self._notes.add(self._path, "markdown.language", section.line)
                language = section.language or original
                is_first = False
                self._title(section, language)
            elif fold(section.name or section.title) in _activity_names():
                self._activities(section, language)
            else:
                self._more(section)
        self._end(language)

    def _title(self, section: Section, language: str) -> None:
        known = {one.lang: one.text for one in self._module.title}
        title = clean(section.title, self._path, section.line, self._notes)
        if language not in known:
            self._module.title.add(lang=language, text=title)
        elif known[language] != title:
            path = f"{self._path}.title"
            self._notes.add(path, "markdown.twice", section.line, value=shown(title))
        self._outline += [line for _, line in section.lines]
        self._line = section.line

    def _activities(self, section: Section, language: str) -> None:
        items, stray = list_items(section.lines)
        path = f"{self._path}.activities"
        if stray:
            self._notes.add(path, "markdown.list", stray[0][0])
        activities = self._module.activities
        for index, (line, text) in enumerate(items):
            one = activities[index] if index < len(activities) else activities.add()
            self._notes.came_from(f"{path}[{index}]", line)
            one.text.add(lang=language, text=clean(text, path, line, self._notes))

    def _more(self, section: Section) -> None:
        if fold(section.name or section.title) not in _outline_names():
            self._outline += ["", f"{'#' * section.level} {section.title}", ""]
        self._outline += [line for _, line in section.lines]

    def _end(self, language: str) -> None:
        """Write what was gathered as the outline in a language."""
        text = unwrap(self._outline)
        self._outline = []
        if not text:
            return
        path = f"{self._path}.outline"
        self._notes.came_from(path, 1)
        if any(one.lang == language for one in self._module.outline):
            self._notes.add(path, "markdown.twice", 1, value=FIELDS["outline"][0])
            return
        text, _ = self._pictures.linked(text, language, path, self._folder, first_line=self._line)
        self._module.outline.add(lang=language, text=clean(text, path, 1, self._notes))
