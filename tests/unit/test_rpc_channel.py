"""Who is taken for the hub: every node holds a certificate of the same authority."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import grpc
import pytest
from cryptography import x509
from forsa.client.calls import ask
from forsa.client.node_keys import draw_tls_key
from forsa.errors import BusyError, ForsaError, Reason, UnknownCallerError
from forsa.rpc.address import HubAddress
from forsa.rpc.channel import (
    NodeCredentials,
    open_channel,
    open_enrolment_channel,
    open_unverified_channel,
)
from forsa.rpc.identity import (
    check_own_certificate,
    hub_spiffe_id,
    make_csr,
    parse_certificate,
    parse_spiffe_id,
    spiffe_id,
    tls_spki_sha256,
)

from tests.support.certificates import Authority, Leaf, expired, not_yet_valid
from tests.support.loopback import loopback, server_credentials
from tests.support.network_root import HUB_NAME, TRUST_DOMAIN, NetworkKeys

AUTHORITY = Authority.make()
HUB_URI = hub_spiffe_id(TRUST_DOMAIN)
NODE_URI = spiffe_id(TRUST_DOMAIN, "amal", "n1")
NODE = AUTHORITY.issue([NODE_URI])
KEYS = NetworkKeys.make([AUTHORITY.spki_sha256])
CREDENTIALS = NodeCredentials(AUTHORITY.pem, NODE.chain_pem, NODE.key_pem)
HELLO = "/forsa.v1.LogService/Hello"


async def _who(_: bytes, context: Any) -> bytes:
    peer = context.auth_context()
    certificate = parse_certificate(peer["x509_pem_cert"][0])
    return b" ".join([certificate.uris[0].encode(), peer["ssl_tls_version"][0]])


def call(leaf: Leaf, credentials: NodeCredentials = CREDENTIALS) -> bytes:
    """Call a server that shows `leaf` and asks for a certificate; what it saw of us."""
    return asyncio.run(_call(leaf, credentials))


async def _call(leaf: Leaf, credentials: NodeCredentials) -> bytes:
    async with loopback({"Hello": _who}, credentials=server_credentials(leaf, AUTHORITY)) as port:
        channel = await open_channel(HubAddress("127.0.0.1", port), credentials, KEYS.root)
        async with channel:
            hello: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(HELLO)
            return await ask(hello(b"", timeout=5))


def test_the_hub_is_accepted_and_sees_the_node() -> None:
    """Beside every refusal stands what must work."""
    assert call(AUTHORITY.issue([HUB_URI], [HUB_NAME])) == NODE_URI.encode() + b" TLSv1.3"


@pytest.mark.parametrize(
    "leaf",
    [
        pytest.param(NODE, id="a node's certificate"),
        pytest.param(AUTHORITY.issue([NODE_URI], [HUB_NAME]), id="a node with the hub's name"),
        pytest.param(AUTHORITY.issue([], common_name=HUB_NAME), id="a common name"),
        pytest.param(AUTHORITY.issue([HUB_URI]), id="no DNS name"),
        pytest.param(AUTHORITY.issue([HUB_URI], ["evil.example.org"]), id="another DNS name"),
        pytest.param(AUTHORITY.issue([HUB_URI, NODE_URI], [HUB_NAME]), id="two URIs"),
        pytest.param(AUTHORITY.issue([], [HUB_NAME]), id="no URI"),
        pytest.param(AUTHORITY.issue([hub_spiffe_id("x.org")], [HUB_NAME]), id="another network"),
        pytest.param(Authority.make().issue([HUB_URI], [HUB_NAME]), id="another authority"),
    ],
)
def test_nothing_else_is_taken_for_the_hub(leaf: Leaf) -> None:
    """A member could answer in the hub's place and show others a log of its own."""
    with pytest.raises(UnknownCallerError) as caught:
        call(leaf)

    assert caught.value.reason is Reason.CERT_INVALID


def test_the_name_that_was_looked_at_is_the_name_grpc_insists_on() -> None:
    """Between the look and the connection another server may take the port."""

    async def swap() -> None:
        honest = AUTHORITY.issue([HUB_URI], [HUB_NAME])
        async with loopback(
            {"Hello": _who}, credentials=server_credentials(honest, AUTHORITY)
        ) as port:
            channel = await open_channel(HubAddress("127.0.0.1", port), CREDENTIALS, KEYS.root)
        server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
        server.add_secure_port(f"127.0.0.1:{port}", server_credentials(NODE, AUTHORITY))
        await server.start()
        async with channel:
            hello: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(HELLO)
            with pytest.raises(BusyError):
                await ask(hello(b"", timeout=5))
        await server.stop(None)

    asyncio.run(swap())


@pytest.mark.parametrize(
    ("valid", "reason"),
    [(expired(), Reason.CERT_EXPIRED), (not_yet_valid(), Reason.CERT_INVALID)],
)
def test_a_certificate_out_of_its_time_points_at_the_clock(
    valid: tuple[datetime, datetime], reason: Reason
) -> None:
    """Most often it is the node's own clock that is wrong; gRPC says only UNAVAILABLE."""
    with pytest.raises(UnknownCallerError) as caught:
        call(AUTHORITY.issue([HUB_URI], [HUB_NAME], valid=valid))

    assert caught.value.reason is reason
    assert caught.value.metadata["clock"] == "suspect"


