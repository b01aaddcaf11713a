"""One commit of the sequencer: admit, append, sign, in one transaction on the writer's thread."""

from __future__ import annotations  # the sequencer is named for mypy only: it imports this

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forsa.errors import ForsaError, QuotaError
from forsa.governance.fold import Folded
from forsa.governance.lookup import Lookup, gather
from forsa.governance.verdict import Refused
from forsa.log_store.reading import LogReader, StoredBody
from forsa.log_store.writing import LogWriter, next_head
from forsa.merkle.hashes import NodeHash
from forsa.merkle.proof import NodeAt, make_inclusion, needed_for_inclusion, needed_for_root
from forsa.merkle.stored import pick
from forsa.note import Note
from forsa.root import TrustRoot
from sqlalchemy import Connection

from forsa_hub.admission import Offer, admit
from forsa_hub.blobs.attached import Attached, load_attached
from forsa_hub.blobs.dropping import drop_redacted
from forsa_hub.outcomes.ordering import Ordering
from forsa_hub.rooting import held_to_own_keys
from forsa_hub.sharing import Sharing
from forsa_hub.store.notes import put_checkpoint
from forsa_hub.store.tables import METADATA
from forsa_hub.store.usage import save_usage

if TYPE_CHECKING:
    from forsa_hub.sequencer import Sequencer


@dataclass(frozen=True, slots=True)
class Placed:
    """A record that is in the log."""

    index: int
    sequenced_ms: int
    duplicate: bool


