"""Which outcome records each member has logged of each school year, erased ones among them.

A projection of the log. It outlives the bodies: an erased release closes its year, and its body
can no longer say which year that is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, or_, select

from forsa_hub.store.tables import OUTCOME_RECORD


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """A valid `outcome.frame` or `outcome.release`."""

    record_id: bytes
    position: int
    kind: str
    member: str
    object_id: bytes
    school_year: str
    """Empty: it was erased before this was written down, so it may be of any year."""


def outcome_records(connection: Connection, member: str, school_year: str) -> list[OutcomeRecord]:
    """Those of a member and year, and those of any year, in log order."""
    table = OUTCOME_RECORD
    wanted = select(table).where(
        table.c.member == member,
        or_(table.c.school_year == school_year, table.c.school_year == ""),
    )
    return [OutcomeRecord(*row) for row in connection.execute(wanted.order_by(table.c.position))]


def outcome_object(connection: Connection, object_id: bytes) -> list[OutcomeRecord]:
    """The versions of an object, in log order."""
    table = OUTCOME_RECORD
    wanted = select(table).where(table.c.object_id == object_id).order_by(table.c.position)
    return [OutcomeRecord(*row) for row in connection.execute(wanted)]


def keep_outcome_records(connection: Connection, records: Sequence[OutcomeRecord]) -> None:
    """Write down what was logged."""
    if records:
        rows = [
            {
                "record_id": one.record_id,
                "position": one.position,
                "kind": one.kind,
                "member": one.member,
                "object_id": one.object_id,
                "school_year": one.school_year,
            }
            for one in records
        ]
        connection.execute(insert(OUTCOME_RECORD), rows)
