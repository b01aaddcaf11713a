"""Bundles: files instead of a network (docs/protocol.md, "Bundles").

A bundle is a run of frames with a hash at the end. Reading streams, allocates no more than one
frame, and keeps the valid prefix of a file that was cut.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Final, Protocol

from forsa.encoding import Reader, format_opaque
from forsa.errors import MalformedError, Reason, VerificationError

MAGIC: Final = b"FORSABUNDLE1\n"
MAX_FRAME_BYTES: Final = 2**21
_MAX_U16: Final = 2**16 - 1
_MAX_PROOF: Final = 2016


class FrameType(IntEnum):
    """What a frame holds; readers skip types they do not know."""

    MANIFEST = 1
    CHECKPOINT = 2
    CONSISTENCY = 3
    ENTRY = 4
    BODY = 5
    PENDING = 6
    BLOB_MANIFEST = 7
    CHUNK = 8
    ROOT = 9
    RECEIPT = 10
    EVIDENCE = 11
    END = 255


@dataclass(frozen=True, slots=True)
class ManifestFrame:
    """First frame: which log, and which entries."""

    network_id: bytes
    origin: str
    from_size: int
    to_size: int


@dataclass(frozen=True, slots=True)
class CheckpointFrame:
    """A checkpoint note."""

    note: bytes


@dataclass(frozen=True, slots=True)
class RootFrame:
    """The envelope of a root document."""

    envelope: bytes


@dataclass(frozen=True, slots=True)
class ReceiptFrame:
    """A receipt's text."""

    text: bytes


@dataclass(frozen=True, slots=True)
class ConsistencyFrame:
    """The proof that one tree extends another."""

    size1: int
    size2: int
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EntryFrame:
    """An entry at its index."""

    index: int
    entry: bytes


@dataclass(frozen=True, slots=True)
class BodyFrame:
    """A body with its salt."""

    record_id: bytes
    salt: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class PendingFrame:
    """A signed record that is not logged yet; without a body the salt is all zero."""

    envelope: bytes
    salt: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class BlobManifestFrame:
    """The manifest of an attachment."""

    commitment: bytes
    size: int
    salt: bytes
    leaf_hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ChunkFrame:
    """One chunk of an attachment."""

    commitment: bytes
    index: int
    data: bytes


@dataclass(frozen=True, slots=True)
class EvidenceFrame:
    """Proof of misbehaviour; `what` is the number in docs/protocol.md, "Evidence and rollback"."""

    what: int
    note_a: bytes
    note_b: bytes
    proof: tuple[bytes, ...]
    entry: bytes


Frame = (
    ManifestFrame
    | CheckpointFrame
    | RootFrame
    | ReceiptFrame
    | ConsistencyFrame
    | EntryFrame
    | BodyFrame
    | PendingFrame
    | BlobManifestFrame
    | ChunkFrame
    | EvidenceFrame
)


def _u64(value: int) -> bytes:
    return value.to_bytes(8, "big")


def _hashes(reader: Reader, high: int) -> tuple[bytes, ...]:
    raw = reader.opaque(0, high)
    if len(raw) % 32:
        raise _damaged("a list of hashes is cut")
    return tuple(raw[at : at + 32] for at in range(0, len(raw), 32))


def _damaged(what: str) -> MalformedError:
    return MalformedError(f"the bundle is damaged: {what}", Reason.BUNDLE_DAMAGED)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _damaged("the origin is not UTF-8") from None


def format_frame(frame: Frame) -> tuple[FrameType, bytes]:
    """The type and data of a frame."""
    match frame:
        case ManifestFrame(network_id, origin, from_size, to_size):
            named = format_opaque(origin.encode(), 1, 255)
            return FrameType.MANIFEST, network_id + named + _u64(from_size) + _u64(to_size)
        case CheckpointFrame(note):
            return FrameType.CHECKPOINT, note
        case RootFrame(envelope):
            return FrameType.ROOT, envelope
        case ReceiptFrame(text):
            return FrameType.RECEIPT, text
        case ConsistencyFrame(size1, size2, hashes):
            joined = format_opaque(b"".join(hashes), 0, _MAX_PROOF)
            return FrameType.CONSISTENCY, _u64(size1) + _u64(size2) + joined
        case EntryFrame(index, entry):
            return FrameType.ENTRY, _u64(index) + format_opaque(entry, 1, _MAX_U16)
        case BodyFrame(record_id, salt, body):
            return FrameType.BODY, record_id + salt + format_opaque(body, 0, 2**20)
        case PendingFrame(envelope, salt, body):
            signed = format_opaque(envelope, 1, _MAX_U16)
            return FrameType.PENDING, signed + salt + format_opaque(body, 0, 2**20)
        case BlobManifestFrame(commitment, size, salt, leaf_hashes):
            joined = format_opaque(b"".join(leaf_hashes), 0, 2**17)
            return FrameType.BLOB_MANIFEST, commitment + _u64(size) + salt + joined
        case ChunkFrame(commitment, index, data):
            return FrameType.CHUNK, commitment + _u64(index) + format_opaque(data, 1, 2**20)
        case EvidenceFrame(what, note_a, note_b, proof, entry):
            notes = format_opaque(note_a, 0, _MAX_U16) + format_opaque(note_b, 0, _MAX_U16)
            joined = format_opaque(b"".join(proof), 0, _MAX_PROOF)
            rest = joined + format_opaque(entry, 0, _MAX_U16)
            return FrameType.EVIDENCE, what.to_bytes(1, "big") + notes + rest


