"""The second person: looks at what was prepared, and signs the record itself.

What was prepared is stale as soon as one byte that it was made of is another: a new import, a
correction, a withdrawal, or another release that came in between. Then both sign anew.
"""

import asyncio
from io import BytesIO
from pathlib import Path

from forsa.client.drafts import LEVEL, Signed
from forsa.client.identity import Identity
from forsa.clock import Clock
from forsa.envelope import Record, sign_record
from forsa.errors import ConflictError, NotAllowedError, Reason
from forsa.governance.state import State
from forsa.keys import KeyId, is_signature_valid
from forsa.outcomes.names import RELEASE
from forsa.outcomes.proof import MEDIA_TYPE
from forsa.signed import outcome_message
from forsa.v1.effects_pb2 import OutcomeRelease
from forsa.v1.record_pb2 import Commitment, Observed, RecordHeader

from forsa_node.files.content import ContentStore
from forsa_node.files.own import attach
from forsa_node.outcomes.earlier import Earlier, earlier_releases, require_admissible
from forsa_node.outcomes.own_records import own_centres
from forsa_node.outcomes.prepared import Approval, Prepared, format_prepared, require_prepared
from forsa_node.outcomes.preparing import basis_of
from forsa_node.outcomes.school_year import SchoolYear
from forsa_node.outcomes.settled import settled
from forsa_node.outcomes.store import RegisterStore
from forsa_node.people.signing import Ask, Signer, signer
from forsa_node.publishing import newest_observed
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen


def second_person(folder: Path, prepared: Prepared, by: str, ask: Ask) -> Signer:
    """Who approves what is prepared, known before they are shown anything.

    Args:
        folder: The node's.
        prepared: What waits.
        by: The person, with a key here; empty: whoever works at the node.
        ask: For the passphrase, once all else holds.

    Raises:
        ConflictError: `KIND_OUTCOME_APPROVAL_STALE`: prepare it again;
            `KIND_OUTCOME_VINTAGE_CLOSED`.
        NotAllowedError: `KIND_OUTCOME_APPROVAL_SAME_PERSON`; as `signer`.
        ForsaError: the hub would refuse it, for this reason.
    """
    with reading(folder) as stores:
        identity, state = stores.identity, Seen.of(stores).state
        _require_current(stores, RegisterStore.open(folder), prepared)
    if by.casefold() == prepared.by.casefold():
        raise _same_person(prepared)
    who = signer(identity, state, by, ask)
    if who.key.key_id == prepared.key_id:
        raise _same_person(prepared)
    return who


def approve(folder: Path, shown: Prepared, who: Signer, clock: Clock) -> Prepared:
    """Sign the record of a prepared release as the second person; it stays here.

    Args:
        folder: The node's.
        shown: What the person was shown, and says yes to.
        who: The `second_person`.
        clock: This machine's.

    Raises:
        NotFoundError: nothing is prepared.
        ConflictError: `KIND_OUTCOME_APPROVAL_STALE`: prepare it again.
        ForsaError: the hub would refuse it, for this reason.
    """
    store = RegisterStore.open(folder)
    with reading(folder) as stores:
        identity = stores.identity
        prepared = _as_shown(store, shown)
        _require_current(stores, store, prepared)
        observed = newest_observed(stores)
    proof = keep_proof(folder, prepared, clock)
    record = sign_record(_header(identity, prepared, who, proof, observed, clock), who.key)
    approved = prepared.approved(Approval(who.name, clock.now_ms(), record.envelope))
    with store.sealed.alone():
        _as_shown(store, shown)
        store.sealed.write(approved.name, format_prepared(approved))
    return approved


def _require_current(stores: Stores, store: RegisterStore, prepared: Prepared) -> None:
    """Refuse what is stale, or what the hub would refuse."""
    year, earlier = require_fresh(stores, store, prepared)
    if year.frame is not None:
        centres = own_centres(stores)
        require_admissible(prepared.body, prepared.proof, earlier, year.frame, centres)


def _as_shown(store: RegisterStore, shown: Prepared) -> Prepared:
    """What waits now, if it is what was shown."""
    now = require_prepared(store.sealed, shown.school_year, shown.point)
    if now.commitment != shown.commitment:
        raise _stale(shown, "it was prepared again since it was shown")
    return now


