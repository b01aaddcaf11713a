"""How a record is made that no honest program makes: `(broken signature) report r1 by amal`."""

from collections.abc import Mapping

from forsa.encoding import format_canonical
from forsa.envelope import Record, parse_record, sign_record
from forsa.keys import SigningKey
from forsa.v1.record_pb2 import Envelope, RecordHeader

from tests.support.folded_log import unique


def made(record: Record, manner: str, key: SigningKey, named: Mapping[str, Record]) -> Record:
    """Return the record as it is made in this manner; in most it stays as it is.

    Args:
        record: As an honest program signed it.
        manner: What a story says in brackets before the event.
        key: What signs it.
        named: Records by the names that the story gave them.
    """
    header = RecordHeader()
    header.CopyFrom(record.header)
    match manner.split():
        case ["broken", "signature"]:
            return _enveloped(record, sig=bytes(64))
        case ["another", "key", "named"]:
            return _enveloped(record, keyid=bytes(32).hex())
        case ["other", "network"]:
            header.network_id = bytes(32)
        case ["rules", "of", "tomorrow"]:
            header.min_level = 2
        case ["another", "log", "seen"]:
            header.observed.root = bytes(32)
        case ["a", "longer", "log", "seen"]:
            header.observed.size += 1
        case ["another", "state", "seen"]:
            header.observed.state = bytes(32)
        case ["answering", name]:
            header.parent = named[name].record_id
        case ["as", "a", "new", "thing"]:
            header.object_id, header.parent = unique(record.record_id.hex(), 16), b""
        case ["object", "of", name]:
            header.object_id = named[name].header.object_id
        case _:
            return record
    return sign_record(header, key)


def _enveloped(record: Record, **changes: bytes | str) -> Record:
    """The same header, and another signature line around it."""
    envelope = Envelope.FromString(record.envelope)
    for name, value in changes.items():
        setattr(envelope.signatures[0], name, value)
    return parse_record(format_canonical(envelope))
