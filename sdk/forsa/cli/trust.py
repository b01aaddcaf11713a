"""What a file is verified against: a network that the user knows, and its trust root chain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from forsa.client.identity import load_identity
from forsa.encoding import parse_hex
from forsa.errors import MalformedError, Reason, VerificationError
from forsa.root import MAX_ROOT_ENVELOPE_BYTES, TrustRoot, walk

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Trust:
    """What the user brought. Roots are verified from the network id."""

    network_id: bytes | None
    roots: tuple[TrustRoot, ...]

    def require_roots(self) -> tuple[TrustRoot, ...]:
        """The chain.

        Raises:
            VerificationError: `ROOT_INVALID`: there is none, so nothing can be decided.
        """
        if not self.roots:
            raise VerificationError(
                "nothing says whose log this is: give --node DIR, or --network ID with --root FILE",
                Reason.ROOT_INVALID,
            )
        return self.roots


def trust_options(command: Callable[P, R]) -> Callable[P, R]:
    """`--node`, `--network`, `--root`: handed to the command under these names."""
    options = (
        click.option(
            "--root",
            "root_files",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A trust root file, once a version, 1 first (roots/1.root of any node's folder).",
        ),
        click.option("--network", metavar="ID", help="The network id: 64 hexadecimal digits."),
        click.option(
            "--node",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="The folder of a node: trust what it trusts.",
        ),
    )
    for option in options:
        command = option(command)
    return command


def gather_trust(node: Path | None, network: str | None, root_files: Sequence[Path]) -> Trust:
    """Put together what the options say.

    Raises:
        VerificationError: `WRONG_NETWORK` or `ROOT_INVALID`: the files are not of this network.
        MalformedError: the network id is not one.
        FolderError: there is no node in the folder.
    """
    if node is not None:
        identity = load_identity(node)
        if network is not None and parse_network_id(network) != identity.network_id:
            raise VerificationError(
                f"the node is of network {identity.network_id.hex()}", Reason.WRONG_NETWORK
            )
        return Trust(identity.network_id, identity.roots())
    network_id = None if network is None else parse_network_id(network)
    if not root_files:
        return Trust(network_id, ())
    if network_id is None:
        raise VerificationError(
            "trust root files need --network ID: it is what authenticates them",
            Reason.ROOT_INVALID,
        )
    return Trust(network_id, walk([_read(path) for path in root_files], network_id))


def parse_network_id(text: str) -> bytes:
    """Read a network id as people copy it: spaces, colons and capitals are forgiven.

    Raises:
        MalformedError: `WRONG_NETWORK`.
    """
    digits = "".join(text.split()).replace(":", "").lower()
    try:
        return parse_hex(digits, 32)
    except MalformedError:
        raise MalformedError(
            f"a network id has 64 hexadecimal digits, this has {len(digits)} characters",
            Reason.WRONG_NETWORK,
        ) from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_ROOT_ENVELOPE_BYTES + 1)
