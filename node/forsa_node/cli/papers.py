"""Papers that a command writes: HTML or text, printed or into a new file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from forsa.client.console import print_json
from forsa.client.files import FolderError, FolderProblem, write_durably
from forsa.words.reasons import Language

from forsa_node.words import say

Command = TypeVar("Command", bound=Callable[..., Any])


def paper_options(command: Command) -> Command:
    """`--html` or `--text`, handed on as `form`; `--to`, a new file."""
    options = (
        click.option(
            "--html", "form", flag_value="html", default="html", help="As HTML (default)."
        ),
        click.option("--text", "form", flag_value="text", help="As plain text."),
        click.option(
            "--to",
            type=click.Path(path_type=Path, dir_okay=False),
            help="A new file; without it the page is printed.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def put_paper(text: str, to: Path | None, lang: Language, *, as_json: bool) -> None:
    """Print a paper, or write it into a file that is not there yet.

    Raises:
        FolderError: the file is there already.
    """
    if to is not None and to.exists():
        raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to)
    if to is not None:
        write_durably(to, text.encode())
    if as_json:
        print_json({"path": str(to) if to else None, "text": None if to else text})
    elif to is not None:
        click.echo(say(lang, "exported_to", file=to))
    else:
        click.echo(text, nl=False)
