"""A connection to a hub with what is known of the network: as a member, or from outside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import grpc

from forsa.client.enrolment import fetch_bootstrap
from forsa.client.hub import HubClient
from forsa.client.identity import Identity, load_identity
from forsa.client.library import LibraryClient
from forsa.clock import Clock
from forsa.note import CheckpointKeys, VerifiedCheckpoint, open_checkpoint
from forsa.root import TrustRoot, accept_next
from forsa.rpc.address import HubAddress
from forsa.rpc.channel import NodeCredentials, open_channel, open_enrolment_channel
from forsa.rpc.identity import check_own_certificate
from forsa.v1 import log_service_pb2 as pb

MINORS = (0,)
"""Protocol minors this version speaks."""


@dataclass(frozen=True, slots=True)
class Session:
    """An open connection. `hub` and `identity` are there for members only."""

    network_id: bytes
    roots: tuple[TrustRoot, ...]
    library: LibraryClient
    identity: Identity | None = None
    hub: HubClient | None = None
    head: VerifiedCheckpoint | None = None
    """The checkpoint that the hub showed when the session began."""

    def open_note(self, note: bytes) -> VerifiedCheckpoint:
        """Verify a checkpoint note by the newest trust root.

        Raises:
            MalformedError, VerificationError: as `open_checkpoint` says.
        """
        return _open_note(note, self.roots[-1])


def _open_note(note: bytes, root: TrustRoot) -> VerifiedCheckpoint:
    document = root.document
    keys = CheckpointKeys(document.origin, document.log_keys, document.service_keys)
    return open_checkpoint(note, keys)


@asynccontextmanager
async def member_session(folder: Path, clock: Clock) -> AsyncIterator[Session]:
    """Connect with the folder of a node that has joined.

    Raises:
        FolderError: there is no node in the folder, or it has not joined.
        UnknownCallerError: the node's certificate has expired by its own clock, or what answers is
            not the hub.
        BusyError: nobody answers.
        UnsupportedError: the hub speaks no version that we do.
    """
    identity = load_identity(folder)
    address = identity.hub_address()
    chain = identity.chain_pem()
    check_own_certificate(chain, clock.machine.now_ms())
    roots = identity.roots()
    if not roots:
        bootstrap = await fetch_bootstrap(address, identity.network_id)
        roots = bootstrap.roots
    credentials = NodeCredentials(identity.ca_pem(), chain, identity.tls_key_pem())
    async with await open_channel(address, credentials, roots[-1]) as channel:
        hub = HubClient(channel)
        hello = await hub.hello(pb.HelloRequest(minors=MINORS, software=software()))
        roots = await _newest(roots, hello, identity, address)
        head = _open_note(hello.note, roots[-1])
        yield Session(identity.network_id, roots, LibraryClient(channel), identity, hub, head)


async def _newest(
    roots: tuple[TrustRoot, ...], hello: pb.HelloResponse, identity: Identity, address: HubAddress
) -> tuple[TrustRoot, ...]:
    """The trust root chain as far as the hub has it, continuing the one the folder holds."""
    if hello.root_version <= roots[-1].version:
        return roots
    fetched = await fetch_bootstrap(address, identity.network_id)
    return extend_roots(roots, fetched.roots)


def extend_roots(
    known: tuple[TrustRoot, ...], fetched: tuple[TrustRoot, ...]
) -> tuple[TrustRoot, ...]:
    """The known chain, continued by what was fetched beyond it; what is known stays as it is.

    Raises:
        VerificationError: `ROOT_INVALID`: the fetched versions do not continue the known ones.
    """
    for root in fetched[known[-1].version :]:
        known = (*known, accept_next(known[-1], root.envelope))
    return known


@asynccontextmanager
async def outsider_session(address: HubAddress, network_id: bytes) -> AsyncIterator[Session]:
    """Connect from outside, trusting what follows from the network id and nothing else.

    Raises:
        VerificationError: another network answers there.
        UnknownCallerError, BusyError: as for a member.
    """
    bootstrap = await fetch_bootstrap(address, network_id)
    channel: grpc.aio.Channel = await open_enrolment_channel(
        address, bootstrap.ca_pem, bootstrap.roots[-1]
    )
    async with channel:
        yield Session(network_id, bootstrap.roots, LibraryClient(channel))


def software() -> str:
    """Name and version, as `Hello` tells the hub."""
    return f"forsa {version('forsa')}"
