"""YAML and JSON for every kind that has a body: fields by the contract's names, and `kind`."""

from datetime import date

from forsa.kinds.bodies import body_type
from forsa.kinds.findings import shown
from forsa.kinds.loaders.json_tree import parse_json
from forsa.kinds.loaders.loaded import Loaded, finish, start, unreadable
from forsa.kinds.loaders.tree import Fields, Notes, decoded
from forsa.kinds.loaders.yaml_tree import parse_yaml
from forsa.kinds.registry import KINDS
from forsa.kinds.suggest import nearest_name


def load_yaml(data: str | bytes, today: date, file: str = "") -> Loaded:
    """Read a body from YAML."""
    notes = Notes(file)
    text = decoded(data, notes)
    return _load(parse_yaml(text, notes) if text is not None else None, notes, today)


def load_json(data: str | bytes, today: date, file: str = "") -> Loaded:
    """Read a body from JSON."""
    notes = Notes(file)
    text = decoded(data, notes)
    return _load(parse_json(text, notes) if text is not None else None, notes, today)


def _load(front: Fields | None, notes: Notes, today: date) -> Loaded:
    if front is None:
        return unreadable("", notes)
    kind = front.text("kind")
    if body_type(kind) is None:
        note_kind(kind, [name for name, one in KINDS.items() if one.body], notes)
        return unreadable("", notes)
    message, _ = start(kind, front, notes)
    return finish(kind, message, notes, today)


def note_kind(kind: str, known: list[str], notes: Notes) -> None:
    """Note that a file's `kind` is not one that can be read here."""
    near = nearest_name(kind, known)
    names = [near] if near else known
    notes.add("", "file.kind", 1, value=shown(kind), known=", ".join(names))
