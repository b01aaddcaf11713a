"""The types of proposals: the actions each may carry, and how it is decided by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class DecisionRule(StrEnum):
    """How votes for and against decide, once the quorum is met."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    TWO_THIRDS_CAST = "two_thirds_cast"
    TWO_THIRDS_ENTITLED = "two_thirds_entitled"
    THREE_QUARTERS_CAST = "three_quarters_cast"
    UNANIMITY = "unanimity"
    CONSENT = "consent"


class Quorum(StrEnum):
    """How many members of the roll must have a counted ballot."""

    MORE_THAN_HALF = "more_than_half"
    ONE_THIRD = "one_third"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ProposalType:
    """One type of proposal."""

    name: str
    rule: DecisionRule
    actions: tuple[str, ...] = ()
    """Kinds of the actions it may carry; empty: it carries none."""
    second_call: Quorum = Quorum.NONE
    """Quorum of a second call; the first asks for more than half unless set otherwise."""


_SIMPLE = DecisionRule.SIMPLE
_TWO_THIRDS = DecisionRule.TWO_THIRDS_CAST
_THIRD = Quorum.ONE_THIRD

_TABLE: Final = (
    ProposalType("admission", _SIMPLE, ("member.activate",)),
    ProposalType("suspension", _TWO_THIRDS, ("member.suspend",), _THIRD),
    ProposalType("exclusion", _TWO_THIRDS, ("member.expel",), _THIRD),
    ProposalType("reinstatement", _SIMPLE, ("member.reinstate",)),
    ProposalType("statute_change", _TWO_THIRDS, ("setting.change", "member.role"), _THIRD),
    ProposalType("agreement", _TWO_THIRDS, ("agreement.publish",)),
    ProposalType("committee", _SIMPLE, ("setting.change",)),
    ProposalType("moderation", _SIMPLE, ("record.redact", "record.hold", "record.release")),
    ProposalType("keys", _TWO_THIRDS, ("key.revoke", "key.recover"), _THIRD),
    ProposalType("report_approval", _SIMPLE),
    ProposalType("accounts_approval", _SIMPLE),
    ProposalType("budget", _SIMPLE),
    ProposalType("dues", _SIMPLE),
    ProposalType("reference_practice", _SIMPLE),
    ProposalType("motion", _SIMPLE),
    ProposalType("dissolution", DecisionRule.THREE_QUARTERS_CAST, (), _THIRD),
)

PROPOSAL_TYPES: Final[Mapping[str, ProposalType]] = MappingProxyType(
    {line.name: line for line in _TABLE}
)
