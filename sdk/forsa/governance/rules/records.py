"""record.*: withdrawing, erasing and holding back what was published."""

from dataclasses import replace
from typing import Final

from forsa.envelope import RecordId
from forsa.governance.case import Case
from forsa.governance.lookup import Logged
from forsa.governance.state import DAY_MS, Hold, Result, Rights
from forsa.governance.timers import end_hold, with_deadline
from forsa.governance.verdict import Refused, not_allowed, precondition
from forsa.kinds.registry import kind_of
from forsa.v1 import effects_pb2 as v1

HOLD_DAYS_ALONE: Final = 14
HOLD_DAYS_BY_DECISION: Final = 365


def _target(case: Case, target: bytes) -> Logged | Refused:
    found = case.earlier.records.get(RecordId(target))
    return precondition(f"record {target.hex()} is not logged") if found is None else found


def _check_public(case: Case) -> Refused | None:
    """What hides or erases a record is itself seen by all."""
    if case.header.audience == "public":
        return None
    return precondition(f"a {case.kind.name} has audience public")


def withdraw(case: Case, effect: v1.RecordAct) -> Rights | Refused:
    """Show an own record as withdrawn; an open proposal of one's own is removed."""
    target = _target(case, effect.target)
    if isinstance(target, Refused):
        return target
    if target.member != case.author.id:
        return not_allowed(f"{case.author.id} cannot withdraw a record of {target.member}")
    rights = case.rights
    proposal = rights.proposals.get(target.record_id)
    if proposal is not None and proposal.result is Result.OPEN:
        return replace(rights, proposals=rights.proposals.delete(target.record_id))
    kind = kind_of(target.kind)
    if kind is None or not kind.view:
        return precondition(f"a {target.kind} cannot be withdrawn: it changed the state")
    return rights


def redact(case: Case, effect: v1.RecordAct) -> Rights | Refused:
    """Have body and attachments of a record erased, for ever."""
    target = _target(case, effect.target)
    if isinstance(target, Refused):
        return target
    rights = case.rights
    if case.decision is None:
        if target.member != case.author.id:
            return not_allowed(f"{case.author.id} cannot redact a record of {target.member}")
        if target.kind == "agreement.publish" and target.parent:
            return precondition("an agreement made by decision is redacted by decision only")
        proposal = rights.proposals.get(target.record_id)
        if proposal is not None and proposal.result is not Result.NO_QUORUM:
            return precondition(f"the proposal is {proposal.result}")
    refused = _check_public(case)
    if refused is not None:
        return refused
    if not (target.has_body or target.has_attachments):
        return precondition("the record has neither body nor attachments")
    if target.record_id in rights.redacted:
        return precondition("the record is redacted already")
    redacted = rights.redacted.set(target.record_id, case.index)
    return end_hold(replace(rights, redacted=redacted), target.record_id)


def hold(case: Case, effect: v1.RecordHold) -> Rights | Refused:
    """Keep a record from being served, for some days."""
    target = _check_public(case) or _target(case, effect.target)
    if isinstance(target, Refused):
        return target
    rights, record_id = case.rights, target.record_id
    former = rights.holds.get(record_id)
    if record_id in rights.redacted:
        return precondition("the record is redacted")
    if former is not None and former.ends_ms is not None:
        return precondition(f"the record is on hold until {former.ends_ms}")
    most = HOLD_DAYS_ALONE if case.decision is None else HOLD_DAYS_BY_DECISION
    if effect.days > most:
        return precondition(f"a hold of {effect.days} days, at most {most} are possible")
    if case.decision is None and former is not None:
        return precondition("a record held before is held again by decision only")
    ends_ms = case.log_time_ms + effect.days * DAY_MS
    holds = rights.holds.set(record_id, Hold(case.index, ends_ms))
    return with_deadline(replace(rights, holds=holds), ends_ms)


def release(case: Case, effect: v1.RecordAct) -> Rights | Refused:
    """End a hold before its time."""
    target = _check_public(case) or _target(case, effect.target)
    if isinstance(target, Refused):
        return target
    former = case.rights.holds.get(target.record_id)
    if former is None or former.ends_ms is None:
        return precondition("the record is not on hold")
    return end_hold(case.rights, target.record_id)


def redact_done(case: Case, effect: v1.RedactDone) -> Rights | Refused:
    """Say that a node of the author has erased a redacted record."""
    if RecordId(effect.target) not in case.rights.redacted:
        return precondition(f"record {effect.target.hex()} is not redacted")
    name = f"{case.author.id}/{effect.node}"
    if name not in case.rights.nodes:
        return precondition(f"there is no node {name}")
    return case.rights
