"""`forsa-node key`: keys of people, beside those of the node."""

import sys
from pathlib import Path
from typing import Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.words import say

REASONS: Final = ("lost", "stolen", "left")
_MAX_LINE: Final = 8192

passphrase_option: Final = click.option(
    "--passphrase-file",
    "passphrase_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Read the passphrase from the first line of a file; - is standard input.",
)


@click.group()
def key() -> None:
    """Keys of people: what two persons sign, one alone cannot."""


@key.command()
@folder_argument
@click.argument("name")
@passphrase_option
@lang_option
@json_option
@tells_errors
def add(
    folder: Path, name: str, passphrase_file: Path | None, lang: Language, as_json: bool
) -> None:
    """Make a key for the person NAME, sealed under a passphrase that only this person knows.

    The name stays on this machine. Nobody can find a forgotten passphrase.
    """
    from forsa.clock import SystemClock

    from forsa_node.people.adding import add_person

    passphrase = ask_passphrase(name, passphrase_file, lang, is_new=True)
    made = add_person(folder, name, passphrase, SystemClock())
    if as_json:
        print_json(made)
    else:
        click.echo(say(lang, "key_added", folder=folder, **made))


@key.command("list")
@folder_argument
@lang_option
@json_option
@tells_errors
def list_keys(folder: Path, lang: Language, as_json: bool) -> None:
    """Every key of the association: whose it is, what it is for, how it stands."""
    from forsa_node.people.adding import keys_here

    rows = keys_here(folder)
    if as_json:
        print_json(rows)
    for row in () if as_json else rows:
        name = row["name"] or say(lang, "key_of_node" if row["here"] else "key_elsewhere")
        standing = say(lang, f"key_{row['standing']}")
        purposes = ", ".join(say(lang, f"purpose_{one}") for one in row["purposes"])
        values = {"fingerprint": row["fingerprint"], "purposes": purposes, "standing": standing}
        click.echo(say(lang, "key_line", name=name, **values))


@key.command()
@folder_argument
@click.argument("name")
@click.option(
    "--reason",
    type=click.Choice(REASONS),
    required=True,
    help="lost: the passphrase; stolen: somebody has it; left: the person left the association.",
)
@lang_option
@json_option
@tells_errors
def revoke(folder: Path, name: str, reason: str, lang: Language, as_json: bool) -> None:
    """End the key of the person NAME; what it signed stays."""
    from forsa.clock import SystemClock

    from forsa_node.people.adding import revoke_person

    ended = revoke_person(folder, name, reason, SystemClock())
    if as_json:
        print_json(ended)
    else:
        click.echo(say(lang, "key_revoking", folder=folder, **ended))


def ask_passphrase(
    name: str, file: Path | None, language: Language, *, is_new: bool = False
) -> str:
    """A person's passphrase: typed unseen, or the first line of a file; never an argument.

    Args:
        name: Whose.
        file: Where it stands, for scripts; None = the person types it.
        language: Of the question.
        is_new: It is chosen now: ask twice.
    """
    if file is not None:
        line = sys.stdin.readline() if str(file) == "-" else _first_line(file)
        return line.rstrip("\r\n")
    question = say(language, "passphrase_new" if is_new else "passphrase_of", name=name)
    typed: str = click.prompt(
        question,
        hide_input=True,
        err=True,
        confirmation_prompt=say(language, "passphrase_again") if is_new else False,
    )
    return typed


def _first_line(file: Path) -> str:
    from forsa.errors import MalformedError, Reason

    with file.open("rb") as opened:
        line = opened.readline(_MAX_LINE)
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MalformedError(
            "the file with the passphrase is not UTF-8 text", Reason.KIND_BODY_INVALID
        ) from None


COMMANDS: Final = (key,)
