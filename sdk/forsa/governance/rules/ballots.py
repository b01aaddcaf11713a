"""ballot.cast: a vote, one's own or for a member that gave its proxy."""

from dataclasses import replace

from forsa.envelope import RecordId
from forsa.errors import Reason
from forsa.governance.case import Case
from forsa.governance.settings import proxies_max
from forsa.governance.state import Ballot, Proposal, Result, Rights, Status
from forsa.governance.verdict import Refused, precondition
from forsa.keys import KeyId, is_signature_valid
from forsa.signed import proxy_message
from forsa.v1 import effects_pb2 as v1


def cast(case: Case, effect: v1.BallotCast) -> Rights | Refused:
    """Count a ballot of the voter, or of the absent member whose proxy it holds."""
    if not case.is_first_version:
        return precondition("a changed vote is a new ballot, not a new version of one")
    proposal = case.rights.proposals.get(RecordId(case.header.parent))
    if proposal is None or proposal.result is not Result.OPEN:  # past its time, its timer fired
        return _closed(case, proposal)
    if case.author.id not in proposal.roll:
        return _not_on_roll(case, proposal)
    counted = _counted_by_proxy if effect.proxy_for else _counted_own
    after = counted(case, effect, proposal)
    if isinstance(after, Refused):
        return after
    return replace(case.rights, proposals=case.rights.proposals.set(after.record_id, after))


def _closed(case: Case, proposal: Proposal | None) -> Refused:
    if proposal is None:
        message = "the vote is over: the proposal was rejected, withdrawn or carried out"
        return Refused("V14", Reason.BALLOT_CLOSED, message)
    closes, log_time = proposal.closes_ms, case.log_time_ms
    values = {"closes_ms": str(closes), "log_time_ms": str(log_time)}
    message = f"the vote ended at {closes}, and the ballot comes at {log_time}"
    return Refused("V14", Reason.BALLOT_CLOSED, message, values)


def _not_on_roll(case: Case, proposal: Proposal) -> Refused:
    values = {"member": case.author.id, "roll": str(len(proposal.roll))}
    message = (
        f"{case.author.id} is not among the {len(proposal.roll)} members who could vote when the "
        f"proposal was opened, at index {proposal.opened}"
    )
    return Refused("V14", Reason.NOT_ON_ROLL, message, values)


def _counted_own(case: Case, effect: v1.BallotCast, proposal: Proposal) -> Proposal | Refused:
    voter = case.author.id
    former = proposal.own.get(voter)
    if former is not None and case.observed_size <= former.index:
        return _not_seen(former)
    return replace(proposal, own=proposal.own.set(voter, Ballot(effect.choice, case.index)))


def _counted_by_proxy(case: Case, effect: v1.BallotCast, proposal: Proposal) -> Proposal | Refused:
    voter, absent = case.author.id, effect.proxy_for
    member = case.rights.members.get(absent)
    if absent == voter:
        return precondition("a member needs no proxy for itself")
    if absent not in proposal.roll:
        return precondition(f"a proxy of {absent}, which is not on the roll of this vote")
    if member is None or member.status is not Status.ACTIVE:
        stands = "unknown" if member is None else member.status.value
        return precondition(f"a proxy of {absent}, which is no active member now: {stands}")
    if not _is_proxy(case, effect, proposal):
        return precondition(
            f"the proxy is not signed by a key of {absent} that may vote, for {voter} and this "
            "proposal"
        )
    named = proposal.proxies.get(voter, frozenset()) | {absent}
    most = proxies_max(case.rights)
    if len(named) > most:
        return precondition(
            f"{voter} would vote for {len(named)} others, {', '.join(sorted(named))}; the setting "
            f"proxies_max allows {most}",
            proxies=len(named),
            proxies_max=most,
        )
    former = None if absent in proposal.own else proposal.by_proxy.get(absent)
    if former is not None and case.observed_size <= former.index:
        return _not_seen(former)
    return replace(
        proposal,
        by_proxy=proposal.by_proxy.set(absent, Ballot(effect.choice, case.index)),
        proxies=proposal.proxies.set(voter, named),
    )


def _not_seen(former: Ballot) -> Refused:
    return precondition(
        f"it would replace the ballot at index {former.index}, which its author had not seen",
        index=former.index,
    )


def _is_proxy(case: Case, effect: v1.BallotCast, proposal: Proposal) -> bool:
    """Tell whether an unrevoked govern key of the absent member gave this voter its vote."""
    rights = case.rights
    key = rights.keys.get(KeyId(effect.proxy_key_id))
    if key is None or key.member != effect.proxy_for or key.revoked is not None:
        return False
    if "govern" not in key.purposes:
        return False
    if key.delegate is not None:
        delegate = rights.delegates.get(f"{key.member}/{key.delegate}")
        if delegate is None or not delegate.is_current(case.log_time_ms):
            return False
        if "vote" not in delegate.powers:
            return False
    message = proxy_message(rights.network_id, effect.proxy_for, case.author.id, proposal.record_id)
    return is_signature_valid(key.public, message, effect.proxy_sig)
