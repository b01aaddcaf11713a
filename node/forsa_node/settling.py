"""After a pull: what the own log says of the outbox, of the hub's receipts, and of the own member.

A record leaves the outbox only here: when the fold of this node has its entry as valid.
Source: docs/protocol.md, "Publishing", the outbox rule; "Evidence and rollback".
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from forsa.client.files import FolderError
from forsa.client.identity import Identity
from forsa.errors import EquivocationError, ForsaError, Reason, VerificationError
from forsa.governance.state import State
from forsa.governance.views.now import active_nodes, delegates_of, keys_of
from forsa.log_store.reading import LogReader
from forsa.merkle.hashes import NodeHash
from forsa.note import Checkpoint
from forsa.receipt import Receipt, parse_receipt

from forsa_node.mirror import Mirror
from forsa_node.store.outbox import OutboxState, Rejection, Underway
from forsa_node.suspicions import broken_receipt, stale_freshness


def settle(mirror: Mirror) -> None:
    """Tell the outbox what has arrived, and compare the hub's receipts with the log."""
    underway = mirror.member.underway()
    if not underway:
        return
    ids = [one.record_id for one in underway]
    logged = mirror.store.read(lambda reader: reader.index_of(ids))
    void = _void_ones(mirror, [one for one in underway if one.record_id not in logged])
    _check_receipts(mirror, underway)
    mirror.member.settle(logged, void)


def _void_ones(mirror: Mirror, left: Sequence[Underway]) -> list[Rejection]:
    """Those that the hub placed, and that are void there: found again after a stop in between."""
    places = {
        one.log_index: one.record_id
        for one in left
        if one.log_index is not None and one.log_index < mirror.head.size
    }
    entries = mirror.store.read(lambda reader: reader.entries_at(list(places)))
    return [
        Rejection(places[entry.index], _void(entry.index, entry.void))
        for entry in entries
        if entry.void is not None
    ]


def _void(index: int, rule: str) -> ForsaError:
    return EquivocationError(
        f"the hub logged the record where it breaks rule {rule}",
        Reason.HUB_ADMITTED_INVALID,
        index=index,
        rule=rule,
    )


def _check_receipts(mirror: Mirror, underway: Sequence[Underway]) -> None:
    accepted = mirror.trusted.accepted
    texts = [one.receipt for one in underway if one.state is OutboxState.RECEIVED and one.receipt]
    if not texts or accepted is None:
        return
    receipts = {_tree_of(receipt): receipt for receipt in map(parse_receipt, texts)}
    held = {tree: one for tree, one in receipts.items() if 0 < tree.size <= mirror.head.size}
    sizes = {tree.size for tree in held}
    roots = mirror.store.read(lambda reader: _roots(reader, sizes))
    for tree, receipt in held.items():
        broken = broken_receipt(receipt, roots[tree.size], accepted)
        if broken is not None:
            mirror.keep_evidence(broken)


def _tree_of(receipt: Receipt) -> Checkpoint:
    return Checkpoint.parse(receipt.note.text)


def _roots(reader: LogReader, sizes: set[int]) -> Mapping[int, NodeHash]:
    return {size: reader.root(size) for size in sizes}


def check_freshness(mirror: Mirror) -> None:
    """Compare the freshness of the accepted checkpoint with the entries of its tree, all held."""
    accepted, state = mirror.trusted.accepted, mirror.state
    if accepted is None or not mirror.is_complete or state.size != accepted.size:
        return
    newest = mirror.store.read(lambda reader: reader.entries_at([state.size - 1]))[0].data
    stale = stale_freshness(accepted, state.log_time_ms, newest)
    if stale is not None:
        mirror.keep_evidence(stale)


def look_over_own_member(mirror: Mirror) -> None:
    """At the first fold: alarm on each key, delegate and node of the member that is not from here.

    Whoever admits a member could have slipped in a key of his own.
    """
    member, now_ms = mirror.member, mirror.clock.now_ms()
    if not mirror.is_complete or member.looked_ms():
        return
    for stranger in _strangers(mirror.state, mirror.identity):
        member.raise_alarm(stranger, now_ms)
    member.looked(max(1, now_ms))


def _strangers(state: State, identity: Identity) -> Iterator[ForsaError]:
    from forsa_node.people.listing import own_keys, whose_keys  # once in the life of a node

    own = own_keys(identity)
    with suppress(FolderError):  # a damaged file; `key list` tells which
        own.update(whose_keys(identity))
    for key_id, key in keys_of(state, identity.member).items():
        if key_id not in own and key.revoked is None:
            yield _stranger("key", key_id.hex(), key.added)
    for delegate in delegates_of(state, identity.member):
        yield _stranger("delegate", delegate.delegate, None)
    for name, node in active_nodes(state).items():
        if node.member == identity.member and name != identity.holder:
            yield _stranger("node", name, None)


def _stranger(what: str, name: str, index: int | None) -> ForsaError:
    at = {} if index is None else {"index": index}
    return VerificationError(
        f"your member has another {what}, {name}: if you do not know it, ask the secretariat",
        Reason.KEY_UNKNOWN,
        **{what: name},
        **at,
    )
