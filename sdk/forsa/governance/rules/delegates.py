"""delegate.*: persons who act for a member, with powers, dates and keys of their own."""

from dataclasses import replace
from typing import Final

from forsa.governance.case import Case
from forsa.governance.rules.keys import revoke_keys
from forsa.governance.state import Delegate, Rights
from forsa.governance.verdict import Refused, precondition
from forsa.keys import KeyId
from forsa.v1 import effects_pb2 as v1

MAX_DELEGATES: Final = 64
MAX_VOTING: Final = 2


def appoint(case: Case, effect: v1.DelegateAppoint) -> Rights | Refused:
    """Appoint a delegate, or give one other powers, dates or keys.

    Keys that the former version named and this one does not are revoked.
    """
    delegate = Delegate(
        member=case.author.id,
        delegate=effect.delegate,
        object_id=case.object_id,
        powers=tuple(effect.powers),
        key_ids=tuple(KeyId(key_id) for key_id in effect.key_ids),
        from_ms=effect.from_ms,
        to_ms=effect.to_ms,
    )
    own = {name: d for name, d in case.rights.delegates.items() if d.member == delegate.member}
    former = next((d for d in own.values() if d.object_id == delegate.object_id), None)
    others = [d for d in own.values() if d is not former]
    refused = _check_delegate(case, delegate, others) or _check_keys(case, delegate, former)
    if refused is not None:
        return refused
    return _appointed(case, delegate, former)


def revoke(case: Case, effect: v1.DelegateRevoke) -> Rights | Refused:
    """Remove a delegate of the author, and revoke its keys."""
    name = f"{case.author.id}/{effect.delegate}"
    delegate = case.rights.delegates.get(name)
    if delegate is None:
        return precondition(f"there is no delegate {name}")
    return replace(
        case.rights,
        delegates=case.rights.delegates.delete(name),
        keys=revoke_keys(case.rights.keys, delegate.key_ids, case.index),
    )


def _check_delegate(case: Case, delegate: Delegate, others: list[Delegate]) -> Refused | None:
    if any(other.delegate == delegate.delegate for other in others):
        return precondition(f"another object appoints {delegate.delegate}")
    if len(others) >= MAX_DELEGATES:
        return precondition(f"{delegate.member} has {MAX_DELEGATES} delegates already")
    voting = [d for d in (*others, delegate) if "vote" in d.powers and d.to_ms > case.log_time_ms]
    if len(voting) > MAX_VOTING:
        return precondition(f"{len(voting)} delegates could vote, at most {MAX_VOTING} may")
    return None


def _check_keys(case: Case, delegate: Delegate, former: Delegate | None) -> Refused | None:
    bound_to = (None, None if former is None else former.delegate)
    for key_id in delegate.key_ids:
        key = case.rights.keys.get(key_id)
        if key is None or key.member != delegate.member:
            return precondition(f"{key_id.hex()} is no key of {delegate.member}")
        if key.revoked is not None:
            return precondition(f"key {key_id.hex()} was revoked at index {key.revoked}")
        if key.delegate not in bound_to:
            return precondition(f"key {key_id.hex()} is held by the delegate {key.delegate}")
        if key_id == case.key_id:
            return precondition("the key that signs an appointment cannot be the delegate's")
    return None


def _appointed(case: Case, delegate: Delegate, former: Delegate | None) -> Rights:
    rights = case.rights
    keys, delegates = rights.keys, rights.delegates
    if former is not None:
        dropped = [key_id for key_id in former.key_ids if key_id not in delegate.key_ids]
        keys = revoke_keys(keys, dropped, case.index)
        delegates = delegates.delete(f"{former.member}/{former.delegate}")
    keys = keys.update(
        {key_id: replace(keys[key_id], delegate=delegate.delegate) for key_id in delegate.key_ids}
    )
    name = f"{delegate.member}/{delegate.delegate}"
    return replace(rights, keys=keys, delegates=delegates.set(name, delegate))
