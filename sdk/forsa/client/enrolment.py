"""How a newcomer gets to trust a hub, and a certificate from it (docs/protocol.md, "Enrolment")."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import grpc

from forsa.client.calls import CALL_SECONDS, ask
from forsa.errors import ConflictError, Reason, VerificationError
from forsa.root import TrustRoot, days_over, follow, walk
from forsa.rpc.address import HubAddress
from forsa.rpc.channel import open_enrolment_channel, open_unverified_channel
from forsa.rpc.identity import parse_certificate, parse_certificate_der
from forsa.v1 import enrolment_service_pb2 as pb
from forsa.v1.enrolment_service_pb2_grpc import EnrolmentServiceStub


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """What a newcomer may believe: it follows from the network id alone."""

    roots: tuple[TrustRoot, ...]
    ca_pem: bytes
    rival: TrustRoot | None = None
    """A second valid document of a version that the caller knows another one of."""


async def fetch_bootstrap(
    address: HubAddress,
    network_id: bytes,
    ca_spki_sha256: bytes | None = None,
    known: tuple[TrustRoot, ...] = (),
) -> Bootstrap:
    """Fetch the trust root chain and the authority, and believe them only once they verify.

    Args:
        address: Where the hub should be; whoever answers there need not be it.
        network_id: Names the network and authenticates its first trust root.
        ca_spki_sha256: The authority's key as a join token names it; None without a token.
        known: What the caller took before: it stays, and what is fetched must go on from it.

    Raises:
        VerificationError: `WRONG_NETWORK` or `ROOT_INVALID`: another network, a chain that breaks,
            or an authority that the trust root (or the token) does not name.
        UnknownCallerError, BusyError: as `open_unverified_channel` says.
    """
    channel = await open_unverified_channel(address)
    try:
        stub = EnrolmentServiceStub(channel)
        answer = await ask(stub.GetBootstrap(pb.GetBootstrapRequest(), timeout=CALL_SECONDS))
    finally:
        await channel.close()
    roots, rival = walk(answer.roots, network_id), None
    if known:
        roots, rival = follow(known, answer.roots)
    named = parse_certificate_der(answer.ca_certificate).spki_sha256
    expected = set(roots[-1].document.ca_spki_sha256)
    if named not in expected or ca_spki_sha256 not in (None, named):
        raise VerificationError(
            f"the trust root does not name certificate authority {named.hex()}",
            Reason.ROOT_INVALID,
        )
    return Bootstrap(roots, ssl.DER_cert_to_PEM_cert(answer.ca_certificate).encode(), rival)


def require_current(root: TrustRoot, now_ms: int) -> None:
    """Refuse a new node under a trust root that has expired.

    Raises:
        ConflictError: `KIND_PRECONDITION`, saying since when.
    """
    days = days_over(root, now_ms)
    if days is not None:
        raise ConflictError(
            f"the trust root expired {days} days ago, and no node joins until the officers sign "
            "the next version",
            Reason.KIND_PRECONDITION,
        )


def require_known_authority(ca_pem: bytes, pinned_pem: bytes, root: TrustRoot, now_ms: int) -> None:
    """Refuse another authority than the pinned one under a trust root that has expired.

    Raises:
        ConflictError: `KIND_PRECONDITION`, saying since when.
    """
    days = days_over(root, now_ms)
    new = parse_certificate(ca_pem).spki_sha256 != parse_certificate(pinned_pem).spki_sha256
    if new and days is not None:
        raise ConflictError(
            f"the trust root expired {days} days ago, and no other certificate authority is "
            "trusted until the officers sign the next version",
            Reason.KIND_PRECONDITION,
        )


class EnrolmentClient:
    """Calls of `EnrolmentService` over a channel that trusts the network's authority."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub = EnrolmentServiceStub(channel)

    async def enrol(self, request: pb.EnrolRequest) -> pb.EnrolResponse:
        """Trade a join token for a certificate; the same token and key give the same again."""
        return await ask(self._stub.Enrol(request, timeout=CALL_SECONDS))

    async def get_nonce(self) -> bytes:
        """A number for one `reattest`, good for five minutes."""
        return (await ask(self._stub.GetNonce(pb.GetNonceRequest(), timeout=CALL_SECONDS))).nonce

    async def reattest(self, request: pb.ReattestRequest) -> bytes:
        """Trade a signature by a member key for a certificate chain (PEM)."""
        return (await ask(self._stub.Reattest(request, timeout=CALL_SECONDS))).chain


@asynccontextmanager
async def enrolment(address: HubAddress, bootstrap: Bootstrap) -> AsyncIterator[EnrolmentClient]:
    """Connect to the enrolment port of the hub that the trust root names."""
    channel = await open_enrolment_channel(address, bootstrap.ca_pem, bootstrap.roots[-1])
    try:
        yield EnrolmentClient(channel)
    finally:
        await channel.close()
