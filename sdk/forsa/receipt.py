"""Receipts: the proof that a record is in the log, for ever and offline (C2SP tlog-proof)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.encoding import format_base64, parse_base64, parse_decimal
from forsa.entry import LogEntry, hash_entry, parse_entry
from forsa.envelope import Record, RecordId, parse_record
from forsa.errors import MalformedError, Reason, SignatureError, VerificationError
from forsa.keys import is_signature_valid, key_id_of
from forsa.merkle.hashes import HASH_BYTES
from forsa.merkle.proof import MAX_HASHES, verify_inclusion
from forsa.note import CheckpointKeys, Note, VerifiedCheckpoint, open_checkpoint, parse_note
from forsa.root import TrustRoot

_HEADER: Final = "c2sp.org/tlog-proof@v1"
MAX_RECEIPT_BYTES: Final = 128 * 1024


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry, its place, the path to a checkpoint, the checkpoint. Not verified yet."""

    entry: bytes
    index: int
    path: tuple[bytes, ...]
    note: Note

    def format(self) -> str:
        """The text form."""
        hashes = "".join(f"{format_base64(one)}\n" for one in self.path)
        head = f"{_HEADER}\nextra {format_base64(self.entry)}\nindex {self.index}\n"
        return f"{head}{hashes}\n{self.note.format()}"


def parse_receipt(data: bytes | str) -> Receipt:
    """Read the text form.

    Raises:
        MalformedError: `NOTE_MALFORMED`.
    """
    if len(data) > MAX_RECEIPT_BYTES:
        raise _malformed(f"a receipt of {len(data)} bytes")
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        raise _malformed("a receipt is not UTF-8") from None
    head, blank, note = text.partition("\n\n")
    match head.split("\n"):
        case [first, extra, index, *hashes] if (
            blank
            and first == _HEADER
            and extra.startswith("extra ")
            and index.startswith("index ")
            and len(hashes) <= MAX_HASHES
        ):
            return Receipt(
                parse_base64(extra.removeprefix("extra ")),
                parse_decimal(index.removeprefix("index ")),
                tuple(_parse_hash(one) for one in hashes),
                parse_note(note),
            )
    raise _malformed("not a tlog-proof text")


def _malformed(what: str) -> MalformedError:
    return MalformedError(what, Reason.NOTE_MALFORMED)


def _parse_hash(text: str) -> bytes:
    decoded = parse_base64(text)
    if len(decoded) != HASH_BYTES:
        raise _malformed("a hash of the path is not 32 bytes")
    return decoded


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """A record that is logged at `index`. Whether it is valid is decided by the fold."""

    record: Record
    entry: LogEntry
    index: int
    checkpoint: VerifiedCheckpoint
    log_key_retired: bool
    """True if the newest trust root no longer lists the key that signed the checkpoint."""


def verify_record_signature(record: Record, public: bytes) -> None:
    """Check that `public` is the key a record names, and signed it: rule V9.

    Raises:
        SignatureError: `SIGNATURE_INVALID`.
    """
    if (
        not record.key_matches
        or key_id_of(public) != record.header.key_id
        or not is_signature_valid(public, record.signed_bytes, record.signature)
    ):
        raise SignatureError("the record is not signed by its author", Reason.SIGNATURE_INVALID)


def verify_receipt(
    receipt: Receipt,
    roots: Sequence[TrustRoot],
    *,
    record_id: RecordId | None = None,
    author_key: bytes | None = None,
    witnesses: Mapping[str, bytes] | None = None,
) -> VerifiedReceipt:
    """Check a receipt with nothing but the trust root chain.

    Args:
        receipt: From `parse_receipt`.
        roots: The accepted chain, version 1 first; a log key of any version counts.
        record_id: The record it should be of; None = whichever it is.
        author_key: The author's public key, if known, to check the record's own signature with:
            the header names the key by its hash only.
        witnesses: Witness keys by `<member>/<node>`, to count cosignatures.

    Raises:
        MalformedError: entry, envelope, header or note are malformed.
        VerificationError: another record, a proof that does not lead to the checkpoint, a
            signature that fails.
    """
    entry = parse_entry(receipt.entry)
    record = parse_record(entry.envelope)
    if record_id is not None and record.record_id != record_id:
        raise VerificationError(
            f"the receipt is of record {record.record_id.hex()}", Reason.SIGNATURE_INVALID
        )
    if record.header.network_id != roots[0].digest:
        raise VerificationError("the record is of another network", Reason.WRONG_NETWORK)
    if author_key is not None:
        verify_record_signature(record, author_key)
    keys = CheckpointKeys(
        roots[0].document.origin,
        [key for root in roots for key in root.document.log_keys],
        [key for root in roots for key in root.document.service_keys],
        witnesses or {},
    )
    checkpoint = open_checkpoint(receipt.note.format(), keys)
    verify_inclusion(
        hash_entry(receipt.entry),
        receipt.index,
        checkpoint.size,
        receipt.path,
        checkpoint.root,
    )
    retired = checkpoint.log_key not in roots[-1].document.log_keys
    return VerifiedReceipt(record, entry, receipt.index, checkpoint, retired)
