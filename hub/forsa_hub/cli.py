"""`forsa-hub`: found a network, run its hub, invite members."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from forsa.client.console import (
    EXIT_CODES,
    json_option,
    lang_option,
    print_json,
    tells_errors,
)
from forsa.client.help import SpokenGroup
from forsa.client.help_words import HelpTable
from forsa.words.details import say_detail
from forsa.words.reasons import Language

from forsa_hub.ceremony.cli import root
from forsa_hub.words import say

if TYPE_CHECKING:
    from forsa_hub.commands import Wanted

EXIT_NO = 6
EXIT_DAMAGED = 8
MAX_PORT = 65535
C = TypeVar("C", bound=Callable[..., Any])

folder_argument = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
file_type = click.Path(path_type=Path, dir_okay=False)


def _setting(said: str) -> tuple[str, str]:
    """Read `NAME=VALUE`; which names and values there are the trust root says."""
    name, separator, value = said.partition("=")
    if not separator:
        raise click.BadParameter(said, param_hint="--setting NAME=VALUE")
    return name, value


def kept_port(flag: str, default: int, least: int, told: str) -> Callable[[C], C]:
    """An option for a port that a new hub keeps; `least` is 0 where it may be off, else 1."""
    ports = click.IntRange(least, MAX_PORT)
    return click.option(flag, default=default, show_default=True, type=ports, help=told)


def _texts() -> HelpTable:
    from forsa_hub.ceremony.help_words import HELP as CEREMONY
    from forsa_hub.help_words import HELP

    return {**HELP, **CEREMONY}


@click.group(
    cls=SpokenGroup,
    texts=_texts,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="forsa")
def main() -> None:
    """Found a network of associations, run its hub, invite members."""
    from forsa.rpc.tls import require_tls13

    require_tls13()


@main.command()
@folder_argument
@click.option("--name", required=True, help="The network's name, as people say it.")
@click.option("--origin", required=True, help="The log's name for ever: HOST/log1.")
@click.option("--host", help="Name or address that nodes connect to. Default: HOST of the origin.")
@click.option("--member", default="secretariat", show_default=True, help="The first member's id.")
@click.option("--node", default="office", show_default=True, help="Its node's id.")
@click.option("--office", type=click.Path(path_type=Path), help="Its node folder [DIR-office].")
@click.option("--root-key", type=file_type, help="The first root key's file [DIR-root-key.pem].")
@click.option(
    "--setting",
    "statutes",
    multiple=True,
    metavar="NAME=VALUE",
    help="What the statutes say from the first day, e.g. voting_min_hours=168; later by vote.",
)
@kept_port("--port", 7443, 1, "Main port; kept in DIR/hub.toml, as the next ones.")
@kept_port("--enrol-port", 7444, 1, "Enrolment port, which tokens name.")
@kept_port("--metrics-port", 9464, 0, "Metrics port on the loopback address; 0 = off.")
@kept_port("--showcase-port", 8080, 0, "Port of public records over HTTP; 0 = off.")
@lang_option
@json_option
@tells_errors
def init(
    folder: Path,
    name: str,
    origin: str,
    host: str | None,
    member: str,
    node: str,
    office: Path | None,
    root_key: Path | None,
    statutes: tuple[str, ...],
    port: int,
    enrol_port: int,
    metrics_port: int,
    showcase_port: int,
    lang: Language,
    as_json: bool,
) -> None:
    """Found a network: trust root, hub, and the secretariat's own node in DIR-office."""
    from forsa.client.demonstration import clock_by

    from forsa_hub.setup import Plan, found

    plan = Plan(
        folder,
        name,
        origin,
        host or origin.partition("/")[0],
        member,
        node,
        office or folder.with_name(f"{folder.name}-office"),
        root_key or folder.with_name(f"{folder.name}-root-key.pem"),
        port,
        enrol_port,
        metrics_port,
        showcase_port,
        lang,
        dict(_setting(one) for one in statutes),
    )
    founded = found(plan, clock_by(lambda: origin))
    values = {
        "name": name,
        "network_id": founded.network_id.hex(),
        "folder": str(folder),
        "office": str(plan.office_folder),
        "root_key": str(plan.root_key_file),
    }
    if as_json:
        print_json(values)
    else:
        click.echo(say("founded", lang, **values))


