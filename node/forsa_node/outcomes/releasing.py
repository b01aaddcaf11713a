"""From two signatures to the outbox.

The order of steps is such that a program may be stopped between any two: what is private to the
release is noted, the record is queued, what was prepared is let go of. The same command goes on.
Nobody imports, corrects or releases in between: what is queued is of the register as it is.
"""

import asyncio
from pathlib import Path
from typing import Any

from forsa.client.drafts import Signed
from forsa.clock import Clock
from forsa.errors import ConflictError, Reason
from forsa.outcomes.addresses import canonical_address
from forsa.outcomes.messages import parse_release

from forsa_node.outcomes.approving import keep_proof, require_approved, require_fresh
from forsa_node.outcomes.prepared import Prepared, load_prepared
from forsa_node.outcomes.school_year import ReleasePrivate
from forsa_node.outcomes.store import RegisterStore
from forsa_node.publishing import queue
from forsa_node.reading import reading
from forsa_node.seen import Seen


def release(folder: Path, prepared: Prepared, clock: Clock) -> dict[str, Any]:
    """Put an approved release into the outbox, its proof beside it; it needs no network.

    Repeated after a stop it sends the same record.

    Args:
        folder: The node's.
        prepared: As it waits, from `require_prepared`.
        clock: This machine's.

    Raises:
        NotAllowedError: `KIND_OUTCOME_APPROVAL_MISSING`, `KIND_OUTCOME_APPROVAL_SAME_PERSON`.
        ConflictError: `KIND_OUTCOME_APPROVAL_STALE`, `KIND_OUTCOME_VINTAGE_CLOSED`.
    """
    store = RegisterStore.open(folder)
    with store.sealed.alone():
        with reading(folder) as stores:
            signed = require_approved(stores.identity, Seen.of(stores).state, prepared)
            if not stores.member.known([signed.record.record_id]):  # else it is an earlier one
                require_fresh(stores, store, prepared)
        _queue(folder, store, prepared, signed, clock)
        _let_go(store, prepared)
    return describe_released(prepared, signed)


def _queue(
    folder: Path, store: RegisterStore, prepared: Prepared, signed: Signed, clock: Clock
) -> None:
    if [keep_proof(folder, prepared, clock)] != list(signed.record.header.attachments):
        raise ConflictError(
            "the proof was committed to anew since the release was approved: prepare it again",
            Reason.KIND_OUTCOME_APPROVAL_STALE,
        )
    private = ReleasePrivate(
        signed.record.record_id.hex(),
        prepared.point,
        prepared.vintage,
        {canonical_address(prepared.school_year, one.key): one.reason for one in prepared.hidden},
    )
    store.change(prepared.school_year, lambda year: year.with_release(private))
    title = f"{prepared.school_year} · {prepared.point}"
    asyncio.run(queue(folder, [signed], [title], clock))


def _let_go(store: RegisterStore, prepared: Prepared) -> None:
    """Delete what was prepared, unless it is gone by now, or was prepared anew."""
    now = load_prepared(store.sealed, prepared.school_year, prepared.point)
    if now is not None and now.commitment == prepared.commitment:
        store.sealed.delete(prepared.name)


def describe_released(prepared: Prepared, signed: Signed) -> dict[str, Any]:
    """What became of it, for machines."""
    return {
        "school_year": prepared.school_year,
        "point": prepared.point,
        "vintage": prepared.vintage,
        "record_id": signed.record.record_id.hex(),
        "object_id": prepared.object_id.hex(),
        "product": parse_release(prepared.body).product,
        "audience": prepared.audience,
        "prepared_by": prepared.by,
        "approved_by": prepared.approval.by if prepared.approval else "",
    }