def test_nobody_there_is_a_busy_hub() -> None:
    """A node offline tries again; it does not alarm."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(BusyError) as caught:
        asyncio.run(open_channel(HubAddress("127.0.0.1", port), CREDENTIALS, KEYS.root))

    assert caught.value.metadata["port"] == str(port)


def test_a_server_without_tls_is_a_busy_hub() -> None:
    """A web server on the wrong port answers too."""

    async def plain() -> None:
        async with loopback({"Hello": _who}) as port:
            await open_channel(HubAddress("127.0.0.1", port), CREDENTIALS, KEYS.root)

    with pytest.raises(ForsaError):
        asyncio.run(plain())


def test_tls_before_1_3_is_not_spoken() -> None:
    """Only version 1.3 is in the protocol."""
    leaf = AUTHORITY.issue([HUB_URI], [HUB_NAME])

    async def old() -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        # ssl reads files only.
        with _files(leaf) as (chain, key):
            context.load_cert_chain(chain, key)
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        async with server:
            await open_channel(HubAddress("127.0.0.1", port), CREDENTIALS, KEYS.root)

    with pytest.raises(BusyError):
        asyncio.run(old())


@contextmanager
def _files(leaf: Leaf) -> Iterator[tuple[Path, Path]]:
    with TemporaryDirectory() as folder:
        chain, key = Path(folder, "chain.pem"), Path(folder, "key.pem")
        chain.write_bytes(leaf.chain_pem)
        key.write_bytes(leaf.key_pem)
        yield chain, key


def test_the_enrolment_port_needs_no_certificate_of_the_caller() -> None:
    """A newcomer has none yet; the server is still the hub or nobody."""

    async def enrol(leaf: Leaf) -> bytes:
        async with loopback({"Hello": _version}, credentials=server_credentials(leaf)) as port:
            address = HubAddress("127.0.0.1", enrol_port=port)
            channel = await open_enrolment_channel(address, AUTHORITY.pem, KEYS.root)
            async with channel:
                hello: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(HELLO)
                return await ask(hello(b"", timeout=5))

    assert asyncio.run(enrol(AUTHORITY.issue([HUB_URI], [HUB_NAME]))) == b"TLSv1.3"
    with pytest.raises(UnknownCallerError):
        asyncio.run(enrol(NODE))


async def _version(_: bytes, context: Any) -> bytes:
    version: bytes = context.auth_context()["ssl_tls_version"][0]
    return version


def test_a_stranger_can_be_asked_for_what_proves_itself() -> None:
    """The trust root chain verifies from the network id, whoever hands it out."""

    async def stranger(leaf: Leaf) -> bytes:
        async with loopback({"Hello": _version}, credentials=server_credentials(leaf)) as port:
            channel = await open_unverified_channel(HubAddress("127.0.0.1", enrol_port=port))
            async with channel:
                hello: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(HELLO)
                return await ask(hello(b"", timeout=5))

    assert asyncio.run(stranger(Authority.make().issue([], ["x.example.org"]))) == b"TLSv1.3"
    with pytest.raises(UnknownCallerError):
        asyncio.run(stranger(NODE))


def test_a_node_looks_at_its_own_certificate_first() -> None:
    """A failed handshake looks like a dead network."""
    own = check_own_certificate(NODE.chain_pem, 1_800_000_000_000)

    assert own.uris == (NODE_URI,)
    assert own.spki_sha256 == tls_spki_sha256(NODE.key_pem)
    with pytest.raises(UnknownCallerError) as late:
        check_own_certificate(NODE.chain_pem, own.not_after_ms)
    with pytest.raises(UnknownCallerError) as early:
        check_own_certificate(NODE.chain_pem, own.not_before_ms - 1)
    assert late.value.reason is Reason.CERT_EXPIRED
    assert early.value.reason is Reason.CERT_INVALID


@pytest.mark.parametrize(
    "uri",
    [
        "spiffe://other.org/member/amal/node/n1",
        f"spiffe://{TRUST_DOMAIN}/member/amal/node/n1/x",
        f"spiffe://{TRUST_DOMAIN}/member/../node/n1",
        f"spiffe://{TRUST_DOMAIN}/member//node/n1",
        f"spiffe://{TRUST_DOMAIN}/hub",
        f"spiffe://{TRUST_DOMAIN}evil/member/amal/node/n1",
        "member/amal/node/n1",
        "",
    ],
)
def test_only_a_node_of_this_network_has_a_name(uri: str) -> None:
    """The URI is what the fold's node list is asked for."""
    with pytest.raises(UnknownCallerError):
        parse_spiffe_id(uri, TRUST_DOMAIN)


def test_a_node_is_named_by_its_uri() -> None:
    """Beside the refusals."""
    assert parse_spiffe_id(NODE_URI, TRUST_DOMAIN).holder == "amal/n1"


def test_a_certificate_request_carries_a_key_and_no_name() -> None:
    """Names come from the hub's records, never from who asks."""
    key = draw_tls_key()
    request = x509.load_der_x509_csr(make_csr(key))

    assert request.is_signature_valid
    assert not list(request.subject)


@pytest.mark.parametrize(
    "pem", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_malformed_certificate_is_refused(pem: bytes) -> None:
    """It comes from whoever answers."""
    with pytest.raises(UnknownCallerError):
        parse_certificate(pem)
