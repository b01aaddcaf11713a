"""Pure: may this record enter the log, given this state?

The rules V1 to V14 are the fold's. What the hub adds concerns bodies and attachments, which never
decide whether a logged entry is valid: that they are what the header commits to, and keep the rules
of their kind.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forsa.commitment import verify_data
from forsa.entry import LogEntry, hash_entry
from forsa.envelope import MAX_BODY_BYTES, Record
from forsa.errors import (
    ConflictError,
    ForsaError,
    MalformedError,
    Reason,
    TooLargeError,
    Violation,
)
from forsa.governance.fold import Claim, Folded, admit_entry, judge
from forsa.governance.lookup import Lookup
from forsa.governance.state import State
from forsa.governance.verdict import Refused
from forsa.keys import is_published_key
from forsa.v1.effects_pb2 import KeyAdd, KeyRecover, MemberAdmit, NodeAdd
from forsa.v1.record_pb2 import RecordHeader
from google.protobuf.message import DecodeError

BodyRules = Callable[[Record, bytes, date], Sequence[Violation]]
"""What is wrong with a body by the rules of its kind; none = nothing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A record with its body as it came, and what could be found out without the state."""

    record: Record
    salt: bytes
    body: bytes
    signature_ok: bool | None
    """None: its key was not known when it came."""
    body_error: ForsaError | None


def check_body(
    record: Record, salt: bytes, body: bytes, rules: BodyRules, today: date, limit: int
) -> ForsaError | None:
    """Hold a body to its commitment and to the rules of its kind; never raises."""
    header = record.header
    if len(body) > min(limit, MAX_BODY_BYTES):
        return TooLargeError(
            f"a body of {len(body)} bytes; {limit} are allowed",
            Reason.LIMIT_EXCEEDED,
            size=len(body),
            limit=limit,
        )
    if not header.HasField("body"):
        if salt or body:
            return MalformedError(
                "a body came along that the header does not name", Reason.COMMITMENT_MISMATCH
            )
    else:
        try:
            verify_data(header.body, salt, body)
        except ForsaError as error:
            return error
    broken = rules(record, body, today)
    if broken:
        refused = MalformedError(
            f"the body breaks {len(broken)} rules of {header.kind}", Reason.KIND_BODY_INVALID
        )
        refused.violations = tuple(broken)
        return refused
    return None


def check_attachments(record: Record, complete: Collection[bytes]) -> ForsaError | None:
    """Ask for the attachments that are not complete at the hub; `complete` are their roots."""
    missing = [one.root.hex() for one in record.header.attachments if one.root not in complete]
    if not missing:
        return None
    return ConflictError(
        f"{len(missing)} attachments are not at the hub",
        Reason.BLOB_MISSING,
        missing=",".join(missing[:8]),
    )


def check_keys(header: RecordHeader) -> ForsaError | None:
    """Refuse keys whose private half stands in a book; the fold does not know these books."""
    try:
        keys = list(_new_keys(header))
    except DecodeError:  # V14 says so
        return None
    if any(is_published_key(key) for key in keys):
        return MalformedError(
            "one of the new keys is published: everybody could sign with it",
            Reason.KIND_EFFECT_INVALID,
        )
    return None


def _new_keys(header: RecordHeader) -> Iterator[bytes]:
    match header.kind:
        case "member.admit":
            yield from (one.public_key for one in MemberAdmit.FromString(header.effect).keys)
        case "key.recover":
            yield from (one.public_key for one in KeyRecover.FromString(header.effect).keys)
        case "key.add":
            yield KeyAdd.FromString(header.effect).key.public_key
        case "node.add":
            yield NodeAdd.FromString(header.effect).witness_key


def admit(
    state: State, offer: Offer, sequenced_ms: int, earlier: Lookup
) -> Folded | Refused | ForsaError:
    """Fold the record as the next entry, or say why not; refused, nothing has changed."""
    entry = LogEntry(sequenced_ms, offer.record.envelope).format()
    claim = Claim(entry, hash_entry(entry), sequenced_ms, offer.record, None)
    blocked = (
        offer.body_error or check_attachments(offer.record, ()) or check_keys(offer.record.header)
    )
    if blocked is None:
        return admit_entry(state, claim, earlier, offer.signature_ok)
    refused = judge(state, sequenced_ms, offer.record, earlier, offer.signature_ok)
    return refused or blocked
