"""What became of a proposal, seen from the state before an entry and after it.

The state keeps a decision only as long as something follows from it; who wants to show the others
later keeps them as they pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from forsa.envelope import Record, RecordId
from forsa.governance.state import Proposal, Result, Rights
from forsa.governance.tally import decision_of
from forsa.v1.effects_pb2 import RecordAct

WITHDRAWAL: Final = "record.withdraw"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A proposal that was closed or withdrawn."""

    record_id: RecordId
    type: str
    """As `ProposalOpen.type`."""
    result: str
    """`adopted`, `rejected`, `no_quorum` or `withdrawn`."""


def outcomes_of(before: Rights, after: Rights, record: Record | None) -> tuple[Outcome, ...]:
    """The proposals that were open before an entry and are not after it, by record id.

    Args:
        before: The rights before the entry.
        after: Those after it.
        record: What the entry logged; None if it is void.
    """
    if before.proposals is after.proposals or not _may_end(before, after, record):
        return ()
    return tuple(sorted(_outcomes(before, after, record), key=lambda one: one.record_id))


def _may_end(before: Rights, after: Rights, record: Record | None) -> bool:
    """Whether a timer fired, or somebody withdrew something: nothing else ends a vote.

    Every ballot makes the proposals another value; looking at each of a thousand for each of ten
    thousand ballots takes twenty seconds.
    """
    is_withdrawal = record is not None and record.header.kind == WITHDRAWAL
    return is_withdrawal or before.next_deadline_ms != after.next_deadline_ms


def _outcomes(before: Rights, after: Rights, record: Record | None) -> Iterator[Outcome]:
    withdrawn = b""
    if record is not None and record.header.kind == WITHDRAWAL:
        withdrawn = RecordAct.FromString(record.header.effect).target
    for record_id, proposal in before.proposals.items():
        now = after.proposals.get(record_id)
        if proposal.result is Result.OPEN and (now is None or now.result is not Result.OPEN):
            yield Outcome(record_id, proposal.type, _result(proposal, now, withdrawn))


def _result(proposal: Proposal, now: Proposal | None, withdrawn: bytes) -> str:
    """No ballot counts at the entry that closes a proposal: those of before decide."""
    if now is not None:
        return decision_of(now)
    return "withdrawn" if proposal.record_id == withdrawn else decision_of(proposal)
