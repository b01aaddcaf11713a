"""member.*: who is in, in which role, and how each stands."""

from dataclasses import replace
from typing import Final

from forsa.governance.case import Case
from forsa.governance.rules.keys import add_keys, check_new_keys
from forsa.governance.settings import setting
from forsa.governance.state import Member, Rights, Role, Status
from forsa.governance.verdict import Refused, not_allowed, precondition
from forsa.v1 import effects_pb2 as v1

_MAY_BECOME: Final = {
    "member.activate": (Status.PROVISIONAL, Status.WITHDRAWN, Status.EXPELLED),
    "member.suspend": (Status.ACTIVE,),
    "member.reinstate": (Status.SUSPENDED,),
    "member.withdraw": (Status.PROVISIONAL, Status.ACTIVE, Status.SUSPENDED),
    "member.expel": (Status.PROVISIONAL, Status.ACTIVE, Status.SUSPENDED),
}
_BECOMES: Final = {
    "member.activate": Status.ACTIVE,
    "member.suspend": Status.SUSPENDED,
    "member.reinstate": Status.ACTIVE,
    "member.withdraw": Status.WITHDRAWN,
    "member.expel": Status.EXPELLED,
}


def admit(case: Case, effect: v1.MemberAdmit) -> Rights | Refused:
    """Take a new member, provisional, with its first keys."""
    rights = case.rights
    if effect.member in rights.members:
        return precondition(f"the id {effect.member} is taken")
    refused = check_new_keys(rights, effect.member, effect.keys)
    if refused is not None:
        return refused
    member = Member(effect.member, Role(effect.role), Status.PROVISIONAL, case.index)
    return replace(
        rights,
        members=rights.members.set(member.id, member),
        keys=add_keys(rights.keys, member.id, effect.keys, case.index),
    )


def activate(case: Case, effect: v1.MemberAct) -> Rights | Refused:
    """Make a member active: by decision, or by the secretariat alone if the settings say so."""
    if case.decision is None:
        member = case.rights.members.get(effect.member)
        if setting(case.rights, "admission") != "secretariat":
            return not_allowed("the setting admission asks for a proposal to activate a member")
        if member is None or member.status is not Status.PROVISIONAL:
            return not_allowed(f"{effect.member} is not provisional: this takes a proposal")
    return change_status(case, effect)


def withdraw(case: Case, effect: v1.MemberAct) -> Rights | Refused:
    """Leave the network."""
    if effect.member != case.author.id:
        return not_allowed(f"{case.author.id} cannot withdraw {effect.member}")
    return change_status(case, effect)


def change_status(case: Case, effect: v1.MemberAct) -> Rights | Refused:
    """Change how a member stands, if it stands where the kind starts from."""
    kind, member = case.kind.name, case.rights.members.get(effect.member)
    if member is None:
        return precondition(f"there is no member {effect.member}")
    if member.status not in _MAY_BECOME[kind]:
        return precondition(f"{member.id} is {member.status}, so {kind} does not apply")
    return _changed(case, replace(member, status=_BECOMES[kind], changed=case.index))


def change_role(case: Case, effect: v1.MemberRole) -> Rights | Refused:
    """Give a member another role."""
    member = case.rights.members.get(effect.member)
    if member is None:
        return precondition(f"there is no member {effect.member}")
    return _changed(case, replace(member, role=Role(effect.role), changed=case.index))


def _changed(case: Case, member: Member) -> Rights | Refused:
    members = case.rights.members.set(member.id, member)
    if not any(m.role is Role.SECRETARIAT and m.status is Status.ACTIVE for m in members.values()):
        return precondition("no active secretariat would remain")
    return replace(case.rights, members=members)
