"""Records that are marked: signed by a key from when on somebody else may have had it.

They stay valid, and what others built on them stays. People look at them again.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from forsa.client.zones import people_zone
from forsa.encoding import parse_decimal
from forsa.entry import parse_entry
from forsa.envelope import Record, parse_record
from forsa.errors import MalformedError, Reason
from forsa.governance.views.chronicle import Event, event_of
from forsa.governance.views.members import marked
from forsa.governance.views.now import marked_from
from forsa.keys import KeyId
from forsa.kinds.preview import title_of
from forsa.library.cards import parse_body
from forsa.log_store.reading import LogReader
from forsa.words.reasons import Language

from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say

PAGE: Final = 256
_NUMBER_DIGITS: Final = 15
_FIRST: Final = 1
"""Entry 0 is the trust root; and 0 says that nothing is marked."""


def marks_of(stores: Stores, seen: Seen, key_id: KeyId, since: int) -> tuple[Event, ...]:
    """The records of a key from an index on, of any kind, by index."""
    member = seen.state.rights.keys[key_id].member

    def read(log: LogReader) -> tuple[Event, ...]:
        return marked(_events(log, seen, member, since), key_id, since)

    return stores.mirror.read(read)


def _events(log: LogReader, seen: Seen, member: str, start: int) -> Iterator[Event]:
    while True:
        page = log.records_of(members=[member], start=start, limit=PAGE)
        bodies = log.bodies(page)
        for stored in log.entries_at(page):
            entry = parse_entry(stored.data)
            record = parse_record(entry.envelope)
            text = bodies.get(stored.index)
            body = parse_body(record.header.kind, None if text is None else text.data)
            stands = seen.body_state(record)
            yield event_of(stored.index, entry.sequenced_ms, record, body, stands)
        if len(page) < PAGE:
            return
        start = page[-1] + 1


def marked_since(seen: Seen, record: Record, index: int) -> int | None:
    """The index from which the key of a record may have been another's; None: not marked."""
    return marked_from(seen.state, KeyId(record.header.key_id), index)


def marked_note(since: int | None, language: Language) -> list[str]:
    """What is said of a marked record before its text."""
    return [] if since is None else [say(language, "shown_marked", index=since)]


def parse_since(stores: Stores, text: str) -> int:
    """The first index that is meant by a number, or by a day as YYYY-MM-DD where people live.

    Raises:
        MalformedError: it is neither; or the log has no such number yet.
    """
    if text.isascii() and text.isdigit() and len(text) <= _NUMBER_DIGITS:
        return max(_FIRST, _known(stores, parse_decimal(text)))
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=people_zone())
    except ValueError:
        raise MalformedError(
            f"{text[:40]} is neither a number of the log nor a day such as 2026-09-30",
            Reason.KIND_EFFECT_INVALID,
        ) from None
    begins_ms = int(day.timestamp() * 1000)
    return max(_FIRST, stores.mirror.read(lambda log: log.first_after(begins_ms - 1)))


def _known(stores: Stores, index: int) -> int:
    size = stores.mirror.read(LogReader.head).size
    if index > size:
        raise MalformedError(
            f"this node has {size} entries, and no number {index}", Reason.KIND_EFFECT_INVALID
        )
    return index


def tell_mark(event: Event, language: Language) -> dict[str, Any]:
    """As commands tell it."""
    return {
        "index": event.index,
        "log_time_ms": event.log_time_ms,
        "kind": event.kind,
        "title": "" if event.body is None else title_of(event.body, language),
        "record_id": event.record_id.hex(),
        "body_state": event.body_state.value,
    }
