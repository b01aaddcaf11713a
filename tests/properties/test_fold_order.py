"""Entries that have nothing to do with each other mean the same in any order."""

from collections.abc import Callable, Sequence
from copy import copy
from functools import cache

from forsa.envelope import Record, RecordId
from forsa.governance.digest import state_text
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, key_named, unique

MEMBERS = ("amal", "badr", "cyn", "dalia", "emir")
RECORDS = 35
"""As many as `prepared` makes."""
INDEXES_AT = {"member": (4,), "key": (4, 5), "void": (1,)}
"""Words of a line of the state that are indexes of entries."""


@cache
def prepared() -> tuple[FoldedLog, tuple[Record, ...]]:
    """A network with much going on, and records of which each concerns another part of it."""
    statutes = {"voting_min_hours": "1", "rule.suspension": "simple none"}
    log = FoldedLog(MEMBERS, observers=["academy"], settings=statutes)
    motion = _opened(log, "motion", 10)
    for member in MEMBERS:
        log.publish(member, "key.add", v1.KeyAdd(key=log.new_key(member, f"{member} 2")))
        log.publish(member, "node.add", log.node(member, "old"))
    act = v1.MemberAct(member="academy", reason="told")  # not of the roll of what is opened
    action = v1.Action(kind="member.suspend", effect=act.SerializeToString())
    suspension = _opened(log, "suspension", 1, action)
    log.publish(OFFICE, "ballot.cast", v1.BallotCast(choice="for"), parent=suspension)
    reports = [log.publish(m, "practice.report").record_id for m in MEMBERS]
    parties = v1.AgreementPublish(type="deal", version=1, parties=MEMBERS[:4], needed=3)
    deal = log.publish("amal", "agreement.publish", parties).record_id
    log.wait(DAY_MS + 1)
    records = [
        log.record("badr", "member.suspend", act, parent=suspension),
        log.record("amal", "record.redact", v1.RecordAct(target=reports[0], reason="privacy")),
        log.record(OFFICE, "record.hold", v1.RecordHold(target=reports[1], reason="told", days=3)),
        log.record("cyn", "record.withdraw", v1.RecordAct(target=reports[2], reason="told")),
        log.record("badr", "comment.publish", parent=reports[3]),
        log.record(OFFICE, "member.admit", _admission(log)),
        log.record("dalia", "agreement.publish", parties),
        *(made for member in MEMBERS[:4] for made in _own(log, member, motion, deal)),
    ]
    return log, tuple(records)


def _opened(log: FoldedLog, kind: str, days: int, *actions: v1.Action) -> RecordId:
    closes = log.now_ms + days * DAY_MS
    effect = v1.ProposalOpen(type=kind, actions=actions, closes_ms=closes, call=1)
    return log.publish(OFFICE, "proposal.open", effect).record_id


def _admission(log: FoldedLog) -> v1.MemberAdmit:
    return v1.MemberAdmit(member="fadwa", role="member", keys=[log.new_key("fadwa", "fadwa")])


def _own(log: FoldedLog, member: str, motion: RecordId, deal: RecordId) -> Sequence[Record]:
    """What one member does, each about another thing of its own."""
    named = key_named(f"{member} 2")
    delegate = v1.DelegateAppoint(
        delegate="sara", powers=["vote"], key_ids=[named.key_id], to_ms=log.now_ms + DAY_MS
    )
    return [
        log.record(member, "ballot.cast", v1.BallotCast(choice="for"), parent=motion),
        log.record(member, "agreement.ratify", v1.AgreementRatify(act="ratify"), parent=deal),
        log.record(member, "key.add", v1.KeyAdd(key=log.new_key(member, f"{member} 3"))),
        log.record(member, "node.add", log.node(member, "new")),
        log.record(member, "node.revoke", v1.NodeRevoke(node="old")),
        log.record(member, "delegate.appoint", delegate),
        log.record(
            member,
            "proposal.open",
            v1.ProposalOpen(type="motion", closes_ms=log.now_ms + 2 * DAY_MS, call=1),
            attachments=[Commitment(root=unique(member), size=1, media_type="text/plain")],
        ),
    ]


def meaning(records: Sequence[Record], before: Callable[[], FoldedLog]) -> list[str]:
    """The lines of the state after these records, with the indexes blotted out."""
    log = before()
    for record in records:
        assert log.log(log.entry(record)).void is None
    return sorted(_without_indexes(line) for line in state_text(log.rights).splitlines())


def _without_indexes(line: str) -> str:
    words = line.split(" ")
    for at in INDEXES_AT.get(words[0], ()):
        words[at] = "-" if words[at] == "-" else "#"
    return " ".join(words)


def _again() -> FoldedLog:
    log = copy(prepared()[0])
    log.earlier, log.entries, log.folded = log.earlier.copy(), [], []
    return log


@settings(max_examples=60)
@given(st.permutations(range(RECORDS)), st.integers(0, 2**RECORDS))
def test_independent_entries_in_any_order_give_the_same_state_but_for_the_indexes_in_it(
    order: list[int], some: int
) -> None:
    """The hub chooses the order: what it may not choose by it is who has which right."""
    records = prepared()[1]
    chosen = [number for number in range(RECORDS) if some >> number & 1]
    kept = [number for number in order if number in chosen]

    in_order = meaning([records[number] for number in chosen], _again)
    assert meaning([records[number] for number in kept], _again) == in_order


def test_the_records_that_are_shuffled_change_the_state() -> None:
    """Shuffling what changes nothing would prove nothing; so would blotting out too much."""
    records = prepared()[1]
    before, after = meaning([], _again), meaning(records, _again)

    assert len(records) == RECORDS
    assert len(set(after) - set(before)) >= 25
    changed = {line.split(" ")[0] for line in set(after) - set(before)}
    assert changed >= {"member", "key", "node", "delegate", "ballot", "agreement", "hold"}
