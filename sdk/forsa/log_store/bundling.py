"""A stored log as the frames of a bundle: its entries, and the texts that their readers may have.

A text goes in only if everybody may have it for whom the file is made; what is on hold or erased
goes into none, and neither does the text of a group: nobody knows where a file ends up.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from forsa.bundle import BodyFrame, EntryFrame
from forsa.commitment import verify_data
from forsa.entry import hash_entry
from forsa.envelope import Record
from forsa.errors import CorruptStoreError, Reason, VerificationError
from forsa.governance.audience import NETWORK, PUBLIC, BodyState, body_state
from forsa.governance.state import State
from forsa.log_store.reading import LogReader, StoredBody, StoredEntry
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import LeafHash
from forsa.merkle.proof import needed_for_root

BATCH: Final = 256
BODIES: Final = 16
"""Texts that are read at once: at most a megabyte each."""
T = TypeVar("T")


class Texts(StrEnum):
    """Which texts go into a file, by who will have it."""

    PUBLIC = "public"
    """Those for everybody."""
    NETWORK = "network"
    """Those for members and observers, too."""
    NONE = "none"


_AUDIENCES: Final = {
    Texts.PUBLIC: frozenset({PUBLIC}),
    Texts.NETWORK: frozenset({PUBLIC, NETWORK}),
    Texts.NONE: frozenset[str](),
}


class Left(StrEnum):
    """Why a text is not in the file."""

    OTHERS = "others"
    """It is for fewer readers than the file."""
    HELD = "held"
    REDACTED = "redacted"
    ABSENT = "absent"
    """It is not in this store."""


def left_out(state: State, record: Record, texts: Texts, fresh_ms: int) -> Left | None:
    """Tell why the text of a valid record may not go into the file; None: it may.

    Args:
        state: The newest state held.
        record: Valid, with a body.
        texts: Whose file it is.
        fresh_ms: The newest accepted freshness time.
    """
    stands = body_state(state, record.record_id, fresh_ms)
    if stands is BodyState.REDACTED:
        return Left.REDACTED
    if stands is BodyState.HELD:
        return Left.HELD
    return None if record.header.audience in _AUDIENCES[texts] else Left.OTHERS


class Read(Protocol):
    """Asks the stored log in a transaction of its own."""

    def __call__(self, work: Callable[[LogReader], T], /) -> T:
        """Run `work`."""
        ...


@dataclass(slots=True)
class LogFrames:
    """The entries [start, end) of a stored log with their texts, a batch after the other.

    Each batch is read in a transaction of its own: a file that takes minutes keeps no page of the
    database, which a redaction may want to erase meanwhile.
    """

    read: Read
    state: State
    """The newest that is held: of at least `end` entries."""
    fresh_ms: int
    texts: Texts
    start: int
    end: int
    written: int = 0
    """Texts so far."""
    left: Counter[Left] = field(default_factory=Counter)
    frontier: Frontier = EMPTY
    """Of the entries so far, by their bytes: at the end its root is the one to compare."""

    def __iter__(self) -> Iterator[EntryFrame | BodyFrame]:
        """Yield every entry, and after those of a batch their texts.

        Raises:
            CorruptStoreError: an entry is missing or damaged, or a text is not what its author
                signed.
        """
        self.frontier = self.read(lambda reader: edge_of(reader, self.start))
        for at in range(self.start, self.end, BATCH):
            entries = self._entries(at, min(at + BATCH, self.end))
            self.frontier, _ = self.frontier.extend(LeafHash(one.leaf) for one in entries)
            yield from (EntryFrame(one.index, one.data) for one in entries)
            yield from self._bodies(entries)

    def _entries(self, start: int, end: int) -> Sequence[StoredEntry]:
        entries = self.read(lambda reader: reader.entries(start, end))
        if [one.index for one in entries] != list(range(start, end)):
            raise CorruptStoreError(
                f"the entries {start} to {end - 1} are not all in this store",
                Reason.STORED_DATA_CORRUPT,
            )
        for one in entries:
            if hash_entry(one.data) != one.leaf:
                raise CorruptStoreError(
                    f"entry {one.index} is damaged in this store",
                    Reason.STORED_DATA_CORRUPT,
                    index=one.index,
                )
        return entries

    def _bodies(self, entries: Sequence[StoredEntry]) -> Iterator[BodyFrame]:
        wanted = dict(self._wanted(entries))
        indexes = list(wanted)
        for at in range(0, len(indexes), BODIES):
            some = indexes[at : at + BODIES]
            found = self._stored(some)
            self.left[Left.ABSENT] += len(some) - len(found)
            for index, body in sorted(found.items()):
                yield _checked(index, wanted[index], body)
                self.written += 1

    def _stored(self, indexes: Sequence[int]) -> dict[int, StoredBody]:
        return self.read(lambda reader: reader.bodies(indexes))

    def _wanted(self, entries: Sequence[StoredEntry]) -> Iterator[tuple[int, Record]]:
        if self.texts is Texts.NONE:
            return
        for one in entries:
            if one.void is not None:
                continue
            record = one.record()
            if not record.header.HasField("body"):
                continue
            why = left_out(self.state, record, self.texts, self.fresh_ms)
            if why is None:
                yield one.index, record
            else:
                self.left[why] += 1


def _checked(index: int, record: Record, body: StoredBody) -> BodyFrame:
    try:
        verify_data(record.header.body, body.salt, body.data)
    except VerificationError:
        raise CorruptStoreError(
            f"the text of record number {index} is damaged in this store",
            Reason.STORED_DATA_CORRUPT,
            index=index,
        ) from None
    return BodyFrame(record.record_id, body.salt, body.data)


def edge_of(reader: LogReader, size: int) -> Frontier:
    """The right edge of the first `size` entries, from stored hashes."""
    if size == 0:
        return EMPTY
    nodes = sorted(needed_for_root(size), reverse=True)  # by level: the largest subtree first
    known = reader.hashes(nodes)
    return Frontier(size, tuple(known[node] for node in nodes))
