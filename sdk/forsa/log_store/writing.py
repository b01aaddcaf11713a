"""Appending folded entries: all of a batch or nothing, and never beside another writer."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, MetaData, delete, select

from forsa.errors import CorruptStoreError, Reason
from forsa.governance.fold import Folded
from forsa.governance.history import format_value
from forsa.governance.snapshot import format_snapshot
from forsa.governance.state import State
from forsa.log_store.reading import Head, LogReader, StoredBody
from forsa.log_store.statements import statements_of
from forsa.merkle.frontier import Frontier
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.record_pb2 import RecordHeader

ANSWERED_ONCE = frozenset({"review.publish"})
"""Kinds with one object an author and target, as the fold asks for them."""

REDACTION = "record.redact"
ACTS = frozenset({REDACTION, "record.withdraw", "record.hold", "record.release"})
"""Kinds whose effect names the record they are about."""


def related_rows(
    index: int, header: RecordHeader
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What a valid record adds to the tables `child` and `attachment`."""
    targets = {header.parent} if header.parent else set()
    if header.kind in ACTS:
        targets.add(RecordAct.FromString(header.effect).target)
    roots = {one.root for one in header.attachments}
    children = [{"target": target, "position": index} for target in sorted(targets)]
    return children, [{"root": root, "position": index} for root in sorted(roots)]


def outcome_rows(folded: Sequence[Folded]) -> list[dict[str, object]]:
    """What these entries add to the table `outcome`."""
    return [
        {
            "record_id": outcome.record_id,
            "position": one.index,
            "type": outcome.type,
            "result": outcome.result,
        }
        for one in folded
        for outcome in one.outcomes
    ]


def turn_rows(folded: Sequence[Folded]) -> list[dict[str, object]]:
    """What these entries add to the table `turn`."""
    return [
        {
            "part": turn.part,
            "key": turn.key,
            "position": one.index,
            "value": format_value(turn.value),
        }
        for one in folded
        for turn in one.turns
    ]


def next_head(before: Head, folded: Sequence[Folded]) -> tuple[Head, list[bytes]]:
    """The head after these entries, and for each the subtree hashes that it completed."""
    frontier: Frontier
    frontier, completed = before.frontier.extend(one.claim.leaf for one in folded)
    log_time_ms = folded[-1].state.log_time_ms
    return Head(frontier.size, frontier.root(), frontier, log_time_ms), completed


class LogWriter:
    """Writes a log through a connection with an open transaction, which the caller commits."""

    def __init__(self, connection: Connection, metadata: MetaData) -> None:
        self._connection = connection
        self._metadata = metadata
        self._statements = statements_of(metadata)

    def append(
        self,
        before: Head,
        after: Head,
        completed: Sequence[bytes],
        folded: Sequence[Folded],
        bodies: Mapping[int, StoredBody],
    ) -> None:
        """Add entries that were folded after `before`.

        Args:
            before: The head that was read before folding.
            after: From `next_head`, with `completed`.
            completed: Subtree hashes an entry.
            folded: The entries, in order, none parked.
            bodies: By index of the entry.

        Raises:
            CorruptStoreError: `LOG_DIVERGED`: another writer was here; nothing may be committed.
        """
        self._swap_head(before, after)
        self._insert_entries(completed, folded)
        self._insert_bodies(bodies)
        self._index_records(folded)
        self._erase_redacted(folded)
        digests = [
            {"size": one.index + 1, "digest": one.digest}
            for one in folded
            if one.digest is not None
        ]
        self._insert("digest", digests)
        self._insert("outcome", outcome_rows(folded))
        self._insert("turn", turn_rows(folded))

    def save_snapshot(self, state: State) -> None:
        """Keep the state, and no older one."""
        table = self._metadata.tables["snapshot"]
        self._connection.execute(delete(table))
        self._insert("snapshot", [{"size": state.size, "state": format_snapshot(state)}])

    def put_bodies(self, bodies: Mapping[int, StoredBody]) -> None:
        """Add bodies that came later than their entries."""
        table = self._metadata.tables["body"]
        self._connection.execute(delete(table).where(table.c.position.in_(list(bodies))))
        self._insert_bodies(bodies)

    def erase_bodies(self, indexes: Sequence[int]) -> None:
        """Delete bodies and their salts for good."""
        table = self._metadata.tables["body"]
        self._connection.execute(delete(table).where(table.c.position.in_(indexes)))

    def _swap_head(self, before: Head, after: Head) -> None:
        values = {
            "size": after.size,
            "root": after.root,
            "frontier": after.frontier.format(),
            "log_time_ms": after.log_time_ms,
        }
        if before.size == 0:
            table = self._metadata.tables["head"]
            known = self._connection.execute(select(table.c.size)).first()
            if known is None:
                self._insert("head", [{"one": 1, **values}])
                return
        change = {f"new_{name}": value for name, value in values.items()}
        was = {"old_size": before.size, "old_root": before.root}
        changed = self._connection.execute(self._statements.swap_head, {**change, **was})
        if changed.rowcount != 1:
            raise CorruptStoreError(
                f"the log is no longer at size {before.size}: another process writes to it",
                Reason.LOG_DIVERGED,
            )

    def _insert_entries(self, completed: Sequence[bytes], folded: Sequence[Folded]) -> None:
        rows = [
            {
                "position": one.index,
                "data": one.claim.entry,
                "leaf": one.claim.leaf,
                "completed": hashes,
                "void": one.void.rule if one.void else None,
            }
            for one, hashes in zip(folded, completed, strict=True)
        ]
        self._insert("entry", rows)

    def _insert_bodies(self, bodies: Mapping[int, StoredBody]) -> None:
        rows = [
            {"position": index, "salt": body.salt, "data": body.data}
            for index, body in bodies.items()
        ]
        self._insert("body", rows)

    def _index_records(self, folded: Sequence[Folded]) -> None:
        records, answers, children, attachments = [], [], [], []
        for one in folded:
            record = one.record
            if one.void is not None or record is None:
                continue
            header = record.header
            records.append(
                {
                    "record_id": record.record_id,
                    "position": one.index,
                    "kind": header.kind,
                    "member": header.member,
                    "object_id": header.object_id,
                }
            )
            around, named = related_rows(one.index, header)
            children += around
            attachments += named
            if header.kind in ANSWERED_ONCE:
                answer: dict[str, object] = {
                    "kind": header.kind,
                    "member": header.member,
                    "target": header.parent,
                }
                answers.append({**answer, "position": one.index})
        self._insert("record", records)
        self._insert("child", children)
        self._insert("attachment", attachments)
        for answer in answers:
            if not self._is_answered(answer):
                self._insert("answer", [answer])

    def _erase_redacted(self, folded: Sequence[Folded]) -> None:
        """Delete the bodies that valid redactions ask for, in the transaction that logs them."""
        targets = [
            RecordAct.FromString(one.record.header.effect).target
            for one in folded
            if one.void is None and one.record is not None and one.record.header.kind == REDACTION
        ]
        if targets:
            known = LogReader(self._connection, self._metadata).index_of(targets)
            self.erase_bodies(list(known.values()))

    def _is_answered(self, answer: Mapping[str, object]) -> bool:
        table = self._metadata.tables["answer"]
        same = [table.c[name] == answer[name] for name in ("kind", "member", "target")]
        return self._connection.execute(select(table.c.kind).where(*same)).first() is not None

    def _insert(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            self._connection.execute(self._statements.inserts[name], list(rows))
