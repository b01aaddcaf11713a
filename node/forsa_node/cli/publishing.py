"""From files to signed records, and what became of them."""

import sys
from pathlib import Path
from typing import Final, Literal, get_args

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.kinds.labels import kind_label
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument, person_option
from forsa_node.cli.desk import audience_option
from forsa_node.words import say

What = Literal[
    "practice",
    "curriculum",
    "adoption",
    "review",
    "proposal",
    "assembly",
    "minutes",
    "agreement",
]


@click.command()
@folder_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--yes", is_flag=True, help="Do not ask, and confirm warnings; for scripts.")
@audience_option
@click.option(
    "--consent",
    type=click.Choice(["nobody", "agreed"]),
    default=None,
    help="What holds for every picture and recording: nobody can be recognised, or all agreed.",
)
@person_option
@lang_option
@json_option
@tells_errors
def publish(
    folder: Path,
    files: tuple[Path, ...],
    yes: bool,
    audience: str | None,
    consent: str | None,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Sign FILES and queue them: practice reports (.md), curricula (folders), .yaml, .json.

    What must be mended first stays as a draft: forsa-node draft list.
    """
    from forsa_node.publishing import Asking, publish_files

    asking = Asking(lang, person, yes=yes, consent=consent or "", as_json=as_json)
    sys.exit(publish_files(folder, files, audience, asking))


@click.command()
@click.argument("what", type=click.Choice(get_args(What)))
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="A new folder.")
@lang_option
@json_option
@tells_errors
def template(what: What, to: Path | None, lang: Language, as_json: bool) -> None:
    """Write the commented files to start a text from.

    Without --to they are printed.
    """
    from forsa.kinds.templates import template as template_of

    from forsa_node.templates import print_files, write_files

    files = template_of(what, lang)
    if to is not None:
        paths = write_files(files, to)
        if as_json:
            print_json([{"name": path.name, "path": str(path)} for path in paths])
        for path in () if as_json else paths:
            click.echo(path)
    elif as_json:
        print_json([{"name": name, "text": text} for name, text in files.items()])
    else:
        print_files(files)


@click.command()
@folder_argument
@click.option("--confirm", "ids", multiple=True, help="Send this held record (its id) after all.")
@click.option(
    "--drop",
    "whiches",
    multiple=True,
    help="Give up this record that was not sent (its id, or its beginning).",
)
@lang_option
@json_option
@tells_errors
def outbox(
    folder: Path, ids: tuple[str, ...], whiches: tuple[str, ...], lang: Language, as_json: bool
) -> None:
    """What became of everything this node signed."""
    from forsa_node.standing import confirm, outbox_of

    if whiches:
        from forsa_node.dropping import drop

        count = drop(folder, whiches)
        click.echo(say(lang, "dropped", count=count, folder=folder), err=True)
    if ids:
        count = confirm(folder, ids)
        click.echo(say(lang, "confirmed", count=count), err=True)
    rows = outbox_of(folder, lang)
    if as_json:
        print_json(rows)
    for row in () if as_json else rows:
        named = row["title"] or kind_label(row["kind"], lang)
        click.echo(f"{row['record_id'][:16]}  {named}\n    {row['says']}")


COMMANDS: Final = (publish, template, outbox)
