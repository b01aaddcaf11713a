"""The node's two stores: what must survive anything, and what can be fetched again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from forsa.bundle import EvidenceFrame
from forsa.errors import (
    CorruptStoreError,
    EquivocationError,
    MalformedError,
    Reason,
    StaleParentError,
)
from forsa.v1.effects_pb2 import RecordAct
from forsa_node.restored import was_restored
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.member import Cosigned, MemberStore, OutboxItem, OutboxState
from forsa_node.store.member_tables import OUTBOX, TRUST
from forsa_node.store.migrate import upgrade
from forsa_node.store.mirror import MirrorStore
from forsa_node.store.outbox import Receipted, Rejection
from forsa_node.store.trust import MAX_ALARMS
from sqlalchemy import create_engine, insert, inspect, update

from tests.support.network_root import NetworkKeys
from tests.support.schemas import migrated_schema, schema_of
from tests.support.signed_log import SALT, make_record

KEYS = NetworkKeys.make()
NOW_MS = 1_795_500_000_000


@pytest.fixture
def member(tmp_path: Path) -> Iterator[MemberStore]:
    """A new member's store."""
    store = MemberStore(tmp_path / "member.db")
    store.open()
    yield store
    store.close()


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[MirrorStore]:
    """A new mirror."""
    store = MirrorStore(tmp_path / "mirror.db", KEYS.network_id)
    store.open()
    yield store
    store.close()


def put(
    member: MemberStore, number: int, parent: bytes = b"", kind: str = "practice.report"
) -> bytes:
    """Queue a record; returns its id."""
    record = make_record(KEYS, number, b"body", parent=parent, kind=kind)
    member.put(OutboxItem(record, kind, "titre", SALT, b"body", NOW_MS, OutboxState.WAITING))
    return record.record_id


def states(member: MemberStore) -> list[OutboxState]:
    """In the order they were signed."""
    return [item.state for item in member.items()]


def test_a_record_queued_twice_is_once(member: MemberStore) -> None:
    """A command that was repeated must not publish twice."""
    put(member, 1)
    put(member, 1)

    assert states(member) == [OutboxState.WAITING]


def test_a_record_goes_from_waiting_to_received_to_logged_and_never_back(
    member: MemberStore,
) -> None:
    """A late answer of the hub must not undo what the own fold said."""
    one = put(member, 1)
    member.keep_answers([Receipted(one, 4, "receipt")], [])
    received = states(member)
    member.settle({one: 4})
    member.keep_answers([Receipted(one, 9, "other")], [Rejection(one, late())])

    assert received == [OutboxState.RECEIVED]
    assert states(member) == [OutboxState.LOGGED]
    assert member.items()[0].log_index == 4
    assert member.receipt(one) == "receipt"


def test_the_receipt_of_what_was_dropped_too_late_is_kept(member: MemberStore) -> None:
    """Without it a hub that then leaves the record out is never convicted of it."""
    one, other = put(member, 1), put(member, 2)
    dropped = member.drop([one, other])
    member.keep_answers([Receipted(one, 4, "receipt")], [Rejection(other, late())])
    underway = {found.record_id: found.receipt for found in member.underway()}
    after = states(member)
    member.settle({one: 4})

    assert dropped == 2
    assert after == [OutboxState.RECEIVED, OutboxState.DROPPED]
    assert underway[one] == "receipt"
    assert states(member) == [OutboxState.LOGGED, OutboxState.DROPPED]
    assert member.receipt(one) == "receipt"


def late() -> MalformedError:
    """A refusal."""
    return MalformedError("too late", Reason.HEADER_MALFORMED, field="kind")


def test_all_that_builds_on_a_refused_record_is_set_apart_with_it(member: MemberStore) -> None:
    """A chain of versions falls as one; what stands beside it does not."""
    first = put(member, 1)
    second = put(member, 2, first)
    put(member, 3, second)
    put(member, 4)
    member.keep_answers([], [Rejection(first, late(), b"notice")])

    refused = OutboxState.REFUSED
    assert states(member) == [refused, refused, refused, OutboxState.WAITING]
    items = member.items(refused)
    assert [item.reason for item in items] == [
        Reason.HEADER_MALFORMED,
        Reason.PARENT_INVALID,
        Reason.PARENT_INVALID,
    ]
    assert items[0].details == {"field": "kind", "message": "too late"}


def test_later_versions_of_what_came_too_late_came_too_late_themselves(
    member: MemberStore,
) -> None:
    """Their author joins them with the version that was first; an answer to them is lost."""
    first = put(member, 1)
    second = put(member, 1, first)
    put(member, 1, second)
    put(member, 2, second, "comment.publish")
    stale = StaleParentError("newer", Reason.PARENT_STALE, newest="ab", index=4)
    member.keep_answers([], [Rejection(first, stale)])
    items = member.items()

    assert [item.reason for item in items] == [
        Reason.PARENT_STALE,
        Reason.PARENT_STALE,
        Reason.PARENT_STALE,
        Reason.PARENT_INVALID,
    ]
    assert (items[2].details or {})["newest"] == "ab"


