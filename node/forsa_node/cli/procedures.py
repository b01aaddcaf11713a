"""`forsa-node sanction` and `forsa-node appeal`."""

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

CODES: Final = ("reminder", "warning", "suspension", "exclusion")
_file: Final = click.Path(path_type=Path, exists=True, dir_okay=False)
which_argument: Final = click.argument("which")


@click.group()
def sanction() -> None:
    """Procedures against a member: notice, hearing, vote, and what came of it."""


@sanction.command()
@folder_argument
@click.argument("member")
@click.argument("code", type=click.Choice(CODES))
@click.option("--file", "file", type=_file, help="The grounds, as a file of kind sanction.notice.")
@click.option("--text", default="", help="The grounds, 20 characters or more, instead of a file.")
@click.option("--hearing", default="", help="When the member is heard: 2026-09-30T18:00.")
@click.option("--where", default="", help="Where and how the member is heard.")
@signs
def notice(
    folder: Path,
    member: str,
    code: str,
    file: Path | None,
    text: str,
    hearing: str,
    where: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Tell MEMBER of a procedure. It takes no right away: that takes a vote."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.procedures import Noticing, give_notice

    noticing = Noticing(member, code, file, text, hearing, where)
    sys.exit(give_notice(folder, noticing, asking, signing, people_zone()))


@sanction.command("list")
@folder_argument
@click.option("--member", default="", help="Those against this member.")
@lang_option
@json_option
@tells_errors
def list_sanctions(folder: Path, member: str, lang: Language, as_json: bool) -> None:
    """The procedures, and where each stands."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.procedure_lines import sanction_line
    from forsa_node.governance.procedures import sanctions_here

    rows = sanctions_here(folder, lang, member)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(sanction_line(row, lang, people_zone()))
    if not rows:
        click.echo(say(lang, "sanctions_none"))


@sanction.command()
@folder_argument
@which_argument
@lang_option
@json_option
@tells_errors
def show(folder: Path, which: str, lang: Language, as_json: bool) -> None:
    """The procedure WHICH: grounds, hearing, votes, effect, appeals."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.procedure_lines import sanction_lines
    from forsa_node.governance.procedures import sanction_here

    row = sanction_here(folder, which, lang)
    if as_json:
        print_json(row)
    for line in () if as_json else sanction_lines(row, lang, people_zone()):
        click.echo(line)


@sanction.command()
@folder_argument
@which_argument
@click.option("--reason", required=True, help="Why; read by all who read the notice.")
@signs
def withdraw(
    folder: Path,
    which: str,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Take the notice WHICH back."""
    from forsa_node.governance.procedures import take_back

    sys.exit(take_back(folder, which, reason, asking, signing))


@click.group()
def appeal() -> None:
    """Appeals of a member against a notice, its suspension or its exclusion."""


@appeal.command("open")
@folder_argument
@which_argument
@click.option("--file", "file", type=_file, help="The grounds, as a file of kind appeal.open.")
@click.option("--text", default="", help="The grounds, 20 characters or more, instead of a file.")
@signs
def open_one(
    folder: Path,
    which: str,
    file: Path | None,
    text: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Appeal against WHICH, which concerns this association."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.procedures import open_appeal

    sys.exit(open_appeal(folder, which, file, text, asking, signing, people_zone()))


@appeal.command("list")
@folder_argument
@lang_option
@json_option
@tells_errors
def list_appeals(folder: Path, lang: Language, as_json: bool) -> None:
    """The appeals, whether each was in time, and what answered it."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.procedure_lines import appeal_lines
    from forsa_node.governance.procedures import appeals_here

    rows = appeals_here(folder, lang)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        for line in appeal_lines(row, lang, people_zone()):
            click.echo(line)
    if not rows:
        click.echo(say(lang, "appeals_none"))


COMMANDS: Final = (sanction, appeal)
