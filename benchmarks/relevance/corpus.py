"""What is searched: the shipped samples, and real texts where they are present, as they stand."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from forsa.kinds.loaders.guessing import guess_language
from forsa.library.index import Document
from forsa.samples import sample_files, sample_paths

from tests.support.real_texts import DATA

COURSES: Final = ("curriculum-python-about-me", "curriculum-scratch-memory")
_LANGUAGES: Final = {"ar-SA": "ar", "fr-FR": "fr", "en": "en"}
_NOISE: Final = re.compile(
    r"^\[\[.*\]\]$|!\[[^\]]*\]\([^)]*\)|https?://\S+|<[^>]*>|\{:[^}]*\}", re.MULTILINE
)
"""Tags, pictures, addresses, markup: nobody searches for them."""
_FRONT: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ARABIC: Final = re.compile("[\u0620-\u064a]")
_YAML_TITLE: Final = re.compile(r"^title: (.*)$", re.MULTILINE)


def samples() -> Mapping[str, Document]:
    """Every shipped sample, by its name."""
    found = {}
    for path in sample_paths():
        files = sorted(sample_files(path).items())
        texts = [data.decode() for name, data in files if name.endswith((".md", ".yaml"))]
        found[path.name] = _document(path.name, "\n".join(texts))
    return found


def real_texts() -> Mapping[str, Document]:
    """Every real text, by folder and name; nothing where the folder is missing."""
    found = {}
    for path in sorted(DATA.glob("practice-*/*.md")):
        if path.name != "README.md":
            key = f"{path.parent.name}/{path.name}"
            found[key] = _document(key, path.read_text("utf-8"))
    for folder in _courses():
        key = f"{folder.parent.name}/{folder.name}"
        files = [folder / "meta.yml", *sorted(folder.glob("step_*.md"))]
        found[key] = _document(key, "\n".join(file.read_text("utf-8") for file in files))
    return found


def _courses() -> Iterator[Path]:
    for course in COURSES:
        yield from (path for path in sorted((DATA / course).glob("*")) if path.name in _LANGUAGES)


def _document(key: str, text: str) -> Document:
    title = _title(text)
    body = _NOISE.sub(" ", _FRONT.sub("", text, count=1) if key.endswith(".md") else text)
    texts = _by_language(body)
    main = guess_language(title) if _ARABIC.search(title) else guess_language(body)
    main = main if main in texts else next(iter(texts))
    digest = hashlib.sha256(key.encode()).digest()
    return Document(
        object_id=digest[:16],
        record_id=digest,
        index=int.from_bytes(digest[:4], "big"),
        kind="curriculum.publish" if "curriculum" in key else "practice.report",
        member="corpus",
        audience="network",
        sequenced_ms=0,
        languages=(main, *(tag for tag in texts if tag != main)),
        titles={main: title},
        texts=texts,
    )


def _title(text: str) -> str:
    """The first heading, or the title of a course."""
    named = _YAML_TITLE.search(text)
    if named:
        return named[1].strip("'\" ")
    heading = re.search(r"^#{1,2}\s*(.+)$", _FRONT.sub("", text, count=1), re.MULTILINE)
    return heading[1].strip() if heading else text.strip().split("\n")[0]


def _by_language(text: str) -> dict[str, str]:
    """Arabic lines apart from the others, so that a text in both is in both."""
    lines = text.split("\n")
    arabic = "\n".join(line for line in lines if _ARABIC.search(line))
    others = "\n".join(line for line in lines if line.strip() and not _ARABIC.search(line))
    found = {guess_language(others): others} if others else {}
    if arabic:
        found["ar"] = arabic
    return found
