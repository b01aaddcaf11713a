"""Asking somebody for a passphrase: typed unseen, or read from a file; never an argument."""

import sys
from pathlib import Path
from typing import Final

import click

from forsa.errors import MalformedError, Reason

_MAX_LINE: Final = 8192

passphrase_option: Final = click.option(
    "--passphrase-file",
    "passphrase_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Read the passphrase from the first line of a file; - is standard input.",
)


def read_passphrase(file: Path | None, question: str, again: str = "") -> str:
    """A passphrase: the first line of a file, or what a person types.

    Args:
        file: Where it stands, for scripts; `-` is standard input; None = the person types it.
        question: What is asked, on standard error.
        again: What is asked the second time, where it is chosen now; empty = ask once.

    Raises:
        MalformedError: the file is not UTF-8 text.
    """
    if file is not None:
        line = sys.stdin.readline() if str(file) == "-" else _first_line(file)
        return line.rstrip("\r\n")
    typed: str = click.prompt(
        question, hide_input=True, err=True, confirmation_prompt=again or False
    )
    return typed


def _first_line(file: Path) -> str:
    with file.open("rb") as opened:
        line = opened.readline(_MAX_LINE)
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MalformedError(
            "the file with the passphrase is not UTF-8 text", Reason.KIND_BODY_INVALID
        ) from None
