"""How a hub stands, in plain sentences."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from forsa.words.details import say_detail
from forsa.words.reasons import Language

from forsa_hub.words import say


def says_status(values: Mapping[str, Any], folder: Path, language: Language) -> Iterator[str]:
    """What `forsa_hub.commands.status_of` found, line by line; what stops the hub comes first."""
    yield say("status_network", language, **values)
    if values["demonstration"]:
        yield say("status_demonstration", language)
    if values["running"]:
        port, enrol_port = values["ports"]
        yield say("status_runs", language, port=port, enrol_port=enrol_port)
    else:
        yield say("status_stopped", language, folder=folder)
    if values["halted"]:
        yield say("status_halted", language, why=say_detail(values["halted"], language))
    for name in ("log", "signed", "members", "stored"):
        yield say(f"status_{name}", language, **values)
    yield from _says_root(values, language)
    if values["damaged_attachments"]:
        yield say("status_damaged", language, folder=folder, **values)


def _says_root(values: Mapping[str, Any], language: Language) -> Iterator[str]:
    """The trust root, and how long it is good: afterwards its age is a warning, never a stop."""
    days = values["root_days"]
    name = "status_root_over" if days < 0 else "status_root"
    yield say(name, language, **{**values, "days": -days - 1 if days < 0 else days})
