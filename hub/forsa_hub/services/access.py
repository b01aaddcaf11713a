"""Who calls, and whether the network still lets that node in: asked on every call."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import grpc
from forsa.clock import MachineClock
from forsa.errors import Reason, UnknownCallerError
from forsa.governance.state import State, Status
from forsa.rpc.identity import Certificate, NodeName, parse_certificate, parse_spiffe_id

Context = grpc.aio.ServicerContext[Any, Any]
_REMEMBERED = 1024
_OUTSIDE = (Status.WITHDRAWN, Status.EXPELLED)


class Access:
    """Reads certificates off calls and holds them against the state."""

    def __init__(self, trust_domain: str, machine: MachineClock) -> None:
        self._trust_domain = trust_domain
        self._clock = machine
        self._read: OrderedDict[bytes, Certificate] = OrderedDict()

    def caller(self, context: Context, state: State) -> NodeName:
        """The node that calls.

        Raises:
            UnknownCallerError: `CERT_INVALID`, `CERT_EXPIRED` or `NODE_REVOKED`.
        """
        shown: Mapping[str, Any] = context.auth_context()
        if list(shown.get("ssl_tls_version", ())) != [b"TLSv1.3"]:
            raise _refused("the channel is not TLS 1.3")
        pem = next(iter(shown.get("x509_pem_cert", ())), None)
        if pem is None:
            raise _refused("the caller shows no certificate")
        certificate = self._certificate(bytes(pem))
        return self.check(certificate, state)

    def check(self, certificate: Certificate, state: State) -> NodeName:
        """Whom a certificate lets in, by the state as it is now; raises as `caller`."""
        if certificate.not_after_ms < self._clock.now_ms():
            raise UnknownCallerError("the node's certificate has expired", Reason.CERT_EXPIRED)
        if len(certificate.uris) != 1:
            raise _refused("the certificate names more or less than one node")
        name = parse_spiffe_id(certificate.uris[0], self._trust_domain)
        node = state.rights.nodes.get(name.holder)
        member = state.rights.members.get(name.member)
        if node is None or member is None or not node.active or member.status in _OUTSIDE:
            raise UnknownCallerError(
                f"{name.holder} is not an active node of the network", Reason.NODE_REVOKED
            )
        if node.tls_spki_sha256 != certificate.spki_sha256:
            raise UnknownCallerError(f"{name.holder} has another TLS key now", Reason.NODE_REVOKED)
        return name

    def _certificate(self, pem: bytes) -> Certificate:
        known = self._read.get(pem)
        if known is None:
            known = self._read[pem] = parse_certificate(pem)
            if len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
        return known


def _refused(why: str) -> UnknownCallerError:
    return UnknownCallerError(why, Reason.CERT_INVALID)
