"""What a leaf of the log holds: when the hub placed a record, and the record (docs/protocol.md)."""

from dataclasses import dataclass
from struct import Struct
from typing import Final

from forsa.encoding import MAX_INTEGER, format_opaque
from forsa.errors import MalformedError, Reason
from forsa.merkle.hashes import LeafHash, hash_leaf

MAX_ENTRY_BYTES: Final = 16_384
_VERSION: Final = 1
_HEAD: Final = Struct(">BQH")
"""Version, time, and the length of the envelope."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An envelope with the hub's time, milliseconds since 1970; the envelope is not parsed yet."""

    sequenced_ms: int
    envelope: bytes

    def format(self) -> bytes:
        """The leaf data."""
        head = _VERSION.to_bytes(1, "big") + self.sequenced_ms.to_bytes(8, "big")
        return head + format_opaque(self.envelope, 1, 2**16 - 1)


def parse_entry(data: bytes) -> LogEntry:
    """Read leaf data: rule V1.

    Raises:
        MalformedError: `ENTRY_MALFORMED`.
    """
    if len(data) > MAX_ENTRY_BYTES:
        raise MalformedError(f"an entry of {len(data)} bytes", Reason.ENTRY_MALFORMED)
    if len(data) < _HEAD.size:
        raise MalformedError(f"an entry of {len(data)} bytes", Reason.ENTRY_MALFORMED)
    version, sequenced_ms, size = _HEAD.unpack_from(data)
    envelope = data[_HEAD.size :]
    if not 1 <= size == len(envelope):
        raise MalformedError(
            f"an entry announces {size} bytes of an envelope and has {len(envelope)}",
            Reason.ENTRY_MALFORMED,
        )
    if version != _VERSION or sequenced_ms > MAX_INTEGER:
        raise MalformedError(
            f"entry version {version} at {sequenced_ms} ms", Reason.ENTRY_MALFORMED
        )
    return LogEntry(sequenced_ms, envelope)


def hash_entry(data: bytes) -> LeafHash:
    """The leaf hash of an entry's bytes."""
    return hash_leaf(data)
