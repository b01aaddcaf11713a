"""Checkpoints as the hub makes them, and as it finds them at a start."""

from dataclasses import dataclass

from forsa.errors import CorruptStoreError, Reason
from forsa.keys import SigningKey
from forsa.log_store.reading import Head, LogReader
from forsa.note import Checkpoint, Note, sign_checkpoint, sign_freshness
from sqlalchemy import Connection

from forsa_hub.anchor import Anchor
from forsa_hub.store.notes import newest_checkpoint
from forsa_hub.store.tables import METADATA


@dataclass(frozen=True, slots=True)
class Signers:
    """What the hub signs with, and under which name."""

    origin: str
    log: SigningKey
    service: SigningKey

    def note(self, head: Head, fresh_seconds: int) -> Note:
        """The checkpoint of a head."""
        checkpoint = Checkpoint(self.origin, head.size, head.root)
        lines = (
            sign_checkpoint(checkpoint, self.log),
            sign_freshness(checkpoint, self.service, fresh_seconds),
        )
        return Note(checkpoint.text, lines)


def open_head(database: Connection, signers: Signers, anchor: Anchor | None) -> tuple[Head, Note]:
    """The stored head and its note, held against the anchor.

    Raises:
        CorruptStoreError: `LOG_ROLLED_BACK`: the database is older than what was released, or
            another branch.
    """
    reader = LogReader(database, METADATA)
    head = reader.head()
    stored = newest_checkpoint(database)
    if anchor is not None and (anchor.size > head.size or reader.root(anchor.size) != anchor.root):
        raise CorruptStoreError(
            f"the database holds {head.size} entries, but a checkpoint of {anchor.size} was "
            "released: it is an old copy or another log. Put the newest database back; the "
            "missing entries are also with the members",
            Reason.LOG_ROLLED_BACK,
            size=head.size,
            released=anchor.size,
        )
    if stored is None or stored.size != head.size:
        raise CorruptStoreError(
            f"the newest checkpoint does not belong to the log of {head.size} entries",
            Reason.STORED_DATA_CORRUPT,
        )
    fresh = _fresh_of(stored.note)
    if anchor is not None and anchor.size == stored.size:
        fresh = max(fresh, anchor.fresh_seconds)  # of an older one: time may be set back since
    return head, signers.note(head, fresh)


def _fresh_of(note: Note) -> int:
    return max((int.from_bytes(line.signature[:8], "big") for line in note.lines[1:2]), default=0)
