"""The mirror at work: a head, then batches; each verified, folded and stored in one transaction.

Source: docs/protocol.md, "Pulling".
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from forsa.bundle import EvidenceFrame
from forsa.client.identity import Identity
from forsa.clock import Clock
from forsa.errors import EquivocationError, ForsaError, Reason, UnsupportedError
from forsa.governance.audience import audiences_of
from forsa.governance.fold import Claim, Folded, fold_entry
from forsa.governance.lookup import Lookup, gather
from forsa.governance.state import State
from forsa.governance.views.now import witnesses
from forsa.log_store.reading import Head, LogReader
from forsa.pool import VerifyPool
from forsa.root import TrustRoot, follow
from forsa.trusted_log import MisbehaviourError, TrustedLog, bare_note, open_accepted
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.effects_pb2 import RootPublish
from google.protobuf.message import DecodeError

from forsa_node.bodies import Wanted, sort_bodies
from forsa_node.store.member import MemberStore
from forsa_node.store.mirror import MirrorStore
from forsa_node.store.outbox import Rejection
from forsa_node.suspicions import odd_times, older_than_cosigned, rival_error


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
    audiences: frozenset[str]
    """Those whose bodies were asked for last."""
    asked_ms: int = 0
    """When the hub was asked for the newest accepted checkpoint; 0 = not since this was opened."""

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
        roots = identity.roots()
        note = member.accepted()
        accepted = None if note is None else open_accepted(note, roots)
        return cls(
            identity=identity,
            store=store,
            member=member,
            pool=pool,
            clock=clock,
            wanted=wanted,
            snapshot_entries=snapshot_entries,
            state=state,
            head=head,
            trusted=TrustedLog(roots[-1], head.frontier, accepted),
            snapshot_size=state.size,
            audiences=audiences_of(state, identity.member),
        )

    def close(self) -> None:
        """Store the state and let go of the file."""
        if self.state.size > self.snapshot_size:
            self.store.save_snapshot(self.state)
        self.store.close()

    @property
    def is_complete(self) -> bool:
        """Whether every entry of the newest accepted checkpoint is held."""
        return 0 < self.trusted.size == self.trusted.accepted_size

    @property
    def fresh_ms(self) -> int:
        """The newest freshness time accepted; 0 = none."""
        accepted = self.trusted.accepted
        return (accepted.fresh_seconds or 0) * 1000 if accepted else 0

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

    def accept_head(self, head: pb.PullHead, asked_ms: int) -> None:
        """Take the head of a pull, and keep it before anything is built on it.

        Args:
            head: As it came.
            asked_ms: When the hub was asked for it.

        Raises:
            MalformedError, VerificationError: it is refused, and what was held stays.
            MisbehaviourError: as `TrustedLog.accept_head`.
        """
        trusted = self.trusted.with_root(self._newest_root(head.roots))
        known = witnesses(self.state)
        trusted = trusted.accept_head(head.note, head.from_proof, head.pending_proof, known)
        accepted = trusted.accepted
        if accepted is not None and accepted is not self.trusted.accepted:
            self.member.accept(accepted.note.format())
            self.store.put_cosigned(accepted.size, accepted.cosigned)
        self.trusted = trusted
        self.asked_ms = asked_ms
        times = (self.state.log_time_ms, self.fresh_ms, self.clock.now_ms(), asked_ms)
        for suspicion in odd_times(*times):
            self._raise(suspicion)

    def _newest_root(self, envelopes: Sequence[bytes]) -> TrustRoot:
        """Follow the trust root; a second document of a version is kept, shown, and not followed.

        Raises:
            VerificationError: `ROOT_INVALID`: what is shown is not valid.
        """
        known = self.identity.roots()
        roots, rival = follow(known, envelopes)
        if rival is not None:
            self.identity.save_rival(rival)
            self._raise(rival_error(roots, rival))
        if len(roots) > len(known):
            self.identity.save_roots(roots)
        return roots[-1]

    def _follow_logged(self, folded: Sequence[Folded]) -> None:
        """The same for what the log says, valid or void: a hub may show there what it hides here.

        One that is not valid, or does not follow, is void for all, and no news.
        """
        for one in folded:
            if one.record is None or one.record.header.kind != "root.publish":
                continue
            with suppress(ForsaError, DecodeError):
                effect = RootPublish.FromString(one.record.header.effect)
                self.trusted = self.trusted.with_root(self._newest_root([effect.envelope]))

    async def store_batch(
        self,
        trusted: TrustedLog,
        claims: Sequence[Claim],
        checked: Sequence[bool | None],
        entries: Sequence[pb.PullEntry],
    ) -> None:
        """Fold and store a verified batch, all of it or nothing.

        Args:
            trusted: The log with the batch.
            claims: Its entries, in order.
            checked: Whether each signature is good; None = not checked yet.
            entries: As they came, with their bodies.

        Raises:
            UnsupportedError: `LEVEL_UNSUPPORTED`: the network's rules are newer than this program.
            DamagedStoreError, QuotaError: it could not be stored; nothing of it is.
        """
        folded = await asyncio.to_thread(self._fold_and_store, claims, checked, entries)
        self.trusted = trusted
        self._follow_logged(folded)
        for suspicion in self._suspicions(folded):
            self._raise(suspicion)

    def _fold_and_store(
        self,
        claims: Sequence[Claim],
        checked: Sequence[bool | None],
        entries: Sequence[pb.PullEntry],
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
        bodies = sort_bodies(state, folded, entries, self.wanted)
        erased = self._newly_redacted(state)
        head = self.store.append(self.head, folded, bodies.kept, bodies.missing, erased)
        self.state, self.head = state, head
        if head.size - self.snapshot_size >= self.snapshot_entries:
            self.store.save_snapshot(state)
            self.snapshot_size = head.size
        for alarm in bodies.alarms:
            self._raise(alarm)
        return folded

    def _lookup(self, claims: Sequence[Claim]) -> Lookup:
        records = [claim.record for claim in claims if claim.record is not None]
        return self.store.read(lambda reader: gather(records, reader, self.head.frontier))

    def _newly_redacted(self, state: State) -> list[int]:
        if state.rights.redacted is self.state.rights.redacted:
            return []
        new = [one for one in state.rights.redacted if one not in self.state.rights.redacted]
        return list(self.store.read(lambda reader: reader.index_of(new)).values()) if new else []

    def _suspicions(self, folded: Sequence[Folded]) -> Iterator[ForsaError]:
        """What a batch says about hub and members; own records that are void are set apart."""
        for one in folded:
            reasons = (*one.alarms, *_named(one))
            yield from (_admitted(one, reason) for reason in reasons)
            if Reason.EQUIVOCATION in reasons:
                self._keep_view_mismatch(one)
            self._set_apart(one)
        claims = [one.claim for one in folded]
        since = self.state.log_time_set
        older = older_than_cosigned(folded[0].index, claims, self.store.cosigned(), since)
        if older is not None:
            yield older
        yield from odd_times(self.state.log_time_ms, 0, self.clock.now_ms())

    def _set_apart(self, one: Folded) -> None:
        record = one.record
        if record is None or one.void is None or one.void.reason is Reason.DUPLICATE:
            return
        if record.header.member == self.identity.member:
            self.member.settle({}, [Rejection(record.record_id, one.void.error())])

    def _keep_view_mismatch(self, one: Folded) -> None:
        accepted = self.trusted.accepted
        if accepted is not None:
            frame = EvidenceFrame(4, bare_note(accepted), b"", (), one.claim.entry)
            self.member.add_evidence(frame, self.clock.now_ms())

    def _raise(self, error: ForsaError) -> None:
        self.member.raise_alarm(error, self.clock.now_ms())

    def keep_evidence(self, error: ForsaError) -> None:
        """Keep what was raised: as an alarm, and as evidence if it convinces others."""
        self._raise(error)
        if isinstance(error, MisbehaviourError) and error.evidence is not None:
            self.member.add_evidence(error.evidence, self.clock.now_ms())


def _named(one: Folded) -> tuple[Reason, ...]:
    """A clock turned back has an alarm of its own beside the one for any void entry."""
    if one.void is not None and one.void.reason is Reason.TIME_REVERSED:
        return (Reason.TIME_REVERSED,)
    return ()


def _admitted(one: Folded, reason: Reason) -> ForsaError:
    rule = one.void.rule if one.void else "V13"
    return EquivocationError(
        f"the log holds an entry that breaks rule {rule}",
        reason,
        index=one.index,
        rule=rule,
        why=one.void.message if one.void else "",
    )
