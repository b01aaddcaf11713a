"""What a draft follows: the version that it replaces, or the record that it answers.

It is looked up again whenever a draft is taken up: another answer may have been signed meanwhile,
and what it built on may have been refused.
"""

from typing import Any, Final

from forsa.envelope import Record
from forsa.kinds.registry import KINDS, Mark
from forsa.library.cards import parse_body
from forsa.log_store.reading import LogReader, StoredBody, StoredEntry

from forsa_node.finding import newest_record
from forsa_node.reading import Stores
from forsa_node.store.desk import DraftRow
from forsa_node.store.outbox import OutboxState

TRANSLATION: Final = "translation.publish"
ONCE: Final = frozenset({"practice.adopt", "review.publish", TRANSLATION})
"""Kinds of which a member has one of each version: what comes later replaces it."""
_CHAIN: Final = 64
"""Versions that are followed back to the first."""


def following(stores: Stores, row: DraftRow, message: Any) -> tuple[bytes, bytes]:
    """The parent and the object id with which a draft can be logged.

    What its own record became part of is followed by its newest version. A parent that is known
    stays: where another version was first, people decide.

    Args:
        stores: Of this node.
        row: The draft.
        message: Its body, as far as it could be read.
    """
    kind = KINDS.get(row.kind)
    if kind is None or kind.mark is Mark.PROPOSAL:  # its parent is the decision it executes
        return row.parent, row.object_id
    if row.kind in ONCE:
        target = _target(stores, row)
        earlier = own_answer(stores, row.kind, target, message)
        return (earlier.record_id, earlier.header.object_id) if earlier else (target, row.object_id)
    known = stores.ahead(lambda log: log.index_of([row.parent, row.record_id]))
    if row.parent in known and row.record_id not in known:
        return row.parent, row.object_id
    if stores.ahead(lambda log: log.newest_of([row.object_id])):
        return newest_record(stores, row.object_id)[1].record_id, row.object_id
    return _target(stores, row) if kind.mark is Mark.TARGET else b"", row.object_id


def own_answer(stores: Stores, kind: str, target: bytes, message: Any) -> Record | None:
    """The newest version of what this member answered already, sent or not.

    Args:
        stores: Of this node.
        kind: Of the answer, one of `ONCE`.
        target: Record id of the version that is answered.
        message: The answer's body: a translation replaces one into the same language.
    """
    member = stores.identity.member

    def read(log: LogReader) -> tuple[list[StoredEntry], dict[int, StoredBody]]:
        indexes = log.children_of([target], (kind,))
        return log.entries_at(indexes), log.bodies(indexes)

    entries, bodies = stores.ahead(read)
    for one in entries:
        record = one.record()
        if record.header.member != member:
            continue
        body: Any = parse_body(kind, bodies[one.index].data if one.index in bodies else None)
        if kind != TRANSLATION or _same_language(body, message):
            return newest_record(stores, record.header.object_id)[1]
    return None


def _same_language(body: Any, message: Any) -> bool:
    known = body is not None and message is not None
    return known and body.to_language == message.to_language


def _target(stores: Stores, row: DraftRow) -> bytes:
    """What the first version answers, also where versions in between were refused."""
    parent = row.parent
    for _ in range(_CHAIN):
        record = _record_of(stores, parent)
        if record is None or record.header.object_id != row.object_id:
            break
        parent = record.header.parent
    return parent


def _record_of(stores: Stores, record_id: bytes) -> Record | None:
    """A record of the log, or one of this node that waits, was refused or was given up."""

    def read(log: LogReader) -> list[StoredEntry]:
        return log.entries_at(log.index_of([record_id]).values())

    for entry in stores.ahead(read):
        return entry.record()
    ended = stores.member.items(OutboxState.REFUSED, OutboxState.DROPPED)
    return next((one.record for one in ended if one.record.record_id == record_id), None)
