"""Who may be given body and attachments of a record, and whether anybody may."""

from enum import StrEnum
from typing import Final

from forsa.envelope import RecordId
from forsa.governance.settings import GROUP_PREFIX
from forsa.governance.state import State, Status
from forsa.v1.record_pb2 import RecordHeader

PUBLIC: Final = "public"
NETWORK: Final = "network"
ALWAYS_PUBLIC: Final = frozenset({"record.hold", "record.redact", "record.release"})
"""Kinds that hide a record from others, or show it again: all may know of them.

Source: docs/protocol.md, "Proposals, ballots, decisions"."""
_IN_THE_NETWORK: Final = (Status.PROVISIONAL, Status.ACTIVE, Status.SUSPENDED)


class BodyState(StrEnum):
    """Whether the body and attachments of a record may be served at all."""

    SERVED = "served"
    HELD = "held"
    """Kept, and not shown to anybody until the hold ends."""
    REDACTED = "redacted"
    """Erased, for ever."""


def audiences_of(state: State, reader: str | None) -> frozenset[str]:
    """Return the audiences that `reader` belongs to; None stands for anyone outside."""
    member = None if reader is None else state.rights.members.get(reader)
    if member is None or member.status not in _IN_THE_NETWORK:
        return frozenset({PUBLIC})
    groups = (
        name.removeprefix(GROUP_PREFIX)
        for name, ids in state.rights.settings.items()
        if name.startswith(GROUP_PREFIX) and member.id in ids.split(",")
    )
    return frozenset({PUBLIC, NETWORK, *groups})


def audience_allows(state: State, header: RecordHeader, reader: str | None) -> bool:
    """Tell whether `reader` may be given the body: its audience, or the author's own."""
    return header.member == reader or header.audience in audiences_of(state, reader)


def is_within(audience: str, limit: str) -> bool:
    """Tell whether everybody in `audience` is in `limit`, too, whoever the groups are."""
    return limit in {audience, PUBLIC} or (limit == NETWORK and audience != PUBLIC)


def narrower(first: str, second: str) -> str | None:
    """Return the audience whose readers are in both; None: two groups, no audience is in both."""
    if is_within(second, first):
        return second
    return first if is_within(first, second) else None


def body_state(state: State, record_id: RecordId, fresh_ms: int = 0) -> BodyState:
    """Tell whether a record's body is served, held or erased.

    Args:
        state: The newest state.
        record_id: The record.
        fresh_ms: The newest accepted freshness time: for serving and display a hold that ended
            before it may be treated as ended, even if no later entry was logged.
    """
    rights = state.rights
    if record_id in rights.redacted:
        return BodyState.REDACTED
    hold = rights.holds.get(record_id)
    if hold is None or hold.ends_ms is None or hold.ends_ms < fresh_ms:
        return BodyState.SERVED
    return BodyState.HELD
