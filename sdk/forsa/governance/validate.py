"""V5 to V13, in order: may this record stand at index i of this log, whatever its kind does?

Every function takes S(i) and returns the first rule that the record breaks, or None. V1 to V4
need no state (`forsa.governance.claim`); V14 is `forsa.governance.authority` and `.rules`.
"""

from collections.abc import Collection
from typing import Final

from forsa.envelope import Record, RecordId
from forsa.errors import Reason
from forsa.governance.authority import executes, purpose_for
from forsa.governance.lookup import Lookup, Versions
from forsa.governance.settings import group_members
from forsa.governance.state import Key, Member, ObjectId, Rights, State, Status
from forsa.governance.verdict import Refused
from forsa.keys import KeyId, is_signature_valid
from forsa.kinds.registry import KINDS, Kind, Mark, Purpose
from forsa.v1.record_pb2 import RecordHeader

DIGEST_EVERY: Final = 16
"""The state digest is defined for comparison at multiples of this size."""

_ALWAYS: Final = frozenset({"key.revoke", "node.revoke", "record.redact", "record.redact_done"})
_KINDS_OF: Final[dict[Status, Collection[str]]] = {
    Status.SUSPENDED: _ALWAYS | {"member.withdraw", "appeal.open"},
    Status.WITHDRAWN: _ALWAYS,
    Status.EXPELLED: _ALWAYS | {"appeal.open"},
}
_POWER_OF: Final = {
    "ballot.cast": "vote",
    "agreement.ratify": "sign_agreement",
    "outcome.release": "approve_outcomes",
}
POWERS: Final = {power: KINDS[kind].purpose for kind, power in _POWER_OF.items()} | {
    "publish": Purpose.RECORD
}
"""The powers a delegate can have, and the purpose that a key needs for each."""


def check_network(header: RecordHeader, rights: Rights) -> Refused | None:
    """V5."""
    if header.network_id != rights.network_id:
        return Refused("V5", Reason.WRONG_NETWORK, "the record belongs to another network")
    return None


def check_level(header: RecordHeader, kind: Kind | None, rights: Rights) -> Refused | None:
    """V6."""
    if header.min_level > rights.level:
        return Refused(
            "V6",
            Reason.LEVEL_UNSUPPORTED,
            f"the record needs rule level {header.min_level}, the network is at {rights.level}",
            {"level": str(header.min_level), "ours": str(rights.level)},
        )
    if kind is None or (not kind.known and header.min_level > 1):
        return Refused(
            "V6", Reason.KIND_UNKNOWN, f"no kind is called {header.kind}", {"kind": header.kind}
        )
    return None


def check_key(header: RecordHeader, kind: Kind, rights: Rights, log_time_ms: int) -> Refused | None:
    """V7: the key is the author's, not revoked, and may be used for this."""
    key = rights.keys.get(KeyId(header.key_id))
    if key is None or key.member != header.member:
        return _refused_key(
            Reason.KEY_UNKNOWN, f"{header.member} has no key {header.key_id.hex()}", header
        )
    if key.revoked is not None:
        return _refused_key(
            Reason.KEY_REVOKED, f"the key was revoked at index {key.revoked}", header
        )
    purpose = purpose_for(kind, executing=executes(kind, header.parent))
    if purpose not in key.purposes:
        return _refused_key(
            Reason.PURPOSE_NOT_ALLOWED,
            f"this {kind.name} takes a key with the purpose {purpose}",
            header,
        )
    if key.delegate is not None and not _may_delegate(key, kind, rights, log_time_ms):
        return _refused_key(
            Reason.DELEGATE_NOT_ALLOWED,
            f"the delegate {key.delegate} has no power for {kind.name} now",
            header,
        )
    return None


def power_for(kind: Kind) -> str | None:
    """Return the power a delegate needs for a kind; None: no delegate may publish it."""
    if kind.name in _POWER_OF:
        return _POWER_OF[kind.name]
    if kind.purpose is Purpose.RECORD and kind.name != "record.redact":
        return "publish"
    return None


def _may_delegate(key: Key, kind: Kind, rights: Rights, log_time_ms: int) -> bool:
    delegate = rights.delegates.get(f"{key.member}/{key.delegate}")
    return (
        delegate is not None
        and delegate.is_current(log_time_ms)
        and power_for(kind) in delegate.powers
    )


def _refused_key(reason: Reason, message: str, header: RecordHeader) -> Refused:
    return Refused("V7", reason, message, {"key_id": header.key_id.hex(), "member": header.member})


