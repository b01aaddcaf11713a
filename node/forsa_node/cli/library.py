"""What was published, read from this node alone."""

from pathlib import Path
from typing import Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument


@click.command("list")
@folder_argument
@click.option("--kind", "kinds", multiple=True, help="Only these kinds, or their first segment.")
@click.option("--member", "members", multiple=True, help="Only of these members.")
@lang_option
@json_option
@tells_errors
def list_records(
    folder: Path,
    kinds: tuple[str, ...],
    members: tuple[str, ...],
    lang: Language,
    as_json: bool,
) -> None:
    """Practice reports, curricula and what else was published; works without a connection."""
    from forsa_node.library import list_of

    rows = list_of(folder, lang, kinds, members)
    if as_json:
        print_json(rows)
    for row in () if as_json else rows:
        click.echo(f"{row['index']:>6}  {row['member']:<20}  {row['kind']:<20}  {row['title']}")


@click.command()
@folder_argument
@click.argument("which")
@lang_option
@json_option
@tells_errors
def show(folder: Path, which: str, lang: Language, as_json: bool) -> None:
    """One record: WHICH is its number, or the beginning of its id or of its object's id."""
    from forsa_node.library import show_one

    found = show_one(folder, which, lang)
    if as_json:
        print_json(found)
    else:
        click.echo(found["text"])


COMMANDS: Final = (list_records, show)
