"""The outbox: what this node signed, on its way into the log; and what was refused, with why.

Every method is one transaction, durable when it returns.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from forsa.envelope import Record, parse_record
from forsa.errors import ConflictError, ForsaError, Reason, StaleParentError
from forsa.kinds.registry import Purpose, kind_of
from forsa.log_store.writing import ACTS
from forsa.outcomes.names import RELEASE
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.outcomes_pb2 import OutcomeTables
from google.protobuf.message import DecodeError
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from forsa_node.store.database import Database
from forsa_node.store.member_tables import OUTBOX


class OutboxState(StrEnum):
    """How far a record of this node is on its way."""

    HELD = "held"
    """Signed before this node was restored from a copy; sent once its person confirms it."""
    WAITING = "waiting"
    RECEIVED = "received"
    """The hub gave a receipt that verifies; this node has not folded the entry yet."""
    LOGGED = "logged"
    """In the log, and valid by this node's own fold."""
    REFUSED = "refused"
    DROPPED = "dropped"
    """Its author gave it up before this node knew it sent; its text stays in the drafts."""


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

    @property
    def builds_on(self) -> bytes:
        """Record id of what must be in the log before it; empty = nothing.

        What it answers; or the newest of the releases that a release of outcomes was audited with,
        which build on one another.
        """
        return self._audited_after() or self.answers

    def _audited_after(self) -> bytes:
        if self.kind != RELEASE:
            return b""
        try:
            history = OutcomeTables.FromString(self.body).history
        except DecodeError:  # erased, or another program's
            return b""
        return history[-1] if history else b""

    @property
    def answers(self) -> bytes:
        """Record id of its parent, or of what it acts on: the parent of a withdrawal is none."""
        header = self.record.header
        if header.parent or header.kind not in ACTS:
            return header.parent
        try:
            return RecordAct.FromString(header.effect).target
        except DecodeError:  # another program's
            return b""

    @property
    def size_bytes(self) -> int:
        """What it takes in a call."""
        return len(self.record.envelope) + len(self.body) + 64


@dataclass(frozen=True, slots=True)
class Underway:
    """A record that may be in the log by now, and its receipt, if there is one."""

    record_id: bytes
    state: OutboxState
    log_index: int | None
    receipt: str | None


@dataclass(frozen=True, slots=True)
class Receipted:
    """A record that the hub placed, proved."""

    record_id: bytes
    log_index: int
    receipt: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that cannot be logged as it is, and the hub's signed word of it, if any."""

    record_id: bytes
    error: ForsaError
    notice: bytes = b""


_ON_ITS_WAY: Final = (OutboxState.WAITING, OutboxState.RECEIVED)
UNSETTLED: Final = (OutboxState.HELD, *_ON_ITS_WAY)
"""Neither known to be in the log, nor refused."""
_MAY_BE_LOGGED: Final = (*UNSETTLED, OutboxState.DROPPED)
"""What was dropped may have left a moment before: the log decides."""
_MAY_BE_SENT: Final = (OutboxState.WAITING, OutboxState.DROPPED)
"""What the hub may still answer for the first time."""


