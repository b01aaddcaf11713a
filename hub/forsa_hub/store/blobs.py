"""Attachments in the database: manifests, who showed them, and what the log says of their owner."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from forsa.commitment import Manifest
from forsa.log_store.reading import MAX_BOUND
from forsa.merkle.hashes import HASH_BYTES, LeafHash
from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select, update

from forsa_hub.blobs.store import BlobKey
from forsa_hub.store.tables import BLOB, BLOB_ERASING, BLOB_SHOWN, METADATA

_ATTACHMENT: Final = METADATA.tables["attachment"]
_RECORD: Final = METADATA.tables["record"]


class BlobState(IntEnum):
    """How much of it is at the hub."""

    OPEN = 0
    """It is coming in."""
    COMPLETE = 1
    DAMAGED = 2
    """It was complete, and a chunk does not verify any more."""


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """An attachment that somebody announced."""

    key: BlobKey
    manifest: Manifest
    state: BlobState
    touched_ms: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Who has its manifest, and what that costs them."""

    member: str
    size: int
    charged: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What lies at the hub."""

    complete: int
    open: int
    damaged: int
    bytes: int
    """Of those that are complete."""


def find_blobs(connection: Connection, roots: Collection[bytes]) -> list[StoredBlob]:
    """What was announced under these roots."""
    return [_stored(row) for row in _in(connection, select(BLOB), BLOB.c.root, roots)]


def find_one(connection: Connection, root: bytes, holder: str = "") -> StoredBlob | None:
    """The attachment with this root: the one that is complete, else the one `holder` announced."""
    found = find_blobs(connection, [root])
    for one in found:
        if one.state is not BlobState.OPEN:
            return one
    mine = find_shown(connection, root, holder)
    return next((one for one in found if mine is not None and one.key.size == mine.size), None)


def put_blob(connection: Connection, blob: StoredBlob) -> None:
    """Keep a manifest that was not there."""
    connection.execute(
        insert(BLOB).values(
            root=blob.key.root,
            size=blob.key.size,
            salt=blob.manifest.salt,
            leaf_hashes=b"".join(blob.manifest.leaf_hashes),
            state=blob.state,
            touched_ms=blob.touched_ms,
        )
    )


def touch(
    connection: Connection, key: BlobKey, now_ms: int, state: BlobState | None = None
) -> None:
    """Note that somebody was at it, and how it stands if that is new."""
    values = {"touched_ms": now_ms} | ({} if state is None else {"state": state})
    connection.execute(update(BLOB).where(*_is(BLOB, key)).values(values))


def find_shown(connection: Connection, root: bytes, holder: str) -> Shown | None:
    """What a node showed of this root."""
    where = (BLOB_SHOWN.c.root == root) & (BLOB_SHOWN.c.holder == holder)
    row = connection.execute(select(BLOB_SHOWN).where(where)).one_or_none()
    return None if row is None else Shown(row.member, row.size, row.charged)


def put_shown(connection: Connection, root: bytes, holder: str, shown: Shown) -> None:
    """Keep what a node showed; only the newest for each root."""
    where = (BLOB_SHOWN.c.root == root) & (BLOB_SHOWN.c.holder == holder)
    values = {"member": shown.member, "size": shown.size, "charged": shown.charged}
    if connection.execute(update(BLOB_SHOWN).where(where).values(values)).rowcount == 0:
        connection.execute(insert(BLOB_SHOWN).values(root=root, holder=holder, **values))


def is_shown(connection: Connection, key: BlobKey) -> bool:
    """Whether a node's manifest of this root has this size."""
    return connection.execute(select(BLOB_SHOWN).where(*_is(BLOB_SHOWN, key))).first() is not None


def members_that_showed(connection: Connection, root: bytes) -> frozenset[str]:
    """Members whose nodes have the manifest."""
    wanted = select(BLOB_SHOWN.c.member).where(BLOB_SHOWN.c.root == root)
    return frozenset(connection.execute(wanted).scalars())


def shown_by(
    connection: Connection, roots: Collection[bytes], holders: Collection[str]
) -> frozenset[tuple[bytes, str]]:
    """Which of these nodes showed which of these roots."""
    wanted = select(BLOB_SHOWN.c.root, BLOB_SHOWN.c.holder)
    wanted = wanted.where(BLOB_SHOWN.c.holder.in_(sorted(holders)))
    rows = _in(connection, wanted, BLOB_SHOWN.c.root, roots)
    return frozenset((row.root, row.holder) for row in rows)


def open_uploads(connection: Connection) -> list[tuple[str, str, BlobKey]]:
    """What comes in now: node, its member, what it announced."""
    joined = BLOB.join(
        BLOB_SHOWN, (BLOB.c.root == BLOB_SHOWN.c.root) & (BLOB.c.size == BLOB_SHOWN.c.size)
    )
    wanted = select(BLOB_SHOWN.c.holder, BLOB_SHOWN.c.member, BLOB.c.root, BLOB.c.size)
    rows = connection.execute(wanted.select_from(joined).where(BLOB.c.state == BlobState.OPEN))
    return [(row.holder, row.member, BlobKey(row.root, row.size)) for row in rows]


