"""What views of governance are made of: the records in the order of the log, and what they turned.

Reading it from a store is `forsa.log_store.chronicle`; here is no store and no clock. Everything a
view says can be told again by anybody who has the same log.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from google.protobuf.message import Message

from forsa.envelope import Record, RecordId
from forsa.errors import ForsaError
from forsa.governance.audience import BodyState
from forsa.governance.history import Ended, Part, Turn, Value
from forsa.governance.state import Member, State, Status
from forsa.kinds.effects import parse_effect
from forsa.kinds.registry import KINDS, RESERVED
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.record_pb2 import RecordHeader

K = TypeVar("K")
V = TypeVar("V")

GOVERNANCE: Final = (
    *sorted(name for name in KINDS if name.partition(".")[0] in RESERVED),
    "flag.raise",
)
"""The kinds that a network governs itself with, and what its members point out."""


@dataclass(frozen=True, slots=True)
class Event:
    """A valid record of the log."""

    index: int
    """Its number in the log."""
    log_time_ms: int
    """When the hub placed it, milliseconds since 1970: what counts. Never an author's clock."""
    record: Record
    effect: Message | None
    """As its kind has it; None: its kind has none."""
    body: Message | None
    """None: it has none, or none that can be shown; `body_state` and `is_missing` say which."""
    body_state: BodyState

    @property
    def header(self) -> RecordHeader:
        """What its author signed."""
        return self.record.header

    @property
    def record_id(self) -> RecordId:
        """32 bytes."""
        return self.record.record_id

    @property
    def kind(self) -> str:
        """As the registry has it."""
        return self.record.header.kind

    @property
    def member(self) -> str:
        """Its author."""
        return self.record.header.member

    @property
    def is_missing(self) -> bool:
        """Its text may be shown, and is not here: not fetched, or not for this member."""
        has_body = self.record.header.HasField("body")
        return has_body and self.body is None and self.body_state is BodyState.SERVED


def event_of(
    index: int, log_time_ms: int, record: Record, body: Message | None, stands: BodyState
) -> Event:
    """The event of a valid record; a body that may not be shown is left out."""
    kind = KINDS.get(record.header.kind)
    try:
        effect = None if kind is None else parse_effect(kind, record.header.effect)
    except ForsaError:  # of a kind that is unknown here
        effect = None
    shown = body if stands is BodyState.SERVED else None
    return Event(index, log_time_ms, record, effect, shown, stands)


@dataclass(frozen=True, slots=True)
class Past:
    """A turn of the state, and the entry that made it."""

    index: int
    log_time_ms: int
    turn: Turn


@dataclass(frozen=True)
class Chronicle:
    """The part of a log that views are made of."""

    events: tuple[Event, ...]
    """Of the kinds that were asked for, by index."""
    past: tuple[Past, ...]
    """What entries turned, by index."""
    state: State
    """The newest."""
    now_ms: int
    """Log time, or the newest accepted freshness time if that is later: a deadline before it is
    shown as passed, whether or not an entry has fired it."""

    # --- records --------------------------------------------------------------------------------

    def of(self, *kinds: str) -> tuple[Event, ...]:
        """The events of these kinds, by index."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        found = (one for kind in {*kinds} for one in self._by_kind.get(kind, ()))
        return tuple(sorted(found, key=lambda one: one.index))

    def at(self, index: int) -> Event | None:
        """The event of an entry; None: it is not among those asked for, or void."""
        return self._by_index.get(index)

    def time_at(self, index: int) -> int | None:
        """Log time of an entry that `past` or `events` know; None: they do not."""
        return self._time_at.get(index)

    def by_id(self, record_id: bytes) -> Event | None:
        """The event of a record; None: it is not among those asked for, or void."""
        return self._by_id.get(record_id)

    def answering(self, record_id: bytes, *kinds: str) -> tuple[Event, ...]:
        """The events whose `parent` is this record, by index; no kinds: of any."""
        found = self._answering.get(record_id, ())
        return tuple(one for one in found if not kinds or one.kind in kinds)

    def versions(self, object_id: bytes) -> tuple[Event, ...]:
        """The versions of a thing, by index; the last is the newest."""
        return self._versions.get(object_id, ())

    def newest(self, *kinds: str) -> tuple[Event, ...]:
        """The newest version of each thing of these kinds, by index."""
        return tuple(
            one
            for one in self.of(*kinds)
            if self.versions(one.header.object_id)[-1].index == one.index
        )

    def withdrawn(self, record_id: bytes) -> Event | None:
        """The `record.withdraw` of a record by its author; None: none, or not asked for."""
        return self._withdrawn.get(record_id)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Event, ...]]:
        return _grouped((one.kind, one) for one in self.events)

    @cached_property
    def _by_index(self) -> Mapping[int, Event]:
        return {one.index: one for one in self.events}

    @cached_property
    def _time_at(self) -> Mapping[int, int]:
        return dict(self._times)

    @cached_property
    def _by_id(self) -> Mapping[bytes, Event]:
        return {one.record_id: one for one in self.events}

    @cached_property
    def _answering(self) -> Mapping[bytes, tuple[Event, ...]]:
        return _grouped((one.header.parent, one) for one in self.events)

    @cached_property
    def _versions(self) -> Mapping[bytes, tuple[Event, ...]]:
        return _grouped((one.header.object_id, one) for one in self.events)

    @cached_property
    def _withdrawn(self) -> Mapping[bytes, Event]:
        acts = self.of("record.withdraw")
        return {RecordAct.FromString(one.header.effect).target: one for one in acts}

    # --- what was -------------------------------------------------------------------------------

    def turns(self, part: Part, key: str) -> tuple[Past, ...]:
        """What became of one thing of the state, by index."""
        return self._turns.get((part, key), ())

    def value_at(self, part: Part, key: str, index: int) -> Value | None:
        """A thing of the state after the entry at `index`; None: there was none."""
        turns = self.turns(part, key)
        at = bisect_right(turns, index, key=lambda one: one.index)
        return turns[at - 1].turn.value if at else None

    def member_at(self, member: str, index: int) -> Member | None:
        """A member with its role and status after the entry at `index`."""
        found = self.value_at(Part.MEMBER, member, index)
        return found if isinstance(found, Member) else None

    def members_at(self, index: int, *statuses: Status) -> tuple[Member, ...]:
        """The members after the entry at `index`, by id; no statuses: of any."""
        ids = sorted({key for part, key in self._turns if part is Part.MEMBER})
        found = (self.member_at(one, index) for one in ids)
        return tuple(one for one in found if one and (not statuses or one.status in statuses))

    def ended(self, proposal: bytes) -> tuple[Past, Ended] | None:
        """How a proposal ended; None: it is open, or no proposal."""
        for one in self.turns(Part.PROPOSAL, proposal.hex()):
            if isinstance(one.turn.value, Ended):
                return one, one.turn.value
        return None

    def index_at(self, time_ms: int) -> int:
        """Index of the last entry that `past` or `events` know at or before a time; -1: none."""
        known = self._times
        at = bisect_right(known, time_ms, key=lambda one: one[1])
        return known[at - 1][0] if at else -1

    @cached_property
    def _turns(self) -> Mapping[tuple[Part, str], tuple[Past, ...]]:
        return _grouped(((one.turn.part, one.turn.key), one) for one in self.past)

    @cached_property
    def _times(self) -> list[tuple[int, int]]:
        events = {(one.index, one.log_time_ms) for one in self.events}
        return sorted(events | {(one.index, one.log_time_ms) for one in self.past})


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
