"""`forsa-node agreement`: texts that parties ratify, what is in force, and for whom."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.acting import signs
from forsa_node.cli.common import folder_argument
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

which_argument: Final = click.argument("which")
at_option: Final = click.option("--at", "day", default="", help="As it stood on this day.")
minutes_option: Final = click.option(
    "--minutes",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The minutes that decided it: only their hash is published.",
)
date_option: Final = click.option("--date", "day", default="", help="Day of that decision.")


@click.group("agreement")
def agreement() -> None:
    """Agreements: read a text, ratify or refuse it, see what is in force and for whom."""


@agreement.command("list")
@folder_argument
@at_option
@lang_option
@json_option
@tells_errors
def list_agreements(folder: Path, day: str, lang: Language, as_json: bool) -> None:
    """Every agreement: the version in force, and the newest if that is another one."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.agreement_show import list_agreements as listed
    from forsa_node.governance.agreement_show import moment_of

    zone = people_zone()
    rows = listed(folder, lang, zone, moment_of(day, zone))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("\n".join(row["says"]))
    if not rows:
        click.echo(say(lang, "agreement_none"))


@agreement.command()
@folder_argument
@which_argument
@at_option
@click.option("--full", is_flag=True, help="Its clauses in every language.")
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it with its ratifications into a new file: .html to print, or .txt.",
)
@lang_option
@json_option
@tells_errors
def show(
    folder: Path,
    which: str,
    day: str,
    full: bool,
    to: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """The text WHICH, where it stands, and what each party did with it.

    Of a proposal: the text that is voted on.
    """
    from forsa.client.zones import people_zone

    from forsa_node.governance.agreement_show import moment_of, show_agreement, write_agreement

    zone = people_zone()
    if to is not None:
        written = write_agreement(folder, which, to, lang, zone, moment_of(day, zone))
        _tell({"path": str(written)}, [str(written)], as_json=as_json)
        return
    found = show_agreement(folder, which, lang, zone, moment_of(day, zone), full=full)
    _tell(found, found["says"], as_json=as_json)


@agreement.command()
@folder_argument
@which_argument
@at_option
@lang_option
@json_option
@tells_errors
def status(folder: Path, which: str, day: str, lang: Language, as_json: bool) -> None:
    """Where WHICH stands: since when it is in force, for whom, and who has not acted yet."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.agreement_show import moment_of, show_agreement

    zone = people_zone()
    at_ms = moment_of(day, zone)
    found = show_agreement(folder, which, lang, zone, at_ms, with_text=False)
    _tell(found, found["says"], as_json=as_json)


@agreement.command()
@folder_argument
@which_argument
@click.argument("other", required=False, default="")
@lang_option
@json_option
@tells_errors
def diff(folder: Path, which: str, other: str, lang: Language, as_json: bool) -> None:
    """What changed in WHICH, clause by clause: since OTHER, or since the version before it.

    [-words-] are gone, {+words+} are new. WHICH may be a proposal.
    """
    from forsa_node.governance.agreement_diff import diff_agreement

    found = diff_agreement(folder, which, other, lang)
    _tell(found, found["says"], as_json=as_json)


@agreement.command()
@folder_argument
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replaces", default="", help="The record that FILE is a new version of.")
@click.option("--audience", default="network", show_default=True, help="Who may read it.")
@signs
def publish(
    folder: Path,
    file: Path,
    replaces: str,
    audience: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Publish FILE as an agreement between its parties; it begins as template agreement.

    Charter, internal rules and convention of the network are voted on: proposal open --agreement.
    """
    from forsa_node.governance.agreeing import publish_agreement

    sys.exit(publish_agreement(folder, file, replaces, audience, asking, signing))


@agreement.command()
@folder_argument
@which_argument
@click.option("--reservation", default="", help="Ratify with this reservation, for all to read.")
@click.option("--text-lang", default="", help="Language of the reservation; default: --lang.")
@minutes_option
@date_option
@signs
def ratify(
    folder: Path,
    which: str,
    reservation: str,
    text_lang: str,
    minutes: Path | None,
    day: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Ratify the exact text WHICH for the association; it is shown first, or what changed in it."""
    from forsa_node.governance.agreeing import Words

    words = Words(reservation, text_lang, minutes, day)
    _act(folder, which, "ratify", words, asking, signing)


def _other_act(name: str, what: str) -> click.Command:
    """`refuse` and `withdraw` take the same options."""

    @agreement.command(name, help=what)
    @folder_argument
    @which_argument
    @minutes_option
    @date_option
    @signs
    def command(
        folder: Path,
        which: str,
        minutes: Path | None,
        day: str,
        asking: "Asking",
        signing: "Signing",
    ) -> None:
        from forsa_node.governance.agreeing import Words

        words = Words(minutes=minutes, date=day)
        _act(folder, which, name, words, asking, signing)

    return command


refuse: Final = _other_act("refuse", "Refuse the text WHICH; until it is too late one may ratify.")
withdraw: Final = _other_act(
    "withdraw", "Withdraw from the text WHICH: it is not in force for this association any more."
)


def _act(
    folder: Path, which: str, name: str, words: Any, asking: "Asking", signing: "Signing"
) -> None:
    from forsa.client.zones import people_zone

    from forsa_node.governance.agreeing import act_on_agreement

    sys.exit(act_on_agreement(folder, which, name, words, asking, signing, people_zone()))


def _tell(found: dict[str, Any], lines: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(lines))


COMMANDS: Final = (agreement,)
