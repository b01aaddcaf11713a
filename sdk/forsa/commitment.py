"""Salted Merkle commitments to data that can be erased (docs/protocol.md, "Commitments").

A commitment is the tree hash over [salt, chunk 0, chunk 1, ...] with chunks of 1 MiB. Once salt
and data are erased together, what remains cannot confirm a guess.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeAlias

from forsa.errors import MalformedError, Reason, VerificationError
from forsa.merkle.hashes import LeafHash, NodeHash, hash_leaf, root_hash
from forsa.v1.record_pb2 import Commitment

CHUNK_BYTES: Final = 2**20
SALT_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Manifest:
    """A salt and the leaf hash of each chunk: as confidential as the data themselves."""

    salt: bytes
    size: int
    leaf_hashes: tuple[LeafHash, ...]

    def root(self) -> NodeHash:
        """The commitment's root."""
        return root_hash([hash_leaf(self.salt), *self.leaf_hashes])

    def chunk_bytes(self, index: int) -> int:
        """The size of the chunk at `index`: 1 MiB, or what is left in the last."""
        return min(CHUNK_BYTES, self.size - index * CHUNK_BYTES)


def chunk_count(size: int) -> int:
    """How many chunks `size` bytes have."""
    return -(-size // CHUNK_BYTES)


def manifest_of(salt: bytes, chunks: Iterable[bytes]) -> Manifest:
    """Describe data that come chunk by chunk: each of 1 MiB, the last with what is left.

    Args:
        salt: 32 fresh random bytes, never used for other data.
        chunks: The data, as a file is read; not kept.

    Raises:
        ValueError: a chunk before the last has another size, or one is empty.
    """
    hashes: list[LeafHash] = []
    size = 0
    for chunk in chunks:
        if size != len(hashes) * CHUNK_BYTES or not 0 < len(chunk) <= CHUNK_BYTES:
            raise ValueError(f"chunk {len(hashes)} has {len(chunk)} bytes after {size}")
        hashes.append(hash_leaf(chunk))
        size += len(chunk)
    return Manifest(salt, size, tuple(hashes))


def make_manifest(salt: bytes, data: bytes) -> Manifest:
    """Describe `data`; `salt` is 32 fresh random bytes, never used for other data."""
    chunks = range(0, len(data), CHUNK_BYTES)
    hashes = tuple(hash_leaf(data[at : at + CHUNK_BYTES]) for at in chunks)
    return Manifest(salt, len(data), hashes)


def commitment_root(salt: bytes, data: bytes) -> bytes:
    """The root over `salt` and `data`."""
    if 0 < len(data) <= CHUNK_BYTES:  # nearly every body: two leaves, no tree to build
        left = sha256(b"\x00" + salt).digest()
        right = sha256(b"\x00" + data).digest()
        return sha256(b"\x01" + left + right).digest()
    return make_manifest(salt, data).root()


def commit(salt: bytes, data: bytes, media_type: str = "") -> Commitment:
    """The commitment that a header carries; `media_type` is for attachments only."""
    root = commitment_root(salt, data)
    return Commitment(root=root, size=len(data), media_type=media_type)


def verify_manifest(commitment: Commitment, manifest: Manifest) -> None:
    """Check that `manifest` describes what `commitment` commits to.

    Raises:
        VerificationError: `COMMITMENT_MISMATCH`.
    """
    fits = (
        len(manifest.salt) == SALT_BYTES
        and manifest.size == commitment.size
        and len(manifest.leaf_hashes) == chunk_count(manifest.size)
        and all(len(one) == SALT_BYTES for one in manifest.leaf_hashes)
        and manifest.root() == commitment.root
    )
    if not fits:
        raise VerificationError("the manifest is of other data", Reason.COMMITMENT_MISMATCH)


def verify_chunk(manifest: Manifest, index: int, data: bytes) -> None:
    """Check chunk `index` (from 0) against a manifest that is verified.

    Raises:
        VerificationError: `COMMITMENT_MISMATCH`.
    """
    count = len(manifest.leaf_hashes)
    if not 0 <= index < count:
        raise VerificationError(f"there is no chunk {index}", Reason.COMMITMENT_MISMATCH)
    if len(data) != manifest.chunk_bytes(index) or hash_leaf(data) != manifest.leaf_hashes[index]:
        raise VerificationError(f"chunk {index} has other data", Reason.COMMITMENT_MISMATCH)


def verify_data(commitment: Commitment, salt: bytes, data: bytes) -> None:
    """Check that `commitment` commits to `data` with `salt`.

    Raises:
        VerificationError: `COMMITMENT_MISMATCH`.
    """
    fits = len(salt) == SALT_BYTES and len(data) == commitment.size
    if not fits or commitment_root(salt, data) != commitment.root:
        raise VerificationError(
            f"the {len(data)} bytes are not those the record commits to",
            Reason.COMMITMENT_MISMATCH,
        )


# Which chunks: pairs of a first index and a count, as both ends of a transfer tell them.

Range: TypeAlias = tuple[int, int]


def ranges_of(indexes: Iterable[int]) -> list[Range]:
    """The ranges that hold exactly these indexes: ascending, not touching one another."""
    found: list[Range] = []
    for index in sorted(set(indexes)):
        if found and sum(found[-1]) == index:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((index, 1))
    return found


def indexes_in(ranges: Sequence[Range], count: int) -> list[int]:
    """The indexes, ascending, that `ranges` hold of data with `count` chunks.

    Raises:
        MalformedError: `LIMIT_EXCEEDED`: they do not ascend, touch one another, are empty, or go
            beyond the last chunk; nothing is allocated for such.
    """
    end = -1
    for first, length in ranges:
        if first <= end or length < 1 or first + length > count:
            raise MalformedError(
                f"{length} chunks from {first} are no range of {count} chunks after {end}",
                Reason.LIMIT_EXCEEDED,
            )
        end = first + length
    return [index for first, length in ranges for index in range(first, first + length)]
