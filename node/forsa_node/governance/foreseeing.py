"""What the network will say of a record, asked of the fold itself before it is sent.

The state is the one that holds once everything that waits here is logged: a ballot on a proposal
that was queued this morning, a key that is on its way. Whoever works without a network for weeks is
told of a mistake today. What others log meanwhile nobody can foresee: the hub has the last word.
"""

from collections.abc import Sequence

from forsa.entry import LogEntry
from forsa.envelope import Record
from forsa.governance.fold import Claim, Folded, admit_entry, judge, read_entry
from forsa.governance.lookup import Lookup, gather
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
    state, earlier = _ahead(stores, seen, [record])
    return state, judge(state, seen.now_ms, record, earlier, signature_ok=True)


def state_ahead(stores: Stores, seen: Seen) -> State:
    """The state once everything that waits here is logged."""
    return _ahead(stores, seen, [])[0]


def require_all_foreseen(stores: Stores, seen: Seen, records: Sequence[Record]) -> None:
    """Refuse what the network will refuse of records that are sent one after the other.

    Raises:
        ForsaError: as `require_foreseen`, of the first that would be refused.
    """
    state, earlier = _ahead(stores, seen, records)
    for record in records:
        claim = _claim(record, seen.now_ms)
        folded = admit_entry(state, claim, earlier, signature_ok=True)
        if isinstance(folded, Refused):
            raise folded.error()
        state = folded.state


def require_foreseen(stores: Stores, seen: Seen, record: Record) -> State:
    """Refuse what the network will refuse; return the state it was judged against.

    Raises:
        ForsaError: with the rule's reason and values, as the hub would answer.
    """
    state, refused = foresee(stores, seen, record)
    if refused is not None:
        raise refused.error()
    return state


def _ahead(stores: Stores, seen: Seen, records: Sequence[Record]) -> tuple[State, Lookup]:
    """The state behind what waits here, and what the fold may ask about it and about `records`."""
    waiting = [one.record for one in stores.leaving]
    wanted = [*waiting, *records]
    earlier = stores.mirror.read(lambda log: gather(wanted, log, log.head().frontier))
    state = seen.state
    for record in waiting:
        claim = _claim(record, seen.now_ms)
        folded = admit_entry(state, claim, earlier, signature_ok=True)
        if isinstance(folded, Folded):
            state = folded.state
    return state, earlier


def _claim(record: Record, time_ms: int) -> Claim:
    return read_entry(LogEntry(time_ms, record.envelope).format())
