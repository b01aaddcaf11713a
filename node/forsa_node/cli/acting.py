"""What every command takes that signs in the association's name: who signs, and whether to ask."""

from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from forsa.words.reasons import Language

from forsa_node.cli.keys import ask_passphrase

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

signer_option: Final = click.option(
    "--by",
    "person",
    default="",
    help="Who signs: a person with a key here (key add). Default: the node.",
)
act_yes_option: Final = click.option(
    "--yes", is_flag=True, help="Do not ask, and confirm warnings; for scripts."
)


def asking_of(person: str, lang: Language, *, yes: bool, as_json: bool) -> "Asking":
    """How the signer is asked."""
    from forsa_node.publishing import Asking

    return Asking(lang, person or getuser(), yes=yes, as_json=as_json)


def signing_of(person: str, passphrase_file: Path | None, lang: Language) -> "Signing":
    """Who signs: a person, with the passphrase asked for once it is needed, or the node."""
    from forsa_node.governance.acting import Signing

    return Signing(person, lambda name: ask_passphrase(name, passphrase_file, lang))
