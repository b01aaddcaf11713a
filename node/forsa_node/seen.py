"""What the newest state held says about single records: who saw them, and may they be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from forsa.envelope import Record, RecordId
from forsa.governance.audience import BodyState, body_state
from forsa.governance.state import State
from forsa.governance.witnessed import Cosignature, Witnessed, count_witnesses
from forsa.trusted_log import open_accepted

from forsa_node.reading import Stores


@dataclass(frozen=True, slots=True)
class Seen:
    """Read once a command; the daemon may go on meanwhile."""

    state: State
    fresh_ms: int
    """The newest freshness time accepted."""
    cosigned: Sequence[Cosignature]
    last_record_ms: Mapping[str, int]

    @classmethod
    def of(cls, stores: Stores) -> Self:
        """Read it from the stores."""
        note, roots = stores.member.accepted(), stores.identity.roots()
        fresh = open_accepted(note, roots).fresh_seconds if note and roots else None
        mirror = stores.mirror
        return cls(
            mirror.load_state(), (fresh or 0) * 1000, mirror.cosigned(), mirror.last_record_ms()
        )

    @property
    def now_ms(self) -> int:
        """The newest time of the network that this node knows: deadlines are passed up to it."""
        return max(self.state.log_time_ms, self.fresh_ms)

    def witnessed(self, index: int) -> Witnessed:
        """How many members saw the entry."""
        return count_witnesses(self.state, index, self.fresh_ms, self.cosigned, self.last_record_ms)

    def is_held(self, record_id: RecordId) -> bool:
        """Whether the record is on hold."""
        return body_state(self.state, record_id, self.fresh_ms) is BodyState.HELD

    def body_state(self, record: Record) -> BodyState:
        """Whether the text may be shown."""
        return body_state(self.state, record.record_id, self.fresh_ms)
