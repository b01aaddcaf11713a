"""A log folded from its first entry in memory, for whoever keeps none and believes nobody.

Each signature is checked, each text held against its commitment, and every question of the fold is
answered from the entries themselves: no index that somebody else wrote is asked. An entry costs
about a kilobyte of memory (docs/decisions/0038-counting-again.md).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError, Message

from forsa.commitment import verify_data
from forsa.envelope import Record, RecordId
from forsa.errors import Reason, UnsupportedError
from forsa.governance.audience import body_state
from forsa.governance.claim import read_entry
from forsa.governance.fold import Folded, fold_entry
from forsa.governance.lookup import Answer, Logged, Lookup, Versions, gather
from forsa.governance.outcomes import Outcome
from forsa.governance.state import ObjectId, State
from forsa.governance.views.chronicle import GOVERNANCE, Chronicle, Past, event_of
from forsa.kinds.bodies import body_type
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import EMPTY_ROOT, NodeHash
from forsa.merkle.proof import NodeAt, make_root, needed_for_root
from forsa.merkle.stored import pick, rows_of

BATCH: Final = 256
"""Entries that are best given at once."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A valid record of governance."""

    index: int
    log_time_ms: int
    record: Record


class WholeLog:
    """The log of one network, as far as it was given. Implements `lookup.Earlier`."""

    def __init__(self, network_id: bytes, kinds: Collection[str] = GOVERNANCE) -> None:
        """Begin with no entry.

        Args:
            network_id: 32 bytes: all that is trusted.
            kinds: Of the events that its chronicle will have.
        """
        self.state = State.start(network_id)
        self.frontier: Frontier = EMPTY
        self.outcomes: list[tuple[int, Outcome]] = []
        """What became of proposals, with the entries at which it did."""
        self.past: list[Past] = []
        self.state_digests: dict[int, bytes] = {}
        """By size, a multiple of 16."""
        self._kinds = frozenset(kinds)
        self._rows: list[tuple[bytes, bytes]] = []
        self._records: dict[RecordId, Logged] = {}
        self._objects: dict[ObjectId, Versions] = {}
        self._answers: set[Answer] = set()
        self._told: dict[bytes, _Told] = {}
        self._bodies: dict[bytes, Message | None] = {}

    @property
    def size(self) -> int:
        """Entries that were folded."""
        return self.frontier.size

    def append(self, entries: Sequence[bytes]) -> list[Folded]:
        """Fold the next entries.

        Args:
            entries: LogEntry bytes, in order.

        Raises:
            UnsupportedError: `LEVEL_UNSUPPORTED`: the rules are newer than this program.
        """
        claims = [read_entry(one) for one in entries]
        records = [claim.record for claim in claims if claim.record is not None]
        earlier = gather(records, self, self.frontier)
        folded = []
        for claim in claims:
            one = fold_entry(self.state, claim, earlier)
            if one.parked:
                raise UnsupportedError(
                    f"the network is at rule level {self.state.rights.level}: update this program",
                    Reason.LEVEL_UNSUPPORTED,
                    level=self.state.rights.level,
                )
            self.state = one.state
            folded.append(one)
        self.frontier, completed = self.frontier.extend([claim.leaf for claim in claims])
        leaves = (claim.leaf for claim in claims)
        self._rows += zip(leaves, completed, strict=True)
        self._keep(folded, earlier)
        return folded

    def _keep(self, folded: Iterable[Folded], earlier: Lookup) -> None:
        for one in folded:
            time_ms = one.claim.sequenced_ms or 0
            self.past += (Past(one.index, time_ms, turn) for turn in one.turns)
            self.outcomes += ((one.index, outcome) for outcome in one.outcomes)
            if one.digest is not None:
                self.state_digests[one.index + 1] = one.digest
            if one.record is None or one.void is not None:
                continue
            record = one.record
            self._records[record.record_id] = earlier.records[record.record_id]
            object_id = ObjectId(record.header.object_id)
            self._objects[object_id] = earlier.objects[object_id]
            if record.header.kind in self._kinds:
                self._told[record.record_id] = _Told(one.index, time_ms, record)
        self._answers |= earlier.answers

    def put_body(self, record_id: bytes, salt: bytes, data: bytes) -> bool:
        """Keep the text of a record of governance; return whether it is one that was folded.

        Raises:
            VerificationError: `COMMITMENT_MISMATCH`: it is not what its author signed for.
        """
        told = self._told.get(record_id)
        if told is None:
            return False
        header = told.record.header
        verify_data(header.body, salt, data)
        self._bodies[record_id] = _parsed(header.kind, data)
        return True

    def chronicle(self, fresh_ms: int = 0) -> Chronicle:
        """What views are made of, as far as texts were given.

        Args:
            fresh_ms: The newest freshness time that was accepted; 0: none.
        """
        for one in self.state.rights.redacted:
            self._bodies.pop(one, None)
        events = tuple(
            event_of(
                one.index,
                one.log_time_ms,
                one.record,
                self._bodies.get(record_id),
                body_state(self.state, RecordId(record_id), fresh_ms),
            )
            for record_id, one in self._told.items()
        )
        now_ms = max(self.state.log_time_ms, fresh_ms)
        return Chronicle(events, tuple(self.past), self.state, now_ms)

    def root(self, size: int) -> NodeHash:
        """The root of the first `size` entries."""
        if size == 0:
            return EMPTY_ROOT
        return make_root(size, self.hashes(needed_for_root(size)).__getitem__)

    # What the fold asks (`Earlier`).

    def records(self, ids: Collection[RecordId], /) -> Iterator[Logged]:
        """Those of these records that are logged and valid."""
        return (self._records[one] for one in ids if one in self._records)

    def objects(self, ids: Collection[ObjectId], /) -> Iterator[Versions]:
        """Those of these objects that have a valid record."""
        return (self._objects[one] for one in ids if one in self._objects)

    def answers(self, asked: Collection[Answer], /) -> Iterator[Answer]:
        """Those of these that some valid object answers."""
        return (one for one in asked if one in self._answers)

    def hashes(self, nodes: Collection[NodeAt], /) -> Mapping[NodeAt, NodeHash]:
        """The hashes of complete subtrees."""
        rows = {row: self._rows[row] for row in rows_of(nodes)}
        return {node: NodeHash(pick(node, rows)) for node in nodes}

    def digests(self, sizes: Collection[int], /) -> Mapping[int, bytes]:
        """The state digests at these sizes."""
        known = self.state_digests
        return {size: known[size] for size in sizes if size in known}


def _parsed(kind: str, data: bytes) -> Message | None:
    message = body_type(kind)
    try:
        return None if message is None else message.FromString(data)
    except DecodeError:
        return None
