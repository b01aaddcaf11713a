"""One record before the rules of its kind: everything that V14 may look at."""

from dataclasses import dataclass
from typing import Any

from forsa.envelope import RecordId
from forsa.governance.lookup import Logged, Lookup
from forsa.governance.state import Member, ObjectId, Proposal, Rights
from forsa.keys import KeyId
from forsa.kinds.registry import Kind
from forsa.v1.record_pb2 import RecordHeader


@dataclass(frozen=True, slots=True)
class Case:
    """A record that passed V1 to V13, against S(i)."""

    rights: Rights
    log_time_ms: int
    index: int
    record_id: RecordId
    header: RecordHeader
    kind: Kind
    effect: Any
    """The kind's effect message, well-formed; None for a kind without one."""
    author: Member
    earlier: Lookup
    decision: Proposal | None = None
    """The adopted proposal that it executes."""

    @property
    def object_id(self) -> ObjectId:
        """The object that this record is a version of."""
        return ObjectId(self.header.object_id)

    @property
    def key_id(self) -> KeyId:
        """The key that signed it."""
        return KeyId(self.header.key_id)

    @property
    def observed_size(self) -> int:
        """How many entries its author had seen; 0: it does not say."""
        return self.header.observed.size

    @property
    def is_first_version(self) -> bool:
        """No valid record has its object id yet."""
        return self.object_id not in self.earlier.objects

    def target(self) -> Logged | None:
        """Return what the first version of its object answers."""
        former = self.earlier.objects.get(self.object_id)
        answered = self.header.parent if former is None else former.target
        return self.earlier.records.get(RecordId(answered))
