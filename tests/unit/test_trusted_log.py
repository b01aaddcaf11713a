"""`forsa.trusted_log`: nothing enters without its proof, and what contradicts is kept."""

from collections.abc import Callable, Sequence

import pytest
from forsa.errors import Reason, VerificationError
from forsa.keys import SigningKey
from forsa.merkle.hashes import LeafHash, NodeHash, hash_leaf, root_hash
from forsa.merkle.proof import NodeAt, make_consistency
from forsa.note import Checkpoint, Note, NoteLine, cosign, sign_checkpoint, sign_freshness
from forsa.trusted_log import MisbehaviourError, TrustedLog, bare_note, open_accepted
from hypothesis import given
from hypothesis import strategies as st

from tests.support.network_root import ORIGIN, NetworkKeys

KEYS = NetworkKeys.make()
LEAVES = [hash_leaf(b"entry %d" % number) for number in range(40)]
FRESH = 1_795_500_000
WITNESS = SigningKey.from_seed(bytes(range(1, 33)))


def nodes(leaves: Sequence[LeafHash]) -> Callable[[NodeAt], NodeHash]:
    """The complete subtrees over these leaves."""

    def get(node: NodeAt) -> NodeHash:
        level, index = node
        below = leaves[index << level : (index + 1) << level]
        return root_hash(below) if level else NodeHash(below[0])

    return get


def proof(size1: int, size2: int) -> list[NodeHash]:
    """That the first `size1` leaves begin the first `size2`."""
    return [] if size1 in (0, size2) else make_consistency(size1, size2, nodes(LEAVES))


def note(size: int, fresh: int = FRESH, root: NodeHash | None = None) -> Note:
    """The hub's note over the first `size` leaves."""
    checkpoint = Checkpoint(ORIGIN, size, root or root_hash(LEAVES[:size]))
    lines = (
        sign_checkpoint(checkpoint, KEYS.log),
        sign_freshness(checkpoint, KEYS.service, fresh),
    )
    return Note(checkpoint.text, lines)


def holding(size: int, accepted: int) -> TrustedLog:
    """A log of which `size` entries are held and `accepted` are known."""
    empty = TrustedLog(KEYS.root)
    begun = empty.accept_head(note(accepted).format(), [], [])
    return begun if size == 0 else begun.accept_batch(0, LEAVES[:size], proof(size, accepted))


sizes = st.tuples(
    st.integers(0, 20), st.integers(1, 20), st.integers(0, 20), st.integers(1, 20)
).map(lambda steps: (steps[0], steps[0] + steps[1], steps[0] + steps[1] + steps[2]))


@given(sizes)
def test_a_log_that_grows_honestly_is_followed_to_its_end(grown: tuple[int, int, int]) -> None:
    """Whatever the sizes: an honest hub is never accused."""
    held, accepted, newest = grown[0], min(grown[1], 40), min(grown[2], 40)
    log = holding(held, accepted)
    head = note(newest, FRESH + 1).format()
    log = log.accept_head(head, proof(held, newest), proof(accepted, newest))
    log = log.accept_batch(held, LEAVES[held:newest], []) if held < newest else log

    assert log.size == log.accepted_size == newest
    assert log.accepted_root == root_hash(LEAVES[:newest])


@given(st.integers(1, 30), st.data())
def test_no_other_entries_enter_than_those_of_the_accepted_tree(
    count: int, data: st.DataObject
) -> None:
    """A hub cannot change, drop, add, double or move an entry on the way."""
    log = holding(0, 40)
    leaves = list(LEAVES[:count])
    index = data.draw(st.integers(0, count - 1))
    bend = data.draw(st.sampled_from(["change", "drop", "double", "move"]))
    match bend:
        case "change":
            leaves[index] = hash_leaf(b"other")
        case "drop":
            del leaves[index]
        case "double":
            leaves.insert(index, leaves[index])
    start = 1 if bend == "move" else 0

    with pytest.raises(MisbehaviourError) as raised:
        log.accept_batch(start, leaves, proof(count, 40))

    assert raised.value.reason is Reason.LOG_DIVERGED


def test_more_entries_than_the_accepted_tree_has_are_refused() -> None:
    """What no checkpoint covers is nobody's word."""
    log = holding(5, 10)

    with pytest.raises(MisbehaviourError):
        log.accept_batch(5, LEAVES[5:11], [])


def test_entries_before_any_checkpoint_are_refused() -> None:
    """A batch without a head is nobody's word."""
    with pytest.raises(MisbehaviourError):
        TrustedLog(KEYS.root).accept_batch(0, LEAVES[:3], [])


@pytest.mark.parametrize(
    ("head", "reason", "evidence"),
    [
        (note(10, root=NodeHash(bytes(32))), Reason.EQUIVOCATION, 1),
        (note(12, root=NodeHash(bytes(32))), Reason.EQUIVOCATION, 2),
        (note(9, FRESH + 1), Reason.LOG_ROLLED_BACK, 3),
        (note(9, FRESH), Reason.LOG_ROLLED_BACK, None),
        (note(12, FRESH - 1), Reason.EQUIVOCATION, 3),
        (note(10, FRESH - 901), Reason.LOG_FROZEN, None),
    ],
)
def test_each_contradiction_is_named_and_kept(
    head: Note, reason: Reason, evidence: int | None
) -> None:
    """Others must be able to see it: both notes, and the proof that fails."""
    log = holding(10, 10)

    with pytest.raises(MisbehaviourError) as raised:
        log.accept_head(head.format(), proof(10, 12), proof(10, 12))

    assert raised.value.reason is reason
    assert (raised.value.evidence.what if raised.value.evidence else None) == evidence


def test_the_newest_freshness_is_kept() -> None:
    """A note that is a little older says nothing new, and is no crime."""
    log = holding(10, 10).accept_head(note(10, FRESH - 900).format(), [], [])

    assert log.accepted is not None
    assert log.accepted.fresh_seconds == FRESH


def test_cosignatures_of_known_witnesses_are_verified() -> None:
    """A bad line of a known key rejects the note; a line of a stranger says nothing."""
    checkpoint = Checkpoint(ORIGIN, 10, root_hash(LEAVES[:10]))
    line = cosign(checkpoint, WITNESS, "amal/n1", FRESH)
    witnesses = {"amal/n1": WITNESS.public}
    good = note(10, FRESH + 1).with_lines([line])
    log = holding(10, 10).accept_head(good.format(), [], [], witnesses)

    assert log.accepted is not None
    assert log.accepted.cosigned == {"amal/n1": FRESH}

    bad = NoteLine(line.name, line.key_hash, line.signature[:-1] + bytes([line.signature[-1] ^ 1]))
    forged = note(10, FRESH + 2).with_lines([bad])

    with pytest.raises(VerificationError):
        log.accept_head(forged.format(), [], [], witnesses)


def test_what_was_accepted_under_retired_keys_is_still_read() -> None:
    """After a new log key a node must start again with the note it stored before."""
    other = NetworkKeys.make()
    opened = open_accepted(note(10).format(), [KEYS.root, other.root])

    assert opened.size == 10


def test_evidence_carries_the_hubs_lines_alone() -> None:
    """A hub that pads its notes must not make evidence too large to keep."""
    padding = [NoteLine("x" * 400, bytes(4), bytes(90)) for _ in range(3)]
    padding += [NoteLine(ORIGIN, b"abcd", bytes(5000))]
    padded = note(10, FRESH + 1).with_lines(padding)
    log = holding(10, 10).accept_head(padded.format(), [], [])

    assert log.accepted is not None
    assert bare_note(log.accepted) == note(10, FRESH + 1).format().encode()
