"""What the state was before: each turn of what it lists, as an entry made it.

The state keeps what holds now. Who was a member on a day, how a proposal stood when it closed and
when an agreement came into force are asked for years later; whoever keeps the turns of every entry
(`Folded.turns`) can answer without folding the log again. Derived from the rights before and after
an entry, as pure as the fold, and no part of it: no rule reads a turn (decision 0031).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeAlias

from immutables import Map

from forsa.governance.outcomes import Outcome
from forsa.governance.plain import from_plain, to_plain
from forsa.governance.state import (
    Agreement,
    Hold,
    Member,
    Proposal,
    Recovery,
    Rights,
)


class Part(StrEnum):
    """What turns are kept of."""

    MEMBER = "member"
    """By id: admitted, and each change of role or status."""
    SETTING = "setting"
    """By name: each value."""
    PROPOSAL = "proposal"
    """By record id: how it ended, then that the state forgot it."""
    AGREEMENT = "agreement"
    """By record id: published, in force, replaced; not each ratification, which is a record."""
    RECOVERY = "recovery"
    """By member: asked for; then in effect, or dropped."""
    HOLD = "hold"
    """By record id: begun, and ended."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A proposal as its ballots stood when it ended."""

    proposal: Proposal
    """With roll, rule, quorum and the ballots that counted; `closed` is the entry of the end."""
    result: str
    """`adopted`, `rejected`, `no_quorum` or `withdrawn`."""


Value: TypeAlias = Member | str | Ended | Agreement | Recovery | Hold
_TYPES: Final[dict[Part, type[Value]]] = {
    Part.MEMBER: Member,
    Part.SETTING: str,
    Part.PROPOSAL: Ended,
    Part.AGREEMENT: Agreement,
    Part.RECOVERY: Recovery,
    Part.HOLD: Hold,
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing of the state became another at an entry."""

    part: Part
    key: str
    """An id or a name; record ids in hexadecimal."""
    value: Value | None
    """None: the state has it no more."""


def turns_of(
    before: Rights, after: Rights, index: int, outcomes: tuple[Outcome, ...]
) -> tuple[Turn, ...]:
    """What the entry at `index` turned, by part and key.

    Args:
        before: The rights before the entry.
        after: Those after it.
        index: Of the entry.
        outcomes: Of the same entry, from `outcomes_of`.
    """
    if before is after:
        return ()
    found = [
        *_changed(Part.MEMBER, before.members, after.members),
        *_changed(Part.SETTING, before.settings, after.settings),
        *_proposals(before, after, index, outcomes),
        *_changed(Part.AGREEMENT, before.agreements, after.agreements, _stands),
        *_changed(Part.RECOVERY, before.recoveries, after.recoveries),
        *_changed(Part.HOLD, before.holds, after.holds),
    ]
    return tuple(sorted(found, key=lambda turn: (turn.part, turn.key)))


def _itself(value: Any) -> Any:
    return value


def _stands(agreement: Agreement) -> object:
    return agreement.in_force


def _changed(
    part: Part,
    before: Map[Any, Any],
    after: Map[Any, Any],
    told: Callable[[Any], object] = _itself,
) -> Iterator[Turn]:
    """Each value that is new, or of which what is `told` is another, and each that is gone."""
    if before is after:
        return
    for key, value in after.items():
        former = before.get(key)
        if former is not value and (former is None or told(former) != told(value)):
            yield Turn(part, _name(key), value)
    for key in before:
        if key not in after:
            yield Turn(part, _name(key), None)


def _proposals(
    before: Rights, after: Rights, index: int, outcomes: tuple[Outcome, ...]
) -> Iterator[Turn]:
    """No ballot counts at the entry that ends a proposal: it ends as it stood before."""
    if before.proposals is after.proposals:
        return
    ended = {one.record_id: one.result for one in outcomes}
    for record_id, result in ended.items():
        proposal = replace(before.proposals[record_id], closed=index)
        yield Turn(Part.PROPOSAL, record_id.hex(), Ended(proposal, result))
    for record_id in before.proposals:
        if record_id not in after.proposals and record_id not in ended:
            yield Turn(Part.PROPOSAL, record_id.hex(), None)


def _name(key: str | bytes) -> str:
    return key.hex() if isinstance(key, bytes) else key


def format_value(value: Value | None) -> str:
    """A value of a turn as JSON; `null`: it is gone."""
    plain = to_plain(value)
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False)


def parse_turn(part: str, key: str, value: str) -> Turn:
    """Read a turn that was kept.

    Raises:
        ValueError, LookupError, TypeError: it is not what `format_value` wrote.
    """
    known, plain = Part(part), json.loads(value)
    return Turn(known, key, None if plain is None else from_plain(_TYPES[known], plain))
