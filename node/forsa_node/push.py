"""Push: send what waits in the outbox, and believe a receipt only once it verifies.

Source: docs/protocol.md, "Publish", the outbox rule.
"""

from collections.abc import Sequence
from typing import Final

from forsa.client.backoff import can_wait
from forsa.client.hub import HubClient
from forsa.client.published import Logged, verify_published
from forsa.errors import ConflictError, ForsaError, Reason
from forsa.root import TrustRoot
from forsa.v1 import log_service_pb2 as pb

from forsa_node.store.member import MemberStore, OutboxItem, OutboxState

MAX_ITEMS: Final = 64
MAX_BYTES: Final = 3 * 2**20
"""Bytes of one call, below the 4 MiB of a message."""


async def push(client: HubClient, member: MemberStore, roots: Sequence[TrustRoot]) -> int:
    """Send everything that waits, in the order it was signed; return how many were received.

    Raises:
        VerificationError: the hub's answer does not verify; everything stays where it was.
        BusyError, QuotaError: what is left waits.
    """
    received = 0
    while waiting := member.items(OutboxState.WAITING, limit=MAX_ITEMS):
        received += await _push_some(client, member, _as_fits(waiting), roots)
    return received


def _as_fits(items: Sequence[OutboxItem]) -> list[OutboxItem]:
    """As many of the first items as fit into one call."""
    taken: list[OutboxItem] = []
    size = 0
    for item in items:
        size += len(item.record.envelope) + len(item.body) + 64
        if taken and size > MAX_BYTES:
            break
        taken.append(item)
    return taken


async def _push_some(
    client: HubClient,
    member: MemberStore,
    items: Sequence[OutboxItem],
    roots: Sequence[TrustRoot],
) -> int:
    answer = await client.publish(
        [
            pb.PublishItem(envelope=item.record.envelope, salt=item.salt, body=item.body)
            for item in items
        ]
    )
    outcomes = verify_published(answer, [item.record for item in items], roots)
    waits: ForsaError | None = None
    received = 0
    for outcome in outcomes:
        record_id = outcome.record.record_id
        if isinstance(outcome, Logged):
            member.mark_received(record_id, outcome.index, outcome.receipt.format())
            received += 1
        elif can_wait(outcome.error):
            waits = waits or outcome.error
        else:
            member.mark_refused(record_id, outcome.error, outcome.notice_text)
            _refuse_what_builds_on(member, record_id)
    if waits is not None:
        raise waits
    return received


def _refuse_what_builds_on(member: MemberStore, refused: bytes) -> None:
    """A record cannot stand where the one it names does not."""
    apart = {refused}
    for item in member.items(OutboxState.WAITING):
        parent = item.record.header.parent
        if parent in apart:
            error = ConflictError(
                "the record it builds on was refused",
                Reason.PARENT_INVALID,
                parent=parent.hex(),
            )
            member.mark_refused(item.record.record_id, error)
            apart.add(item.record.record_id)
