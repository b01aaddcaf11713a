"""Checkpoints and cosignatures in the database."""

from collections.abc import Mapping
from dataclasses import dataclass

from forsa.note import Note, NoteLine, parse_line, parse_note
from sqlalchemy import Connection, Select, bindparam, desc, insert, select, update
from sqlalchemy.exc import IntegrityError

from forsa_hub.store.tables import CHECKPOINT, COSIGNATURE

_CHANGE = (
    update(CHECKPOINT).where(CHECKPOINT.c.size == bindparam("of")).values(note=bindparam("text"))
)
_ADD = insert(CHECKPOINT)
_AT = select(CHECKPOINT).where(CHECKPOINT.c.size == bindparam("of"))
_LINES = (
    select(COSIGNATURE.c.line)
    .where(COSIGNATURE.c.size == bindparam("of"))
    .order_by(COSIGNATURE.c.holder)
)
"""Built once: they are run for every batch or call (`forsa.log_store.statements`)."""


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A released checkpoint of `size`, with the cosignatures that came in."""

    size: int
    note: Note


def put_checkpoint(connection: Connection, size: int, note: Note) -> None:
    """Keep a checkpoint, or its newer freshness line."""
    values = {"of": size, "text": note.format()}
    if connection.execute(_CHANGE, values).rowcount == 0:
        connection.execute(_ADD, {"size": size, "note": values["text"]})


def put_cosignature(connection: Connection, size: int, holder: str, line: NoteLine) -> None:
    """Keep a node's line for a checkpoint; its newest one."""
    text = line.format()
    where = (COSIGNATURE.c.size == size) & (COSIGNATURE.c.holder == holder)
    if connection.execute(update(COSIGNATURE).where(where).values(line=text)).rowcount == 0:
        try:
            with connection.begin_nested():
                values = {"size": size, "holder": holder, "line": text}
                connection.execute(insert(COSIGNATURE).values(values))
        except IntegrityError:  # no checkpoint of that size was ever released
            raise LookupError(size) from None


def get_checkpoint(connection: Connection, size: int) -> StoredNote | None:
    """The checkpoint of exactly this size."""
    return _stored(connection, _AT, {"of": size})


def newest_checkpoint(connection: Connection, min_size: int = 0) -> StoredNote | None:
    """The newest checkpoint in the database, if it is at least this large."""
    wanted = select(CHECKPOINT).where(CHECKPOINT.c.size >= min_size)
    return _stored(connection, wanted.order_by(desc(CHECKPOINT.c.size)).limit(1), {})


def _stored(
    connection: Connection, wanted: Select[tuple[int, str]], asked: Mapping[str, int]
) -> StoredNote | None:
    row = connection.execute(wanted, asked).one_or_none()
    if row is None:
        return None
    cosigned = connection.execute(_LINES, {"of": row.size}).scalars()
    note = parse_note(row.note).with_lines([parse_line(one.rstrip("\n")) for one in cosigned])
    return StoredNote(row.size, note)
