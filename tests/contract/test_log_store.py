"""What every store of the log does, whichever engine lies under it; SQLite is the first.

An engine joins the suite by a line in `ENGINES`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from forsa.envelope import Record
from forsa.errors import CorruptStoreError, Reason
from forsa.governance.fold import Folded, fold_entry, read_entry
from forsa.governance.lookup import Answer, Lookup, gather
from forsa.governance.snapshot import format_snapshot, parse_snapshot
from forsa.governance.state import State
from forsa.log_store.engine import open_readers, open_writer
from forsa.log_store.reading import EMPTY_HEAD, Head, LogReader, StoredBody
from forsa.log_store.state import load_state
from forsa.log_store.tables import log_tables
from forsa.log_store.writing import ACTS, LogWriter, next_head
from forsa.merkle.frontier import EMPTY
from forsa.merkle.hashes import root_hash
from forsa.merkle.proof import verify_consistency, verify_inclusion
from forsa.v1.effects_pb2 import RecordAct
from sqlalchemy import Engine, MetaData, text, update

from tests.vectors.test_forsa_v1_fold import RECORDS, VECTORS

METADATA = MetaData()
log_tables(METADATA)
NETWORK_ID = bytes.fromhex(VECTORS["network_id"])
ENTRIES = [bytes.fromhex(one["log_entry"]) for one in RECORDS]
ROOTS = [bytes.fromhex(one) for one in VECTORS["tree"]["roots"]]

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "sqlite": lambda folder: open_writer(folder / "log.db"),
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each engine."""
    opened = ENGINES[request.param](tmp_path)
    with opened.begin() as connection:
        METADATA.create_all(connection)
    yield opened
    opened.dispose()


