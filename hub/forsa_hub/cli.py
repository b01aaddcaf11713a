"""`forsa-hub`: found a network, run its hub, invite members.

Exit codes: 0 done · 1 refused by a rule · 2 wrong usage or setting · 3 data damaged or rolled
back · 4 a port or another process in the way · 5 clock not safe · 70 a bug.
"""

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_DAMAGED = 3
EXIT_BUSY = 4
EXIT_CLOCK = 5
EXIT_BUG = 70

P = ParamSpec("P")
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")
folder_argument = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


def told(command: Callable[P, None]) -> Callable[P, None]:
    """End a command that fails with a sentence and its exit code, never with a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from forsa.client.files import FolderError
        from forsa.errors import CorruptStoreError, ForsaError, Reason

        from forsa_hub.config import ConfigError

        try:
            command(*args, **kwargs)
        except ConfigError as error:
            fail(str(error), EXIT_USAGE)
        except FolderError as error:
            fail(error.message, EXIT_USAGE)
        except CorruptStoreError as error:
            fail(error.message, EXIT_DAMAGED, error.reason)
        except ForsaError as error:
            code = EXIT_CLOCK if error.reason is Reason.CLOCK_SUSPECT else EXIT_REFUSED
            fail(error.message, code, error.reason)
        except OSError as error:
            fail(str(error), EXIT_BUSY)

    return run


def fail(message: str, code: int, reason: str = "") -> None:
    """Say why, and end."""
    context = click.get_current_context(silent=True)
    if context is not None and context.params.get("as_json"):
        click.echo(json.dumps({"error": message, "reason": reason, "exit": code}))
    else:
        click.echo(f"forsa-hub: {message}" + (f" [{reason}]" if reason else ""), err=True)
    sys.exit(code)


def say(values: dict[str, Any], lines: str, *, as_json: bool) -> None:
    """Answer a person or a program."""
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else lines)


@click.group(help=__doc__, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="forsa")
def main() -> None:
    """Run one command."""
    from forsa.rpc.tls import require_tls13

    require_tls13()


@main.command()
@folder_argument
@click.option("--name", required=True, help="The network's name, as people say it.")
@click.option("--origin", required=True, help="The log's name for ever: HOST/log1.")
@click.option("--host", help="Name or address that nodes connect to. Default: HOST of the origin.")
@click.option("--member", default="secretariat", show_default=True, help="The first member's id.")
@click.option("--node", default="office", show_default=True, help="Its node's id.")
@click.option(
    "--office", type=click.Path(path_type=Path), help="Its node folder. Default: DIR-office."
)
@click.option("--root-key", type=click.Path(path_type=Path), help="Default: DIR-root-key.pem.")
@click.option("--port", default=7443, show_default=True, help="Main port nodes are told.")
@click.option("--enrol-port", default=7444, show_default=True, help="Enrolment port.")
@click.option("--lang", default="fr", show_default=True, type=click.Choice(["fr", "ar", "en"]))
@json_option
@told
def init(
    folder: Path,
    name: str,
    origin: str,
    host: str | None,
    member: str,
    node: str,
    office: Path | None,
    root_key: Path | None,
    port: int,
    enrol_port: int,
    lang: str,
    as_json: bool,
) -> None:
    """Found a network: trust root, hub, and the secretariat's own node in DIR-office."""
    from forsa.clock import SystemClock

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
        lang,
    )
    founded = found(plan, SystemClock())
    values = {
        "network_id": founded.network_id.hex(),
        "folder": str(folder),
        "office": str(plan.office_folder),
        "root_key": str(plan.root_key_file),
    }
    lines = (
        f"The network « {name} » is founded.\n\n"
        f"Network id: {founded.network_id.hex()}\n"
        "  Give it to every association, read aloud or on paper: it is what they trust.\n"
        f"Root key:   {plan.root_key_file}\n"
        "  Carry it away now (two USB sticks in two safes) and delete it here: it names the\n"
        "  keys of the hub for ever, and no running program needs it.\n"
        f"Office:     {plan.office_folder}\n"
        "  The secretariat's own node: forsa-node run, here or on the office's machine.\n\n"
        f"Next: forsa-hub serve {folder}"
    )
    say(values, lines, as_json=as_json)


