"""The log as it will be once what this node signed is in it: for whoever works without a network.

An author reads, answers and replaces what still waits here; what was refused is no part of it.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from forsa.entry import LogEntry
from forsa.envelope import Record
from forsa.log_store.reading import LogReader, StoredBody, StoredEntry
from forsa.merkle.proof import MAX_SIZE
from sqlalchemy import Connection

from forsa_node.store.mirror_tables import METADATA
from forsa_node.store.outbox import OutboxItem

FIRST: Final = MAX_SIZE
"""Index of the first record that waits: no log is so large."""


def number_of(index: int) -> int | None:
    """The number that people know a record by; None as long as it waits here."""
    return index if index < FIRST else None


class Ahead(LogReader):
    """A stored log, and behind it what waits, in the order it was signed.

    Only what the views around a record ask knows of both; what waits has no hashes or proofs.
    An index behind the log names one record as long as `leaving` is the same: once the daemon logs
    it, the record is found at its entry, and no other moves.
    """

    def __init__(self, connection: Connection, leaving: Sequence[OutboxItem]) -> None:
        """With the outbox as far as it is not settled: what is in the log by now stands there."""
        super().__init__(connection, METADATA)
        logged = super().index_of([one.record.record_id for one in leaving])
        places = [(index, one, one.record.record_id) for index, one in enumerate(leaving, FIRST)]
        self._waiting = {index: one for index, one, its_id in places if its_id not in logged}
        self._arrived = {index: logged[its_id] for index, _, its_id in places if its_id in logged}

    def entries_at(self, indexes: Collection[int]) -> list[StoredEntry]:
        """Some entries, by index, sorted; the time of what waits is when it was queued.

        What waited at an index and is logged by now comes as its entry, with the index of that.
        """
        places = {self._arrived.get(one, one) for one in indexes}
        found = super().entries_at([one for one in places if one < FIRST])
        return found + [
            _entry(index, item) for index, item in self._waiting.items() if index in indexes
        ]

    def bodies(self, indexes: Collection[int]) -> dict[int, StoredBody]:
        """The bodies that are here, by the index that was asked for."""
        places = {one: self._arrived.get(one, one) for one in indexes}
        stored = super().bodies({one for one in places.values() if one < FIRST})
        found = {one: stored[place] for one, place in places.items() if place in stored}
        for index, item in self._waiting.items():
            if index in indexes and item.record.header.HasField("body"):
                found[index] = StoredBody(item.salt, item.body)
        return found

    def index_of(self, record_ids: Collection[bytes]) -> dict[bytes, int]:
        """Where valid records stand."""
        return super().index_of(record_ids) | self._by(_record_id, record_ids)

    def newest_of(self, object_ids: Collection[bytes]) -> dict[bytes, int]:
        """Index of the newest record of each of these objects."""
        return super().newest_of(object_ids) | self._by(_object_id, object_ids)

    def versions_of(self, object_ids: Collection[bytes]) -> list[int]:
        """Indexes, sorted, of all records of these objects."""
        return super().versions_of(object_ids) + self._where(
            lambda one: one.record.header.object_id in object_ids
        )

    def children_of(self, record_ids: Collection[bytes], kinds: Collection[str] = ()) -> list[int]:
        """Indexes, sorted, of the records that answer, replace or act on one of these."""
        return super().children_of(record_ids, kinds) + self._where(
            lambda one: one.answers in record_ids and (not kinds or one.kind in kinds)
        )

    def between(self, low: bytes, high: bytes, limit: int) -> dict[bytes, int]:
        """Record ids from `low` to `high`, both included, with their indexes; at most `limit`."""
        found = super().between(low, high, limit)
        for index, item in self._waiting.items():
            if len(found) < limit and low <= item.record.record_id <= high:
                found[item.record.record_id] = index
        return found

    def waiting_of(self, kind: str) -> list[int]:
        """Indexes of what waits of a kind, in the order it was signed."""
        return self._where(lambda one: one.kind == kind)

    def item(self, index: int) -> OutboxItem | None:
        """What waits at an index; None = it is in the log."""
        return self._waiting.get(index)

    def _by(self, key: Callable[[Record], bytes], wanted: Collection[bytes]) -> dict[bytes, int]:
        found = {key(item.record): index for index, item in self._waiting.items()}
        return {one: found[one] for one in wanted if one in found}

    def _where(self, holds: Callable[[OutboxItem], bool]) -> list[int]:
        return [index for index, item in self._waiting.items() if holds(item)]


def _record_id(record: Record) -> bytes:
    return record.record_id


def _object_id(record: Record) -> bytes:
    return record.header.object_id


def _entry(index: int, item: OutboxItem) -> StoredEntry:
    data = LogEntry(item.created_ms, item.record.envelope).format()
    return StoredEntry(index, data, b"", b"", None)
