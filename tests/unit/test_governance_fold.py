"""What the fold says about single entries: order of rules, alarms, log time, roots, parking."""

import pytest
from forsa.entry import LogEntry
from forsa.envelope import sign_record
from forsa.errors import Reason
from forsa.governance.digest import state_text
from forsa.governance.fold import Folded, admit_entry, fold_entry, judge, read_entry, signing_key
from forsa.governance.lookup import Lookup
from forsa.governance.state import State
from forsa.governance.verdict import Refused
from forsa.merkle.frontier import EMPTY
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Observed

from tests.support.folded_log import DAY_MS, OFFICE, START_MS, FoldedLog, key_named
from tests.support.next_roots import next_root


def test_a_void_entry_is_named_in_the_state_and_alarms() -> None:
    """A hub that logs what it had to refuse is caught by every node, and stops none of them."""
    log = FoldedLog()
    stranger = log.record("amal", "practice.report", key=key_named("nobody"))
    folded = log.log(log.entry(stranger))

    assert folded.void is not None
    assert (folded.void.rule, folded.void.reason) == ("V7", Reason.KEY_UNKNOWN)
    assert folded.alarms == (Reason.HUB_ADMITTED_INVALID,)
    assert "void 1 V7" in state_text(log.rights).splitlines()
    log.publish("amal", "practice.report")


def test_a_void_record_does_not_burn_its_id() -> None:
    """A hub could else log a good record too early on purpose, and silence its author for ever."""
    log = FoldedLog()
    report = log.record("amal", "practice.report")
    comment = log.record("badr", "comment.publish", parent=report.record_id)
    assert log.log(log.entry(comment)).void is not None
    assert isinstance(log.offer(report), Folded)

    assert isinstance(log.offer(comment), Folded)
    again = log.offer(comment)
    assert isinstance(again, Refused)
    assert (again.rule, again.reason) == ("V11", Reason.DUPLICATE)


def test_a_void_record_is_no_parent() -> None:
    """What has no effect cannot be built upon."""
    log = FoldedLog()
    broken = log.record("amal", "practice.report", b"an effect it must not have")
    assert log.log(log.entry(broken)).void is not None

    assert log.refusal("badr", "comment.publish", parent=broken.record_id) == "PARENT_INVALID"


def test_a_foreign_view_in_the_log_is_evidence_of_two_logs() -> None:
    """Either two logs exist or the hub admits lies: in both cases the node must stop cosigning."""
    log = FoldedLog()
    foreign = Observed(size=1, root=bytes(32))
    record = log.record("amal", "practice.report", observed=foreign)
    assert isinstance(log.offer(record), Refused)
    folded = log.log(log.entry(record))

    assert folded.void is not None
    assert folded.void.reason is Reason.VIEW_MISMATCH
    assert folded.alarms == (Reason.HUB_ADMITTED_INVALID, Reason.EQUIVOCATION)


def test_a_foreign_digest_is_refused_by_the_hub_and_valid_once_logged() -> None:
    """One member's false digest must neither enter the log nor split those who fold it."""
    log = FoldedLog()
    seen = log.seen()
    lie = Observed(size=seen.size, root=seen.root, state=bytes(32))
    record = log.record("amal", "practice.report", observed=lie)
    refused = log.offer(record)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.STATE_MISMATCH
    folded = log.log(log.entry(record))

    assert folded.void is None
    assert folded.alarms == (Reason.STATE_DIVERGED,)
    assert record.record_id in log.earlier.records


def test_the_digest_is_that_of_the_largest_multiple_of_16_below() -> None:
    """Nodes compare one digest in sixteen: it must be the same one everywhere."""
    log = FoldedLog()
    while log.state.size < 20:
        log.publish("amal", "practice.report")
    digests = [folded.digest for folded in log.folded]

    assert [size for size, digest in enumerate(digests, 1) if digest is not None] == [16]
    assert log.seen(20).state == digests[15]
    log.publish("amal", "practice.report", observed=log.seen(20))
    assert (
        log.refusal(
            "amal",
            "practice.report",
            observed=Observed(size=15, root=log.seen(15).root, state=digests[15]),
        )
        == "STATE_MISMATCH"
    )


def test_time_never_goes_back_and_a_reversed_entry_fires_nothing() -> None:
    """A hub must not choose when votes close by going back and forth."""
    log = FoldedLog()
    log.wait(5000)
    before = log.state
    record = log.record("amal", "practice.report")
    folded = log.log(LogEntry(log.state.log_time_ms - 1, record.envelope).format())

    assert folded.void is not None
    assert (folded.void.rule, folded.void.reason) == ("V2", Reason.TIME_REVERSED)
    assert folded.state.log_time_ms == before.log_time_ms


def test_a_void_entry_still_moves_log_time_and_fires_timers() -> None:
    """Only V1 and V2 stand before time: every fold must agree on when a vote closed."""
    log = FoldedLog()
    effect = v1.ProposalOpen(type="motion", closes_ms=log.now_ms + 20 * DAY_MS, call=1)
    log.publish("amal", "proposal.open", effect)
    log.now_ms += 21 * DAY_MS
    folded = log.log(LogEntry(log.now_ms, b"no envelope").format())

    assert folded.void is not None
    assert folded.void.rule == "V3"
    assert folded.state.log_time_ms == log.now_ms
    assert [p.result for p in folded.state.rights.proposals.values()] == ["no_quorum"]


