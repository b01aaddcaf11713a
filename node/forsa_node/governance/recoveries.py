"""Keys that a member gets back by decision: for seven days any of its admin keys may say no."""

from pathlib import Path
from typing import Any, Final

from forsa.client.request import MAX_REQUEST_BYTES, Request, parse_request
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.keys import fingerprint, key_id_of

from forsa_node.governance.acting import Act, act
from forsa_node.governance.member_named import require_member
from forsa_node.governance.pending_recoveries import pending
from forsa_node.governance.recovery_lines import veto_lines
from forsa_node.publishing import Asking
from forsa_node.reading import reading
from forsa_node.seen import Seen

AUDIENCE: Final = "public"


def recoveries(folder: Path) -> list[dict[str, Any]]:
    """Every pending recovery, as `pending` tells it."""
    with reading(folder) as stores:
        return pending(stores, Seen.of(stores))


def veto_own(folder: Path, asking: Asking) -> int:
    """Stop the pending recovery of the own member; return the exit code.

    Raises:
        NotFoundError: none is pending.
        ForsaError: the network would refuse it: the member is suspended, the key is revoked.
    """
    with reading(folder) as stores:
        own = [one for one in pending(stores, Seen.of(stores)) if one["is_own"]]
        member = stores.identity.member
    if not own:
        raise NotFoundError(f"no recovery of {member} is pending", Reason.RECORD_UNKNOWN)
    what = Act("key.veto", parent=bytes.fromhex(own[0]["record_id"]), audience=AUDIENCE)
    return act(folder, what, asking, list(veto_lines(own[0], asking.language)))


def read_recovery_request(folder: Path, file: Path) -> dict[str, Any]:
    """Check the file with which a member that lost its keys asks for new ones.

    Raises:
        MalformedError, VerificationError: it is no such file, or a proof in it does not hold.
        NotFoundError: `RECORD_UNKNOWN`: it names no member.
        ConflictError: the member left, or a recovery of it is pending.
    """
    with reading(folder) as stores:
        state, network_id = Seen.of(stores).state, stores.identity.network_id
    request = read_request(file, network_id)
    member = require_member(state, request.member)
    admins = [key_id_of(key.public) for key in request.keys if "admin" in key.purposes]
    return {
        "member": request.member,
        "status": member.status.value,
        "name": request.name,
        "fingerprint": [fingerprint(one) for one in admins],
        "keys": [
            {"key_id": key_id_of(key.public).hex(), "purposes": list(key.purposes)}
            for key in request.keys
        ],
    }


def read_request(file: Path, network_id: bytes) -> Request:
    """A request file of `forsa-node init` for this network, its proofs verified.

    Raises:
        MalformedError, VerificationError: as `parse_request`.
    """
    if file.stat().st_size > MAX_REQUEST_BYTES:
        raise MalformedError(f"{file} is too large for a request", Reason.LIMIT_EXCEEDED)
    return parse_request(file.read_bytes(), network_id)
