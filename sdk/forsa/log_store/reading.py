"""What is in a stored log: entries, records, objects, hashes. Reads only."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, MetaData, Select, and_, func, or_, select

from forsa.entry import parse_entry
from forsa.envelope import Record, RecordId, parse_record
from forsa.errors import CorruptStoreError, Reason
from forsa.governance.history import Part, Turn, parse_turn
from forsa.governance.lookup import Answer, Logged, Versions
from forsa.governance.state import ObjectId
from forsa.log_store.statements import END, START, VALUES, is_one_of_values, statements_of
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import EMPTY_ROOT, NodeHash
from forsa.merkle.proof import (
    MAX_SIZE,
    NodeAt,
    make_consistency,
    make_inclusion,
    make_root,
    needed_for_consistency,
    needed_for_inclusion,
    needed_for_root,
)
from forsa.merkle.stored import pick, rows_of

MAX_BOUND = 500
"""Values bound in one statement."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log stands."""

    size: int
    root: NodeHash
    frontier: Frontier
    log_time_ms: int


EMPTY_HEAD = Head(0, EMPTY_ROOT, EMPTY, 0)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it lies there."""

    index: int
    data: bytes
    leaf: bytes
    completed: bytes
    void: str | None

    def record(self) -> Record:
        """The record in it; only for entries whose envelope parses."""
        return parse_record(parse_entry(self.data).envelope)


@dataclass(frozen=True, slots=True)
class StoredBody:
    """A body with its salt."""

    salt: bytes
    data: bytes


class LogReader:
    """A stored log as one connection sees it. Implements `forsa.governance.lookup.Earlier`.

    With `before`, the records are those of the first `before` entries alone: what the fold may
    ask when it folds the entry at that index again.
    """

    def __init__(
        self, connection: Connection, metadata: MetaData, before: int | None = None
    ) -> None:
        self._connection = connection
        self._before = MAX_SIZE if before is None else before
        tables = metadata.tables
        self._statements = statements_of(metadata)
        self._entry, self._record = tables["entry"], tables["record"]
        self._answer, self._child = tables["answer"], tables["child"]
        self._attachment, self._outcome = tables["attachment"], tables["outcome"]
        self._turn = tables["turn"]
        self._body, self._digest, self._head = tables["body"], tables["digest"], tables["head"]

    def head(self) -> Head:
        """Size, root, right edge and log time."""
        row = self._connection.execute(select(self._head)).one_or_none()
        if row is None:
            return EMPTY_HEAD
        return Head(row.size, NodeHash(row.root), Frontier.parse(row.frontier), row.log_time_ms)

    def entries(self, start: int, end: int) -> list[StoredEntry]:
        """The entries [start, end), as far as they are there."""
        return self._between(self._statements.entries, start, end)

    def without_body(self, start: int, end: int) -> list[StoredEntry]:
        """Valid entries of [start, end) whose body is not here, or that have none."""
        return self._between(self._statements.without_body, start, end)

    def _between(self, wanted: Select[Any], start: int, end: int) -> list[StoredEntry]:
        rows: Iterable[Any] = self._connection.execute(wanted, {START: start, END: end})
        return [StoredEntry(*row) for row in rows]

    def entries_at(self, indexes: Collection[int]) -> list[StoredEntry]:
        """Some entries, by index, sorted."""
        rows = self._asked(self._statements.entries_at, indexes)
        return sorted((StoredEntry(*row) for row in rows), key=lambda stored: stored.index)

    def index_of(self, record_ids: Collection[bytes]) -> dict[bytes, int]:
        """Where valid records stand."""
        rows = self._asked(self._statements.positions_of, record_ids, before=self._before)
        return {row[0]: row[1] for row in rows}

    def newest_of(self, object_ids: Collection[bytes]) -> dict[bytes, int]:
        """Index of the newest valid record of each of these objects."""
        return {object_id: newest for object_id, _, newest in self._spans(object_ids)}

    def _spans(self, object_ids: Collection[bytes]) -> Iterator[tuple[bytes, int, int]]:
        """Each object with the indexes of its first and its newest valid record."""
        wanted = self._statements.spans_of
        for row in self._asked(wanted, object_ids, before=self._before):
            yield row[0], row[1], row[2]

    def bodies(self, indexes: Collection[int]) -> dict[int, StoredBody]:
        """The bodies that are here, by index of their entry."""
        rows = self._asked(self._statements.bodies_at, indexes)
        return {row[0]: StoredBody(row[1], row[2]) for row in rows}

    def records_of(
        self,
        kinds: Sequence[str] = (),
        members: Sequence[str] = (),
        start: int = 0,
        limit: int = 256,
    ) -> list[int]:
        """Indexes of valid records from `start` on; a kind matches itself and what it begins."""
        record = self._record
        conditions = [record.c.position >= start, record.c.position < self._before]
        if kinds:
            matches = (
                or_(record.c.kind == kind, record.c.kind.startswith(f"{kind}.", autoescape=True))
                for kind in kinds
            )
            conditions.append(or_(*matches))
        if members:
            conditions.append(record.c.member.in_(members))
        wanted = select(record.c.position).where(and_(*conditions))
        ordered = wanted.order_by(record.c.position).limit(limit)
        return list(self._connection.execute(ordered).scalars())

    def kinds_of(self, start: int, end: int) -> list[tuple[int, str, bytes]]:
        """Index, kind and object id of the valid records [start, end), sorted."""
        asked = {START: start, END: min(end, self._before)}
        rows: Iterable[Any] = self._connection.execute(self._statements.records, asked)
        return [(row[0], row[1], row[2]) for row in rows]

    def children_of(self, record_ids: Collection[bytes], kinds: Collection[str] = ()) -> list[int]:
        """Indexes, sorted, of the valid records that answer, replace or act on one of these.

        With `kinds` only records of exactly these.
        """
        child, record = self._child, self._record
        wanted = select(child.c.position).where(child.c.position < self._before)
        if kinds:
            wanted = wanted.join(record, record.c.position == child.c.position)
            wanted = wanted.where(record.c.kind.in_(kinds))
        return sorted({row[0] for row in self._in(wanted, child.c.target, record_ids)})

    def count_by(self, member: str, kind: str, since_ms: int) -> int:
        """How many valid records of a kind a member has that were logged after a time."""
        record = self._record
        wanted = select(func.count()).where(
            record.c.kind == kind,
            record.c.position >= self.first_after(since_ms),
            record.c.position < self._before,
            record.c.member == member,
        )
        return int(self._connection.execute(wanted).scalar_one())

    def first_after(self, time_ms: int) -> int:
        """Index of the first entry logged after a time; the size if there is none."""
        low, high = 0, self.head().size
        while low < high:
            middle = (low + high) // 2
            (one,) = self.entries(middle, middle + 1)
            if parse_entry(one.data).sequenced_ms > time_ms:
                high = middle
            else:
                low = middle + 1
        return low

    def versions_of(self, object_ids: Collection[bytes]) -> list[int]:
        """Indexes, sorted, of all valid records of these objects."""
        record = self._record
        wanted = select(record.c.position).where(record.c.position < self._before)
        return sorted(row[0] for row in self._in(wanted, record.c.object_id, object_ids))

    def decided(
        self, proposal_type: str, result: str, start: int = 0, end: int = MAX_SIZE
    ) -> list[bytes]:
        """Record ids of the proposals of a type that ended so at the entries [start, end)."""
        table = self._outcome
        wanted = select(table.c.record_id).where(
            table.c.type == proposal_type,
            table.c.result == result,
            table.c.position >= start,
            table.c.position < min(end, self._before),
        )
        return list(self._connection.execute(wanted.order_by(table.c.position)).scalars())

    def turns(self, parts: Collection[Part] = ()) -> list[tuple[int, Turn]]:
        """What entries turned in the state, with their indexes, sorted; no parts: all of them.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`: what is stored is no turn.
        """
        table = self._turn
        wanted = select(table.c.position, table.c.part, table.c.key, table.c.value)
        wanted = wanted.where(table.c.position < self._before)
        if parts:
            wanted = wanted.where(table.c.part.in_(sorted(parts)))
        ordered = wanted.order_by(table.c.position, table.c.part, table.c.key)
        try:
            return [(row[0], parse_turn(*row[1:])) for row in self._connection.execute(ordered)]
        except (ValueError, LookupError, TypeError) as error:
            raise CorruptStoreError(
                f"what is stored of the past does not read: {type(error).__name__}",
                Reason.STORED_DATA_CORRUPT,
            ) from None

    def between(self, low: bytes, high: bytes, limit: int) -> dict[bytes, int]:
        """Record ids from `low` to `high`, both included, with their indexes; at most `limit`."""
        record = self._record
        wanted = select(record.c.record_id, record.c.position).where(
            record.c.record_id.between(low, high), record.c.position < self._before
        )
        return {row[0]: row[1] for row in self._connection.execute(wanted.limit(limit))}

    def naming(self, roots: Collection[bytes]) -> dict[bytes, list[int]]:
        """Indexes, sorted, of the valid records that name these commitments as attachments."""
        table = self._attachment
        wanted = select(table.c.root, table.c.position).where(table.c.position < self._before)
        found: dict[bytes, list[int]] = {}
        for root, position in self._in(wanted, table.c.root, roots):
            found.setdefault(root, []).append(position)
        return {root: sorted(positions) for root, positions in found.items()}

    # What proofs need.

    def hashes(self, nodes: Collection[NodeAt], /) -> Mapping[NodeAt, NodeHash]:
        """The hashes of complete subtrees; level 0 = leaf hashes."""
        found = self._asked(self._statements.hashes_at, rows_of(nodes))
        rows = {row[0]: (row[1], row[2]) for row in found}
        return {node: NodeHash(pick(node, rows)) for node in nodes}

    def root(self, size: int) -> NodeHash:
        """The root of the first `size` leaves."""
        if size == 0:
            return EMPTY_ROOT
        return make_root(size, self.hashes(needed_for_root(size)).__getitem__)

    def inclusion(self, index: int, size: int) -> list[NodeHash]:
        """The path of an entry to the root of the first `size` leaves."""
        known = self.hashes(needed_for_inclusion(index, size))
        return make_inclusion(index, size, known.__getitem__)

    def consistency(self, size1: int, size2: int) -> list[NodeHash]:
        """The proof that the tree of `size2` extends that of `size1`; none if that is empty."""
        if size1 in (0, size2):
            return []
        known = self.hashes(needed_for_consistency(size1, size2))
        return make_consistency(size1, size2, known.__getitem__)

    # What the fold asks (`Earlier`).

    def records(self, ids: Collection[RecordId], /) -> Iterable[Logged]:
        """Those of these records that are logged and valid."""
        return map(_logged, self.entries_at(self.index_of(ids).values()))

    def objects(self, ids: Collection[ObjectId], /) -> Iterable[Versions]:
        """Those of these objects that have a valid record."""
        spans = list(self._spans(ids))
        ends = {index for _, first, newest in spans for index in (first, newest)}
        records = {stored.index: stored.record() for stored in self.entries_at(ends)}
        for object_id, first, newest in spans:
            record = records[newest]
            yield Versions(
                ObjectId(object_id),
                record.header.kind,
                record.header.member,
                record.record_id,
                newest,
                records[first].header.parent,
            )

    def answers(self, asked: Collection[Answer], /) -> Iterable[Answer]:
        """Those of these that some valid object answers."""
        table = self._answer
        for one in asked:
            wanted = select(table).where(
                table.c.kind == one.kind,
                table.c.member == one.member,
                table.c.target == one.target,
                table.c.position < self._before,
            )
            if self._connection.execute(wanted).first() is not None:
                yield one

    def digests(self, sizes: Collection[int], /) -> Mapping[int, bytes]:
        """The state digests at these sizes."""
        rows = self._in(select(self._digest), self._digest.c.size, sizes)
        return {row[0]: row[1] for row in rows}

    def _asked(self, wanted: Select[Any], values: Collection[Any], **more: int) -> Iterator[Any]:
        """Rows of a statement with the parameter `VALUES`; some hundred values at a time."""
        ordered = sorted(set(values))
        for at in range(0, len(ordered), MAX_BOUND):
            asked = {VALUES: ordered[at : at + MAX_BOUND], **more}
            yield from self._connection.execute(wanted, asked)

    def _in(
        self, wanted: Select[Any], column: ColumnElement[Any], values: Collection[Any]
    ) -> Iterator[Any]:
        """Rows of a statement whose `column` is one of these."""
        return self._asked(wanted.where(is_one_of_values(column)), values)


def _logged(stored: StoredEntry) -> Logged:
    record = stored.record()
    header = record.header
    return Logged(
        stored.index,
        record.record_id,
        header.kind,
        header.member,
        ObjectId(header.object_id),
        header.parent,
        header.effect,
        header.HasField("body"),
        bool(header.attachments),
    )
