"""A secret of 32 bytes under a passphrase: scrypt (RFC 7914) makes a key of it, AES-256-GCM seals.

Whoever copies the file must try passphrases, and each try costs 128 MiB and half a second.
"""

import os
from dataclasses import dataclass
from typing import Any, Final, Self
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from forsa.encoding import parse_hex
from forsa.errors import MalformedError, Reason

MIN_PASSPHRASE: Final = 12
"""Characters: four common words, or a sentence."""
MAX_PASSPHRASE: Final = 1024

_COST: Final = 2**17
_MAX_COST: Final = 2**20
"""1 GiB: a damaged file must not take all memory."""
_BLOCK: Final = 8
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_TAG_BYTES: Final = 16


def require_passphrase(text: str) -> str:
    """A passphrase that is worth the name.

    Raises:
        MalformedError: it is too short or too long.
    """
    if not MIN_PASSPHRASE <= len(text) <= MAX_PASSPHRASE:
        raise MalformedError(
            f"a passphrase has {MIN_PASSPHRASE} to {MAX_PASSPHRASE} characters, this one has "
            f"{len(text)}",
            Reason.LIMIT_EXCEEDED,
        )
    return text


class NotOpenedError(Exception):
    """The passphrase is another one, or the sealed bytes or what they belong to were changed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed secret, and all but the passphrase that opens it."""

    cost: int
    """N of scrypt: a power of two; memory is 1024 times as many bytes."""
    salt: bytes
    nonce: bytes
    data: bytes
    """The ciphertext of 32 bytes, and its tag."""

    def values(self) -> dict[str, Any]:
        """As JSON."""
        names = {"salt": self.salt, "nonce": self.nonce, "data": self.data}
        return {"kdf": "scrypt", "n": self.cost, "r": _BLOCK, "p": 1, "cipher": "aes-256-gcm"} | {
            name: value.hex() for name, value in names.items()
        }

    @classmethod
    def parse(cls, values: dict[str, Any]) -> Self:
        """Read what `values` wrote.

        Raises:
            ValueError, KeyError, MalformedError: it is something else.
        """
        cost = values["n"]
        known = (values["kdf"], values["r"], values["p"], values["cipher"])
        if known != ("scrypt", _BLOCK, 1, "aes-256-gcm"):
            raise ValueError(f"sealed by {known}")
        if not isinstance(cost, int) or not 2 <= cost <= _MAX_COST or cost & (cost - 1):
            raise ValueError(f"a cost of {cost}")
        return cls(
            cost,
            parse_hex(values["salt"], _SALT_BYTES),
            parse_hex(values["nonce"], _NONCE_BYTES),
            parse_hex(values["data"], _KEY_BYTES + _TAG_BYTES),
        )

    def open(self, passphrase: str, belongs_to: bytes) -> bytes:
        """The secret.

        Raises:
            NotOpenedError: see there.
        """
        key = _derive(passphrase, self.salt, self.cost)
        try:
            return AESGCM(key).decrypt(self.nonce, self.data, belongs_to)
        except InvalidTag:
            raise NotOpenedError from None


def seal(secret: bytes, passphrase: str, belongs_to: bytes) -> Sealed:
    """Seal 32 secret bytes.

    Args:
        secret: What nobody without the passphrase may have.
        passphrase: However it was typed: what looks the same is the same.
        belongs_to: Sealed in another place it does not open.
    """
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    data = AESGCM(_derive(passphrase, salt, _COST)).encrypt(nonce, secret, belongs_to)
    return Sealed(_COST, salt, nonce, data)


def _derive(passphrase: str, salt: bytes, cost: int) -> bytes:
    typed = normalize("NFKC", passphrase).encode()
    return Scrypt(salt=salt, length=_KEY_BYTES, n=cost, r=_BLOCK, p=1).derive(typed)
