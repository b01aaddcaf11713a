"""Who may vote, and what the ballots decide: whole numbers only."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from forsa.governance.settings import setting
from forsa.governance.state import Proposal, Result, Rights, Role, Status
from forsa.kinds.proposal_types import DecisionRule, Quorum

Decision = Literal["adopted", "no_quorum", "rejected"]


@dataclass(frozen=True, slots=True)
class Tally:
    """The ballots that count in a proposal."""

    roll: int
    present: int
    """Members of the roll with a counted ballot."""
    in_favour: int
    against: int


def roll_of(rights: Rights) -> tuple[str, ...]:
    """Return who may vote in a proposal opened now, sorted."""
    roles = {Role.MEMBER}
    if setting(rights, "secretariat_votes") == "yes":
        roles.add(Role.SECRETARIAT)
    return tuple(
        sorted(
            member.id
            for member in rights.members.values()
            if member.status is Status.ACTIVE and member.role in roles
        )
    )


def roll_hash(roll: Iterable[str]) -> bytes:
    """Return the hash of a sorted roll: of its ids, each ending in a line feed."""
    return sha256("".join(f"{member}\n" for member in roll).encode()).digest()


def count(proposal: Proposal) -> Tally:
    """Count one ballot a member of the roll: its own, else the last by proxy."""
    choices = [ballot.choice for member in proposal.roll if (ballot := proposal.counted(member))]
    return Tally(len(proposal.roll), len(choices), choices.count("for"), choices.count("against"))


def decide(rule: DecisionRule, quorum: Quorum, tally: Tally) -> Decision:
    """Return what a tally decides. A tie rejects."""
    if not _is_quorum(quorum, tally):
        return "no_quorum"
    return "adopted" if _is_adopted(rule, tally) else "rejected"


def _is_quorum(quorum: Quorum, tally: Tally) -> bool:
    match quorum:
        case Quorum.MORE_THAN_HALF:
            return 2 * tally.present > tally.roll
        case Quorum.ONE_THIRD:
            return 3 * tally.present >= tally.roll
        case Quorum.NONE:
            return True


def _is_adopted(rule: DecisionRule, tally: Tally) -> bool:
    favour, against = tally.in_favour, tally.against
    match rule:
        case DecisionRule.SIMPLE:
            return favour > against
        case DecisionRule.ABSOLUTE:
            return 2 * favour > tally.roll
        case DecisionRule.TWO_THIRDS_CAST:
            return favour > 0 and 3 * favour >= 2 * (favour + against)
        case DecisionRule.TWO_THIRDS_ENTITLED:
            return 3 * favour >= 2 * tally.roll
        case DecisionRule.THREE_QUARTERS_CAST:
            return favour > 0 and 4 * favour >= 3 * (favour + against)
        case DecisionRule.UNANIMITY:
            return favour > 0 and against == 0
        case DecisionRule.CONSENT:
            return against == 0


def decision_of(proposal: Proposal) -> Decision:
    """Return what the ballots so far would decide, or did if it is closed."""
    if proposal.result is not Result.OPEN:
        return "adopted" if proposal.result is Result.ADOPTED else "no_quorum"
    return decide(proposal.rule, proposal.quorum, count(proposal))
