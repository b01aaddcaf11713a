"""What certificates say: SPIFFE ids, key hashes, dates (RFC 5280, SPIFFE X.509-SVID)."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import ExtensionOID

from forsa.encoding import is_member_id
from forsa.errors import Reason, UnknownCallerError

_SCHEME: Final = "spiffe://"
_UNREADABLE: Final = (
    ValueError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class NodeName:
    """The node that a certificate names."""

    member: str
    node: str

    @property
    def holder(self) -> str:
        """`<member>/<node>`."""
        return f"{self.member}/{self.node}"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What we read from a certificate. Who issued it is TLS's business."""

    uris: tuple[str, ...]
    dns_names: tuple[str, ...]
    spki_sha256: bytes
    not_before_ms: int
    not_after_ms: int


def spiffe_id(trust_domain: str, member: str, node: str) -> str:
    """The URI of a node."""
    return f"{_SCHEME}{trust_domain}/member/{member}/node/{node}"


def hub_spiffe_id(trust_domain: str) -> str:
    """The URI of the hub."""
    return f"{_SCHEME}{trust_domain}/hub"


def parse_spiffe_id(uri: str, trust_domain: str) -> NodeName:
    """Read the URI of a node of this network.

    Raises:
        UnknownCallerError: `CERT_INVALID`.
    """
    prefix = f"{_SCHEME}{trust_domain}/member/"
    match uri.removeprefix(prefix).split("/"):
        case [member, "node", node] if (
            uri.startswith(prefix) and is_member_id(member) and is_member_id(node)
        ):
            return NodeName(member, node)
    raise _invalid("the certificate does not name a node of this network")


def parse_certificate(pem: bytes) -> Certificate:
    """Read the first certificate of a PEM text.

    Raises:
        UnknownCallerError: `CERT_INVALID`.
    """
    try:
        return _read(x509.load_pem_x509_certificate(pem))
    except _UNREADABLE:
        raise _invalid("the certificate is malformed") from None


def parse_certificate_der(der: bytes) -> Certificate:
    """Read a DER certificate, or raise UnknownCallerError."""
    try:
        return _read(x509.load_der_x509_certificate(der))
    except _UNREADABLE:
        raise _invalid("the certificate is malformed") from None


def _read(certificate: x509.Certificate) -> Certificate:
    return Certificate(
        tuple(_names(certificate, x509.UniformResourceIdentifier)),
        tuple(_names(certificate, x509.DNSName)),
        spki_sha256(certificate),
        _milliseconds(certificate.not_valid_before_utc),
        _milliseconds(certificate.not_valid_after_utc),
    )


def _names(
    certificate: x509.Certificate,
    kind: type[x509.UniformResourceIdentifier] | type[x509.DNSName],
) -> list[str]:
    for extension in certificate.extensions:
        if extension.oid == ExtensionOID.SUBJECT_ALTERNATIVE_NAME and isinstance(
            extension.value, x509.SubjectAlternativeName
        ):
            return extension.value.get_values_for_type(kind)
    return []


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1000


def spki_sha256(certificate: x509.Certificate) -> bytes:
    """SHA-256 of the certificate's SubjectPublicKeyInfo, 32 bytes."""
    return _hash_spki(certificate.public_key())


def tls_spki_sha256(key_pem: bytes) -> bytes:
    """The same hash of a private key's public half: what `node.add` registers."""
    return _hash_spki(_tls_key(key_pem).public_key())


def _hash_spki(public: CertificatePublicKeyTypes) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return sha256(public.public_bytes(serialization.Encoding.DER, form)).digest()


def make_csr(key_pem: bytes) -> bytes:
    """A certificate request for a TLS key; PKCS #10 in DER, its subject empty."""
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
    request = builder.sign(_tls_key(key_pem), hashes.SHA256())
    return request.public_bytes(serialization.Encoding.DER)


def _tls_key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a TLS key is a P-256 key")
    return key


def check_hub_certificate(leaf: Certificate, trust_domain: str, hub_names: tuple[str, ...]) -> str:
    """Return the DNS name by which a certificate is the hub's.

    Every member's node holds a serverAuth certificate of the same authority, so a good chain is
    not enough.

    Raises:
        UnknownCallerError: `CERT_INVALID`.
    """
    named = sorted(set(leaf.dns_names) & set(hub_names))
    if leaf.uris != (hub_spiffe_id(trust_domain),) or not named:
        raise _invalid(
            f"what answers is not the hub: it shows {', '.join(leaf.uris + leaf.dns_names)}"
        )
    return named[0]


def check_own_certificate(chain_pem: bytes, now_ms: int) -> Certificate:
    """Look at one's own certificate before blaming the network for a handshake that fails.

    Raises:
        UnknownCallerError: `CERT_EXPIRED`, or `CERT_INVALID` if it is not valid yet by this
            clock, with `not_before_ms`, `not_after_ms` and `now_ms`.
    """
    own = parse_certificate(chain_pem)
    times = {
        "not_before_ms": own.not_before_ms,
        "not_after_ms": own.not_after_ms,
        "now_ms": now_ms,
    }
    if now_ms >= own.not_after_ms:
        raise UnknownCallerError(
            "this node's certificate has expired, by its own clock", Reason.CERT_EXPIRED, **times
        )
    if now_ms < own.not_before_ms:
        raise UnknownCallerError(
            "this node's certificate is not valid yet, by its own clock",
            Reason.CERT_INVALID,
            **times,
        )
    return own


def _invalid(what: str) -> UnknownCallerError:
    return UnknownCallerError(what, Reason.CERT_INVALID)
