"""What the network will say of a record, asked of the fold itself before it is sent.

The state is the one that holds once everything that waits here is logged: a ballot on a proposal
that was queued this morning, a key that is on its way. Whoever works without a network for weeks is
told of a mistake today. What others log meanwhile nobody can foresee: the hub has the last word.
"""

from forsa.entry import LogEntry
from forsa.envelope import Record
from forsa.governance.fold import Claim, Folded, admit_entry, judge, read_entry
from forsa.governance.lookup import gather
from forsa.governance.state import State
from forsa.governance.verdict import Refused

from forsa_node.reading import Stores
from forsa_node.seen import Seen


def foresee(stores: Stores, seen: Seen, record: Record) -> tuple[State, Refused | None]:
    """Judge a record as the next one after those that wait here.

    Args:
        stores: Of this node.
        seen: The newest state, and the time up to which deadlines are passed.
        record: Signed, whatever its body will be.

    Returns:
        The state it was judged against, and what would refuse it; None: nothing this node knows.
    """
    time_ms = max(seen.state.log_time_ms, seen.fresh_ms)
    claims = [_claim(one.record, time_ms) for one in stores.leaving]
    records = [*(one.record for one in stores.leaving), record]
    earlier = stores.mirror.read(lambda log: gather(records, log, log.head().frontier))
    state = seen.state
    for claim in claims:
        folded = admit_entry(state, claim, earlier, signature_ok=True)
        if isinstance(folded, Folded):
            state = folded.state
    return state, judge(state, time_ms, record, earlier, signature_ok=True)


def require_foreseen(stores: Stores, seen: Seen, record: Record) -> State:
    """Refuse what the network will refuse; return the state it was judged against.

    Raises:
        ForsaError: with the rule's reason and values, as the hub would answer.
    """
    state, refused = foresee(stores, seen, record)
    if refused is not None:
        raise refused.error()
    return state


def _claim(record: Record, time_ms: int) -> Claim:
    return read_entry(LogEntry(time_ms, record.envelope).format())
