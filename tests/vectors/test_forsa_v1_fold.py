"""The worked example of the protocol: every record, state and verdict comes out exactly.

Source and licence: tests/vectors/forsa-v1/README.md.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from forsa.entry import LogEntry
from forsa.governance.digest import state_digest, state_text
from forsa.governance.fold import Folded, admit_entry, fold_entry, judge, read_entry
from forsa.governance.lookup import Lookup
from forsa.governance.snapshot import format_snapshot, parse_snapshot
from forsa.governance.state import State
from forsa.governance.verdict import Refused
from forsa.merkle.frontier import EMPTY

VECTORS = json.loads((Path(__file__).parent / "forsa-v1" / "vectors.json").read_text())
RECORDS = VECTORS["records"]
CASES = [case for case in VECTORS["reject"] if case["form"] in ("envelope", "entry")]
LATER_MS = (0, 1, 86_400_000)


@cache
def folded_to(size: int) -> tuple[State, Lookup]:
    """Fold the first `size` entries; the lookup must not be changed by the caller."""
    state, earlier = State.start(bytes.fromhex(VECTORS["network_id"])), Lookup(EMPTY)
    for record in RECORDS[:size]:
        state = fold_entry(state, read_entry(bytes.fromhex(record["log_entry"])), earlier).state
    return state, earlier


def offered(case: dict[str, Any], later_ms: int) -> Folded | Refused:
    """Offer a case to the hub after `at_size` entries."""
    size, data = case["at_size"], bytes.fromhex(case["data"])
    state, earlier = folded_to(size)
    if case["form"] == "envelope":
        data = LogEntry(RECORDS[size - 1]["sequenced_ms"] + later_ms, data).format()
    return admit_entry(state, read_entry(data), earlier.copy())


def test_every_record_of_the_example_is_valid() -> None:
    """A fold that is stricter than the protocol would void what others count."""
    state, earlier = State.start(bytes.fromhex(VECTORS["network_id"])), Lookup(EMPTY)
    for record in RECORDS:
        claim = read_entry(bytes.fromhex(record["log_entry"]))
        folded = fold_entry(state, claim, earlier)
        state = folded.state

        assert (folded.void, folded.alarms) == (None, ()), record["kind"]
        assert folded.record is not None
        assert folded.record.record_id.hex() == record["record_id"]
        assert claim.leaf.hex() == record["leaf_hash"]


@pytest.mark.parametrize("state", VECTORS["states"], ids=lambda state: f"size {state['size']}")
def test_the_state_text_and_its_digest_come_out_exactly(state: dict[str, Any]) -> None:
    """Two programs with different digests cannot tell a lying hub from their own difference."""
    rights = folded_to(state["size"])[0].rights

    assert state_text(rights) == state["text"]
    assert state_digest(rights).hex() == state["digest"]


@pytest.mark.parametrize("later_ms", LATER_MS)
@pytest.mark.parametrize("case", VECTORS["accept"], ids=lambda case: case["why"])
def test_what_must_be_accepted_is_accepted(case: dict[str, Any], later_ms: int) -> None:
    """Each refusal below stands beside one of these: a fold that refuses everything is no fold."""
    folded = offered(case, later_ms)

    assert isinstance(folded, Folded), folded
    assert folded.record is not None
    assert folded.record.record_id.hex() == case["record_id"]


@pytest.mark.parametrize("later_ms", LATER_MS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_must_be_refused_is_refused_for_the_reason_given(
    case: dict[str, Any], later_ms: int
) -> None:
    """The first rule that a record breaks is the reason, the same one everywhere."""
    refused = offered(case, later_ms)

    assert isinstance(refused, Refused)
    assert refused.reason == case["reason"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_dry_run_gives_the_verdict_of_admission(case: dict[str, Any]) -> None:
    """A preview that promises what the hub then refuses would cost its user a quarantine."""
    size = case["at_size"]
    state, earlier = folded_to(size)
    admitted = offered(case, 0)
    data = bytes.fromhex(case["data"])
    if case["form"] == "envelope":
        data = LogEntry(RECORDS[size - 1]["sequenced_ms"], data).format()
    claim = read_entry(data)
    if claim.record is None or claim.sequenced_ms is None:
        assert admitted == claim.refused
        return

    assert judge(state, claim.sequenced_ms, claim.record, earlier) == admitted


def test_a_restart_after_any_record_folds_on_equally() -> None:
    """A snapshot that forgot a timer would let two nodes part ways months later."""
    state, earlier = State.start(bytes.fromhex(VECTORS["network_id"])), Lookup(EMPTY)
    for record in RECORDS:
        snapshot = format_snapshot(state)
        restored = parse_snapshot(snapshot)

        assert format_snapshot(restored) == snapshot
        state = fold_entry(restored, read_entry(bytes.fromhex(record["log_entry"])), earlier).state

    assert state_digest(state.rights).hex() == VECTORS["states"][-1]["digest"]
