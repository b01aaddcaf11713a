"""Recoveries of keys whose seven days last."""

from typing import Any

from forsa.governance.state import Recovery, State, Status
from forsa.keys import fingerprint, key_id_of

from forsa_node.reading import Stores
from forsa_node.seen import Seen


def pending(stores: Stores, seen: Seen) -> list[dict[str, Any]]:
    """Every pending recovery, by member; the own one first.

    Returns:
        `member`, `is_own`, `record_id`, `index`, `effective_ms` (log time), `left_ms` (0: it takes
        effect with the next entry), `fingerprint` of the new `admin` keys, `keys` (`key_id`,
        `purposes`), `may_veto`, and `cosigned` of `present` members that saw it.
    """
    own = stores.identity.member
    found = seen.state.rights.recoveries
    ordered = sorted(found.values(), key=lambda one: (one.member != own, one.member))
    return [_tell(seen, one, own) for one in ordered]


def _tell(seen: Seen, recovery: Recovery, own: str) -> dict[str, Any]:
    now_ms = seen.now_ms
    keys = [(key_id_of(public), purposes) for public, purposes in recovery.keys]
    counted = seen.witnessed(recovery.index)
    return {
        "member": recovery.member,
        "is_own": recovery.member == own,
        "record_id": recovery.record_id.hex(),
        "index": recovery.index,
        "effective_ms": recovery.effective_ms,
        "left_ms": max(0, recovery.effective_ms - now_ms),
        "fingerprint": [fingerprint(key_id) for key_id, use in keys if "admin" in use],
        "keys": [{"key_id": key_id.hex(), "purposes": list(use)} for key_id, use in keys],
        "may_veto": _may_veto(seen.state, recovery.member),
        "cosigned": counted.cosigned,
        "present": counted.present,
    }


def _may_veto(state: State, member: str) -> bool:
    return state.rights.members[member].status in (Status.PROVISIONAL, Status.ACTIVE)
