"""The outcomes of the whole network as this node holds them, each release judged by itself."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from forsa.envelope import Record
from forsa.errors import ConflictError, NotFoundError, TooLargeError
from forsa.exports.outcomes.collection import Outcomes
from forsa.log_store.around import Around
from forsa.log_store.reading import LogReader
from forsa.outcomes.admitting import proof_of
from forsa.outcomes.gathering import LoggedRecord, gather
from forsa.outcomes.names import KINDS, RELEASE

from forsa_node.files.content import ContentStore
from forsa_node.outcomes.verdicts import load_verdicts
from forsa_node.reading import reading
from forsa_node.seen import Seen
from forsa_node.store.mirror import MirrorStore

Progress = Callable[[int, int], None]
"""Told how many releases are judged, and of how many."""
_PAGE: Final = 256


def read_outcomes(folder: Path, members: Collection[str], progress: Progress) -> Outcomes:
    """What the mirror has of everybody's outcomes; works offline.

    Args:
        folder: The node's.
        members: Whose releases are shown and counted; none = everybody's.
        progress: Told release by release.

    Raises:
        FolderError: there is no node in the folder.
        CorruptStoreError: a store is damaged.
    """
    with reading(folder) as stores:
        seen, contents = Seen.of(stores), ContentStore(folder)
        records = list(logged_records(stores.mirror, seen, sorted(members), contents))
    of = sum(one.kind == RELEASE for one in records)
    judged = load_verdicts(folder).passed
    gathered = gather(records, judged=judged, tell=lambda done: progress(done, of))
    return Outcomes(gathered, members=frozenset(members))


def logged_records(
    mirror: MirrorStore, seen: Seen, members: Sequence[str], contents: ContentStore
) -> Iterator[LoggedRecord]:
    """The records that outcomes are made of, in log order; of all members if none is named."""
    blobs = {one.root: one.sha256 for one in mirror.blobs() if one.sha256}
    start = 0
    while True:
        wanted = partial(LogReader.records_of, kinds=KINDS, members=members, start=start)
        page = mirror.read(partial(wanted, limit=_PAGE))
        yield from _page(mirror, seen, page, blobs, contents)
        if len(page) < _PAGE:
            return
        start = page[-1] + 1


def _page(
    mirror: MirrorStore,
    seen: Seen,
    indexes: Sequence[int],
    blobs: Mapping[bytes, bytes],
    contents: ContentStore,
) -> Iterator[LoggedRecord]:
    def read(log: LogReader) -> tuple[list[tuple[int, Record]], Mapping[int, bytes], set[bytes]]:
        found = [(one.index, one.record()) for one in log.entries_at(indexes)]
        around = Around(log, seen.state, seen.fresh_ms)
        withdrawn = around.withdrawals([record for _, record in found])
        return found, {at: one.data for at, one in log.bodies(indexes).items()}, set(withdrawn)

    entries, bodies, withdrawn = mirror.read(read)
    for index, record in entries:
        header = record.header
        yield LoggedRecord(
            header.kind,
            header.member,
            record.record_id,
            None if seen.is_held(record.record_id) else bodies.get(index),
            partial(_proof, record, blobs, contents) if header.kind == RELEASE else None,
            record.record_id in withdrawn,
            header.audience,
        )


def _proof(record: Record, blobs: Mapping[bytes, bytes], contents: ContentStore) -> bytes | None:
    """The proof of a release; None: it is not here yet, or its record names none."""
    try:
        digest = blobs.get(proof_of(record.header).root)
        if digest is None:
            return None
        with contents.open(digest) as file:
            return file.read()
    except (ConflictError, NotFoundError, TooLargeError):
        return None
