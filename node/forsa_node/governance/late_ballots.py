"""Ballots that may come too late: signed here, without a receipt, and a quarter of the time left.

The hub orders the log, so it can delay a ballot until the vote is over. It cannot delay what other
members bring: so a ballot leaves this node as a file that their nodes relay and keep
(docs/protocol.md, "Ballots").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

from forsa.clock import Clock
from forsa.envelope import RecordId
from forsa.governance.state import Proposal, Result
from forsa.governance.views.notices import is_last_quarter
from forsa.words.dates import say_left, say_time
from forsa.words.reasons import Language

from forsa_node.governance.foreseeing import foresee
from forsa_node.governance.moments import now_of
from forsa_node.governance.own_ballots import ballots_here, opened_ms
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.store.outbox import OutboxItem, OutboxState
from forsa_node.words import say

_WITHOUT_RECEIPT = (OutboxState.WAITING, OutboxState.REFUSED)


@dataclass(frozen=True, slots=True)
class LateBallot:
    """A ballot that should be in the log by now."""

    item: OutboxItem
    proposal: Proposal
    left_ms: int
    """Of the voting time."""
    is_urgent: bool
    """A quarter of the voting time is left, or less."""


def unreceived(stores: Stores, seen: Seen, clock: Clock) -> Sequence[LateBallot]:
    """Ballots in open votes that this node holds without a receipt, in the order of signing.

    What the hub refused is among them if this node's own fold would take it: a hub that admits
    only what it likes is why ballots can travel as files.
    """
    now_ms = now_of(seen, clock)
    return tuple(_unreceived(stores, seen, now_ms))


def _unreceived(stores: Stores, seen: Seen, now_ms: int) -> Iterator[LateBallot]:
    open_ones = {
        record_id: one
        for record_id, one in seen.state.rights.proposals.items()
        if one.result is Result.OPEN and now_ms <= one.closes_ms
    }
    if not open_ones:
        return
    for item in ballots_here(stores):
        proposal = open_ones.get(RecordId(item.record.header.parent))
        if proposal is None or item.state not in _WITHOUT_RECEIPT:
            continue
        if item.state is OutboxState.REFUSED and foresee(stores, seen, item.record)[1] is not None:
            continue
        opened, closes = opened_ms(stores, proposal.opened), proposal.closes_ms
        yield LateBallot(item, proposal, closes - now_ms, is_last_quarter(opened, closes, now_ms))


def late_rows(
    stores: Stores, seen: Seen, clock: Clock, folder: Path, language: Language, zone: tzinfo
) -> list[dict[str, Any]]:
    """The ballots that people are warned of, and how each leaves as a file."""
    return [
        {
            "what": "ballot_late",
            "record_id": one.item.record.record_id.hex(),
            "member": one.item.record.header.member,
            "index": one.proposal.opened,
            "is_own": True,
            "is_urgent": True,
            "due_ms": one.proposal.closes_ms,
            "left_ms": one.left_ms,
            "says": say(
                language,
                "ballot_late",
                member=one.item.record.header.member,
                index=one.proposal.opened,
                time=say_time(one.proposal.closes_ms, language, zone),
                left=say_left(one.left_ms, language),
                folder=folder,
            ),
        }
        for one in unreceived(stores, seen, clock)
        if one.is_urgent
    ]
