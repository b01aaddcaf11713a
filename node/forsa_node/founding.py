"""Making a node and enrolling it: what `init` and `join` do."""

import asyncio
from pathlib import Path
from typing import Any

from forsa.client.files import write_durably
from forsa.client.identity import Identity, create_identity, load_identity
from forsa.client.node_keys import NodeKeys
from forsa.client.request import Request, format_request, verify_request
from forsa.clock import SystemClock
from forsa.encoding import parse_hex
from forsa.errors import MalformedError, Reason
from forsa.join_token import parse_join_token
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


def fingerprint(key_id: bytes) -> str:
    """A key id in groups that two people compare by telephone."""
    digits = key_id.hex()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def join_network(folder: Path, token: str, port: int) -> dict[str, Any]:
    """Trade a token for a certificate.

    Raises:
        NotAllowedError: `JOIN_TOKEN_INVALID`.
        VerificationError: it is for another network, or what answers is not its hub.
        BusyError: nobody answers.
    """
    identity = load_identity(folder)
    parsed = parse_join_token(token)
    asyncio.run(join(identity, parsed, port, SystemClock().now_ms()))
    return {"holder": identity.holder, "folder": str(folder)}


def _network_id(text: str) -> bytes:
    try:
        return parse_hex(text.strip(), 32)
    except MalformedError:
        raise MalformedError(
            "a network id is 64 small hexadecimal digits", Reason.WRONG_NETWORK
        ) from None
