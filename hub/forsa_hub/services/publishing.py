"""The two ends of a Publish call: the items it carries, and what it answers."""

from collections.abc import Sequence

from forsa.errors import ForsaError, MalformedError, Reason
from forsa.rpc.frames import decompress
from forsa.rpc.status import format_status
from forsa.v1 import log_service_pb2 as v1
from google.protobuf.message import DecodeError

from forsa_hub.admission import Offer
from forsa_hub.batch import Answer, Placed
from forsa_hub.core import Core
from forsa_hub.sequencer import NOTICED


def items_of(request: v1.PublishRequest) -> Sequence[v1.PublishItem]:
    """The items of a call, plain or out of their frame.

    Raises:
        TooLargeError: the frame breaks a limit.
        MalformedError: it holds something else.
    """
    if request.WhichOneof("form") == "items_zstd":
        try:
            return v1.PublishItems.FromString(decompress(request.items_zstd)).items
        except DecodeError:
            raise MalformedError(
                "the compressed records are not PublishItems", Reason.ENVELOPE_MALFORMED
            ) from None
    return request.items.items


def publish_response(
    core: Core, offers: Sequence[Offer | tuple[bytes, ForsaError]], answer: Answer | None
) -> v1.PublishResponse:
    """The answer to a call: one result an item, each hash once."""
    outcomes = iter(answer.outcomes if answer is not None else ())
    shared: dict[bytes, int] = {}
    results = []
    for offer in offers:
        if not isinstance(offer, Offer):
            record_id, error = offer
            results.append(_refused(record_id, error, b""))
            core.metrics.refused(error.reason)
            continue
        outcome = next(outcomes)
        record_id = offer.record.record_id
        if isinstance(outcome, Placed) and answer is not None:
            path = [shared.setdefault(one, len(shared)) for one in answer.paths[outcome.index]]
            status = v1.PUBLISH_STATUS_DUPLICATE if outcome.duplicate else v1.PUBLISH_STATUS_LOGGED
            results.append(
                v1.PublishResult(
                    record_id=record_id,
                    status=status,
                    index=outcome.index,
                    sequenced_ms=outcome.sequenced_ms,
                    path=path,
                )
            )
        elif isinstance(outcome, ForsaError):
            core.metrics.refused(outcome.reason)
            results.append(_refused(record_id, outcome, _notice(core, offer, outcome)))
    logged = any(one.status != v1.PUBLISH_STATUS_REFUSED for one in results)
    note = answer.note.format().encode() if answer is not None and logged else b""
    return v1.PublishResponse(results=results, note=note, hashes=list(shared))


def _refused(record_id: bytes, error: ForsaError, notice: bytes) -> v1.PublishResult:
    return v1.PublishResult(
        record_id=record_id,
        status=v1.PUBLISH_STATUS_REFUSED,
        refusal=format_status(error),
        notice=notice,
    )


def _notice(core: Core, offer: Offer, error: ForsaError) -> bytes:
    """The signed refusal, where repeating the record cannot help."""
    if not core.is_final(error.reason, NOTICED):
        return b""
    return core.sequencer.notice(offer, error.reason)
