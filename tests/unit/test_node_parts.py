"""The pure parts of a node: what is sent at once, which texts are kept, what looks odd."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from forsa.envelope import Record
from forsa.errors import Reason
from forsa.governance.claim import Claim
from forsa.governance.state import State
from forsa.governance.witnessed import Cosignature
from forsa.merkle.hashes import hash_leaf
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.outcomes_pb2 import OutcomeTables
from forsa_node.bodies import Wanted, sort_later
from forsa_node.push import MAX_BYTES, MAX_CALLS, plan
from forsa_node.store.member import OutboxItem, OutboxState
from forsa_node.suspicions import odd_times, older_than_cosigned
from hypothesis import given
from hypothesis import strategies as st

from tests.support.network_root import NetworkKeys
from tests.support.signed_log import SALT, make_record

KEYS = NetworkKeys.make()
HOUR_MS = 3_600_000
NOW_MS = 1_795_500_000_000


def item(
    number: int, parent: bytes = b"", kind: str = "practice.report", size: int = 10
) -> OutboxItem:
    """A record that waits."""
    record = make_record(KEYS, number, parent=parent, kind=kind)
    return OutboxItem(record, kind, "", SALT, bytes(size), 0, OutboxState.WAITING)


def ids(items: Sequence[OutboxItem]) -> list[bytes]:
    """Their record ids."""
    return [one.record.record_id for one in items]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.integers(1, 4))
def test_nothing_is_sent_beside_its_parent_in_another_call(back: list[int], most: int) -> None:
    """Calls may overtake each other: a child that arrives first would be refused for ever."""
    items: list[OutboxItem] = []
    for number, step in enumerate(back):
        parent = items[-step].record.record_id if 0 < step <= len(items) else b""
        items.append(item(number, parent))
    calls = plan(items, most)
    sent = [ids(call) for call in calls]
    flat = [one for call in sent for one in call]

    assert 1 <= len(calls) <= MAX_CALLS
    assert flat == ids(items)[: len(flat)]
    assert all(1 <= len(call) <= most for call in calls)
    place = {one: number for number, call in enumerate(sent) for one in call}
    for one in items[: len(flat)]:
        parent = one.record.header.parent
        assert place.get(parent, place[one.record.record_id]) == place[one.record.record_id]


def test_a_withdrawal_is_sent_behind_what_it_withdraws() -> None:
    """It names no parent: in a call of its own it would arrive first, and be refused for ever."""
    work = item(1)
    act = RecordAct(target=work.record.record_id, reason="withdrawn").SerializeToString()
    record = make_record(KEYS, 2, kind="record.withdraw", effect=act)
    withdrawal = replace(work, record=record, kind="record.withdraw")
    malformed = make_record(KEYS, 3, kind="record.withdraw", effect=b"\xff")

    assert withdrawal.builds_on == work.record.record_id
    assert [ids(call) for call in plan([work, withdrawal], most=1)] == [ids([work])]
    assert len(plan([item(4), withdrawal], most=1)) == 2
    assert replace(work, record=malformed, kind="record.withdraw").builds_on == b""


def test_a_release_is_sent_behind_the_newest_one_it_was_audited_with() -> None:
    """They have no parent in common; the other way round the hub refuses both for good."""
    first = item(1, kind="outcome.release")
    body = OutcomeTables(history=[bytes(32), first.record.record_id]).SerializeToString()
    second = replace(item(2, kind="outcome.release"), body=body)
    erased = replace(second, body=b"")

    assert second.builds_on == first.record.record_id
    assert [ids(call) for call in plan([first, second], most=1)] == [ids([first])]
    assert second.answers == erased.builds_on == b""
    assert replace(second, body=b"\xff").builds_on == b""
    assert replace(second, kind="practice.report").builds_on == b""


def test_what_a_powerful_key_signed_is_sent_alone() -> None:
    """A new key must be in the log before what it signed."""
    items = [item(1), item(2, kind="key.add"), item(3)]

    assert [ids(call) for call in plan(items)] == [ids(items[:1])]
    assert [ids(call) for call in plan(items[1:])] == [ids(items[1:2])]


def test_a_call_stays_below_the_size_of_a_message() -> None:
    """gRPC would refuse it whole, for ever."""
    calls = plan([item(number, size=MAX_BYTES // 2) for number in range(4)])

    assert [len(call) for call in calls] == [1, 1, 1, 1]


def record_with(body: bytes, **fields: object) -> Record:
    """A record of the office with this body."""
    return make_record(KEYS, 1, body, **fields)


def test_a_text_that_is_not_the_committed_one_is_not_kept() -> None:
    """What is shown is what was signed, or nothing."""
    record = record_with(b"text")
    answer = pb.Body(index=7, state=pb.BODY_STATE_INLINE, salt=SALT, body=b"tex7")
    found = sort_later(State.start(KEYS.network_id), {7: record}, [answer], "office")

    assert (found.kept, found.missing) == ({}, [7])
    assert [alarm.reason for alarm in found.alarms] == [Reason.COMMITMENT_MISMATCH]


@pytest.mark.parametrize("audience", ["network", "group-1"])
def test_nobody_waits_for_a_text_that_is_not_for_this_member(audience: str) -> None:
    """Not to be given it is right: no alarm, and no asking for ever."""
    record = record_with(b"text", audience=audience)
    found = sort_later(State.start(KEYS.network_id), {7: record}, [], "stranger")

    assert (found.gone, found.missing, found.alarms) == ([7], [], [])


def test_nobody_waits_for_a_text_that_was_erased() -> None:
    """The network decided it: not to be given it is right, and asking again is in vain."""
    record = record_with(b"text", audience="public")
    state = State.start(KEYS.network_id)
    erased = state.rights.redacted.set(record.record_id, 1)
    state = replace(state, rights=replace(state.rights, redacted=erased))
    found = sort_later(state, {7: record}, [pb.Body(index=7, salt=SALT, body=b"text")], "office")

    assert (found.gone, found.kept, found.alarms) == ([7], {}, [])


def test_a_text_that_does_not_come_although_it_must_is_withheld() -> None:
    """The hub answers, and leaves one out."""
    record = record_with(b"text", audience="public")
    found = sort_later(State.start(KEYS.network_id), {7: record}, [], "stranger")

    assert found.missing == [7]
    assert [alarm.reason for alarm in found.alarms] == [Reason.RECORD_WITHHELD]


def test_a_filter_keeps_what_it_names_and_what_names_nothing() -> None:
    """Hub and node must read a filter alike, or a node would cry for texts it did not want."""
    wanted = Wanted(("practice",), ("ar",))

    assert wanted.matches(record_with(b"x").header)
    assert wanted.matches(record_with(b"x", languages=["ar", "fr"]).header)
    assert not wanted.matches(record_with(b"x", languages=["fr"]).header)
    assert not wanted.matches(record_with(b"x", kind="practices.report").header)


@pytest.mark.parametrize(
    ("log_ms", "fresh_ms", "expected"),
    [
        (NOW_MS, NOW_MS, []),
        (NOW_MS + 15 * 60_000, NOW_MS, []),
        (NOW_MS + 16 * 60_000, NOW_MS, [Reason.CLOCK_SUSPECT]),
        (NOW_MS, NOW_MS + 16 * 60_000, [Reason.CLOCK_SUSPECT]),
        (NOW_MS - 80 * HOUR_MS, NOW_MS - 72 * HOUR_MS, []),
        (NOW_MS - 80 * HOUR_MS, NOW_MS - 73 * HOUR_MS, [Reason.LOG_FROZEN]),
        (0, 0, []),
    ],
)
def test_times_that_cannot_be_are_told(log_ms: int, fresh_ms: int, expected: list[Reason]) -> None:
    """Deadlines stand on the hub's clock: a node says when it does not believe it."""
    assert [one.reason for one in odd_times(log_ms, fresh_ms, NOW_MS)] == expected


def claim(sequenced_ms: int) -> Claim:
    """An entry of this time."""
    return Claim(b"", hash_leaf(b""), sequenced_ms, None, None)


def test_entries_older_than_a_cosignature_of_a_tree_without_them_are_told() -> None:
    """A hub that keeps a record back and dates it early is seen by who cosigned meanwhile."""
    cosigned = [Cosignature("amal", 5, NOW_MS), Cosignature("badr", 9, NOW_MS + 5 * HOUR_MS)]

    assert older_than_cosigned(5, [claim(NOW_MS - HOUR_MS)], cosigned) is None
    told = older_than_cosigned(5, [claim(NOW_MS), claim(NOW_MS - HOUR_MS - 1)], cosigned)
    assert told is not None
    assert told.metadata["index"] == "6"
