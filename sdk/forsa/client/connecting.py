"""`forsa.connect_async`: as a member or from outside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from forsa.client.demonstration import clock_of
from forsa.client.network import AsyncNetwork
from forsa.client.session import member_session, outsider_session
from forsa.clock import Clock, SystemClock
from forsa.encoding import parse_hex
from forsa.errors import MalformedError, Reason
from forsa.rpc.address import ENROL_PORT, HubAddress


@asynccontextmanager
async def connect_async(
    node_folder: str | Path | None = None,
    *,
    host: str | None = None,
    network_id: str | bytes | None = None,
    enrol_port: int = ENROL_PORT,
    clock: Clock | None = None,
) -> AsyncIterator[AsyncNetwork]:
    """Connect as a member, with a node's folder, or from outside, with host and network id.

    Args:
        node_folder: The folder of a node that has joined.
        host: The hub's host, for an outsider.
        network_id: 32 bytes or their hexadecimal, for an outsider: it authenticates the network.
        enrol_port: The hub's enrolment port, where outsiders read public records.
        clock: Another clock than the machine's, for tests.

    Raises:
        MalformedError: neither a folder nor host and network id, or the id is not one.
        FolderError, UnknownCallerError, BusyError, VerificationError: as the sessions say.
    """
    if node_folder is not None and host is None and network_id is None:
        used = clock or clock_of(Path(node_folder))
        session = member_session(Path(node_folder), used)
    elif node_folder is None and host is not None and network_id is not None:
        used = clock or SystemClock()
        address = HubAddress(host, enrol_port=enrol_port)
        session = outsider_session(address, _network_id(network_id))
    else:
        raise MalformedError(
            "connect takes a node's folder, or host and network_id", Reason.WRONG_NETWORK
        )
    async with session as opened:
        yield AsyncNetwork(opened, used)


def _network_id(given: str | bytes) -> bytes:
    raw = parse_hex(given.lower(), 32) if isinstance(given, str) else given
    if len(raw) != 32:
        raise MalformedError("a network id has 32 bytes", Reason.WRONG_NETWORK)
    return raw
