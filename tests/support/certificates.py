"""Certificates for tests: an authority, and leaves that are as wrong as a test needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from forsa.client.node_keys import draw_tls_key

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FAR = datetime(2099, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Leaf:
    """A certificate with its key, in PEM; the chain ends with its authority."""

    chain_pem: bytes
    key_pem: bytes


@dataclass(frozen=True)
class Authority:
    """A certificate authority of a test."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def make(cls) -> Self:
        """Draw a key and sign it with itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test authority")])
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(EPOCH)
            .not_valid_after(FAR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        )
        return cls(key, builder.sign(key, hashes.SHA256()))

    @property
    def pem(self) -> bytes:
        """The authority's certificate."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def spki_sha256(self) -> bytes:
        """What a trust root names it by."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        public = self.key.public_key().public_bytes(serialization.Encoding.DER, form)
        return sha256(public).digest()

    def issue(
        self,
        uris: Sequence[str] = (),
        dns: Sequence[str] = (),
        *,
        valid: tuple[datetime, datetime] = (EPOCH, FAR),
        common_name: str = "",
    ) -> Leaf:
        """A leaf with these names; no common name unless a test wants one."""
        key_pem = draw_tls_key()
        key = serialization.load_pem_private_key(key_pem, None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        names: list[x509.GeneralName] = [x509.UniformResourceIdentifier(uri) for uri in uris]
        names += [x509.DNSName(one) for one in dns]
        attributes = [x509.NameAttribute(NameOID.COMMON_NAME, common_name)] if common_name else []
        usages = x509.ExtendedKeyUsage(
            [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name(attributes))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(valid[0])
            .not_valid_after(valid[1])
            .add_extension(usages, critical=False)
        )
        if names:
            san = x509.SubjectAlternativeName(names)
            builder = builder.add_extension(san, critical=not common_name)
        signed = builder.sign(self.key, hashes.SHA256())
        return Leaf(signed.public_bytes(serialization.Encoding.PEM) + self.pem, key_pem)


def expired() -> tuple[datetime, datetime]:
    """A validity that ended an hour ago by the machine's clock."""
    now = datetime.now(tz=UTC)
    return now - timedelta(days=30), now - timedelta(hours=1)


def not_yet_valid() -> tuple[datetime, datetime]:
    """A validity that begins tomorrow by the machine's clock."""
    now = datetime.now(tz=UTC)
    return now + timedelta(days=1), now + timedelta(days=30)
