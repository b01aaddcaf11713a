"""`forsa-node assembly`: calls, rolls, minutes, and the papers of them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.acting import signs
from forsa_node.cli.common import folder_argument
from forsa_node.cli.papers import paper_options, put_paper
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

KINDS: Final = ("ordinary", "extraordinary", "bureau", "committee")

which_argument: Final = click.argument("which")
file_argument: Final = click.argument("file", type=click.Path(path_type=Path, exists=True))


@click.group()
def assembly() -> None:
    """Assemblies: who is called, who was there, what was decided."""


@assembly.command()
@folder_argument
@file_argument
@click.option("--type", "kind", type=click.Choice(KINDS), required=True)
@click.option(
    "--starts",
    required=True,
    metavar="DATE",
    help="When it begins: 2026-09-30T10:00, or a day.",
)
@click.option("--call", type=click.IntRange(1, 2), default=1, show_default=True, help="1 or 2.")
@click.option("--replaces", default="", metavar="WHICH", help="The call that this one changes.")
@click.option(
    "--audience",
    type=click.Choice(["public", "network"]),
    default="network",
    show_default=True,
    help="Who may read it.",
)
@signs
def call(
    folder: Path,
    file: Path,
    kind: str,
    starts: str,
    call: int,
    replaces: str,
    audience: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Call an assembly with the place and agenda of FILE (template assembly); the office alone.

    Who is entitled to vote is shown, and a notice of less than fifteen days.
    """
    from forsa.client.zones import people_zone

    from forsa_node.governance.assemblies import Calling, call_assembly

    calling = Calling(kind, starts, call, replaces, audience)
    sys.exit(call_assembly(folder, file, calling, asking, signing, people_zone()))


@assembly.command()
@folder_argument
@which_argument
@file_argument
@signs
def minutes(
    folder: Path,
    which: str,
    file: Path,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Publish the minutes in FILE (template minutes) of the assembly WHICH; the office alone.

    Who is named as present or represented is looked up on the roll.
    """
    from forsa.client.zones import people_zone

    from forsa_node.governance.assemblies import write_minutes

    sys.exit(write_minutes(folder, which, file, asking, signing, people_zone()))


@assembly.command("list")
@folder_argument
@lang_option
@json_option
@tells_errors
def list_assemblies(folder: Path, lang: Language, as_json: bool) -> None:
    """Every assembly that was called."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.assembly_page import list_assemblies as listed

    rows = listed(folder, lang, people_zone())
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(row["says"])
    if not rows:
        click.echo(say(lang, "assemblies_none"))


@assembly.command()
@folder_argument
@which_argument
@lang_option
@json_option
@tells_errors
def show(folder: Path, which: str, lang: Language, as_json: bool) -> None:
    """One assembly: notice, agenda, roll, who was there, what was decided."""
    from forsa.client.zones import people_zone
    from forsa.governance.views.as_json import as_json as plain

    from forsa_node.governance.assembly_page import assembly_lines, find_assembly

    found = find_assembly(folder, which)
    if as_json:
        print_json(plain(found))
        return
    for line in assembly_lines(found, lang, people_zone()):
        click.echo(line)


@assembly.command()
@folder_argument
@which_argument
@paper_options
@lang_option
@json_option
@tells_errors
def export(
    folder: Path, which: str, form: str, to: Path | None, lang: Language, as_json: bool
) -> None:
    """The minutes of the assembly WHICH as a page to print, with each decision and ballot."""
    from forsa.client.zones import people_zone
    from forsa.exports.governance.minutes_page import page_of_assembly
    from forsa.exports.governance.minutes_text import text_of_assembly

    from forsa_node.governance.assembly_page import find_assembly

    write = page_of_assembly if form == "html" else text_of_assembly
    put_paper(write(find_assembly(folder, which), lang, people_zone()), to, lang, as_json=as_json)


COMMANDS: Final = (assembly,)
