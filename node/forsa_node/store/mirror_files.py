"""Which attachments the log names, and how far each is on its way here."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from forsa.commitment import Manifest
from forsa.merkle.hashes import LeafHash
from sqlalchemy import Row, insert, select, update

from forsa_node.store.database import Database
from forsa_node.store.mirror_tables import BLOB, METADATA, TRAFFIC

_HASH_BYTES: Final = 32
_PAGE: Final = 64
_ATTACHMENT: Final = METADATA.tables["attachment"]


class BlobState(StrEnum):
    """How an attachment stands at this node."""

    ABSENT = "absent"
    """Known and not fetched: no rule wants it, or this member may not read it."""
    WANTED = "wanted"
    PARTIAL = "partial"
    COMPLETE = "complete"
    REFUSED = "refused"
    """The hub did not give it; it is asked again later."""
    ERASED = "erased"
    """Redacted: nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Blob:
    """An attachment, by its commitment."""

    root: bytes
    position: int
    """Log index of its owner's first record."""
    size: int
    media_type: str
    state: BlobState = BlobState.ABSENT
    asked: bool = False
    """Somebody asked for it by name: before what rules want."""
    manifest: Manifest | None = None
    """Verified."""
    sha256: bytes | None = None
    done: int = 0
    """Bytes on this disk."""
    reason: str = ""
    message: str = ""
    retry_ms: int = 0


class MirrorFiles(Database):
    """The attachments in the mirror's file. Every method is one transaction."""

    def unknown_roots(self, limit: int) -> list[bytes]:
        """Commitments that valid records name and no row stands for yet."""
        known = select(BLOB.c.root)
        column = _ATTACHMENT.c.root
        wanted = select(column).distinct().where(column.not_in(known)).order_by(column)
        with self._transaction() as connection:
            return list(connection.execute(wanted.limit(limit)).scalars())

    def add_blobs(self, blobs: Iterable[Blob]) -> None:
        """Rows for commitments that have none."""
        rows = [_values(one) for one in blobs]
        if rows:
            with self._transaction() as connection:
                connection.execute(insert(BLOB), rows)

    def save_blob(self, blob: Blob) -> None:
        """Replace the row of this commitment."""
        values = _values(blob)
        change = update(BLOB).where(BLOB.c.root == blob.root).values(**values)
        with self._transaction() as connection:
            connection.execute(change)

    def blob(self, root: bytes) -> Blob | None:
        """The row of a commitment."""
        with self._transaction() as connection:
            row = connection.execute(select(BLOB).where(BLOB.c.root == root)).one_or_none()
        return None if row is None else _blob(row)

    def blobs(self, *states: BlobState) -> list[Blob]:
        """All in these states; all at all if none is named."""
        wanted = select(BLOB).order_by(BLOB.c.position, BLOB.c.root)
        if states:
            wanted = wanted.where(BLOB.c.state.in_([one.value for one in states]))
        with self._transaction() as connection:
            return [_blob(row) for row in connection.execute(wanted)]

    def to_fetch(self, now_ms: int) -> Iterator[Blob]:
        """What is to be fetched: asked for by name first, then the small before the large."""
        states = [BlobState.WANTED.value, BlobState.PARTIAL.value, BlobState.REFUSED.value]
        wanted = (
            select(BLOB)
            .where(BLOB.c.state.in_(states), BLOB.c.retry_ms <= now_ms)
            .order_by(BLOB.c.asked.desc(), BLOB.c.size, BLOB.c.root)
        )
        start = 0
        while True:
            with self._transaction() as connection:
                rows = connection.execute(wanted.limit(_PAGE).offset(start)).all()
            yield from map(_blob, rows)
            if len(rows) < _PAGE:
                return
            start += _PAGE

    def ask_for(self, roots: Collection[bytes]) -> int:
        """Somebody wants these now; returns how many are to be fetched."""
        changed = 0
        for root in roots:
            blob = self.blob(root)
            if blob is None or blob.state in (BlobState.COMPLETE, BlobState.ERASED):
                continue
            state = BlobState.WANTED if blob.manifest is None else BlobState.PARTIAL
            self.save_blob(replace(blob, state=state, asked=True, reason="", retry_ms=0))
            changed += 1
        return changed

    def with_content(self, sha256: bytes) -> list[Blob]:
        """The attachments that are here with this content."""
        wanted = select(BLOB).where(BLOB.c.sha256 == sha256).order_by(BLOB.c.position, BLOB.c.root)
        with self._transaction() as connection:
            return [_blob(row) for row in connection.execute(wanted)]

    def contents(self) -> set[bytes]:
        """SHA-256 of all attachments that are here."""
        wanted = select(BLOB.c.sha256).where(BLOB.c.sha256.is_not(None))
        with self._transaction() as connection:
            return set(connection.execute(wanted).scalars())

    def traffic(self, day: int) -> int:
        """Bytes of attachments that went either way on this day since 1970."""
        with self._transaction() as connection:
            found = connection.execute(select(TRAFFIC.c.bytes).where(TRAFFIC.c.day == day))
            return found.scalar() or 0

    def add_traffic(self, day: int, size: int) -> None:
        """Count bytes."""
        with self._transaction() as connection:
            more = update(TRAFFIC).where(TRAFFIC.c.day == day)
            changed = connection.execute(more.values(bytes=TRAFFIC.c.bytes + size))
            if changed.rowcount == 0:
                connection.execute(insert(TRAFFIC).values(day=day, bytes=size))


def _values(blob: Blob) -> dict[str, Any]:
    manifest = blob.manifest
    return {
        "root": blob.root,
        "position": blob.position,
        "size": blob.size,
        "media_type": blob.media_type,
        "state": blob.state.value,
        "asked": int(blob.asked),
        "salt": manifest.salt if manifest else None,
        "leaf_hashes": b"".join(manifest.leaf_hashes) if manifest else None,
        "sha256": blob.sha256,
        "done": blob.done,
        "reason": blob.reason,
        "message": blob.message,
        "retry_ms": blob.retry_ms,
    }


def _blob(row: Row[Any]) -> Blob:
    return Blob(
        row.root,
        row.position,
        row.size,
        row.media_type,
        BlobState(row.state),
        bool(row.asked),
        None if row.salt is None else _manifest(row),
        row.sha256,
        row.done,
        row.reason,
        row.message,
        row.retry_ms,
    )


def _manifest(row: Row[Any]) -> Manifest:
    joined = row.leaf_hashes
    starts = range(0, len(joined), _HASH_BYTES)
    hashes = tuple(LeafHash(joined[at : at + _HASH_BYTES]) for at in starts)
    return Manifest(row.salt, row.size, hashes)
