"""Filling the tables that a later version of the program added, from the entries that are there.

They are indexes: nothing has to be fetched again, and nothing in them can be lost.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, MetaData, column, insert, select, table

from forsa.entry import parse_entry
from forsa.envelope import parse_record
from forsa.governance.fold import Folded, fold_entry, read_entry
from forsa.governance.lookup import gather
from forsa.governance.state import State
from forsa.log_store.reading import LogReader
from forsa.log_store.tables import log_tables
from forsa.log_store.writing import outcome_rows, related_rows, turn_rows
from forsa.merkle.frontier import EMPTY

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


def fill_outcomes(connection: Connection) -> None:
    """Fill the empty table `outcome`, in the open transaction: the log is folded once more."""
    _fill(connection, "outcome", outcome_rows)


def fill_turns(connection: Connection) -> None:
    """Fill the empty table `turn`, in the open transaction: the log is folded once more."""
    _fill(connection, "turn", turn_rows)


def _fill(
    connection: Connection, name: str, rows_of: Callable[[Sequence[Folded]], list[_Row]]
) -> None:
    metadata = MetaData()
    log_tables(metadata)
    for folded in _folded_again(connection, metadata):
        rows = rows_of(folded)
        if rows:
            connection.execute(insert(metadata.tables[name]), rows)


def _folded_again(connection: Connection, metadata: MetaData) -> Iterator[list[Folded]]:
    """The stored log, folded page by page.

    The signatures of valid entries were checked when they were stored.
    """
    reader = LogReader(connection, metadata)
    size = reader.head().size
    if size == 0:
        return
    (first,) = reader.entries(0, 1)
    state, frontier = State.start(first.record().header.network_id), EMPTY
    for start in range(0, size, PAGE):
        stored = reader.entries(start, min(start + PAGE, size))
        claims = [read_entry(one.data) for one in stored]
        records = [claim.record for claim in claims if claim.record is not None]
        earlier = gather(records, LogReader(connection, metadata, before=start), frontier)
        frontier, _ = frontier.extend([claim.leaf for claim in claims])
        folded: list[Folded] = []
        for one, claim in zip(stored, claims, strict=True):
            folded.append(fold_entry(state, claim, earlier, True if one.void is None else None))
            state = folded[-1].state
        yield folded
