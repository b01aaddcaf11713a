"""`forsa-node`: an association's node.

Heavy imports are inside the commands: the verification workers import this module too.
"""

import sys
from pathlib import Path
from typing import Literal

import click
from forsa.client.console import EXIT_CODES, json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.words import say

folder_argument = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


@click.group(
    help=__doc__.splitlines()[0] + "\n\nMade with init, enrolled with join, at work with run.\n",
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="forsa")
def main() -> None:
    """Run one command."""
    from forsa.rpc.tls import require_tls13

    require_tls13()


@main.command()
@folder_argument
@click.option("--network", "network_id", required=True, help="The network's id, from its office.")
@click.option("--member", required=True, help="The association's id: small letters, digits, -.")
@click.option("--node", default="n1", show_default=True, help="This node's id.")
@click.option("--name", required=True, help="The association's name, as people say it.")
@click.option("--region", default="", help="ISO 3166-2 code, such as MA-05.")
@lang_option
@json_option
@tells_errors
def init(
    folder: Path,
    network_id: str,
    member: str,
    node: str,
    name: str,
    region: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Make the keys, and the file that asks for admission."""
    from forsa_node.founding import make_node

    made = make_node(folder, network_id, member, node, name, region, lang)
    if as_json:
        print_json(made)
    else:
        click.echo(say(lang, "made", **made))


@main.command()
@folder_argument
@click.argument("token")
@click.option(
    "--port",
    default=7443,
    show_default=True,
    envvar="FORSA_HUB_PORT",
    help="The hub's main port, which the token does not name.",
)
@lang_option
@json_option
@tells_errors
def join(folder: Path, token: str, port: int, lang: Language, as_json: bool) -> None:
    """Enrol with the TOKEN that the secretariat gave; - reads it from standard input."""
    from forsa_node.founding import join_network

    line = sys.stdin.readline() if token == "-" else token  # noqa: S105 - a dash, no secret
    joined = join_network(folder, line, port)
    if as_json:
        print_json(joined)
    else:
        click.echo(say(lang, "joined", **joined))


@main.command()
@folder_argument
@click.option("--config", type=click.Path(path_type=Path), help="Settings. Default: DIR/node.toml.")
@lang_option
@json_option
@tells_errors
def run(folder: Path, config: Path | None, lang: Language, as_json: bool) -> None:
    """Work until SIGTERM or Ctrl-C: send, receive, verify, cosign."""
    from forsa_node.running import run_daemon

    sys.exit(run_daemon(folder, config, lang, as_json=as_json))


@main.command()
@folder_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@click.option("--audience", default="network", show_default=True, help="network or public.")
@lang_option
@json_option
@tells_errors
def publish(
    folder: Path,
    files: tuple[Path, ...],
    yes: bool,
    audience: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Sign FILES and queue them: practice reports (.md), curricula (folders), .yaml, .json."""
    from forsa_node.publishing import publish_files

    sys.exit(publish_files(folder, files, audience, lang, yes=yes, as_json=as_json))


@main.command()
@click.argument("what", type=click.Choice(["practice", "curriculum"]))
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="A new folder.")
@lang_option
@tells_errors
def template(what: Literal["practice", "curriculum"], to: Path | None, lang: Language) -> None:
    """Write the commented files to start a report or a curriculum from.

    Without --to they are printed: a report is one file.
    """
    from forsa_node.templates import write_template

    for path in write_template(what, lang, to):
        click.echo(path)


@main.command()
@folder_argument
@click.option("--confirm", "ids", multiple=True, help="Send this held record (its id) after all.")
@lang_option
@json_option
@tells_errors
def outbox(folder: Path, ids: tuple[str, ...], lang: Language, as_json: bool) -> None:
    """What became of everything this node signed."""
    from forsa_node.standing import confirm, outbox_of

    if ids:
        count = confirm(folder, ids)
        click.echo(say(lang, "confirmed", count=count), err=True)
    rows = outbox_of(folder, lang)
    if as_json:
        print_json(rows)
    for row in () if as_json else rows:
        click.echo(f"{row['record_id'][:16]}  {row['title'] or row['kind']}\n    {row['says']}")


@main.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def sync(folder: Path, lang: Language, as_json: bool) -> None:
    """Send, receive, verify and cosign once, now."""
    from forsa_node.running import sync_once

    report = sync_once(folder)
    if as_json:
        print_json(report)
    else:
        click.echo(say(lang, "synced", **report))


@main.command()
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


@main.command("list")
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


@main.command()
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


@main.command()
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
        click.echo(say(lang, "damaged", what="; ".join(damaged), folder=folder), err=True)
    else:
        click.echo(say(lang, "verifies", **report))
    sys.exit(8 if damaged else 0)


if __name__ == "__main__":
    main()