def count_blobs(connection: Connection) -> Counts:
    """How many there are."""
    wanted = select(BLOB.c.state, func.count(), func.sum(BLOB.c.size)).group_by(BLOB.c.state)
    rows = {row[0]: (row[1], row[2]) for row in connection.execute(wanted)}
    complete, size = rows.get(BlobState.COMPLETE, (0, 0))
    still = [rows.get(state, (0, 0))[0] for state in (BlobState.OPEN, BlobState.DAMAGED)]
    return Counts(complete, still[0], still[1], size)


def all_blobs(connection: Connection) -> Iterator[StoredBlob]:
    """Every one that is or was complete."""
    wanted = select(BLOB).where(BLOB.c.state != BlobState.OPEN).order_by(BLOB.c.root)
    yield from map(_stored, connection.execute(wanted))


def damaged_blobs(connection: Connection) -> Iterator[bytes]:
    """Roots of those that were complete, in an order drawn anew; read as far as it is asked.

    In a fixed one, as many that nobody holds as one answer names would hide all others for good.
    """
    wanted = select(BLOB.c.root).where(BLOB.c.state == BlobState.DAMAGED)
    yield from connection.execute(wanted.order_by(func.random())).scalars()


def unnamed_since(connection: Connection, before_ms: int) -> list[BlobKey]:
    """What no valid record names and nobody touched since, whole or not; open ones even if named.

    An open one with a record that names its root has another size than the complete one.
    """
    named = exists().where(_ATTACHMENT.c.root == BLOB.c.root)
    found: list[BlobKey] = []
    for state in BlobState:
        wanted = select(BLOB.c.root, BLOB.c.size).where(
            BLOB.c.state == state, BLOB.c.touched_ms <= before_ms
        )
        if state is not BlobState.OPEN:
            wanted = wanted.where(~named)
        found += [BlobKey(*row) for row in connection.execute(wanted)]
    return found


def drop(connection: Connection, keys: Iterable[BlobKey]) -> list[Shown]:
    """Delete manifests and salts, and note that the data are to be erased; returns who paid."""
    paid: list[Shown] = []
    for key in keys:
        connection.execute(delete(BLOB).where(*_is(BLOB, key)))
        where = _is(BLOB_SHOWN, key)
        rows = connection.execute(select(BLOB_SHOWN).where(*where))
        paid += [Shown(row.member, row.size, row.charged) for row in rows]
        connection.execute(delete(BLOB_SHOWN).where(*where))
        if connection.execute(select(BLOB_ERASING).where(*_is(BLOB_ERASING, key))).first() is None:
            connection.execute(insert(BLOB_ERASING).values(root=key.root, size=key.size))
    return paid


def others_of(connection: Connection, key: BlobKey) -> list[BlobKey]:
    """What was announced under the same root with another size."""
    return [one.key for one in find_blobs(connection, [key.root]) if one.key != key]


def to_erase(connection: Connection) -> list[BlobKey]:
    """Data that are to go from the store."""
    return [BlobKey(*row) for row in connection.execute(select(BLOB_ERASING))]


def erased(connection: Connection, key: BlobKey) -> None:
    """Note that the data are gone."""
    connection.execute(delete(BLOB_ERASING).where(*_is(BLOB_ERASING, key)))


# What the log says.


def owners_of(connection: Connection, roots: Collection[bytes], size: int) -> dict[bytes, str]:
    """The member of the first valid record that names each of these, among `size` entries."""
    wanted = select(_ATTACHMENT.c.root, func.min(_ATTACHMENT.c.position).label("position"))
    wanted = wanted.where(_ATTACHMENT.c.position < size).group_by(_ATTACHMENT.c.root)
    rows = _in(connection, wanted, _ATTACHMENT.c.root, roots)
    first = {row.root: row.position for row in rows}
    authors = select(_RECORD.c.position, _RECORD.c.member)
    found = _in(connection, authors, _RECORD.c.position, first.values())
    member_at = {row.position: row.member for row in found}
    return {root: member_at[position] for root, position in first.items()}


def naming_by(
    connection: Connection, root: bytes, member: str, size: int
) -> list[tuple[int, bytes]]:
    """Index and record id of a member's valid records that name a root, among `size` entries."""
    joined = _ATTACHMENT.join(_RECORD, _ATTACHMENT.c.position == _RECORD.c.position)
    wanted = select(_RECORD.c.position, _RECORD.c.record_id).select_from(joined)
    wanted = wanted.where(
        _ATTACHMENT.c.root == root, _ATTACHMENT.c.position < size, _RECORD.c.member == member
    )
    return [(row.position, row.record_id) for row in connection.execute(wanted)]


def _is(table: Any, key: BlobKey) -> Sequence[Any]:
    return (table.c.root == key.root, table.c.size == key.size)


def _stored(row: Row[Any]) -> StoredBlob:
    joined = row.leaf_hashes
    starts = range(0, len(joined), HASH_BYTES)
    hashes = tuple(LeafHash(joined[at : at + HASH_BYTES]) for at in starts)
    manifest = Manifest(row.salt, row.size, hashes)
    return StoredBlob(BlobKey(row.root, row.size), manifest, BlobState(row.state), row.touched_ms)


def _in(
    connection: Connection, wanted: Select[Any], column: Any, values: Collection[Any]
) -> Iterator[Row[Any]]:
    ordered = sorted(set(values))
    for at in range(0, len(ordered), MAX_BOUND):
        yield from connection.execute(wanted.where(column.in_(ordered[at : at + MAX_BOUND])))