class Outbox(Database):
    """The outbox in the member's file."""

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
                        parent=item.builds_on,
                        envelope=item.record.envelope,
                        salt=item.salt,
                        body=item.body,
                        created_ms=item.created_ms,
                        state=OutboxState.WAITING.value,
                        files=len(header.attachments),
                    )
                )

    def items(
        self,
        *states: OutboxState,
        limit: int | None = None,
        max_bytes: int | None = None,
        without: Collection[bytes] = (),
    ) -> list[OutboxItem]:
        """Records in the order they were signed; all states if none is named.

        Args:
            states: Which.
            limit: At most so many.
            max_bytes: Stop at the one that passes this size in all.
            without: Record ids to leave out, at most some hundred.
        """
        wanted = select(OUTBOX).order_by(OUTBOX.c.position).limit(limit)
        if without:
            wanted = wanted.where(OUTBOX.c.record_id.not_in(list(without)))
        if states:
            wanted = wanted.where(OUTBOX.c.state.in_([state.value for state in states]))
        found: list[OutboxItem] = []
        size = 0
        with self._transaction() as connection:
            for row in connection.execute(wanted).mappings():
                found.append(_item(row))
                size += found[-1].size_bytes
                if max_bytes is not None and size >= max_bytes:
                    break
        return found

    def waiting_with_files(self) -> list[Record]:
        """Records that wait to be sent and have attachments, in the order they were signed."""
        waits = OUTBOX.c.state == OutboxState.WAITING.value
        wanted = select(OUTBOX.c.envelope).where(waits, OUTBOX.c.files > 0)
        with self._transaction() as connection:
            envelopes = connection.execute(wanted.order_by(OUTBOX.c.position)).scalars().all()
        return [parse_record(one) for one in envelopes]

    def and_descendants(self, record_ids: Iterable[bytes]) -> set[bytes]:
        """These, and all unsent records that build on them."""
        found, left = set[bytes](), list(record_ids)
        with self._transaction() as connection:
            while left:
                one = left.pop()
                if one not in found:
                    found.add(one)
                    left += _children(connection, one)
        return found

    def known(self, record_ids: Collection[bytes]) -> set[bytes]:
        """Those of these records that are in the outbox, whatever became of them."""
        wanted = select(OUTBOX.c.record_id).where(OUTBOX.c.record_id.in_(list(record_ids)))
        with self._transaction() as connection:
            return set(connection.execute(wanted).scalars())

    def erase_texts(self, record_ids: Collection[bytes]) -> None:
        """Erase the bodies of logged records for good; what became of them stays.

        What answers one of them (a ballot, a ratification) may be called by its title here.
        """
        nothing = {"title": "", "salt": b"", "body": b""}
        with self._transaction() as connection:
            for record_id in record_ids:
                answers = update(OUTBOX).where(OUTBOX.c.parent == record_id, OUTBOX.c.title != "")
                connection.execute(answers.values(title=""))
                logged = (OUTBOX.c.record_id == record_id) & (
                    OUTBOX.c.state == OutboxState.LOGGED.value
                )
                connection.execute(update(OUTBOX).where(logged).values(**nothing))

    def count(self, state: OutboxState) -> int:
        """How many records are in this state."""
        wanted = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state == state.value)
        with self._transaction() as connection:
            return int(connection.execute(wanted).scalar_one())

    def receipt(self, record_id: bytes) -> str | None:
        """The receipt of an own record."""
        wanted = select(OUTBOX.c.receipt).where(OUTBOX.c.record_id == record_id)
        with self._transaction() as connection:
            return connection.execute(wanted).scalar()

    def underway(self) -> list[Underway]:
        """All that is not settled."""
        columns = (OUTBOX.c.record_id, OUTBOX.c.state, OUTBOX.c.log_index, OUTBOX.c.receipt)
        states = [state.value for state in _MAY_BE_LOGGED]
        wanted = select(*columns).where(OUTBOX.c.state.in_(states)).order_by(OUTBOX.c.position)
        with self._transaction() as connection:
            rows = connection.execute(wanted).all()
        return [Underway(row[0], OutboxState(row[1]), row[2], row[3]) for row in rows]

    def keep_answers(self, placed: Iterable[Receipted], refused: Iterable[Rejection]) -> None:
        """Keep what a verified answer of the hub says of records that were sent.

        One that was dropped while the answer was on its way is received: it will be in the log,
        and its receipt is the proof of that.
        """
        with self._transaction() as connection:
            for one in placed:
                values = {"log_index": one.log_index, "receipt": one.receipt}
                _change(connection, one.record_id, _MAY_BE_SENT, OutboxState.RECEIVED, values)
            _refuse(connection, refused)

    def settle(self, logged: Mapping[bytes, int], refused: Collection[Rejection] = ()) -> None:
        """What the own fold says: these are in the log and valid, those never will be.

        Args:
            logged: Record id to log index.
            refused: Void, or built on what was refused.
        """
        if not logged and not refused:
            return
        with self._transaction() as connection:
            for record_id, index in logged.items():
                values = {"log_index": index}
                _change(connection, record_id, _MAY_BE_LOGGED, OutboxState.LOGGED, values)
            _refuse(connection, refused)

    def hold_powerful(self) -> int:
        """Hold back what waits and may do harm if it is out of date; return how many.

        That is what a `govern` or `admin` key signed: a ballot since changed, a key since replaced.
        """
        wanted = select(OUTBOX.c.record_id, OUTBOX.c.kind)
        wanted = wanted.where(OUTBOX.c.state == OutboxState.WAITING.value)
        with self._transaction() as connection:
            held = [row[0] for row in connection.execute(wanted) if is_powerful(row[1])]
            for record_id in held:
                _change(connection, record_id, _ON_ITS_WAY[:1], OutboxState.HELD, {})
        return len(held)

    def confirm(self, record_ids: Iterable[bytes]) -> int:
        """Let held records go; return how many there were."""
        changed = 0
        with self._transaction() as connection:
            for record_id in record_ids:
                held = (OutboxState.HELD,)
                changed += _change(connection, record_id, held, OutboxState.WAITING, {})
        return changed

    def drop(self, record_ids: Iterable[bytes]) -> int:
        """Let go of records that were not sent, and of all that build on them; return how many."""
        dropped = self.and_descendants(record_ids)
        unsent = (OutboxState.HELD, OutboxState.WAITING)
        with self._transaction() as connection:
            return sum(_change(connection, one, unsent, OutboxState.DROPPED, {}) for one in dropped)


