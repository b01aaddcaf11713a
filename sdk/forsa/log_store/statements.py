"""What hub and node ask and write for every batch, as statements that are built once.

SQLAlchemy takes some hundred microseconds to build a statement and to find its compiled form, ten
times as long as SQLite takes to run it: of a batch of one record that was most of its cost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Insert,
    MetaData,
    Select,
    Update,
    bindparam,
    func,
    insert,
    select,
    update,
)

VALUES: Final = "values"
"""The parameter that takes a list."""
BEFORE: Final = "before"
START: Final = "start"
END: Final = "end"
_Wanted: TypeAlias = Select[Any]


@dataclass(frozen=True, slots=True)
class Statements:
    """Those over the tables of one log. `VALUES`, `BEFORE`, `START` and `END` are parameters."""

    entries: _Wanted
    """Entries [`START`, `END`), sorted."""
    without_body: _Wanted
    """Valid ones of them whose body is not here, if they have one."""
    entries_at: _Wanted
    """Entries whose index is one of `VALUES`."""
    hashes_at: _Wanted
    """Index, leaf hash and completed hashes of the same."""
    bodies_at: _Wanted
    """Bodies of the same."""
    records: _Wanted
    """Index, kind and object id of the valid records [`START`, `END`), sorted."""
    positions_of: _Wanted
    """Record id and index of the valid records `VALUES` below the index `BEFORE`."""
    spans_of: _Wanted
    """Object id, index of its first and its newest valid record, of the objects `VALUES`."""
    swap_head: Update
    """Put the head `size`, `root`, `frontier`, `log_time_ms` in place of `old_size`, `old_root`."""
    inserts: Mapping[str, Insert]
    """By table."""


@lru_cache(maxsize=16)
def statements_of(metadata: MetaData) -> Statements:
    """The statements over the log in these tables (`forsa.log_store.tables`)."""
    entry, record = metadata.tables["entry"], metadata.tables["record"]
    body, head = metadata.tables["body"], metadata.tables["head"]
    below = record.c.position < bindparam(BEFORE)
    at, place = entry.c.position, record.c.position
    first, newest = func.min(record.c.position), func.max(record.c.position)
    spans = select(record.c.object_id, first, newest).where(
        below, is_one_of_values(record.c.object_id)
    )
    was = (head.c.size == bindparam("old_size")) & (head.c.root == bindparam("old_root"))
    names = ("size", "root", "frontier", "log_time_ms")
    some_entries = select(entry).where(at >= bindparam(START), at < bindparam(END)).order_by(at)
    bare = some_entries.outerjoin(body, body.c.position == at).where(body.c.position.is_(None))
    return Statements(
        entries=some_entries,
        without_body=bare.where(entry.c.void.is_(None)),
        entries_at=select(entry).where(is_one_of_values(at)),
        hashes_at=select(at, entry.c.leaf, entry.c.completed).where(is_one_of_values(at)),
        bodies_at=select(body).where(is_one_of_values(body.c.position)),
        records=select(place, record.c.kind, record.c.object_id)
        .where(place >= bindparam(START), place < bindparam(END))
        .order_by(place),
        positions_of=select(record.c.record_id, record.c.position).where(
            below, is_one_of_values(record.c.record_id)
        ),
        spans_of=spans.group_by(record.c.object_id),
        swap_head=update(head).where(was).values({name: _new(name) for name in names}),
        inserts={name: insert(table) for name, table in metadata.tables.items()},
    )


def is_one_of_values(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a column is one of the parameter `VALUES`."""
    return column.in_(bindparam(VALUES, expanding=True))


def _new(name: str) -> BindParameter[Any]:
    """The parameter of a column's new value."""
    return bindparam(f"new_{name}")
