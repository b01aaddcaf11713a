"""What must survive anything: outbox, receipts, trust, evidence, alarms.

One file of its own, `member.db`, apart from the mirror of the log. Every method is one
transaction, durable when it returns.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any, Final

from forsa.bundle import EvidenceFrame, format_frame
from forsa.envelope import Record, parse_record
from forsa.errors import CorruptStoreError, ForsaError, Reason
from forsa.log_store.engine import damage_named, open_readers, open_writer
from sqlalchemy import Connection, RowMapping, func, insert, inspect, select, text, update

from forsa_node.store.member_tables import ALARM, EVIDENCE, OUTBOX, TRUST

NEWEST_REVISION: Final = "0001"


class OutboxState(StrEnum):
    """How far a record of this node is on its way."""

    WAITING = "waiting"
    RECEIVED = "received"
    """The hub gave a receipt that verifies; this node has not folded the entry yet."""
    LOGGED = "logged"
    """In the log, and valid by this node's own fold."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A record of this node, and what became of it."""

    record: Record
    kind: str
    title: str
    salt: bytes
    body: bytes
    created_ms: int
    state: OutboxState
    log_index: int | None = None
    reason: Reason | None = None
    details: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a person should know about hub or network, and since when."""

    reason: Reason
    message: str
    details: dict[str, str]
    first_ms: int
    last_ms: int
    times: int


class MemberStore:
    """The member's own database."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._engine = open_readers(path) if read_only else open_writer(path)
        self._lock = Lock()
        self._advice = f"forsa-node verify {path.parent}"

    def open(self) -> None:
        """Bring the tables up to date.

        Raises:
            CorruptStoreError: the file is damaged, or a newer program wrote it.
        """
        with self._transaction() as connection:
            revision = _revision(connection)
            if revision == NEWEST_REVISION:
                return
            if revision is not None and revision > NEWEST_REVISION:
                raise CorruptStoreError(
                    f"{self.path} was written by a newer version of this program "
                    f"(tables {revision}): update the program",
                    Reason.STORED_DATA_CORRUPT,
                )
            from forsa_node.store.migrate import upgrade

            upgrade(connection)
            connection.execute(insert(TRUST).values(one=1, cosigned_size=0, cosigned_root=b""))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # Outbox.

    def put(self, item: OutboxItem) -> None:
        """Queue a signed record; the same one twice is once."""
        header = item.record.header
        with self._transaction() as connection:
            same = select(OUTBOX.c.position).where(OUTBOX.c.record_id == item.record.record_id)
            if connection.execute(same).first() is None:
                connection.execute(
                    insert(OUTBOX).values(
                        record_id=item.record.record_id,
                        object_id=header.object_id,
                        kind=item.kind,
                        title=item.title,
                        parent=header.parent,
                        envelope=item.record.envelope,
                        salt=item.salt,
                        body=item.body,
                        created_ms=item.created_ms,
                        state=OutboxState.WAITING.value,
                    )
                )

    def items(self, *states: OutboxState, limit: int | None = None) -> list[OutboxItem]:
        """Records in the order they were signed; all states if none is named."""
        wanted = select(OUTBOX).order_by(OUTBOX.c.position).limit(limit)
        if states:
            wanted = wanted.where(OUTBOX.c.state.in_([state.value for state in states]))
        with self._transaction() as connection:
            return [_item(row) for row in connection.execute(wanted).mappings()]

    def count(self, state: OutboxState) -> int:
        """How many records are in this state."""
        wanted = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state == state.value)
        with self._transaction() as connection:
            return int(connection.execute(wanted).scalar_one())

    def mark_received(self, record_id: bytes, log_index: int, receipt: str) -> None:
        """Keep a verified receipt."""
        values = {"log_index": log_index, "receipt": receipt}
        self._change(record_id, (OutboxState.WAITING,), OutboxState.RECEIVED, values)

    def mark_logged(self, record_id: bytes, log_index: int) -> None:
        """The own fold has the record as valid: it has arrived, by whichever way."""
        states = (OutboxState.WAITING, OutboxState.RECEIVED)
        self._change(record_id, states, OutboxState.LOGGED, {"log_index": log_index})

    def mark_refused(self, record_id: bytes, error: ForsaError, notice: bytes = b"") -> None:
        """Keep a record apart with the reason, and all that build on it."""
        details = json.dumps({**error.metadata, "message": error.message}, ensure_ascii=False)
        values = {"reason": error.reason.value, "details": details, "notice": notice}
        states = (OutboxState.WAITING, OutboxState.RECEIVED)
        self._change(record_id, states, OutboxState.REFUSED, values)

    def _change(
        self,
        record_id: bytes,
        states: Sequence[OutboxState],
        state: OutboxState,
        values: dict[str, Any],
    ) -> None:
        where = (OUTBOX.c.record_id == record_id) & OUTBOX.c.state.in_(
            [one.value for one in states]
        )
        with self._transaction() as connection:
            connection.execute(update(OUTBOX).where(where).values(state=state.value, **values))

    def receipt(self, record_id: bytes) -> str | None:
        """The receipt of an own record."""
        wanted = select(OUTBOX.c.receipt).where(OUTBOX.c.record_id == record_id)
        with self._transaction() as connection:
            return connection.execute(wanted).scalar()

    # Trust.

    def accepted(self) -> str | None:
        """The note of the newest accepted checkpoint."""
        with self._transaction() as connection:
            return connection.execute(select(TRUST.c.accepted)).scalar()

    def accept(self, note: str) -> None:
        """Keep the note of a checkpoint that was accepted."""
        with self._transaction() as connection:
            connection.execute(update(TRUST).values(accepted=note))

    def cosigned(self) -> tuple[int, bytes]:
        """Size and root last cosigned; size 0 = never."""
        with self._transaction() as connection:
            row = connection.execute(select(TRUST.c.cosigned_size, TRUST.c.cosigned_root)).one()
            return row.cosigned_size, row.cosigned_root

    def cosign(self, before: tuple[int, bytes], size: int, root: bytes) -> bool:
        """Note what is about to be cosigned; False if something else was noted meanwhile."""
        was = (TRUST.c.cosigned_size == before[0]) & (TRUST.c.cosigned_root == before[1])
        change = update(TRUST).where(was).values(cosigned_size=size, cosigned_root=root)
        with self._transaction() as connection:
            return connection.execute(change).rowcount == 1

    # Evidence and alarms.

    def add_evidence(self, frame: EvidenceFrame, now_ms: int) -> None:
        """Keep evidence for ever."""
        _, data = format_frame(frame)
        with self._transaction() as connection:
            known = select(EVIDENCE.c.number).where(EVIDENCE.c.frame == data)
            if connection.execute(known).first() is None:
                connection.execute(insert(EVIDENCE).values(frame=data, seen_ms=now_ms))

    def evidence(self) -> list[bytes]:
        """All evidence, as data of bundle frames."""
        with self._transaction() as connection:
            wanted = select(EVIDENCE.c.frame).order_by(EVIDENCE.c.number)
            return list(connection.execute(wanted).scalars())

    def raise_alarm(self, error: ForsaError, now_ms: int) -> None:
        """Keep an alarm; the same one again counts."""
        where = (ALARM.c.reason == error.reason.value) & (ALARM.c.message == error.message)
        again = update(ALARM).where(where).values(last_ms=now_ms, times=ALARM.c.times + 1)
        with self._transaction() as connection:
            if connection.execute(again).rowcount == 0:
                connection.execute(
                    insert(ALARM).values(
                        reason=error.reason.value,
                        message=error.message,
                        details=json.dumps(dict(error.metadata), ensure_ascii=False),
                        first_ms=now_ms,
                        last_ms=now_ms,
                        times=1,
                    )
                )

    def alarms(self) -> list[Alarm]:
        """All alarms, the newest last."""
        with self._transaction() as connection:
            rows = connection.execute(select(ALARM).order_by(ALARM.c.last_ms)).mappings()
            return [
                Alarm(
                    Reason(row["reason"]),
                    row["message"],
                    json.loads(row["details"]),
                    row["first_ms"],
                    row["last_ms"],
                    row["times"],
                )
                for row in rows
            ]

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        named = damage_named(self.path, self._advice)
        with self._lock, named, self._engine.begin() as connection:
            yield connection


def _item(row: RowMapping) -> OutboxItem:
    return OutboxItem(
        record=parse_record(row["envelope"]),
        kind=row["kind"],
        title=row["title"],
        salt=row["salt"],
        body=row["body"],
        created_ms=row["created_ms"],
        state=OutboxState(row["state"]),
        log_index=row["log_index"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        details=json.loads(row["details"]) if row["details"] else None,
    )


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
