"""Chronicles of logs that tests fold, for views that need no store."""

from collections.abc import Mapping

from forsa.governance.audience import body_state
from forsa.governance.views.chronicle import Chronicle, Past, event_of
from google.protobuf.message import Message

from tests.support.folded_log import FoldedLog


def chronicle(
    log: FoldedLog, bodies: Mapping[bytes, Message] | None = None, fresh_ms: int = 0
) -> Chronicle:
    """What views see of a folded log.

    Args:
        log: With its entries.
        bodies: By record id; no others are here.
        fresh_ms: The newest freshness time.
    """
    known = bodies or {}
    valid = [(one, one.record) for one in log.folded if one.void is None]
    events = tuple(
        event_of(
            one.index,
            one.claim.sequenced_ms or 0,
            record,
            known.get(record.record_id),
            body_state(log.state, record.record_id, fresh_ms),
        )
        for one, record in valid
        if record is not None
    )
    past = tuple(
        Past(one.index, one.claim.sequenced_ms or 0, turn)
        for one in log.folded
        for turn in one.turns
    )
    return Chronicle(events, past, log.state, max(log.state.log_time_ms, fresh_ms))
