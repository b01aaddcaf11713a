"""What each member has sent today and in all."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from forsa_hub.store.tables import USAGE

IN_ALL = -1
_CHANGE = (
    update(USAGE)
    .where(USAGE.c.member == bindparam("of"), USAGE.c.day == bindparam("at"))
    .values(records=bindparam("of_records"), bytes=bindparam("of_bytes"))
)
"""Built once: it is run for every batch (`forsa.log_store.statements`)."""


@dataclass(frozen=True, slots=True)
class Used:
    """Records and bytes."""

    records: int = 0
    bytes: int = 0

    def plus(self, records: int, size: int) -> "Used":
        """The sum."""
        return Used(self.records + records, self.bytes + size)


def load_usage(connection: Connection, day: int) -> dict[tuple[str, int], Used]:
    """The counters of a day and the totals, by (member, day or -1)."""
    wanted = select(USAGE).where(USAGE.c.day.in_((day, IN_ALL)))
    rows = connection.execute(wanted)
    return {(row.member, row.day): Used(row.records, row.bytes) for row in rows}


def save_usage(connection: Connection, counters: Mapping[tuple[str, int], Used]) -> None:
    """Write counters that changed."""
    for (member, day), used in counters.items():
        values = {"of": member, "at": day, "of_records": used.records, "of_bytes": used.bytes}
        if connection.execute(_CHANGE, values).rowcount == 0:
            new = {"member": member, "day": day, "records": used.records, "bytes": used.bytes}
            connection.execute(insert(USAGE), new)
