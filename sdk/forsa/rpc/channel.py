"""Channels to a hub: which certificate counts as the hub's (docs/protocol.md, "Certificates").

gRPC checks chain and host name and shows no certificate to its caller. So the leaf is looked at
in a handshake of its own first: it must be the hub's by its URI, and its DNS name becomes the one
that gRPC then insists on.
"""

import asyncio
import os
import socket
import ssl
from dataclasses import dataclass
from typing import Final

import grpc

from forsa.errors import BusyError, Reason, UnknownCallerError
from forsa.root import TrustRoot
from forsa.rpc.address import HubAddress
from forsa.rpc.identity import Certificate, check_hub_certificate, parse_certificate_der
from forsa.rpc.server import MAX_METADATA_BYTES, WINDOW_OPTIONS

MAX_ANSWER_BYTES: Final = 4 * 2**20 + 64 * 1024
"""A frame of 4 MiB in the message that carries it."""
CONNECT_SECONDS: Final = 20.0

_OPTIONS: Final[tuple[tuple[str, int | str], ...]] = (
    ("grpc.max_receive_message_length", MAX_ANSWER_BYTES),
    ("grpc.max_metadata_size", MAX_METADATA_BYTES),
    ("grpc.absolute_max_metadata_size", 2 * MAX_METADATA_BYTES),
    *WINDOW_OPTIONS,
    ("grpc.keepalive_time_ms", 240_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    # Two channels of one process must not share a connection, nor its certificate.
    ("grpc.use_local_subchannel_pool", 1),
    # Whoever holds a channel decides when to try again; gRPC itself does so within seconds.
    ("grpc.enable_retries", 0),
    ("grpc.initial_reconnect_backoff_ms", 500),
    ("grpc.max_reconnect_backoff_ms", 10_000),
)


@dataclass(frozen=True, slots=True)
class NodeCredentials:
    """What a node shows and trusts: its chain and key, and its network's authority (PEM)."""

    ca_pem: bytes
    chain_pem: bytes
    key_pem: bytes


async def open_channel(
    address: HubAddress, credentials: NodeCredentials, root: TrustRoot
) -> grpc.aio.Channel:
    """Connect a node to the hub's main port; `root` is the newest the node accepted.

    Raises:
        BusyError: `OUTCOME_UNKNOWN`: nobody answers there.
        UnknownCallerError: `CERT_EXPIRED` or `CERT_INVALID`: what answers is not the hub, or its
            certificate is not valid by this machine's clock.
    """
    context = _trusting(credentials.ca_pem)
    _show(context, credentials)
    leaf = parse_certificate_der(await _handshake(address.host, address.port, context))
    name = _hub_name(leaf, root)
    trusted = grpc.ssl_channel_credentials(
        credentials.ca_pem, credentials.key_pem, credentials.chain_pem
    )
    return _channel(address.target, trusted, name)


async def open_enrolment_channel(
    address: HubAddress, ca_pem: bytes, root: TrustRoot
) -> grpc.aio.Channel:
    """Connect to the enrolment port, where the caller shows no certificate; raises alike."""
    context = _trusting(ca_pem)
    leaf = parse_certificate_der(await _handshake(address.host, address.enrol_port, context))
    name = _hub_name(leaf, root)
    return _channel(address.enrol_target, grpc.ssl_channel_credentials(ca_pem), name)


async def open_unverified_channel(address: HubAddress) -> grpc.aio.Channel:
    """Connect to the enrolment port trusting whatever certificate it shows, for one answer.

    Nothing that comes through this channel may be believed before it verifies by itself, as a
    trust root chain does from the network id. No secret may be sent.
    """
    der = await _handshake(address.host, address.enrol_port, _trusting_nobody())
    names = parse_certificate_der(der).dns_names
    if not names:
        raise UnknownCallerError("what answers has no DNS name", Reason.CERT_INVALID)
    anchor = ssl.DER_cert_to_PEM_cert(der).encode()
    return _channel(address.enrol_target, grpc.ssl_channel_credentials(anchor), names[0])


def _channel(target: str, credentials: grpc.ChannelCredentials, name: str) -> grpc.aio.Channel:
    options = (*_OPTIONS, ("grpc.ssl_target_name_override", name))
    return grpc.aio.secure_channel(target, credentials, options=options)


def _hub_name(leaf: Certificate, root: TrustRoot) -> str:
    document = root.document
    return check_hub_certificate(leaf, document.trust_domain, tuple(document.hub_names))


def _trusting(ca_pem: bytes) -> ssl.SSLContext:
    context = _trusting_nobody()
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=ca_pem.decode("ascii"))
    return context


def _show(context: ssl.SSLContext, credentials: NodeCredentials) -> None:
    """Show our certificate: without it the hub logs a failed handshake each time we look.

    `ssl` reads files only; this one is in memory and has no name.
    """
    descriptor = os.memfd_create("forsa-tls", os.MFD_CLOEXEC)
    with os.fdopen(descriptor, "wb") as file:
        file.write(credentials.key_pem + credentials.chain_pem)
        file.flush()
        context.load_cert_chain(f"/proc/self/fd/{descriptor}")


def _trusting_nobody() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # a host may be an address; the names are checked by us
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.set_alpn_protocols(["h2"])
    return context


async def _handshake(host: str, port: int, context: ssl.SSLContext) -> bytes:
    """Connect, take the leaf in DER, and go."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, writer = await asyncio.open_connection(host, port, ssl=context)
    except ssl.SSLCertVerificationError as error:
        raise _refused(error) from None
    except (OSError, TimeoutError) as error:
        raise _unreachable(host, port, error) from None
    try:
        tls: ssl.SSLObject = writer.get_extra_info("ssl_object")
        der = tls.getpeercert(binary_form=True)
    finally:
        writer.transport.abort()
    if der is None:
        raise UnknownCallerError("what answers shows no certificate", Reason.CERT_INVALID)
    return der


_EXPIRED: Final = 10  # X509_V_ERR_CERT_HAS_EXPIRED
_NOT_YET_VALID: Final = 9  # X509_V_ERR_CERT_NOT_YET_VALID


def _refused(error: ssl.SSLCertVerificationError) -> UnknownCallerError:
    reason = Reason.CERT_EXPIRED if error.verify_code == _EXPIRED else Reason.CERT_INVALID
    by_clock = error.verify_code in (_EXPIRED, _NOT_YET_VALID)
    return UnknownCallerError(
        f"the hub's certificate is refused: {error.verify_message}",
        reason,
        whose="hub",
        clock="suspect" if by_clock else "no matter",
    )


def _unreachable(host: str, port: int, error: OSError | TimeoutError) -> BusyError:
    if isinstance(error, socket.gaierror):
        what = f"there is no host {host}"
    elif isinstance(error, TimeoutError):
        what = f"{host} port {port} does not answer within {CONNECT_SECONDS:.0f} s"
    else:
        what = f"{host} port {port} does not answer: {error.strerror or error}"
    return BusyError(what, Reason.OUTCOME_UNKNOWN, host=host, port=port)
