"""The state of a stored log: the newest snapshot, and the entries after it folded again."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, MetaData, select

from forsa.errors import CorruptStoreError, Reason
from forsa.governance.digest import state_digest
from forsa.governance.fold import Folded, fold_entry, read_entry
from forsa.governance.lookup import gather
from forsa.governance.snapshot import parse_snapshot
from forsa.governance.state import State
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import LeafHash
from forsa.merkle.proof import needed_for_root

BATCH = 256
Progress = Callable[[int, int], None]
"""Called with (entries done, entries in all)."""


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def load_state(
    connection: Connection,
    metadata: MetaData,
    network_id: bytes,
    progress: Progress = no_progress,
) -> State:
    """The state at the stored head.

    A snapshot that is damaged or of another version is passed over, and so is one that does not
    lead to the digests that are stored beside the entries: the state is then folded from entry 0.
    Signatures are not checked again: they were when the entries were stored.

    Raises:
        CorruptStoreError: the stored entries do not fold to what was stored of them.
    """
    size = LogReader(connection, metadata).head().size
    state = _newest_snapshot(connection, metadata, network_id, size)
    if state.size == 0:
        return _fold_on(connection, metadata, state, size, progress)
    try:
        _check_digests(LogReader(connection, metadata), {state.size: state_digest(state.rights)})
        return _fold_on(connection, metadata, state, size, progress)
    except CorruptStoreError:  # of the snapshot or of the entries: folding all of them tells
        return _fold_on(connection, metadata, State.start(network_id), size, progress)


def _fold_on(
    connection: Connection, metadata: MetaData, state: State, size: int, progress: Progress
) -> State:
    while state.size < size:
        reader = LogReader(connection, metadata, before=state.size)
        stored = reader.entries(state.size, min(state.size + BATCH, size))
        state = refold(state, stored, reader)[-1].state
        progress(state.size, size)
        if state.parked:
            break
    return state


def _newest_snapshot(
    connection: Connection, metadata: MetaData, network_id: bytes, size: int
) -> State:
    table = metadata.tables["snapshot"]
    rows = connection.execute(select(table.c.state).order_by(table.c.size.desc()))
    for row in rows:
        try:
            state = parse_snapshot(row.state)
        except CorruptStoreError:
            continue
        if state.size <= size and state.rights.network_id == network_id:
            return state
    return State.start(network_id)


def frontier_at(reader: LogReader, size: int) -> Frontier:
    """The right edge of the first `size` leaves, from stored hashes."""
    if size == 0:
        return EMPTY
    nodes = sorted(needed_for_root(size), reverse=True)
    known = reader.hashes(nodes)
    return Frontier(size, tuple(known[node] for node in nodes))


def refold(state: State, stored: list[StoredEntry], reader: LogReader) -> list[Folded]:
    """Fold stored entries after `state` again; `reader` sees what was logged before them.

    Raises:
        CorruptStoreError: entries are missing, or fold to other than what was stored of them.
    """
    if not stored or stored[0].index != state.size:
        raise _diverged(state.size, "it is missing")
    claims = [read_entry(one.data) for one in stored]
    records = [claim.record for claim in claims if claim.record is not None]
    earlier = gather(records, reader, frontier_at(reader, state.size))
    folded = []
    for one, claim in zip(stored, claims, strict=True):
        signed = one.void != "V9"
        result = fold_entry(state, claim, earlier, signature_ok=signed)
        if LeafHash(one.leaf) != claim.leaf:
            raise _diverged(one.index, "its bytes have another hash than was stored")
        if not result.parked and (result.void.rule if result.void else None) != one.void:
            raise _diverged(one.index, "it is judged otherwise than when it was stored")
        folded.append(result)
        state = result.state
    _check_digests(reader, {one.state.size: one.digest for one in folded if one.digest})
    return folded


def _check_digests(reader: LogReader, found: Mapping[int, bytes]) -> None:
    """Hold digests to those that were stored, by size; at most sizes none was."""
    for size, digest in reader.digests(list(found)).items():
        if found[size] != digest:
            raise _diverged(size - 1, "it leads to another state than when it was stored")


def _diverged(index: int, what: str) -> CorruptStoreError:
    return CorruptStoreError(
        f"entry {index} of the stored log is damaged: {what}",
        Reason.STORED_DATA_CORRUPT,
        index=index,
    )
