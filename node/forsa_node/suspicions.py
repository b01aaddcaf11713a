"""What a node finds odd about its hub although every proof holds. Pure.

Source: docs/protocol.md, "The log", "Notes", "Evidence and rollback".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from forsa.bundle import EvidenceFrame
from forsa.errors import EquivocationError, ForsaError, Reason, VerificationError
from forsa.governance.claim import Claim
from forsa.governance.witnessed import Cosignature
from forsa.merkle.hashes import NodeHash
from forsa.note import Checkpoint, VerifiedCheckpoint
from forsa.receipt import Receipt
from forsa.root import TrustRoot
from forsa.trusted_log import MisbehaviourError, bare_note

SKEW_MS: Final = 15 * 60_000
FROZEN_MS: Final = 72 * 3_600_000
OLDER_THAN_COSIGNED_MS: Final = 3_600_000


def odd_times(
    log_time_ms: int, fresh_ms: int, now_ms: int, asked_ms: int | None = None
) -> Iterator[ForsaError]:
    """What the hub's times say, seen from this machine's clock; one of the two may be wrong.

    Args:
        log_time_ms: Log time; 0 = no entry yet.
        fresh_ms: The newest freshness time accepted, from a hub that was just reached.
        now_ms: This machine's clock.
        asked_ms: The same when the hub was asked: an answer may take long, or the machine may
            have slept over it; None: now.
    """
    asked_ms = now_ms if asked_ms is None else asked_ms
    ahead = max(log_time_ms, fresh_ms)
    if ahead > now_ms + SKEW_MS:
        yield EquivocationError(
            "the log's time is ahead of this machine's clock: one of the two is wrong",
            Reason.CLOCK_SUSPECT,
            log_time_ms=ahead,
            now_ms=now_ms,
        )
    if fresh_ms and asked_ms - fresh_ms > FROZEN_MS:
        yield EquivocationError(
            "the hub answers with a tree it called its newest long ago, unless this machine's "
            "clock is wrong",
            Reason.LOG_FROZEN,
            fresh_ms=fresh_ms,
            now_ms=now_ms,
        )


def older_than_cosigned(
    start: int, claims: Sequence[Claim], cosigned: Iterable[Cosignature], time_set: int = 0
) -> ForsaError | None:
    """Entries timed over an hour before a cosignature of a tree that they are not in.

    Args:
        start: Index of the first.
        claims: The entries.
        cosigned: Verified cosignatures.
        time_set: Index of the entry that set the log's time back: trees before it were cosigned
            by another count of time. 0 = none did.
    """
    times = [line.time_ms for line in cosigned if time_set < line.size <= start]
    if not times:
        return None
    latest = max(times)
    for index, claim in enumerate(claims, start):
        sequenced_ms = claim.sequenced_ms
        if sequenced_ms is not None and sequenced_ms < latest - OLDER_THAN_COSIGNED_MS:
            return EquivocationError(
                "an entry is timed over an hour before a member cosigned a tree without it",
                Reason.CLOCK_SUSPECT,
                index=index,
                sequenced_ms=sequenced_ms,
                cosigned_ms=latest,
            )
    return None


def stale_freshness(
    accepted: VerifiedCheckpoint, log_time_ms: int, newest: bytes
) -> MisbehaviourError | None:
    """Evidence 6: the hub called a tree its newest before the time of an entry in it.

    Args:
        accepted: A checkpoint whose entries are all held.
        log_time_ms: Log time at its size.
        newest: The entry that set log time.
    """
    fresh_ms = (accepted.fresh_seconds or 0) * 1000
    if fresh_ms >= log_time_ms - SKEW_MS:
        return None
    return MisbehaviourError(
        "the hub's freshness time is older than an entry of the tree it stands on",
        Reason.EQUIVOCATION,
        EvidenceFrame(6, bare_note(accepted), b"", (), newest),
        size=accepted.size,
        fresh_ms=fresh_ms,
        log_time_ms=log_time_ms,
    )


def rival_error(roots: Sequence[TrustRoot], rival: TrustRoot) -> VerificationError:
    """Two valid documents of one version: enough officers, or thieves of their keys, signed both.

    Args:
        roots: The chain as it was taken.
        rival: The other document of a version in it.
    """
    kept = roots[rival.version - 1].digest.hex()
    return VerificationError(
        f"two documents of version {rival.version} of the trust root are signed: {kept}, which is "
        f"kept, and {rival.digest.hex()}",
        Reason.ROOT_INVALID,
        version=rival.version,
    )


def broken_receipt(
    receipt: Receipt, root_held: NodeHash, accepted: VerifiedCheckpoint
) -> MisbehaviourError | None:
    """Evidence 5: a receipt whose tree is not the one that this node holds.

    Args:
        receipt: Verified when it came.
        root_held: The root of the first entries held, as many as the receipt's tree has.
        accepted: The checkpoint that proved what is held.
    """
    checkpoint = Checkpoint.parse(receipt.note.text)
    if checkpoint.root == root_held:
        return None
    note = receipt.note.format().encode()
    return MisbehaviourError(
        "the hub gave a receipt for a log that it does not show",
        Reason.EQUIVOCATION,
        EvidenceFrame(5, note, bare_note(accepted), receipt.path, receipt.entry),
        index=receipt.index,
        size=checkpoint.size,
    )
