"""The one table between our errors and gRPC's: both ends of a call raise the same class.

Source: docs/protocol.md, "Errors"; AIP-193.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import grpc
from google.protobuf.message import DecodeError
from google.rpc import error_details_pb2 as details_pb2
from google.rpc import status_pb2

from forsa.errors import (
    BusyError,
    ForsaError,
    Reason,
    TooLargeError,
    UnknownCallerError,
    UnsupportedError,
    Violation,
    error_for,
)
from forsa.rpc.details import (
    DOMAIN,
    MAX_VALUES,
    RETRY,
    clean,
    format_details,
    parse_details,
    parse_violations,
)

TRAILER_BYTES: Final = 7 * 1024
"""What a status in trailers may have; gRPC loses an answer whose metadata pass 8 KiB."""
OMITTED: Final = "violations_omitted"
"""Metadata: how many violations did not fit into trailers."""
_MAX_MESSAGE: Final = 500
_SHORT: Final = 50
DETAILS_KEY: Final = "grpc-status-details-bin"

_C = grpc.StatusCode
_R = Reason
_OUTCOMES: Final = tuple(
    reason
    for reason in Reason
    if reason.startswith("KIND_OUTCOME_") and reason is not _R.KIND_OUTCOME_RELEASE_HELD
)
"""Refusals of outcome tables have one code, whatever class tells the caller's next step."""
_REASONS_OF: Final[Mapping[grpc.StatusCode, tuple[Reason, ...]]] = {
    _C.INVALID_ARGUMENT: (
        _R.ENTRY_MALFORMED,
        _R.ENVELOPE_MALFORMED,
        _R.HEADER_MALFORMED,
        _R.NOTE_MALFORMED,
        _R.WRONG_NETWORK,
        _R.SIGNATURE_INVALID,
        _R.NOTE_SIGNATURE_INVALID,
        _R.COMMITMENT_MISMATCH,
        _R.ROOT_INVALID,
        _R.BUNDLE_DAMAGED,
        _R.KIND_UNKNOWN,
        _R.KIND_EFFECT_INVALID,
        _R.KIND_BODY_INVALID,
        _R.LIMIT_EXCEEDED,
    ),
    _C.UNAUTHENTICATED: (_R.CERT_EXPIRED, _R.CERT_INVALID, _R.NODE_REVOKED),
    _C.PERMISSION_DENIED: (
        _R.KEY_UNKNOWN,
        _R.KEY_REVOKED,
        _R.PURPOSE_NOT_ALLOWED,
        _R.DELEGATE_NOT_ALLOWED,
        _R.MEMBER_NOT_ACTIVE,
        _R.AUDIENCE_UNKNOWN,
        _R.KIND_NOT_ALLOWED,
        _R.NOT_ON_ROLL,
        _R.JOIN_TOKEN_INVALID,
    ),
    _C.NOT_FOUND: (_R.RECORD_UNKNOWN, _R.BLOB_UNKNOWN),
    _C.ABORTED: (_R.PARENT_STALE,),
    _C.FAILED_PRECONDITION: (
        _R.BLOB_MISSING,
        _R.OBJECT_EXISTS,
        _R.PARENT_INVALID,
        _R.VIEW_MISMATCH,
        _R.STATE_MISMATCH,
        _R.BALLOT_CLOSED,
        _R.KIND_PRECONDITION,
        *_OUTCOMES,
        _R.LEVEL_UNSUPPORTED,
        _R.PROTOCOL_VERSION_UNSUPPORTED,
        _R.BODY_REDACTED,
        _R.BODY_HELD,
    ),
    _C.OUT_OF_RANGE: (_R.LOG_BEHIND_CLIENT,),
    _C.RESOURCE_EXHAUSTED: (_R.QUOTA_EXCEEDED, _R.RATE_LIMITED, _R.STORAGE_FULL),
    _C.UNAVAILABLE: (_R.HUB_READ_ONLY, _R.RECOVERING, _R.CLOCK_SUSPECT, _R.OUTCOME_UNKNOWN),
    _C.DATA_LOSS: (_R.LOG_DIVERGED, _R.STORED_DATA_CORRUPT),
}

CODE_OF: Final[Mapping[Reason, grpc.StatusCode]] = MappingProxyType(
    {reason: code for code, reasons in _REASONS_OF.items() for reason in reasons}
)
"""The status that carries each reason; a reason that is not here is never sent."""

_CODES: Final = {code.value[0]: code for code in grpc.StatusCode}


def format_status(error: ForsaError) -> status_pb2.Status:
    """The status of an error; a reason that is never sent becomes INTERNAL without a word."""
    code = CODE_OF.get(error.reason)
    if code is None:
        return internal_status()
    status = status_pb2.Status(code=code.value[0], message=error.message[:_MAX_MESSAGE])
    for detail in format_details(error):
        status.details.add().Pack(detail)
    return status


