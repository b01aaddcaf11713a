"""Why an action, or a proxy, could not be used as things stand: told before, decided after.

The fold judges an action only when it is executed: weeks lie between, and what stands in its way
may be gone by then. Whoever opens a vote to activate a member that is active already should know.
"""

from typing import Final

from forsa.envelope import RecordId
from forsa.errors import Reason
from forsa.governance.case import Case
from forsa.governance.lookup import Lookup
from forsa.governance.rules.table import RULES
from forsa.governance.settings import proxies_max
from forsa.governance.state import Proposal, Result, State, Status
from forsa.governance.verdict import Refused, precondition
from forsa.kinds.effects import parse_effect
from forsa.kinds.proposal_types import DecisionRule, Quorum
from forsa.kinds.registry import KINDS
from forsa.merkle.frontier import EMPTY
from forsa.v1.record_pb2 import RecordHeader

BY_RIGHTS: Final = (
    "member.activate",
    "member.suspend",
    "member.reinstate",
    "member.expel",
    "member.role",
    "setting.change",
    "key.revoke",
    "key.recover",
)
"""Actions whose rules look at members, settings and keys alone."""
_ID: Final = RecordId(bytes(32))


def obstacle(state: State, author: str, kind: str, effect: bytes) -> Refused | None:
    """What would refuse an action if it were decided now; None: nothing, or it is not foreseen.

    Args:
        state: The newest.
        author: Who would execute it: a member.
        kind: Of the action.
        effect: Well-formed.
    """
    member = state.rights.members.get(author)
    if kind not in BY_RIGHTS or member is None:
        return None
    case = Case(
        rights=state.rights,
        log_time_ms=state.log_time_ms,
        index=state.size,
        record_id=_ID,
        header=RecordHeader(member=author, audience="public"),
        kind=KINDS[kind],
        effect=parse_effect(KINDS[kind], effect),
        author=member,
        earlier=Lookup(EMPTY),
        decision=_decision(author, kind, effect),
    )
    found = RULES[kind](case, case.effect)
    return found if isinstance(found, Refused) else None


def _decision(author: str, kind: str, effect: bytes) -> Proposal:
    """An adopted proposal that is nothing but this action."""
    return Proposal(
        record_id=_ID,
        author=author,
        opened=0,
        type="",
        actions=((kind, effect),),
        text=None,
        closes_ms=0,
        call=1,
        rule=DecisionRule.SIMPLE,
        quorum=Quorum.NONE,
        roll=(),
        result=Result.ADOPTED,
        pending=(0,),
    )


def proxy_obstacle(state: State, proposal: bytes, absent: str, voter: str) -> Refused | None:
    """What would refuse every ballot that uses a proxy; None: nothing as things stand.

    Args:
        state: The newest.
        proposal: Record id; one that is not in the state yet has no roll to be on.
        absent: Whose vote it is.
        voter: Who would cast it.
    """
    found = state.rights.proposals.get(RecordId(proposal))
    if found is not None and found.result is not Result.OPEN:
        return Refused("V14", Reason.BALLOT_CLOSED, f"the vote ended at {found.closes_ms}")
    if voter == absent:
        return precondition("a member needs no proxy for itself")
    for one in (absent, voter):
        refused = _cannot_vote(state, found, one)
        if refused is not None:
            return refused
    if proxies_max(state.rights) == 0:
        return precondition("the network takes no proxies: the setting proxies_max is 0")
    return None


def _cannot_vote(state: State, proposal: Proposal | None, named: str) -> Refused | None:
    if proposal is not None and named not in proposal.roll:
        message = (
            f"{named} is not among the {len(proposal.roll)} members who may vote in this proposal"
        )
        return Refused("V14", Reason.NOT_ON_ROLL, message)
    member = state.rights.members.get(named)
    if member is None or member.status is not Status.ACTIVE:
        stands = "unknown" if member is None else member.status.value
        return precondition(f"{named} is no active member now: {stands}")
    return None
