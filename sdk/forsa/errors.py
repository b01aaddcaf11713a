"""What can go wrong, as values a caller can act on: one class where the next step differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class Reason(StrEnum):
    """The protocol's reason codes (docs/protocol.md, "Errors"); clients branch on these."""

    ENTRY_MALFORMED = "ENTRY_MALFORMED"
    ENVELOPE_MALFORMED = "ENVELOPE_MALFORMED"
    HEADER_MALFORMED = "HEADER_MALFORMED"
    NOTE_MALFORMED = "NOTE_MALFORMED"
    WRONG_NETWORK = "WRONG_NETWORK"
    SIGNATURE_INVALID = "SIGNATURE_INVALID"
    NOTE_SIGNATURE_INVALID = "NOTE_SIGNATURE_INVALID"
    COMMITMENT_MISMATCH = "COMMITMENT_MISMATCH"
    ROOT_INVALID = "ROOT_INVALID"
    BUNDLE_DAMAGED = "BUNDLE_DAMAGED"
    KIND_UNKNOWN = "KIND_UNKNOWN"
    KIND_EFFECT_INVALID = "KIND_EFFECT_INVALID"
    KIND_BODY_INVALID = "KIND_BODY_INVALID"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    CERT_EXPIRED = "CERT_EXPIRED"
    CERT_INVALID = "CERT_INVALID"
    NODE_REVOKED = "NODE_REVOKED"
    KEY_UNKNOWN = "KEY_UNKNOWN"
    KEY_REVOKED = "KEY_REVOKED"
    PURPOSE_NOT_ALLOWED = "PURPOSE_NOT_ALLOWED"
    DELEGATE_NOT_ALLOWED = "DELEGATE_NOT_ALLOWED"
    MEMBER_NOT_ACTIVE = "MEMBER_NOT_ACTIVE"
    AUDIENCE_UNKNOWN = "AUDIENCE_UNKNOWN"
    KIND_NOT_ALLOWED = "KIND_NOT_ALLOWED"
    NOT_ON_ROLL = "NOT_ON_ROLL"
    JOIN_TOKEN_INVALID = "JOIN_TOKEN_INVALID"
    RECORD_UNKNOWN = "RECORD_UNKNOWN"
    BLOB_UNKNOWN = "BLOB_UNKNOWN"
    PARENT_STALE = "PARENT_STALE"
    BLOB_MISSING = "BLOB_MISSING"
    OBJECT_EXISTS = "OBJECT_EXISTS"
    PARENT_INVALID = "PARENT_INVALID"
    VIEW_MISMATCH = "VIEW_MISMATCH"
    STATE_MISMATCH = "STATE_MISMATCH"
    BALLOT_CLOSED = "BALLOT_CLOSED"
    KIND_PRECONDITION = "KIND_PRECONDITION"
    KIND_OUTCOME_TABLE_MALFORMED = "KIND_OUTCOME_TABLE_MALFORMED"
    KIND_OUTCOME_PRODUCT_NOT_ALLOWED = "KIND_OUTCOME_PRODUCT_NOT_ALLOWED"
    KIND_OUTCOME_PRODUCT_UNKNOWN = "KIND_OUTCOME_PRODUCT_UNKNOWN"
    KIND_OUTCOME_PRODUCT_CYCLIC = "KIND_OUTCOME_PRODUCT_CYCLIC"
    KIND_OUTCOME_TABLE_INFEASIBLE = "KIND_OUTCOME_TABLE_INFEASIBLE"
    KIND_OUTCOME_SMALL_COUNT = "KIND_OUTCOME_SMALL_COUNT"
    KIND_OUTCOME_THIN_GROUP = "KIND_OUTCOME_THIN_GROUP"
    KIND_OUTCOME_INTERVAL_NARROW = "KIND_OUTCOME_INTERVAL_NARROW"
    KIND_OUTCOME_AUDIT_UNDECIDED = "KIND_OUTCOME_AUDIT_UNDECIDED"
    KIND_OUTCOME_GROUP_ATTRIBUTE = "KIND_OUTCOME_GROUP_ATTRIBUTE"
    KIND_OUTCOME_DERIVED_CELL = "KIND_OUTCOME_DERIVED_CELL"
    KIND_OUTCOME_HISTORY_NARROW = "KIND_OUTCOME_HISTORY_NARROW"
    KIND_OUTCOME_REVISION_SMALL = "KIND_OUTCOME_REVISION_SMALL"
    KIND_OUTCOME_TEXT_PERSONAL_DATA = "KIND_OUTCOME_TEXT_PERSONAL_DATA"
    KIND_OUTCOME_PATTERN_CHANGED = "KIND_OUTCOME_PATTERN_CHANGED"
    KIND_OUTCOME_VINTAGE_CLOSED = "KIND_OUTCOME_VINTAGE_CLOSED"
    KIND_OUTCOME_FRAME_CHANGED = "KIND_OUTCOME_FRAME_CHANGED"
    KIND_OUTCOME_FRAME_MISMATCH = "KIND_OUTCOME_FRAME_MISMATCH"
    KIND_OUTCOME_APPROVAL_MISSING = "KIND_OUTCOME_APPROVAL_MISSING"
    KIND_OUTCOME_APPROVAL_SAME_PERSON = "KIND_OUTCOME_APPROVAL_SAME_PERSON"
    KIND_OUTCOME_APPROVAL_STALE = "KIND_OUTCOME_APPROVAL_STALE"
    KIND_OUTCOME_LEGAL_BASIS_MISSING = "KIND_OUTCOME_LEGAL_BASIS_MISSING"
    KIND_OUTCOME_PROOF_MISSING = "KIND_OUTCOME_PROOF_MISSING"
    KIND_OUTCOME_PROOF_INVALID = "KIND_OUTCOME_PROOF_INVALID"
    KIND_OUTCOME_PROOF_TOO_LARGE = "KIND_OUTCOME_PROOF_TOO_LARGE"
    KIND_OUTCOME_THETA_NOT_ALLOWED = "KIND_OUTCOME_THETA_NOT_ALLOWED"
    LEVEL_UNSUPPORTED = "LEVEL_UNSUPPORTED"
    PROTOCOL_VERSION_UNSUPPORTED = "PROTOCOL_VERSION_UNSUPPORTED"
    BODY_REDACTED = "BODY_REDACTED"
    BODY_HELD = "BODY_HELD"
    DUPLICATE = "DUPLICATE"
    LOG_BEHIND_CLIENT = "LOG_BEHIND_CLIENT"
    QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
    RATE_LIMITED = "RATE_LIMITED"
    STORAGE_FULL = "STORAGE_FULL"
    HUB_READ_ONLY = "HUB_READ_ONLY"
    RECOVERING = "RECOVERING"
    CLOCK_SUSPECT = "CLOCK_SUSPECT"
    OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
    LOG_DIVERGED = "LOG_DIVERGED"
    STORED_DATA_CORRUPT = "STORED_DATA_CORRUPT"
    # Raised locally, never sent.
    KIND_OUTCOME_RELEASE_HELD = "KIND_OUTCOME_RELEASE_HELD"
    HUB_ADMITTED_INVALID = "HUB_ADMITTED_INVALID"
    EQUIVOCATION = "EQUIVOCATION"
    STATE_DIVERGED = "STATE_DIVERGED"
    LOG_FROZEN = "LOG_FROZEN"
    LOG_ROLLED_BACK = "LOG_ROLLED_BACK"
    RECORD_WITHHELD = "RECORD_WITHHELD"
    TIME_REVERSED = "TIME_REVERSED"


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that one field of a message breaks."""

    path: str
    """The field, e.g. `activities[2].title`."""
    rule: str
    """The rule's id, e.g. `string.max_len`."""
    words: Mapping[str, str]
    """What to change, by language: `fr`, `ar`, `en`."""


