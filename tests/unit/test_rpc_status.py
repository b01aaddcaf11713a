"""Errors cross the wire and arrive as what they were, whatever the peer sends."""

import inspect

import grpc
import pytest
from forsa import errors
from forsa.errors import (
    CLASS_OF,
    BusyError,
    ForsaError,
    MalformedError,
    QuotaError,
    Reason,
    UnsupportedError,
    Violation,
    error_for,
)
from forsa.rpc.details import MAX_TEXT, clean
from forsa.rpc.status import (
    CODE_OF,
    OMITTED,
    TRAILER_BYTES,
    format_status,
    format_trailer,
    from_rpc_error,
    parse_status,
)
from google.protobuf.any_pb2 import Any
from google.rpc import error_details_pb2, status_pb2
from hypothesis import given
from hypothesis import strategies as st

LOCAL = {
    Reason.HUB_ADMITTED_INVALID,
    Reason.EQUIVOCATION,
    Reason.STATE_DIVERGED,
    Reason.LOG_FROZEN,
    Reason.LOG_ROLLED_BACK,
    Reason.RECORD_WITHHELD,
    Reason.TIME_REVERSED,
    Reason.KIND_OUTCOME_RELEASE_HELD,
    Reason.DUPLICATE,  # a status of Publish, never a refusal
}
SENT = sorted(set(Reason) - LOCAL)
MAX_METADATA = 8 * 1024
plain_text = st.text(st.characters(exclude_categories=["C"]), max_size=80).map(clean)
violations = st.lists(
    st.builds(
        Violation,
        plain_text,
        plain_text,
        st.fixed_dictionaries({"fr": plain_text, "ar": plain_text, "en": plain_text}),
    ),
    max_size=20,
    unique_by=lambda one: (one.path, one.rule),
)


@pytest.mark.parametrize("reason", SENT)
def test_an_error_arrives_as_the_class_it_was(reason: Reason) -> None:
    """Otherwise a client waits where it should stop, or stops where it should wait."""
    sent = error_for(reason, f"it is {reason}", size=7, root="00ff")
    got = parse_status(format_status(sent))

    assert type(got) is type(sent) is CLASS_OF[reason]
    assert (got.reason, got.message, got.metadata) == (reason, sent.message, sent.metadata)


@pytest.mark.parametrize("reason", sorted(LOCAL))
def test_what_is_only_said_locally_never_travels(reason: Reason) -> None:
    """A peer would learn what a node suspects, or take a lie about the log for the hub's word."""
    status = format_status(error_for(reason, "a secret suspicion", hub="1.2.3.4"))

    assert status.code == grpc.StatusCode.INTERNAL.value[0]
    assert b"suspicion" not in status.SerializeToString()
    assert reason.encode() not in status.SerializeToString()


def test_every_class_of_error_has_a_status() -> None:
    """A new class without a line in the table would reach clients as INTERNAL."""
    classes = {
        one
        for _, one in inspect.getmembers(errors, inspect.isclass)
        if issubclass(one, ForsaError) and one is not ForsaError
    }
    sent = {base for reason in SENT for base in CLASS_OF[reason].__mro__}

    assert classes - sent == {errors.EquivocationError, errors.ProofError, errors.DisclosureError}
    assert set(CODE_OF) == set(SENT)


@pytest.mark.parametrize(
    ("code", "reasons"),
    [
        ("UNAUTHENTICATED", "CERT_EXPIRED CERT_INVALID NODE_REVOKED"),
        ("ABORTED", "PARENT_STALE"),
        ("OUT_OF_RANGE", "LOG_BEHIND_CLIENT"),
        ("RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED RATE_LIMITED STORAGE_FULL"),
        ("UNAVAILABLE", "HUB_READ_ONLY RECOVERING CLOCK_SUSPECT OUTCOME_UNKNOWN"),
        ("DATA_LOSS", "LOG_DIVERGED STORED_DATA_CORRUPT"),
        ("NOT_FOUND", "RECORD_UNKNOWN BLOB_UNKNOWN"),
        (
            "FAILED_PRECONDITION",
            "KIND_OUTCOME_TABLE_MALFORMED KIND_OUTCOME_PROOF_INVALID KIND_OUTCOME_SMALL_COUNT",
        ),
    ],
)
def test_reasons_travel_in_the_code_of_the_protocol(code: str, reasons: str) -> None:
    """Clients in other languages may look at the code alone."""
    assert {CODE_OF[Reason(reason)].name for reason in reasons.split()} == {code}


def test_a_wait_travels_as_retry_info() -> None:
    """Clients of any language know RetryInfo; ours finds it where it left it."""
    status = format_status(
        QuotaError("slowly", Reason.RATE_LIMITED, retry_ms=1500, quota="records")
    )
    kinds = {one.type_url.rsplit(".", 1)[-1] for one in status.details}

    assert kinds == {"ErrorInfo", "RetryInfo", "QuotaFailure"}
    assert parse_status(status).metadata == {"retry_ms": "1500", "quota": "records"}


