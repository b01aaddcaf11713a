"""Outcomes as a client reads them: every release with its proof, judged here and not by the hub."""

import asyncio
import tempfile
from collections.abc import Callable, Collection, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from forsa.client.attachments import Download
from forsa.client.blobs import ignore_progress
from forsa.client.catalogue import WITHDRAWAL
from forsa.client.items import INLINE, Item
from forsa.client.values import Filter
from forsa.errors import ConflictError, ForsaError, NotFoundError
from forsa.exports.outcomes.collection import Outcomes, check_asked
from forsa.outcomes.admitting import proof_of
from forsa.outcomes.gathering import LoggedRecord, ReadProof, gather
from forsa.outcomes.names import KINDS, RELEASE
from forsa.v1.effects_pb2 import RecordAct

if TYPE_CHECKING:
    from forsa.client.library import LibraryClient
    from forsa.client.network import AsyncNetwork

Tell = Callable[[int], None]
"""Told how many records were read."""


async def read_outcomes(
    network: "AsyncNetwork",
    library: "LibraryClient",
    *,
    school_year: str,
    point: str,
    members: Sequence[str],
    tell: Tell,
) -> Outcomes:
    """Read the outcomes of a network, or of some members; see `AsyncNetwork.outcomes`."""
    check_asked(school_year, point)
    items: list[Item] = []
    withdrawn: set[tuple[str, bytes]] = set()
    which = Filter([*KINDS, WITHDRAWAL], members=members)
    async with aclosing(network.list(which)) as found:
        async for one in found:
            if one.kind == WITHDRAWAL:
                target = RecordAct.FromString(one.header.effect).target
                withdrawn.add((one.member, target))
            else:
                items.append(one)
    records = []
    with tempfile.TemporaryDirectory() as folder:
        for done, one in enumerate(sorted(items, key=lambda one: one.index), start=1):
            place = Path(folder) / one.record_id.hex()
            proof = await _proof(library, one, place) if one.kind == RELEASE else None
            records.append(_logged(one, proof, withdrawn))
            tell(done)
        gathered = await asyncio.to_thread(gather, records)  # seconds of arithmetic
    return Outcomes(gathered, school_year, point, frozenset(members))


def _logged(
    item: Item, proof: ReadProof | None, withdrawn: Collection[tuple[str, bytes]]
) -> LoggedRecord:
    names = {(item.member, item.record_id), (item.member, item.newest)}
    return LoggedRecord(
        item.kind,
        item.member,
        item.record_id,
        item.data if item.body_state == INLINE else None,
        proof,
        not names.isdisjoint(withdrawn),
        item.header.audience,
    )


async def _proof(library: "LibraryClient", item: Item, to: Path) -> ReadProof | None:
    """The proof of a release in a file, verified to be the one that its author signed for."""
    try:
        named = proof_of(item.header)
    except ForsaError:
        return None
    with to.open("w+b") as file:
        try:
            await Download(item.record_id, named, file, ignore_progress).fetch(library)
        except (NotFoundError, ConflictError):
            return None
    return to.read_bytes