def parse_frame(number: int, data: bytes) -> Frame | None:
    """Read the data of a frame; None for a type that this version does not know.

    Raises:
        MalformedError: `BUNDLE_DAMAGED`.
    """
    reader = Reader(data, Reason.BUNDLE_DAMAGED)
    frame: Frame
    match number:
        case FrameType.CHECKPOINT:
            return CheckpointFrame(data)
        case FrameType.ROOT:
            return RootFrame(data)
        case FrameType.RECEIPT:
            return ReceiptFrame(data)
        case FrameType.MANIFEST:
            network_id, origin = reader.fixed(32), _text(reader.opaque(1, 255))
            frame = ManifestFrame(network_id, origin, reader.integer(8), reader.integer(8))
        case FrameType.CONSISTENCY:
            sizes = reader.integer(8), reader.integer(8)
            frame = ConsistencyFrame(*sizes, _hashes(reader, _MAX_PROOF))
        case FrameType.ENTRY:
            frame = EntryFrame(reader.integer(8), reader.opaque(1, _MAX_U16))
        case FrameType.BODY:
            frame = BodyFrame(reader.fixed(32), reader.fixed(32), reader.opaque(0, 2**20))
        case FrameType.PENDING:
            envelope, salt = reader.opaque(1, _MAX_U16), reader.fixed(32)
            frame = PendingFrame(envelope, salt, reader.opaque(0, 2**20))
        case FrameType.BLOB_MANIFEST:
            commitment, size, salt = reader.fixed(32), reader.integer(8), reader.fixed(32)
            frame = BlobManifestFrame(commitment, size, salt, _hashes(reader, 2**17))
        case FrameType.CHUNK:
            commitment, index = reader.fixed(32), reader.integer(8)
            frame = ChunkFrame(commitment, index, reader.opaque(1, 2**20))
        case FrameType.EVIDENCE:
            what = reader.integer(1)
            notes = reader.opaque(0, _MAX_U16), reader.opaque(0, _MAX_U16)
            proof = _hashes(reader, _MAX_PROOF)
            frame = EvidenceFrame(what, *notes, proof, reader.opaque(0, _MAX_U16))
        case _:
            return None
    reader.end()
    return frame


class BundleWriter:
    """Writes frames to anything that takes bytes; `close` writes the hash at the end."""

    def __init__(self, write: Callable[[bytes], object], manifest: ManifestFrame) -> None:
        self._write = write
        self._hash = sha256()
        self._put(MAGIC)
        self.add(manifest)

    def add(self, frame: Frame) -> None:
        """Write one frame."""
        number, data = format_frame(frame)
        self._put(_frame_head(number, len(data)) + data)

    def close(self) -> None:
        """Write the end frame."""
        digest = self._hash.digest()
        self._write(_frame_head(FrameType.END, len(digest)) + digest)

    def _put(self, data: bytes) -> None:
        self._hash.update(data)
        self._write(data)


def _frame_head(number: int, size: int) -> bytes:
    return number.to_bytes(1, "big") + size.to_bytes(4, "big")


class Readable(Protocol):
    """A binary file, as far as bundles need one."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


def read_bundle(source: Readable, network_id: bytes, origin: str) -> Iterator[Frame]:
    """Yield the frames of a bundle of this log, manifest first.

    What was yielded before an error is intact as far as its own form goes; the hash at the end
    only tells whether the file is whole.

    Raises:
        MalformedError: `BUNDLE_DAMAGED`: cut, changed, or not a bundle.
        VerificationError: `WRONG_NETWORK`: of another network or origin; nothing was yielded.
    """
    stream = _HashedStream(source)
    if stream.take(len(MAGIC)) != MAGIC:
        raise _damaged("it does not begin as one")
    first = True
    while True:
        before = stream.digest()
        number, size = stream.take(1)[0], int.from_bytes(stream.take(4), "big")
        if size > MAX_FRAME_BYTES:
            raise _damaged(f"a frame of {size} bytes")
        data = stream.take(size)
        if number == FrameType.END:
            if first or data != before:
                raise _damaged("the hash at its end is another")
            return
        frame = parse_frame(number, data)
        if first:
            _check_manifest(frame, network_id, origin)
            first = False
        if frame is not None:
            yield frame


def _check_manifest(frame: Frame | None, network_id: bytes, origin: str) -> None:
    if not isinstance(frame, ManifestFrame):
        raise _damaged("it does not begin with its manifest")
    if (frame.network_id, frame.origin) != (network_id, origin):
        raise VerificationError(
            f"the bundle is of {frame.origin}, network {frame.network_id.hex()}",
            Reason.WRONG_NETWORK,
        )


class _HashedStream:
    def __init__(self, source: Readable) -> None:
        self._source = source
        self._hash = sha256()

    def take(self, size: int) -> bytes:
        pieces, left = [], size
        while left:
            piece = self._source.read(left)
            if not piece:
                raise _damaged("it is cut")
            pieces.append(piece)
            left -= len(piece)
        data = b"".join(pieces)
        self._hash.update(data)
        return data

    def digest(self) -> bytes:
        return self._hash.copy().digest()
