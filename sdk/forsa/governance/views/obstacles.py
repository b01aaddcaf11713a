"""Why an action could not be carried out as things stand: told before a vote, decided after it.

The fold judges an action only when it is executed: weeks lie between, and what stands in its way
may be gone by then. Whoever opens a vote to activate a member that is active already should know.
"""

from typing import Final

from forsa.envelope import RecordId
from forsa.governance.case import Case
from forsa.governance.lookup import Lookup
from forsa.governance.rules.table import RULES
from forsa.governance.state import Proposal, Result, State
from forsa.governance.verdict import Refused
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
