"""`forsa-node members` and `delegate`: who is in, and who acts for the association."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.acting import signs
from forsa_node.cli.common import folder_argument
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

STATUSES: Final = ("provisional", "active", "suspended", "withdrawn", "expelled")
"""As the state has them; the same of the two below, which whoever asks for help need not import."""
POWERS: Final = ("vote", "sign_agreement", "publish", "approve_outcomes")
FUNCTIONS: Final = ("chair", "secretary", "treasurer", "delegate", "alternate")


@click.group()
def members() -> None:
    """Members of the network: who is in, with which status, and what it allows."""


@members.command("list")
@folder_argument
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Those of this status; may be given several times.",
)
@lang_option
@json_option
@tells_errors
def list_members(folder: Path, statuses: tuple[str, ...], lang: Language, as_json: bool) -> None:
    """The members, with their status and since when; by default those that have not left."""
    from forsa_node.governance.member_lines import member_line
    from forsa_node.governance.members import members as members_now

    rows = members_now(folder, lang, statuses)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(member_line(row, lang))
    if not rows:
        click.echo(say(lang, "members_none"))


@members.command()
@folder_argument
@click.argument("member", required=False, default="")
@lang_option
@json_option
@tells_errors
def show(folder: Path, member: str, lang: Language, as_json: bool) -> None:
    """All that the log says of a member: status, what it may do and why not, keys, delegates."""
    from forsa_node.governance.member_lines import member_lines
    from forsa_node.governance.members import show_member

    told = show_member(folder, member, lang)
    if as_json:
        print_json(told)
    for line in () if as_json else member_lines(told, folder, lang):
        click.echo(line)


@members.command()
@folder_argument
@click.option("--reason", default="own_wish", show_default=True, help="A code: a-z, 0-9 and _.")
@signs
def withdraw(
    folder: Path,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Leave the network. Coming back takes a vote of the members."""
    from forsa_node.governance.members import withdraw_own

    sys.exit(withdraw_own(folder, reason, asking, signing))


@members.command()
@folder_argument
@click.argument("member")
@click.option("--reason", default="office", show_default=True, help="A code: a-z, 0-9 and _.")
@signs
def activate(
    folder: Path,
    member: str,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Make a provisional member active, by the secretariat's word alone.

    Where the statutes say so (admission = secretariat); elsewhere the members vote.
    """
    from forsa_node.governance.members import activate as activate_now

    sys.exit(activate_now(folder, member, reason, asking, signing))


@click.group()
def delegate() -> None:
    """Persons who act for the association, with powers and dates."""


@delegate.command()
@folder_argument
@click.argument("name")
@click.option(
    "--power",
    "powers",
    multiple=True,
    required=True,
    type=click.Choice(POWERS),
    help="vote; sign_agreement: ratify; publish; approve_outcomes. May be given several times.",
)
@click.option(
    "--function",
    type=click.Choice(FUNCTIONS),
    default="delegate",
    show_default=True,
    help="The person's function in the association.",
)
@click.option("--from", "begins", default="", help="The first day (2026-09-01); default: now.")
@click.option("--to", "ends", required=True, help="The last day (2027-08-31).")
@click.option(
    "--id",
    "delegate_id",
    default="",
    help="The id in the log, which all see: nobody's name; default: the function.",
)
@click.option(
    "--minutes",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The minutes that appoint the person: their hash alone is published.",
)
@click.option("--unnamed", is_flag=True, help="Publish neither name nor function.")
@signs
def appoint(
    folder: Path,
    name: str,
    powers: tuple[str, ...],
    function: str,
    begins: str,
    ends: str,
    delegate_id: str,
    minutes: Path | None,
    unnamed: bool,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Give the person NAME, who has a key here, the power to act for the association.

    At most two persons may vote. Give it again to change powers or dates.
    """
    from forsa.client.zones import people_zone

    from forsa_node.governance.delegates import Appointment
    from forsa_node.governance.delegates import appoint as appoint_now

    wanted = Appointment(
        name, powers, function, ends, begins, delegate_id, minutes, unnamed=unnamed
    )
    sys.exit(appoint_now(folder, wanted, asking, signing, people_zone()))


@delegate.command("list")
@folder_argument
@click.option("--member", default="", help="Those of another member; default: your own.")
@lang_option
@json_option
@tells_errors
def list_delegates(folder: Path, member: str, lang: Language, as_json: bool) -> None:
    """The delegates, their powers, dates and keys."""
    from forsa_node.governance.delegate_lines import delegate_lines
    from forsa_node.governance.delegates import delegates

    rows = delegates(folder, member)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        for line in delegate_lines(row, lang):
            click.echo(line)
    if not rows:
        click.echo(say(lang, "delegates_none"))


@delegate.command("revoke")
@folder_argument
@click.argument("delegate")
@signs
def revoke_delegate(
    folder: Path,
    delegate: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """End the mandate of a delegate, and their key.

    DELEGATE is the id, or the person's name.
    """
    from forsa_node.governance.delegates import end_delegate

    sys.exit(end_delegate(folder, delegate, asking, signing))


COMMANDS: Final = (members, delegate)