def format_trailer(error: ForsaError) -> status_pb2.Status:
    """The status of an error, small enough for trailers: what does not fit is counted."""
    status = format_status(error)
    for shorter in _shortened(error):
        if _trailer_bytes(status) <= TRAILER_BYTES:
            break
        status = format_status(shorter)
    return status


def internal_status() -> status_pb2.Status:
    """What a peer hears of a bug: that there is one."""
    return status_pb2.Status(code=_C.INTERNAL.value[0], message="internal error")


def code_of_status(status: status_pb2.Status) -> grpc.StatusCode:
    """The status code of a google.rpc.Status; UNKNOWN for a number that is none."""
    return _CODES.get(status.code, _C.UNKNOWN)


def _trailer_bytes(status: status_pb2.Status) -> int:
    """The message travels twice, once with every byte outside ASCII written as three."""
    size: int = status.ByteSize()
    return size + 3 * len(status.message.encode())


def _shortened(error: ForsaError) -> Iterator[ForsaError]:
    """The same error with less and less to say."""
    count, kept = len(error.violations), len(error.violations)
    while kept:
        kept //= 2
        told = {OMITTED: str(count - kept)}  # first: values are cut from the end
        shorter = error_for(error.reason, error.message, **told, **error.metadata)
        shorter.violations = error.violations[:kept]
        yield shorter
    told = {OMITTED: str(count)} if count else {}
    values = {name[:_SHORT]: value[:_SHORT] for name, value in error.metadata.items()}
    yield error_for(error.reason, error.message[:_SHORT], **{**told, **values})
    yield error_for(error.reason, error.message[:_SHORT], **told)


def parse_status(status: status_pb2.Status) -> ForsaError:
    """The error that a status of a peer stands for, whatever it holds; never raises.

    A status without our ErrorInfo, or with a reason this version does not know, becomes the
    error of its code; metadata `code` and `peer_reason` say which.
    """
    reason = ""
    metadata: dict[str, str] = {}
    violations: tuple[Violation, ...] = ()
    for detail in parse_details(status.details[:16]):
        match detail:
            case details_pb2.ErrorInfo() if detail.domain == DOMAIN and not reason:
                reason = clean(detail.reason)
                metadata |= _parse_metadata(detail)
            case details_pb2.RetryInfo():
                metadata[RETRY] = str(max(0, detail.retry_delay.ToMilliseconds()))
            case details_pb2.BadRequest():
                violations = parse_violations(detail)
    code = code_of_status(status)
    error = _error(code, reason, clean(status.message), metadata)
    error.violations = violations
    return error


def _parse_metadata(info: details_pb2.ErrorInfo) -> dict[str, str]:
    items = sorted(info.metadata.items())[:MAX_VALUES]
    return {clean(name): clean(value) for name, value in items}


def _error(
    code: grpc.StatusCode, reason: str, message: str, metadata: Mapping[str, str]
) -> ForsaError:
    if reason in CODE_OF:
        return error_for(Reason(reason), message, **metadata)
    told = {**metadata, "code": code.name, "peer_reason": reason}
    if code in _UNKNOWN_REASONS or code is _C.UNIMPLEMENTED:
        return UnsupportedError(message, Reason.PROTOCOL_VERSION_UNSUPPORTED, **told)
    if code is _C.UNAUTHENTICATED:
        return UnknownCallerError(message, Reason.CERT_INVALID, **told)
    if code is _C.RESOURCE_EXHAUSTED and not reason:
        return TooLargeError(message, Reason.LIMIT_EXCEEDED, **told)
    return BusyError(message, Reason.OUTCOME_UNKNOWN, **told)


_UNKNOWN_REASONS: Final = frozenset(
    {
        _C.INVALID_ARGUMENT,
        _C.PERMISSION_DENIED,
        _C.NOT_FOUND,
        _C.FAILED_PRECONDITION,
        _C.OUT_OF_RANGE,
        _C.DATA_LOSS,
    }
)
"""Codes that do not go away by repeating; without a reason we know, only a newer version helps."""


def from_rpc_error(error: grpc.RpcError) -> ForsaError:
    """The error that a failed call stands for; never raises.

    gRPC makes some statuses itself (no connection, deadline, a message too large); those carry no
    details and become `BusyError` with `OUTCOME_UNKNOWN`, `TooLargeError` or `UnsupportedError`.
    """
    if not isinstance(error, grpc.aio.AioRpcError):
        return BusyError("the call failed", Reason.OUTCOME_UNKNOWN)
    code, message = error.code(), error.details() or ""
    status = _trailing_status(error.trailing_metadata())
    if status is None or status.code != code.value[0]:
        status = status_pb2.Status(code=code.value[0], message=message)
    return parse_status(status)


def _trailing_status(
    metadata: Iterable[tuple[str, str | bytes]] | None,
) -> status_pb2.Status | None:
    for name, value in metadata or ():
        if name == DETAILS_KEY and isinstance(value, bytes):
            try:
                return status_pb2.Status.FromString(value)
            except DecodeError:
                return None
    return None