def check_status(member: Member, kind: Kind) -> Refused | None:
    """V8."""
    allowed = _KINDS_OF.get(member.status)
    if allowed is None or kind.name in allowed:
        return None
    return Refused(
        "V8",
        Reason.MEMBER_NOT_ACTIVE,
        f"{member.id} is {member.status} and cannot publish a {kind.name}",
        {"member": member.id, "status": member.status, "kind": kind.name},
    )


def check_signature(record: Record, rights: Rights, signature_ok: bool | None) -> Refused | None:
    """V9. `signature_ok`: what a pool found for the header's key; None: check it here."""
    if record.key_matches:
        if signature_ok is None:
            public = rights.keys[KeyId(record.header.key_id)].public
            signature_ok = is_signature_valid(public, record.signed_bytes, record.signature)
        if signature_ok:
            return None
    return Refused("V9", Reason.SIGNATURE_INVALID, "the signature is not by the key of the header")


def check_audience(header: RecordHeader, rights: Rights) -> Refused | None:
    """V10."""
    if header.audience in ("public", "network"):
        return None
    group = group_members(rights, header.audience)
    if group is None or header.member not in group:
        return Refused(
            "V10",
            Reason.AUDIENCE_UNKNOWN,
            f"{header.member} is in no group {header.audience}",
            {"audience": header.audience},
        )
    return None


def check_duplicate(record: Record, earlier: Lookup) -> Refused | None:
    """V11."""
    logged = earlier.records.get(record.record_id)
    if logged is None:
        return None
    return Refused(
        "V11",
        Reason.DUPLICATE,
        f"the record is entry {logged.index}",
        {"index": str(logged.index)},
    )


def check_place(header: RecordHeader, kind: Kind, earlier: Lookup) -> Refused | None:
    """V12: object id and parent fit the kind's mark."""
    former = earlier.objects.get(ObjectId(header.object_id))
    match kind.mark:
        case Mark.NONE | Mark.PROPOSAL:
            if former is not None and not (header.kind == former.kind == "agreement.publish"):
                return Refused("V12", Reason.OBJECT_EXISTS, "the object id is taken")
            if kind.mark is Mark.PROPOSAL:
                return _check_proposal(header, kind, earlier)
            return None if not header.parent else _parent_invalid(f"a {kind.name} has no parent")
        case Mark.VERSIONED | Mark.TARGET | Mark.OPTIONAL_TARGET:
            if former is not None:
                return _check_version(header, former)
            return _check_first_version(header, kind, earlier)


def _check_proposal(header: RecordHeader, kind: Kind, earlier: Lookup) -> Refused | None:
    if not header.parent:
        if kind.authority is None:
            return _parent_invalid(f"a {kind.name} names the proposal that it executes")
        return None
    logged = earlier.records.get(RecordId(header.parent))
    if logged is None or logged.kind != "proposal.open":
        return _parent_invalid("the parent is no logged proposal")
    return None


def _check_version(header: RecordHeader, former: Versions) -> Refused | None:
    if (former.member, former.kind) != (header.member, header.kind):
        return _parent_invalid("the object is another member's, or of another kind")
    if header.parent != former.newest:
        return Refused(
            "V12",
            Reason.PARENT_STALE,
            f"the newest version of the object is entry {former.newest_index}",
            {"newest": former.newest.hex(), "index": str(former.newest_index)},
        )
    return None


def _check_first_version(header: RecordHeader, kind: Kind, earlier: Lookup) -> Refused | None:
    if not header.parent:
        if kind.mark is Mark.TARGET:
            return _parent_invalid(f"a {kind.name} names the record that it answers")
        return None
    if kind.mark is Mark.VERSIONED:
        return _parent_invalid("the first version of an object has no parent")
    logged = earlier.records.get(RecordId(header.parent))
    if logged is None or (kind.targets and logged.kind not in kind.targets):
        return _parent_invalid(f"the parent is no logged record that a {kind.name} may answer")
    return None


def _parent_invalid(message: str) -> Refused:
    return Refused("V12", Reason.PARENT_INVALID, message)


def check_view(header: RecordHeader, state: State, earlier: Lookup) -> Refused | None:
    """V13: the author saw the log that we see, and the state that we computed."""
    if not header.HasField("observed"):
        return None
    observed = header.observed
    if observed.size > state.size or observed.root != earlier.root(observed.size):
        return Refused(
            "V13",
            Reason.VIEW_MISMATCH,
            f"the author saw another tree of {observed.size} entries",
            {"size": str(observed.size), "root": observed.root.hex()},
        )
    at = observed.size // DIGEST_EVERY * DIGEST_EVERY
    if observed.state and observed.state != earlier.digests.get(at):
        return Refused(
            "V13",
            Reason.STATE_MISMATCH,
            f"the author computed another state at size {at}",
            {"size": str(at), "state": observed.state.hex()},
        )
    return None
