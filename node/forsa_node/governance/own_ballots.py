"""The ballots that this node holds, and whether they count: by their receipts, not by the hub.

A receipt proves, for ever and offline, that a ballot stands in the log; the fold of this node tells
whether it counts there. Where the two do not agree somebody lied, and the receipt is the evidence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from forsa.entry import parse_entry
from forsa.envelope import RecordId
from forsa.errors import ForsaError, Reason
from forsa.governance.state import State
from forsa.governance.views.decision import Decision
from forsa.governance.views.decision import Vote as Counted
from forsa.governance.views.decisions import BALLOT
from forsa.keys import KeyId
from forsa.receipt import parse_receipt, verify_receipt
from forsa.v1.effects_pb2 import BallotCast

from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.store.outbox import OutboxItem, OutboxState

_UNSENT: Final = (OutboxState.WAITING, OutboxState.HELD)


class Fate(StrEnum):
    """What became of the vote of this member."""

    COUNTED = "counted"
    """Its ballot counts, and the receipt of it verifies."""
    COUNTED_HERE = "counted_here"
    """It counts, in a log that this node verified; the receipt is elsewhere, or never came."""
    BY_PROXY = "by_proxy"
    """Another member voted for it, and its own ballot would replace that."""
    WAITING = "waiting"
    """Signed here; the hub has not answered yet."""
    RECEIVED = "received"
    """The hub gave a receipt that verifies; the entry is not here yet."""
    REFUSED = "refused"
    NONE = "none"
    """Nobody voted for it."""
    LOST = "lost"
    """A receipt verifies, and the log does not count what it proves: evidence."""


@dataclass(frozen=True, slots=True)
class OwnVote:
    """What this node knows of the vote of its member in one proposal."""

    fate: Fate
    choice: str
    """Empty: nobody voted for it."""
    index: int | None
    """Of the ballot in the log."""
    record_id: bytes
    """Of the ballot; empty: it has none, or none that is here."""
    cast_by: str
    """Who signed the ballot; empty: nobody."""
    receipt_size: int | None
    """Size of the tree that the receipt leads to; None: no receipt is here."""
    reason: Reason | None = None
    """Why it was refused, or what is wrong."""
    message: str = ""
    """The same in words, English."""

    @property
    def is_counted(self) -> bool:
        """It is in the count."""
        return self.fate in (Fate.COUNTED, Fate.COUNTED_HERE, Fate.BY_PROXY)


_NO_VOTE: Final = OwnVote(Fate.NONE, "", None, b"", "", None)


def ballots_here(stores: Stores, proposal: bytes = b"") -> Sequence[OutboxItem]:
    """Every ballot that this node signed or carries, in order; of one proposal, or of all."""
    return [
        one
        for one in stores.member.items()
        if one.kind == BALLOT and (not proposal or one.record.header.parent == proposal)
    ]


def voter_of(item: OutboxItem) -> str:
    """Whose vote a ballot is: with a proxy, the absent member."""
    return effect_of(item).proxy_for or item.record.header.member


def effect_of(item: OutboxItem) -> BallotCast:
    """What a ballot says. The node parsed it when it was signed or taken in."""
    return BallotCast.FromString(item.record.header.effect)


def own_vote(stores: Stores, seen: Seen, proposal: bytes, decision: Decision | None) -> OwnVote:
    """What became of the vote of this node's member.

    Args:
        stores: Of this node.
        seen: The newest state.
        proposal: Its record id.
        decision: From a chronicle that has ballots; None: the proposal waits here to be sent.
    """
    member = stores.identity.member
    here = ballots_here(stores, proposal)
    own = [one for one in here if one.record.header.member == member == voter_of(one)]
    if decision is None:
        return _of_item(own[-1], Fate.WAITING) if own else _NO_VOTE
    counted = decision.vote_of(member)
    broken = next(_contradictions(stores, seen.state, decision, own), None)
    if broken is not None:
        return broken
    waits = [one for one in own if one.state in (*_UNSENT, OutboxState.RECEIVED)]
    if waits:
        is_received = waits[-1].state is OutboxState.RECEIVED
        return _of_item(waits[-1], Fate.RECEIVED if is_received else Fate.WAITING)
    if counted is not None:
        return _of_counted(stores, seen.state, counted, own)
    refused = [one for one in own if one.state is OutboxState.REFUSED]
    if refused:
        return _of_item(refused[-1], Fate.REFUSED)
    return _NO_VOTE


def _of_counted(
    stores: Stores, state: State, counted: Counted, own: Sequence[OutboxItem]
) -> OwnVote:
    held = next((one for one in own if one.record.record_id == counted.record_id), None)
    size = None if held is None else _verified_size(stores, state, held)
    fate = Fate.COUNTED_HERE if size is None else Fate.COUNTED
    if counted.by_proxy:
        fate = Fate.BY_PROXY
    return OwnVote(
        fate,
        counted.choice,
        counted.index,
        counted.record_id or b"",
        counted.cast_by or "",
        size,
    )


def _of_item(item: OutboxItem, fate: Fate) -> OwnVote:
    return OwnVote(
        fate,
        effect_of(item).choice,
        item.log_index,
        item.record.record_id,
        item.record.header.member,
        None,
        item.reason,
        (item.details or {}).get("message", ""),
    )


def _contradictions(
    stores: Stores, state: State, decision: Decision, own: Sequence[OutboxItem]
) -> Iterator[OwnVote]:
    """Ballots whose receipt proves a place in the log that this node finds otherwise."""
    known = {one.record_id: one.index for one in _ballots_in(decision)}
    size = state.size
    for item in own:
        text = stores.member.receipt(item.record.record_id)
        if text is None or item.state is OutboxState.REFUSED:  # void: its own words say why
            continue
        try:
            index = _verified(stores, state, item, text)[0]
        except ForsaError as error:
            yield _lost(item, None, error.reason, error.message)
            continue
        if index < size and known.get(item.record.record_id) != index:
            message = (
                f"the receipt proves the ballot at index {index}, and the vote does not have it"
            )
            yield _lost(item, index, Reason.RECORD_WITHHELD, message)


def _lost(item: OutboxItem, index: int | None, reason: Reason, message: str) -> OwnVote:
    item_id = item.record.record_id
    member = item.record.header.member
    return OwnVote(Fate.LOST, effect_of(item).choice, index, item_id, member, None, reason, message)


def _ballots_in(decision: Decision) -> Iterator[Any]:
    """Every valid ballot of the proposal: those that count, and those that do not."""
    yield from decision.votes
    yield from (one.vote for one in decision.replaced)


def _verified_size(stores: Stores, state: State, item: OutboxItem) -> int | None:
    text = stores.member.receipt(item.record.record_id)
    return None if text is None else _verified(stores, state, item, text)[1]


def _verified(stores: Stores, state: State, item: OutboxItem, text: str) -> tuple[int, int]:
    """Index and tree size that a receipt proves.

    Raises:
        ForsaError: it proves nothing.
    """
    record = item.record
    key = state.rights.keys.get(KeyId(record.header.key_id))
    verified = verify_receipt(
        parse_receipt(text),
        stores.identity.roots(),
        record_id=RecordId(record.record_id),
        author_key=None if key is None else key.public,
    )
    return verified.index, verified.checkpoint.size


def opened_ms(stores: Stores, index: int) -> int:
    """When the entry at an index of the stored log was placed."""
    (entry,) = stores.mirror.read(lambda log: log.entries_at([index]))
    return parse_entry(entry.data).sequenced_ms
