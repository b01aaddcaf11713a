"""Majorities and deadlines at the exact number, one below and one above."""

import pytest
from forsa.governance.fold import fold_entry, read_entry
from forsa.governance.lookup import Lookup
from forsa.governance.snapshot import format_snapshot, parse_snapshot
from forsa.governance.state import State
from forsa.governance.tally import Tally, decide
from forsa.kinds.proposal_types import PROPOSAL_TYPES, DecisionRule, Quorum
from forsa.merkle.frontier import EMPTY
from forsa.root import network_id_of, sign_root
from forsa.v1 import effects_pb2 as v1
from forsa.v1.trust_pb2 import Setting

from tests.support.folded_log import (
    DAY_MS,
    OFFICE,
    FoldedLog,
    key_named,
    root_document,
)


@pytest.mark.parametrize(
    ("rule", "roll", "favour", "against", "adopted"),
    [
        ("simple", 9, 1, 0, True),
        ("simple", 9, 0, 0, False),
        ("simple", 9, 3, 3, False),
        ("absolute", 9, 5, 0, True),
        ("absolute", 8, 4, 0, False),
        ("two_thirds_cast", 9, 2, 1, True),
        ("two_thirds_cast", 9, 3, 2, False),
        ("two_thirds_cast", 9, 0, 0, False),
        ("two_thirds_entitled", 9, 6, 3, True),
        ("two_thirds_entitled", 9, 5, 0, False),
        ("three_quarters_cast", 9, 3, 1, True),
        ("three_quarters_cast", 9, 5, 2, False),
        ("three_quarters_cast", 9, 0, 0, False),
        ("unanimity", 9, 1, 0, True),
        ("unanimity", 9, 0, 0, False),
        ("unanimity", 9, 8, 1, False),
        ("consent", 9, 0, 0, True),
        ("consent", 9, 8, 1, False),
    ],
)
def test_a_majority_is_exact(
    rule: str, roll: int, favour: int, against: int, adopted: bool
) -> None:
    """One vote decides: a rounding error would change who is a member."""
    tally = Tally(roll, roll, favour, against)

    assert decide(DecisionRule(rule), Quorum.NONE, tally) == ("adopted" if adopted else "rejected")


@pytest.mark.parametrize(
    ("quorum", "roll", "present", "met"),
    [
        ("more_than_half", 4, 2, False),
        ("more_than_half", 4, 3, True),
        ("more_than_half", 5, 3, True),
        ("one_third", 4, 1, False),
        ("one_third", 3, 1, True),
        ("none", 9, 0, True),
    ],
)
def test_a_quorum_is_exact(quorum: str, roll: int, present: int, met: bool) -> None:
    """Half is not more than half, and a third is enough where a third is asked."""
    decision = decide(DecisionRule.CONSENT, Quorum(quorum), Tally(roll, present, 0, 0))

    assert decision == ("adopted" if met else "no_quorum")


def test_grave_matters_need_two_thirds_and_a_third_at_a_second_call() -> None:
    """The defaults are what the members agreed to when they wrote nothing else."""
    grave = {"suspension", "exclusion", "statute_change", "keys", "dissolution"}
    third = {name for name, line in PROPOSAL_TYPES.items() if line.second_call is Quorum.ONE_THIRD}
    simple = {name for name, line in PROPOSAL_TYPES.items() if line.rule is DecisionRule.SIMPLE}

    assert third == grave
    assert set(PROPOSAL_TYPES) - simple == grave | {"agreement"}
    assert PROPOSAL_TYPES["dissolution"].rule is DecisionRule.THREE_QUARTERS_CAST


def opened(log: FoldedLog, days: int) -> bytes:
    """Open a motion for some days."""
    effect = v1.ProposalOpen(type="motion", closes_ms=log.now_ms + days * DAY_MS, call=1)
    return log.publish("amal", "proposal.open", effect).record_id


def test_a_timer_fires_after_its_deadline_and_not_at_it() -> None:
    """In the last millisecond a ballot still counts, whatever other timers do then."""
    log = FoldedLog(settings={"voting_min_hours": "24"})
    later = opened(log, 2)
    log.now_ms -= 1
    earlier = opened(log, 2)
    log.now_ms += 2 * DAY_MS + 1
    log.publish(OFFICE, "member.profile")
    results = {rid: proposal.result for rid, proposal in log.rights.proposals.items()}

    assert results == {later: "open", earlier: "no_quorum"}
    log.wait(1)
    assert {proposal.result for proposal in log.rights.proposals.values()} == {"no_quorum"}


