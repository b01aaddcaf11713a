"""Files that a stranger gave to an association, on its desk: what they say is only text."""

import json
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict

from tests.support.commands import SETTINGS, run_command
from tests.support.nodes import copy_of
from tests.support.reports import small_report

EVIL = "\x1b[2J\x1b]0;pris\x07\x9b31m\u202eelif\u2066\r"
COMMANDS = set("\x1b\x07\x9b\u202e\u2066\r")
"""Clears the screen, renames the window, colours, turns the reading direction."""


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return copy_of(joined, tmp_path / "w" / "amal", SETTINGS)


def poisoned(value: Any) -> Any:
    """The same JSON with `EVIL` in every text, and in names of fields."""
    match value:
        case str():
            return value + EVIL
        case list():
            return [poisoned(one) for one in value]
        case dict():
            return {name: poisoned(one) for name, one in value.items()} | {EVIL: EVIL}
    return value


def test_a_terminal_shows_a_hostile_draft_and_obeys_nothing_in_it(
    folder: Path, tmp_path: Path
) -> None:
    """A report from a USB stick could hide the findings about it, or type for its reader."""
    report = MessageToDict(small_report(1), preserving_proto_field_name=True)
    outputs = []
    for name, content in (("all", poisoned(report)), ("title", report | {"title": {"fr": EVIL}})):
        source = tmp_path / f"{name}{EVIL}.json"
        source.write_text(json.dumps({"kind": "practice.report"} | content))
        outputs.append(run_command(folder, "draft add", source))
    for number in (1, 2):
        for words in ("draft show", "draft list", "draft confirm", "draft approve"):
            more = () if words == "draft list" else (number,)
            outputs.append(run_command(folder, words, *more))
    outputs.append(run_command(folder, "publish", source, answers="o\no\no\n"))

    for done in outputs:
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert not COMMANDS & set(done.output), done.output
