"""The statutes in force as the log has them: how long votes last, what decides, who is in a group.

A member looks here before it opens a vote; a value that nobody changed is the one of the protocol.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from forsa.governance.settings import (
    APP_PREFIX,
    GROUP_PREFIX,
    NAMES,
    RULE_PREFIX,
    rule_for,
    setting,
)
from forsa.governance.state import State
from forsa.kinds.proposal_types import PROPOSAL_TYPES


@dataclass(frozen=True, slots=True)
class Statute:
    """A setting with its value now."""

    name: str
    """As `statute_change` takes it: `voting_min_hours`, `rule.admission`, `group.ethics`."""
    value: str
    is_default: bool
    """Neither the founding nor a decision said it."""


def statutes(state: State) -> tuple[Statute, ...]:
    """Every setting in force: the named ones, the rule of each type of vote, groups, programs'."""
    return tuple(_statutes(state))


def _statutes(state: State) -> Iterator[Statute]:
    rights, said = state.rights, state.rights.settings
    for name in NAMES:
        yield Statute(name, setting(rights, name), name not in said)
    for kind in PROPOSAL_TYPES:
        rule, quorum = rule_for(rights, kind)
        name = RULE_PREFIX + kind
        yield Statute(name, f"{rule.value} {quorum.value}", name not in said)
    for name in sorted(said):
        if name.startswith((GROUP_PREFIX, APP_PREFIX)):
            yield Statute(name, said[name], is_default=False)
