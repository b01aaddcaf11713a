"""Laws of the fold: one meaning for one log, whatever the bytes and whatever the batches."""

import json
from pathlib import Path

from forsa.entry import LogEntry
from forsa.errors import Reason
from forsa.governance.digest import state_digest, state_text
from forsa.governance.fold import Folded, admit_entry, fold_entry, read_entry
from forsa.governance.lookup import Lookup, gather
from forsa.governance.snapshot import format_snapshot, parse_snapshot
from forsa.governance.state import State
from forsa.merkle.frontier import EMPTY
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.folded_log import FoldedLog, Store

EXAMPLE = json.loads(
    (Path(__file__).parents[1] / "vectors" / "forsa-v1" / "vectors.json").read_text()
)
ENTRIES = [bytes.fromhex(record["log_entry"]) for record in EXAMPLE["records"]]
NETWORK_ID = bytes.fromhex(EXAMPLE["network_id"])
CASES = [
    bytes.fromhex(case["data"])
    for case in (*EXAMPLE["reject"], *EXAMPLE["accept"])
    if case["form"] == "envelope"
]


def folded(entries: list[bytes]) -> FoldedLog:
    """Fold entries one by one, with a lookup that knows everything."""
    log = FoldedLog(())
    log.state, log.earlier = State.start(NETWORK_ID), Lookup(EMPTY)
    log.entries, log.folded = [], []
    for entry in entries:
        log.log(entry)
    return log


def some_log(data: st.DataObject) -> list[bytes]:
    """Return the worked example with other entries strewn in: damaged, repeated, refused ones."""
    entries = list(ENTRIES)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(entries)))
        near = max(0, at - 1)
        sequenced_ms = int.from_bytes(entries[near][1:9], "big")
        envelope = data.draw(st.sampled_from(CASES))
        foreign = LogEntry(sequenced_ms, envelope).format()
        other = data.draw(st.sampled_from((foreign, entries[near], damaged(data, entries[near]))))
        entries.insert(at, other)
    return entries


def damaged(data: st.DataObject, entry: bytes) -> bytes:
    """Change one byte, or cut the end off."""
    if not entry:
        return b"\x01"
    at = data.draw(st.integers(0, len(entry) - 1))
    if data.draw(st.booleans()):
        return entry[:at]
    return entry[:at] + bytes([entry[at] ^ data.draw(st.integers(1, 255))]) + entry[at + 1 :]


@settings(max_examples=50)
@given(st.data())
def test_the_state_does_not_depend_on_how_the_log_was_cut_into_batches(data: st.DataObject) -> None:
    """A node that pulls 256 at a time and one that pulls one by one must agree on who may vote."""
    one_by_one = folded(some_log(data))
    state, store, frontier = State.start(NETWORK_ID), Store(one_by_one), EMPTY
    while store.size < len(one_by_one.entries):
        batch = one_by_one.entries[store.size :][: data.draw(st.integers(1, 40))]
        claims = [read_entry(entry) for entry in batch]
        lookup = gather([c.record for c in claims if c.record is not None], store, frontier)
        for claim in claims:
            result = fold_entry(state, claim, lookup)
            expected = one_by_one.folded[state.size]

            assert (result.void, result.alarms) == (expected.void, expected.alarms)
            assert result.digest == expected.digest
            state = result.state
        frontier, _ = frontier.extend([claim.leaf for claim in claims])
        store.size += len(batch)

    assert state_text(state.rights) == state_text(one_by_one.state.rights)


@settings(max_examples=50)
@given(st.data())
def test_a_void_entry_changes_only_time_timers_and_its_own_line(data: st.DataObject) -> None:
    """One bad entry never stops replication, and never gives anybody a right."""
    log = folded(some_log(data))
    before = State.start(NETWORK_ID)
    for result in log.folded:
        if result.void is not None:
            lines = set(state_text(result.state.rights).splitlines())
            new = lines - set(state_text(before.rights).splitlines())
            own = f"void {result.index} {result.void.rule}"
            fired = {line for line in new if line.split()[0] in FIRED}

            assert own in new
            assert new == {own} | fired
            assert Reason.HUB_ADMITTED_INVALID in result.alarms
        before = result.state


FIRED = frozenset(("proposal", "held", "key", "node"))
"""Lines that a timer may write when an entry, void or not, moves log time."""


@given(st.lists(st.binary(max_size=200), max_size=5), st.data())
def test_no_bytes_make_the_fold_raise(bytes_of: list[bytes], data: st.DataObject) -> None:
    """Whatever a hub sends must end in a state: a node that stopped there could never go on."""
    size = data.draw(st.integers(0, len(ENTRIES)))
    log = folded(ENTRIES[:size])
    for entry in (*bytes_of, *(damaged(data, entry) for entry in ENTRIES[size : size + 3])):
        log.log(entry)

    assert log.state.size == len(log.entries)


@settings(max_examples=30)
@given(st.data())
def test_folding_twice_gives_the_same(data: st.DataObject) -> None:
    """Nothing outside the entries moves the state: no clock, no order of a dictionary."""
    entries = some_log(data)
    once, again = folded(entries).state, folded(entries).state

    assert format_snapshot(once) == format_snapshot(again)


@given(st.data())
def test_what_the_hub_refuses_leaves_no_trace(data: st.DataObject) -> None:
    """A refused record that changed the next verdict would let anybody steer the log."""
    size = data.draw(st.integers(1, len(ENTRIES)))
    log = folded(ENTRIES[:size])
    before = format_snapshot(log.state)
    knew = log.earlier.copy()
    envelope = data.draw(st.sampled_from(CASES))
    entry = LogEntry(log.state.log_time_ms, envelope).format()
    result = admit_entry(log.state, read_entry(entry), log.earlier)

    if not isinstance(result, Folded):
        assert format_snapshot(log.state) == before
        assert (log.earlier.records, log.earlier.objects) == (knew.records, knew.objects)
        assert log.earlier.leaves == knew.leaves
        logged = fold_entry(log.state, read_entry(entry), log.earlier)
        diverged = result.reason is Reason.STATE_MISMATCH
        assert (logged.void == result) != diverged


@given(st.integers(0, len(ENTRIES)))
def test_a_snapshot_reads_back_to_the_same_state(size: int) -> None:
    """A restart must not change who may vote, nor which timers run."""
    state = folded(ENTRIES[:size]).state
    restored = parse_snapshot(format_snapshot(state))

    assert format_snapshot(restored) == format_snapshot(state)
    assert state_digest(restored.rights) == state_digest(state.rights)


@settings(max_examples=50)
@given(st.data())
def test_the_lines_of_the_state_are_sorted_bytewise(data: st.DataObject) -> None:
    """The text is put together from sections: a word out of place would be another digest."""
    text = state_text(folded(some_log(data)).state.rights).encode()
    lines = text.splitlines(keepends=True)

    assert lines == sorted(set(lines))
    assert lines[-1].endswith(b"\n")
