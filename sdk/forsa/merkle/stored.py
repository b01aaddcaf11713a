"""Where a store keeps the hash of a subtree: in the row of the entry that completed it.

Entry i completes exactly the subtrees of levels 1 to the number of trailing one bits of i, so
their hashes, joined lowest level first, are one column of its row (`Frontier.extend` makes it).
With the leaf hash that is 64 bytes an entry on average, and no table of nodes.
"""

from collections.abc import Iterable, Mapping

from forsa.errors import CorruptStoreError, Reason
from forsa.merkle.hashes import HASH_BYTES
from forsa.merkle.proof import NodeAt


def row_of(node: NodeAt) -> int:
    """The index of the entry whose row holds the hash of `node`."""
    level, index = node
    return ((index + 1) << level) - 1


def rows_of(nodes: Iterable[NodeAt]) -> set[int]:
    """The rows to fetch for `nodes`, each once."""
    return {row_of(node) for node in nodes}


def pick(node: NodeAt, rows: Mapping[int, tuple[bytes, bytes]]) -> bytes:
    """The hash of `node` out of fetched rows of (leaf hash, completed hashes).

    Raises:
        CorruptStoreError: the row is missing or too short.
    """
    level, _ = node
    leaf, completed = rows.get(row_of(node), (b"", b""))
    found = leaf if level == 0 else completed[(level - 1) * HASH_BYTES : level * HASH_BYTES]
    if len(found) != HASH_BYTES:
        raise CorruptStoreError(
            f"the row of entry {row_of(node)} lacks the hash of level {level}",
            Reason.STORED_DATA_CORRUPT,
        )
    return found
