"""How many members saw an entry: *logged*, then *witnessed, k of n*.

Members are counted, not nodes. Nothing waits for it; programs always show both numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from forsa.governance.state import DAY_MS, State, Status

RECENT_MS: Final = 30 * DAY_MS
AHEAD_MS: Final = 15 * 60_000


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A verified cosignature of a node over the checkpoint of this size, by its own clock."""

    member: str
    size: int
    time_ms: int


@dataclass(frozen=True, slots=True)
class Witnessed:
    """`cosigned` of the `present` active members cosigned a tree that holds the entry."""

    cosigned: int
    present: int

    @property
    def is_witnessed(self) -> bool:
        """More than half of the members that are there."""
        return 2 * self.cosigned > self.present


def count_witnesses(
    state: State,
    index: int,
    fresh_ms: int,
    cosignatures: Iterable[Cosignature],
    last_record_ms: Mapping[str, int],
) -> Witnessed:
    """Count the members that are there, and those of them that saw entry `index`.

    Args:
        state: The newest state.
        index: The entry.
        fresh_ms: The newest accepted freshness time.
        cosignatures: All that are known and verified; those timed more than 15 minutes after
            `fresh_ms` do not count.
        last_record_ms: By member, when its newest valid record was sequenced. A hub cannot hide
            these, so it cannot make few witnesses look like many.
    """
    active = {m.id for m in state.rights.members.values() if m.status is Status.ACTIVE}
    counted = [
        line
        for line in cosignatures
        if line.member in active and line.time_ms <= fresh_ms + AHEAD_MS
    ]
    acts = [(line.member, line.time_ms) for line in counted]
    acts += [(member, ms) for member, ms in last_record_ms.items() if member in active]
    present = {member for member, ms in acts if fresh_ms - ms < RECENT_MS}
    saw = {line.member for line in counted if line.size > index}
    return Witnessed(len(saw & present), len(present))