def is_powerful(kind: str) -> bool:
    """Whether a `govern` or `admin` key signs this kind: its order and its age matter."""
    known = kind_of(kind)
    return known is not None and known.purpose is not Purpose.RECORD


def _refuse(connection: Connection, refused: Iterable[Rejection]) -> None:
    """Set records apart, and all that build on them: nothing stands where its parent does not."""
    left = list(refused)
    while left:
        one = left.pop()
        details = {**one.error.metadata, "message": one.error.message}
        values = {
            "reason": one.error.reason.value,
            "details": json.dumps(details, ensure_ascii=False),
            "notice": one.notice,
        }
        if _change(connection, one.record_id, UNSETTLED, OutboxState.REFUSED, values):
            later = _later_versions(connection, one.record_id)
            left += [
                _orphaned(child, one, is_later=child in later)
                for child in _children(connection, one.record_id)
            ]


def _children(connection: Connection, parent: bytes) -> Sequence[bytes]:
    states = [OutboxState.HELD.value, OutboxState.WAITING.value]
    wanted = select(OUTBOX.c.record_id).where(OUTBOX.c.parent == parent, OUTBOX.c.state.in_(states))
    return connection.execute(wanted).scalars().all()


def _later_versions(connection: Connection, record_id: bytes) -> Collection[bytes]:
    """Records of the same object."""
    same = select(OUTBOX.c.object_id).where(OUTBOX.c.record_id == record_id).scalar_subquery()
    wanted = select(OUTBOX.c.record_id).where(OUTBOX.c.object_id == same)
    return set(connection.execute(wanted).scalars())


def _orphaned(record_id: bytes, parent: Rejection, *, is_later: bool) -> Rejection:
    """What builds on a refused record; the later version of one that came too late did so, too."""
    if is_later and parent.error.reason is Reason.PARENT_STALE:
        return Rejection(
            record_id,
            StaleParentError(
                "another version was published before the one it builds on",
                Reason.PARENT_STALE,
                **parent.error.metadata,
            ),
        )
    error = ConflictError(
        "the record it builds on was refused",
        Reason.PARENT_INVALID,
        parent=parent.record_id.hex(),
        parent_reason=parent.error.reason.value,
    )
    return Rejection(record_id, error)


def _change(
    connection: Connection,
    record_id: bytes,
    states: Sequence[OutboxState],
    state: OutboxState,
    values: dict[str, Any],
) -> int:
    where = (OUTBOX.c.record_id == record_id) & OUTBOX.c.state.in_([one.value for one in states])
    return connection.execute(
        update(OUTBOX).where(where).values(state=state.value, **values)
    ).rowcount


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
