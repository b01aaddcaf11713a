"""The numbers behind a decision: what its quorum and its rule ask for, and what there was.

Nothing is decided here. Whether a share is met is what `forsa.governance.tally` decides of the
same ballots; the numbers that would have been enough only explain it, and a test holds them to it.
"""

from collections import Counter
from dataclasses import dataclass

from forsa.governance.state import Proposal
from forsa.governance.tally import Decision, count, decide
from forsa.kinds.proposal_types import DecisionRule, Quorum


@dataclass(frozen=True, slots=True)
class Votes:
    """The ballots that count, one a member of the roll, by what they say."""

    entitled: int
    """Members of the roll."""
    present: int
    """Members of the roll whose own ballot counts."""
    represented: int
    """Those for whom a ballot by proxy counts."""
    cast: int
    """For and against: an abstention and a blank ballot are no votes cast."""
    in_favour: int
    against: int
    abstain: int
    blank: int

    @property
    def taking_part(self) -> int:
        """Present or represented: what a quorum counts."""
        return self.present + self.represented


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and how many were needed."""

    rule: str
    """A quorum or a decision rule, as settings name it."""
    have: int
    """Members present or represented; or votes in favour."""
    of: int
    """Members of the roll; or votes cast, for the rules that count those."""
    needed: int
    """The smallest `have` that would be enough, with the same `of`."""
    met: bool


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Why a decision is what it is."""

    quorum: Share
    majority: Share


def votes_of(proposal: Proposal) -> Votes:
    """Count the ballots of a proposal by what they say."""
    represented = sum(
        member not in proposal.own and member in proposal.by_proxy for member in proposal.roll
    )
    counted = (proposal.counted(member) for member in proposal.roll)
    choices = Counter(ballot.choice for ballot in counted if ballot is not None)
    return Votes(
        entitled=len(proposal.roll),
        present=choices.total() - represented,
        represented=represented,
        cast=choices["for"] + choices["against"],
        in_favour=choices["for"],
        against=choices["against"],
        abstain=choices["abstain"],
        blank=choices["blank"],
    )


def decided(proposal: Proposal) -> Decision:
    """What the ballots of a proposal decide, or would so far."""
    return decide(proposal.rule, proposal.quorum, count(proposal))


def arithmetic_of(proposal: Proposal) -> Arithmetic:
    """The numbers behind what the ballots of a proposal decide, or would so far."""
    tally, votes = count(proposal), votes_of(proposal)
    has_quorum = decide(proposal.rule, proposal.quorum, tally) != "no_quorum"
    is_majority = decide(proposal.rule, Quorum.NONE, tally) == "adopted"
    of = votes.entitled if proposal.rule in _OF_THE_ROLL else votes.cast
    return Arithmetic(
        Share(
            proposal.quorum,
            votes.taking_part,
            votes.entitled,
            quorum_needed(proposal.quorum, votes.entitled),
            has_quorum,
        ),
        Share(proposal.rule, votes.in_favour, of, majority_needed(proposal.rule, of), is_majority),
    )


_OF_THE_ROLL = frozenset({DecisionRule.ABSOLUTE, DecisionRule.TWO_THIRDS_ENTITLED})
"""Rules that count members of the roll, not votes cast."""


def quorum_needed(quorum: Quorum, roll: int) -> int:
    """How many of a roll must be present or represented."""
    match quorum:
        case Quorum.MORE_THAN_HALF:
            return roll // 2 + 1
        case Quorum.ONE_THIRD:
            return _part(1, 3, roll)
        case Quorum.NONE:
            return 0


def majority_needed(rule: DecisionRule, of: int) -> int:
    """How many votes in favour are enough.

    Args:
        rule: Of the decision.
        of: Members of the roll for the rules that count those, else votes cast.
    """
    match rule:
        case DecisionRule.SIMPLE | DecisionRule.ABSOLUTE:
            return of // 2 + 1
        case DecisionRule.TWO_THIRDS_CAST:
            return max(1, _part(2, 3, of))
        case DecisionRule.TWO_THIRDS_ENTITLED:
            return _part(2, 3, of)
        case DecisionRule.THREE_QUARTERS_CAST:
            return max(1, _part(3, 4, of))
        case DecisionRule.UNANIMITY:
            return max(1, of)
        case DecisionRule.CONSENT:
            return of


def _part(over: int, under: int, of: int) -> int:
    """A fraction of a number, rounded up."""
    return -(-over * of // under)
