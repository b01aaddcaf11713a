"""A newcomer believes nothing but what follows from the network id it was given."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from forsa.client.enrolment import Bootstrap, enrolment, fetch_bootstrap
from forsa.errors import ForsaError, Reason, UnknownCallerError, VerificationError
from forsa.rpc.address import HubAddress
from forsa.rpc.identity import hub_spiffe_id
from forsa.v1 import enrolment_service_pb2 as pb

from tests.support.certificates import Authority
from tests.support.loopback import loopback, server_credentials
from tests.support.network_root import HUB_NAME, TRUST_DOMAIN, NetworkKeys

AUTHORITY = Authority.make()
KEYS = NetworkKeys.make([AUTHORITY.spki_sha256])
HUB = AUTHORITY.issue([hub_spiffe_id(TRUST_DOMAIN)], [HUB_NAME])


def answer() -> pb.GetBootstrapResponse:
    """What the hub of the network answers."""
    return pb.GetBootstrapResponse(
        roots=[KEYS.root.envelope],
        ca_certificate=AUTHORITY.certificate.public_bytes(Encoding.DER),
    )


def bootstrap(
    response: pb.GetBootstrapResponse | bytes,
    network_id: bytes = KEYS.network_id,
    ca_spki_sha256: bytes | None = None,
) -> Bootstrap:
    """Fetch this answer from a server that anybody could have set up."""
    data = response if isinstance(response, bytes) else response.SerializeToString()

    async def get_bootstrap(_: bytes, __: Any) -> bytes:
        return data

    async def run() -> Bootstrap:
        async with loopback(
            {"GetBootstrap": get_bootstrap},
            service="forsa.v1.EnrolmentService",
            credentials=server_credentials(Authority.make().issue([], ["anything.example.org"])),
        ) as port:
            address = HubAddress("127.0.0.1", enrol_port=port)
            return await fetch_bootstrap(address, network_id, ca_spki_sha256)

    return asyncio.run(run())


def test_what_verifies_from_the_network_id_is_believed_from_anybody() -> None:
    """The root chain proves itself, whoever hands it out."""
    found = bootstrap(answer(), ca_spki_sha256=AUTHORITY.spki_sha256)

    assert found.roots == (KEYS.root,)
    assert found.ca_pem.strip() == AUTHORITY.pem.strip()


def _other_network(response: pb.GetBootstrapResponse) -> None:
    response.roots[0] = NetworkKeys.make([AUTHORITY.spki_sha256]).root.envelope


def _no_root(response: pb.GetBootstrapResponse) -> None:
    del response.roots[:]


def _one_root_too_many(response: pb.GetBootstrapResponse) -> None:
    response.roots.append(KEYS.root.envelope)


def _other_authority(response: pb.GetBootstrapResponse) -> None:
    other = Authority.make().certificate
    response.ca_certificate = other.public_bytes(Encoding.DER)


def _garbage_authority(response: pb.GetBootstrapResponse) -> None:
    response.ca_certificate = b"garbage"


@pytest.mark.parametrize(
    "bend",
    [_other_network, _no_root, _one_root_too_many, _other_authority, _garbage_authority],
)
def test_a_bent_bootstrap_is_refused(bend: Callable[[pb.GetBootstrapResponse], None]) -> None:
    """TLS is not trusted yet: this is the moment to slip in another network."""
    response = answer()
    bend(response)

    with pytest.raises((VerificationError, UnknownCallerError)):
        bootstrap(response)


def test_garbage_for_a_bootstrap_is_an_error_with_a_name() -> None:
    """Anything may listen on that port."""
    with pytest.raises(ForsaError):
        bootstrap(b"\xff\xff")


def test_another_network_is_named_as_such() -> None:
    """A token of one network, the hub of another."""
    with pytest.raises(VerificationError) as caught:
        bootstrap(answer(), network_id=bytes(32))

    assert caught.value.reason is Reason.WRONG_NETWORK


def test_the_authority_is_also_the_one_of_the_token() -> None:
    """The token says which of the root's authorities issues now."""
    with pytest.raises(VerificationError):
        bootstrap(answer(), ca_spki_sha256=bytes(32))


def test_the_secret_is_sent_only_to_the_hub_that_the_root_names() -> None:
    """The second connection trusts the authority alone: here the token's secret travels."""
    seen: list[bytes] = []

    async def enrol(request: bytes, _: Any) -> bytes:
        seen.append(request)
        return pb.EnrolResponse(chain=b"chain", index=7).SerializeToString()

    async def run(credentials: Any) -> pb.EnrolResponse:
        believed = Bootstrap((KEYS.root,), AUTHORITY.pem)
        async with loopback(
            {"Enrol": enrol}, service="forsa.v1.EnrolmentService", credentials=credentials
        ) as port:
            address = HubAddress("127.0.0.1", enrol_port=port)
            async with enrolment(address, believed) as client:
                return await client.enrol(pb.EnrolRequest(secret=b"s" * 16))

    for stranger in (Authority.make(), AUTHORITY):
        names = [hub_spiffe_id(TRUST_DOMAIN)] if stranger is not AUTHORITY else []
        with pytest.raises(UnknownCallerError):
            asyncio.run(run(server_credentials(stranger.issue(names, [HUB_NAME]))))

    assert seen == []
    assert asyncio.run(run(server_credentials(HUB))).index == 7