@main.command()
@folder_argument
@click.option("--config", type=file_type, help="Settings [DIR/hub.toml].")
@click.option("--confirm-clock", is_flag=True, help="I checked this machine's clock.")
@click.option("--port", type=int, help="Main port, instead of the configured one; 0 = any.")
@click.option("--enrol-port", type=int, help="Enrolment port; 0 = any.")
@click.option("--metrics-port", type=int, help="Metrics port on the loopback address; 0 = off.")
@click.option("--showcase-port", type=int, help="Port of public records over HTTP; 0 = off.")
@click.option("--bind", help="Address to listen on.")
@lang_option
@json_option
@tells_errors
def serve(
    folder: Path,
    config: Path | None,
    confirm_clock: bool,
    port: int | None,
    enrol_port: int | None,
    metrics_port: int | None,
    showcase_port: int | None,
    bind: str | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Run the hub until SIGTERM or Ctrl-C; what was acknowledged is finished."""
    from forsa_hub.serving import serve as run

    given = {
        "port": port,
        "enrol_port": enrol_port,
        "metrics_port": metrics_port,
        "showcase_port": showcase_port,
        "bind": bind,
    }
    chosen = {name: value for name, value in given.items() if value is not None}
    language = None if as_json else lang
    sys.exit(run(folder, config, chosen, confirm_clock=confirm_clock, language=language))


def at_a_terminal() -> bool:
    """Whether somebody can answer: scripts are not asked."""
    return sys.stdin.isatty()


def _is_same(folder: Path, wanted: "Wanted", lang: Language) -> bool:
    """Whether the office says that the association told it the same fingerprint."""
    from forsa.client.questions import ask_yes_or_no

    from forsa_hub.commands import requested

    click.echo(say("compare", lang, **requested(folder, wanted)), err=True)
    return ask_yes_or_no(say("invite_question", lang, **requested(folder, wanted)), lang, err=True)


@main.command()
@folder_argument
@click.option("--member", help="Member id. With --request it is read from the file.")
@click.option("--node", help="Node id. With --request it is read from the file.")
@click.option("--request", type=file_type, help="The file that forsa-node init wrote.")
@click.option("--admit", type=file_type, help="A member.admit that was signed elsewhere.")
@click.option(
    "--role",
    default="member",
    show_default=True,
    type=click.Choice(["member", "observer"]),
    help="What it is admitted as.",
)
@click.option(
    "--days",
    default=14,
    show_default=True,
    type=click.IntRange(1, 14),
    help="Days that the line is good.",
)
@click.option("--yes", is_flag=True, help="Admit without asking; for scripts.")
@lang_option
@json_option
@tells_errors
def invite(
    folder: Path,
    member: str | None,
    node: str | None,
    request: Path | None,
    admit: Path | None,
    role: str,
    days: int,
    yes: bool,
    lang: Language,
    as_json: bool,
) -> None:
    """Admit an association if need be, and print the one line that lets its node join.

    Whoever types it is shown the fingerprint of the request and asked first.
    """
    from forsa.client.zones import people_zone
    from forsa.words.dates import say_time

    from forsa_hub.commands import Wanted, invite_from

    wanted = Wanted(member or "", node or "", request, admit, role, days)
    if request and at_a_terminal() and not (yes or as_json or _is_same(folder, wanted, lang)):
        sys.exit(EXIT_NO)
    answer = invite_from(folder, wanted)
    if as_json:
        print_json(answer)
        return
    until = say_time(answer["expires_ms"], lang, people_zone())
    click.echo(say("invited", lang, **answer | {"expires": until}))
    if answer["fingerprint"]:
        click.echo(say("compare", lang, **answer))


@main.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def status(folder: Path, lang: Language, as_json: bool) -> None:
    """How the hub stands, while it runs or not."""
    from forsa_hub.commands import status_of
    from forsa_hub.telling import says_status

    values = status_of(folder)
    if as_json:
        print_json(values)
    else:
        click.echo("\n".join(says_status(values, folder, lang)))


@main.command()
@folder_argument
@click.option(
    "--sample", default=1, show_default=True, help="Check bodies of one entry in this many."
)
@lang_option
@json_option
@tells_errors
def verify(folder: Path, sample: int, lang: Language, as_json: bool) -> None:
    """Recompute hashes, root, signatures, state and bodies; name what is damaged."""
    from forsa_hub.verifying import verify_folder

    report = verify_folder(folder, max(1, sample), lang, quiet=as_json)
    if as_json:
        print_json(report)
    elif report["damaged"]:
        for one in report["damaged"]:
            click.echo(say_detail(one, lang))
        click.echo(say("damaged", lang))
    else:
        click.echo(say("verified", lang, **report))
    if report["damaged"]:
        sys.exit(EXIT_DAMAGED)


main.add_command(root)

if __name__ == "__main__":
    main()
