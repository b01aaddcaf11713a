"""The three hashes of RFC 6962 section 2.1, with a type for each so that they are not mixed up."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NewType

LeafHash = NewType("LeafHash", bytes)
"""SHA-256(0x00 || leaf data), 32 bytes."""

NodeHash = NewType("NodeHash", bytes)
"""SHA-256(0x01 || left || right), 32 bytes; a tree of one leaf has its leaf hash as root."""

HASH_BYTES: Final = 32
_WORTH_NOT_COPYING: Final = 65_536
"""Bytes from which a second call costs less than a copy of the data."""
EMPTY_ROOT: Final = NodeHash(sha256(b"").digest())


def hash_leaf(data: bytes) -> LeafHash:
    """Hash the data of a leaf."""
    if len(data) < _WORTH_NOT_COPYING:
        return LeafHash(sha256(b"\x00" + data).digest())
    digest = sha256(b"\x00")
    digest.update(data)
    return LeafHash(digest.digest())


def hash_children(left: bytes, right: bytes) -> NodeHash:
    """Hash two neighbours, in this order."""
    return NodeHash(sha256(b"\x01" + left + right).digest())


def root_hash(leaves: Sequence[LeafHash]) -> NodeHash:
    """The root of the tree with these leaves (MTH of RFC 6962, over leaf hashes)."""
    if not leaves:
        return EMPTY_ROOT
    level: list[bytes] = list(leaves)
    while len(level) > 1:
        paired = [hash_children(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = [*paired, *level[len(paired) * 2 :]]
    return NodeHash(level[0])