@main.command()
@folder_argument
@click.option("--config", type=click.Path(path_type=Path), help="Settings. Default: DIR/hub.toml.")
@click.option("--confirm-clock", is_flag=True, help="I checked this machine's clock.")
@click.option("--port", type=int, help="Main port, instead of the configured one; 0 = any.")
@click.option("--enrol-port", type=int, help="Enrolment port; 0 = any.")
@click.option("--bind", help="Address to listen on.")
@json_option
@told
def serve(
    folder: Path,
    config: Path | None,
    confirm_clock: bool,
    port: int | None,
    enrol_port: int | None,
    bind: str | None,
    as_json: bool,
) -> None:
    """Run the hub until SIGTERM or Ctrl-C; what was acknowledged is finished."""
    from forsa_hub.serving import serve as run

    given = {"port": port, "enrol_port": enrol_port, "bind": bind}
    sys.exit(
        run(
            folder,
            config,
            {name: value for name, value in given.items() if value is not None},
            confirm_clock=confirm_clock,
            as_json=as_json,
        )
    )


@main.command()
@folder_argument
@click.option("--member", help="Member id. With --request it is read from the file.")
@click.option("--node", help="Node id. With --request it is read from the file.")
@click.option(
    "--request", type=click.Path(path_type=Path, exists=True), help="The file of forsa-node init."
)
@click.option(
    "--admit", type=click.Path(path_type=Path, exists=True), help="A member.admit signed elsewhere."
)
@click.option("--role", default="member", type=click.Choice(["member", "observer"]))
@click.option("--days", default=14, show_default=True, type=click.IntRange(1, 14))
@json_option
@told
def invite(
    folder: Path,
    member: str | None,
    node: str | None,
    request: Path | None,
    admit: Path | None,
    role: str,
    days: int,
    as_json: bool,
) -> None:
    """Admit an association if need be, and print the one line that lets its node join."""
    from forsa_hub.commands import invite_from

    answer = invite_from(folder, member, node, request, admit, role, days)
    lines = (
        f"{answer['token']}\n\nGood once, for {answer['node']} of {answer['member']}, until "
        f"{answer['expires']}. Hand it over in person or by telephone, then there:\n"
        f"  forsa-node join DIR TOKEN"
    )
    if answer["fingerprint"]:
        lines += f"\nCompare with the association by telephone: {answer['fingerprint']}"
    say(answer, lines, as_json=as_json)


@main.command()
@folder_argument
@json_option
@told
def status(folder: Path, as_json: bool) -> None:
    """How the hub stands, while it runs or not."""
    from forsa_hub.commands import status_of

    values = status_of(folder)
    lines = "\n".join(f"{name:<16} {value}" for name, value in values.items())
    say(values, lines, as_json=as_json)


@main.command()
@folder_argument
@click.option("--sample", default=1, show_default=True, help="Check one entry in this many.")
@json_option
@told
def verify(folder: Path, sample: int, as_json: bool) -> None:
    """Recompute hashes, root, signatures, state and bodies; name what is damaged."""
    from forsa_hub.verifying import verify_folder

    report = verify_folder(folder, max(1, sample), quiet=as_json)
    damaged = report["damaged"]
    lines = (
        f"{report['entries']} entries, {report['checked']} checked: everything verifies."
        if not damaged
        else "\n".join(f"damaged: {one}" for one in damaged)
        + "\nRestore the newest backup, or ask a member's node for the entries; delete nothing."
    )
    say(report, lines, as_json=as_json)
    if damaged:
        sys.exit(EXIT_DAMAGED)


if __name__ == "__main__":
    main()
