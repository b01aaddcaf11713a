"""Cosigning: this node's word that it holds and verified every entry of a tree.

Source: docs/protocol.md, "Cosignatures".
"""

from forsa.client.hub import HubClient
from forsa.note import cosign

from forsa_node.mirror import MAX_AHEAD_MS, Mirror


def may_cosign(mirror: Mirror) -> bool:
    """Whether all that a cosignature claims is true of the newest accepted checkpoint."""
    accepted = mirror.trusted.accepted
    if accepted is None or mirror.trusted.size != accepted.size or mirror.member.evidence():
        return False
    limit_ms = mirror.clock.now_ms() + MAX_AHEAD_MS
    fresh_ms = (accepted.fresh_seconds or 0) * 1000
    return mirror.state.log_time_ms <= limit_ms and fresh_ms <= limit_ms


def _continues(mirror: Mirror, before: tuple[int, bytes]) -> bool:
    """Whether the entries held extend the tree that was cosigned last."""
    size, root = before
    if size == 0:
        return True
    return size <= mirror.head.size and mirror.store.read(lambda log: log.root(size)) == root


async def cosign_newest(mirror: Mirror, client: HubClient) -> int | None:
    """Cosign the newest checkpoint if that may be done; return its size, or None.

    Size and root are noted durably before the line leaves; a smaller tree, or another of the same
    size, is never cosigned.
    """
    accepted = mirror.trusted.accepted
    if accepted is None or not may_cosign(mirror):
        return None
    before = mirror.member.cosigned()
    if not _continues(mirror, before):
        return None
    if not mirror.member.cosign(before, accepted.size, accepted.root):
        return None
    identity = mirror.identity
    seconds = mirror.clock.now_ms() // 1000
    line = cosign(accepted.checkpoint, identity.witness_key(), identity.holder, seconds)
    await client.cosign(accepted.size, accepted.root, line.format())
    return accepted.size
