"""What the guide promises of each command: a language, and JSON for programs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click
import pytest
from click.testing import CliRunner
from forsa.cli import forsa as forsa_program
from forsa.words.reasons import LANGUAGES
from forsa_hub.cli import main as hub_program
from forsa_node.cli import COMMANDS, commands_in
from forsa_node.cli import main as node_program

WHAT: Final = (
    *("practice", "curriculum", "adoption", "review"),
    *("proposal", "assembly", "minutes", "agreement"),
)


def commands(group: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by how it is typed."""
    if not isinstance(group, click.Group):
        yield name, group
        return
    context = click.Context(group, info_name=name)
    for one in group.list_commands(context):
        command = group.get_command(context, one)
        assert command is not None, f"{name} {one}"
        yield from commands(command, f"{name} {one}")


def asked(*arguments: str | Path) -> Any:
    """What `template` answers with --json."""
    words = ["template", *map(str, arguments), "--json"]
    done = CliRunner().invoke(node_program, words)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_every_command_of_a_file_is_one_of_the_program() -> None:
    """A command that the table of names forgets is there for nobody."""
    found = {name: module for module in set(COMMANDS.values()) for name in commands_in(module)}

    assert found == dict(COMMANDS)


@pytest.mark.parametrize("option", ["--json", "--lang"])
def test_every_command_takes_it(option: str) -> None:
    """A program that has to know which commands answer in which form is never finished."""
    programs = {"forsa": forsa_program, "forsa-hub": hub_program, "forsa-node": node_program}
    known = [one for name, program in programs.items() for one in commands(program, name)]
    without = [name for name, one in known if not any(option in given.opts for given in one.params)]

    assert len(known) > 40
    assert not without


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", WHAT)
def test_a_template_as_json_holds_the_texts_that_are_printed(what: str, language: str) -> None:
    """An editor in a browser begins with them."""
    printed = CliRunner().invoke(node_program, ["template", what, "--lang", language])
    files = asked(what, "--lang", language)

    assert "".join(one["text"] for one in files) == printed.stdout
    assert all(Path(one["name"]).suffix for one in files)


def test_a_template_in_a_folder_is_told_as_json_by_its_paths(tmp_path: Path) -> None:
    """Whoever asked for files goes on with their paths."""
    files = asked("curriculum", "--to", tmp_path / "course")

    assert {one["path"] for one in files} == {str(path) for path in (tmp_path / "course").iterdir()}
    assert {one["name"] for one in files} == {Path(one["path"]).name for one in files}
