"""Counting a decision again from the records of its ballots, beside what the fold kept of them.

The fold keeps the ballot that counts for each member as it goes; here the records are read in
order once more, and the two must agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.decision import Decision
from forsa.governance.views.decisions import BALLOT


@dataclass(frozen=True, slots=True)
class Counted:
    """The ballot that counts for a member, by its records."""

    choice: str
    index: int
    by_proxy: bool


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that is told of a decision and does not follow from its ballots."""

    what: str
    """`ballot` or `result`."""
    index: int | None
    """Of the ballot."""
    told: str
    found: str


def count_again(chronicle: Chronicle, one: Decision) -> dict[str, Counted]:
    """The ballot that counts for each member of the roll: its last own one, else the last by proxy.

    Args:
        chronicle: With the ballots: valid records alone, each judged when it was folded.
        one: The decision.
    """
    own: dict[str, Counted] = {}
    by_proxy: dict[str, Counted] = {}
    for event in chronicle.answering(one.record_id, BALLOT):
        effect: Any = event.effect
        if effect.proxy_for:
            by_proxy[effect.proxy_for] = Counted(effect.choice, event.index, True)
        else:
            own[event.member] = Counted(effect.choice, event.index, False)
    return {member: found for member, found in (by_proxy | own).items() if member in one.roll}


def oddities(chronicle: Chronicle, one: Decision) -> Iterator[Odd]:
    """What is told of a decision and does not follow from its ballots: nothing, as a rule."""
    found = count_again(chronicle, one)
    told = {vote.member: Counted(vote.choice, vote.index, vote.by_proxy) for vote in one.votes}
    for member in sorted({*found, *told}):
        was, is_ = told.get(member), found.get(member)
        if was != is_:
            index = None if is_ is None else is_.index
            yield Odd("ballot", index, _said(member, was), _said(member, is_))
    if one.result not in ("open", "withdrawn", one.expected):
        yield Odd("result", one.index, one.result, one.expected)


def _said(member: str, counted: Counted | None) -> str:
    return "" if counted is None else f"{member} {counted.choice} ({counted.index})"
