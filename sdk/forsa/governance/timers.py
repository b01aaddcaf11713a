"""What happens by itself when log time passes a deadline: nothing but an entry moves log time.

A timer fires once its deadline is **below** log time, in order of deadline, then of the index of
the entry that set it. Timers are read off the state, so that dropping what a timer belongs to
drops the timer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Final

from forsa.envelope import RecordId
from forsa.governance.state import DAY_MS, NEVER_MS, Hold, Key, Proposal, Result, Rights
from forsa.governance.tally import decision_of
from forsa.keys import KeyId, key_id_of

LAPSE_MS: Final = 90 * DAY_MS
RECOVERY_MS: Final = 7 * DAY_MS


@dataclass(frozen=True, slots=True, order=True)
class Timer:
    """A deadline, the index of the entry that set it, and what it ends."""

    deadline_ms: int
    index: int
    what: str
    """close, lapse, hold or recovery."""
    subject: str
    """Hexadecimal record id, or member of a recovery."""


def with_deadline(rights: Rights, deadline_ms: int) -> Rights:
    """Return `rights` with a bound that lets the fold notice a new deadline."""
    if deadline_ms >= rights.next_deadline_ms:
        return rights
    return replace(rights, next_deadline_ms=deadline_ms)


def timers(rights: Rights) -> Iterator[Timer]:
    """List the timers that run, in no order."""
    for proposal in rights.proposals.values():
        yield _timer_of(proposal)
    for record_id, hold in rights.holds.items():
        if hold.ends_ms is not None:
            yield Timer(hold.ends_ms, hold.index, "hold", record_id.hex())
    for recovery in rights.recoveries.values():
        yield Timer(recovery.effective_ms, recovery.index, "recovery", recovery.member)


def first_deadline(rights: Rights) -> int:
    """Return the earliest deadline of all timers that run."""
    return min((timer.deadline_ms for timer in timers(rights)), default=NEVER_MS)


def fire_timers(rights: Rights, log_time_ms: int, index: int) -> Rights:
    """Fire every timer whose deadline is below `log_time_ms`, at the entry with this index."""
    if rights.next_deadline_ms >= log_time_ms:
        return rights
    due = [timer for timer in timers(rights) if timer.deadline_ms < log_time_ms]
    heapify(due)
    while due:
        timer = heappop(due)
        match timer.what:
            case "close":
                rights = _close(rights, RecordId(bytes.fromhex(timer.subject)), index)
                closed = rights.proposals.get(RecordId(bytes.fromhex(timer.subject)))
                if closed is not None and _timer_of(closed).deadline_ms < log_time_ms:
                    heappush(due, _timer_of(closed))
            case "lapse":
                record_id = RecordId(bytes.fromhex(timer.subject))
                rights = replace(rights, proposals=rights.proposals.delete(record_id))
            case "hold":
                rights = end_hold(rights, RecordId(bytes.fromhex(timer.subject)))
            case _:
                rights = _recover(rights, timer.subject, index)
    return replace(rights, next_deadline_ms=first_deadline(rights))


def end_hold(rights: Rights, record_id: RecordId) -> Rights:
    """Return `rights` with the hold of this record ended, if one lasts."""
    hold = rights.holds.get(record_id)
    if hold is None or hold.ends_ms is None:
        return rights
    return replace(rights, holds=rights.holds.set(record_id, Hold(hold.index, None)))


def _timer_of(proposal: Proposal) -> Timer:
    subject = proposal.record_id.hex()
    if proposal.result is Result.OPEN:
        return Timer(proposal.closes_ms, proposal.opened, "close", subject)
    closed = proposal.opened if proposal.closed is None else proposal.closed
    return Timer(proposal.closes_ms + LAPSE_MS, closed, "lapse", subject)


def _close(rights: Rights, record_id: RecordId, index: int) -> Rights:
    """Compute the decision; keep what may still be executed or called again."""
    proposal = rights.proposals[record_id]
    decision = decision_of(proposal)
    if decision == "rejected" or (decision == "adopted" and not proposal.actions):
        return replace(rights, proposals=rights.proposals.delete(record_id))
    closed = replace(proposal, result=Result(decision), closed=index)
    return replace(rights, proposals=rights.proposals.set(record_id, closed))


def _recover(rights: Rights, member: str, index: int) -> Rights:
    """Revoke all keys and nodes of a member, and add the keys of its recovery."""
    recovery = rights.recoveries[member]
    with rights.keys.mutate() as keys:
        for key_id, key in rights.keys.items():
            if key.member == member and key.revoked is None:
                keys[key_id] = replace(key, revoked=index)
        for public, purposes in recovery.keys:
            keys[KeyId(key_id_of(public))] = Key(public, member, purposes, index)
        new_keys = keys.finish()
    with rights.nodes.mutate() as nodes:
        for name, node in rights.nodes.items():
            if node.member == member and node.active:
                nodes[name] = replace(node, active=False, changed=index)
        new_nodes = nodes.finish()
    return replace(
        rights,
        keys=new_keys,
        nodes=new_nodes,
        recoveries=rights.recoveries.delete(member),
        recovered=rights.recovered.set(member, index),
    )