class Situation(StrEnum):
    """Where people on this machine need other words than those of the reason."""

    NO_FILES = "no_files"
    WITHDRAWN = "withdrawn"
    NO_RECEIPT = "no_receipt"
    NOT_GENUINE = "not_genuine"
    MISWRITTEN_ID = "miswritten_id"
    COMMENTS_SPENT = "comments_spent"
    DRAFTS_DAMAGED = "drafts_damaged"
    READERS_APART = "readers_apart"
    READERS_UNSAID = "readers_unsaid"
    NO_OUTCOMES = "no_outcomes"
    TABLES_UNPROVED = "tables_unproved"


class ForsaError(Exception):
    """What happened, with its reason code and the values that explain it.

    `metadata` and `violations` travel to a peer beside the reason: no secrets, no payloads, no
    personal data.
    """

    violations: tuple[Violation, ...] = ()
    situation: Situation | None = None
    """Which words people are told; it never travels. None = those of the reason."""

    def __init__(self, message: str, reason: Reason, /, **metadata: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.reason = reason
        self.metadata = {name: str(value) for name, value in metadata.items()}

    def told_as(self, situation: Situation) -> Self:
        """The same error, told in the words of a situation."""
        self.situation = situation
        return self


class MalformedError(ForsaError):
    """Bytes that are not what they should be; the sender sends something else."""


class VerificationError(ForsaError):
    """A proof, signature or commitment that does not hold."""


class ProofError(VerificationError):
    """A Merkle proof that does not lead where it should."""


class SignatureError(VerificationError):
    """A signature that is not by the key it names."""


class EquivocationError(VerificationError):
    """Two things, both signed, that cannot both be true of one log."""


class TooLargeError(ForsaError):
    """More bytes, items or hashes than the limit allows."""


class UnknownCallerError(ForsaError):
    """The channel does not show who calls."""


class NotAllowedError(ForsaError):
    """The caller is known and may not do this."""


class NotFoundError(ForsaError):
    """Nothing here by that name, or nothing the caller may see."""


class OutOfLogError(ForsaError):
    """The caller knows more of the log than we do."""


class StaleParentError(ForsaError):
    """The record builds on a version that is no longer the newest; metadata `newest` names it."""


class ConflictError(ForsaError):
    """Correct, but not in this state; something else has to happen first."""


class QuotaError(ForsaError):
    """A limit over time or space is reached; wait as told."""


class BusyError(ForsaError):
    """Not now; the same call may succeed later."""


class CorruptStoreError(ForsaError):
    """Stored data no longer verifies; people must act."""


class UnsupportedError(ForsaError):
    """The other side speaks a newer language than we do."""


class DisclosureError(ForsaError):
    """A release would reveal somebody; it never leaves the node, since it may name true cells."""


_R = Reason

_REASONS_OF: Mapping[type[ForsaError], tuple[Reason, ...]] = {
    MalformedError: (
        _R.ENTRY_MALFORMED,
        _R.ENVELOPE_MALFORMED,
        _R.HEADER_MALFORMED,
        _R.NOTE_MALFORMED,
        _R.BUNDLE_DAMAGED,
        _R.KIND_UNKNOWN,
        _R.KIND_EFFECT_INVALID,
        _R.KIND_BODY_INVALID,
        _R.KIND_OUTCOME_TABLE_MALFORMED,
        _R.KIND_OUTCOME_PRODUCT_UNKNOWN,
        _R.KIND_OUTCOME_PRODUCT_CYCLIC,
    ),
    VerificationError: (
        _R.WRONG_NETWORK,
        _R.NOTE_SIGNATURE_INVALID,
        _R.COMMITMENT_MISMATCH,
        _R.ROOT_INVALID,
        _R.HUB_ADMITTED_INVALID,
        _R.STATE_DIVERGED,
        _R.LOG_FROZEN,
        _R.RECORD_WITHHELD,
        _R.TIME_REVERSED,
        _R.KIND_OUTCOME_PROOF_INVALID,
    ),
    SignatureError: (_R.SIGNATURE_INVALID,),
    EquivocationError: (_R.EQUIVOCATION,),
    TooLargeError: (_R.LIMIT_EXCEEDED, _R.KIND_OUTCOME_PROOF_TOO_LARGE),
    UnknownCallerError: (_R.CERT_EXPIRED, _R.CERT_INVALID, _R.NODE_REVOKED),
    NotAllowedError: (
        _R.KEY_UNKNOWN,
        _R.KEY_REVOKED,
        _R.PURPOSE_NOT_ALLOWED,
        _R.DELEGATE_NOT_ALLOWED,
        _R.MEMBER_NOT_ACTIVE,
        _R.AUDIENCE_UNKNOWN,
        _R.KIND_NOT_ALLOWED,
        _R.NOT_ON_ROLL,
        _R.JOIN_TOKEN_INVALID,
        _R.KIND_OUTCOME_APPROVAL_MISSING,
        _R.KIND_OUTCOME_APPROVAL_SAME_PERSON,
        _R.KIND_OUTCOME_APPROVAL_STALE,
    ),
    NotFoundError: (_R.RECORD_UNKNOWN, _R.BLOB_UNKNOWN),
    StaleParentError: (_R.PARENT_STALE,),
    ConflictError: (
        _R.BLOB_MISSING,
        _R.OBJECT_EXISTS,
        _R.PARENT_INVALID,
        _R.VIEW_MISMATCH,
        _R.STATE_MISMATCH,
        _R.BALLOT_CLOSED,
        _R.KIND_PRECONDITION,
        _R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED,
        _R.KIND_OUTCOME_TABLE_INFEASIBLE,
        _R.KIND_OUTCOME_SMALL_COUNT,
        _R.KIND_OUTCOME_THIN_GROUP,
        _R.KIND_OUTCOME_INTERVAL_NARROW,
        _R.KIND_OUTCOME_AUDIT_UNDECIDED,
        _R.KIND_OUTCOME_GROUP_ATTRIBUTE,
        _R.KIND_OUTCOME_DERIVED_CELL,
        _R.KIND_OUTCOME_HISTORY_NARROW,
        _R.KIND_OUTCOME_REVISION_SMALL,
        _R.KIND_OUTCOME_TEXT_PERSONAL_DATA,
        _R.KIND_OUTCOME_PATTERN_CHANGED,
        _R.KIND_OUTCOME_VINTAGE_CLOSED,
        _R.KIND_OUTCOME_FRAME_CHANGED,
        _R.KIND_OUTCOME_FRAME_MISMATCH,
        _R.KIND_OUTCOME_LEGAL_BASIS_MISSING,
        _R.KIND_OUTCOME_PROOF_MISSING,
        _R.KIND_OUTCOME_THETA_NOT_ALLOWED,
        _R.BODY_REDACTED,
        _R.BODY_HELD,
        _R.DUPLICATE,
    ),
    DisclosureError: (_R.KIND_OUTCOME_RELEASE_HELD,),
    UnsupportedError: (_R.LEVEL_UNSUPPORTED, _R.PROTOCOL_VERSION_UNSUPPORTED),
    OutOfLogError: (_R.LOG_BEHIND_CLIENT,),
    QuotaError: (_R.QUOTA_EXCEEDED, _R.RATE_LIMITED, _R.STORAGE_FULL),
    BusyError: (_R.HUB_READ_ONLY, _R.RECOVERING, _R.CLOCK_SUSPECT, _R.OUTCOME_UNKNOWN),
    CorruptStoreError: (_R.LOG_DIVERGED, _R.STORED_DATA_CORRUPT, _R.LOG_ROLLED_BACK),
}

CLASS_OF: Mapping[Reason, type[ForsaError]] = MappingProxyType(
    {reason: raised for raised, reasons in _REASONS_OF.items() for reason in reasons}
)
"""The class that carries each reason on both ends of a call."""


def error_for(reason: Reason, message: str, /, **metadata: str | int) -> ForsaError:
    """The error for a reason, in the class that a caller expects it in."""
    return CLASS_OF[reason](message, reason, **metadata)
