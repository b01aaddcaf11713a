"""Filling tables that a later version of the program added, from the log that is there."""

from forsa.outcomes.school_years import school_year_of
from sqlalchemy import Connection, column, insert, select, table

from forsa_hub.outcomes.claims import KINDS


def fill_outcome_records(connection: Connection) -> None:
    """Fill the empty table `outcome_record`, in the open transaction."""
    names = ("record_id", "position", "kind", "member", "object_id")
    record = table("record", *(column(name) for name in names))
    body = table("body", column("position"), column("data"))
    filled = table("outcome_record", *(column(name) for name in (*names, "school_year")))
    joined = record.outerjoin(body, body.c.position == record.c.position)
    wanted = select(*(record.c[name] for name in names), body.c.data).select_from(joined)
    for *row, data in connection.execute(wanted.where(record.c.kind.in_(KINDS))).all():
        known = dict(zip(names, row, strict=True))
        known["school_year"] = school_year_of(known["kind"], data)
        connection.execute(insert(filled), known)
