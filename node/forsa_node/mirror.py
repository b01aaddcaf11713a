"""The mirror at work: a head, then batches; each verified, folded and stored in one transaction.

Source: docs/protocol.md, "Pull".
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from forsa.bundle import EvidenceFrame
from forsa.client.identity import Identity
from forsa.clock import Clock
from forsa.errors import (
    EquivocationError,
    ForsaError,
    MalformedError,
    Reason,
    UnsupportedError,
)
from forsa.governance.fold import Claim, Folded, fold_entry, read_entry, signing_key
from forsa.governance.lookup import Lookup, gather
from forsa.governance.state import State
from forsa.log_store.reading import Head, LogReader
from forsa.note import CheckpointKeys, VerifiedCheckpoint, open_checkpoint
from forsa.pool import Job, VerifyPool
from forsa.root import TrustRoot, accept_next
from forsa.trusted_log import MisbehaviourError, TrustedLog
from forsa.v1 import log_service_pb2 as pb

from forsa_node.bodies import Wanted, sort_bodies
from forsa_node.store.member import MemberStore, OutboxState
from forsa_node.store.mirror import MirrorStore

MAX_AHEAD_MS: Final = 15 * 60 * 1000
MAX_BATCH: Final = 256


@dataclass(slots=True)
class Mirror:
    """What this node holds of the log, in memory and on the disk alike."""

    identity: Identity
    store: MirrorStore
    member: MemberStore
    pool: VerifyPool
    clock: Clock
    wanted: Wanted
    snapshot_entries: int
    state: State
    head: Head
    trusted: TrustedLog
    snapshot_size: int

    @classmethod
    def open(
        cls,
        identity: Identity,
        member: MemberStore,
        pool: VerifyPool,
        clock: Clock,
        wanted: Wanted,
        snapshot_entries: int,
    ) -> Self:
        """Open the stored mirror, or begin one.

        Raises:
            CorruptStoreError: the stored mirror is damaged.
        """
        store = MirrorStore(identity.folder / "mirror.db", identity.network_id)
        store.open()
        state = store.load_state()
        head = store.read(LogReader.head)
        root = identity.roots()[-1]
        accepted = _accepted(member.accepted(), root)
        trusted = TrustedLog(root, head.frontier, accepted)
        mirror = cls(
            identity=identity,
            store=store,
            member=member,
            pool=pool,
            clock=clock,
            wanted=wanted,
            snapshot_entries=snapshot_entries,
            state=state,
            head=head,
            trusted=trusted,
            snapshot_size=state.size,
        )
        mirror.reconcile()
        return mirror

    def reconcile(self) -> None:
        """Mark what arrived before the program was stopped between the two stores."""
        sent = self.member.items(OutboxState.WAITING, OutboxState.RECEIVED)
        ids = [item.record.record_id for item in sent]
        for record_id, index in self.store.read(lambda reader: reader.index_of(ids)).items():
            self.member.mark_logged(record_id, index)

    @property
    def path(self) -> Path:
        """The mirror's file."""
        return self.store.path

    def close(self) -> None:
        """Store the state and let go of the file."""
        if self.state.size > self.snapshot_size:
            self.store.save_snapshot(self.state)
        self.store.close()

    def request(self, inline_bytes: int) -> pb.PullRequest:
        """The cursor: size and root of what is held, and of what was accepted."""
        return pb.PullRequest(
            from_size=self.trusted.size,
            from_root=self.head.root if self.trusted.size else b"",
            pending_size=self.trusted.accepted_size,
            pending_root=self.trusted.accepted_root,
            filter=self.wanted.filter(),
            inline_max=inline_bytes,
        )

    def accept_head(self, head: pb.PullHead) -> None:
        """Take the head of a pull, and keep it before anything is built on it.

        Raises:
            MalformedError, VerificationError: it is refused, and what was held stays.
            MisbehaviourError: as `TrustedLog.accept_head`.
        """
        trusted = self.trusted.with_root(self._newest_root(head.roots))
        trusted = trusted.accept_head(head.note, head.from_proof, head.pending_proof)
        accepted = trusted.accepted
        if accepted is not None and trusted != self.trusted:
            self.member.accept(accepted.note.format())
        self.trusted = trusted
        self._look_at_times((accepted.fresh_seconds or 0) * 1000 if accepted else 0)

    def _newest_root(self, envelopes: Sequence[bytes]) -> TrustRoot:
        root = self.trusted.root
        known = self.identity.roots()
        for envelope in envelopes:
            if any(one.envelope == envelope for one in known):
                continue
            root = accept_next(root, envelope)
            known = (*known, root)
        if root is not self.trusted.root:
            self.identity.save_roots(known)
        return root

    async def take(self, batch: pb.PullBatch) -> Sequence[Folded]:
        """Verify, fold and store a batch.

        Raises:
            MisbehaviourError: these are not the entries of the accepted tree.
            UnsupportedError: `LEVEL_UNSUPPORTED`: the network's rules are newer than this program.
        """
        if not 1 <= len(batch.entries) <= MAX_BATCH:
            raise MalformedError(f"a batch of {len(batch.entries)} entries", Reason.LIMIT_EXCEEDED)
        claims = [read_entry(one.entry) for one in batch.entries]
        leaves = [claim.leaf for claim in claims]
        trusted = self.trusted.accept_batch(batch.start, leaves, batch.proof)
        checked = await self._check_signatures(claims)
        folded = await asyncio.to_thread(self._fold_and_store, claims, checked, batch)
        self.trusted = trusted
        await asyncio.to_thread(self._look_at, folded)
        return folded

    async def _check_signatures(self, claims: Sequence[Claim]) -> list[bool | None]:
        """Check with the keys known before the batch; None: the key comes within it."""
        jobs: dict[int, Job] = {}
        for place, claim in enumerate(claims):
            record = claim.record
            key = None if record is None else signing_key(self.state, record)
            if record is not None and key is not None:
                jobs[place] = (key, record.signed_bytes, record.signature)
        results = dict(zip(jobs, await self.pool.check(list(jobs.values())), strict=True))
        return [results.get(place) for place in range(len(claims))]

    def _fold_and_store(
        self, claims: Sequence[Claim], checked: Sequence[bool | None], batch: pb.PullBatch
    ) -> list[Folded]:
        earlier = self._lookup(claims)
        state, folded = self.state, list[Folded]()
        for claim, signature_ok in zip(claims, checked, strict=True):
            one = fold_entry(state, claim, earlier, signature_ok)
            if one.parked:
                raise UnsupportedError(
                    f"the network is at rule level {state.rights.level}: update this program",
                    Reason.LEVEL_UNSUPPORTED,
                    level=state.rights.level,
                )
            folded.append(one)
            state = one.state
        bodies = sort_bodies(state, folded, batch.entries, self.wanted, self.identity.member)
        erased = self._newly_redacted(state)
        head = self.store.append(self.head, folded, bodies.kept, bodies.missing, erased)
        self.state, self.head = state, head
        if head.size - self.snapshot_size >= self.snapshot_entries:
            self.store.save_snapshot(state)
            self.snapshot_size = head.size
        for alarm in bodies.alarms:
            self.member.raise_alarm(alarm, self.clock.now_ms())
        return folded

    def _lookup(self, claims: Sequence[Claim]) -> Lookup:
        records = [claim.record for claim in claims if claim.record is not None]
        return self.store.read(lambda reader: gather(records, reader, self.head.frontier))

    def _newly_redacted(self, state: State) -> list[int]:
        new = [one for one in state.rights.redacted if one not in self.state.rights.redacted]
        return list(self.store.read(lambda reader: reader.index_of(new)).values()) if new else []

    def _look_at(self, folded: Sequence[Folded]) -> None:
        """Tell the outbox what has arrived, and the person what is odd."""
        for one in folded:
            record = one.record
            for reason in one.alarms:
                self._alarm(one, reason)
            if record is None or record.header.member != self.identity.member:
                continue
            if one.void is None:
                self.member.mark_logged(record.record_id, one.index)
            else:
                self.member.mark_refused(record.record_id, one.void.error())
        self._look_at_times(self.state.log_time_ms)

    def _alarm(self, one: Folded, reason: Reason) -> None:
        now_ms = self.clock.now_ms()
        why = f": {one.void.message}" if one.void else ""
        error = EquivocationError(
            f"entry {one.index} raises {reason}{why}", reason, index=one.index
        )
        self.member.raise_alarm(error, now_ms)
        accepted = self.trusted.accepted
        if reason is Reason.EQUIVOCATION and accepted is not None:
            note = accepted.note.format().encode()
            self.member.add_evidence(EvidenceFrame(4, note, b"", (), one.claim.entry), now_ms)

    def _look_at_times(self, time_ms: int) -> None:
        now_ms = self.clock.now_ms()
        if time_ms > now_ms + MAX_AHEAD_MS:
            error = EquivocationError(
                "the log's time is ahead of this machine's clock: one of the two is wrong",
                Reason.CLOCK_SUSPECT,
                log_time_ms=time_ms,
                now_ms=now_ms,
            )
            self.member.raise_alarm(error, now_ms)

    def keep_evidence(self, error: ForsaError) -> None:
        """Keep what was raised: as an alarm, and as evidence if it convinces others."""
        now_ms = self.clock.now_ms()
        self.member.raise_alarm(error, now_ms)
        if isinstance(error, MisbehaviourError) and error.evidence is not None:
            self.member.add_evidence(error.evidence, now_ms)


def _accepted(note: str | None, root: TrustRoot) -> VerifiedCheckpoint | None:
    """The checkpoint accepted last; one that retired keys signed was accepted all the same."""
    if note is None:
        return None
    document = root.document
    keys = CheckpointKeys(document.origin, document.log_keys, document.service_keys)
    return open_checkpoint(note, keys, require_fresh=True)
