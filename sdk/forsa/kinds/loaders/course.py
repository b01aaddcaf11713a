"""A course that a course platform keeps as a folder: `meta.yml`, `step_1.md` and so on, pictures.

One folder is one language, or holds one folder a language (`en`, `fr-FR`, `ar-SA`). Editions with
as many steps as the original are one curriculum in several languages; an edition of another length
is another text, and stays out (docs/decisions/0016). What such a course does not say, such as
hours and competencies, is found missing; a `curriculum.yaml` beside it may say it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from forsa import codelists
from forsa.kinds.findings import shown
from forsa.kinds.loaders.course_text import plain_text
from forsa.kinds.loaders.curriculum import CURRICULUM, CURRICULUM_FILE
from forsa.kinds.loaders.data import note_kind
from forsa.kinds.loaders.editions import Edition, editions_of, original_among
from forsa.kinds.loaders.fill import Filler, clean
from forsa.kinds.loaders.loaded import Loaded, finish, start, unreadable
from forsa.kinds.loaders.markdown import sections, unwrap
from forsa.kinds.loaders.pictures import PICTURE, Pictures, locate
from forsa.kinds.loaders.tree import Fields, Items, Node, Notes, Scalar, decoded
from forsa.kinds.loaders.yaml_tree import parse_yaml
from forsa.kinds.suggest import fold

_LATIN: Final = re.compile(r"[A-Za-z][\x20-\x7e]*[A-Za-z]")
_LICENCE: Final = re.compile(r"creativecommons\.org/licenses/(by(?:-nc)?(?:-sa)?)/4\.0", re.ASCII)


def load_course(files: Mapping[str, str | bytes], today: date) -> Loaded:
    """Read a curriculum from the files of a course.

    Args:
        files: Path in the folder to text or bytes; of pictures to whatever stands for their
            content, such as a digest, so that equal ones are attached once; empty = not known.
            A picture may stand under the name of its attachment instead of its path.
        today: The day its rules are judged on.
    """
    notes = Notes(CURRICULUM_FILE)
    front = _front(files, notes)
    if front is None:
        return unreadable(CURRICULUM, notes)
    if front.text("kind") not in {"", CURRICULUM}:
        note_kind(front.text("kind"), [CURRICULUM], notes)
        return unreadable("", notes)
    editions = editions_of(files, notes)
    if not editions:
        return unreadable(CURRICULUM, notes)
    original = original_among(editions, front.text("original_language"))
    return _Course(files, notes, today, original).load(front, editions)


def _front(files: Mapping[str, str | bytes], notes: Notes) -> Fields | None:
    """What the author wrote beside the course; None if it cannot be read."""
    if CURRICULUM_FILE not in files:
        return Fields({}, 0)
    text = decoded(files[CURRICULUM_FILE], notes)
    return parse_yaml(text, notes) if text is not None else None


class _Course:
    """Writes a course into a message."""

    def __init__(
        self, files: Mapping[str, str | bytes], notes: Notes, today: date, original: Edition
    ) -> None:
        self._files = files
        self._notes = notes
        self._today = today
        self._original = original
        self._pictures = Pictures(files, notes, foreign=True)

    def load(self, front: Fields, editions: list[Edition]) -> Loaded:
        """The curriculum with every edition that goes with the original."""
        language = (0, Scalar(self._original.language, 0))
        front = Fields({**front.fields, "original_language": language}, front.line)
        message, filler = start(CURRICULUM, front.without("modules"), self._notes)
        _, modules = front.fields.get("modules", (0, None))
        count = len(self._original.steps)
        joined = [one for one in editions if len(one.steps) == count]
        joined.sort(key=lambda one: one is not self._original)
        self._note_left_out([one for one in editions if one not in joined])
        self._describe(message, joined)
        self._fill_modules(message, filler, modules)
        for edition in joined:
            self._texts(message, edition, len(joined))
        self._pictures.describe(message, len(joined))
        names = (one.file_name for one in message.attachments)
        sources = {**locate(names, self._files), **self._pictures.sources}
        return finish(CURRICULUM, message, self._notes, self._today, sources)

    def _note_left_out(self, editions: list[Edition]) -> None:
        for one in editions:
            self._notes.file = one.meta_file
            self._notes.warn(
                "",
                "course.edition",
                0,
                language=one.language,
                steps=len(one.steps),
                original=self._original.language,
                count=len(self._original.steps),
            )

    def _describe(self, message: Any, editions: list[Edition]) -> None:
        """What `meta.yml` says of the whole, where the author did not say it."""
        meta = self._original.meta
        self._notes.file = self._original.meta_file
        licence = self._licence()
        message.common.licence = message.common.licence or licence
        if not message.languages_of_instruction:
            message.languages_of_instruction.extend(sorted(one.language for one in editions)[:4])
        if not message.based_on and meta.text("original_url"):
            message.based_on.add(
                title=self._clean(meta, "title", "based_on[0].title"),
                uri=self._clean(meta, "original_url", "based_on[0].uri"),
                licence=licence,
            )
        if not message.total_hours:
            message.hours_estimated = True
            line, _ = meta.fields.get("duration", (0, None))
            if meta.text("duration"):
                self._notes.warn(
                    "total_hours", "course.duration", line, value=shown(meta.text("duration"))
                )
        self._hero(meta)

    def _hero(self, meta: Fields) -> None:
        """The course's title picture has no text that says what it shows."""
        if meta.text("hero_image"):
            line, _ = meta.fields["hero_image"]
            link = f"![](<{meta.text('hero_image')}>)"
            original = self._original
            self._pictures.linked("\n" * (line - 1) + link, original.language, "", original.folder)

    def _clean(self, meta: Fields, name: str, path: str) -> str:
        line, _ = meta.fields.get(name, (0, None))
        self._notes.came_from(path, line)
        return clean(meta.text(name), path, line, self._notes)

    def _licence(self) -> str:
        """The licence that a file beside the course names by its address; may be empty."""
        for name in sorted(self._files):
            if name.rpartition("/")[2].upper() in {
                "LICENSE.MD",
                "LICENCE.MD",
                "LICENSE",
                "LICENCE",
            }:
                text = decoded(self._files[name], self._notes) or ""
                found = {f"CC-{one.upper()}-4.0" for one in _LICENCE.findall(text)}
                return found.pop() if len(found) == 1 else ""
        return ""

    def _fill_modules(self, message: Any, filler: Filler, modules: Node | None) -> None:
        """What the author wrote about each module; codes and order, if nothing else."""
        self._notes.file = CURRICULUM_FILE
        written = modules.items if isinstance(modules, Items) else ()
        if modules is not None and not isinstance(modules, Items):
            self._notes.add("modules", "field.list", modules.line)
        if len(written) > len(self._original.steps):
            extra = written[len(self._original.steps)]
            values = {"named": len(written), "found": len(self._original.steps)}
            self._notes.add("modules", "course.modules", extra.line, **values)
        for index in range(len(self._original.steps)):
            module = message.modules.add()
            path = f"modules[{index}]"
            one = written[index] if index < len(written) else None
            if isinstance(one, Fields):
                self._notes.came_from(path, one.line)
                filler.fill(module, one, path)
            elif one is not None:
                self._notes.add(path, "field.mapping", one.line)
            module.code = module.code or f"M{index + 1}"
            module.order = module.order or index + 1

    def _texts(self, message: Any, edition: Edition, count: int) -> None:
        """One language: title, description and what is taught."""
        self._notes.file = edition.meta_file
        for name in ("title", "description"):
            text = self._clean(edition.meta, name, name)
            target = getattr(message, name)
            _add(target, edition.language, text)
        titles = edition.titles
        if titles and len(titles) != len(edition.steps):
            self._notes.warn(
                "modules", "course.steps", 0, named=len(titles), found=len(edition.steps)
            )
        prefix = f"{edition.language}-" if count > 1 else ""
        latin = 0
        for index, name in enumerate(edition.steps):
            title = titles[index] if index < len(titles) else ""
            latin += self._step(message.modules[index], index, edition, name, title, prefix)
        self._notes.file = edition.meta_file
        if latin and _is_rtl(edition.language):
            self._notes.warn("", "course.mixed", 0, language=edition.language, count=latin)

    def _step(
        self, module: Any, index: int, edition: Edition, name: str, title: str, prefix: str
    ) -> int:
        """Write a step into a module; return how many pieces of it are in Latin letters."""
        self._notes.file = name
        path, language = f"modules[{index}].outline", edition.language
        text = decoded(self._files[name], self._notes)
        if text is None:
            return 0
        text = plain_text(text, self._notes)
        text, pictures = self._pictures.linked(text, language, path, edition.folder, prefix)
        heading, line, outline = _split_title(text, title)
        self._notes.came_from(path, line)
        place = f"modules[{index}].title"
        self._notes.came_from(place, line)
        _add(module.title, language, clean(title or heading or name, place, line, self._notes))
        outline = clean(outline, path, line, self._notes)
        _add(module.outline, language, outline)
        module.materials.extend(one for one in pictures if one not in module.materials)
        return len(_LATIN.findall(PICTURE.sub("", outline)))


def _add(target: Any, language: str, text: str) -> None:
    """Write a text, unless there is none or the author has written one."""
    if text and all(one.lang != language for one in target):
        target.add(lang=language, text=text)


def _split_title(text: str, title: str) -> tuple[str, int, str]:
    """The step's heading, its line, and the text without it."""
    before, found = sections(text, deepest=2)
    lines = [line for _, line in before]
    heading, at = (found[0].title, found[0].line) if found else ("", 1)
    for section in found:
        is_title = section is found[0] and (not title or _letters(title) == _letters(heading))
        if not is_title:
            lines += ["", f"{'#' * section.level} {section.title}", ""]
        lines += [line for _, line in section.lines]
    return heading, at, unwrap(lines)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))


def _is_rtl(language: str) -> bool:
    row = codelists.rows("language").get(language)
    return row is not None and row["dir"] == "rtl"
