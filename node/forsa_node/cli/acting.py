"""What every command takes that signs in the association's name: who signs, and whether to ask."""

from collections.abc import Callable
from functools import wraps
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import json_option, lang_option, tells_errors
from forsa.client.passphrases import passphrase_option
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


def signs(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of whoever signs; it is handed `asking` and `signing` for them.

    Use it as the last of the decorators: the options stand behind those of the command itself.
    """

    @signer_option
    @passphrase_option
    @act_yes_option
    @lang_option
    @json_option
    @tells_errors
    @wraps(command)
    def signed(
        *,
        person: str,
        passphrase_file: Path | None,
        yes: bool,
        lang: Language,
        as_json: bool,
        **values: Any,
    ) -> None:
        asking = asking_of(person, lang, yes=yes, as_json=as_json)
        command(asking=asking, signing=signing_of(person, passphrase_file, lang), **values)

    return signed


def asking_of(person: str, lang: Language, *, yes: bool, as_json: bool) -> "Asking":
    """How the signer is asked."""
    from forsa_node.publishing import Asking

    return Asking(lang, person or getuser(), yes=yes, as_json=as_json)


def signing_of(person: str, passphrase_file: Path | None, lang: Language) -> "Signing":
    """Who signs: a person, with the passphrase asked for once it is needed, or the node."""
    from forsa_node.governance.acting import Signing

    return Signing(person, lambda name: ask_passphrase(name, passphrase_file, lang))
