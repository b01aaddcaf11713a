"""A work for people outside the network: a folder, a page, a common cartridge."""

from pathlib import Path

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.words import say


@click.command("export")
@folder_argument
@click.argument("which")
@click.option(
    "--as",
    "form",
    type=click.Choice(["folder", "html", "imscc"]),
    required=True,
    help="A folder to edit, one page to print, or an IMS Common Cartridge.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    help="The new file or folder; nothing is overwritten.",
)
@click.option(
    "--in",
    "tag",
    default="",
    help="Language of the texts: fr, ar, zgh, …; default: that of --lang.",
)
@lang_option
@json_option
@tells_errors
def export_work(
    folder: Path, which: str, form: str, to: Path, tag: str, lang: Language, as_json: bool
) -> None:
    """Write one work of this node, or draft:NUMBER, to a file or folder; works offline."""
    from forsa.client.console import late_progress

    from forsa_node.exporting import export

    languages = (tag, lang) if tag else (lang,)
    with late_progress() as progress:
        found = export(folder, which, form, to, languages, progress)
    values = found.values()
    if as_json:
        print_json(values)
        return
    click.echo(say(lang, "work_exported", **values))
    if tag and found.work.language != tag:
        click.echo(say(lang, "export_language", wanted=tag, **values), err=True)
    if found.work.missing:
        names = ", ".join(found.work.missing)
        click.echo(say(lang, "export_missing", names=names, folder=folder, which=which), err=True)
