"""Any file of forsa as plain values. Only its form is looked at; nothing is verified. Pure."""

from collections.abc import Callable
from typing import Any, BinaryIO, Final

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa.bundle import EntryFrame, ManifestFrame, read_bundle
from forsa.cli.bundle_check import peek_manifest
from forsa.encoding import parse_canonical
from forsa.entry import LogEntry, parse_entry
from forsa.envelope import ROOT_TYPE, Record, parse_envelope, parse_record
from forsa.errors import ForsaError, MalformedError, Reason
from forsa.join_token import parse_join_token
from forsa.kinds.registry import KINDS
from forsa.note import Checkpoint, Note, parse_note
from forsa.receipt import Receipt, parse_receipt
from forsa.root import MAX_ROOT_SIGNATURES, network_id_of
from forsa.rpc.details import clean
from forsa.v1.trust_pb2 import RootDocument

Described = dict[str, Any]
_RECEIPT: Final = b"c2sp.org/tlog-proof@v1\n"
_TOKEN: Final = b"forsa1_"
_HIDDEN: Final = "(hidden)"


def describe(data: bytes) -> Described:
    """Say what `data` is and what it holds.

    Raises:
        MalformedError: it is nothing of forsa, or damaged.
        NotAllowedError: it is a join token that was cut or mistyped.
    """
    if data.startswith(_RECEIPT):
        return _receipt(parse_receipt(data))
    if data.lstrip().startswith(_TOKEN):
        return _token(data)
    for attempt in (_describe_note, _describe_envelope, _describe_entry):
        found = _try(attempt, data)
        if found is not None:
            return found
    raise MalformedError(
        "this is no receipt, bundle, envelope, entry, checkpoint, root document or join token",
        Reason.ENTRY_MALFORMED,
    )


def _try(attempt: Callable[[bytes], Described], data: bytes) -> Described | None:
    try:
        return attempt(data)
    except ForsaError:
        return None


def describe_bundle(source: BinaryIO) -> Described:
    """What a bundle holds: its manifest, and how many frames of each type.

    Raises:
        MalformedError: `BUNDLE_DAMAGED`.
    """
    manifest = peek_manifest(source)
    counts: dict[str, int] = {}
    first: int | None = None
    last: int | None = None
    for frame in read_bundle(source, manifest.network_id, manifest.origin):
        name = type(frame).__name__.removesuffix("Frame").lower()
        counts[name] = counts.get(name, 0) + 1
        if isinstance(frame, EntryFrame):
            first = frame.index if first is None else first
            last = frame.index
    return {
        "what": "bundle",
        "manifest": _manifest(manifest),
        "frames": counts,
        "first_index": first,
        "last_index": last,
    }


def _manifest(manifest: ManifestFrame) -> Described:
    return {
        "network_id": manifest.network_id.hex(),
        "origin": clean(manifest.origin),
        "from_size": manifest.from_size,
        "to_size": manifest.to_size,
    }


def _receipt(receipt: Receipt) -> Described:
    return {
        "what": "receipt",
        "index": receipt.index,
        "path_hashes": len(receipt.path),
        "checkpoint": _note(receipt.note),
        "entry": _entry(parse_entry(receipt.entry)),
    }


def _token(data: bytes) -> Described:
    token = parse_join_token(data.decode("ascii", "replace"))
    return {
        "what": "join token",
        "network_id": token.network_id.hex(),
        "ca_spki_sha256": token.ca_spki_sha256.hex(),
        "token_id": token.token_id.hex(),
        "secret": _HIDDEN,
        "host": clean(token.host),
        "enrol_port": token.enrol_port,
    }


def _describe_note(data: bytes) -> Described:
    return _note(parse_note(data))


def _note(note: Note) -> Described:
    lines = [{"name": clean(line.name), "key_hash": line.key_hash.hex()} for line in note.lines]
    try:
        checkpoint = Checkpoint.parse(note.text)
    except MalformedError:
        what = "notice" if note.text.startswith("forsa-reject/v1\n") else "note"
        return {"what": what, "text": clean(note.text), "signatures": lines}
    return {
        "what": "checkpoint",
        "origin": clean(checkpoint.origin),
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "signatures": lines,
    }


def _describe_envelope(data: bytes) -> Described:
    envelope = parse_envelope(data, MAX_ROOT_SIGNATURES)
    if envelope.payloadType != ROOT_TYPE:
        return _record(parse_record(data))
    document = parse_canonical(RootDocument, envelope.payload, Reason.ROOT_INVALID)
    found = {
        "what": "root document",
        "document": describe_message(document),
        "signed_by": [one.keyid for one in envelope.signatures],
    }
    if document.version == 1:
        found["network_id"] = network_id_of(data).hex()
    return found


def _describe_entry(data: bytes) -> Described:
    return {"what": "entry", **_entry(parse_entry(data))}


def _entry(entry: LogEntry) -> Described:
    try:
        record = _record(parse_record(entry.envelope))
    except MalformedError as error:
        record = {"malformed": error.message, "envelope": entry.envelope.hex()}
    return {"sequenced_ms": entry.sequenced_ms, "record": record}


def _record(record: Record) -> Described:
    header = record.header
    described = describe_message(header)
    kind = KINDS.get(header.kind)
    if kind is not None and kind.effect is not None and header.effect:
        described["effect"] = _effect(kind.effect, header.effect)
    return {
        "what": "record",
        "record_id": record.record_id.hex(),
        "header": described,
        "keyid": record.keyid,
        "signature": record.signature.hex(),
    }


def _effect(message_class: type[Message], data: bytes) -> Described | str:
    try:
        return describe_message(parse_canonical(message_class, data, Reason.KIND_EFFECT_INVALID))
    except MalformedError:
        return data.hex()


def describe_message(message: Message) -> Described:
    """A message as plain values: bytes in hexadecimal, text without control characters."""
    return {field.name: _value(field, value) for field, value in message.ListFields()}


def _value(field: FieldDescriptor, value: Any) -> Any:
    if field.is_repeated:
        return [_single(field, one) for one in value]
    return _single(field, value)


def _single(field: FieldDescriptor, value: Any) -> Any:
    match value:
        case Message():
            return describe_message(value)
        case bytes():
            return value.hex()
        case str():
            return clean(value)
        case _ if field.enum_type is not None:
            known = field.enum_type.values_by_number.get(value)
            return known.name if known else value
        case _:
            return value
