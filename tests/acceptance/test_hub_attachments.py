"""A hub that is killed while attachments come in, and one whose disk is full, keep their word."""

import asyncio
import os
import random
from contextlib import suppress

import pytest
from forsa.client.blobs import BlobClient
from forsa.client.drafts import Draft, sign_draft
from forsa.client.identity import Identity
from forsa.client.published import Logged, verify_published
from forsa.clock import SystemClock
from forsa.commitment import CHUNK_BYTES, Manifest
from forsa.demo.network import Hub
from forsa.errors import BusyError, Reason

from tests.support.attachments import chunks_of, commitment_of, refusal, salted
from tests.support.processes import IS_CAMPAIGN, RELAXED, founded, identity_of, joined, seeded
from tests.support.publishers import connect
from tests.support.small_disk import is_possible, on_small_disk, seen_from_outside

KILLS = 30 if IS_CAMPAIGN else 4
CHUNKS = 64
POLL_SECONDS = 0.02
NO_RESERVE = {"FORSA_HUB_FREE_BYTES": "0"}
FILE_BYTES = 12 * CHUNK_BYTES + 77
BALLAST_BYTES = 14 * 2**20


async def _watch(client: BlobClient, root: bytes, promised: set[int]) -> None:
    """Ask what is durable, again and again: what the hub says once must stay true."""
    while True:
        stat = await client.stat(root)
        for one in stat.durable:
            promised.update(range(one.first, one.first + one.count))
        await asyncio.sleep(POLL_SECONDS)


async def _upload_and_kill(
    hub: Hub, identity: Identity, manifest: Manifest, data: bytes, draws: random.Random
) -> set[int]:
    """One try that the hub does not live to see; returns which chunks it called durable."""
    client, watching = await connect(identity), await connect(identity)
    promised: set[int] = set()
    told = await client.blobs.put_manifest(manifest)
    promised |= told.chunks
    upload = asyncio.create_task(client.blobs.put(manifest, chunks_of(data)))
    watch = asyncio.create_task(_watch(watching.blobs, manifest.root(), promised))
    await asyncio.sleep(draws.uniform(0.02, 0.4))
    hub.daemon.kill()
    with suppress(BusyError):
        await upload
    with suppress(BusyError):
        await watch
    return promised


async def _name(identity: Identity, manifest: Manifest) -> None:
    client = await connect(identity)
    draft = Draft("trial.note", b"after all", attachments=(commitment_of(manifest),))
    signed = sign_draft(draft, identity, SystemClock().now_ms())
    answer = await client.publish([signed.item])
    (outcome,) = verify_published(answer, [signed.record], identity.roots())
    assert isinstance(outcome, Logged), outcome


async def _fetch(identity: Identity, manifest: Manifest) -> bytes:
    client = await connect(identity)
    told = await client.blobs.get_manifest(commitment_of(manifest))
    wanted = range(len(told.leaf_hashes))
    return b"".join([data async for _, data in client.blobs.get_chunks(told, wanted)])


def test_what_a_killed_hub_called_durable_is_there() -> None:
    """Power fails at the secretariat: who was told not to send a chunk again must be right."""
    draws = seeded()
    data = os.urandom(CHUNKS * CHUNK_BYTES - 5)
    manifest = salted(data)
    with founded(RELAXED) as network:
        node, other = joined(network, "amal", "badr")
        identity, hub = identity_of(node), network.hub
        promises: set[int] = set()
        for _ in range(KILLS):
            told = asyncio.run(_upload_and_kill(hub, identity, manifest, data, draws))
            hub.start()

            assert promises <= told, "what was durable before is told no more"
            promises = told

        async def finish() -> int:
            client = await connect(identity)
            held = await client.blobs.put_manifest(manifest)
            assert promises <= held.chunks
            return await client.blobs.put(manifest, chunks_of(data))

        sent = asyncio.run(finish())
        asyncio.run(_name(identity, manifest))
        fetched = asyncio.run(_fetch(identity_of(other), manifest))
        verified = hub.run("verify", "--json")

    assert fetched == data
    assert sent <= len(data)
    assert verified.code == 0, verified.told()
    assert verified.json()["attachments"] == 1


@pytest.mark.skipif(
    not is_possible(),
    reason="this machine lets nobody mount a small disk in a namespace (unshare, nsenter)",
)
@pytest.mark.parametrize("reserve", [{}, NO_RESERVE], ids=["reserve", "no reserve"])
def test_a_full_disk_takes_no_more_and_goes_on_when_there_is_room(reserve: dict[str, str]) -> None:
    """A small hub fills up with pictures: neither the log nor what came may be the price."""
    data = os.urandom(FILE_BYTES)
    small, manifest = salted(b"small"), salted(data)
    with founded({**RELAXED, **reserve}) as network:
        (node,) = joined(network, "amal")
        identity, hub = identity_of(node), network.hub
        hub.daemon.stop()
        hub.daemon.run_as(lambda argv: on_small_disk(argv, hub.folder))
        with hub.daemon:
            hub.daemon.wait_until_ready()
            ballast = seen_from_outside(hub.daemon, hub.folder) / "ballast"
            ballast.write_bytes(b"\0" * BALLAST_BYTES)

            async def fill_up() -> tuple[Reason, Reason]:
                client = await connect(identity)
                await client.blobs.put(small, chunks_of(b"small"))
                first = await refusal(client.blobs.put(manifest, chunks_of(data)))
                again = await refusal(client.blobs.put(manifest, chunks_of(data)))
                return first.reason, again.reason

            reasons = asyncio.run(fill_up())
            read = asyncio.run(_fetch(identity, small))
            ballast.unlink()

            async def go_on() -> int:
                client = await connect(identity)
                return await client.blobs.put(manifest, chunks_of(data))

            sent = asyncio.run(go_on())
            asyncio.run(_name(identity, manifest))
            fetched = asyncio.run(_fetch(identity, manifest))

    assert reasons == (Reason.STORAGE_FULL, Reason.STORAGE_FULL)
    assert read == b"small"
    assert fetched == data
    assert 0 < sent < len(data)
