"""Bodies that did not come with their entries: fetched once the whole tree is held."""

from collections.abc import Mapping
from contextlib import aclosing
from functools import partial
from typing import Final

from forsa.client.hub import HubClient
from forsa.envelope import Record
from forsa.governance.audience import audiences_of
from forsa.log_store.reading import LogReader
from forsa.v1 import log_service_pb2 as pb

from forsa_node.bodies import sort_later
from forsa_node.mirror import Mirror

BODIES_A_CALL: Final = 256
BYTES_A_CALL: Final = 8 * 2**20
SCAN: Final = 1024


async def fetch_missing(mirror: Mirror, client: HubClient) -> None:
    """Ask for what is missing, until nothing more comes.

    The hub's answer is judged by the state at the tree that it showed: what this member may read
    and does not get is `RECORD_WITHHELD`.
    """
    if not mirror.is_complete:
        return
    _want_what_opened(mirror)
    while records := _missing_records(mirror):
        bodies = await _ask(client, records)
        member = mirror.identity.member
        found = sort_later(mirror.state, records, bodies, member, mirror.fresh_ms)
        mirror.store.put_bodies(found.kept, found.gone, found.missing)
        for alarm in found.alarms:
            mirror.keep_evidence(alarm)
        if found.missing:
            return  # the rest is asked for in the next round, those tried least first


def _missing_records(mirror: Mirror) -> dict[int, Record]:
    """Those to ask for next: at most so many, and so many bytes of bodies."""
    indexes = mirror.store.missing(BODIES_A_CALL)
    entries = mirror.store.read(lambda log: log.entries_at(indexes))
    found = {entry.index: entry.record() for entry in entries}
    size, chosen = 0, dict[int, Record]()
    for index in indexes:
        size += found[index].header.body.size
        if chosen and size > BYTES_A_CALL:
            break
        chosen[index] = found[index]
    return chosen


async def _ask(client: HubClient, records: Mapping[int, Record]) -> list[pb.Body]:
    """The answers; a hub that sends more than it was asked for is not listened to."""
    bodies: list[pb.Body] = []
    async with aclosing(client.get_bodies(list(records))) as answers:
        async for body in answers:
            record = records.get(body.index)
            fits = record is not None and len(body.body) <= record.header.body.size
            bodies.append(body if fits else pb.Body(index=body.index))
            if len(bodies) == len(records):
                break
    return bodies


def _want_what_opened(mirror: Mirror) -> None:
    """Who joins a group, or comes back, may read what it holds already."""
    now = audiences_of(mirror.state, mirror.identity.member)
    opened, mirror.audiences = now - mirror.audiences, now
    if not opened:
        return
    for start in range(0, mirror.head.size, SCAN):
        page = partial(LogReader.without_body, start=start, end=start + SCAN)
        entries = mirror.store.read(page)
        wanted = [one.index for one in entries if _is_wanted(mirror, one.record(), opened)]
        mirror.store.add_missing(wanted)


def _is_wanted(mirror: Mirror, record: Record, audiences: frozenset[str]) -> bool:
    header = record.header
    return (
        header.HasField("body") and header.audience in audiences and mirror.wanted.matches(header)
    )
