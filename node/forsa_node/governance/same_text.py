"""Where else the text of a record lies: erasing one leaves the other.

The text of an agreement that was voted on is the first attachment of its proposal and the body of
the record that the decision published, with the same commitment (decision 0033).
"""

from collections.abc import Collection, Iterator
from typing import Any

from forsa.envelope import Record
from forsa.log_store.reading import LogReader
from forsa.v1.effects_pb2 import RecordAct
from forsa.words.reasons import Language

from forsa_node.governance.naming import called_in
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say

PUBLISH = "agreement.publish"
REDACT = "record.redact"


def same_text(log: LogReader, record: Record) -> list[Record]:
    """The other records with the same text, by index."""
    header = record.header
    indexes: Collection[int] = ()
    if header.kind == PUBLISH and header.HasField("body"):
        indexes = log.naming([header.body.root]).get(header.body.root, [])
    elif header.attachments:
        indexes = log.children_of([record.record_id], (PUBLISH,))
    return [one.record() for one in log.entries_at(indexes)]


def twin_lines(
    stores: Stores, seen: Seen, record_ids: Collection[bytes], language: Language
) -> Iterator[str]:
    """A warning for each record that would keep a text of which these records are erased.

    Args:
        stores: Of this node.
        seen: The newest state.
        record_ids: What is to be erased.
        language: Of the reader.
    """

    def read(log: LogReader) -> list[Record]:
        entries = log.entries_at(log.index_of(record_ids).values())
        return [twin for one in entries for twin in same_text(log, one.record())]

    called = called_in(stores, seen, language)
    for twin in stores.mirror.read(read):
        kept = twin.record_id not in seen.state.rights.redacted
        if kept and twin.record_id not in record_ids:
            yield say(language, "redact_twin", what=called(twin.record_id))


def redacted_by(actions: Collection[Any]) -> list[bytes]:
    """The records that these actions of a proposal would erase."""
    return [RecordAct.FromString(one.effect).target for one in actions if one.kind == REDACT]
