"""What a record is called where a sentence names it: its number, and its title as far as it may
be shown.
"""

from forsa.governance.audience import BodyState
from forsa.governance.views.actions import Called, short_id
from forsa.kinds.labels import kind_label
from forsa.kinds.preview import title_of
from forsa.library.cards import parse_body
from forsa.rpc.details import clean
from forsa.words.reasons import Language

from forsa_node.ahead import number_of
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say


def called_in(stores: Stores, seen: Seen, language: Language) -> Called:
    """What names a record by its id, as long as the stores are open; each is read once."""
    known: dict[bytes, str] = {}

    def called(record_id: bytes) -> str:
        if record_id not in known:
            known[record_id] = _called(stores, seen, language, record_id)
        return known[record_id]

    return called


def _called(stores: Stores, seen: Seen, language: Language, record_id: bytes) -> str:
    index = stores.ahead(lambda log: log.index_of([record_id])).get(record_id)
    if index is None:
        return short_id(record_id)
    entry = stores.ahead(lambda log: log.entries_at([index]))[0]
    body = stores.ahead(lambda log: log.bodies([index])).get(index)
    record = entry.record()
    kind = record.header.kind
    message = parse_body(kind, None if body is None else body.data)
    may_show = message is not None and seen.body_state(record) is BodyState.SERVED
    title = clean(title_of(message, language)).replace("\n", " ") if may_show else ""
    number = number_of(index)
    return say(
        language,
        "called_titled" if title else "called",
        which=short_id(record_id) if number is None else number,
        kind=clean(kind_label(kind, language)),
        member=record.header.member,
        title=title,
    )
