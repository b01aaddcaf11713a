"""proposal.open: a question put to the vote; roll, rule and quorum are frozen here."""

from dataclasses import replace
from typing import Final

from forsa.envelope import RecordId
from forsa.errors import ForsaError
from forsa.governance.case import Case
from forsa.governance.settings import HOUR_MS, rule_for, voting_min_ms
from forsa.governance.state import DAY_MS, Proposal, Result, Rights
from forsa.governance.tally import roll_of
from forsa.governance.timers import with_deadline
from forsa.governance.verdict import Refused, precondition
from forsa.kinds.effects import parse_effect
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.kinds.registry import KINDS
from forsa.v1 import effects_pb2 as v1

MAX_ACTIONS: Final = 8
MAX_OPEN_PROPOSALS: Final = 16
MAX_VOTING_MS: Final = 180 * DAY_MS
SECOND_CALL_MS: Final = 15 * DAY_MS


def open_(case: Case, effect: v1.ProposalOpen) -> Rights | Refused:
    """Open a proposal; a second call takes the place of the first."""
    roll = roll_of(case.rights)
    refused = (
        _check_form(case, effect)
        or _check_actions(case, effect)
        or _check_times(case, effect)
        or _check_second_call(case, effect)
    )
    if refused is not None:
        return refused
    if not roll:
        return precondition("nobody could vote: the network has no active member with a vote")
    rule, quorum = rule_for(case.rights, effect.type)
    if effect.call == 2:
        quorum = PROPOSAL_TYPES[effect.type].second_call
    text = case.header.attachments[0] if case.header.attachments else None
    proposal = Proposal(
        record_id=case.record_id,
        author=case.author.id,
        opened=case.index,
        type=effect.type,
        actions=_actions(effect),
        text=None if text is None else (text.root, text.size),
        closes_ms=effect.closes_ms,
        call=effect.call,
        rule=rule,
        quorum=quorum,
        roll=roll,
        pending=tuple(range(len(effect.actions))),
    )
    return _opened(case.rights, proposal, RecordId(effect.first_call))


def _opened(rights: Rights, proposal: Proposal, first_call: RecordId) -> Rights:
    proposals = rights.proposals
    if first_call:
        proposals = proposals.delete(first_call)
    proposals = proposals.set(proposal.record_id, proposal)
    return with_deadline(replace(rights, proposals=proposals), proposal.closes_ms)


def _actions(effect: v1.ProposalOpen) -> tuple[tuple[str, bytes], ...]:
    return tuple((action.kind, action.effect) for action in effect.actions)


def _check_form(case: Case, effect: v1.ProposalOpen) -> Refused | None:
    if case.header.audience not in ("public", "network"):
        return precondition("a proposal has audience public or network: the whole roll reads it")
    own = (p for p in case.rights.proposals.values() if p.author == case.author.id)
    count = sum(p.result is Result.OPEN for p in own)
    if count >= MAX_OPEN_PROPOSALS:
        return precondition(
            f"{case.author.id} has {count} open proposals, at most {MAX_OPEN_PROPOSALS} may be open"
        )
    if effect.type == "agreement":
        if len(effect.actions) != 1:
            return precondition(
                f"an agreement proposal has exactly one action, not {len(effect.actions)}"
            )
        if not case.header.attachments:
            return precondition("an agreement proposal has the text as its first attachment")
    return None


def _check_actions(_case: Case, effect: v1.ProposalOpen) -> Refused | None:
    if len(effect.actions) > MAX_ACTIONS:
        return precondition(f"{len(effect.actions)} actions, at most {MAX_ACTIONS} are possible")
    for number, action in enumerate(effect.actions):
        allowed = PROPOSAL_TYPES[effect.type].actions
        if action.kind not in allowed:
            return precondition(
                f"a {effect.type} proposal carries {', '.join(allowed) or 'no actions'}; this one "
                f"carries {action.kind}"
            )
        try:
            parse_effect(KINDS[action.kind], action.effect)
        except ForsaError as error:
            return precondition(f"action {number} is not well-formed: {error.message}")
    return None


def _check_times(case: Case, effect: v1.ProposalOpen) -> Refused | None:
    """Between the shortest time that the network gives a vote, and 180 days."""
    least_ms = voting_min_ms(case.rights)
    earliest, latest = case.log_time_ms + least_ms, case.log_time_ms + MAX_VOTING_MS
    if earliest <= effect.closes_ms <= latest:
        return None
    return precondition(
        f"the vote would end at {effect.closes_ms}; opened now it ends from {earliest} to {latest} "
        f"(voting_min_hours: {least_ms // HOUR_MS})",
        closes_ms=effect.closes_ms,
        earliest_ms=earliest,
        latest_ms=latest,
    )


def _check_second_call(case: Case, effect: v1.ProposalOpen) -> Refused | None:
    if effect.call == 1:
        return None
    first = case.rights.proposals.get(RecordId(effect.first_call))
    if first is None:
        return precondition(
            "the first call is no proposal that waits for a second: it ended otherwise, or was "
            "called again"
        )
    if first.result is not Result.NO_QUORUM:
        return precondition(
            f"a second call follows a vote without a quorum; the first call is {first.result.value}"
        )
    if (first.type, first.actions) != (effect.type, _actions(effect)):
        return precondition("a second call has the type and the actions of the first")
    earliest = first.closes_ms + SECOND_CALL_MS
    if case.log_time_ms < earliest:
        return precondition(
            f"a second call is possible from {earliest}, 15 days after the first ended at "
            f"{first.closes_ms}",
            earliest_ms=earliest,
            closes_ms=first.closes_ms,
        )
    return None
