"""Records by what people call them: a number, or the beginning of an id.

What waits to be sent is found by its id like all others: its author works without a network.
"""

from typing import Final

from forsa.envelope import Record
from forsa.errors import ConflictError, MalformedError, NotFoundError, Reason, Situation
from forsa.library.cards import parse_body
from forsa.log_store.around import Around
from forsa.log_store.reading import LogReader
from google.protobuf.message import Message

from forsa_node.ahead import number_of
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.store.outbox import OutboxItem, OutboxState

OBJECT_DIGITS: Final = 32
_HEX: Final = frozenset("0123456789abcdef")

MIN_DIGITS: Final = 6
"""Hexadecimal digits that a beginning of an id must have."""
_ID_DIGITS: Final = 64
_NUMBER_DIGITS: Final = 19
"""Decimal digits of the largest index; Python reads no more than some thousand at all."""


def find_index(stores: Stores, which: str) -> int:
    """Where a record stands: by index, by record id, or the newest version by object id.

    What waits stands behind the log: ask `Stores.ahead` for it.

    Raises:
        MalformedError: it is neither a number nor an id.
        NotFoundError: `RECORD_UNKNOWN`: there is none, or more than one begins like this.
    """
    size = stores.mirror.read(LogReader.head).size
    is_number = which.isascii() and which.isdigit() and len(which) <= _NUMBER_DIGITS
    if is_number and int(which) < size:
        return int(which)
    digits = which.lower()
    if not MIN_DIGITS <= len(digits) <= _ID_DIGITS or not _HEX.issuperset(digits):
        if is_number:
            raise NotFoundError(
                f"this node has {size} entries, and no number {which}", Reason.RECORD_UNKNOWN
            )
        raise MalformedError(f"{which[:80]} is neither a number nor an id", Reason.RECORD_UNKNOWN)
    if len(digits) == OBJECT_DIGITS:
        wanted = bytes.fromhex(digits)
        found = stores.ahead(lambda log: log.newest_of([wanted]))
        if wanted in found:
            return found[wanted]
    low, high = id_range(digits)
    records = stores.ahead(lambda log: log.between(low, high, limit=2))
    if len(records) == 1:
        return next(iter(records.values()))
    count = "no record" if not records else "more than one record"
    raise NotFoundError(f"{count} begins with {which} among {size}", Reason.RECORD_UNKNOWN)


def find_ended(stores: Stores, which: str) -> OutboxItem | None:
    """What this node signed and nothing became of, by the beginning of its id; None: no one.

    It was refused, or its author gave it up.
    """
    if len(which) < MIN_DIGITS:
        return None
    items = stores.member.items(OutboxState.REFUSED, OutboxState.DROPPED)
    found = [one for one in items if one.record.record_id.hex().startswith(which.lower())]
    return found[0] if len(found) == 1 else None


def id_range(digits: str) -> tuple[bytes, bytes]:
    """The least and the greatest id that begins with these hexadecimal digits, at most 64."""
    low, high = (bytes.fromhex(digits.ljust(_ID_DIGITS, end)) for end in "0f")
    return low, high


def find_record(stores: Stores, which: str) -> Record:
    """The record at `find_index`.

    Raises:
        MalformedError, NotFoundError: as `find_index`; what is void is no record.
    """
    index = find_index(stores, which)
    entry = stores.ahead(lambda log: log.entries_at([index]))[0]
    if entry.void is not None:
        raise NotFoundError(f"entry {index} is void ({entry.void})", Reason.RECORD_UNKNOWN)
    return entry.record()


def body_of(stores: Stores, record_id: bytes) -> Message | None:
    """The body of a record; None if the record or its text is not here, or is none of its kind."""

    def read(log: LogReader) -> Message | None:
        index = log.index_of([record_id]).get(record_id)
        if index is None:
            return None
        record = log.entries_at([index])[0].record()
        body = log.bodies([index]).get(index)
        return parse_body(record.header.kind, None if body is None else body.data)

    return stores.ahead(read)


def newest_record(stores: Stores, object_id: bytes) -> tuple[int, Record]:
    """The newest version of a thing, and where it stands; one that waits replaces those before it.

    Raises:
        NotFoundError: it is not in the log, and does not wait.
    """

    def read(log: LogReader) -> tuple[int, Record] | None:
        index = log.newest_of([object_id]).get(object_id)
        return None if index is None else (index, log.entries_at([index])[0].record())

    found = stores.ahead(read)
    if found is None:
        raise NotFoundError(f"there is no {object_id.hex()}", Reason.RECORD_UNKNOWN)
    return found


def newest_version(stores: Stores, object_id: bytes) -> tuple[Record, Message]:
    """The newest version of a thing, with its text.

    Raises:
        NotFoundError: as `newest_record`; its text is not here, or is none of its kind.
        ConflictError: `BODY_HELD`: it is on hold, and another member's.
    """
    index, record = newest_record(stores, object_id)
    return record, text_of(stores, index, record)


def text_of(stores: Stores, index: int, record: Record) -> Message:
    """The text of a record that stands at an index.

    Raises:
        NotFoundError, ConflictError: as `newest_version`.
    """
    body = body_of(stores, record.record_id)
    is_own = record.header.member == stores.identity.member
    number = index if number_of(index) is not None else record.record_id.hex()
    if not is_own and Seen.of(stores).is_held(record.record_id):
        raise ConflictError(f"the text of record number {number} is on hold", Reason.BODY_HELD)
    if body is None:
        raise NotFoundError(
            f"the text of record number {number} is not on this node", Reason.RECORD_UNKNOWN
        )
    return body


def require_offered(stores: Stores, seen: Seen, record: Record, which: str) -> None:
    """Give nobody the text of what its author took back.

    Raises:
        ConflictError: `KIND_PRECONDITION`: it was withdrawn, by itself or with its newest version.
    """
    gone = stores.ahead(lambda log: Around(log, seen.state, seen.fresh_ms).withdrawals([record]))
    if gone:
        raise withdrawn(which)


def withdrawn(which: str) -> ConflictError:
    """What is heard of it."""
    return ConflictError(
        f"record {which} was withdrawn by its author", Reason.KIND_PRECONDITION
    ).told_as(Situation.WITHDRAWN)
