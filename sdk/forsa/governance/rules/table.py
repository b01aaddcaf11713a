"""Which function judges and applies which kind; a kind that is not here changes nothing."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from forsa.governance.case import Case
from forsa.governance.rules import (
    agreements,
    ballots,
    delegates,
    keys,
    members,
    nodes,
    proposals,
    records,
    roots,
    settings,
    views,
)
from forsa.governance.state import Rights
from forsa.governance.verdict import Refused

Rule = Callable[[Case, Any], Rights | Refused]
"""From a case and its well-formed effect to the rights after it, or why it is refused."""

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "root.publish": roots.publish,
        "member.admit": members.admit,
        "member.activate": members.activate,
        "member.role": members.change_role,
        "member.suspend": members.change_status,
        "member.reinstate": members.change_status,
        "member.withdraw": members.withdraw,
        "member.expel": members.change_status,
        "key.add": keys.add,
        "key.revoke": keys.revoke,
        "key.recover": keys.recover,
        "key.veto": keys.veto,
        "node.add": nodes.add,
        "node.revoke": nodes.revoke,
        "delegate.appoint": delegates.appoint,
        "delegate.revoke": delegates.revoke,
        "setting.change": settings.change,
        "agreement.publish": agreements.publish,
        "agreement.ratify": agreements.ratify,
        "proposal.open": proposals.open_,
        "ballot.cast": ballots.cast,
        "obligation.submit": views.submit,
        "appeal.open": views.appeal,
        "outcome.release": views.release,
        "practice.adopt": views.answer_others,
        "review.publish": views.review,
        "translation.publish": views.translate,
        "record.withdraw": records.withdraw,
        "record.redact": records.redact,
        "record.redact_done": records.redact_done,
        "record.hold": records.hold,
        "record.release": records.release,
    }
)
