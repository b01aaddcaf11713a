"""V14, role and authority: may this author publish this kind, alone or by decision?"""

from dataclasses import replace

from forsa.envelope import RecordId
from forsa.governance.case import Case
from forsa.governance.settings import GROUP_PREFIX
from forsa.governance.state import Member, Proposal, Result, Rights, Role, Status
from forsa.governance.verdict import Refused, not_allowed, precondition
from forsa.kinds.registry import Authority, Kind, Mark, Purpose


def has_authority(author: Member, kind: Kind) -> bool:
    """Tell whether `author` may publish `kind` with no proposal as parent."""
    if author.role is Role.OBSERVER and not kind.observers:
        return False
    match kind.authority:
        case Authority.SECRETARIAT:
            return author.role is Role.SECRETARIAT and author.status is Status.ACTIVE
        case Authority.VOTER:
            return author.may_vote
        case Authority.MEMBER:
            return author.role is not Role.OBSERVER
        case Authority.ANY:
            return True
        case None:
            return False


def executes(kind: Kind, parent: bytes) -> bool:
    """Tell whether a record of this kind with this parent executes a proposal."""
    return kind.mark is Mark.PROPOSAL and bool(parent)


def purpose_for(kind: Kind, *, executing: bool) -> Purpose:
    """Return the purpose a key needs: a decision is executed with a govern key, whatever the kind
    asks for by itself.
    """
    return Purpose.GOVERN if executing else kind.purpose


def executed_proposal(case: Case) -> tuple[Proposal, int] | Refused:
    """Return the adopted proposal that this record executes, and the number of its action."""
    name, header = case.kind.name, case.header
    if not case.author.may_vote:
        return not_allowed(f"{case.author.id} has no vote, so it cannot execute a decision")
    proposal = case.rights.proposals.get(RecordId(header.parent))
    if proposal is None:
        return not_allowed(
            "the proposal waits for nothing: it was rejected, withdrawn, carried out, or it lapsed"
        )
    if proposal.result is not Result.ADOPTED:
        return not_allowed(f"only what was adopted is executed; the proposal is {proposal.result}")
    if proposal.type not in case.kind.decided_by:
        return not_allowed(f"a proposal of type {proposal.type} does not decide {name}")
    action = (name, header.effect)
    number = next((n for n in proposal.pending if proposal.actions[n] == action), None)
    if number is None:
        return not_allowed(f"this {name} is no action of the proposal that waits to be executed")
    if proposal.type == "committee" and not _names_groups_only(case):
        return not_allowed("a committee proposal changes settings group.* only")
    return _check_nothing_added(case) or _check_still_current(case, proposal) or (proposal, number)


def _names_groups_only(case: Case) -> bool:
    return all(setting.name.startswith(GROUP_PREFIX) for setting in case.effect.settings)


def _check_nothing_added(case: Case) -> Refused | None:
    """Whoever executes adds nothing to what was voted on."""
    header = case.header
    if header.attachments:
        return precondition("a record that executes a decision has no attachments")
    if header.HasField("body") and case.kind.name != "agreement.publish":
        return precondition(f"a {case.kind.name} that executes a decision has no body")
    return None


def _check_still_current(case: Case, proposal: Proposal) -> Refused | None:
    """An adopted proposal that was kept back cannot undo a later decision."""
    rights, effect, name = case.rights, case.effect, case.kind.name
    if name.startswith("member."):
        member = rights.members.get(effect.member)
        changed = -1 if member is None else member.changed
        what = f"role or status of {effect.member}"
    elif name == "setting.change":
        changed = max(rights.settings_changed.get(s.name, -1) for s in effect.settings)
        what = "one of these settings"
    elif name == "key.recover":
        changed = rights.recovered.get(effect.member, -1)
        what = f"the keys of {effect.member}, by a recovery,"
    else:
        return None
    if changed > proposal.opened:
        return precondition(
            f"{what} changed at index {changed}, after the proposal was opened at {proposal.opened}"
        )
    return None


def mark_executed(rights: Rights, proposal: Proposal, number: int) -> Rights:
    """Return `rights` with this action executed; with its last one a proposal is gone."""
    pending = tuple(n for n in proposal.pending if n != number)
    if not pending:
        return replace(rights, proposals=rights.proposals.delete(proposal.record_id))
    left = replace(proposal, pending=pending)
    return replace(rights, proposals=rights.proposals.set(proposal.record_id, left))