def require_fresh(
    stores: Stores, store: RegisterStore, prepared: Prepared
) -> tuple[SchoolYear, tuple[Earlier, ...]]:
    """Refuse what is made of another register, frame or history than there are now.

    Returns:
        The year as it is now, and the earlier releases that it is audited with.

    Raises:
        ConflictError: `KIND_OUTCOME_APPROVAL_STALE`; `KIND_OUTCOME_VINTAGE_CLOSED`.
    """
    year = settled(stores, store, prepared.school_year)
    year = year or store.require(prepared.school_year)
    earlier = earlier_releases(stores, year)
    if prepared.basis != basis_of(year, [one.record_id for one in earlier]):
        raise _stale(prepared, "the register or the earlier releases changed since")
    return year, earlier


def require_approved(identity: Identity, state: State, prepared: Prepared) -> Signed:
    """What is sent of a release, if two persons of this member signed exactly what is prepared.

    Raises:
        ConflictError: `KIND_OUTCOME_APPROVAL_STALE`: a signature is of something else, or its key
            is no longer taken.
        NotAllowedError: `KIND_OUTCOME_APPROVAL_MISSING`, `KIND_OUTCOME_APPROVAL_SAME_PERSON`.
    """
    signed = prepared.signed
    if signed is None:
        raise NotAllowedError(
            f"nobody approved the release of {prepared.school_year} at {prepared.point} yet",
            Reason.KIND_OUTCOME_APPROVAL_MISSING,
        )
    if signed.record.header.key_id == prepared.key_id:
        raise _same_person(prepared)
    is_meant = _is_record_of(identity, prepared, signed.record.header)
    if not (is_meant and _are_signed(identity, state, prepared, signed.record)):
        raise _stale(prepared, "a signature is not over this release by a key in use")
    return signed


def _is_record_of(identity: Identity, prepared: Prepared, header: RecordHeader) -> bool:
    """Whether a record publishes just what is prepared, for this member."""
    effect = OutcomeRelease(preparer_key_id=prepared.key_id, preparer_sig=prepared.signature)
    return (
        header.kind == RELEASE
        and header.member == identity.member
        and header.network_id == identity.network_id
        and header.object_id == prepared.object_id
        and header.parent == prepared.parent
        and header.audience == prepared.audience
        and header.body == prepared.commitment
        and header.effect == effect.SerializeToString(deterministic=True)
    )


def _are_signed(identity: Identity, state: State, prepared: Prepared, record: Record) -> bool:
    """Whether both signatures are good, and of keys of this member that are in use."""
    root = prepared.commitment.root
    message = outcome_message(identity.network_id, identity.member, prepared.object_id, root)
    signatures = (
        (prepared.key_id, message, prepared.signature),
        (record.header.key_id, record.signed_bytes, record.signature),
    )
    for key_id, signed_bytes, signature in signatures:
        key = state.rights.keys.get(KeyId(key_id))
        if key is None or key.revoked is not None or key.member != identity.member:
            return False
        if not is_signature_valid(key.public, signed_bytes, signature):
            return False
    return True


def keep_proof(folder: Path, prepared: Prepared, clock: Clock) -> Commitment:
    """Put the proof among the files of the node, and commit to it; once, however often."""
    digest, size = ContentStore(folder).put(BytesIO(prepared.proof))
    (commitment,) = asyncio.run(attach(folder, clock, [(digest, size, MEDIA_TYPE)]))
    return commitment


def _header(
    identity: Identity,
    prepared: Prepared,
    who: Signer,
    proof: Commitment,
    observed: Observed | None,
    clock: Clock,
) -> RecordHeader:
    effect = OutcomeRelease(preparer_key_id=prepared.key_id, preparer_sig=prepared.signature)
    return RecordHeader(
        network_id=identity.network_id,
        member=identity.member,
        key_id=who.key.key_id,
        kind=RELEASE,
        min_level=LEVEL,
        created_ms=clock.now_ms(),
        object_id=prepared.object_id,
        parent=prepared.parent,
        audience=prepared.audience,
        effect=effect.SerializeToString(deterministic=True),
        body=prepared.commitment,
        attachments=[proof],
        observed=observed,
        languages=prepared.languages,
    )


def _same_person(prepared: Prepared) -> NotAllowedError:
    return NotAllowedError(
        f"{prepared.by or 'this node'} prepared the release: another person approves it",
        Reason.KIND_OUTCOME_APPROVAL_SAME_PERSON,
    )


def _stale(prepared: Prepared, why: str) -> ConflictError:
    return ConflictError(
        f"the release of {prepared.school_year} at {prepared.point} is prepared anew: {why}",
        Reason.KIND_OUTCOME_APPROVAL_STALE,
        school_year=prepared.school_year,
        point=prepared.point,
    )