def folded_example(batches: int = 1) -> Iterator[list[Folded]]:
    """The worked example, folded in so many batches."""
    state, earlier = State.start(NETWORK_ID), Lookup(EMPTY)
    step = -(-len(ENTRIES) // batches)
    for at in range(0, len(ENTRIES), step):
        folded = []
        for entry in ENTRIES[at : at + step]:
            folded.append(fold_entry(state, read_entry(entry), earlier))
            state = folded[-1].state
        yield folded


def store_example(engine: Engine, batches: int = 4) -> Head:
    """Store the worked example with a body for each record that has one."""
    head = EMPTY_HEAD
    for folded in folded_example(batches):
        after, completed = next_head(head, folded)
        bodies = {
            one.index: StoredBody(bytes(32), b"body %d" % one.index)
            for one in folded
            if one.record is not None and one.record.header.HasField("body")
        }
        with engine.begin() as connection:
            LogWriter(connection, METADATA).append(head, after, completed, folded, bodies)
        head = after
    return head


@pytest.mark.parametrize("batches", [1, 7, 60])
def test_entries_come_back_as_they_were_with_head_and_roots(engine: Engine, batches: int) -> None:
    """Every proof and every restart stands on these bytes."""
    head = store_example(engine, batches)
    with engine.begin() as connection:
        reader = LogReader(connection, METADATA)

        assert [one.data for one in reader.entries(0, 100)] == ENTRIES
        assert reader.head() == head
        assert [reader.root(size) for size in range(61)] == ROOTS


def test_proofs_made_from_stored_hashes_verify(engine: Engine) -> None:
    """A receipt of any entry, and a proof between any two sizes, at any time later."""
    store_example(engine)
    with engine.begin() as connection:
        reader = LogReader(connection, METADATA)
        leaves = [read_entry(entry).leaf for entry in ENTRIES]
        for index, size in [(0, 1), (0, 60), (31, 32), (31, 33), (59, 60), (17, 45)]:
            path = reader.inclusion(index, size)
            verify_inclusion(leaves[index], index, size, path, root_hash(leaves[:size]))
        for size1, size2 in [(1, 60), (32, 33), (31, 60), (59, 60), (16, 32)]:
            proof = reader.consistency(size1, size2)
            verify_consistency(size1, ROOTS[size1], size2, ROOTS[size2], proof)

        assert reader.consistency(0, 60) == reader.consistency(60, 60) == []


def test_the_fold_finds_earlier_records_as_it_would_in_memory(engine: Engine) -> None:
    """A node that restarts must judge the next entry as one that never stopped."""
    store_example(engine)
    state, memory = State.start(NETWORK_ID), Lookup(EMPTY)
    claims = [read_entry(entry) for entry in ENTRIES]
    records = [claim.record for claim in claims if claim.record is not None]
    for claim in claims:
        state = fold_entry(state, claim, memory).state
    with engine.begin() as connection:
        stored = gather(records, LogReader(connection, METADATA), memory.frontier)

        assert stored.records == memory.records
        assert stored.objects == memory.objects


@pytest.mark.parametrize("size", [0, 1, 17, 40])
def test_a_reader_of_the_past_sees_nothing_of_later_entries(engine: Engine, size: int) -> None:
    """Folding an entry again must not find that very entry, or what answered it."""
    store_example(engine)
    records = [read_entry(entry).record for entry in ENTRIES]
    ids = [record.record_id for record in records if record is not None]
    with engine.begin() as connection:
        past = LogReader(connection, METADATA, before=size)

        assert sorted(past.index_of(ids).values()) == list(range(size))
        assert all(index < size for index in past.newest_of(_objects()).values())


def _objects() -> list[bytes]:
    records = (read_entry(entry).record for entry in ENTRIES)
    return [record.header.object_id for record in records if record is not None]


@pytest.mark.parametrize("snapshot_at", [None, 1, 30, 60])
def test_a_restart_gives_the_state_of_one_that_never_stopped(
    engine: Engine, snapshot_at: int | None
) -> None:
    """With or without a snapshot, and from a snapshot of any size."""
    store_example(engine)
    states = [folded.state for batch in folded_example() for folded in batch]
    with engine.begin() as connection:
        if snapshot_at is not None:
            LogWriter(connection, METADATA).save_snapshot(states[snapshot_at - 1])
        state = load_state(connection, METADATA, NETWORK_ID)

    assert format_snapshot(state) == format_snapshot(states[-1])


def test_a_snapshot_of_another_network_is_passed_over(engine: Engine) -> None:
    """A file copied into the wrong folder must not give rights to strangers."""
    store_example(engine)
    with engine.begin() as connection:
        LogWriter(connection, METADATA).save_snapshot(State.start(bytes(32)))
        state = load_state(connection, METADATA, NETWORK_ID)

    assert state.rights.network_id == NETWORK_ID


@pytest.mark.parametrize("at", [16, 20, 48])
def test_a_snapshot_that_does_not_lead_to_the_stored_digests_is_discarded(
    engine: Engine, at: int
) -> None:
    """Well-formed and of another state, it would give a right that nobody voted for, for ever.

    At a size that has a digest it is found at once, at another by the next one that is folded.
    """
    store_example(engine)
    states = [folded.state for batch in folded_example() for folded in batch]
    rights = states[at - 1].rights
    other = replace(rights, settings=rights.settings.set("proxies_max", "5"))
    with engine.begin() as connection:
        forged = replace(states[at - 1], rights=other)
        LogWriter(connection, METADATA).save_snapshot(forged)
        state = load_state(connection, METADATA, NETWORK_ID)

    assert format_snapshot(state) == format_snapshot(states[-1])


def test_a_snapshot_whose_digest_is_not_its_states_is_discarded(engine: Engine) -> None:
    """Its two hashes are of the bytes and of the state: one alone could be of another version."""
    store_example(engine)
    states = [folded.state for batch in folded_example() for folded in batch]
    head, _, body = format_snapshot(states[40]).partition(b"\n")
    forged = head.rpartition(b" ")[0] + b" " + bytes(32).hex().encode() + b"\n" + body
    with pytest.raises(CorruptStoreError, match="another digest"):
        parse_snapshot(forged)
    with engine.begin() as connection:
        LogWriter(connection, METADATA).save_snapshot(states[40])
        connection.execute(update(METADATA.tables["snapshot"]).values(state=forged))
        state = load_state(connection, METADATA, NETWORK_ID)

    assert format_snapshot(state) == format_snapshot(states[-1])


def test_two_writers_cannot_both_win(engine: Engine) -> None:
    """Two hubs on one database would sign two trees; the second must find out and stop."""
    (folded,) = folded_example()
    after, completed = next_head(EMPTY_HEAD, folded)
    with engine.begin() as connection:
        LogWriter(connection, METADATA).append(EMPTY_HEAD, after, completed, folded, {})

    with (
        pytest.raises(CorruptStoreError) as caught,
        engine.begin() as connection,
    ):
        LogWriter(connection, METADATA).append(EMPTY_HEAD, after, completed, folded, {})
    assert caught.value.reason is Reason.LOG_DIVERGED


def test_a_batch_that_fails_leaves_nothing(engine: Engine) -> None:
    """Half a batch would be entries without a head."""

    (folded,) = folded_example()
    after, completed = next_head(EMPTY_HEAD, folded)
    with engine.connect() as connection:
        LogWriter(connection, METADATA).append(EMPTY_HEAD, after, completed, folded, {})
        connection.rollback()

    with engine.begin() as connection:
        reader = LogReader(connection, METADATA)
        assert reader.head() == EMPTY_HEAD
        assert reader.entries(0, 100) == []


def test_bodies_are_kept_replaced_and_erased(engine: Engine) -> None:
    """What is redacted must be gone from the table."""
    store_example(engine)
    with engine.begin() as connection:
        reader, writer = LogReader(connection, METADATA), LogWriter(connection, METADATA)
        (index, *_) = reader.bodies(range(60))
        writer.put_bodies({index: StoredBody(b"s" * 32, b"new")})
        assert reader.bodies([index])[index].data == b"new"
        before = [one.index for one in reader.without_body(0, 60)]
        writer.erase_bodies([index])

        assert index not in reader.bodies(range(60))
        valid = {one.index for one in reader.entries(0, 60) if one.void is None}
        bare = [one.index for one in reader.without_body(0, 60)]
        assert bare == sorted(valid - reader.bodies(range(60)).keys())
        assert set(bare) - set(before) == {index}


def test_a_redaction_takes_its_body_with_it(engine: Engine) -> None:
    """From a valid redaction on, salt and body are gone: in the transaction that logs it."""
    store_example(engine)
    redacted = {
        RecordAct.FromString(record.header.effect).target
        for entry in ENTRIES
        if (record := read_entry(entry).record) is not None
        and record.header.kind == "record.redact"
    }
    with engine.begin() as connection:
        reader = LogReader(connection, METADATA)
        indexes = set(reader.index_of(redacted).values())

        assert indexes
        assert not reader.bodies(indexes)
        assert reader.bodies(range(60))


def test_records_are_listed_by_kind_and_member(engine: Engine) -> None:
    """A kind stands for itself and for what it begins."""
    store_example(engine)
    with engine.begin() as connection:
        reader = LogReader(connection, METADATA)
        kinds = {index: RECORDS[index]["kind"] for index in range(60)}

        assert {kinds[i] for i in reader.records_of(["member"])} == {
            kind for kind in kinds.values() if kind.startswith("member.")
        }
        assert reader.records_of(["memb"]) == []
        assert reader.records_of([], [], start=58) == [58, 59]
        assert len(reader.records_of([], [], limit=5)) == 5


def test_an_answer_is_found_by_author_and_target(engine: Engine) -> None:
    """One review an author and target: the store remembers which there are."""
    with engine.begin() as connection:
        table = METADATA.tables["answer"]
        row = {"kind": "review.publish", "member": "amal", "target": b"t" * 32, "position": 9}
        connection.execute(table.insert(), [row])
        asked = [
            Answer("review.publish", "amal", b"t" * 32),  # type: ignore[arg-type]
            Answer("review.publish", "badr", b"t" * 32),  # type: ignore[arg-type]
        ]
        now = LogReader(connection, METADATA)
        then = LogReader(connection, METADATA, before=9)

        assert list(now.answers(asked)) == asked[:1]
        assert list(then.answers(asked)) == []


def test_damage_is_found_while_folding_again(engine: Engine) -> None:
    """A changed entry must not quietly become the state."""
    store_example(engine)
    entry = METADATA.tables["entry"]
    with engine.begin() as connection:
        connection.execute(update(entry).where(entry.c.position == 9).values(leaf=bytes(32)))

    with (
        pytest.raises(CorruptStoreError, match="entry 9"),
        engine.begin() as connection,
    ):
        load_state(connection, METADATA, NETWORK_ID)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """One writer a store: everybody else only looks."""
    writer = open_writer(tmp_path / "log.db")
    with writer.begin() as connection:
        METADATA.create_all(connection)
    readers = open_readers(tmp_path / "log.db")
    with (
        pytest.raises(Exception, match="readonly"),
        readers.connect() as connection,
    ):
        connection.execute(text("DELETE FROM entry"))
    readers.dispose()
    writer.dispose()


def test_what_stands_around_a_record_is_found_from_it(engine: Engine) -> None:
    """Answers, newer versions and acts: the library is computed from these, never asserted."""
    store_example(engine)
    expected: dict[bytes, set[int]] = {}
    for index, record in _valid():
        if record.header.parent:
            expected.setdefault(record.header.parent, set()).add(index)
        if record.header.kind in ACTS:
            target = RecordAct.FromString(record.header.effect).target
            expected.setdefault(target, set()).add(index)
    with engine.begin() as connection:
        reader = LogReader(connection, METADATA)

        assert len(expected) > 5
        assert {one: set(reader.children_of([one])) for one in expected} == expected
        assert reader.children_of(expected) == sorted(set().union(*expected.values()))
        assert LogReader(connection, METADATA, before=1).children_of(expected) == []


def test_attachments_and_versions_are_found_from_their_records(engine: Engine) -> None:
    """Who owns a file, and whether a record still needs it, is asked on every download."""
    store_example(engine)
    named: dict[bytes, list[int]] = {}
    objects: dict[bytes, list[int]] = {}
    for index, record in _valid():
        objects.setdefault(record.header.object_id, []).append(index)
        for one in record.header.attachments:
            named.setdefault(one.root, []).append(index)
    with engine.begin() as connection:
        reader = LogReader(connection, METADATA)

        assert named
        assert reader.naming([*named, bytes(32)]) == named
        assert all(reader.versions_of([one]) == places for one, places in objects.items())


def _valid() -> list[tuple[int, Record]]:
    """The valid records of the worked example, with their indexes."""
    folded = [one for batch in folded_example() for one in batch]
    return [
        (one.index, one.record) for one in folded if one.void is None and one.record is not None
    ]
