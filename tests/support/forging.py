"""A hub that goes on with a log of its own making: signed by its keys, proved, and wrong."""

from collections.abc import Callable, Sequence

from forsa.client.drafts import Signed
from forsa.client.hub import PullPart
from forsa.entry import LogEntry
from forsa.merkle.hashes import LeafHash, NodeHash, hash_leaf, root_hash
from forsa.merkle.proof import NodeAt, make_consistency
from forsa.note import Checkpoint, Note, sign_checkpoint, sign_freshness
from forsa.testing import LocalNetwork
from forsa.v1 import log_service_pb2 as pb
from forsa_hub.checkpoints import Signers
from forsa_node.node import Node

Lie = Callable[[PullPart], Sequence[PullPart]]


def signed_by(network: LocalNetwork, size: int, root: NodeHash, seconds: int) -> bytes:
    """A checkpoint note by the hub's own keys."""
    signers: Signers = network.hub.core.sequencer.signers
    checkpoint = Checkpoint(signers.origin, size, root)
    lines = (
        sign_checkpoint(checkpoint, signers.log),
        sign_freshness(checkpoint, signers.service, seconds),
    )
    return Note(checkpoint.text, lines).format().encode()


def later(node: Node) -> int:
    """A second after the newest freshness time that the node accepted."""
    accepted = node.mirror.trusted.accepted
    assert accepted is not None
    return (accepted.fresh_seconds or 0) + 1


def stored_leaves(node: Node) -> list[LeafHash]:
    """The leaf hashes of what the node holds."""
    size = node.mirror.trusted.size
    return [hash_leaf(one.data) for one in node.mirror.store.read(lambda log: log.entries(0, size))]


def nodes_of(leaves: Sequence[LeafHash]) -> Callable[[NodeAt], NodeHash]:
    """Every complete subtree over these leaves."""

    def get(node: NodeAt) -> NodeHash:
        level, index = node
        below = leaves[index << level : (index + 1) << level]
        return root_hash(below) if level else NodeHash(below[0])

    return get


def forged_log(network: LocalNetwork, badr: Node, entries: Sequence[bytes]) -> Lie:
    """The hub goes on with these entries, signs the tree that results, and proves it."""
    held = stored_leaves(badr)
    leaves = [*held, *map(hash_leaf, entries)]
    proof = make_consistency(len(held), len(leaves), nodes_of(leaves))
    note = signed_by(network, len(leaves), root_hash(leaves), later(badr))

    def lie(part: PullPart) -> Sequence[PullPart]:
        if isinstance(part, pb.PullHead):
            return [pb.PullHead(note=note, from_proof=proof, pending_proof=proof)]
        if isinstance(part, pb.PullBatch):
            state = pb.BODY_STATE_NONE
            told = [pb.PullEntry(entry=entry, body_state=state) for entry in entries]
            return [pb.PullBatch(start=len(held), entries=told)]
        return [part]

    return lie


def entry_of(network: LocalNetwork, signed: Signed, ahead_ms: int = 0) -> bytes:
    """A record as the hub would log it."""
    return LogEntry(network.clock.now_ms() + ahead_ms, signed.record.envelope).format()
