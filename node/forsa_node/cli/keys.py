"""`forsa-node key`: keys of people, of the node itself, and how a member gets its keys back."""

import sys
from pathlib import Path
from typing import Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.client.passphrases import passphrase_option, read_passphrase
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument, person_option
from forsa_node.words import say

PURPOSES: Final = ("admin", "govern", "record")
"""As `forsa.root` has them, which whoever asks for help need not import."""
REASONS: Final = ("lost", "stolen", "left")
ROTATION_REASONS: Final = ("rotated", "lost", "stolen")
EXIT_NO: Final = 6

yes_option: Final = click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
since_option: Final = click.option(
    "--compromised-from",
    "since",
    default="",
    metavar="N|DATE",
    help="From this number of the log, or this day (2026-09-30), somebody else may have had it: "
    "its records since then are marked.",
)


@click.group()
def key() -> None:
    """Keys of people: what two persons sign, one alone cannot."""


@key.command()
@folder_argument
@click.argument("name")
@click.option(
    "--purpose",
    "purposes",
    multiple=True,
    type=click.Choice(PURPOSES),
    help="record: publish (default); govern: vote, ratify; admin: add and end keys.",
)
@passphrase_option
@lang_option
@json_option
@tells_errors
def add(
    folder: Path,
    name: str,
    purposes: tuple[str, ...],
    passphrase_file: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Make a key for the person NAME, sealed under a passphrase that only this person knows.

    The name stays on this machine. Nobody can find a forgotten passphrase.
    """
    from forsa.client.demonstration import clock_of

    from forsa_node.people.adding import PURPOSE, add_person

    passphrase = ask_passphrase(name, passphrase_file, lang, is_new=True)
    made = add_person(folder, name, passphrase, clock_of(folder), purposes or (PURPOSE,))
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
    from forsa_node.people.listing import keys_here
    from forsa_node.people.telling import key_lines

    rows = keys_here(folder, lang)
    if as_json:
        print_json(rows)
    for row in () if as_json else rows:
        for line in key_lines(row, lang):
            click.echo(line)


@key.command()
@folder_argument
@click.argument("whose")
@click.option(
    "--reason",
    type=click.Choice(REASONS),
    required=True,
    help="lost: the passphrase; stolen: somebody has it; left: the person left the association.",
)
@since_option
@yes_option
@lang_option
@json_option
@tells_errors
def revoke(
    folder: Path, whose: str, reason: str, since: str, yes: bool, lang: Language, as_json: bool
) -> None:
    """End a key of the association; what it signed stays.

    WHOSE is the name of a person with a key here, or the beginning of a key's fingerprint.
    """
    from forsa.client.demonstration import clock_of
    from forsa.client.questions import ask_yes_or_no

    from forsa_node.people.revoking import plan_revocation
    from forsa_node.people.revoking import revoke as revoke_now
    from forsa_node.people.telling import revocation_lines

    plan = plan_revocation(folder, whose, reason, since)
    told = plan.told(lang)
    if plan.is_grave and not yes:
        if as_json:
            print_json(told | {"missing": ["yes"]})
            sys.exit(EXIT_NO)
        for line in revocation_lines(told, folder, lang):
            click.echo(line, err=True)
        if not ask_yes_or_no(say(lang, "act_question"), lang, err=True):
            sys.exit(EXIT_NO)
    revoke_now(folder, plan, clock_of(folder))
    if as_json:
        print_json(told)
        return
    for line in revocation_lines(told, folder, lang) if yes else ():
        click.echo(line)
    said = "key_revoking" if plan.name else "key_revoking_nameless"
    click.echo(say(lang, said, folder=folder, **told))


@key.command()
@folder_argument
@click.option(
    "--purpose",
    "purposes",
    multiple=True,
    type=click.Choice(PURPOSES),
    help="Of this purpose alone; default: all three.",
)
@click.option(
    "--reason",
    type=click.Choice(ROTATION_REASONS),
    default="rotated",
    show_default=True,
    help="What is said of the keys that end.",
)
@since_option
@lang_option
@json_option
@tells_errors
def rotate(
    folder: Path,
    purposes: tuple[str, ...],
    reason: str,
    since: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Give this node new keys of its own, and end the old ones.

    Give it again after each sync: it does the next step, and says when all is done. The options
    count at the first call.
    """
    from forsa.client.demonstration import clock_of

    from forsa_node.people.rotating import Wanted
    from forsa_node.people.rotating import rotate as rotate_now

    wanted = Wanted(purposes or PURPOSES, reason, since)
    told = rotate_now(folder, wanted, clock_of(folder))
    if as_json:
        print_json(told)
    else:
        click.echo(say(lang, f"rotation_{told['step']}", folder=folder, **told))


@key.command()
@folder_argument
@click.option(
    "--request",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The file that forsa-node init wrote for the member that lost its keys: check it.",
)
@lang_option
@json_option
@tells_errors
def recover(folder: Path, request: Path | None, lang: Language, as_json: bool) -> None:
    """Members that get new keys by decision: what waits, until when, and who may stop it."""
    from forsa_node.governance.recoveries import read_recovery_request, recoveries
    from forsa_node.governance.recovery_lines import recovery_lines, request_lines

    if request is not None:
        told = read_recovery_request(folder, request)
        lines = request_lines(told, folder, request, lang)
    else:
        told = {"recoveries": recoveries(folder)}
        lines = recovery_lines(told["recoveries"], folder, lang)
    if as_json:
        print_json(told)
    for line in () if as_json else lines:
        click.echo(line)


@key.command()
@folder_argument
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def veto(folder: Path, yes: bool, person: str, lang: Language, as_json: bool) -> None:
    """Stop a recovery of your own association's keys, while its seven days last."""
    from forsa_node.governance.recoveries import veto_own
    from forsa_node.publishing import Asking

    sys.exit(veto_own(folder, Asking(lang, person, yes=yes, as_json=as_json)))


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