def test_entry_0_must_found_this_network() -> None:
    """A log that begins otherwise gives nobody any right, ever."""
    log = FoldedLog()
    founding = read_entry(log.entries[0])
    other = fold_entry(State.start(bytes(32)), founding, Lookup(EMPTY))

    assert other.void is not None
    assert other.void.reason is Reason.WRONG_NETWORK
    assert not other.state.rights.members
    later = fold_entry(
        State.start(log.network_id),
        read_entry(log.entry(log.record("amal", "practice.report"))),
        Lookup(EMPTY),
    )
    assert later.void is not None
    assert later.void.reason is Reason.KEY_UNKNOWN
    again = fold_entry(later.state, founding, Lookup(EMPTY))
    assert again.void is not None


def test_a_new_trust_root_replaces_the_old_one() -> None:
    """Officers change log keys without founding a new network."""
    log = FoldedLog()
    new = [key_named("new log key").public]
    log.publish(OFFICE, "root.publish", next_root(log, log_keys=new))
    assert log.rights.root is not None

    assert log.rights.root.version == 2
    assert (log.state.log_time_ms, log.state.log_time_set) == (log.now_ms, 0)
    assert list(log.rights.root.document.log_keys) == new
    assert log.refusal(OFFICE, "root.publish", next_root(log, version=2)) == "KIND_PRECONDITION"
    assert (
        log.refusal(OFFICE, "root.publish", next_root(log, prev=bytes(32))) == "KIND_PRECONDITION"
    )


def test_a_key_of_a_member_cannot_become_a_key_of_the_log() -> None:
    """One private key under two roles would let a member sign checkpoints."""
    log = FoldedLog()
    taken = next_root(log, log_keys=[key_named("amal").public])

    assert log.refusal(OFFICE, "root.publish", taken) == "KIND_PRECONDITION"
    log_key = v1.KeyAdd(key=log.new_key("amal", "log key"))
    assert log.refusal("amal", "key.add", log_key) == "KIND_PRECONDITION"


def test_a_trust_root_sets_log_time_back_after_a_leap() -> None:
    """A hub whose clock leapt a year ahead would else close every vote for a year."""
    log = FoldedLog()
    log.wait(300 * DAY_MS)
    repaired = START_MS + DAY_MS
    service = [key_named("new service key").public]
    effect = next_root(log, service_keys=service, log_time_ms=repaired)
    log.publish(OFFICE, "root.publish", effect)

    assert log.state.log_time_ms == repaired
    assert log.state.log_time_set == log.state.size - 1
    ahead = next_root(log, service_keys=[key_named("x").public], log_time_ms=repaired + 1)
    log.now_ms = repaired
    log.publish(OFFICE, "root.publish", ahead)
    assert (log.state.log_time_ms, log.state.log_time_set) == (repaired, log.state.size - 2)
    log.publish("amal", "practice.report")


def test_a_log_above_our_level_is_parked_and_not_misread() -> None:
    """A program that guessed new rules would count votes wrongly and sign that it did not."""
    log = FoldedLog()
    log.publish(OFFICE, "root.publish", next_root(log, level=2))
    at_the_change = log.state
    entry = log.entry(log.record("amal", "practice.report"))
    folded = log.log(entry)

    assert at_the_change.parked
    assert folded.parked
    assert folded.state is at_the_change
    assert folded.void is None
    refused = admit_entry(at_the_change, read_entry(entry), log.earlier)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.LEVEL_UNSUPPORTED
    record = log.record("amal", "practice.report")
    assert judge(at_the_change, log.now_ms, record, log.earlier) == refused


def test_a_precomputed_signature_result_is_what_counts() -> None:
    """Hub and node verify ahead in a pool: the fold must not pay for it twice, nor skip it."""
    log = FoldedLog()
    record = log.record("amal", "practice.report")
    claim = read_entry(log.entry(record))
    refused = admit_entry(log.state, claim, log.earlier.copy(), signature_ok=False)

    assert signing_key(log.state, record) == key_named("amal").public
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.SIGNATURE_INVALID
    assert isinstance(admit_entry(log.state, claim, log.earlier.copy(), True), Folded)
    unknown = log.record("amal", "practice.report", key=key_named("nobody"))
    assert signing_key(log.state, unknown) is None


def test_a_refusal_becomes_the_error_of_its_reason() -> None:
    """A client that built on a stale version learns which one is the newest."""
    log = FoldedLog()
    first = log.publish("amal", "practice.report")
    object_id = first.header.object_id
    second = log.publish("amal", "practice.report", parent=first.record_id, object_id=object_id)
    stale = log.record("amal", "practice.report", parent=first.record_id, object_id=object_id)
    refused = log.offer(stale)
    assert isinstance(refused, Refused)
    error = refused.error()

    assert error.reason is Reason.PARENT_STALE
    assert error.metadata["newest"] == second.record_id.hex()


@pytest.mark.parametrize("level", [2, 2**32 - 1])
def test_a_record_that_needs_a_higher_level_is_refused(level: int) -> None:
    """Its author knows rules that this network has not taken yet."""
    log = FoldedLog()
    record = log.record("amal", "practice.report")
    header = record.header
    header.min_level = level
    refused = log.offer(sign_record(header, key_named("amal")))

    assert isinstance(refused, Refused)
    assert refused.reason is Reason.LEVEL_UNSUPPORTED
