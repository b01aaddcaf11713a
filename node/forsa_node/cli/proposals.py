"""`forsa-node proposal`: what is put to the vote, where it stands, and its execution."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.words.reasons import Language

from forsa_node.cli.acting import act_yes_option, asking_of, signer_option, signs
from forsa_node.cli.common import folder_argument
from forsa_node.cli.papers import paper_options, put_paper
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

Command = TypeVar("Command", bound=Callable[..., Any])

which_argument: Final = click.argument("which")


@click.group()
def proposal() -> None:
    """Put a question to the vote of the members, follow it, carry its decision out."""


def _many(name: str, to: str, text: str, metavar: str) -> Callable[[Command], Command]:
    return click.option(name, to, multiple=True, metavar=metavar, help=text)


@proposal.command("open")
@folder_argument
@click.argument("kind", metavar="TYPE", type=click.Choice(list(PROPOSAL_TYPES)))
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--title", default="", help="Instead of FILE: 5 to 200 characters.")
@click.option("--text", default="", help="Instead of FILE: 20 to 20,000 characters.")
@click.option(
    "--closes",
    default="",
    metavar="DATE|DAYS",
    help="The last day of the vote (2026-09-30), its last minute (2026-09-30T18:00) or a number "
    "of days. Default: the shortest time the statutes allow, to the end of that day.",
)
@_many("--activate", "activate", "admission: MEMBER becomes active.", "MEMBER")
@_many("--suspend", "suspend", "suspension: MEMBER reads, and votes no more.", "MEMBER")
@_many("--expel", "expel", "exclusion: MEMBER leaves the network.", "MEMBER")
@_many("--reinstate", "reinstate", "reinstatement: MEMBER is active again.", "MEMBER")
@_many("--role", "roles", "statute_change: secretariat, member or observer.", "MEMBER=ROLE")
@_many("--set", "settings", "statute_change: a setting of the network.", "NAME=VALUE")
@_many("--group", "groups", "committee: the members of a group.", "ID=A,B")
@_many("--redact", "redact", "moderation: erase a record everywhere.", "WHICH")
@_many("--hold", "hold", "moderation: do not show a record for so many days.", "WHICH:DAYS")
@_many("--release", "release", "moderation: show a record again.", "WHICH")
@_many("--revoke-key", "revoke_keys", "keys: end a key of any member.", "KEY")
@click.option(
    "--compromised-from",
    default=0,
    metavar="N",
    help="With --revoke-key: what it signed from this number on is marked.",
)
@click.option(
    "--recover",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="keys: new keys for a member, from the request of its new node (init).",
)
@click.option("--reason", default="decided", show_default=True, help="Code that the actions carry.")
@click.option(
    "--agreement",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="agreement: the text to be ratified (template agreement).",
)
@click.option("--replaces", default="", metavar="WHICH", help="With --agreement: its version now.")
@click.option("--assembly", default="", metavar="WHICH", help="The assembly that it is for.")
@_many("--seconder", "seconders", "Who seconds it; of an admission, a sponsor.", "MEMBER")
@_many("--subject", "subjects", "A record it is about: the report, the accounts.", "WHICH")
@click.option("--amends", default="", metavar="WHICH", help="The proposal that it amends.")
@click.option(
    "--second-call-of",
    default="",
    metavar="WHICH",
    help="A vote that had no quorum: the same question again, with its actions and words.",
)
@click.option(
    "--audience",
    type=click.Choice(["public", "network"]),
    default="network",
    show_default=True,
    help="Who may read it.",
)
@signs
def open_(
    folder: Path,
    kind: str,
    file: Path | None,
    title: str,
    text: str,
    closes: str,
    agreement: Path | None,
    replaces: str,
    assembly: str,
    seconders: tuple[str, ...],
    subjects: tuple[str, ...],
    amends: str,
    second_call_of: str,
    audience: str,
    asking: "Asking",
    signing: "Signing",
    **wanted: Any,
) -> None:
    """Open a vote of TYPE with the words of FILE (template proposal) and these actions.

    What the decision would do is shown before anybody signs.
    """
    from forsa.client.zones import people_zone

    from forsa_node.governance.proposing import Opening, open_vote
    from forsa_node.governance.wanted import Wanted

    opening = Opening(
        kind,
        file,
        title,
        text,
        Wanted(**wanted),
        agreement,
        replaces,
        closes,
        assembly,
        seconders,
        subjects,
        amends,
        second_call_of,
        audience,
    )
    sys.exit(open_vote(folder, opening, asking, signing, people_zone()))


@proposal.command("list")
@folder_argument
@click.option("--all", "everything", is_flag=True, help="Those of which nothing follows, too.")
@lang_option
@json_option
@tells_errors
def list_proposals(folder: Path, everything: bool, lang: Language, as_json: bool) -> None:
    """Open votes and decisions that wait: time left, quorum so far, the own vote."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.vote_list import list_of

    rows, warnings = list_of(folder, lang, people_zone(), everything=everything)
    if as_json:
        print_json(rows)
        return
    for line in warnings:
        click.echo(line, err=True)
    for row in rows:
        click.echo("\n".join(row["says"]))
    if not rows:
        click.echo(say(lang, "votes_none"))


