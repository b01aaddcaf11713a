"""`forsa inspect FILE`: what a file of forsa says, believed or not."""

from pathlib import Path
from typing import Final

import click

from forsa.bundle import MAGIC
from forsa.cli.describe import describe, describe_bundle
from forsa.cli.words import say
from forsa.client.console import EXIT_CODES, json_option, lang_option, print_json, tells_errors
from forsa.errors import Reason, TooLargeError
from forsa.words.reasons import Language

_MAX_BYTES: Final = 2**20


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@lang_option
@json_option
@tells_errors
def inspect(file: str, lang: Language, as_json: bool) -> None:
    """Show what a file says: a receipt, bundle, envelope, entry, checkpoint, notice, root
    document or join token (its secret stays hidden). `-` reads standard input.

    Nothing is verified.
    """
    with click.open_file(file, "rb") as source:
        start = source.read(_MAX_BYTES + 1)
        if start.startswith(MAGIC):
            if file == "-":
                raise TooLargeError("give a bundle as a file", Reason.LIMIT_EXCEEDED)
            with Path(file).open("rb") as bundle:
                told = describe_bundle(bundle)
        else:
            if len(start) > _MAX_BYTES:
                raise TooLargeError(
                    f"more than {_MAX_BYTES} bytes: no single thing of forsa is that large",
                    Reason.LIMIT_EXCEEDED,
                )
            told = describe(start)
    if as_json:
        print_json(told)
        return
    _print(told, "")
    click.echo(say(lang, "unverified"))


def _print(value: object, indent: str) -> None:
    match value:
        case dict():
            for name, inner in value.items():
                if isinstance(inner, dict | list) and inner:
                    click.echo(f"{indent}{name}:")
                    _print(inner, indent + "  ")
                else:
                    click.echo(f"{indent}{name}: {_plain(inner)}")
        case list():
            for inner in value:
                if isinstance(inner, dict):
                    _print(inner, indent + "  ")
                    click.echo("")
                else:
                    click.echo(f"{indent}{_plain(inner)}")
        case _:
            click.echo(f"{indent}{_plain(value)}")


def _plain(value: object) -> str:
    match value:
        case None | [] | {}:
            return "-"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
