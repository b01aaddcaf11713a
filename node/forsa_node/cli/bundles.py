"""`forsa-node bundle`: the log as a file, for who checks it without a network."""

from pathlib import Path
from typing import Final

import click
from forsa.client.console import json_option, lang_option, late_progress, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument

READERS: Final = ("public", "network", "none")


@click.group()
def bundle() -> None:
    """The log as a file that anybody can check and count again, without a network."""


@bundle.command()
@folder_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "start",
    type=click.IntRange(0),
    metavar="N",
    default=0,
    help="Only what follows the first N entries, for who has those in a bundle already.",
)
@click.option(
    "--bodies",
    "readers",
    type=click.Choice(READERS),
    default="public",
    show_default=True,
    help="Whose texts go in: those for everybody, those for the network too, or none.",
)
@lang_option
@json_option
@tells_errors
def export(
    folder: Path, file: Path, start: int, readers: str, lang: Language, as_json: bool
) -> None:
    """Write the verified log of this node to the new FILE; works offline.

    In it: every entry with its author, its kind and its time, the newest checkpoint that the hub
    signed with the lines of those who cosigned it, the trust roots, and evidence against the hub
    if there is any. Texts go in for those who will have the file (--bodies); one that is on hold,
    erased or for a group never does, nor an attachment.
    """
    from forsa.client.zones import people_zone
    from forsa.log_store.bundling import Texts

    from forsa_node.bundle_lines import lines_of
    from forsa_node.bundling import export as write
    from forsa_node.words import say

    with late_progress(say(lang, "bundle_writing")) as tell:
        written = write(folder, file, start, Texts(readers), tell)
    if as_json:
        print_json(written.values())
    else:
        click.echo("\n".join(lines_of(written, folder, lang, people_zone())))


COMMANDS: Final = (bundle,)
