"""key.*: the keys of members, and getting them back after a loss."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from immutables import Map

from forsa.errors import ForsaError
from forsa.governance.case import Case
from forsa.governance.state import Key, Recovery, Rights, Status
from forsa.governance.timers import RECOVERY_MS, with_deadline
from forsa.governance.verdict import Refused, not_allowed, precondition
from forsa.keys import KeyId, PublicKey, is_signature_valid, key_id_of, parse_public_key
from forsa.signed import possession_message
from forsa.v1 import effects_pb2 as v1
from forsa.v1.trust_pb2 import MemberKey

MAX_ADMITTED_KEYS: Final = 8
MAX_UNREVOKED_KEYS: Final = 16
MAX_KEYS_EVER: Final = 256


def is_used(rights: Rights, public: PublicKey) -> bool:
    """Tell whether a public key is anywhere in the state, a pending recovery, or the trust root."""
    if key_id_of(public) in rights.keys:
        return True
    if any(node.witness_key == public for node in rights.nodes.values()):
        return True
    if any(public == new for r in rights.recoveries.values() for new, _ in r.keys):
        return True
    if rights.root is None:
        return False
    document = rights.root.document
    return any(
        public in keys for keys in (document.root_keys, document.log_keys, document.service_keys)
    )


def check_new_key(
    rights: Rights, holder: str, raw: bytes, proof: bytes, *, own: PublicKey | None = None
) -> Refused | None:
    """Check that a key may be admitted: a good point, without another use, held by `holder`.

    Args:
        rights: S(i).
        holder: The member, or `<member>/<node>` for a witness key.
        raw: 32 bytes.
        proof: The new key's signature over the proof-of-possession message.
        own: The witness key that the same node has already, which may stay.
    """
    try:
        public = parse_public_key(raw)
    except ForsaError as error:
        return precondition(f"the new key of {holder} cannot be admitted: {error.message}")
    if public != own and is_used(rights, public):
        return precondition(f"key {key_id_of(public).hex()} has another use already")
    if not is_signature_valid(public, possession_message(rights.network_id, holder, public), proof):
        return precondition(f"the proof of possession is not that of {holder} by the new key")
    return None


def check_new_keys(rights: Rights, member: str, keys: Sequence[MemberKey]) -> Refused | None:
    """Check the first keys of a member, or those that a recovery brings."""
    if len(keys) > MAX_ADMITTED_KEYS:
        return precondition(f"{len(keys)} keys, at most {MAX_ADMITTED_KEYS} can be admitted")
    if not any("admin" in key.purposes for key in keys):
        return precondition("no key has the purpose admin")
    for key in keys:
        refused = check_new_key(rights, member, key.public_key, key.proof)
        if refused is not None:
            return refused
    return None


def add_keys(
    keys: Map[KeyId, Key], member: str, new: Iterable[MemberKey], index: int
) -> Map[KeyId, Key]:
    """Return `keys` with the checked new keys of a member."""
    return keys.update(
        {
            key_id_of(PublicKey(key.public_key)): Key(
                PublicKey(key.public_key), member, tuple(key.purposes), index
            )
            for key in new
        }
    )


def revoke_keys(keys: Map[KeyId, Key], key_ids: Iterable[KeyId], index: int) -> Map[KeyId, Key]:
    """Return `keys` with those of `key_ids` that are not revoked yet revoked at `index`."""
    unrevoked = ((key_id, keys[key_id]) for key_id in key_ids if keys[key_id].revoked is None)
    return keys.update({key_id: replace(key, revoked=index) for key_id, key in unrevoked})


def add(case: Case, effect: v1.KeyAdd) -> Rights | Refused:
    """Give the author one more key."""
    rights, member = case.rights, case.author.id
    own = [key for key in rights.keys.values() if key.member == member]
    unrevoked = sum(key.revoked is None for key in own)
    if unrevoked >= MAX_UNREVOKED_KEYS:
        return precondition(f"{member} has {unrevoked} unrevoked keys, the most there may be")
    if len(own) >= MAX_KEYS_EVER:
        return precondition(f"{member} has had {len(own)} keys, the most there may ever be")
    refused = check_new_key(rights, member, effect.key.public_key, effect.key.proof)
    if refused is not None:
        return refused
    return replace(rights, keys=add_keys(rights.keys, member, [effect.key], case.index))


def revoke(case: Case, effect: v1.KeyRevoke) -> Rights | Refused:
    """End a key; its records from `compromised_from` on are marked, not undone."""
    rights, key_id = case.rights, KeyId(effect.key_id)
    key = rights.keys.get(key_id)
    if key is None:
        return precondition(f"no member has a key {key_id.hex()}")
    if case.decision is None and key.member != case.author.id:
        return not_allowed(f"{case.author.id} cannot revoke a key of {key.member}")
    if key.revoked is not None:
        return precondition(f"key {key_id.hex()} was revoked at index {key.revoked}")
    marked = effect.compromised_from or None
    ended = replace(key, revoked=case.index, compromised_from=marked)
    return replace(rights, keys=rights.keys.set(key_id, ended))


def recover(case: Case, effect: v1.KeyRecover) -> Rights | Refused:
    """Let new keys replace all keys and nodes of a member in seven days."""
    rights, member = case.rights, case.rights.members.get(effect.member)
    if member is None:
        return precondition(f"there is no member {effect.member}")
    if member.status in (Status.WITHDRAWN, Status.EXPELLED):
        return precondition(
            f"{member.id} has the status {member.status}: its keys are recovered no more"
        )
    if member.id in rights.recoveries:
        return precondition(f"a recovery of {member.id} is pending already")
    refused = check_new_keys(rights, member.id, effect.keys)
    if refused is not None:
        return refused
    recovery = Recovery(
        member=member.id,
        record_id=case.record_id,
        index=case.index,
        effective_ms=case.log_time_ms + RECOVERY_MS,
        keys=tuple((PublicKey(key.public_key), tuple(key.purposes)) for key in effect.keys),
    )
    pending = replace(rights, recoveries=rights.recoveries.set(member.id, recovery))
    return with_deadline(pending, recovery.effective_ms)


def veto(case: Case, _effect: None) -> Rights | Refused:
    """Drop the pending recovery of the author."""
    rights, target = case.rights, case.target()
    if target is None:
        return precondition("the recovery is not logged")
    concerned = v1.KeyRecover.FromString(target.effect).member
    if concerned != case.author.id:
        return not_allowed(f"{case.author.id} cannot veto a recovery of {concerned}")
    pending = rights.recoveries.get(concerned)
    if pending is None or pending.record_id != target.record_id:
        return precondition("this recovery is no longer pending")
    return replace(rights, recoveries=rights.recoveries.delete(concerned))
