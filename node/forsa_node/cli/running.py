"""A node from its first day on: made, enrolled, at work, checked."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.codelists import codes
from forsa.kinds.labels import kind_label
from forsa.words.details import say_detail
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.words import say


@click.command()
@folder_argument
@click.option("--network", "network_id", required=True, help="The network's id, from its office.")
@click.option("--member", required=True, help="The association's id: small letters, digits, -.")
@click.option("--node", default="n1", show_default=True, help="This node's id.")
@click.option("--name", required=True, help="The association's name, as people say it.")
@click.option(
    "--region",
    type=click.Choice(codes("region")),
    metavar="CODE",
    default=None,
    help="ISO 3166-2 code, such as MA-05.",
)
@lang_option
@json_option
@tells_errors
def init(
    folder: Path,
    network_id: str,
    member: str,
    node: str,
    name: str,
    region: str | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Make the keys, and the file that asks for admission."""
    from forsa_node.founding import make_node

    made = make_node(folder, network_id, member, node, name, region or "", lang)
    if as_json:
        print_json(made)
    else:
        click.echo(say(lang, "made", **made))


@click.command()
@folder_argument
@click.argument("token")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="FORSA_HUB_PORT",
    help="The hub's main port, if it is reached by another than the one it names itself.",
)
@lang_option
@json_option
@tells_errors
def join(folder: Path, token: str, port: int | None, lang: Language, as_json: bool) -> None:
    """Enrol with the TOKEN that the secretariat gave; - reads it from standard input."""
    from forsa_node.founding import join_network

    line = sys.stdin.readline() if token == "-" else token  # noqa: S105 - a dash, no secret
    joined = join_network(folder, line, port)
    if as_json:
        print_json(joined)
    else:
        click.echo(say(lang, "joined", **joined))
        if joined["demonstration"]:
            click.echo(say(lang, "demonstration"))
        if not joined["reached"]:
            is_other = joined["told"] not in (0, joined["port"])
            key = "joined_other_port" if is_other else "joined_unreached"
            click.echo(say(lang, key, **joined), err=True)


@click.command()
@folder_argument
@click.option("--config", type=click.Path(path_type=Path), help="Settings. Default: DIR/node.toml.")
@lang_option
@json_option
@tells_errors
def run(folder: Path, config: Path | None, lang: Language, as_json: bool) -> None:
    """Work until SIGTERM or Ctrl-C: send, receive, verify, cosign."""
    from forsa_node.running import run_daemon

    sys.exit(run_daemon(folder, config, lang, as_json=as_json))


@click.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def sync(folder: Path, lang: Language, as_json: bool) -> None:
    """Send, receive, verify and cosign once, now; then files, both ways."""
    from forsa_node.files.naming import names_at
    from forsa_node.files.telling import Teller
    from forsa_node.syncing import sync_once

    report = sync_once(folder, lang, Teller(lang, name_of=names_at(folder), quiet=as_json))
    if as_json:
        print_json(report)
    else:
        click.echo(say(lang, "synced", **report))
        for line in _left(report, folder, lang):
            click.echo(line, err=True)
    sys.exit(report["exit_code"])


def _left(report: Mapping[str, Any], folder: Path, lang: Language) -> Iterator[str]:
    """What did not go, and why."""
    from forsa_node.files.telling import stopped

    for one in report["refused"]:
        yield f"{one['title'] or kind_label(one['kind'], lang)}\n    {one['says']}"
    if report["held_up"]:
        yield stopped(**report["held_up"], language=lang, key="sync_held_up")
    if report["files"]:
        yield stopped(**report["files"], language=lang)
    if report["waiting"]:
        yield say(lang, "sync_waiting", count=len(report["waiting"]), folder=folder)


@click.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def status(folder: Path, lang: Language, as_json: bool) -> None:
    """What waits, why, and what to do about it."""
    from forsa_node.standing import status_of

    found = status_of(folder, lang)
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(found["says"]))


@click.command()
@folder_argument
@click.option("--sample", default=1, show_default=True, help="Check one entry in this many.")
@lang_option
@json_option
@tells_errors
def verify(folder: Path, sample: int, lang: Language, as_json: bool) -> None:
    """Compute hashes, root, signatures, state and texts of the stored log again."""
    from forsa_node.verifying import verify_mirror

    report = verify_mirror(folder, max(1, sample))
    damaged = report["damaged"]
    if as_json:
        print_json(report)
    elif damaged:
        what = _AND[lang].join(say_detail(one, lang) for one in damaged)
        click.echo(say(lang, "damaged", what=what, folder=folder), err=True)
    else:
        click.echo(say(lang, "verifies", **report))
    sys.exit(8 if damaged else 0)


_AND: Final[Mapping[Language, str]] = {"fr": " ; ", "ar": "؛ ", "en": "; "}

COMMANDS: Final = (init, join, run, sync, status, verify)
