"""A curriculum that is a folder of texts so far: they begin its modules, in the order of names.

Most courses of a school are such folders: chapters and pictures, and no `curriculum.yaml` beside
them, or one that does not name them yet.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from forsa import codelists
from forsa.kinds.loaders.guessing import guess_language
from forsa.kinds.loaders.tree import Fields, Items, Notes, Scalar, decoded

_README: Final = "readme.md"
_SUFFIX: Final = ".md"
_NUMBERS: Final = re.compile(r"([0-9]{1,9})", re.ASCII)
_LANGUAGE: Final = "original_language"


def module_texts(files: Iterable[str]) -> list[str]:
    """The texts of a folder as one would number them: `2-coupe.md` before `10-examen.md`."""
    texts = (name for name in files if name.lower().endswith(_SUFFIX))
    chapters = (name for name in texts if name.lower().rpartition("/")[2] != _README)
    return sorted(chapters, key=lambda name: (_natural(name), name))


def _natural(name: str) -> list[tuple[int, str]]:
    parts = _NUMBERS.split(name.casefold())
    return [(int(part), "") if index % 2 else (0, part) for index, part in enumerate(parts)]


def begin_modules(front: Fields, files: Mapping[str, str | bytes], notes: Notes) -> Fields:
    """What `curriculum.yaml` says, with a module for each text if it names no modules at all.

    Args:
        front: What it says; nothing if there is none.
        files: Path in the folder to text or bytes.
        notes: Hears that modules were begun, and in which language the texts seem to be.
    """
    names = module_texts(files)
    if _names_modules(front) or not names:
        return front
    modules = tuple(_module(number, name) for number, name in enumerate(names, 1))
    fields = {**front.fields, "modules": (0, Items(modules, 0))}
    notes.warn("modules", "course.begun", 0, count=len(names))
    if not _says_language(front):
        language = guess_language("\n".join(decoded(files[one], Notes()) or "" for one in names))
        if language in codelists.rows("language"):
            fields[_LANGUAGE] = (0, Scalar(language, 0))
            notes.warn("common.original_language", "course.begun_language", 0, language=language)
    return Fields(fields, front.line)


def _module(number: int, name: str) -> Fields:
    return Fields({"code": (0, Scalar(f"M{number}", 0)), "file": (0, Scalar(name, 0))}, 0)


def _names_modules(front: Fields) -> bool:
    match front.fields.get("modules", (0, None))[1]:
        case None | Items(()):
            return False
        case Scalar() as one:
            return not one.is_blank
    return True


def _says_language(front: Fields) -> bool:
    return any(name in front.fields for name in (_LANGUAGE, "originalLanguage", "common"))
