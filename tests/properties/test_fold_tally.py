"""Decisions, counted a second time by a program that shares nothing with the first."""

from fractions import Fraction

from forsa.envelope import RecordId
from forsa.governance.state import Ballot, Proposal
from forsa.governance.tally import Tally, count, decide
from forsa.kinds.proposal_types import DecisionRule, Quorum
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

MEMBERS = tuple(f"m{number:02}" for number in range(9))
choices = st.sampled_from(("for", "against", "abstain", "blank"))
ballots = st.dictionaries(st.sampled_from(MEMBERS), choices)
rules = st.sampled_from(DecisionRule)
quorums = st.sampled_from(Quorum)


def proposal_with(roll: tuple[str, ...], own: dict[str, str], proxy: dict[str, str]) -> Proposal:
    """Return an open proposal with these last ballots."""
    return Proposal(
        record_id=RecordId(bytes(32)),
        author="m00",
        opened=1,
        type="motion",
        actions=(),
        text=None,
        closes_ms=1,
        call=1,
        rule=DecisionRule.SIMPLE,
        quorum=Quorum.NONE,
        roll=roll,
        own=Map({member: Ballot(choice, 2) for member, choice in own.items()}),
        by_proxy=Map({member: Ballot(choice, 2) for member, choice in proxy.items()}),
    )


def naive(rule: str, quorum: str, votes: list[str], roll: int) -> str:
    """Decide with fractions, from the text of the protocol."""
    part = Fraction(len(votes), roll)
    enough = {"more_than_half": part > Fraction(1, 2), "one_third": part >= Fraction(1, 3)}
    if not enough.get(quorum, True):
        return "no_quorum"
    favour, against = votes.count("for"), votes.count("against")
    cast = Fraction(favour, favour + against) if favour else Fraction(0)
    adopted = {
        "simple": favour > against,
        "absolute": Fraction(favour, roll) > Fraction(1, 2),
        "two_thirds_cast": cast >= Fraction(2, 3),
        "two_thirds_entitled": Fraction(favour, roll) >= Fraction(2, 3),
        "three_quarters_cast": cast >= Fraction(3, 4),
        "unanimity": cast == 1,
        "consent": not against,
    }
    return "adopted" if adopted[rule] else "rejected"


@given(rules, quorums, st.integers(1, 9), ballots, ballots)
def test_a_second_count_agrees(
    rule: DecisionRule, quorum: Quorum, size: int, own: dict[str, str], proxy: dict[str, str]
) -> None:
    """One ballot a member of the roll, its own before a proxy, and whole numbers throughout."""
    roll = MEMBERS[:size]
    votes = [{**proxy, **own}[member] for member in roll if member in own or member in proxy]
    tally = count(proposal_with(roll, own, proxy))

    assert tally == Tally(size, len(votes), votes.count("for"), votes.count("against"))
    assert decide(rule, quorum, tally) == naive(rule, quorum, votes, size)


@given(rules, quorums, st.integers(1, 50), st.data())
def test_a_vote_more_in_favour_never_rejects(
    rule: DecisionRule, quorum: Quorum, roll: int, data: st.DataObject
) -> None:
    """Coming to vote for something must not be a reason for it to fail."""
    present = data.draw(st.integers(0, roll - 1))
    favour = data.draw(st.integers(0, present))
    against = data.draw(st.integers(0, present - favour))
    before = decide(rule, quorum, Tally(roll, present, favour, against))
    after = decide(rule, quorum, Tally(roll, present + 1, favour + 1, against))

    assert before != "adopted" or after == "adopted"


@given(quorums, st.integers(0, 40))
def test_a_tie_rejects(quorum: Quorum, half: int) -> None:
    """Without a majority nothing changes."""
    tally = Tally(max(1, 2 * half), 2 * half, half, half)

    assert decide(DecisionRule.SIMPLE, quorum, tally) != "adopted"
