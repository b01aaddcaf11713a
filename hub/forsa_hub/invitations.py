"""Join tokens: whom the secretariat lets in."""

import os
from dataclasses import dataclass

from forsa.client.enrolment import require_current
from forsa.errors import ConflictError, NotFoundError, Reason
from forsa.governance.state import DAY_MS, Status
from forsa.join_token import JoinToken
from forsa.rpc.identity import parse_certificate
from forsa.v1.log_service_pb2 import PublishItem

from forsa_hub.admission import Offer
from forsa_hub.batch import Placed
from forsa_hub.core import Core
from forsa_hub.store.tokens import StoredToken, put_token

MAX_DAYS = 14


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to invite."""

    member: str
    node: str
    admission: bytes
    """Envelope of a member.admit record, or empty for a member that is admitted already."""
    days: int


async def invite(
    core: Core, wanted: Invitation, host: str, enrol_port: int
) -> tuple[JoinToken, int]:
    """Log the admission, if one comes along, and make a token; with when it expires (ms).

    Raises:
        NotFoundError: the member is not admitted and no admission comes along.
        ConflictError: the member has left or was expelled, `days` is not 1 to 14, or the trust
            root has expired.
        ForsaError: the hub's rules refuse the admission.
    """
    if not 1 <= wanted.days <= MAX_DAYS:
        raise ConflictError(
            f"a token is good for 1 to {MAX_DAYS} days, not {wanted.days}",
            Reason.KIND_PRECONDITION,
        )
    require_current(core.roots[-1], core.clock.now_ms())
    if wanted.admission:
        await _log(core, wanted.admission)
    member = core.sequencer.state.rights.members.get(wanted.member)
    if member is None:
        raise NotFoundError(
            f"{wanted.member} is not a member yet: add --request with the file that its "
            "forsa-node init wrote",
            Reason.RECORD_UNKNOWN,
        )
    if member.status in (Status.WITHDRAWN, Status.EXPELLED):
        raise ConflictError(
            f"{wanted.member} has the status {member.status}: no node of it joins before a vote "
            f"takes it back: forsa-node proposal open FOLDER admission --activate {wanted.member}",
            Reason.KIND_PRECONDITION,
        )
    ca_pem = core.authority.chain(b"")
    token = JoinToken(
        core.roots[0].digest,
        parse_certificate(ca_pem).spki_sha256,
        os.urandom(8),
        os.urandom(16),
        enrol_port,
        host,
    )
    expires_ms = core.clock.now_ms() + wanted.days * DAY_MS
    stored = StoredToken(token.token_id, token.secret_hash, wanted.member, wanted.node, expires_ms)
    await core.database.write(lambda connection: put_token(connection, stored))
    return token, expires_ms


async def _log(core: Core, envelope: bytes) -> None:
    (offer,) = await core.offers([PublishItem(envelope=envelope)])
    if not isinstance(offer, Offer):
        raise offer[1]
    answer = await core.sequencer.publish([offer])
    (outcome,) = answer.outcomes
    if not isinstance(outcome, Placed):
        raise outcome
