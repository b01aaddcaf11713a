"""`forsa-hub verify`: recompute everything a hub's database claims."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forsa.commitment import verify_data
from forsa.errors import CorruptStoreError, ForsaError
from forsa.governance.fold import fold_entry, read_entry
from forsa.governance.lookup import gather
from forsa.governance.state import State
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.merkle.frontier import EMPTY
from forsa.merkle.hashes import LeafHash
from rich.progress import Progress
from sqlalchemy import Connection

from forsa_hub.anchor import Anchor
from forsa_hub.checkpoints import Signers, open_head
from forsa_hub.folder import HubFolder, open_folder
from forsa_hub.store.database import Database
from forsa_hub.store.tables import METADATA

BATCH = 256


def verify_folder(path: Path, sample: int, *, quiet: bool) -> dict[str, Any]:
    """Check every entry's place, hash and verdict, and the bodies of one entry in `sample`."""
    folder = open_folder(path)
    database = Database(folder.database)
    try:
        database.migrate()
        with database.transaction() as connection, Progress(disable=quiet) as progress:
            return _verify(folder, connection, sample, progress)
    finally:
        database.close()


def _verify(
    folder: HubFolder, connection: Connection, sample: int, progress: Progress
) -> dict[str, Any]:
    reader = LogReader(connection, METADATA)
    size = reader.head().size
    task = progress.add_task("entries", total=size)
    damaged: list[str] = []
    state, frontier, checked = State.start(folder.network_id), EMPTY, 0
    for start in range(0, size, BATCH):
        stored = reader.entries(start, min(start + BATCH, size))
        damaged += _missing(stored, start, min(start + BATCH, size))
        claims = [read_entry(one.data) for one in stored]
        records = [claim.record for claim in claims if claim.record is not None]
        before = LogReader(connection, METADATA, before=start)
        earlier = gather(records, before, frontier)
        leaves = [claim.leaf for claim in claims]
        frontier, completed = frontier.extend(leaves)
        for one, claim, hashes in zip(stored, claims, completed, strict=True):
            folded = fold_entry(state, claim, earlier)
            state = folded.state
            found = folded.void.rule if folded.void else None
            damaged += _compare(one, claim.leaf, hashes, found)
        damaged += list(_bodies(stored, reader, sample))
        checked += len(stored)
        progress.update(task, completed=checked)
    damaged += _check_head(folder, connection, frontier.root())
    return {"entries": size, "checked": checked, "damaged": damaged}


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
        problems.append(f"entry {stored.index}: it is {void or 'valid'}, not {stored.void}")
    return problems


def _bodies(stored: list[StoredEntry], reader: LogReader, sample: int) -> Iterator[str]:
    chosen = {one.index: one for one in stored if one.index % sample == 0 and one.void is None}
    for index, body in reader.bodies(chosen).items():
        try:
            verify_data(chosen[index].record().header.body, body.salt, body.data)
        except ForsaError:
            yield f"entry {index}: its body is not what it commits to"


def _check_head(folder: HubFolder, connection: Connection, root: bytes) -> list[str]:
    problems = []
    if LogReader(connection, METADATA).head().root != root:
        problems.append("the head: its root is not that of the entries")
    signers = Signers(folder.about.origin, folder.log_key(), folder.service_key())
    try:
        open_head(connection, signers, Anchor.load(folder.path / "anchor.json"))
    except CorruptStoreError as error:
        problems.append(f"the head: {error.message}")
    return problems