def test_a_withdrawal_falls_with_what_it_withdraws(member: MemberStore) -> None:
    """It names no parent; sent alone it would be refused as well, and told as a riddle."""
    work = put(member, 1)
    act = RecordAct(target=work, reason="withdrawn").SerializeToString()
    record = make_record(KEYS, 2, kind="record.withdraw", effect=act)
    waits = OutboxState.WAITING
    member.put(OutboxItem(record, "record.withdraw", "", SALT, b"", NOW_MS, waits))
    member.keep_answers([], [Rejection(work, late())])

    assert states(member) == [OutboxState.REFUSED] * 2


def test_items_come_in_portions_of_bytes(member: MemberStore) -> None:
    """The outbox may hold more than memory."""
    for number in range(5):
        put(member, number)
    size = member.items()[0].size_bytes

    assert len(member.items(max_bytes=2 * size)) == 2
    assert len(member.items(OutboxState.WAITING, limit=3)) == 3


def test_only_what_a_powerful_key_signed_is_held_back(member: MemberStore) -> None:
    """A report that is sent late does no harm; a ballot since changed does."""
    put(member, 1)
    held = put(member, 2, kind="ballot.cast")

    assert member.hold_powerful() == 1
    assert states(member) == [OutboxState.WAITING, OutboxState.HELD]
    assert member.confirm([held, b"unknown"]) == 1
    assert states(member) == [OutboxState.WAITING, OutboxState.WAITING]


def test_a_held_record_that_the_log_has_is_settled(member: MemberStore) -> None:
    """It was sent before the copy was made: there is nothing left to confirm."""
    held = put(member, 2, kind="ballot.cast")
    member.hold_powerful()
    member.settle({held: 3})

    assert states(member) == [OutboxState.LOGGED]


def test_nothing_smaller_and_no_second_root_is_ever_cosigned(member: MemberStore) -> None:
    """Two cosignatures that contradict each other would convict this node."""
    before = member.cosigned()

    assert member.cosign(before, 5, b"r" * 32)
    now = member.cosigned()
    assert now == Cosigned(5, b"r" * 32, 0)
    assert not member.cosign(before, 9, b"s" * 32)
    assert not member.cosign(now, 4, b"q" * 32)
    assert not member.cosign(now, 5, b"q" * 32)
    assert member.cosign(now, 5, b"r" * 32)
    assert member.cosign(now, 6, b"t" * 32)


def test_evidence_and_alarms_are_kept(tmp_path: Path, member: MemberStore) -> None:
    """They must outlive the program that noticed."""
    frame = EvidenceFrame(1, b"a", b"b", (), b"")
    for now_ms in (NOW_MS, NOW_MS + 5):
        member.add_evidence(frame, now_ms)
        member.raise_alarm(EquivocationError("two roots", Reason.EQUIVOCATION, size=3), now_ms)
    member.close()
    again = MemberStore(tmp_path / "member.db")
    again.open()

    assert len(again.evidence()) == 1
    (alarm,) = again.alarms()
    assert (alarm.reason, alarm.details, alarm.times) == (Reason.EQUIVOCATION, {"size": "3"}, 2)
    assert (alarm.first_ms, alarm.last_ms) == (NOW_MS, NOW_MS + 5)
    again.close()


def test_a_hub_that_lies_all_day_does_not_fill_the_disk(member: MemberStore) -> None:
    """Alarms of one reason are counted beyond a number."""
    for number in range(MAX_ALARMS + 10):
        member.raise_alarm(EquivocationError(f"lie {number}", Reason.LOG_DIVERGED), NOW_MS + number)

    assert len(member.alarms()) == MAX_ALARMS
    assert sum(alarm.times for alarm in member.alarms()) == MAX_ALARMS + 10


def test_the_migrations_make_the_tables_of_a_new_member(member: MemberStore) -> None:
    """Whoever upgrades must get what whoever begins gets, the allowed values of columns too."""
    with member._transaction() as connection:
        assert migrated_schema(upgrade) == schema_of(connection)


def test_every_state_of_the_code_may_be_stored_and_no_other(member: MemberStore) -> None:
    """Comparing tables is blind to what a column allows: a new state was refused as damage."""
    put(member, 1)
    for state in OutboxState:
        change_state(member, state)
    with pytest.raises(CorruptStoreError):
        change_state(member, "elsewhere")

    assert member.items()[0].state is list(OutboxState)[-1]


