"""The log of this node as one file: for whoever wants to check it, and count it, without a network.

What is written is what the node verified: the entries of its newest accepted checkpoint, whose root
is computed again on the way to the disk.
"""

import errno
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from forsa.bundle import (
    BundleWriter,
    CheckpointFrame,
    ConsistencyFrame,
    FrameType,
    ManifestFrame,
    RootFrame,
    parse_frame,
)
from forsa.client.files import FolderError, FolderProblem, new_file
from forsa.errors import ConflictError, CorruptStoreError, ProofError, Reason
from forsa.governance.views.now import witnesses
from forsa.log_store.bundling import Left, LogFrames, Texts, edge_of
from forsa.log_store.state import Progress, no_progress
from forsa.merkle.proof import verify_consistency
from forsa.note import VerifiedCheckpoint
from forsa.root import TrustRoot
from forsa.trusted_log import open_accepted

from forsa_node.reading import Stores, reading

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the file, and what is not."""

    path: Path
    size: int
    """In bytes."""
    network_id: bytes
    origin: str
    from_size: int
    to_size: int
    root: bytes
    """Of the tree of `to_size` entries, which the log's key signed."""
    fresh_ms: int
    """When the hub called this tree its newest."""
    cosigned: int
    """Nodes whose line is on the checkpoint and verifies."""
    roots: int
    evidence: int
    readers: Texts
    texts: int
    left: Mapping[Left, int]
    """Texts of these entries that are not in the file."""

    def values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "path": str(self.path),
            "bytes": self.size,
            "network_id": self.network_id.hex(),
            "origin": self.origin,
            "from_size": self.from_size,
            "to_size": self.to_size,
            "root": self.root.hex(),
            "fresh_ms": self.fresh_ms,
            "cosigned": self.cosigned,
            "roots": self.roots,
            "evidence": self.evidence,
            "readers": self.readers.value,
            "texts": self.texts,
            "left": {why.value: self.left.get(why, 0) for why in Left},
        }


def export(
    folder: Path, to: Path, start: int, readers: Texts, progress: Progress = no_progress
) -> Written:
    """Write the verified log of a node, from entry `start` on, to a new file.

    The file is its owner's alone on this disk, for the headers of a network are for its members.

    Args:
        folder: The node's; a daemon may go on meanwhile.
        to: A new file.
        start: Entries that whoever gets the file has already.
        readers: For whom the texts in it are.
        progress: Told how many entries were written, and of how many.

    Raises:
        ConflictError: nothing is verified here yet; entries of the newest checkpoint are still to
            come; or there is nothing after `start`.
        CorruptStoreError: what is stored is not what was verified; there is no file then.
        FolderError: there is a file already, no folder for it, or no room.
    """
    _require_new(to)
    with reading(folder) as stores:
        note = stores.member.accepted()  # first: what is held afterwards is never less
        state = stores.mirror.load_state(progress)
        roots = stores.identity.roots()
        checkpoint = _require_whole(note, roots, state.size, witnesses(state))
        _require_more(start, checkpoint.size)
        fresh_ms = (checkpoint.fresh_seconds or 0) * 1000
        frames = LogFrames(stores.mirror.read, state, fresh_ms, readers, start, checkpoint.size)
        try:
            with new_file(to) as target:
                evidence = _write(target, stores, checkpoint, roots, frames, progress)
                size = target.tell()
        except OSError as error:
            if error.errno in _FULL:
                raise FolderError(str(error), FolderProblem.DISK_FULL, to) from None
            raise
    return Written(
        path=to,
        size=size,
        network_id=stores.identity.network_id,
        origin=checkpoint.checkpoint.origin,
        from_size=start,
        to_size=checkpoint.size,
        root=checkpoint.root,
        fresh_ms=fresh_ms,
        cosigned=len(checkpoint.cosigned),
        roots=len(roots),
        evidence=evidence,
        readers=readers,
        texts=frames.written,
        left=Counter(frames.left),
    )


def _require_new(to: Path) -> None:
    if to.exists() or to.is_symlink():
        raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to)
    if not to.parent.is_dir():  # a stick that is not there is not made on this disk
        raise FolderError(f"there is no folder {to.parent}", FolderProblem.NO_SUCH_FILE, to.parent)


def _require_whole(
    note: str | None, roots: Sequence[TrustRoot], size: int, known: Mapping[str, bytes]
) -> VerifiedCheckpoint:
    """The newest accepted checkpoint, of which every entry is here."""
    checkpoint = open_accepted(note, roots, known) if note and roots else None
    if checkpoint is None or checkpoint.size == 0:
        raise ConflictError(
            "this node has verified nothing of the log yet", Reason.KIND_PRECONDITION
        )
    if size < checkpoint.size:
        raise ConflictError(
            f"{size} of {checkpoint.size} entries are here: the checkpoint covers more",
            Reason.KIND_PRECONDITION,
        )
    return checkpoint


def _require_more(start: int, size: int) -> None:
    if start > size:
        raise ConflictError(
            f"the log has {size} entries here, and --from asks for those after {start}",
            Reason.KIND_PRECONDITION,
        )
    if start == size:
        raise ConflictError(
            f"there is nothing after the first {size} entries yet", Reason.KIND_PRECONDITION
        )


def _write(
    target: BinaryIO,
    stores: Stores,
    checkpoint: VerifiedCheckpoint,
    roots: Sequence[TrustRoot],
    frames: LogFrames,
    progress: Progress,
) -> int:
    """Write all frames; returns how many of them are evidence."""
    manifest = ManifestFrame(
        stores.identity.network_id, checkpoint.checkpoint.origin, frames.start, frames.end
    )
    writer = BundleWriter(target.write, manifest)
    for root in roots:
        writer.add(RootFrame(root.envelope))
    writer.add(CheckpointFrame(checkpoint.note.format().encode()))
    if frames.start:
        writer.add(_proof(stores, checkpoint, frames.start))
    told = frames.start
    for frame in frames:
        writer.add(frame)
        if frames.frontier.size != told:  # once a batch
            told = frames.frontier.size
            progress(told - frames.start, frames.end - frames.start)
    if frames.frontier.root() != checkpoint.root:
        raise CorruptStoreError(
            "the entries in this store are not those that were verified",
            Reason.STORED_DATA_CORRUPT,
        )
    evidence = stores.member.evidence()
    for data in evidence:
        kept = parse_frame(FrameType.EVIDENCE, data)
        if kept is not None:
            writer.add(kept)
    writer.close()
    return len(evidence)


def _proof(stores: Stores, checkpoint: VerifiedCheckpoint, start: int) -> ConsistencyFrame:
    """That the tree goes on from the one of the first `start` entries, checked."""
    size, root = checkpoint.size, checkpoint.root
    before = stores.mirror.read(lambda reader: edge_of(reader, start)).root()
    hashes = stores.mirror.read(lambda reader: reader.consistency(start, size))
    try:
        verify_consistency(start, before, size, root, hashes)
    except ProofError:
        raise CorruptStoreError(
            "the entries in this store are not those that were verified",
            Reason.STORED_DATA_CORRUPT,
        ) from None
    return ConsistencyFrame(start, size, tuple(hashes))
