"""The log as verified so far: a checkpoint or a batch of entries enters only with its proof.

A value; `accept_*` return the next one or raise, and what is raised carries the evidence.
Source: docs/protocol.md, "Pulling" and "Evidence and rollback".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Self

from forsa.bundle import EvidenceFrame
from forsa.errors import EquivocationError, ProofError, Reason
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import HASH_BYTES, LeafHash
from forsa.merkle.proof import MAX_HASHES, verify_consistency
from forsa.note import CheckpointKeys, Note, VerifiedCheckpoint, fresh_name, open_checkpoint
from forsa.root import TrustRoot

MAX_FRESH_STEP_BACK_SECONDS: Final = 15 * 60
"""An older freshness line than this behind the newest is a log that somebody froze."""

COSIGNATURE_BYTES: Final = 72
"""The longest signature of a line that we know: a time and an Ed25519 signature."""


class MisbehaviourError(EquivocationError):
    """The hub contradicts itself; `evidence` convinces others, None if it convinces only us."""

    def __init__(
        self,
        message: str,
        reason: Reason,
        evidence: EvidenceFrame | None = None,
        /,
        **metadata: str | int,
    ) -> None:
        super().__init__(message, reason, **metadata)
        self.evidence = evidence


@dataclass(frozen=True, slots=True)
class TrustedLog:
    """What one node holds of the log, and the newest checkpoint it accepted."""

    root: TrustRoot
    """The newest trust root: only its keys count."""
    frontier: Frontier = EMPTY
    """The right edge of the entries held, each verified."""
    accepted: VerifiedCheckpoint | None = None
    """At least as large as the frontier; None before the first."""

    @property
    def size(self) -> int:
        """Entries held."""
        return self.frontier.size

    @property
    def accepted_size(self) -> int:
        """Size of the newest checkpoint accepted; 0 = none."""
        return self.accepted.size if self.accepted else 0

    @property
    def accepted_root(self) -> bytes:
        """Its root hash; empty = none."""
        return self.accepted.root if self.accepted else b""

    def with_root(self, root: TrustRoot) -> Self:
        """The same log, trusting the keys of a newer trust root."""
        return replace(self, root=root)

    def accept_head(
        self,
        note: bytes | str,
        from_proof: Sequence[bytes],
        accepted_proof: Sequence[bytes],
        witnesses: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Self:
        """Take a newer checkpoint, or the same with newer freshness or more cosignatures.

        Args:
            note: With the log's line and a freshness line.
            from_proof: From the entries held to it; empty at size 0 or equal size.
            accepted_proof: From the newest accepted checkpoint to it; empty alike.
            witnesses: `<member>/<node>` to witness key: whose cosignatures are verified.

        Raises:
            MalformedError, VerificationError: as `open_checkpoint`.
            MisbehaviourError: `EQUIVOCATION`: two roots for one size, a proof that fails, or
                contradicting freshness; `LOG_ROLLED_BACK`: smaller than what was accepted;
                `LOG_FROZEN`: freshness went back; `LOG_DIVERGED`: it does not extend the entries
                held here.
        """
        head = open_checkpoint(note, _keys(self.root, witnesses), require_fresh=True)
        before = self.accepted
        if before is not None:
            before = self._as_known(before)
            _check_follows(before, head, accepted_proof)
        _check_extends(self.frontier, head, from_proof)
        if before is not None and _fresh(head) < _fresh(before):
            return self  # the same tree, and what is held is fresher
        return replace(self, accepted=head)

    def _as_known(self, before: VerifiedCheckpoint) -> VerifiedCheckpoint:
        """Without its time, if that is by a service key which the officers took away.

        With new service keys a trust root may set the log's time back: the times before it say
        nothing about those after it.
        """
        if before.fresh_key in self.root.document.service_keys:
            return before
        return replace(before, fresh_seconds=None)

    def accept_batch(self, start: int, leaves: Sequence[LeafHash], proof: Sequence[bytes]) -> Self:
        """Take entries after those held, proved to belong to the accepted checkpoint.

        Args:
            start: Index of the first.
            leaves: Their leaf hashes, computed from the bytes that arrived.
            proof: From the tree that results to the accepted checkpoint; empty if equal.

        Raises:
            MisbehaviourError: `LOG_DIVERGED`: these are not the entries of the tree that the hub
                signed: one is changed, dropped, moved or too many.
        """
        head = self.accepted
        if head is None or start != self.size or not leaves or start + len(leaves) > head.size:
            raise _not_the_entries(start, len(leaves), "they are not the next ones")
        frontier, _ = self.frontier.extend(leaves)
        try:
            verify_consistency(frontier.size, frontier.root(), head.size, head.root, proof)
        except ProofError as error:
            raise _not_the_entries(start, len(leaves), error.message) from None
        return replace(self, frontier=frontier)


def open_accepted(
    note: str,
    roots: Sequence[TrustRoot],
    witnesses: Mapping[str, bytes] = MappingProxyType({}),
) -> VerifiedCheckpoint:
    """Read a checkpoint that was accepted earlier, by the keys of any trust root until now.

    Args:
        note: As it was kept.
        roots: From version 1 on.
        witnesses: As for `TrustedLog.accept_head`.

    Raises:
        MalformedError, VerificationError: as `open_checkpoint`.
    """
    documents = [root.document for root in roots]
    log_keys = [key for document in documents for key in document.log_keys]
    service_keys = [key for document in documents for key in document.service_keys]
    keys = CheckpointKeys(documents[0].origin, log_keys, service_keys, witnesses)
    return open_checkpoint(note, keys, require_fresh=True)


def _keys(root: TrustRoot, witnesses: Mapping[str, bytes]) -> CheckpointKeys:
    document = root.document
    return CheckpointKeys(document.origin, document.log_keys, document.service_keys, witnesses)


def _fresh(checkpoint: VerifiedCheckpoint) -> int:
    return checkpoint.fresh_seconds or 0


def _check_follows(
    before: VerifiedCheckpoint, head: VerifiedCheckpoint, proof: Sequence[bytes]
) -> None:
    before_fresh, head_fresh = _fresh(before), _fresh(head)
    sizes = {"accepted_size": before.size, "size": head.size}
    if head.size < before.size:
        later = before.fresh_seconds is not None and head_fresh > before_fresh
        evidence = _evidence(3, before, head) if later else None
        raise MisbehaviourError(
            f"the hub shows {head.size} entries, and showed {before.size} before",
            Reason.LOG_ROLLED_BACK,
            evidence,
            **sizes,
        )
    if head.size == before.size:
        if head.root != before.root:
            raise MisbehaviourError(
                f"the hub signed two roots for {head.size} entries",
                Reason.EQUIVOCATION,
                _evidence(1, before, head),
                **sizes,
            )
    else:
        if before.size > 0:
            _check_proof(before, head, proof)
        if head_fresh < before_fresh:
            raise MisbehaviourError(
                f"the hub called {before.size} entries its newest after it had {head.size}",
                Reason.EQUIVOCATION,
                _evidence(3, before, head),
                **sizes,
            )
    if head_fresh < before_fresh - MAX_FRESH_STEP_BACK_SECONDS:
        raise MisbehaviourError(
            f"the hub's newest checkpoint is {before_fresh - head_fresh} s older than one it "
            "showed before",
            Reason.LOG_FROZEN,
            fresh_seconds=head_fresh,
            accepted_fresh_seconds=before_fresh,
        )


def _check_proof(
    before: VerifiedCheckpoint, head: VerifiedCheckpoint, proof: Sequence[bytes]
) -> None:
    try:
        verify_consistency(before.size, before.root, head.size, head.root, proof)
    except ProofError as error:
        raise MisbehaviourError(
            f"the hub does not prove that its log continues the one it showed: {error.message}",
            Reason.EQUIVOCATION,
            _evidence(2, before, head, proof),
            accepted_size=before.size,
            size=head.size,
        ) from None


def _check_extends(frontier: Frontier, head: VerifiedCheckpoint, proof: Sequence[bytes]) -> None:
    if frontier.size == 0:
        return
    try:
        verify_consistency(frontier.size, frontier.root(), head.size, head.root, proof)
    except ProofError as error:
        raise MisbehaviourError(
            f"the hub's log does not continue the entries held here: {error.message}",
            Reason.LOG_DIVERGED,
            size=frontier.size,
        ) from None


def bare_note(checkpoint: VerifiedCheckpoint) -> bytes:
    """The note with the hub's own lines alone: all that evidence needs, and small."""
    origin = checkpoint.checkpoint.origin
    names = (origin, fresh_name(origin))
    own = (line for line in checkpoint.note.lines if line.name in names)
    lines = tuple(line for line in own if len(line.signature) <= COSIGNATURE_BYTES)
    return Note(checkpoint.note.text, lines).format().encode()


def _evidence(
    what: int,
    before: VerifiedCheckpoint,
    head: VerifiedCheckpoint,
    proof: Sequence[bytes] = (),
) -> EvidenceFrame:
    hashes = tuple(one for one in proof[:MAX_HASHES] if len(one) == HASH_BYTES)
    return EvidenceFrame(what, bare_note(before), bare_note(head), hashes, b"")


def _not_the_entries(start: int, count: int, why: str) -> MisbehaviourError:
    return MisbehaviourError(
        f"entries {start} to {start + count - 1} are not those of the log that the hub signed: "
        f"{why}",
        Reason.LOG_DIVERGED,
        start=start,
        count=count,
    )
