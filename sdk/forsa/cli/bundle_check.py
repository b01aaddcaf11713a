"""Check a bundle frame by frame, as far as a file can be checked without the entries before it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final, Self

from forsa.bundle import (
    MAGIC,
    BlobManifestFrame,
    BodyFrame,
    CheckpointFrame,
    ChunkFrame,
    ConsistencyFrame,
    EntryFrame,
    EvidenceFrame,
    Frame,
    ManifestFrame,
    PendingFrame,
    ReceiptFrame,
    RootFrame,
    parse_frame,
    read_bundle,
)
from forsa.cli.trust import Trust
from forsa.commitment import Manifest, verify_chunk, verify_data, verify_manifest
from forsa.entry import hash_entry, parse_entry
from forsa.envelope import parse_record
from forsa.errors import ConflictError, MalformedError, Reason, VerificationError
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import LeafHash, NodeHash
from forsa.merkle.proof import verify_consistency
from forsa.note import CheckpointKeys, VerifiedCheckpoint, open_checkpoint
from forsa.receipt import parse_receipt, verify_receipt
from forsa.root import TrustRoot, accept_first, accept_next
from forsa.v1.record_pb2 import Commitment

_NO_BODY: Final = Commitment()
_MAX_MANIFEST: Final = 304
_BATCH: Final = 256


@dataclass
class BundleCheck:
    """What was found so far. Walk all `frames`, then `finish`."""

    source: BinaryIO
    manifest: ManifestFrame
    network_id: bytes
    """Of which it has to be."""
    origin: str
    roots: tuple[TrustRoot, ...]
    """What the user trusts already; grows by the bundle's own root documents."""
    entries: int = 0
    unreadable: int = 0
    """Entries that are no record: logged, and void."""
    counts: dict[str, int] = field(default_factory=dict)
    """Frames by type."""
    frontier: Frontier = EMPTY
    """Of the entries until now, with those of the bundles before."""
    _leaves: list[LeafHash] = field(default_factory=list)
    """Of the newest entries, which the frontier does not have yet."""
    _commitments: dict[bytes, Commitment] = field(default_factory=dict)
    _checkpoints: list[VerifiedCheckpoint] = field(default_factory=list)
    _proofs: list[ConsistencyFrame] = field(default_factory=list)
    _manifests: dict[bytes, Manifest] = field(default_factory=dict)

    @classmethod
    def begin(cls, source: BinaryIO, trust: Trust) -> Self:
        """The check of a bundle of the network that is trusted, or else of the one it names.

        Raises:
            MalformedError: `BUNDLE_DAMAGED`.
        """
        manifest = peek_manifest(source)
        network_id = trust.network_id or manifest.network_id
        return cls(source, manifest, network_id, manifest.origin, trust.roots)

    def frames(self) -> Iterator[Frame]:
        """Yield every frame once it is checked.

        Raises:
            MalformedError: `BUNDLE_DAMAGED`, or what is in a frame does not read.
            VerificationError: `WRONG_NETWORK`; or what is in a frame does not hold.
        """
        for frame in read_bundle(self.source, self.network_id, self.origin):
            self._add(frame)
            yield frame

    def _add(self, frame: Frame) -> None:
        name = type(frame).__name__.removesuffix("Frame").lower()
        self.counts[name] = self.counts.get(name, 0) + 1
        match frame:
            case RootFrame(envelope):
                self._add_root(envelope)
            case CheckpointFrame(note):
                self._checkpoints.append(self._open(note))
            case ConsistencyFrame():
                self._proofs.append(frame)
            case EntryFrame(index, entry):
                self._add_entry(index, entry)
            case BodyFrame(record_id, salt, body):
                verify_data(self._commitments.get(record_id, _NO_BODY), salt, body)
            case ReceiptFrame(text):
                verify_receipt(parse_receipt(text), self._known_roots())
            case PendingFrame(envelope, salt, body):
                self._check_pending(envelope, salt, body)
            case BlobManifestFrame():
                self._add_blob(frame)
            case ChunkFrame(commitment, index, data):
                self._check_chunk(commitment, index, data)
            case ManifestFrame() | EvidenceFrame():
                pass

    def finish(self) -> int | None:
        """Tie the entries to a tree that the hub signed.

        Returns:
            The size of that tree; None if the bundle goes on from entries it does not hold, which
            only a node that holds them can connect.

        Raises:
            MalformedError: entries are missing.
            VerificationError: the entries are not those of any checkpoint in the bundle.
        """
        first, end = self.manifest.from_size, self.manifest.to_size
        if self.entries != end - first:
            raise _damaged(f"it has {self.entries} entries of {end - first}")
        self._extend()
        if self.frontier.size != end:
            return None
        return self._size_of(end, self.frontier.root())

    def follow(self, source: BinaryIO) -> Self:
        """The check of the bundle that goes on from this one, which is finished and was tied.

        Raises:
            MalformedError: `BUNDLE_DAMAGED`.
            ConflictError: it begins elsewhere.
        """
        manifest = peek_manifest(source)
        same_log = (manifest.network_id, manifest.origin) == (self.network_id, self.origin)
        if same_log and manifest.from_size != self.frontier.size:
            raise ConflictError(
                f"the bundle begins at entry {manifest.from_size}, and the one before it ends with "
                f"{self.frontier.size}",
                Reason.KIND_PRECONDITION,
            )
        return replace(
            self, source=source, manifest=manifest, entries=0, _checkpoints=[], _proofs=[]
        )

    def _extend(self) -> None:
        self.frontier, _ = self.frontier.extend(self._leaves)
        self._leaves.clear()

    def _size_of(self, size: int, root: NodeHash) -> int:
        for checkpoint in self._checkpoints:
            if checkpoint.size == size and checkpoint.root == root:
                return size
            for proof in self._proofs:
                if (proof.size1, proof.size2) == (size, checkpoint.size) and size:
                    verify_consistency(size, root, checkpoint.size, checkpoint.root, proof.hashes)
                    return checkpoint.size
        raise VerificationError(
            f"no checkpoint in the bundle is of the tree of its {size} entries",
            Reason.NOTE_SIGNATURE_INVALID,
        )

    def _add_root(self, envelope: bytes) -> None:
        if any(root.envelope == envelope for root in self.roots):
            return
        accepted = (
            accept_next(self.roots[-1], envelope)
            if self.roots
            else accept_first(envelope, self.manifest.network_id)
        )
        self.roots = (*self.roots, accepted)

    def _known_roots(self) -> tuple[TrustRoot, ...]:
        if not self.roots:
            raise VerificationError(
                "the bundle has no trust root before what it signs; give --root",
                Reason.ROOT_INVALID,
            )
        return self.roots

    def _open(self, note: bytes) -> VerifiedCheckpoint:
        roots = self._known_roots()
        return open_checkpoint(
            note,
            CheckpointKeys(
                roots[0].document.origin,
                [key for root in roots for key in root.document.log_keys],
                [key for root in roots for key in root.document.service_keys],
            ),
        )

    def _add_entry(self, index: int, entry: bytes) -> None:
        expected = self.manifest.from_size + self.entries
        if index != expected:
            raise _damaged(f"entry {index} where {expected} should be")
        self.entries += 1
        self._leaves.append(hash_entry(entry))
        if len(self._leaves) >= _BATCH:
            self._extend()
        try:
            record = parse_record(parse_entry(entry).envelope)
        except MalformedError:
            self.unreadable += 1  # in the log all the same: the fold makes it void
            return
        if record.header.HasField("body"):
            self._commitments[record.record_id] = record.header.body

    def _check_pending(self, envelope: bytes, salt: bytes, body: bytes) -> None:
        header = parse_record(envelope).header
        if header.network_id != self.manifest.network_id:
            raise VerificationError("a pending record of another network", Reason.WRONG_NETWORK)
        if header.HasField("body"):
            verify_data(header.body, salt, body)

    def _add_blob(self, frame: BlobManifestFrame) -> None:
        hashes = tuple(LeafHash(one) for one in frame.leaf_hashes)
        manifest = Manifest(frame.salt, frame.size, hashes)
        verify_manifest(Commitment(root=frame.commitment, size=frame.size), manifest)
        self._manifests[frame.commitment] = manifest

    def _check_chunk(self, commitment: bytes, index: int, data: bytes) -> None:
        if commitment not in self._manifests:
            raise _damaged("a chunk comes before its manifest")
        verify_chunk(self._manifests[commitment], index, data)


def _damaged(what: str) -> MalformedError:
    return MalformedError(f"the bundle is damaged: {what}", Reason.BUNDLE_DAMAGED)


def peek_manifest(source: BinaryIO) -> ManifestFrame:
    """Read the first frame of a bundle and go back to its beginning.

    Raises:
        MalformedError: `BUNDLE_DAMAGED`.
    """
    source.seek(len(MAGIC))
    head = source.read(5)
    size = int.from_bytes(head[1:], "big")
    data = source.read(size) if len(head) == 5 and size <= _MAX_MANIFEST else b""
    source.seek(0)
    frame = parse_frame(head[0], data) if data else None
    if not isinstance(frame, ManifestFrame):
        raise MalformedError("the bundle is damaged: it has no manifest", Reason.BUNDLE_DAMAGED)
    return frame
