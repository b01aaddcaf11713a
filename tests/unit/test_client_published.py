"""An answer to Publish is believed only where it proves itself."""

from collections.abc import Callable

import pytest
from forsa.client.node_keys import draw_signing_key
from forsa.client.published import Logged, Refused, verify_published
from forsa.entry import LogEntry
from forsa.errors import (
    ForsaError,
    MalformedError,
    NotAllowedError,
    Reason,
    VerificationError,
)
from forsa.note import Notice, sign_notice
from forsa.receipt import verify_receipt
from forsa.v1 import log_service_pb2 as pb

from tests.support.network_root import ORIGIN, NetworkKeys
from tests.support.signed_log import NOW_MS, SignedLog, make_record

KEYS = NetworkKeys.make()
RECORDS = [make_record(KEYS, number) for number in range(5)]
NO = NotAllowedError("not here", Reason.KIND_NOT_ALLOWED)


def answer() -> pb.PublishResponse:
    """An honest answer: three earlier entries, then five records of which the third is refused."""
    log = SignedLog(KEYS)
    for number in range(10, 13):
        log.append(make_record(KEYS, number))
    return log.answer(RECORDS, {2: NO})


def verify(response: pb.PublishResponse) -> list[Logged | Refused]:
    """What follows from an answer."""
    return verify_published(response, RECORDS, [KEYS.root])


def test_every_logged_record_comes_with_a_receipt_of_its_own() -> None:
    """The receipt outlives the hub; the outbox may be cleared only against it."""
    logged = [one for one in verify(answer()) if isinstance(one, Logged)]

    assert [one.index for one in logged] == [3, 4, 5, 6]
    for one in logged:
        proved = verify_receipt(
            one.receipt, [KEYS.root], record_id=one.record.record_id, author_key=KEYS.member.public
        )
        assert (proved.index, proved.entry) == (
            one.index,
            LogEntry(one.sequenced_ms, one.record.envelope),
        )


def test_a_refusal_carries_its_reason_and_the_hubs_signature() -> None:
    """The author can prove to others that the hub refused."""
    refused = verify(answer())[2]

    assert isinstance(refused, Refused)
    assert type(refused.error) is NotAllowedError
    assert refused.notice == Notice(ORIGIN, RECORDS[2].record_id, "KIND_NOT_ALLOWED", NOW_MS)


def test_a_repeat_counts_as_success() -> None:
    """A lost answer must not make a record look refused."""
    again = answer()
    again.results[0].status = pb.PUBLISH_STATUS_DUPLICATE
    first = verify(again)[0]

    assert isinstance(first, Logged)
    assert first.duplicate


def _another_index(response: pb.PublishResponse) -> None:
    response.results[0].index = 4


def _another_time(response: pb.PublishResponse) -> None:
    response.results[0].sequenced_ms += 1


def _another_hash(response: pb.PublishResponse) -> None:
    response.hashes[0] = bytes(32)


def _short_hash(response: pb.PublishResponse) -> None:
    response.hashes[0] = b"short"


def _no_such_hash(response: pb.PublishResponse) -> None:
    response.results[0].path[0] = 10**6


def _shorter_path(response: pb.PublishResponse) -> None:
    del response.results[0].path[-1]


def _longer_path(response: pb.PublishResponse) -> None:
    response.results[0].path.append(0)


def _no_note(response: pb.PublishResponse) -> None:
    response.note = b""


def _garbage_note(response: pb.PublishResponse) -> None:
    response.note = b"\xff"


def _other_key(response: pb.PublishResponse) -> None:
    thief = NetworkKeys(draw_signing_key(), KEYS.service, KEYS.member, KEYS.root)
    log = SignedLog(thief)
    response.CopyFrom(log.answer(RECORDS, {2: NO}))


def _one_result_less(response: pb.PublishResponse) -> None:
    del response.results[-1]


def _one_result_more(response: pb.PublishResponse) -> None:
    response.results.add()


def _swapped(response: pb.PublishResponse) -> None:
    first = pb.PublishResult.FromString(response.results[0].SerializeToString())
    response.results[0].CopyFrom(response.results[1])
    response.results[1].CopyFrom(first)


def _another_id(response: pb.PublishResponse) -> None:
    response.results[0].record_id = bytes(32)


def _no_status(response: pb.PublishResponse) -> None:
    response.results[0].status = pb.PUBLISH_STATUS_UNSPECIFIED


def _foreign_notice(response: pb.PublishResponse) -> None:
    notice = Notice(ORIGIN, RECORDS[0].record_id, "KIND_NOT_ALLOWED", NOW_MS)
    response.results[2].notice = sign_notice(notice, KEYS.service).format().encode()


def _forged_notice(response: pb.PublishResponse) -> None:
    notice = Notice(ORIGIN, RECORDS[2].record_id, "KIND_NOT_ALLOWED", NOW_MS)
    response.results[2].notice = sign_notice(notice, draw_signing_key()).format().encode()


@pytest.mark.parametrize(
    "bend",
    [
        _another_index,
        _another_time,
        _another_hash,
        _short_hash,
        _no_such_hash,
        _shorter_path,
        _longer_path,
        _no_note,
        _garbage_note,
        _other_key,
        _one_result_less,
        _one_result_more,
        _swapped,
        _another_id,
        _no_status,
        _foreign_notice,
        _forged_notice,
    ],
)
def test_a_bent_answer_is_not_believed(bend: Callable[[pb.PublishResponse], None]) -> None:
    """A hub that says "logged" without proof would empty outboxes into nothing."""
    response = answer()
    bend(response)

    with pytest.raises((MalformedError, VerificationError)):
        verify(response)


def test_a_refusal_without_words_is_still_a_refusal() -> None:
    """Whatever the hub puts there, the record stays with its author."""
    response = answer()
    response.results[2].ClearField("refusal")
    response.results[2].ClearField("notice")
    refused = verify(response)[2]

    assert isinstance(refused, Refused)
    assert isinstance(refused.error, ForsaError)
    assert refused.notice is None
