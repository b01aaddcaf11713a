"""Where `forsa query` and `forsa export` read: a hub, as a member or from outside."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

import forsa
from forsa.cli.trust import parse_network_id
from forsa.rpc.address import ENROL_PORT

if TYPE_CHECKING:
    from forsa.client.blocking import Network

P = ParamSpec("P")
R = TypeVar("R")


def source_options(command: Callable[P, R]) -> Callable[P, R]:
    """`SOURCE`, `--network`, `--enrol-port`: handed to the command under these names."""
    options = (
        click.option(
            "--enrol-port",
            type=click.IntRange(1, 65535),
            default=ENROL_PORT,
            show_default=True,
            help="The hub's port for readers from outside.",
        ),
        click.option(
            "--network", metavar="ID", help="The network id: then SOURCE is the hub's host."
        ),
        click.argument("source"),
    )
    for option in options:
        command = option(command)
    return command


def open_source(source: str, network: str | None, enrol_port: int) -> "Network":
    """Connect: with a network id to a host, from outside; without one as the node in a folder.

    Raises:
        FolderError: there is no node in the folder, or it has not joined.
        MalformedError: the network id is not one.
        BusyError, UnknownCallerError, VerificationError: as `forsa.connect`.
    """
    if network is None:
        return forsa.connect(Path(source))
    return forsa.connect(host=source, network_id=parse_network_id(network), enrol_port=enrol_port)


def narrowing_options(*facets: tuple[str, str, str]) -> Callable[[Any], Any]:
    """Options that may be repeated: option, name of its values, help."""

    def add(command: Any) -> Any:
        for name, plural, words in reversed(facets):
            command = click.option(f"--{name}", plural, multiple=True, help=words)(command)
        return command

    return add
