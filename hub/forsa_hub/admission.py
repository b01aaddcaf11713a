"""Pure: may this record enter the log, given this state?

The rules V1 to V14 are the fold's. What the hub adds concerns bodies and attachments, which never
decide whether a logged entry is valid: that they are what the header commits to, and keep the rules
of their kind.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from forsa.commitment import verify_data
from forsa.entry import LogEntry, hash_entry
from forsa.envelope import MAX_BODY_BYTES, Record
from forsa.errors import (
    ConflictError,
    ForsaError,
    MalformedError,
    Reason,
    TooLargeError,
    VerificationError,
    Violation,
    error_for,
)
from forsa.governance.fold import Claim, Folded, admit_entry, judge
from forsa.governance.lookup import Lookup
from forsa.governance.state import State
from forsa.governance.verdict import Refused
from forsa.keys import is_published_key
from forsa.outcomes.names import RELEASE
from forsa.v1.effects_pb2 import KeyAdd, KeyRecover, MemberAdmit, NodeAdd
from forsa.v1.record_pb2 import RecordHeader
from google.protobuf.message import DecodeError

from forsa_hub.outcomes.claims import OutcomeClaim

_LISTED: Final = 15
"""Roots that a refusal lists: its metadata have a limit."""

SCANNED: Final = "scan."
"""How the rules begin that the scan for personal data reports."""

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
    holder: str = ""
    """The node that sent it, `<member>/<node>`; empty: no node did."""
    claim: OutcomeClaim | None = None
    """What an outcome record was judged by; None: it is none, or was not."""
    charged: bool = False
    """Whether it counts to the quotas of its member already."""

    @property
    def size(self) -> int:
        """Bytes that count to quotas."""
        return len(self.record.envelope) + len(self.body)


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
    return _broken(header.kind, broken) if broken else None


def _broken(kind: str, broken: Sequence[Violation]) -> ForsaError:
    reason = Reason.KIND_BODY_INVALID
    if kind == RELEASE and all(one.rule.startswith(SCANNED) for one in broken):
        reason = Reason.KIND_OUTCOME_TEXT_PERSONAL_DATA
    refused = error_for(reason, f"the body breaks {len(broken)} rules of {kind}")
    refused.violations = tuple(broken)
    return refused


def check_attachments(record: Record, complete: Mapping[bytes, int]) -> ForsaError | None:
    """Ask for the attachments that are not complete at the hub, or not its sender's to name.

    Args:
        record: What is offered.
        complete: Sizes, by root, of those that are.
    """
    named = record.header.attachments
    missing = [one.root.hex() for one in named if one.root not in complete]
    if missing:
        return ConflictError(
            f"{len(missing)} of {len(named)} attachments are not at the hub, or this node did not "
            "show their manifests: upload them first",
            Reason.BLOB_MISSING,
            missing=",".join(missing[:_LISTED]),
            count=len(missing),
        )
    for one in named:
        if one.size != complete[one.root]:
            return VerificationError(
                f"an attachment of {complete[one.root]} bytes is named with {one.size}",
                Reason.COMMITMENT_MISMATCH,
                root=one.root.hex(),
            )
    return None


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
    state: State,
    offer: Offer,
    sequenced_ms: int,
    earlier: Lookup,
    complete: Mapping[bytes, int] = MappingProxyType({}),
) -> Folded | Refused | ForsaError:
    """Fold the record as the next entry, or say why not; refused, nothing has changed.

    Args:
        state: After the entry before.
        offer: The record.
        sequenced_ms: Its time in the log.
        earlier: What the fold may ask.
        complete: Sizes, by root, of the attachments that are at the hub and that its sender may
            name.
    """
    entry = LogEntry(sequenced_ms, offer.record.envelope).format()
    claim = Claim(entry, hash_entry(entry), sequenced_ms, offer.record, None)
    blocked = (
        offer.body_error
        or check_attachments(offer.record, complete)
        or check_keys(offer.record.header)
    )
    if blocked is None:
        return admit_entry(state, claim, earlier, offer.signature_ok)
    refused = judge(state, sequenced_ms, offer.record, earlier, offer.signature_ok)
    return refused or blocked
