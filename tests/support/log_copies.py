"""Copies of a folded log as people have them: the folder of a hub, and a bundle."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from forsa.bundle import (
    BodyFrame,
    BundleWriter,
    CheckpointFrame,
    EntryFrame,
    Frame,
    ManifestFrame,
    RootFrame,
)
from forsa.governance.digest import state_digest
from forsa.log_store.reading import EMPTY_HEAD, StoredBody
from forsa.log_store.writing import LogWriter, next_head
from forsa.note import Checkpoint, Note, sign_checkpoint, sign_freshness
from forsa_hub.store.tables import CHECKPOINT, METADATA
from forsa_node.store.mirror_tables import METADATA as MIRROR
from sqlalchemy import create_engine, insert

from tests.support.folded_log import FoldedLog, key_named

SALT: Final = bytes(range(32))


def note_of(log: FoldedLog, size: int | None = None) -> Note:
    """A checkpoint that the log's key signed."""
    origin = log.root.origin
    size = log.state.size if size is None else size
    root = log.earlier.root(size)
    assert root is not None
    checkpoint = Checkpoint(origin, size, root)
    lines = (
        sign_checkpoint(checkpoint, key_named("log key")),
        sign_freshness(checkpoint, key_named("service key"), log.now_ms // 1000),
    )
    return Note(checkpoint.text, lines)


def hub_copy(log: FoldedLog, folder: Path, texts: Mapping[int, bytes] | None = None) -> Path:
    """The database of a hub with this log; texts by index, committed to with `SALT`."""
    folder.mkdir(parents=True)
    engine = create_engine(f"sqlite:///{folder / 'hub.db'}")
    METADATA.create_all(engine)
    after, completed = next_head(EMPTY_HEAD, log.folded)
    bodies = {index: StoredBody(SALT, data) for index, data in (texts or {}).items()}
    with engine.begin() as connection:
        LogWriter(connection, METADATA).append(EMPTY_HEAD, after, completed, log.folded, bodies)
        row = {"size": log.state.size, "note": note_of(log).format()}
        connection.execute(insert(CHECKPOINT), [row])
    engine.dispose()
    return folder


def frames_of(log: FoldedLog, texts: Mapping[int, bytes] | None = None) -> list[Frame]:
    """What a bundle of the whole log holds."""
    assert log.rights.root is not None
    records = {one.index: one.record for one in log.folded if one.record is not None}
    return [
        RootFrame(log.rights.root.envelope),
        CheckpointFrame(note_of(log).format().encode()),
        *(EntryFrame(index, entry) for index, entry in enumerate(log.entries)),
        *(BodyFrame(records[index].record_id, SALT, data) for index, data in (texts or {}).items()),
    ]


def bundle_of(log: FoldedLog, frames: list[Frame] | None = None, start: int = 0) -> bytes:
    """A bundle of the whole log, or of these frames."""
    out = io.BytesIO()
    manifest = ManifestFrame(log.network_id, log.root.origin, start, log.state.size)
    writer = BundleWriter(out.write, manifest)
    for frame in frames_of(log) if frames is None else frames:
        writer.add(frame)
    writer.close()
    return out.getvalue()


def digest_of(log: FoldedLog) -> str:
    """What every node says of the state."""
    return state_digest(log.rights).hex()


def node_copy(log: FoldedLog, folder: Path, note: Note, size: int | None = None) -> Path:
    """The folder of a node with the first entries of this log, and the checkpoint it accepted."""
    folder.mkdir(parents=True)
    folded = log.folded[:size]
    engine = create_engine(f"sqlite:///{folder / 'mirror.db'}")
    MIRROR.create_all(engine)
    after, completed = next_head(EMPTY_HEAD, folded)
    with engine.begin() as connection:
        LogWriter(connection, MIRROR).append(EMPTY_HEAD, after, completed, folded, {})
    engine.dispose()
    engine = create_engine(f"sqlite:///{folder / 'member.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE trust (accepted TEXT)")
        connection.exec_driver_sql("INSERT INTO trust VALUES (?)", (note.format(),))
    engine.dispose()
    return folder
