"""A small course as a course platform keeps it: two languages, two steps, pictures, a licence."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from forsa.exports.works.work import Work
from forsa.kinds.loaders import Loaded, load_course, with_files
from forsa.v1.record_pb2 import Commitment
from PIL import Image

TODAY: Final = date(2026, 11, 24)


def png(colour: str) -> bytes:
    """A small picture."""
    to = BytesIO()
    Image.new("RGB", (8, 8), colour).save(to, "PNG")
    return to.getvalue()


PNG: Final = png("red")
OTHER_PNG: Final = png("blue")
COURSE: Final[Mapping[str, bytes]] = {
    "LICENSE.md": b"[CC](http://creativecommons.org/licenses/by-sa/4.0/)",
    "fr-FR/meta.yml": (
        "---\ntitle: Mémoire\ndescription: Un jeu où l'on répète une suite de couleurs\n"
        "original_url: https://example.org/memory\nsteps:\n- title: Introduction\n"
        "- title: Les couleurs\n"
    ).encode(),
    "fr-FR/step_1.md": "## Introduction\n\nUn jeu de mémoire.\n".encode(),
    "fr-FR/step_2.md": (
        "## Les couleurs\n\n--- task ---\n\nChoisis une danseuse.\n\n"
        "![ballerine](images/ballerina.png)\n\n![écran](images/screen.png)\n\n"
        "![ballerine](images/ballerina.png)\n\n--- /task ---\n"
    ).encode(),
    "fr-FR/images/ballerina.png": PNG,
    "fr-FR/images/screen.png": OTHER_PNG,
    "fr-FR/images/drum.svg": b"<svg/>",
    "ar-SA/meta.yml": (
        "---\ntitle: الذاكرة\ndescription: لعبة نكرر فيها تسلسلا من الألوان المختلفة\n"
        "steps:\n- title: المقدمة\n- title: الألوان\n"
    ).encode(),
    "ar-SA/step_1.md": "## المقدمة\n\nلعبة ذاكرة في Scratch 3.\n".encode(),
    "ar-SA/step_2.md": (
        "## الألوان\n\nاختر راقصة، ثم اضغط على **Run**.\n\n![راقصة](images/ballerina.png)\n"
    ).encode(),
    "ar-SA/images/ballerina.png": PNG,
}
"""Path in the folder to content."""
OWN_FIELDS: Final = """\
learning_goals: [{fr: Programmer un jeu simple, ar: برمجة لعبة بسيطة}]
edition: 1.0.0
strand: vocational
trade: office_it
isced_f: ["0613"]
entry_level: primary
exit_isced: "9"
age_min: 13
age_max: 25
total_hours: 5
practice_hours: 5
hours_estimated: true
competencies:
  - {code: C1, kind: core, level: 1, statement: {fr: Programmer un jeu, ar: برمجة لعبة صغيرة}}
assessment: {fr: Le jeu est montré au groupe., ar: تعرض اللعبة على المجموعة.}
certification: none
modules:
  - {hours: 2, competencies: [C1]}
  - {hours: 3, competencies: [C1]}
"""
"""What the association says of it in `curriculum.yaml`."""


def whole_course() -> Loaded:
    """The course, completed, with its files: it keeps every rule."""
    loaded = load_course({**COURSE, "curriculum.yaml": OWN_FIELDS.encode()}, TODAY)
    return with_files(loaded, {name: _commitment(name, loaded) for name in loaded.files}, TODAY)


def _commitment(name: str, loaded: Loaded) -> Commitment:
    data = content_of(name, loaded)
    return Commitment(root=sha256(data).digest(), size=len(data), media_type="image/png")


def content_of(name: str, loaded: Loaded) -> bytes:
    """The bytes of an attachment."""
    return COURSE[loaded.sources[name]]


def work_of(loaded: Loaded, language: str = "fr", **fields: Any) -> Work:
    """A published course with its files, as an export takes it."""
    message: Any = loaded.message
    names = [one.file_name for one in message.attachments if one.file_name in loaded.sources]
    values: dict[str, Any] = {
        "author": "Association Amal (amal)",
        "record_id": "ab" * 32,
        "index": 214,
        "published_ms": 1_764_000_000_000,
        "files": {name: partial(BytesIO, content_of(name, loaded)) for name in names},
    }
    return Work(message, loaded.kind, language, **{**values, **fields})