@proposal.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def rules(folder: Path, lang: Language, as_json: bool) -> None:
    """The statutes in force: how long votes last, majority and quorum of each type, groups."""
    from forsa_node.governance.statutes import statute_lines, statutes_here

    rows = statutes_here(folder, lang)
    if as_json:
        print_json(rows)
        return
    click.echo("\n".join(statute_lines(rows, folder, lang)))


@proposal.command()
@folder_argument
@which_argument
@lang_option
@json_option
@tells_errors
def show(folder: Path, which: str, lang: Language, as_json: bool) -> None:
    """The vote WHICH with its arithmetic, every ballot and proxy, and the own one checked."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.vote_page import describe

    found = describe(folder, which, lang, people_zone())
    if as_json:
        print_json(found)
        return
    for line in found["warnings"]:
        click.echo(line, err=True)
    click.echo("\n".join(found["says"]))


@proposal.command()
@folder_argument
@which_argument
@click.argument("number", required=False, type=click.IntRange(0))
@signs
def execute(
    folder: Path,
    which: str,
    number: int | None,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Carry out the next action of the adopted proposal WHICH, or the one with NUMBER.

    It is published byte for byte as it was voted on; any member with a vote may do it.
    """
    from forsa.client.zones import people_zone

    from forsa_node.governance.executing import execute as carry_out

    sys.exit(carry_out(folder, which, number, asking, signing, people_zone()))


@proposal.command()
@folder_argument
@which_argument
@click.option("--reason", required=True, help="Why; shown to all beside the title.")
@act_yes_option
@signer_option
@lang_option
@json_option
@tells_errors
def withdraw(
    folder: Path, which: str, reason: str, yes: bool, person: str, lang: Language, as_json: bool
) -> None:
    """Withdraw the own proposal WHICH while it is open: nobody votes on it any more."""
    from forsa_node.governance.executing import withdraw_proposal

    asking = asking_of(person, lang, yes=yes, as_json=as_json)
    sys.exit(withdraw_proposal(folder, which, reason, asking))


@proposal.command()
@folder_argument
@which_argument
@paper_options
@lang_option
@json_option
@tells_errors
def export(
    folder: Path, which: str, form: str, to: Path | None, lang: Language, as_json: bool
) -> None:
    """The minutes of the vote WHICH as a page to print, with every ballot."""
    from forsa.client.zones import people_zone
    from forsa.exports.governance.minutes_page import page_of_decision
    from forsa.exports.governance.minutes_text import text_of_decision

    from forsa_node.governance.vote_page import find_decision

    write = page_of_decision if form == "html" else text_of_decision
    put_paper(write(find_decision(folder, which), lang, people_zone()), to, lang, as_json=as_json)


COMMANDS: Final = (proposal,)