def test_a_proposal_that_closes_late_lapses_in_the_same_entry() -> None:
    """A log that slept for months must wake to the same state as one that noticed every day."""
    asleep, awake = FoldedLog(), FoldedLog()
    for log in (asleep, awake):
        opened(log, 20)
    for _ in range(111):
        awake.wait(DAY_MS)
    asleep.wait(110 * DAY_MS)
    kept = dict(asleep.rights.proposals)
    asleep.wait(1)

    assert [proposal.result for proposal in kept.values()] == ["no_quorum"]
    assert not asleep.rights.proposals
    assert not awake.rights.proposals


def test_a_proposal_carries_eight_actions_and_no_more() -> None:
    """Voters must be able to read what they decide."""
    log = FoldedLog()
    change = v1.SettingChange(settings=[Setting(name="proxies_max", value="2")])
    action = v1.Action(kind="setting.change", effect=change.SerializeToString())
    broken = v1.Action(kind="setting.change", effect=b"\xff")

    def refusal(actions: list[v1.Action]) -> str:
        closes_ms = log.now_ms + 20 * DAY_MS
        effect = v1.ProposalOpen(
            type="statute_change", actions=actions, closes_ms=closes_ms, call=1
        )
        return log.refusal("amal", "proposal.open", effect)

    assert refusal([action] * 8) == "accepted"
    assert refusal([action] * 9) == "KIND_PRECONDITION"
    assert refusal([broken]) == "KIND_PRECONDITION"
    assert refusal([]) == "accepted"


def test_a_restored_state_fires_the_timers_of_the_one_that_was_saved() -> None:
    """A restart in the middle of a vote must not keep it open for ever."""
    log = FoldedLog()
    opened(log, 20)
    log.now_ms += 21 * DAY_MS
    claim = read_entry(log.entry(log.record(OFFICE, "member.profile")))
    restored = parse_snapshot(format_snapshot(log.state))
    after = fold_entry(log.state, claim, log.earlier.copy()).state
    after_restart = fold_entry(restored, claim, log.earlier.copy()).state

    assert format_snapshot(after) == format_snapshot(after_restart)
    assert [p.result for p in after_restart.rights.proposals.values()] == ["no_quorum"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("anthem", "x"), ("voting_min_hours", "0"), ("group.data", "nobody")],
)
def test_a_root_document_with_an_impossible_setting_founds_nothing(name: str, value: str) -> None:
    """What no vote could set must not enter with the first document either."""
    document = root_document({OFFICE: "secretariat"}, {name: value})
    envelope = sign_root(document, [key_named("root key")])
    log = FoldedLog()
    log.network_id = network_id_of(envelope)
    record = log.record(OFFICE, "root.publish", v1.RootPublish(envelope=envelope))
    start = State.start(log.network_id)
    folded = fold_entry(start, read_entry(log.entry(record)), Lookup(EMPTY))

    assert folded.void is not None
    assert not folded.state.rights.members


def test_only_what_changed_no_right_is_withdrawn() -> None:
    """A vote that could be withdrawn after it decided would decide nothing."""
    log = FoldedLog()
    report = log.publish("amal", "practice.report").record_id
    unknown = log.publish("amal", "recipe.share").record_id
    motion = opened(log, 20)
    ballot = v1.BallotCast(choice="for")
    cast = log.publish("amal", "ballot.cast", ballot, parent=motion).record_id

    def withdraw(target: bytes) -> str:
        effect = v1.RecordAct(target=target, reason="mistake")
        return log.refusal("amal", "record.withdraw", effect)

    assert withdraw(report) == "accepted"
    assert withdraw(unknown) == "accepted"
    assert withdraw(motion) == "accepted"
    assert withdraw(cast) == "KIND_PRECONDITION"
    assert withdraw(bytes(32)) == "KIND_PRECONDITION"
    log.wait(21 * DAY_MS)
    assert withdraw(motion) == "KIND_PRECONDITION"
