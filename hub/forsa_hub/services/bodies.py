"""Which bodies a reader may be given, and in what state the others are."""

from dataclasses import dataclass

from forsa.entry import parse_entry
from forsa.envelope import Record, parse_record
from forsa.governance.audience import BodyState, audiences_of, body_state
from forsa.governance.state import State
from forsa.log_store.reading import StoredBody, StoredEntry
from forsa.v1 import log_service_pb2 as v1
from forsa.v1.record_pb2 import RecordHeader


@dataclass(frozen=True, slots=True)
class Reader:
    """A member's rights to bodies, worked out once a call."""

    state: State
    member: str | None
    audiences: frozenset[str]
    fresh_ms: int

    @classmethod
    def of(cls, state: State, member: str | None, fresh_ms: int) -> "Reader":
        """The rights of a member, or of anybody (None)."""
        return cls(state, member, audiences_of(state, member), fresh_ms)

    def allows(self, header: RecordHeader) -> bool:
        """Whether the audience lets this reader in."""
        return header.audience in self.audiences or header.member == self.member

    def state_of(self, record: Record) -> "v1.BodyState.ValueType":
        """What the hub does about a body: AVAILABLE if it may be given."""
        if not record.header.HasField("body"):
            return v1.BODY_STATE_NONE
        stands = body_state(self.state, record.record_id, self.fresh_ms)
        if stands is BodyState.REDACTED:
            return v1.BODY_STATE_REDACTED
        if stands is BodyState.HELD:
            return v1.BODY_STATE_HELD
        if not self.allows(record.header):
            return v1.BODY_STATE_NOT_AUTHORISED
        return v1.BODY_STATE_AVAILABLE


def matches(wanted: v1.BodyFilter, header: RecordHeader) -> bool:
    """Whether a filter selects the body of this header; an empty list matches all."""
    if wanted.max_body_bytes and header.body.size > wanted.max_body_bytes:
        return False
    if wanted.kinds and not any(
        header.kind == kind or header.kind.startswith(f"{kind}.") for kind in wanted.kinds
    ):
        return False
    if wanted.languages and header.languages and not set(wanted.languages) & set(header.languages):
        return False
    return not wanted.regions or not header.region or header.region in wanted.regions


def pull_entry(
    stored: StoredEntry, body: StoredBody | None, reader: Reader, request: v1.PullRequest
) -> v1.PullEntry:
    """An entry for a puller, with its body if that is small, wanted and allowed."""
    record = parse_record(parse_entry(stored.data).envelope)
    state = reader.state_of(record)
    answer = v1.PullEntry(entry=stored.data, body_state=state)
    header = record.header
    if (
        state == v1.BODY_STATE_AVAILABLE
        and body is not None
        and header.body.size <= request.inline_max
        and matches(request.filter, header)
    ):
        answer.body_state = v1.BODY_STATE_INLINE
        answer.salt, answer.body = body.salt, body.data
    return answer
