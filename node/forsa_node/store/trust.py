"""What the member trusts and what it saw: checkpoints, cosignatures, evidence, alarms.

Every method is one transaction, durable when it returns. Evidence is kept for ever.
"""

import json
from dataclasses import dataclass
from typing import Final

from forsa.bundle import EvidenceFrame, format_frame
from forsa.errors import ForsaError, Reason
from sqlalchemy import func, insert, select, update

from forsa_node.store.database import Database
from forsa_node.store.member_tables import ALARM, EVIDENCE, TRUST

MAX_ALARMS: Final = 64
"""Of one reason: a hub that lies all day must not fill the disk."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a person should know about hub or network, and since when."""

    reason: Reason
    message: str
    details: dict[str, str]
    first_ms: int
    last_ms: int
    times: int


@dataclass(frozen=True, slots=True)
class Cosigned:
    """What this node cosigned last; size 0 = nothing yet."""

    size: int
    root: bytes
    sent_ms: int
    """When the hub took the line; 0 = not yet."""


class Trust(Database):
    """Trust, evidence and alarms in the member's file."""

    def accepted(self) -> str | None:
        """The note of the newest accepted checkpoint."""
        with self._transaction() as connection:
            return connection.execute(select(TRUST.c.accepted)).scalar()

    def accept(self, note: str) -> None:
        """Keep the note of a checkpoint that was accepted."""
        with self._transaction() as connection:
            connection.execute(update(TRUST).values(accepted=note))

    def cosigned(self) -> Cosigned:
        """What was cosigned last."""
        columns = (TRUST.c.cosigned_size, TRUST.c.cosigned_root, TRUST.c.cosigned_ms)
        with self._transaction() as connection:
            return Cosigned(*connection.execute(select(*columns)).one())

    def cosign(self, before: Cosigned, size: int, root: bytes) -> bool:
        """Note what is about to be cosigned; False if something else was noted meanwhile.

        Nothing smaller than before is ever noted, nor another root of the same size.
        """
        if size < before.size or (size == before.size and root != before.root):
            return False
        was = (TRUST.c.cosigned_size == before.size) & (TRUST.c.cosigned_root == before.root)
        values = {"cosigned_size": size, "cosigned_root": root, "cosigned_ms": 0}
        with self._transaction() as connection:
            return connection.execute(update(TRUST).where(was).values(values)).rowcount == 1

    def cosigned_sent(self, size: int, now_ms: int) -> None:
        """The hub took the line over the tree of this size."""
        change = update(TRUST).where(TRUST.c.cosigned_size == size).values(cosigned_ms=now_ms)
        with self._transaction() as connection:
            connection.execute(change)

    def looked_ms(self) -> int:
        """When the keys of the own member were first looked over; 0 = never."""
        with self._transaction() as connection:
            return int(connection.execute(select(TRUST.c.looked_ms)).scalar_one())

    def looked(self, now_ms: int) -> None:
        """The keys of the own member were looked over, and alarms raised."""
        with self._transaction() as connection:
            connection.execute(update(TRUST).values(looked_ms=now_ms))

    def opened(self) -> tuple[int, int]:
        """How often this file was opened to work with, and the place of its fellow counter."""
        with self._transaction() as connection:
            row = connection.execute(select(TRUST.c.opened, TRUST.c.place)).one()
            return row.opened, row.place

    def count_opened(self, opened: int, place: int) -> None:
        """Note both."""
        with self._transaction() as connection:
            connection.execute(update(TRUST).values(opened=opened, place=place))

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
        """Keep an alarm; the same one again counts, and so does any beyond 64 of one reason."""
        same = ALARM.c.reason == error.reason.value
        again = update(ALARM).values(last_ms=now_ms, times=ALARM.c.times + 1)
        count = select(func.count()).select_from(ALARM).where(same)
        newest = select(ALARM.c.message).where(same).order_by(ALARM.c.last_ms.desc()).limit(1)
        values = {
            "reason": error.reason.value,
            "message": error.message,
            "details": json.dumps(dict(error.metadata), ensure_ascii=False),
        }
        times = {"first_ms": now_ms, "last_ms": now_ms, "times": 1}
        with self._transaction() as connection:
            known = again.where(same, ALARM.c.message == error.message)
            if connection.execute(known).rowcount:
                return
            if connection.execute(count).scalar_one() < MAX_ALARMS:
                connection.execute(insert(ALARM).values(**values, **times))
            else:
                connection.execute(again.where(same, ALARM.c.message == newest.scalar_subquery()))

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
