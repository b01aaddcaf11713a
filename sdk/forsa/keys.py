"""Ed25519 in the strict profile on which all parties agree (docs/protocol.md, "Signatures").

Stock libraries disagree about malformed points, and a fold may not. So public keys are checked
once, when they are admitted, and every signature is held to what OpenSSL and libsodium both do.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final, NewType, Self

from nacl.bindings import (
    crypto_core_ed25519_is_valid_point,
    crypto_sign,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import BadSignatureError

from forsa.errors import MalformedError, Reason, SignatureError

PublicKey = NewType("PublicKey", bytes)
"""32 bytes that `parse_public_key` has accepted."""

KeyId = NewType("KeyId", bytes)
"""32 bytes: SHA-256 of the key's DER SubjectPublicKeyInfo."""

SIGNATURE_BYTES: Final = 64
_SPKI_PREFIX: Final = bytes.fromhex("302a300506032b6570032100")
_P: Final = 2**255 - 19
_L: Final = 2**252 + 27742317777372353535851937790883648493
_SIGN_BIT: Final = 1 << 255


def _small_order_encodings() -> frozenset[bytes]:
    """The canonical encodings of the eight points that [8] takes to the identity."""
    order_8 = (
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    )
    ordinates = (1, _P - 1, *order_8, order_8[0] | _SIGN_BIT, order_8[1] | _SIGN_BIT)
    return frozenset(y.to_bytes(32, "little") for y in (*ordinates, 0, _SIGN_BIT))


_SMALL_ORDER: Final = _small_order_encodings()


def parse_public_key(raw: bytes) -> PublicKey:
    """Accept a public key: canonical, on the curve, not the identity, free of torsion.

    Raises:
        MalformedError: `KIND_EFFECT_INVALID`; callers that admit keys elsewhere say so themselves.
    """
    if len(raw) != 32 or not crypto_core_ed25519_is_valid_point(raw):
        raise MalformedError("not a public key of the strict profile", Reason.KIND_EFFECT_INVALID)
    return PublicKey(raw)


def spki_of(public: bytes) -> bytes:
    """The DER SubjectPublicKeyInfo of an Ed25519 key (RFC 8410)."""
    return _SPKI_PREFIX + public


def key_id_of(public: bytes) -> KeyId:
    """The key's id, 32 bytes."""
    return KeyId(sha256(_SPKI_PREFIX + public).digest())


def fingerprint(key_id: bytes) -> str:
    """The first 16 bytes of a key id, in groups that two people compare by telephone."""
    digits = key_id.hex()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def is_signature_valid(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is by `public` over `message`; never raises, whatever the bytes are.

    Source: RFC 8032 section 5.1.7, cofactorless, S reduced, R canonical and not of small order.
    """
    if len(signature) != SIGNATURE_BYTES or len(public) != 32:
        return False
    if int.from_bytes(signature[32:], "little") >= _L or not _is_proper_r(signature[:32]):
        return False
    try:
        crypto_sign_open(signature + message, public)
    except BadSignatureError:
        return False
    return True


def _is_proper_r(encoded: bytes) -> bool:
    return encoded not in _SMALL_ORDER and int.from_bytes(encoded, "little") & (_SIGN_BIT - 1) < _P


def verify_signature(public: bytes, message: bytes, signature: bytes) -> None:
    """Check a signature.

    Raises:
        SignatureError: `SIGNATURE_INVALID`.
    """
    if not is_signature_valid(public, message, signature):
        raise SignatureError("the signature is not by this key", Reason.SIGNATURE_INVALID)


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A private key. It never prints itself."""

    seed: bytes
    public: PublicKey
    _secret: bytes

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Make the key pair of 32 secret bytes; the caller draws them."""
        public, secret = crypto_sign_seed_keypair(seed)
        return cls(seed, PublicKey(public), secret)

    @property
    def key_id(self) -> KeyId:
        """The id of the public key."""
        return key_id_of(self.public)

    def sign(self, message: bytes) -> bytes:
        """Sign, 64 bytes; the same message gives the same signature."""
        return crypto_sign(message, self._secret)[:SIGNATURE_BYTES]

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public.hex()})"


def is_published_key(public: bytes) -> bool:
    """Whether the private half of `public` stands in a book that everybody can read.

    Covers the worked example (a byte repeated 32 times as seed) and RFC 8032 section 7.1.
    """
    return public in _published_keys()


@cache
def _published_keys() -> frozenset[bytes]:
    repeated = (bytes([byte]) * 32 for byte in range(256))
    seeds = (*repeated, bytes(range(32)), *(bytes.fromhex(seed) for seed in _RFC_8032_SEEDS))
    return frozenset(SigningKey.from_seed(seed).public for seed in seeds)


_RFC_8032_SEEDS: Final = (
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
)
