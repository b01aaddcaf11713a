"""Whole votes, counted a second time from the protocol's words: every verdict, then the result."""

from copy import copy
from dataclasses import dataclass
from functools import cache

from forsa.envelope import RecordId
from forsa.governance.state import Proposal, Result, Rights
from forsa.kinds.proposal_types import DecisionRule, Quorum
from forsa.v1 import effects_pb2 as v1
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, key_named
from tests.support.naive_tally import NaiveVote, Shown

MEMBERS = ("amal", "badr", "cyn", "dalia", "emir", "fadwa")
LATE = "ghita"
"""Admitted once the vote is open: not on its roll."""
VOTERS = (*MEMBERS, *MEMBERS[:2], "amal", LATE)
"""Some vote more often, so that ballots are replaced."""


@dataclass(frozen=True)
class Step:
    """Something that happens while the vote runs."""

    who: str
    choice: str
    proxy_for: str
    signed_by: str
    seen: str
    """Of the log: `all`, or up to the `former` ballot of the member, or what was `before` it."""
    pause_ms: int
    waits: bool
    """Until the last millisecond that counts."""
    suspends: bool


steps = st.builds(
    Step,
    who=st.sampled_from(VOTERS),
    choice=st.sampled_from(("for", "for", "against", "abstain", "blank")),
    proxy_for=st.sampled_from((*([""] * 10), *VOTERS)),
    signed_by=st.sampled_from((*([""] * 20), *MEMBERS)),
    seen=st.sampled_from(("all", "all", "former", "before")),
    pause_ms=st.sampled_from((0, 0, 0, 1)),
    waits=st.sampled_from((*([False] * 19), True)),
    suspends=st.sampled_from((*([False] * 9), True)),
)


@cache
def _opened(
    rule: DecisionRule, quorum: Quorum, proxies: int
) -> tuple[FoldedLog, RecordId, RecordId]:
    """A log with a vote that is open, and a decision that may suspend each voter, once."""
    statutes = {
        "admission": "secretariat",
        "secretariat_votes": "no",
        "voting_min_hours": "24",
        "proxies_max": str(proxies),
        "rule.motion": f"{rule} {quorum}",
        "rule.suspension": "simple none",
    }
    log = FoldedLog(MEMBERS, settings=statutes)
    acts = [v1.MemberAct(member=member, reason="told") for member in MEMBERS]
    actions = [v1.Action(kind="member.suspend", effect=a.SerializeToString()) for a in acts]
    closes = log.now_ms + DAY_MS
    effect = v1.ProposalOpen(type="suspension", actions=actions, closes_ms=closes, call=1)
    suspension = log.publish(OFFICE, "proposal.open", effect).record_id
    log.publish("amal", "ballot.cast", v1.BallotCast(choice="for"), parent=suspension)
    log.wait(DAY_MS + 1)
    motion = v1.ProposalOpen(type="motion", closes_ms=log.now_ms + DAY_MS, call=1)
    opened = log.publish(OFFICE, "proposal.open", motion).record_id
    keys = [log.new_key(LATE, LATE)]
    log.publish(OFFICE, "member.admit", v1.MemberAdmit(member=LATE, role="member", keys=keys))
    log.publish(OFFICE, "member.activate", v1.MemberAct(member=LATE, reason="told"))
    return log, opened, suspension


def _fresh(log: FoldedLog) -> FoldedLog:
    """Return a log that goes on from here by itself."""
    other = copy(log)
    other.earlier, other.entries, other.folded = log.earlier.copy(), [], []
    return other


def _active(rights: Rights) -> list[str]:
    return [member.id for member in rights.members.values() if member.status == "active"]


def _vote(log: FoldedLog, opened: bytes, step: Step, naive: NaiveVote) -> tuple[str, str]:
    """Have a ballot logged whatever it is; return what the fold and what the second count say."""
    size = log.state.size
    former = naive.counted(step.proxy_for or step.who)
    observed_size = size
    if former is not None and step.seen != "all":
        observed_size = former.index + (step.seen == "former")
    effect, signer = v1.BallotCast(choice=step.choice), step.signed_by or step.proxy_for
    if step.proxy_for:
        key = key_named(signer)
        effect = log.proxy(step.choice, step.proxy_for, step.who, opened, key)
    record = log.record(
        step.who, "ballot.cast", effect, parent=opened, observed=log.seen(observed_size)
    )
    active = _active(log.rights)
    folded = log.log(log.entry(record))
    shown = Shown(
        index=size,
        log_time_ms=log.state.log_time_ms,
        voter=step.who,
        choice=step.choice,
        proxy_for=step.proxy_for,
        signed_by=signer,
        observed_size=observed_size,
    )
    return str(folded.void.reason) if folded.void else "", naive.verdict(shown, active)


def _counted(proposal: Proposal) -> dict[str, tuple[int, str]]:
    found = {member: proposal.counted(member) for member in proposal.roll}
    return {member: (one.index, one.choice) for member, one in found.items() if one is not None}


@settings(max_examples=120)
@given(
    st.sampled_from(DecisionRule),
    st.sampled_from(Quorum),
    st.integers(0, 2),
    st.lists(steps, min_size=5, max_size=25),
)
def test_two_counts_of_one_vote_agree_on_every_ballot_and_on_the_result(
    rule: DecisionRule, quorum: Quorum, proxies: int, told: list[Step]
) -> None:
    """A member that doubts the count can make its own from the text, and must find the same."""
    base, opened, suspension = _opened(rule, quorum, proxies)
    log = _fresh(base)
    proposal = log.rights.proposals[opened]
    naive = NaiveVote(sorted(MEMBERS), proposal.closes_ms, proxies)
    for step in told:
        log.now_ms = max(log.now_ms + step.pause_ms, proposal.closes_ms if step.waits else 0)
        if step.suspends:
            act = v1.MemberAct(member=step.who, reason="told")
            log.log(log.entry(log.record(OFFICE, "member.suspend", act, parent=suspension)))
        else:
            by_fold, by_hand = _vote(log, opened, step, naive)
            assert by_fold == by_hand
        now = log.rights.proposals.get(opened)
        if now is not None and now.result is Result.OPEN:
            assert _counted(now) == {
                member: (one.index, one.choice)
                for member in MEMBERS
                if (one := naive.counted(member)) is not None
            }
    log.now_ms = max(log.now_ms, proposal.closes_ms + 1)
    log.publish(OFFICE, "member.profile")

    (outcome,) = [one for folded in log.folded for one in folded.outcomes]
    assert outcome.record_id == opened
    assert outcome.result == naive.result(rule, quorum)
