"""What the fold may ask about earlier valid entries, and an overlay that grows with a batch.

The state is small and lives in memory; everything else about earlier entries comes through
`Lookup`, filled for a whole batch at once by `gather`: a fixed number of queries a batch, never
one a record. The fold adds each valid entry, so that the next entry of the batch sees it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from google.protobuf.message import DecodeError

from forsa.envelope import Record, RecordId
from forsa.governance.state import ObjectId
from forsa.kinds.registry import Mark, kind_of
from forsa.merkle.frontier import Frontier
from forsa.merkle.hashes import LeafHash, NodeHash
from forsa.merkle.proof import NodeAt, make_root, needed_for_root
from forsa.v1 import effects_pb2 as v1


@dataclass(slots=True)  # nobody changes one; frozen, each would take four times as long to make
class Logged:
    """What the rules read of an earlier valid record."""

    index: int
    record_id: RecordId
    kind: str
    member: str
    object_id: ObjectId
    parent: bytes
    effect: bytes
    has_body: bool
    has_attachments: bool


@dataclass(slots=True)  # as `Logged`: one is made for every entry
class Versions:
    """The valid records of one object; `member` is the author of the newest."""

    object_id: ObjectId
    kind: str
    member: str
    newest: RecordId
    newest_index: int
    target: bytes
    """Parent of the first version: the record that the object answers, or empty."""


class Answer(NamedTuple):
    """A question of V14: has `member` an object of this kind that answers `target`?"""

    kind: str
    member: str
    target: RecordId


class Earlier(Protocol):
    """A store of earlier **valid** entries. Each method is asked at most twice a batch."""

    def records(self, ids: Collection[RecordId], /) -> Iterable[Logged]:
        """Return those of these records that are logged and valid."""

    def objects(self, ids: Collection[ObjectId], /) -> Iterable[Versions]:
        """Return those of these objects that have a valid record."""

    def answers(self, asked: Collection[Answer], /) -> Iterable[Answer]:
        """Return those of these that some valid object answers with its first version."""

    def hashes(self, nodes: Collection[NodeAt], /) -> Mapping[NodeAt, NodeHash]:
        """Return these hashes of complete subtrees; level 0 = leaf hashes."""

    def digests(self, sizes: Collection[int], /) -> Mapping[int, bytes]:
        """Return the state digests at these sizes, multiples of 16."""


@dataclass(slots=True)
class Lookup:
    """Answers about earlier entries for one batch. Mutable: the fold adds what it folds."""

    frontier: Frontier
    """Right edge of the tree at the size where the batch starts."""
    records: dict[RecordId, Logged] = field(default_factory=dict)
    objects: dict[ObjectId, Versions] = field(default_factory=dict)
    answers: set[Answer] = field(default_factory=set)
    roots: dict[int, NodeHash] = field(default_factory=dict)
    digests: dict[int, bytes] = field(default_factory=dict)
    leaves: list[LeafHash] = field(default_factory=list)
    """Leaf hashes of the batch so far, the void entries' too."""
    _edge: Frontier | None = None
    """Right edge at the size asked for last: authors of a batch saw much the same trees."""

    def root(self, size: int) -> NodeHash | None:
        """Return the root hash of the first `size` leaves, if gathered or in the batch."""
        known, start = self.roots.get(size), self.frontier.size
        if known is None and 0 <= size - start <= len(self.leaves):
            edge = self._edge
            if edge is None or edge.size > size:
                edge = self.frontier
            self._edge, _ = edge.extend(self.leaves[edge.size - start : size - start])
            known = self.roots[size] = self._edge.root()
        return known

    def copy(self) -> "Lookup":
        """Return a lookup that knows the same and grows by itself: for a trial."""
        return Lookup(
            self.frontier,
            dict(self.records),
            dict(self.objects),
            set(self.answers),
            dict(self.roots),
            dict(self.digests),
            list(self.leaves),
        )

    def add_leaf(self, leaf: LeafHash) -> None:
        """Take the next leaf of the tree, whether its entry is valid or void."""
        self.leaves.append(leaf)

    def add_record(self, index: int, record: Record) -> None:
        """Take a valid record, so that later ones see it."""
        header = record.header
        object_id, parent = ObjectId(header.object_id), header.parent
        former = self.objects.get(object_id)
        self.records[record.record_id] = Logged(
            index,
            record.record_id,
            header.kind,
            header.member,
            object_id,
            parent,
            header.effect,
            header.HasField("body"),
            bool(header.attachments),
        )
        target = parent if former is None else former.target
        self.objects[object_id] = Versions(
            object_id, header.kind, header.member, record.record_id, index, target
        )
        if former is None and header.kind in _ASKED_FOR:
            self.answers.add(Answer(header.kind, header.member, RecordId(parent)))


