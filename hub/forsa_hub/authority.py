"""The hub's certificate authority: what it issues, and to whom it never would.

Sources: RFC 5280, SPIFFE X.509-SVID; docs/protocol.md, "Certificates".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from forsa.errors import MalformedError, Reason
from forsa.rpc.identity import hub_spiffe_id, spiffe_id

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NODE_LIFETIME: Final = timedelta(days=30)
NODE_BACKDATED: Final = timedelta(hours=24)
HUB_LIFETIME: Final = timedelta(days=400)
CA_LIFETIME: Final = timedelta(days=20 * 365)
MAX_CSR_BYTES: Final = 4096


@dataclass(frozen=True, slots=True, repr=False)
class Authority:
    """Issues certificates under one key for one trust domain."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    trust_domain: str

    def issue_node(
        self, public: ec.EllipticCurvePublicKey, member: str, node: str, now: datetime
    ) -> bytes:
        """A node's chain, PEM: empty subject, one URI name, no DNS name, 30 days."""
        names = [x509.UniformResourceIdentifier(spiffe_id(self.trust_domain, member, node))]
        builder = self._leaf(public, names).not_valid_before(now - NODE_BACKDATED)
        return self._sign(builder.not_valid_after(now + NODE_LIFETIME))

    def issue_hub(
        self, public: ec.EllipticCurvePublicKey, hub_names: Sequence[str], now: datetime
    ) -> bytes:
        """The hub's certificate, PEM; valid from 1970 so that a node with a lost clock connects."""
        names: list[x509.GeneralName] = [
            x509.UniformResourceIdentifier(hub_spiffe_id(self.trust_domain))
        ]
        names += [x509.DNSName(name) for name in hub_names]
        builder = self._leaf(public, names).not_valid_before(EPOCH)
        return self._sign(builder.not_valid_after(now + HUB_LIFETIME))

    def chain(self, leaf_pem: bytes) -> bytes:
        """A leaf with the authority behind it."""
        return leaf_pem + self.certificate.public_bytes(serialization.Encoding.PEM)

    def _leaf(
        self, public: ec.EllipticCurvePublicKey, names: Sequence[x509.GeneralName]
    ) -> x509.CertificateBuilder:
        usage = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([]))
            .issuer_name(self.certificate.subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .add_extension(x509.SubjectAlternativeName(names), critical=True)
            .add_extension(_key_usage(digital_signature=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage(usage), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        )

    def _sign(self, builder: x509.CertificateBuilder) -> bytes:
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _key_usage(*, digital_signature: bool = False, key_cert_sign: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        key_cert_sign=key_cert_sign,
        crl_sign=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def make_authority(name: str, trust_domain: str, now: datetime) -> Authority:
    """A new authority with a fresh key; it may sign leaves only."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(EPOCH)
        .not_valid_after(now + CA_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(key_cert_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, certificate, trust_domain)


def parse_csr(der: bytes) -> ec.EllipticCurvePublicKey:
    """The P-256 key of a certificate request; its subject and names are not looked at.

    Raises:
        MalformedError: too large, not PKCS #10, another key, or not signed by it.
    """
    if len(der) > MAX_CSR_BYTES:
        raise _refused(f"{len(der)} bytes")
    try:
        request = x509.load_der_x509_csr(der)
        public = request.public_key()
        signed = request.is_signature_valid
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _refused("it is not PKCS #10") from None
    if not isinstance(public, ec.EllipticCurvePublicKey) or public.curve.name != "secp256r1":
        raise _refused("its key is not P-256")
    if not signed:
        raise _refused("it is not signed by its key")
    return public


def key_spki_sha256(public: ec.EllipticCurvePublicKey) -> bytes:
    """SHA-256 of a key's SubjectPublicKeyInfo, as `node.add` registers it."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return sha256(public.public_bytes(serialization.Encoding.DER, form)).digest()


def _refused(what: str) -> MalformedError:
    return MalformedError(f"the certificate request is refused: {what}", Reason.ENVELOPE_MALFORMED)


def instant(now_ms: int) -> datetime:
    """Milliseconds since 1970 as a time."""
    return EPOCH + timedelta(milliseconds=now_ms)
