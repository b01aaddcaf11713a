"""Filling the tables that a later version of the program added, from the entries that are there.

They are indexes: nothing has to be fetched again, and nothing in them can be lost.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, column, insert, select, table

from forsa.entry import parse_entry
from forsa.envelope import parse_record
from forsa.log_store.writing import related_rows

PAGE: Final = 1024
_Row: TypeAlias = dict[str, object]


def fill_related(connection: Connection) -> None:
    """Fill the empty tables `child` and `attachment`, in the open transaction."""
    entry = table("entry", column("position"), column("data"), column("void"))
    child = table("child", column("target"), column("position"))
    attachment = table("attachment", column("root"), column("position"))
    valid = select(entry.c.position, entry.c.data).where(entry.c.void.is_(None))
    start = 0
    while True:
        page = valid.where(entry.c.position >= start).order_by(entry.c.position).limit(PAGE)
        rows = connection.execute(page).all()
        for filled, added in zip((child, attachment), _related(rows), strict=True):
            if added:
                connection.execute(insert(filled), added)
        if len(rows) < PAGE:
            return
        start = rows[-1][0] + 1


def _related(rows: Iterable[Any]) -> tuple[list[_Row], list[_Row]]:
    children: list[_Row] = []
    attachments: list[_Row] = []
    for position, data in rows:
        header = parse_record(parse_entry(data).envelope).header
        around, named = related_rows(position, header)
        children += around
        attachments += named
    return children, attachments
