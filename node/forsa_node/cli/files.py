"""Attachments: how they stand, and how to have them."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from forsa.client.console import fail, json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.files.listing import FileRow


@click.command()
@folder_argument
@click.argument("which", default="")
@click.option("--fetch", "wants", is_flag=True, help="Fetch those that are not here, now.")
@lang_option
@json_option
@tells_errors
def files(folder: Path, which: str, wants: bool, lang: Language, as_json: bool) -> None:
    """Files beside the records, or beside one: complete, partial, wanted, refused.

    WHICH is a record's number, or the beginning of its id or of its object's id.
    """
    from forsa_node.files.getting import fetch
    from forsa_node.files.listing import files_of
    from forsa_node.files.naming import names_at
    from forsa_node.files.telling import Teller

    rows = files_of(folder, which)
    if wants:
        fetch(folder, rows, Teller(lang, rows, name_of=names_at(folder), quiet=as_json))
        rows = files_of(folder, which)
    if as_json:
        print_json([one.values() for one in rows])
    elif not rows:
        click.echo(say(lang, "files_none"))
    for one in () if as_json else rows:
        click.echo(_line(one, lang))


def _line(row: "FileRow", lang: Language) -> str:
    from forsa_node.files.telling import says

    index = "" if row.index is None else row.index
    return (
        f"{index:>6}  {row.size:>12}  {row.file_name or row.root[:16]}\n        {says(row, lang)}"
    )


@click.command()
@folder_argument
@click.argument("which")
@click.argument("names", nargs=-1)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder to write to; default: the one you are in.",
)
@lang_option
@json_option
@tells_errors
def get(
    folder: Path, which: str, names: tuple[str, ...], to: Path, lang: Language, as_json: bool
) -> None:
    """Fetch the files of a record, and write them; nothing is overwritten.

    WHICH is a record's number, or the beginning of its id or of its object's id. NAMES choose
    among its files; without names all of them come.
    """
    from forsa_node.files.getting import bring, chosen
    from forsa_node.files.naming import names_at
    from forsa_node.files.telling import Teller

    rows = chosen(folder, which, names)
    teller = Teller(lang, rows, name_of=names_at(folder), quiet=as_json)
    brought = bring(folder, which, names, to, teller)
    written = [{"path": str(one)} for one in brought.written]
    for one in () if as_json else written:
        click.echo(say(lang, "file_saved", **one))
    if brought.error is not None:
        fail(brought.error, lang, as_json=as_json, written=written)
    if as_json:
        print_json(written)


COMMANDS: Final = (files, get)
