"""One sealed file of the register: who it belongs to in clear, everything else under the key.

    forsa-register/1 LF
    {"key":…,"member":…,"name":…,"network":…,"node":…} LF
    nonce, 12 bytes
    AES-256-GCM of the content, its tag last; the two lines are what is authenticated beside it

The second line says nothing about a learner. It is there so that a file of another node, of another
key, or under another name is told apart from one that is damaged.

Source: docs/decisions/0026-the-register-at-rest.md.
"""

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
MAX_CONTENT_BYTES: Final = 2**30
_MAGIC: Final = b"forsa-register/1\n"
_NONCE_BYTES: Final = 12
_MAX_LINE_BYTES: Final = 1024


class SealError(Exception):
    """A sealed file that does not open: it is damaged."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a sealed file says of itself in clear."""

    network: str
    """Network id, hexadecimal."""
    member: str
    node: str
    name: str
    """A school year, or what else the file holds."""
    key: str
    """Which key opens it (`key_mark`)."""

    def line(self) -> bytes:
        """As it stands in the file, with its line feed."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode() + b"\n"


def key_mark(key: bytes) -> str:
    """What tells one key from another without telling anything of it: 16 hexadecimal digits."""
    return sha256(b"forsa-register-key/1\n" + key).hexdigest()[:16]


def seal(label: Label, key: bytes, content: bytes) -> bytes:
    """Seal `content` for `label`; each call draws another nonce."""
    head, nonce = _MAGIC + label.line(), os.urandom(_NONCE_BYTES)
    return head + nonce + AESGCM(key).encrypt(nonce, content, head)


def read_label(data: bytes) -> Label:
    """What a file says of itself: a claim until `unseal` has opened it.

    Raises:
        SealError: it is no sealed file.
    """
    line, _, _ = data[len(_MAGIC) : len(_MAGIC) + _MAX_LINE_BYTES].partition(b"\n")
    try:
        label = Label(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        raise SealError from None
    if not data.startswith(_MAGIC + label.line()) or not _is_text(label):
        raise SealError
    return label


def unseal(label: Label, key: bytes, data: bytes) -> bytes:
    """The content of a file with this label.

    Raises:
        SealError: a byte of it is another one than was written, or it has another label.
    """
    head = _MAGIC + label.line()
    at = len(head) + _NONCE_BYTES
    if not data.startswith(head) or len(data) < at:
        raise SealError
    try:
        return AESGCM(key).decrypt(data[len(head) : at], memoryview(data)[at:], head)
    except InvalidTag:
        raise SealError from None


def _is_text(label: Label) -> bool:
    return all(isinstance(value, str) for value in asdict(label).values())
