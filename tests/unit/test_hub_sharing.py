"""Sharing at the hub's door: what a patched node signs all the same is refused there."""

from collections.abc import Sequence

from forsa.envelope import Record
from forsa.errors import Reason
from forsa.library.sharing_rules import COMMENTS_A_DAY, DAY_MS
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.record_pb2 import Commitment
from forsa_hub.admission import Offer
from forsa_hub.sharing import Sharing
from google.protobuf.message import Message

from tests.support.folded_log import unique
from tests.support.library_log import LibraryLog, adoption, comment, translation


def offer(
    log: LibraryLog, member: str, kind: str, message: Message, target: bytes, own: bytes = b""
) -> Offer:
    """A record that a node sends."""
    data = message.SerializeToString()
    body = Commitment(root=unique(f"{kind} {len(data)}"), size=len(data))
    record = log.record(member, kind, parent=target, object_id=own or None, body=body)
    return Offer(record, bytes(32), data, None, None)


def judge(log: LibraryLog, offers: Sequence[Offer], now_ms: int = 0) -> list[Reason | None]:
    """What a batch of these is told; what is not refused is placed."""

    def work(reader: object) -> list[Reason | None]:
        sharing = Sharing(reader, now_ms or log.now_ms)  # type: ignore[arg-type]
        told: list[Reason | None] = []
        for one in offers:
            error = sharing.held_to(one, log.state).body_error
            told.append(error.reason if error else None)
            if error is None:
                sharing.place(one)
        return told

    return log.read(work)


def chain(log: LibraryLog, work: Record, count: int) -> list[Offer]:
    """Comments, each on the one before."""
    offers, target = [], work.record_id
    for number in range(count):
        offers.append(offer(log, "badr", "comment.publish", comment(f"Mot {number}"), target))
        target = offers[-1].record.record_id
    return offers


def test_a_fifth_level_is_refused_also_within_one_call() -> None:
    """A whole conversation in one batch would pass where each comment by itself would not."""
    log = LibraryLog()
    work = log.report()
    refused = [None] * 4 + [Reason.KIND_BODY_INVALID]

    assert judge(log, chain(log, work, 5)) == refused
    at = work
    for number in range(4):
        at = log.answer("badr", "comment.publish", comment(f"Mot {number}"), at)
        last = offer(log, "cyn", "comment.publish", comment(), at.record_id)
        assert judge(log, [last]) == [refused[number + 1]]


def test_half_a_conversation_in_the_log_and_half_in_the_batch() -> None:
    """The depth is counted across both."""
    log = LibraryLog()
    first = log.answer("cyn", "comment.publish", comment(), log.report())

    assert judge(log, chain(log, first, 4)) == [None] * 3 + [Reason.KIND_BODY_INVALID]


def test_the_thirty_first_comment_of_a_day_is_refused_and_tomorrow_it_is_not() -> None:
    """The log is for ever: a flood could never be taken out of it."""
    log = LibraryLog()
    work = log.report()
    for _ in range(COMMENTS_A_DAY - 1):
        log.answer("badr", "comment.publish", comment(), work)
    two = [offer(log, "badr", "comment.publish", comment(f"{n} ?"), work.record_id) for n in (1, 2)]
    other = offer(log, "cyn", "comment.publish", comment(), work.record_id)

    assert judge(log, [*two, other]) == [None, Reason.RATE_LIMITED, None]
    assert judge(log, two, log.now_ms + DAY_MS) == [None, None]


def test_an_adoption_of_what_the_same_batch_withdrew_is_refused() -> None:
    """Order within a call is order in the log."""
    log = LibraryLog()
    work = log.report()
    act = RecordAct(target=work.record_id, reason="withdrawn")
    withdrawal = Offer(log.record("amal", "record.withdraw", act), b"", b"", None, None)
    adopted = offer(log, "badr", "practice.adopt", adoption(), work.record_id)

    assert judge(log, [adopted]) == [None]
    assert judge(log, [withdrawal, adopted]) == [None, Reason.KIND_PRECONDITION]
    log.withdraw(work)
    assert judge(log, [adopted]) == [Reason.KIND_PRECONDITION]


def test_a_translation_is_held_to_the_text_it_translates() -> None:
    """Also if the text came in the same call."""
    log = LibraryLog()
    work = log.report()
    good = offer(log, "badr", "translation.publish", translation({"title": "ت"}), work.record_id)
    bad = offer(log, "badr", "translation.publish", translation({"titre": "ت"}), work.record_id)

    assert judge(log, [good, bad]) == [None, Reason.KIND_BODY_INVALID]


def test_an_own_new_version_is_held_to_what_it_answers_and_not_to_itself() -> None:
    """A corrected adoption answers the work, and is no answer to its author's own record."""
    log = LibraryLog()
    first = log.answer("badr", "practice.adopt", adoption("too_early"), log.report())
    own = first.header.object_id
    second = offer(log, "badr", "practice.adopt", adoption("partly"), first.record_id, own)
    third = offer(log, "badr", "practice.adopt", adoption(), second.record.record_id, own)

    assert judge(log, [second, third]) == [None, None]


def test_what_was_wrong_already_stays_the_answer() -> None:
    """A body that does not match its commitment is judged by nothing else."""
    log = LibraryLog()
    work = log.report()
    adopted = offer(log, "amal", "practice.adopt", adoption(), work.record_id)
    held = log.read(lambda reader: Sharing(reader, log.now_ms).held_to(adopted, log.state))

    assert held.body_error is not None
    assert log.read(lambda reader: Sharing(reader, 1).held_to(held, log.state)) is held
