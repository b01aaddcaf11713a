"""What belongs to a draft: the texts of a file or folder, and the files that they name.

Texts are small and stay in the desk; pictures, documents and recordings lie in the content store.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from forsa.client.files import FolderError, FolderProblem
from forsa.errors import MalformedError, Reason
from forsa.kinds.loaders import (
    CURRICULUM_FILE,
    Loaded,
    load_course,
    load_curriculum,
    load_json,
    load_markdown,
    load_yaml,
)
from forsa.kinds.loaders.begun import module_texts
from forsa.log_store.state import Progress, no_progress

from forsa_node.files.content import ContentStore
from forsa_node.store.desk import Contents, HeldFile

MAX_TEXT_BYTES: Final = 2**20
MAX_FILE_BYTES: Final = 25 * 2**20
"""Largest attachment that a body may describe (`Attachment.size`)."""
MAX_FILES: Final = 400
TEXT_SUFFIXES: Final = frozenset({".md", ".yaml", ".yml", ".json"})
MODULE: Final = ".md"
COURSE_FILE: Final = "meta.yml"
VOTED_TEXT: Final = "/agreement"
"""Among the files of a proposal: the text that is voted on. No file that people attach is so named,
for this is a path."""


@dataclass(frozen=True, slots=True)
class Found:
    """Files on a disk, not read yet: those with text, and all others."""

    texts: Mapping[str, Path]
    others: Mapping[str, Path]


def find(path: Path) -> Found:
    """Look at a file or a folder; hidden files are left out, links are not followed.

    A text that is too large to be read is found among the others.

    Raises:
        FolderError: `NO_SUCH_FILE`: there is nothing, or something that is no file, as a pipe.
        MalformedError: `LIMIT_EXCEEDED`: too many files.
    """
    if path.is_file():
        beside = {one.name: one for one in _files(path.parent, deep=False) if one != path}
        return Found({path.name: path}, beside)
    if not path.is_dir():
        raise FolderError(
            f"{path} is neither a file nor a folder", FolderProblem.NO_SUCH_FILE, path
        )
    all_files = {one.relative_to(path).as_posix(): one for one in _files(path, deep=True)}
    if len(all_files) > MAX_FILES:
        raise MalformedError(
            f"{path} has {len(all_files)} files, at most {MAX_FILES}", Reason.LIMIT_EXCEEDED
        )
    texts = {name: one for name, one in all_files.items() if _is_read(one)}
    return Found(texts, {name: one for name, one in all_files.items() if name not in texts})


def _is_read(path: Path) -> bool:
    """Whether a file of a folder is a text that is read; without the first nothing can be."""
    is_first = path.name in {CURRICULUM_FILE, COURSE_FILE}
    is_text = path.suffix.lower() in TEXT_SUFFIXES
    return is_first or (is_text and path.stat().st_size <= MAX_TEXT_BYTES)


def _files(folder: Path, *, deep: bool) -> Iterator[Path]:
    found = folder.rglob("*") if deep else folder.glob("*")
    for path in sorted(found):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        if not hidden and path.is_file() and not path.is_symlink():
            yield path


def gather(
    path: Path, store: ContentStore, today: date, progress: Progress = no_progress
) -> tuple[Contents, Loaded]:
    """Read the texts, and take the files that they name into the content store.

    What is returned was read with the files, as every later look at the draft reads it.

    Args:
        path: A file or a folder.
        store: Takes the files.
        today: The day the rules are judged on.
        progress: Told of files taken, and of all.

    Raises:
        FolderError, MalformedError: as `find`; `LIMIT_EXCEEDED`: the first text is too large.
    """
    found = find(path)
    texts = {name: _read(one) for name, one in found.texts.items()}
    named = load(texts, found.others, today)
    files = _unread(found) if path.is_dir() else {}
    for number, name in enumerate(named.files, 1):
        place = named.sources.get(name, name)
        source = found.others.get(place) or found.texts.get(place)
        if source is not None:
            files[name] = _take(source, store)
        progress(number, len(named.files))
    return Contents(texts, files), load(texts, files, today)


def _is_course(texts: Mapping[str, bytes]) -> bool:
    """Whether a folder holds several chapters, none of which says that it is something else."""
    chapters = module_texts(texts)
    is_form = any(texts[name].startswith(b"---") for name in chapters) or any(
        name.lower().endswith((".yaml", ".yml")) for name in texts
    )
    return len(chapters) > 1 and not is_form


def _unread(found: Found) -> dict[str, HeldFile]:
    """Texts of a folder that are too large to be read, so that the author is told of them."""
    texts = {name: one for name, one in found.others.items() if one.suffix.lower() == MODULE}
    return {name: HeldFile(b"", one.stat().st_size) for name, one in texts.items()}


def limit_of(size: int) -> int:
    """The limit that a file of this size is over, in bytes: that of files, or of texts."""
    return MAX_FILE_BYTES if size > MAX_FILE_BYTES else MAX_TEXT_BYTES


def load(texts: Mapping[str, bytes], others: Mapping[str, object], today: date) -> Loaded:
    """Read what was written, by the loader that its files ask for.

    Args:
        texts: Name to data.
        others: Names of the files beside them; to those held already, so that equal ones are one.
        today: The day the rules are judged on.

    Raises:
        MalformedError: `KIND_UNKNOWN`: nothing here can be read.
    """
    known = {name: getattr(one, "sha256", b"") for name, one in others.items()}
    names = {**known, **texts}
    if any(name.rpartition("/")[2] == COURSE_FILE for name in texts):
        return load_course(names, today)
    if CURRICULUM_FILE in texts or _is_course(texts):
        return load_curriculum(names, today)
    if len(texts) == 1:
        ((name, data),) = texts.items()
        match Path(name).suffix.lower():
            case ".md":
                return load_markdown(data, today, name)
            case ".yaml" | ".yml":
                return load_yaml(data, today, name)
            case ".json":
                return load_json(data, today, name)
    raise MalformedError(
        "this is neither a text (.md, .yaml, .json) nor a folder with curriculum.yaml or meta.yml",
        Reason.KIND_UNKNOWN,
    )


def _read(path: Path) -> bytes:
    """Read a text; its size is looked at before."""
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        raise MalformedError(
            f"{path} has {size} bytes, at most {MAX_TEXT_BYTES}", Reason.LIMIT_EXCEEDED, size=size
        )
    return path.read_bytes()


def _take(path: Path, store: ContentStore) -> HeldFile:
    """Copy a file; one that is too large stays where it is, and its size says why."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        return HeldFile(b"", size)
    with path.open("rb") as file:
        return HeldFile(*store.put(file))
