"""The records that submissions name as their evidence, from a stored log."""

from collections.abc import Collection, Mapping
from typing import Final

from forsa.entry import parse_entry
from forsa.envelope import parse_record
from forsa.governance.audience import BodyState, body_state
from forsa.governance.state import State
from forsa.governance.views.chronicle import Event, event_of
from forsa.library.cards import parse_body
from forsa.log_store.reading import LogReader

_PAGE: Final = 256


def events_named(
    log: LogReader, state: State, record_ids: Collection[bytes], fresh_ms: int = 0
) -> Mapping[bytes, Event]:
    """These records as views see them, by id; those that are not in the log are left out.

    A network has thousands of reports, and some hundreds of them are evidence: only these are read.

    Args:
        log: The stored log.
        state: Its state at the head.
        record_ids: From `forsa.governance.views.submissions.evidence_named`.
        fresh_ms: The newest freshness time accepted, milliseconds since 1970; 0: none.

    Raises:
        CorruptStoreError: `STORED_DATA_CORRUPT`.
    """
    indexes = sorted(log.index_of(record_ids).values())
    found: dict[bytes, Event] = {}
    for start in range(0, len(indexes), _PAGE):
        page = indexes[start : start + _PAGE]
        texts = log.bodies(page)
        for stored in log.entries_at(page):
            entry = parse_entry(stored.data)
            record = parse_record(entry.envelope)
            stands = body_state(state, record.record_id, fresh_ms)
            text = texts.get(stored.index)
            is_shown = text is not None and stands is BodyState.SERVED
            body = parse_body(record.header.kind, text.data) if text and is_shown else None
            found[record.record_id] = event_of(
                stored.index, entry.sequenced_ms, record, body, stands
            )
    return found
