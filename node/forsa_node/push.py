"""Push: send what waits in the outbox, and believe a receipt only once it verifies.

Several calls are on their way at once, but never a record beside the one it builds on,
and what a `govern` or `admin` key signed goes alone: there the order counts.
Source: docs/protocol.md, "Publishing", the outbox rule.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final, Self

from forsa.client.backoff import can_wait
from forsa.client.hub import HubClient
from forsa.client.published import Logged, verify_published
from forsa.errors import ForsaError, Reason, TooLargeError
from forsa.library.sharing_rules import is_comment_limit
from forsa.root import TrustRoot
from forsa.v1 import log_service_pb2 as pb

from forsa_node.store.member import MemberStore, OutboxItem, OutboxState
from forsa_node.store.outbox import Receipted, Rejection, is_powerful

MAX_ITEMS: Final = 64
MAX_BYTES: Final = 3 * 2**20
"""Bytes of one call, below the 4 MiB of a message."""
MAX_CALLS: Final = 4
"""Calls on their way at once."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """How far sending came."""

    received: int = 0
    """Records that the hub gave receipts for."""
    error: ForsaError | None = None
    """Why it ended early; what was not received waits."""
    lacking: frozenset[bytes] = frozenset()
    """Ids of records whose attachments the hub does not have: they wait for them."""
    limited: Mapping[bytes, ForsaError] = field(default_factory=dict)
    """Comments over the limit of a day, by record id: they wait, and hold up nothing else."""

    def plus(self, other: Self) -> Self:
        """Both together; the first error stands."""
        return type(self)(
            self.received + other.received,
            self.error or other.error,
            self.lacking | other.lacking,
            {**self.limited, **other.limited},
        )


async def push(
    client: HubClient,
    member: MemberStore,
    roots: Sequence[TrustRoot],
    items_a_call: int = 0,
    blocked: Collection[bytes] = (),
) -> Pushed:
    """Send everything that waits, until it is sent or something fails.

    Args:
        client: An open session.
        member: The outbox.
        roots: The accepted chain.
        items_a_call: What the hub announced; 0 = nothing.
        blocked: Ids of records that wait for their attachments, and of all that build on them.
    """
    most = min(MAX_ITEMS, items_a_call or MAX_ITEMS)
    pushed = Pushed()
    while waiting := member.items(
        OutboxState.WAITING,
        limit=MAX_CALLS * most,
        max_bytes=MAX_CALLS * MAX_BYTES,
        without={*blocked, *member.and_descendants([*pushed.lacking, *pushed.limited])},
    ):
        calls = [_publish(client, member, items, roots) for items in plan(waiting, most)]
        pushed = reduce(Pushed.plus, await asyncio.gather(*calls), pushed)
        if pushed.error is not None:
            break
    return pushed


def plan(waiting: Sequence[OutboxItem], most: int = MAX_ITEMS) -> list[list[OutboxItem]]:
    """What may be sent at once, as calls of at most `most` records and 3 MiB, parents first.

    Not all of `waiting` is in it, but at least the first record is.
    """
    calls: list[list[OutboxItem]] = []
    place: dict[bytes, int] = {}
    size = 0
    for item in waiting:
        if is_powerful(item.kind):
            return calls or [[item]]
        size += item.size_bytes
        if not calls or len(calls[-1]) == most or size > MAX_BYTES:
            if len(calls) == MAX_CALLS:
                break
            calls.append([])
            size = item.size_bytes
        if place.get(item.builds_on, len(calls) - 1) != len(calls) - 1:
            return [call for call in calls if call]
        calls[-1].append(item)
        place[item.record.record_id] = len(calls) - 1
    return calls


async def _publish(
    client: HubClient,
    member: MemberStore,
    items: Sequence[OutboxItem],
    roots: Sequence[TrustRoot],
) -> Pushed:
    """Send a call; where it is too large for the hub as a whole, send its records one by one."""
    try:
        return await _publish_once(client, member, items, roots)
    except TooLargeError as error:
        if len(items) == 1:
            member.keep_answers((), [Rejection(items[0].record.record_id, error)])
            return Pushed(0)
    except ForsaError as error:
        return Pushed(0, error)
    alone = [await _publish(client, member, [item], roots) for item in items]
    return reduce(Pushed.plus, alone)


async def _publish_once(
    client: HubClient,
    member: MemberStore,
    items: Sequence[OutboxItem],
    roots: Sequence[TrustRoot],
) -> Pushed:
    answer = await client.publish(
        [
            pb.PublishItem(envelope=item.record.envelope, salt=item.salt, body=item.body)
            for item in items
        ]
    )
    outcomes = verify_published(answer, [item.record for item in items], roots)
    placed: list[Receipted] = []
    refused: list[Rejection] = []
    waits: ForsaError | None = None
    lacking = set[bytes]()
    limited: dict[bytes, ForsaError] = {}
    for outcome in outcomes:
        record_id = outcome.record.record_id
        if isinstance(outcome, Logged):
            placed.append(Receipted(record_id, outcome.index, outcome.receipt.format()))
        elif is_comment_limit(outcome.error):
            limited[record_id] = outcome.error
        elif can_wait(outcome.error):
            waits = waits or outcome.error
        elif outcome.error.reason is Reason.BLOB_MISSING and outcome.record.header.attachments:
            lacking.add(record_id)
        else:
            refused.append(Rejection(record_id, outcome.error, outcome.notice_text))
    member.keep_answers(placed, refused)
    return Pushed(len(placed), waits, frozenset(lacking), limited)
