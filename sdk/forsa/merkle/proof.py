"""Inclusion and consistency proofs: made from stored subtree hashes, verified from nothing.

A node of the tree is named `(level, index)`: the complete subtree over the leaves
[index * 2^level, (index + 1) * 2^level). Level 0 are the leaf hashes themselves.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from forsa.errors import ProofError, Reason
from forsa.merkle.hashes import HASH_BYTES, LeafHash, NodeHash, hash_children

NodeAt = tuple[int, int]
"""(level, index) of a complete subtree."""

Range = tuple[int, int]
"""Leaves [start, end)."""

GetNode = Callable[[NodeAt], bytes]
MAX_SIZE: Final = 2**63 - 1
MAX_HASHES: Final = 63


def _split(size: int) -> int:
    """The largest power of two below `size` (at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def _inclusion_ranges(index: int, size: int) -> list[Range]:
    """The leaf ranges whose roots make the path, lowest first (RFC 6962 section 2.1.1)."""
    start, end, ranges = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def _consistency_ranges(size1: int, size2: int) -> list[Range]:
    """The leaf ranges whose roots make the proof, in order (RFC 6962 section 2.1.2)."""
    start, end, ranges, whole = 0, size2, [], True
    while size1 != end:
        middle = start + _split(end - start)
        if size1 <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
            whole = False
    if not whole:
        ranges.append((start, end))
    return ranges[::-1]


def _nodes_of(leaves: Range) -> list[NodeAt]:
    """The complete subtrees that make up a range of a proof, left to right."""
    start, end = leaves
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def _root_of(leaves: Range, get: GetNode) -> NodeHash:
    hashes = [get(node) for node in _nodes_of(leaves)]
    root = hashes[-1]
    for left in hashes[-2::-1]:
        root = hash_children(left, root)
    return NodeHash(root)


def _needed(ranges: Iterable[Range]) -> set[NodeAt]:
    return {node for leaves in ranges for node in _nodes_of(leaves)}


def needed_for_inclusion(index: int, size: int) -> set[NodeAt]:
    """The stored hashes that `make_inclusion` will ask for, so that a store fetches once."""
    return _needed(_inclusion_ranges(index, size))


def needed_for_consistency(size1: int, size2: int) -> set[NodeAt]:
    """The stored hashes that `make_consistency` will ask for."""
    return _needed(_consistency_ranges(size1, size2)) if size1 else set()


def needed_for_root(size: int) -> set[NodeAt]:
    """The stored hashes that `make_root` will ask for."""
    return _needed([(0, size)])


def make_inclusion(index: int, size: int, get: GetNode) -> list[NodeHash]:
    """The path from entry `index` to the root of the tree with `size` leaves, lowest first."""
    return [_root_of(leaves, get) for leaves in _inclusion_ranges(index, size)]


def make_consistency(size1: int, size2: int, get: GetNode) -> list[NodeHash]:
    """The proof that the tree of `size2` extends that of `size1`; 1 <= size1 <= size2."""
    return [_root_of(leaves, get) for leaves in _consistency_ranges(size1, size2)]


def make_root(size: int, get: GetNode) -> NodeHash:
    """The root of the tree with the first `size` leaves, at least 1."""
    return _root_of((0, size), get)


def _check_hashes(path: Sequence[bytes], *others: bytes) -> None:
    if len(path) > MAX_HASHES or any(len(one) != HASH_BYTES for one in (*path, *others)):
        raise ProofError(
            "a proof of too many hashes, or a hash that is not 32 bytes", Reason.SIGNATURE_INVALID
        )


def verify_inclusion(
    leaf: LeafHash, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Check that `leaf` is entry `index` of the tree with `size` leaves and this `root`.

    Args:
        leaf: Hash of the entry, from `hash_leaf`.
        index: Zero-based position of the entry, 0 <= index < size.
        size: Leaves in the tree, at least 1, from the same checkpoint as `root`.
        path: Sibling hashes, lowest first; (index, size) fixes how many.
        root: Root of that tree, from a checkpoint that is verified already.

    Raises:
        ProofError: `index` is outside the tree, the path has the wrong length, or it leads
            to another root.

    Source: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size <= MAX_SIZE:
        raise ProofError(f"entry {index} is not in a tree of {size}", Reason.SIGNATURE_INVALID)
    _check_hashes(path, leaf, root)
    fn, sn = index, size - 1
    result: bytes = leaf
    for sibling in path:
        if sn == 0:
            raise ProofError("the path is too long", Reason.SIGNATURE_INVALID)
        if fn & 1 or fn == sn:
            result = hash_children(sibling, result)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            result = hash_children(result, sibling)
        fn >>= 1
        sn >>= 1
    if sn != 0 or result != root:
        raise ProofError(
            f"the path does not lead from entry {index} to this root", Reason.SIGNATURE_INVALID
        )


def verify_consistency(
    size1: int, root1: bytes, size2: int, root2: bytes, proof: Sequence[bytes]
) -> None:
    """Check that the tree (size2, root2) extends the tree (size1, root1).

    Args:
        size1: Leaves of the older tree, at least 1; a caller handles 0 before.
        root1: Its root.
        size2: Leaves of the newer tree, at least `size1`.
        root2: Its root.
        proof: Hashes as in RFC 6962 section 2.1.2; none if the sizes are equal.

    Raises:
        ProofError: it does not hold, or the sizes cannot be.

    Source: RFC 9162 section 2.1.4.2.
    """
    if not 1 <= size1 <= size2 <= MAX_SIZE:
        raise ProofError(f"no proof leads from {size1} to {size2}", Reason.SIGNATURE_INVALID)
    if size1 == size2:
        if proof or root1 != root2:
            raise ProofError("two trees of one size differ", Reason.SIGNATURE_INVALID)
        return
    _check_hashes(proof, root1, root2)
    if not proof:
        raise ProofError("the consistency proof is empty", Reason.SIGNATURE_INVALID)
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else list(proof)
    fn, sn = size1 - 1, size2 - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if sn == 0:
            raise ProofError("the consistency proof is too long", Reason.SIGNATURE_INVALID)
        if fn & 1 or fn == sn:
            old = hash_children(sibling, old)
            new = hash_children(sibling, new)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            new = hash_children(new, sibling)
        fn >>= 1
        sn >>= 1
    if sn != 0 or old != root1 or new != root2:
        raise ProofError(
            f"the tree of {size2} does not extend the tree of {size1}", Reason.SIGNATURE_INVALID
        )
