"""Giving up what waits to be sent: a record whose file the hub never takes would wait for ever."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from forsa.client.calls import ask
from forsa.client.demonstration import clock_of
from forsa.errors import NotFoundError, Reason
from forsa.v1 import node_service_pb2 as pb

from forsa_node.local import CALL_SECONDS, reached
from forsa_node.node import Node
from forsa_node.reading import reading
from forsa_node.store.member import OutboxItem, OutboxState


def drop(folder: Path, whiches: Sequence[str]) -> int:
    """Let go of records that were not sent, and of all that build on them; return how many.

    Their texts stay in the drafts. One that left a moment before, and is in the log after all,
    stands in the outbox as logged.

    Args:
        folder: The node's.
        whiches: Record ids, or their beginnings.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`: a beginning is not that of one unsent record.
    """
    with reading(folder) as stores:
        unsent = stores.member.items(OutboxState.HELD, OutboxState.WAITING)
    return asyncio.run(_drop(folder, [_one(unsent, which) for which in whiches]))


def _one(unsent: Sequence[OutboxItem], which: str) -> bytes:
    ids = [one.record.record_id for one in unsent]
    found = [one for one in ids if which and one.hex().startswith(which.lower())]
    if len(found) != 1:
        raise NotFoundError(
            f"{len(found)} unsent records begin with {which}", Reason.RECORD_UNKNOWN
        )
    return found[0]


async def _drop(folder: Path, ids: Sequence[bytes]) -> int:
    async with reached(folder, clock_of(folder)) as found:
        if isinstance(found, Node):
            return found.member.drop(ids)
        answer = await ask(found.Drop(pb.DropRequest(record_ids=ids), timeout=CALL_SECONDS))
    return answer.dropped
