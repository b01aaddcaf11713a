"""What `files` tells: each attachment of each record, how it stands, and why. It only reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from forsa.envelope import Record
from forsa.governance.audience import BodyState
from forsa.kinds.bodies import body_type
from forsa.log_store.around import Around
from forsa.rpc.details import clean
from forsa.v1.record_pb2 import Commitment, RecordHeader
from google.protobuf.message import DecodeError

from forsa_node.ahead import number_of
from forsa_node.files.content import ContentStore
from forsa_node.files.wanted import Access, access, owners_of
from forsa_node.finding import find_index
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.mirror_files import Blob, BlobState
from forsa_node.store.outbox import OutboxState

PAGE: Final = 64
"""Records whose bodies are read at once."""


class Standing(StrEnum):
    """How an attachment stands, for people."""

    ABSENT = "absent"
    WANTED = "wanted"
    PARTIAL = "partial"
    COMPLETE = "complete"
    REFUSED = "refused"
    ERASED = "erased"
    HELD = "held"
    """On hold: kept, not shown."""
    CLOSED = "closed"
    """Its audience does not include this member."""
    LEAVING = "leaving"
    """Of this member, on its way to the hub."""
    WITHDRAWN = "withdrawn"
    """Another member took its record back: what is here stays, nothing more comes."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """An attachment of a record."""

    index: int | None
    """Of the record; None = it waits for its attachments."""
    record_id: str
    kind: str
    member: str
    file_name: str
    """As its author calls it: never a path to write to."""
    root: str
    size: int
    media_type: str
    standing: Standing
    done: int
    """Bytes that are here; of what leaves, those that are at the hub."""
    reason: str = ""
    message: str = ""
    sha256: str = ""
    """Where it lies in files/, once it is complete and may be shown."""
    withdrawn: bool = False
    """Whether its author withdrew the record: it is given to nobody."""

    def values(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


def files_of(folder: Path, which: str = "") -> list[FileRow]:
    """The attachments of all valid records, or of one; those that leave this node come last.

    Raises:
        MalformedError, NotFoundError: as `find_index`; a record that leaves is found, too.
    """
    with reading(folder) as stores:
        blobs = {one.root: one for one in stores.mirror.blobs()}
        if which:
            return _of_one(stores, which, blobs)
        named = stores.mirror.read(lambda log: log.naming(blobs))
        indexes = sorted({index for places in named.values() for index in places})
        return [*_logged(stores, indexes, blobs), *_leaving(stores)]


def _of_one(stores: Stores, which: str, blobs: Mapping[bytes, Blob]) -> list[FileRow]:
    index = find_index(stores, which)
    (entry,) = stores.ahead(lambda log: log.entries_at([index]))
    if number_of(entry.index) is not None:
        return list(_logged(stores, [entry.index], blobs))
    record_id = entry.record().record_id.hex()
    return [one for one in _leaving(stores) if one.record_id == record_id]


def _logged(
    stores: Stores, indexes: Sequence[int], blobs: Mapping[bytes, Blob]
) -> Iterator[FileRow]:
    seen = Seen.of(stores)
    for start in range(0, len(indexes), PAGE):
        yield from _page(stores, seen, indexes[start : start + PAGE], blobs)


def _page(
    stores: Stores, seen: Seen, indexes: Sequence[int], blobs: Mapping[bytes, Blob]
) -> Iterator[FileRow]:
    bodies = stores.mirror.read(lambda log: log.bodies(indexes))
    content = ContentStore(stores.identity.folder)
    entries = stores.mirror.read(lambda log: log.entries_at(indexes))
    records = {one.index: one.record() for one in entries if one.void is None}
    withdrawn = stores.mirror.read(
        lambda log: Around(log, seen.state, seen.fresh_ms).withdrawals(records.values())
    )
    for index, record in records.items():
        shown = seen.body_state(record) is BodyState.SERVED
        body = bodies.get(index) if shown else None
        names = names_in(record.header, body.data if body else b"")
        for one in record.header.attachments:
            blob = blobs.get(one.root) or Blob(one.root, index, one.size, one.media_type)
            if blob.sha256 is not None and not content.has(blob.sha256):
                blob = replace(blob, state=BlobState.WANTED, done=0)  # gone, or set aside
            allowed = _access(stores, seen, one.root)
            row = _row(index, record, one, names, blob, allowed)
            is_own = record.header.member == stores.identity.member
            yield _taken_back(row, is_own=is_own) if record.record_id in withdrawn else row


def _access(stores: Stores, seen: Seen, root: bytes) -> Access:
    places = stores.mirror.read(lambda log: log.naming([root]))[root]
    records = [one.record() for one in stores.mirror.read(lambda log: log.entries_at(places))]
    return access(seen.state, owners_of(records), stores.identity.member, seen.fresh_ms)


def _row(
    index: int,
    record: Record,
    one: Commitment,
    names: Mapping[bytes, str],
    blob: Blob,
    allowed: Access,
) -> FileRow:
    standing = Standing(blob.state.value) if allowed is Access.OPEN else Standing(allowed.value)
    shown = standing is Standing.COMPLETE and blob.sha256 is not None
    return FileRow(
        index,
        record.record_id.hex(),
        record.header.kind,
        record.header.member,
        names.get(one.root, ""),
        one.root.hex(),
        one.size,
        one.media_type,
        standing,
        blob.done,
        blob.reason if blob.state is BlobState.REFUSED else "",
        blob.message if blob.state is BlobState.REFUSED else "",
        blob.sha256.hex() if shown and blob.sha256 else "",
    )


def _taken_back(row: FileRow, *, is_own: bool) -> FileRow:
    """The row under a withdrawn record; its author's nodes still fetch it, for a new version."""
    ended = is_own or row.standing is Standing.ERASED
    standing = row.standing if ended else Standing.WITHDRAWN
    return replace(row, standing=standing, withdrawn=True, sha256="", reason="", message="")


def _leaving(stores: Stores) -> Iterator[FileRow]:
    """Attachments of records that wait in the outbox."""
    for item in stores.member.items(OutboxState.WAITING):
        names = names_in(item.record.header, item.body)
        for one in item.record.header.attachments:
            own = stores.member.own_file_at(one.root)
            yield FileRow(
                None,
                item.record.record_id.hex(),
                item.kind,
                item.record.header.member,
                names.get(one.root, ""),
                one.root.hex(),
                one.size,
                one.media_type,
                Standing.REFUSED if own and own.reason else Standing.LEAVING,
                own.durable if own else 0,
                own.reason if own else "",
                own.message if own else "",
                own.sha256.hex() if own else "",
            )


def names_in(header: RecordHeader, body: bytes) -> dict[bytes, str]:
    """The file names that a body gives its attachments, by root; safe to print, not to write to."""
    body_class = body_type(header.kind)
    if body_class is None or not body:
        return {}
    try:
        described = getattr(body_class.FromString(body), "attachments", ())
    except DecodeError:
        return {}
    return {one.root: clean(one.file_name) for one in described}
