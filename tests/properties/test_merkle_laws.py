"""Laws of the tree: what a proof proves, and that it proves nothing else."""

import pytest
from forsa.errors import CorruptStoreError, ProofError
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import LeafHash, hash_leaf, root_hash
from forsa.merkle.proof import (
    make_consistency,
    make_inclusion,
    make_root,
    needed_for_consistency,
    needed_for_inclusion,
    needed_for_root,
    verify_consistency,
    verify_inclusion,
)
from forsa.merkle.stored import pick, row_of, rows_of
from hypothesis import given
from hypothesis import strategies as st

Tree = list[LeafHash]
trees = st.integers(1, 70).map(lambda size: [hash_leaf(b"%d" % n) for n in range(size)])


def rows(leaves: Tree) -> dict[int, tuple[bytes, bytes]]:
    """The tree as a store keeps it."""
    completed = EMPTY.extend(leaves)[1]
    return dict(enumerate(zip(leaves, completed, strict=True)))


def path_of(leaves: Tree, index: int) -> list[bytes]:
    """The inclusion path of an entry in the whole tree."""
    stored = rows(leaves)
    return list(make_inclusion(index, len(leaves), lambda node: pick(node, stored)))


@given(trees, st.data())
def test_every_entry_is_provable_at_every_later_size(leaves: Tree, data: st.DataObject) -> None:
    """A receipt can be renewed against any later checkpoint."""
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    stored = rows(leaves)
    path = make_inclusion(index, size, lambda node: pick(node, stored))

    verify_inclusion(leaves[index], index, size, path, root_hash(leaves[:size]))


@given(trees, st.data())
def test_a_path_proves_one_position_only(leaves: Tree, data: st.DataObject) -> None:
    """A hub cannot move an entry to another place."""
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.integers(-1, len(leaves) + 1).filter(lambda i: i != index))
    path = path_of(leaves, index)

    with pytest.raises(ProofError):
        verify_inclusion(leaves[index], other, len(leaves), path, root_hash(leaves))


@given(trees, st.data())
def test_a_path_has_one_length(leaves: Tree, data: st.DataObject) -> None:
    """A proof with variants would fill caches and hide which one was checked."""
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = path_of(leaves, index)
    root = root_hash(leaves)
    changed = data.draw(st.sampled_from([[*path, bytes(32)], path[:-1], [bytes(32), *path]]))
    if changed == path:
        return

    with pytest.raises(ProofError):
        verify_inclusion(leaves[index], index, len(leaves), changed, root)


@given(trees, st.data())
def test_any_two_sizes_of_one_log_are_consistent(leaves: Tree, data: st.DataObject) -> None:
    """A node that was away for months still accepts an honest hub."""
    size2 = data.draw(st.integers(1, len(leaves)))
    size1 = data.draw(st.integers(1, size2))
    stored = rows(leaves)
    proof = make_consistency(size1, size2, lambda node: pick(node, stored))

    verify_consistency(size1, root_hash(leaves[:size1]), size2, root_hash(leaves[:size2]), proof)


@given(trees, st.data())
def test_no_proof_leads_to_a_log_that_was_rewritten(leaves: Tree, data: st.DataObject) -> None:
    """One changed entry below the older size is a fork, whatever else is the same."""
    size1 = data.draw(st.integers(1, len(leaves)))
    changed_at = data.draw(st.integers(0, size1 - 1))
    forged = [*leaves]
    forged[changed_at] = hash_leaf(b"forged")
    stored = rows(forged)
    proof = make_consistency(size1, len(leaves), lambda node: pick(node, stored))
    old, new = root_hash(leaves[:size1]), root_hash(forged)

    with pytest.raises(ProofError):
        verify_consistency(size1, old, len(leaves), new, proof)


@given(
    st.integers(-2, 80),
    st.integers(-2, 80),
    st.lists(st.binary(max_size=34), max_size=9),
    st.binary(max_size=34),
)
def test_no_garbage_makes_a_verifier_raise_anything_else(
    index: int, size: int, path: list[bytes], root: bytes
) -> None:
    """A peer chooses every value here."""
    with pytest.raises(ProofError):
        verify_inclusion(LeafHash(root), index, size, path, b"r" * 32)
    with pytest.raises(ProofError):
        verify_consistency(index, b"a" * 32, size, b"b" * 32, path)


@given(trees, st.data())
def test_appending_in_any_batches_gives_one_tree(leaves: Tree, data: st.DataObject) -> None:
    """Hub and nodes batch differently and must agree on every byte they store."""
    cut = data.draw(st.integers(0, len(leaves)))
    whole, completed = EMPTY.extend(leaves)
    first, completed_first = EMPTY.extend(leaves[:cut])
    second, completed_second = first.extend(leaves[cut:])

    assert second == whole
    assert [*completed_first, *completed_second] == completed
    assert Frontier.parse(whole.format()) == whole
    assert whole.root() == root_hash(leaves)


@given(trees, st.data())
def test_what_is_announced_as_needed_is_what_is_asked_for(
    leaves: Tree, data: st.DataObject
) -> None:
    """A store fetches the announced hashes in one query; one more would be a crash."""
    size = data.draw(st.integers(1, len(leaves)))
    index, size1 = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    stored = rows(leaves)
    asked: set[tuple[int, int]] = set()

    def get(node: tuple[int, int]) -> bytes:
        asked.add(node)
        return pick(node, stored)

    make_inclusion(index, size, get)
    make_consistency(size1, size, get)
    make_root(size, get)
    needed = needed_for_inclusion(index, size) | needed_for_consistency(size1, size)

    assert asked == needed | needed_for_root(size)
    assert rows_of(asked) <= set(range(size))


@given(st.integers(0, 6), st.integers(0, 500))
def test_a_subtree_lies_in_the_row_of_the_entry_that_completed_it(level: int, index: int) -> None:
    """The row is the last leaf of the subtree."""
    assert row_of((level, index)) == (index + 1) * 2**level - 1


def test_a_row_that_lacks_a_hash_is_called_damage() -> None:
    """A short row must not become a wrong proof."""
    with pytest.raises(CorruptStoreError):
        pick((3, 0), {7: (bytes(32), bytes(64))})
    with pytest.raises(CorruptStoreError):
        Frontier.parse((3).to_bytes(8, "big") + bytes(32))
