"""Who may be given an attachment: what its owner's records say, and nobody else's.

Headers are seen by all, so naming a commitment gives no right. Its owner is the member of the first
valid record that names it; until there is one, it belongs to those who showed its manifest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forsa.envelope import RecordId
from forsa.errors import ConflictError, NotFoundError, Reason
from forsa.governance.audience import BodyState, body_state
from forsa.governance.state import State
from forsa.log_store.reading import LogReader
from forsa.v1.record_pb2 import RecordHeader
from sqlalchemy import Connection

from forsa_hub.services.bodies import Reader
from forsa_hub.store.blobs import members_that_showed, naming_by, owners_of
from forsa_hub.store.tables import METADATA


@dataclass(frozen=True, slots=True)
class Standing:
    """What log and database say of who has to do with an attachment."""

    owner: str | None
    """None: no valid record names it."""
    record_ids: Sequence[RecordId] = ()
    """Of the owner's records that name it."""
    headers: Sequence[RecordHeader] = ()
    """Theirs."""
    shown_by: frozenset[str] = frozenset()
    """Members whose nodes showed its manifest."""


def standing_of(connection: Connection, root: bytes, size: int) -> Standing:
    """How a root stands among the first `size` entries; a few queries, whatever the log's size."""
    shown = members_that_showed(connection, root)
    owner = owners_of(connection, [root], size).get(root)
    if owner is None:
        return Standing(None, shown_by=shown)
    named = naming_by(connection, root, owner, size)
    entries = LogReader(connection, METADATA).entries_at([index for index, _ in named])
    records = [one.record() for one in entries]
    return Standing(
        owner,
        [record.record_id for record in records],
        [record.header for record in records],
        shown,
    )


def is_redacted(standing: Standing, state: State) -> bool:
    """Whether a record of its owner was redacted: then it is gone, whoever else names it."""
    return any(one in state.rights.redacted for one in standing.record_ids)


def require_readable(standing: Standing, reader: Reader) -> None:
    """Let a reader have the data, or say why not.

    Raises:
        NotFoundError: `BLOB_UNKNOWN`, also for what the reader may not see.
        ConflictError: `BODY_REDACTED` or `BODY_HELD`, to those who might have it otherwise.
    """
    if standing.owner is None:
        allowed = reader.member in standing.shown_by
    else:
        allowed = any(map(reader.allows, standing.headers))
    if not allowed:
        raise unknown()
    require_not_redacted(standing, reader.state)
    stands = {body_state(reader.state, one, reader.fresh_ms) for one in standing.record_ids}
    if BodyState.HELD in stands:
        raise ConflictError("the attachment is on hold", Reason.BODY_HELD)


def is_readable(standing: Standing, reader: Reader) -> bool:
    """Whether `require_readable` lets the reader have the data."""
    try:
        require_readable(standing, reader)
    except (NotFoundError, ConflictError):
        return False
    return True


def require_not_redacted(standing: Standing, state: State) -> None:
    """Refuse what was erased for ever.

    Raises:
        ConflictError: `BODY_REDACTED`.
    """
    if is_redacted(standing, state):
        raise redacted()


def redacted() -> ConflictError:
    """What is heard of an attachment that was erased."""
    return ConflictError("the attachment was erased for good", Reason.BODY_REDACTED)


def unknown() -> NotFoundError:
    """The one answer to everything that a caller may not know of."""
    return NotFoundError("no such attachment here", Reason.BLOB_UNKNOWN)
