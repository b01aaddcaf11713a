"""The five private keys of a node, and how they lie on the disk (PEM, PKCS #8).

Three member keys, one a purpose (docs/decisions/0005), one that cosigns, one for TLS.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from forsa.client.files import PRIVATE, FolderError, FolderProblem, write_durably
from forsa.keys import SigningKey
from forsa.root import PURPOSES

WITNESS: Final = "witness"
TLS_FILE: Final = "tls.pem"


@dataclass(frozen=True, slots=True, repr=False)
class NodeKeys:
    """What a node signs and connects with. It never prints itself."""

    member: Mapping[str, SigningKey]
    """By purpose: `admin`, `govern`, `record`."""
    witness: SigningKey
    tls_pem: bytes
    """P-256, PKCS #8 in PEM."""

    @classmethod
    def draw(cls) -> Self:
        """Draw five new keys from the system's randomness."""
        member = {purpose: draw_signing_key() for purpose in PURPOSES}
        return cls(member, draw_signing_key(), draw_tls_key())

    def save(self, folder: Path) -> None:
        """Write each key to a file of its own in `folder`, readable by its owner only."""
        for name, key in {**self.member, WITNESS: self.witness}.items():
            write_durably(folder / f"{name}.pem", format_signing_key(key), PRIVATE)
        write_durably(folder / TLS_FILE, self.tls_pem, PRIVATE)

    def __repr__(self) -> str:
        return "NodeKeys(…)"


def draw_signing_key() -> SigningKey:
    """Draw an Ed25519 key from the system's randomness."""
    return SigningKey.from_seed(os.urandom(32))


def draw_tls_key() -> bytes:
    """Draw a P-256 key for TLS; PKCS #8 in PEM."""
    return _format_pem(ec.generate_private_key(ec.SECP256R1()))


def format_signing_key(key: SigningKey) -> bytes:
    """The private key as PKCS #8 in PEM (RFC 8410), not encrypted."""
    return _format_pem(ed25519.Ed25519PrivateKey.from_private_bytes(key.seed))


def _format_pem(key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def read_signing_key(path: Path) -> SigningKey:
    """Read an Ed25519 private key.

    Raises:
        FolderError: `KEY_ABSENT` if there is no such file, `DAMAGED` if it holds something else.
    """
    key = _parse_pem(path)
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise _damaged(path, "is not an Ed25519 key")
    return SigningKey.from_seed(key.private_bytes_raw())


def read_tls_key(path: Path) -> bytes:
    """Read the TLS key, as PEM, or raise FolderError as `read_signing_key` does."""
    key = _parse_pem(path)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise _damaged(path, "is not a P-256 key")
    return path.read_bytes()


def _parse_pem(path: Path) -> PrivateKeyTypes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        message = f"{path} is not there; put the key back to do this"
        raise FolderError(message, FolderProblem.KEY_ABSENT, path) from None
    try:
        return serialization.load_pem_private_key(data, password=None)
    except (ValueError, TypeError):
        raise _damaged(path, "is not a private key in PEM") from None


def _damaged(path: Path, what: str) -> FolderError:
    message = f"{path} {what}; restore it from a backup"
    return FolderError(message, FolderProblem.DAMAGED, path)
