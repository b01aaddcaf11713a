"""Computing a stored log again, from entry 0: what `verify` of hub and node does."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData

from forsa.commitment import verify_data
from forsa.errors import ForsaError
from forsa.governance.digest import state_digest
from forsa.governance.fold import fold_entry, read_entry
from forsa.governance.lookup import gather
from forsa.governance.state import State
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.log_store.state import Progress, no_progress
from forsa.merkle.frontier import EMPTY
from forsa.merkle.hashes import LeafHash

BATCH = 256


@dataclass(frozen=True, slots=True)
class Checked:
    """What computing a log again found."""

    size: int
    root: bytes
    state: bytes
    """Digest of the state after the last entry, 32 bytes: equal wherever the log is."""
    damaged: tuple[str, ...]
    """One sentence each; empty = everything verifies."""


def check_log(
    connection: Connection,
    metadata: MetaData,
    network_id: bytes,
    sample: int = 1,
    progress: Progress = no_progress,
) -> Checked:
    """Check every entry's place, hashes, signature and verdict, the digests and the root.

    Args:
        connection: With an open transaction.
        metadata: The tables.
        network_id: 32 bytes.
        sample: Bodies of one entry in this many are checked too.
        progress: Told after every batch.
    """
    reader = LogReader(connection, metadata)
    size = reader.head().size
    damaged: list[str] = []
    state, frontier = State.start(network_id), EMPTY
    for start in range(0, size, BATCH):
        end = min(start + BATCH, size)
        stored = reader.entries(start, end)
        damaged += _missing(stored, start, end)
        claims = [read_entry(one.data) for one in stored]
        records = [claim.record for claim in claims if claim.record is not None]
        earlier = gather(records, LogReader(connection, metadata, before=start), frontier)
        frontier, completed = frontier.extend([claim.leaf for claim in claims])
        digests = reader.digests(range(start + 1, end + 1))
        for one, claim, hashes in zip(stored, claims, completed, strict=True):
            folded = fold_entry(state, claim, earlier)
            state = folded.state
            if folded.digest is not None and digests.get(one.index + 1) != folded.digest:
                damaged.append(f"entry {one.index}: the state after it has another digest")
            rule = folded.void.rule if folded.void else None
            damaged += _compare(one, claim.leaf, hashes, rule)
        damaged += _bodies(stored, reader, sample)
        progress(end, size)
    if reader.head().root != frontier.root():
        damaged.append("the head: its root is not that of the entries")
    return Checked(size, frontier.root(), state_digest(state.rights), tuple(damaged))


def _missing(stored: list[StoredEntry], start: int, end: int) -> list[str]:
    found = {one.index for one in stored}
    return [f"entry {index} is missing" for index in range(start, end) if index not in found]


def _compare(stored: StoredEntry, leaf: LeafHash, completed: bytes, void: str | None) -> list[str]:
    problems = []
    if stored.leaf != leaf:
        problems.append(f"entry {stored.index}: its bytes have another leaf hash")
    if stored.completed != completed:
        problems.append(f"entry {stored.index}: its subtree hashes are others")
    if stored.void != void:
        problems.append(
            f"entry {stored.index}: it is {void or 'valid'}, not {stored.void or 'valid'}"
        )
    return problems


def _bodies(stored: list[StoredEntry], reader: LogReader, sample: int) -> Iterator[str]:
    chosen = {one.index: one for one in stored if one.index % sample == 0 and one.void is None}
    for index, body in reader.bodies(chosen).items():
        try:
            verify_data(chosen[index].record().header.body, body.salt, body.data)
        except ForsaError:
            yield f"entry {index}: its body is not what it commits to"
