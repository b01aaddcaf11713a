"""`forsa-node key`: keys of people, beside those of the node."""

from pathlib import Path
from typing import Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.client.passphrases import passphrase_option, read_passphrase
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.words import say

REASONS: Final = ("lost", "stolen", "left")


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
    from forsa.client.demonstration import clock_of

    from forsa_node.people.adding import add_person

    passphrase = ask_passphrase(name, passphrase_file, lang, is_new=True)
    made = add_person(folder, name, passphrase, clock_of(folder))
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
    from forsa.client.demonstration import clock_of

    from forsa_node.people.adding import revoke_person

    ended = revoke_person(folder, name, reason, clock_of(folder))
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
    question = say(language, "passphrase_new" if is_new else "passphrase_of", name=name)
    return read_passphrase(file, question, say(language, "passphrase_again") if is_new else "")


COMMANDS: Final = (key,)
