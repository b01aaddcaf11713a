"""A stored log as the chronicle that views of governance are made of."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from google.protobuf.message import Message

from forsa.entry import parse_entry
from forsa.envelope import Record, parse_record
from forsa.governance.audience import BodyState, body_state
from forsa.governance.history import Part
from forsa.governance.state import State
from forsa.governance.views.chronicle import GOVERNANCE, Chronicle, Event, Past, event_of
from forsa.library.cards import parse_body
from forsa.log_store.reading import LogReader, StoredEntry

PAGE: Final = 256
PROPOSAL: Final = "proposal.open"
MayRead = Callable[[Record], bool]
"""Whether who asks may be shown the text of a record."""


def _everything(_record: Record) -> bool:
    return True


def chronicle_of(
    log: LogReader,
    state: State,
    fresh_ms: int = 0,
    kinds: Collection[str] = GOVERNANCE,
    *,
    bodies: bool = True,
    may_read: MayRead = _everything,
) -> Chronicle:
    """Read the records of these kinds, and what entries turned in the state.

    A view of few kinds asks for few: ten thousand ballots are read only where they are shown.

    Args:
        log: The stored log.
        state: Its state at the head.
        fresh_ms: The newest freshness time accepted, milliseconds since 1970; 0: none.
        kinds: Exactly these.
        bodies: Whether texts are shown.
        may_read: For a hub that answers others; a node holds only what its member may read.

    Raises:
        CorruptStoreError: `STORED_DATA_CORRUPT`.
    """
    events = tuple(_events(log, state, fresh_ms, sorted(kinds), bodies, may_read))
    return Chronicle(events, _past(log, kinds), state, max(state.log_time_ms, fresh_ms))


def _events(
    log: LogReader,
    state: State,
    fresh_ms: int,
    kinds: Sequence[str],
    bodies: bool,
    may_read: MayRead,
) -> Iterator[Event]:
    start = 0
    while kinds:
        page = log.records_of(kinds, start=start, limit=PAGE)
        texts = log.bodies(page) if bodies else {}
        for stored in log.entries_at(page):
            entry = parse_entry(stored.data)
            record = parse_record(entry.envelope)
            if record.header.kind not in kinds:  # a kind that begins like one of them
                continue
            stands = body_state(state, record.record_id, fresh_ms)
            text = texts.get(stored.index)
            body = None
            if text is not None and may_read(record):
                body = _body(record, text.data, stands)
            yield event_of(stored.index, entry.sequenced_ms, record, body, stands)
        if len(page) < PAGE:
            return
        start = page[-1] + 1


def _body(record: Record, data: bytes, stands: BodyState) -> Message | None:
    return parse_body(record.header.kind, data) if stands is BodyState.SERVED else None


def _past(log: LogReader, kinds: Collection[str]) -> tuple[Past, ...]:
    """What entries turned; how proposals ended only for views of proposals: each has its roll."""
    parts = [one for one in Part if one is not Part.PROPOSAL or PROPOSAL in kinds]
    turns = log.turns(parts)
    entries = log.entries_at({index for index, _ in turns})
    times = {one.index: _time(one) for one in entries}
    return tuple(Past(index, times[index], turn) for index, turn in turns)


def _time(stored: StoredEntry) -> int:
    return parse_entry(stored.data).sequenced_ms