Outcome = Placed | ForsaError


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the offers of one call, with proofs to one checkpoint."""

    outcomes: Sequence[Outcome]
    note: Note
    size: int
    paths: Mapping[int, Sequence[NodeHash]]
    """By index of the entry."""


class Batch:
    """One commit, on the writer's thread."""

    def __init__(self, sequencer: Sequencer, offers: Sequence[Offer], now_ms: int) -> None:
        self._sequencer = sequencer
        self._offers = offers
        self._now_ms = now_ms
        self.before = sequencer.head
        self.after = sequencer.head
        self.state = sequencer.state
        self.note = sequencer.note
        self.fresh_seconds = sequencer.fresh_seconds
        self.signers = sequencer.signers
        self.roots: list[TrustRoot] = []
        """Trust roots that were published, in order; the hub signs with the keys of the last."""
        self.folded: list[Folded] = []
        self.outcomes: list[Outcome] = []
        self.snapshot = False
        self.erasing = False
        """Whether attachments were redacted."""
        self._attached = Attached({}, frozenset())
        self._bodies: dict[int, StoredBody] = {}
        self._paths: dict[int, Sequence[NodeHash]] = {}

    def commit(self) -> None:
        """Admit, append, sign, commit."""
        with self._sequencer.database.transaction() as connection:
            reader = LogReader(connection, METADATA)
            self._attached = load_attached(connection, self._offers, self.before.size)
            ordering = Ordering(connection)
            self._admit(reader, ordering)
            rows = self._append(connection)
            ordering.keep()
            self._prove(reader, rows)

    def _admit(self, reader: LogReader, ordering: Ordering) -> None:
        records = [offer.record for offer in self._offers]
        earlier = gather(records, reader, self.before.frontier)
        sharing = Sharing(reader, max(self._now_ms, self.before.log_time_ms))
        for offer in self._offers:
            sequenced_ms = max(self._now_ms, self.state.log_time_ms)
            outcome = self._admit_one(offer, sequenced_ms, earlier, reader, sharing, ordering)
            self.outcomes.append(outcome)

    def _admit_one(
        self,
        offer: Offer,
        sequenced_ms: int,
        earlier: Lookup,
        reader: LogReader,
        sharing: Sharing,
        ordering: Ordering,
    ) -> Outcome:
        known = earlier.records.get(offer.record.record_id)
        if known is not None:
            return Placed(known.index, self._sequenced_ms(known.index, reader), duplicate=True)
        header = offer.record.header
        try:  # refused records count as well: they cost the same work
            if not offer.charged:
                self._sequencer.quotas.take(header.member, offer.size, self._now_ms)
        except QuotaError as error:
            return error
        held = ordering.held_to(sharing.held_to(offer, self.state), self.state)
        held = held_to_own_keys(held, self._sequencer.heir)
        complete = self._attached.complete_for(offer)
        result = admit(self.state, held, sequenced_ms, earlier, complete)
        if isinstance(result, Refused):
            return result.error()
        if isinstance(result, ForsaError):
            return result
        root = result.state.rights.root
        if root is not None and root is not self.state.rights.root:
            self.roots.append(root)
        self.state = result.state
        self.folded.append(result)
        self._attached.note(offer.record)
        sharing.place(offer)
        ordering.place(offer, result.index)
        if header.HasField("body"):
            self._bodies[result.index] = StoredBody(offer.salt, offer.body)
        return Placed(result.index, sequenced_ms, duplicate=False)

    def _sequenced_ms(self, index: int, reader: LogReader) -> int:
        for one in self.folded:
            if one.index == index and one.claim.sequenced_ms is not None:
                return one.claim.sequenced_ms
        (stored,) = reader.entries_at([index])
        return int.from_bytes(stored.data[1:9], "big")

    def _append(self, connection: Connection) -> dict[int, tuple[bytes, bytes]]:
        """Write everything; return the new rows of (leaf, completed hashes) for the proofs."""
        sequencer = self._sequencer
        if not self.folded:
            save_usage(connection, sequencer.quotas.drain_changed())
            return {}
        self.after, completed = next_head(self.before, self.folded)
        writer = LogWriter(connection, METADATA)
        writer.append(self.before, self.after, completed, self.folded, self._bodies)
        self.erasing = drop_redacted(connection, sequencer.quotas, self.folded)
        save_usage(connection, sequencer.quotas.drain_changed())
        for root in self.roots:
            self.signers = sequencer.heir.keep(root)
        self.fresh_seconds = self._next_fresh()
        self.note = self.signers.note(self.after, self.fresh_seconds)
        put_checkpoint(connection, self.after.size, self.note)
        if self.after.size - sequencer.snapshot_size >= sequencer.config.snapshot_entries:
            writer.save_snapshot(self.state)
            self.snapshot = True
        leaves = (one.claim.leaf for one in self.folded)
        return dict(enumerate(zip(leaves, completed, strict=True), self.before.size))

    def _next_fresh(self) -> int:
        """Never below an earlier line, unless the log's time was set back: its key is new then."""
        if self.after.log_time_ms < self.before.log_time_ms:
            return max(self._now_ms // 1000, -(-self.after.log_time_ms // 1000))
        return self._sequencer.next_fresh(self._now_ms, self.after.log_time_ms)

    def _prove(self, reader: LogReader, rows: Mapping[int, tuple[bytes, bytes]]) -> None:
        size = self.after.size
        placed = {one.index for one in self.outcomes if isinstance(one, Placed)}
        nodes = sorted(needed_for_root(self.before.size), reverse=True) if self.before.size else []
        edge = dict(zip(nodes, self.before.frontier.nodes, strict=True))
        old = {i for i in placed if i < self.before.size}
        needed = {node for index in old for node in needed_for_inclusion(index, size)}
        stored = reader.hashes({node for node in needed if node not in edge})

        def get(node: NodeAt) -> bytes:
            return edge.get(node) or stored.get(node) or pick(node, rows)

        self._paths = {index: make_inclusion(index, size, get) for index in placed}

    def answer(self, start: int, end: int) -> Answer:
        """What one call hears: its part of the outcomes."""
        outcomes = self.outcomes[start:end]
        indexes = {one.index for one in outcomes if isinstance(one, Placed)}
        paths = {index: self._paths[index] for index in indexes}
        return Answer(outcomes, self.note, self.after.size, paths)