_ASKED_FOR = frozenset({"review.publish"})
"""Kinds with one object an author and target."""

_Targeted = v1.RecordAct | v1.RecordHold | v1.RedactDone
_TARGETS: Mapping[str, type[_Targeted]] = {
    "record.withdraw": v1.RecordAct,
    "record.redact": v1.RecordAct,
    "record.release": v1.RecordAct,
    "record.hold": v1.RecordHold,
    "record.redact_done": v1.RedactDone,
}


def gather(records: Iterable[Record], earlier: Earlier, frontier: Frontier) -> Lookup:
    """Ask `earlier` for all that folding `records` in this order can need.

    Args:
        records: The records of a batch, as far as their entries parse.
        earlier: The store, as it is at the start of the batch.
        frontier: Right edge of the tree at the start of the batch.
    """
    lookup = Lookup(frontier)
    batch = list(records)
    ids, objects, answers = set[RecordId](), set[ObjectId](), set[Answer]()
    sizes, digest_sizes = set[int](), set[int]()
    for record in batch:
        header = record.header
        ids.add(record.record_id)
        objects.add(ObjectId(header.object_id))
        ids.update(_named(record))
        if header.kind in _ASKED_FOR:
            answers.add(Answer(header.kind, header.member, RecordId(header.parent)))
        if header.HasField("observed"):
            sizes.add(header.observed.size)
            digest_sizes.add(header.observed.size // 16 * 16)
    _fill(lookup, earlier, ids, objects)
    second = _named_by_objects(lookup) - lookup.records.keys()
    if second:
        _fill(lookup, earlier, second, set())
    if answers:
        lookup.answers.update(earlier.answers(answers))
    _fill_sizes(lookup, earlier, sizes, digest_sizes)
    return lookup


def _named(record: Record) -> set[RecordId]:
    """Return the earlier records that a header names: its parent, and what its effect is about."""
    header = record.header
    named = {RecordId(header.parent)}
    message = _TARGETS.get(header.kind)
    try:
        if message is not None:
            named.add(RecordId(message.FromString(header.effect).target))
        elif header.kind == "obligation.submit":
            named.add(RecordId(v1.ObligationSubmit.FromString(header.effect).evidence))
    except DecodeError:  # V14 will say so
        pass
    return {record_id for record_id in named if len(record_id) == 32}


def _named_by_objects(lookup: Lookup) -> set[RecordId]:
    """Return the records behind the objects: what they answer, the newest of an agreement."""
    named = set[RecordId]()
    for versions in lookup.objects.values():
        kind = kind_of(versions.kind)
        if kind is not None and kind.mark is Mark.TARGET:
            named.add(RecordId(versions.target))
        if versions.kind == "agreement.publish":
            named.add(versions.newest)
    return named


def _fill(
    lookup: Lookup, earlier: Earlier, ids: Collection[RecordId], objects: Collection[ObjectId]
) -> None:
    lookup.records.update((logged.record_id, logged) for logged in earlier.records(ids))
    if objects:
        lookup.objects.update(
            (versions.object_id, versions) for versions in earlier.objects(objects)
        )


def _fill_sizes(
    lookup: Lookup, earlier: Earlier, sizes: Collection[int], digest_sizes: Collection[int]
) -> None:
    start = lookup.frontier.size
    before = [size for size in sizes if 0 < size < start]
    needed = {node for size in before for node in needed_for_root(size)}
    if needed:
        hashes = earlier.hashes(needed)
        lookup.roots.update((size, make_root(size, hashes.__getitem__)) for size in before)
    known = [size for size in digest_sizes if 0 < size <= start]
    if known:
        lookup.digests.update(earlier.digests(known))
