"""Making a node and enrolling it: what `init` and `join` do."""

import asyncio
from pathlib import Path
from typing import Any

from forsa.client.demonstration import clock_of, is_demonstration
from forsa.client.files import write_durably
from forsa.client.identity import Identity, create_identity, load_identity
from forsa.client.node_keys import NodeKeys
from forsa.client.request import Request, format_request, verify_request
from forsa.client.session import member_session
from forsa.clock import Clock, SystemClock
from forsa.encoding import parse_hex
from forsa.errors import (
    BusyError,
    MalformedError,
    Reason,
    UnknownCallerError,
    UnsupportedError,
)
from forsa.join_token import parse_join_token
from forsa.keys import fingerprint
from forsa.words.reasons import Language

from forsa_node.enrolment import join


def make_node(
    folder: Path,
    network_id: str,
    member: str,
    node: str,
    name: str,
    region: str,
    language: Language,
) -> dict[str, Any]:
    """Draw the keys and write the request for admission into the folder.

    Raises:
        FolderError: there is a node in the folder already.
        MalformedError: an id is not one.
    """
    identity = Identity(folder, _network_id(network_id), member, node, name, language)
    keys = NodeKeys.draw()
    names = {"member": member, "node": node, "name": name, "region": region}
    request = Request.make(identity.network_id, names, keys)
    verify_request(request)
    create_identity(identity, keys)
    path = folder / "request.json"
    write_durably(path, format_request(request).encode())
    return {
        "holder": identity.holder,
        "folder": str(folder),
        "request": str(path),
        "fingerprint": fingerprint(keys.member["admin"].key_id),
    }


def join_network(folder: Path, token: str, port: int | None) -> dict[str, Any]:
    """Trade a token for a certificate, and see whether it opens the hub's main port.

    Args:
        folder: The node's.
        token: The line that the secretariat gave.
        port: The main port as its user knows it; None: as the hub tells.

    Returns:
        The main port that is used from now on as `port`, the one that the hub tells as `told` (0:
        none), whether the hub answered there as `reached`, and whether the network is one made to
        be shown as `demonstration`. Joining holds in any case, and may be repeated with another
        port as long as the token is good.

    Raises:
        NotAllowedError: `JOIN_TOKEN_INVALID`.
        VerificationError: it is for another network, or what answers is not its hub.
        BusyError: nobody answers at the enrolment port.
    """
    identity = load_identity(folder)
    parsed = parse_join_token(token)
    joined, told = asyncio.run(join(identity, parsed, port, SystemClock().now_ms()))
    hub = joined.hub_address()
    reached = asyncio.run(_answers(folder, clock_of(folder)))
    names = {"holder": identity.holder, "folder": str(folder), "host": hub.host}
    shown = is_demonstration(joined.roots()[0].document.origin)
    return {
        **names,
        "port": hub.port,
        "told": told,
        "reached": reached,
        "demonstration": shown,
    }


async def _answers(folder: Path, clock: Clock) -> bool:
    """Whether the hub lets the node in; what proves wrong about it is raised."""
    try:
        async with member_session(folder, clock):
            return True
    except (BusyError, UnknownCallerError, UnsupportedError):
        return False


def _network_id(text: str) -> bytes:
    try:
        return parse_hex(text.strip(), 32)
    except MalformedError:
        raise MalformedError(
            "a network id is 64 small hexadecimal digits", Reason.WRONG_NETWORK
        ) from None
