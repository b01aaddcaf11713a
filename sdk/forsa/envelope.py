"""Signed records: a DSSE envelope around a header (docs/protocol.md, "Envelopes").

What was verified is what is used: `Record` keeps the very bytes that arrived, and everything else
in it is read from them.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NewType

from forsa.encoding import (
    MAX_INTEGER,
    format_canonical,
    is_group_id,
    is_kind,
    is_language_tag,
    is_media_type,
    is_member_id,
    is_region,
    parse_canonical,
)
from forsa.errors import MalformedError, Reason
from forsa.keys import SigningKey
from forsa.v1.record_pb2 import Commitment, Envelope, Observed, RecordHeader, Signature

RecordId = NewType("RecordId", bytes)
"""32 bytes: SHA-256 of what the author signed."""

RECORD_TYPE: Final = "application/vnd.forsa.record.v1+protobuf"
ROOT_TYPE: Final = "application/vnd.forsa.root.v1+protobuf"
MAX_ENVELOPE_BYTES: Final = 12 * 1024
MAX_HEADER_BYTES: Final = 8 * 1024
MAX_EFFECT_BYTES: Final = 6 * 1024
MAX_BODY_BYTES: Final = 2**20
MAX_BLOB_BYTES: Final = 4 * 2**30
MAX_ATTACHMENTS: Final = 64
MAX_LANGUAGES: Final = 6
_HEX_DIGITS: Final = frozenset("0123456789abcdef")


def pae(payload_type: str, payload: bytes) -> bytes:
    """What DSSE v1.0.2 signs: type and payload with their lengths in decimal."""
    named = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(named), named, len(payload), payload)


_RECORD_PREFIX: Final = b"DSSEv1 %d %b " % (len(RECORD_TYPE), RECORD_TYPE.encode())


@dataclass(frozen=True, slots=True)
class Record:
    """A record as its bytes say; its signature is not verified yet."""

    envelope: bytes
    payload: bytes
    signed_bytes: bytes
    record_id: RecordId
    header: RecordHeader
    signature: bytes
    keyid: str

    @property
    def key_matches(self) -> bool:
        """Whether the envelope names the key that the header binds."""
        return self.keyid == self.header.key_id.hex()


def parse_envelope(data: bytes, max_signatures: int) -> Envelope:
    """Read a canonical envelope with 1 to `max_signatures` signatures, sorted by key id.

    Raises:
        MalformedError: `ENVELOPE_MALFORMED`.
    """
    envelope = parse_canonical(Envelope, data, Reason.ENVELOPE_MALFORMED)
    keyids = [one.keyid for one in envelope.signatures]
    several = len(keyids) > 1
    if not 1 <= len(keyids) <= max_signatures or (several and sorted(set(keyids)) != keyids):
        raise MalformedError(
            f"{len(keyids)} signatures, not 1 to {max_signatures} sorted by key id",
            Reason.ENVELOPE_MALFORMED,
        )
    return envelope


def parse_record(data: bytes) -> Record:
    """Read the envelope of a record: rules V3 and V4.

    Raises:
        MalformedError: `ENVELOPE_MALFORMED` or `HEADER_MALFORMED`.
    """
    if len(data) > MAX_ENVELOPE_BYTES:
        raise MalformedError(f"an envelope of {len(data)} bytes", Reason.ENVELOPE_MALFORMED)
    envelope = parse_envelope(data, max_signatures=1)
    signature = envelope.signatures[0]
    keyid = signature.keyid
    if envelope.payloadType != RECORD_TYPE:
        raise MalformedError("not the payload type of a record", Reason.ENVELOPE_MALFORMED)
    if len(keyid) != 64 or not _HEX_DIGITS.issuperset(keyid):
        raise MalformedError("keyid is not 64 hexadecimal digits", Reason.ENVELOPE_MALFORMED)
    payload = envelope.payload
    header = parse_header(payload)
    signed = b"%b%d %b" % (_RECORD_PREFIX, len(payload), payload)
    record_id = RecordId(sha256(signed).digest())
    return Record(data, payload, signed, record_id, header, signature.sig, keyid)


def parse_header(payload: bytes) -> RecordHeader:
    """Read a canonical, well-formed header: rule V4.

    Raises:
        MalformedError: `HEADER_MALFORMED`, naming the field.
    """
    if len(payload) > MAX_HEADER_BYTES:
        raise MalformedError(f"a header of {len(payload)} bytes", Reason.HEADER_MALFORMED)
    header = parse_canonical(RecordHeader, payload, Reason.HEADER_MALFORMED)
    field = _malformed_field(header)
    if field:
        raise MalformedError(f"{field} of the header is malformed", Reason.HEADER_MALFORMED)
    return header


def _malformed_field(header: RecordHeader) -> str:
    """The first field that is malformed, or empty: two chains, for this is asked of every entry."""
    if len(header.network_id) != 32:
        return "network_id"
    if not is_member_id(header.member):
        return "member"
    if len(header.key_id) != 32:
        return "key_id"
    if not is_kind(header.kind):
        return "kind"
    if header.min_level < 1:
        return "min_level"
    if len(header.object_id) != 16:
        return "object_id"
    if len(header.parent) not in (0, 32):
        return "parent"
    return _malformed_content(header)


def _malformed_content(header: RecordHeader) -> str:
    audience = header.audience
    if audience not in ("public", "network") and not is_group_id(audience):
        return "audience"
    if len(header.effect) > MAX_EFFECT_BYTES:
        return "effect"
    if header.HasField("body") and not _is_body(header.body):
        return "body"
    if header.attachments and not _are_attachments(header.attachments):
        return "attachments"
    if header.HasField("observed") and not _is_observed(header.observed):
        return "observed"
    if not _are_languages(header.languages):
        return "languages"
    if header.region and not is_region(header.region):
        return "region"
    return ""


def _is_body(body: Commitment) -> bool:
    return len(body.root) == 32 and body.size <= MAX_BODY_BYTES and not body.media_type


def _are_attachments(attachments: Sequence[Commitment]) -> bool:
    return len(attachments) <= MAX_ATTACHMENTS and all(
        len(one.root) == 32 and one.size <= MAX_BLOB_BYTES and is_media_type(one.media_type)
        for one in attachments
    )


def _is_observed(observed: Observed) -> bool:
    return (
        1 <= observed.size <= MAX_INTEGER
        and len(observed.root) == 32
        and len(observed.state) in (0, 32)
    )


def _are_languages(tags: Sequence[str]) -> bool:
    if not tags:
        return True
    return (
        len(tags) <= MAX_LANGUAGES
        and all(is_language_tag(tag) for tag in tags)
        and all(a < b for a, b in itertools.pairwise(tags))
    )


def sign_record(header: RecordHeader, key: SigningKey) -> Record:
    """Sign a header; its key id must be that of `key`.

    Raises:
        MalformedError: the header is not well-formed, so nobody would accept the record.
    """
    payload = format_canonical(header)
    signature = Signature(sig=key.sign(pae(RECORD_TYPE, payload)), keyid=key.key_id.hex())
    envelope = Envelope(payload=payload, payloadType=RECORD_TYPE, signatures=[signature])
    return parse_record(format_canonical(envelope))
