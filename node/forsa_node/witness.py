"""Cosigning: this node's word that it holds and verified every entry of a tree.

Source: docs/protocol.md, "Notes".
"""

from typing import Final

from forsa.client.hub import HubClient
from forsa.errors import (
    EquivocationError,
    MalformedError,
    NotFoundError,
    Reason,
    VerificationError,
)
from forsa.note import cosign

from forsa_node.mirror import Mirror
from forsa_node.store.member import Cosigned
from forsa_node.suspicions import SKEW_MS

AGAIN_MS: Final = 24 * 3_600_000
"""A tree that stays the newest is cosigned again this often: the line says that we are there."""


def may_cosign(mirror: Mirror) -> bool:
    """Whether all that a cosignature claims is true of the newest accepted checkpoint."""
    accepted = mirror.trusted.accepted
    if accepted is None or not mirror.is_complete or mirror.member.evidence():
        return False
    if mirror.identity.rivals():
        return False
    limit_ms = mirror.clock.now_ms() + SKEW_MS
    return mirror.state.log_time_ms <= limit_ms and mirror.fresh_ms <= limit_ms


def _continues(mirror: Mirror, before: Cosigned) -> bool:
    """Whether the entries held extend the tree that was cosigned last."""
    if before.size == 0:
        return True
    if before.size > mirror.head.size:
        return False
    if mirror.store.read(lambda log: log.root(before.size)) == before.root:
        return True
    mirror.keep_evidence(
        EquivocationError(
            f"the log is not the one of {before.size} entries that this node cosigned",
            Reason.EQUIVOCATION,
            size=before.size,
        )
    )
    return False


async def cosign_newest(mirror: Mirror, client: HubClient) -> int | None:
    """Cosign the newest checkpoint if that may and need be done; return its size, or None.

    Size and root are noted durably before the line leaves; a smaller tree, or another of the same
    size, is never cosigned. A hub that does not take the line changes nothing else: that is told
    as an alarm, and tried again.
    """
    accepted = mirror.trusted.accepted
    if accepted is None or not may_cosign(mirror):
        return None
    before, now_ms = mirror.member.cosigned(), mirror.clock.now_ms()
    if now_ms - mirror.asked_ms > SKEW_MS:  # it may not be the newest any more: the next round
        return None
    is_same = (before.size, before.root) == (accepted.size, accepted.root)
    if is_same and 0 <= now_ms - before.sent_ms < AGAIN_MS:
        return None
    if not _continues(mirror, before):
        return None
    if not mirror.member.cosign(before, accepted.size, accepted.root):
        return None
    identity = mirror.identity
    line = cosign(accepted.checkpoint, identity.witness_key(), identity.holder, now_ms // 1000)
    try:
        await client.cosign(accepted.size, accepted.root, line.format())
    except NotFoundError:  # the hub keeps no note of this size any more: the next one will do
        return None
    except (VerificationError, MalformedError) as error:
        if mirror.clock.now_ms() - now_ms <= SKEW_MS:  # else the line grew old on its way
            mirror.keep_evidence(error)
        return None
    mirror.member.cosigned_sent(accepted.size, now_ms)
    return accepted.size
