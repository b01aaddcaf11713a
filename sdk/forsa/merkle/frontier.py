"""The right edge of a tree: all that is needed to append leaves and know the root."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from forsa.errors import CorruptStoreError, Reason
from forsa.merkle.hashes import EMPTY_ROOT, HASH_BYTES, LeafHash, NodeHash, hash_children


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the complete subtrees that make up a tree of `size` leaves, largest first."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def root(self) -> NodeHash:
        """The root of the whole tree."""
        if not self.nodes:
            return EMPTY_ROOT
        root = self.nodes[-1]
        for node in self.nodes[-2::-1]:
            root = hash_children(node, root)
        return NodeHash(root)

    def append(self, leaf: LeafHash) -> Self:
        """The edge after one more leaf."""
        return self.extend((leaf,))[0]

    def extend(self, leaves: Iterable[LeafHash]) -> tuple[Self, list[bytes]]:
        """The edge after `leaves`, and for each the subtree hashes that it completed.

        Leaf i completes the subtrees of levels 1 to the number of trailing one bits of i; their
        hashes are joined lowest level first. A store keeps them in the row of entry i
        (`forsa.merkle.stored`).
        """
        nodes, size, completed = list(self.nodes), self.size, []
        for leaf in leaves:
            node: bytes = leaf
            joined = b""
            index = size
            while index & 1:
                node = hash_children(nodes.pop(), node)
                joined += node
                index >>= 1
            nodes.append(node)
            completed.append(joined)
            size += 1
        return type(self)(size, tuple(nodes)), completed

    def format(self) -> bytes:
        """The edge as bytes: size (8), then the hashes."""
        return self.size.to_bytes(8, "big") + b"".join(self.nodes)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read what `format` wrote.

        Raises:
            CorruptStoreError: the number of hashes does not fit the size.
        """
        size = int.from_bytes(data[:8], "big")
        hashes = data[8:]
        if len(data) < 8 or len(hashes) != size.bit_count() * HASH_BYTES:
            raise CorruptStoreError(
                f"a stored right edge of size {size} has {len(hashes)} bytes of hashes",
                Reason.STORED_DATA_CORRUPT,
            )
        pieces = range(0, len(hashes), HASH_BYTES)
        return cls(size, tuple(hashes[at : at + HASH_BYTES] for at in pieces))


EMPTY: Final = Frontier()