def test_an_outbox_of_a_version_before_keeps_its_records(tmp_path: Path) -> None:
    """What waits is signed and nowhere else: a table that is made anew must not lose it."""
    engine = create_engine(f"sqlite:///{tmp_path / 'member.db'}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "forsa_node.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        row = {one.name: 0 for one in TRUST.columns} | {"cosigned_root": b"", "accepted": None}
        connection.execute(insert(TRUST).values(**row))
        record = make_record(KEYS, 7, b"body")
        old = {
            "record_id": record.record_id,
            "object_id": record.header.object_id,
            "kind": "trial.note",
            "title": "titre",
            "parent": b"",
            "envelope": record.envelope,
            "salt": SALT,
            "body": b"body",
            "created_ms": NOW_MS,
            "state": "waiting",
            "files": 1,
        }
        connection.execute(insert(OUTBOX).values(**old))
    engine.dispose()
    store = MemberStore(tmp_path / "member.db")
    store.open()
    (item,) = store.items(OutboxState.WAITING)
    with store._transaction() as connection:
        indexes = {one["name"] for one in inspect(connection).get_indexes("outbox")}
    store.close()

    assert (item.record, item.body, item.title) == (record, b"body", "titre")
    assert indexes == {"outbox_by_state"}


def change_state(member: MemberStore, state: str) -> None:
    """Write a state, as no method does."""
    with member._transaction() as connection:
        connection.execute(update(OUTBOX).values(state=str(state)))


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path, member: MemberStore) -> None:
    """An old program must not write into what it does not understand."""
    member.close()
    with sqlite3.connect(tmp_path / "member.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    store = MemberStore(tmp_path / "member.db")

    with pytest.raises(CorruptStoreError, match="update the program"):
        store.open()

    store.close()


@pytest.mark.parametrize("name", ["member.db", "mirror.db"])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    """A traceback helps nobody."""
    (tmp_path / name).write_bytes(b"this is no database" * 2000)
    store = (
        MemberStore(tmp_path / name)
        if name == "member.db"
        else MirrorStore(tmp_path / name, KEYS.network_id)
    )

    with pytest.raises(DamagedStoreError, match="forsa-node verify"):
        store.open()

    store.close()


def test_missing_texts_are_asked_for_in_turn(mirror: MirrorStore) -> None:
    """Texts that never come must not keep the others from being asked for."""
    mirror.add_missing([3, 5, 8])
    mirror.add_missing([5])
    first = mirror.missing(2)
    mirror.put_bodies({}, gone=[], tried=first)

    assert first == [3, 5]
    assert mirror.missing(2) == [8, 3]
    mirror.put_bodies({}, gone=[8])
    assert mirror.count_missing() == 2


def test_of_each_node_the_newest_cosignature_is_kept(mirror: MirrorStore) -> None:
    """A smaller tree cosigned later says less than the larger one before."""
    mirror.put_cosigned(10, {"amal/n1": 100, "badr/n1": 90})
    mirror.put_cosigned(7, {"amal/n1": 200})
    mirror.put_cosigned(10, {"badr/n1": 95})
    found = {(one.member, one.size, one.time_ms) for one in mirror.cosigned()}

    assert found == {("amal", 10, 100_000), ("badr", 10, 95_000)}


def folder_with_run(path: Path) -> Path:
    """A node's folder as far as it matters here."""
    (path / "run").mkdir(parents=True)
    return path


def test_a_node_that_goes_on_is_not_taken_for_a_copy(tmp_path: Path, member: MemberStore) -> None:
    """People would learn to confirm without reading."""
    folder = folder_with_run(tmp_path / "node")

    assert [was_restored(folder, member) for _ in range(3)] == [False, False, False]


def test_a_store_put_back_from_a_copy_is_recognised(tmp_path: Path, member: MemberStore) -> None:
    """What waits in it may be out of date."""
    folder = folder_with_run(tmp_path / "node")
    was_restored(folder, member)
    member.close()
    copy = (tmp_path / "member.db").read_bytes()
    member = MemberStore(tmp_path / "member.db")
    was_restored(folder, member)
    member.close()
    (tmp_path / "member.db").write_bytes(copy)
    member = MemberStore(tmp_path / "member.db")

    assert was_restored(folder, member)
    assert not was_restored(folder, member)
    member.close()


def test_a_folder_that_was_copied_whole_is_recognised(tmp_path: Path, member: MemberStore) -> None:
    """A copy of everything counts along with itself; only the file's own number gives it away."""
    folder = folder_with_run(tmp_path / "node")
    was_restored(folder, member)
    other = folder_with_run(tmp_path / "copy")
    (other / "run" / "opened").write_bytes((folder / "run" / "opened").read_bytes())

    assert was_restored(other, member)