@given(violations)
def test_all_findings_arrive_in_all_languages(found: list[Violation]) -> None:
    """An author who sees one finding at a time sends a report ten times."""
    error = MalformedError("findings", Reason.KIND_BODY_INVALID)
    error.violations = tuple(found)

    assert parse_status(format_status(error)).violations == error.violations


@given(
    st.integers(0, 400),
    st.integers(0, 3000),
    st.integers(0, 60),
    st.integers(0, 3000),
    st.sampled_from(["x", "é", "ع", "𐎠"]),
)
def test_a_trailer_never_passes_what_grpc_carries(
    count: int, words: int, values: int, long: int, letter: str
) -> None:
    """gRPC loses the whole answer when its metadata pass 8 KiB."""
    metadata = {f"{number}{letter * long}": letter * long for number in range(values)}
    error = MalformedError(letter * long, Reason.KIND_BODY_INVALID, **metadata)
    said = {"fr": letter * words, "ar": letter * words, "en": letter * words}
    error.violations = tuple(Violation(f"f[{number}]", "rule", said) for number in range(count))
    status = format_trailer(error)
    got = parse_status(status)

    assert status.ByteSize() + 3 * len(status.message.encode()) <= TRAILER_BYTES
    assert got.reason is Reason.KIND_BODY_INVALID
    assert len(got.violations) + int(got.metadata.get(OMITTED, 0)) == count


@given(st.binary(max_size=300))
def test_no_status_of_a_peer_raises(data: bytes) -> None:
    """A hostile hub must not crash the node with an error message."""
    try:
        status = status_pb2.Status.FromString(data)
    except Exception:
        return

    assert isinstance(parse_status(status), ForsaError)


@given(
    st.integers(-5, 30),
    st.text(),
    st.lists(st.tuples(st.text(max_size=60), st.binary(max_size=50))),
)
def test_no_details_of_a_peer_raise(
    code: int, message: str, details: list[tuple[str, bytes]]
) -> None:
    """Anything may stand in an Any."""
    packed = [Any(type_url=f"type.googleapis.com/{url}", value=value) for url, value in details]
    for kind in ("ErrorInfo", "RetryInfo", "BadRequest"):
        packed += [
            Any(type_url=f"type.googleapis.com/google.rpc.{kind}", value=v) for _, v in details
        ]
    status = status_pb2.Status(code=code, message=message, details=packed)

    assert isinstance(parse_status(status), ForsaError)


def test_a_reason_of_a_newer_hub_is_not_guessed() -> None:
    """Repeating what a newer hub refuses for good would never end."""
    status = status_pb2.Status(code=grpc.StatusCode.FAILED_PRECONDITION.value[0], message="no")
    status.details.add().Pack(error_details_pb2.ErrorInfo(reason="MOON_PHASE", domain="forsa.v1"))
    got = parse_status(status)

    assert isinstance(got, UnsupportedError)
    assert got.metadata["peer_reason"] == "MOON_PHASE"


@pytest.mark.parametrize("reason", ["EQUIVOCATION", "LOG_FROZEN", "DUPLICATE"])
def test_a_peer_cannot_raise_our_own_alarms(reason: str) -> None:
    """One message of a hostile hub must not make a node cry equivocation."""
    status = status_pb2.Status(code=grpc.StatusCode.UNAVAILABLE.value[0])
    status.details.add().Pack(error_details_pb2.ErrorInfo(reason=reason, domain="forsa.v1"))

    assert isinstance(parse_status(status), BusyError)


def test_a_reason_of_another_domain_is_not_ours() -> None:
    """A proxy in between has reasons of its own."""
    status = status_pb2.Status(code=grpc.StatusCode.UNAVAILABLE.value[0])
    status.details.add().Pack(error_details_pb2.ErrorInfo(reason="LOG_DIVERGED", domain="proxy"))

    assert parse_status(status).reason is Reason.OUTCOME_UNKNOWN


def test_text_of_a_peer_cannot_move_the_cursor_or_turn_lines_around() -> None:
    """It ends in terminals: escape sequences and direction overrides lie about what is shown."""
    shown = clean("a\x1b[2Jb\u202ec\x00d\ne" + "f" * 5000)

    assert shown.startswith("a[2Jbcd\ne")
    assert len(shown) <= MAX_TEXT


def test_an_error_that_grpc_made_itself_is_a_busy_hub() -> None:
    """No connection: nothing is lost, and the node tries again."""
    got = from_rpc_error(grpc.aio.AioRpcError(grpc.StatusCode.UNAVAILABLE, None, None, "refused"))

    assert isinstance(got, BusyError)
    assert got.metadata["code"] == "UNAVAILABLE"


def test_details_that_contradict_the_code_do_not_count() -> None:
    """Both come from the peer; whoever reads the code alone must not see another error."""
    status = format_status(error_for(Reason.NODE_REVOKED, "x"))
    trailing = grpc.aio.Metadata(("grpc-status-details-bin", status.SerializeToString()))
    got = from_rpc_error(grpc.aio.AioRpcError(grpc.StatusCode.UNAVAILABLE, None, trailing, "y"))

    assert got.reason is Reason.OUTCOME_UNKNOWN
