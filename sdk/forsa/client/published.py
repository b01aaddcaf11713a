"""What the hub's answer to Publish proves. Pure: the caller decides what to do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from forsa.entry import LogEntry, hash_entry
from forsa.envelope import Record
from forsa.errors import ForsaError, MalformedError, ProofError, Reason, VerificationError
from forsa.merkle.proof import verify_inclusion
from forsa.note import CheckpointKeys, Notice, VerifiedCheckpoint, open_checkpoint, open_notice
from forsa.receipt import Receipt
from forsa.root import TrustRoot
from forsa.rpc.status import parse_status
from forsa.v1 import log_service_pb2 as pb


@dataclass(frozen=True, slots=True)
class Logged:
    """A record that is in the log, proved. Whether it is valid is decided by the fold."""

    record: Record
    receipt: Receipt
    index: int
    sequenced_ms: int
    duplicate: bool
    """True if it was in the log before this call; success all the same."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that the hub did not take, and why."""

    record: Record
    error: ForsaError
    notice: Notice | None
    """The hub's signed word of it, verified; None where none is due."""
    notice_text: bytes
    """The note as it came, to be shown to others."""


def verify_published(
    answer: pb.PublishResponse, records: Sequence[Record], roots: Sequence[TrustRoot]
) -> list[Logged | Refused]:
    """Check an answer of Publish against what was sent; one outcome a record, in order.

    Args:
        answer: As it came.
        records: What was sent, in the order it was sent.
        roots: The accepted chain; the newest names the keys that count.

    Raises:
        MalformedError: it does not speak of these records, or a note in it is malformed.
        VerificationError: a proof or signature in it fails. Nothing of it may be believed then:
            the records stay where they are.
    """
    if len(answer.results) != len(records):
        raise _malformed(f"{len(answer.results)} results for {len(records)} records")
    checkpoint = _open(answer.note, roots[-1]) if answer.note else None
    return [
        _verify_one(answer, result, record, checkpoint, roots[-1])
        for result, record in zip(answer.results, records, strict=True)
    ]


def _verify_one(
    answer: pb.PublishResponse,
    result: pb.PublishResult,
    record: Record,
    checkpoint: VerifiedCheckpoint | None,
    root: TrustRoot,
) -> Logged | Refused:
    if result.status == pb.PUBLISH_STATUS_REFUSED:
        return _refused(result, record, root)
    if result.status not in (pb.PUBLISH_STATUS_LOGGED, pb.PUBLISH_STATUS_DUPLICATE):
        raise _malformed(f"a record with status {result.status}")
    if result.record_id != record.record_id:
        raise _malformed(f"record {result.record_id.hex()} was not sent here")
    if checkpoint is None:
        raise _malformed("a logged record without a checkpoint")
    entry = LogEntry(result.sequenced_ms, record.envelope).format()
    path = _path(answer.hashes, result.path)
    verify_inclusion(hash_entry(entry), result.index, checkpoint.size, path, checkpoint.root)
    return Logged(
        record,
        Receipt(entry, result.index, path, checkpoint.note),
        result.index,
        result.sequenced_ms,
        result.status == pb.PUBLISH_STATUS_DUPLICATE,
    )


def _refused(result: pb.PublishResult, record: Record, root: TrustRoot) -> Refused:
    error = parse_status(result.refusal)
    notice = None
    if result.notice:
        document = root.document
        notice = open_notice(result.notice, document.origin, document.service_keys)
        if notice.record_id != record.record_id:
            raise VerificationError(
                f"the notice is about record {notice.record_id.hex()}",
                Reason.NOTE_SIGNATURE_INVALID,
            )
    return Refused(record, error, notice, result.notice)


def _open(note: bytes, root: TrustRoot) -> VerifiedCheckpoint:
    document = root.document
    keys = CheckpointKeys(document.origin, document.log_keys, document.service_keys)
    return open_checkpoint(note, keys)


def _path(hashes: Sequence[bytes], positions: Sequence[int]) -> tuple[bytes, ...]:
    if any(position >= len(hashes) for position in positions):
        raise ProofError("a proof names a hash that was not sent", Reason.SIGNATURE_INVALID)
    return tuple(hashes[position] for position in positions)


def _malformed(what: str) -> MalformedError:
    return MalformedError(f"the answer to Publish is malformed: {what}", Reason.ENTRY_MALFORMED)
