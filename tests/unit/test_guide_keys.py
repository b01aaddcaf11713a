"""The guide about keys: what it tells people to type is there, in both languages."""

import re
import shlex
from pathlib import Path
from typing import Final

import click
import pytest
from forsa_node.cli import main

GUIDES: Final = Path(__file__).parents[2] / "docs" / "guide"
PAGES: Final = ("keys.md", "keys.ar.md")


def typed(page: str) -> list[list[str]]:
    """The command lines of a page."""
    text = (GUIDES / page).read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line]


def command_of(words: list[str]) -> click.Command:
    """The command that a line calls; a group that is given none of its commands takes `new`."""
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group):
            return command
        context = click.Context(command)
        found = command.get_command(context, word) or command.get_command(context, "new")
        assert found is not None, words
        command = found
    return command


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_is_one(page: str) -> None:
    """Whoever opens it has lost a machine: a name that changed is found now, not then."""
    lines = typed(page)
    for program, *words in lines:
        known = {name for one in command_of(words).params for name in one.opts}

        assert program == "forsa-node"
        assert {one for one in words if one.startswith("--")} <= known, words
    assert len(lines) > 15


def test_both_pages_say_the_same_commands() -> None:
    """A step that one language lacks is a machine that does not come back."""
    french, arabic = map(typed, PAGES)

    assert french == arabic
