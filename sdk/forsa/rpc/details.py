"""The details of a `google.rpc.Status`: what machines read of an error (AIP-193)."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from google.protobuf.any_pb2 import Any
from google.protobuf.message import DecodeError, Message
from google.rpc import error_details_pb2 as details_pb2

from forsa.errors import ConflictError, ForsaError, QuotaError, Violation
from forsa.normal_form import normalize

DOMAIN: Final = "forsa.v1"
RETRY: Final = "retry_ms"
"""Metadata that travels as RetryInfo: wait so many milliseconds, then try again."""
MAX_VALUES: Final = 32
MAX_TEXT: Final = 1_000
MAX_VIOLATIONS: Final = 10_000
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def format_details(error: ForsaError) -> list[Message]:
    """The details that apply to `error`; ErrorInfo first."""
    found: list[Message] = [
        details_pb2.ErrorInfo(
            reason=error.reason.value,
            domain=DOMAIN,
            metadata={
                name: value[:MAX_TEXT]
                for name, value in list(error.metadata.items())[:MAX_VALUES]
                if name != RETRY
            },
        )
    ]
    if RETRY in error.metadata:
        retry = details_pb2.RetryInfo()
        retry.retry_delay.FromMilliseconds(int(error.metadata[RETRY]))
        found.append(retry)
    if isinstance(error, QuotaError):
        found.append(_quota_failure(error))
    if isinstance(error, ConflictError):
        found.append(_precondition_failure(error))
    if error.violations:
        found.append(bad_request(error.violations))
    return found


def _quota_failure(error: ForsaError) -> Message:
    subject = error.metadata.get("quota", error.reason.value)
    violation = details_pb2.QuotaFailure.Violation(subject=subject, description=error.message)
    failure: Message = details_pb2.QuotaFailure(violations=[violation])
    return failure


def _precondition_failure(error: ForsaError) -> Message:
    violation = details_pb2.PreconditionFailure.Violation(
        type=error.reason.value, description=error.message
    )
    failure: Message = details_pb2.PreconditionFailure(violations=[violation])
    return failure


def bad_request(violations: Iterable[Violation]) -> Message:
    """Every violation, once in each of its languages, one after the other."""
    fields = [
        details_pb2.BadRequest.FieldViolation(
            field=violation.path,
            reason=violation.rule,
            description=words,
            localized_message=details_pb2.LocalizedMessage(locale=language, message=words),
        )
        for violation in violations
        for language, words in violation.words.items()
    ]
    request: Message = details_pb2.BadRequest(field_violations=fields)
    return request


def parse_details(packed: Iterable[Any]) -> Iterator[Message]:
    """Those of the details that we know and that parse; the others are skipped."""
    known = (details_pb2.ErrorInfo, details_pb2.RetryInfo, details_pb2.BadRequest)
    for one in packed:
        for message_class in known:
            if one.Is(message_class.DESCRIPTOR):
                message = message_class()
                try:
                    one.Unpack(message)
                except DecodeError:
                    continue
                yield message


def parse_violations(request: details_pb2.BadRequest) -> tuple[Violation, ...]:
    """Put the languages of each violation together again."""
    found: list[tuple[str, str, dict[str, str]]] = []
    for one in request.field_violations[:MAX_VIOLATIONS]:
        path, rule = clean(one.field), clean(one.reason)
        language = clean(one.localized_message.locale) or "en"
        words = clean(one.localized_message.message or one.description)
        if found and found[-1][:2] == (path, rule) and language not in found[-1][2]:
            found[-1][2][language] = words
        else:
            found.append((path, rule, {language: words}))
    return tuple(Violation(*one) for one in found)


def clean(text: str) -> str:
    """Text of a peer, fit to be shown: NFC, short, no control or direction-override characters."""
    normal = normalize("NFC", text[:MAX_TEXT])
    return "".join(
        one
        for one in normal
        if one == "\n" or (unicodedata.category(one) != "Cc" and one not in _BIDI)
    )
