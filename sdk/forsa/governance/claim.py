"""V1, V3 and V4: what the bytes of an entry say, with no state. May run ahead, in any process."""

from dataclasses import dataclass

from forsa.entry import hash_entry, parse_entry
from forsa.envelope import Record, parse_record
from forsa.errors import ForsaError, Reason
from forsa.governance.verdict import Refused
from forsa.merkle.hashes import LeafHash


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry as its bytes say. Nothing in it is verified."""

    entry: bytes
    leaf: LeafHash
    sequenced_ms: int | None
    """None: the entry breaks V1."""
    record: Record | None
    refused: Refused | None
    """The rule out of V1, V3 and V4 that the bytes break."""


def read_entry(entry: bytes) -> Claim:
    """Read the bytes of an entry. Never raises."""
    leaf = hash_entry(entry)
    try:
        log_entry = parse_entry(entry)
    except ForsaError as error:
        return Claim(entry, leaf, None, None, Refused("V1", error.reason, error.message))
    try:
        record = parse_record(log_entry.envelope)
    except ForsaError as error:
        rule = "V4" if error.reason is Reason.HEADER_MALFORMED else "V3"
        refused = Refused(rule, error.reason, error.message)
        return Claim(entry, leaf, log_entry.sequenced_ms, None, refused)
    return Claim(entry, leaf, log_entry.sequenced_ms, record, None)
