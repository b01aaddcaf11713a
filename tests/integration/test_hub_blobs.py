"""Attachments at a real hub over mTLS: whole and as they were, or refused with a reason."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forsa.client.calls import ask
from forsa.client.published import Logged, Refused
from forsa.commitment import CHUNK_BYTES, Manifest
from forsa.errors import Reason
from forsa.merkle.hashes import LeafHash, hash_children
from forsa.v1 import blob_service_pb2 as pb

from tests.support.attachments import (
    Member,
    Shared,
    chunks_of,
    commitment_of,
    reason_of,
    refusal,
    salted,
    sharing,
)
from tests.support.blobs import spoil
from tests.support.object_server import Bucket, object_server
from tests.support.waiting import until

DATA = os.urandom(3 * CHUNK_BYTES + 17)


def run(check: Callable[[Shared], Awaitable[None]], *members: str, **settings: Any) -> None:
    """Run a check in a network of these members."""

    async def inside() -> None:
        async with sharing(*members, **settings) as shared:
            await check(shared)

    asyncio.run(inside())


async def send(member: Member, *messages: pb.PutChunksRequest) -> pb.PutChunksResponse:
    """One stream of these chunks, as they are."""

    async def stream() -> AsyncIterator[pb.PutChunksRequest]:
        for one in messages:
            yield one

    return await ask(member.blobs._stub.PutChunks(stream(), timeout=30))


def message(manifest: Manifest, index: int, data: bytes | None = None) -> pb.PutChunksRequest:
    """A chunk of DATA, or other bytes in its place."""
    whole = chunks_of(DATA)(index) if data is None else data
    return pb.PutChunksRequest(root=manifest.root(), index=index, data=whole)


def ranges(answer: Any) -> list[tuple[int, int]]:
    """What is durable."""
    return [(one.first, one.count) for one in answer.durable]


def blob_file(shared: Shared, manifest: Manifest) -> Path:
    """Where the hub keeps it."""
    (found,) = (shared.network.folder / "hub" / "blobs").glob(f"??/{manifest.root().hex()}-*")
    return found


def test_what_went_up_comes_down() -> None:
    """An attachment is as safe as its record, or it is no use to sign for it."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        manifest = salted(DATA)
        sent = await amal.blobs.put(manifest, chunks_of(DATA))
        await amal.name(manifest)
        again = await amal.blobs.put(manifest, chunks_of(DATA))
        stat = await amal.blobs.stat(manifest.root())

        assert (sent, again) == (len(DATA), 0)
        assert await amal.get(manifest) == DATA
        assert (stat.size, stat.complete, stat.expires_ms) == (len(DATA), True, 0)
        assert ranges(stat) == [(0, 4)]

    run(check, "amal")


def test_nothing_is_a_file_too() -> None:
    """An empty file has no chunk that could complete it."""

    async def check(shared: Shared) -> None:
        manifest = await shared["amal"].put(b"")
        await shared["amal"].name(manifest)

        assert await shared["amal"].get(manifest) == b""

    run(check, "amal")


def test_a_record_waits_for_its_attachments() -> None:
    """A header that commits to what nobody has would never be readable."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        whole, half, never = await amal.put(DATA), salted(DATA), salted(b"never")
        await amal.blobs.put_manifest(half)
        signed = amal.sign(whole, half, never)
        (refused,) = await amal.publish(signed)
        await amal.put(DATA, half)
        await amal.put(b"never", never)
        (taken,) = await amal.publish(signed)

        assert isinstance(refused, Refused)
        assert refused.error.reason is Reason.BLOB_MISSING
        listed = refused.error.metadata["missing"].split(",")
        assert listed == [half.root().hex(), never.root().hex()]
        assert isinstance(taken, Logged)

    run(check, "amal")


def test_a_size_that_is_not_the_datas_is_refused() -> None:
    """Whoever trusts a header's size allocates by it."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        manifest = await amal.put(DATA)
        wrong = commitment_of(manifest)
        wrong.size -= 1
        signed = amal.sign()
        signed = amal.sign(Manifest(manifest.salt, wrong.size, manifest.leaf_hashes))
        (refused,) = await amal.publish(signed)

        assert isinstance(refused, Refused)
        assert refused.error.reason is Reason.COMMITMENT_MISMATCH

    run(check, "amal")


def test_chunks_come_in_any_order_and_again() -> None:
    """What a broken link repeats must neither harm nor be counted twice."""

    async def check(shared: Shared) -> None:
        amal, manifest = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(manifest)
        first = await send(amal, message(manifest, 3), message(manifest, 1), message(manifest, 3))
        second = await send(amal, *(message(manifest, one) for one in (0, 1, 2)))
        third = await send(amal, message(manifest, 0))

        assert ranges(first) == [(1, 1), (3, 1)]
        assert not first.complete
        assert second.complete
        assert third.complete
        assert await amal.get(manifest) == DATA

    run(check, "amal")


def test_a_wrong_chunk_is_refused_and_what_came_before_it_stays() -> None:
    """One bad byte on the way must cost one chunk, and nothing that does not verify is stored."""

    async def check(shared: Shared) -> None:
        amal, manifest = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(manifest)
        bad = bytearray(chunks_of(DATA)(1))
        bad[77] ^= 1
        error = await refusal(
            send(amal, message(manifest, 0), message(manifest, 1, bytes(bad)), message(manifest, 2))
        )
        stat = await amal.blobs.stat(manifest.root())

        assert error.reason is Reason.COMMITMENT_MISMATCH
        assert (1, 1) not in ranges(stat)
        assert ranges(stat)[0][0] == 0
        assert await amal.blobs.put(manifest, chunks_of(DATA)) < len(DATA)
        assert await amal.get(manifest) == DATA

    run(check, "amal")


@pytest.mark.parametrize(
    ("index", "data", "reason"),
    [
        (4, b"x", Reason.LIMIT_EXCEEDED),
        (2**63, b"x", Reason.LIMIT_EXCEEDED),
        (0, b"", Reason.LIMIT_EXCEEDED),
        (0, b"x" * (CHUNK_BYTES - 1), Reason.LIMIT_EXCEEDED),
        (0, b"x" * (CHUNK_BYTES + 1), Reason.LIMIT_EXCEEDED),
        (3, b"x" * 18, Reason.LIMIT_EXCEEDED),
        (0, DATA[CHUNK_BYTES : 2 * CHUNK_BYTES], Reason.COMMITMENT_MISMATCH),
    ],
    ids=["after the end", "huge", "empty", "short", "long", "last too long", "its neighbour"],
)
def test_what_is_no_chunk_of_it_is_refused(index: int, data: bytes, reason: Reason) -> None:
    """Sizes and places come from a stranger."""

    async def check(shared: Shared) -> None:
        amal, manifest = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(manifest)

        assert await reason_of(send(amal, message(manifest, index, data))) is reason
        assert ranges(await amal.blobs.stat(manifest.root())) == []

    run(check, "amal")


def test_one_stream_brings_one_announced_attachment() -> None:
    """Chunks of what nobody announced would be stored for nobody, outside every quota."""

    async def check(shared: Shared) -> None:
        amal, badr = shared["amal"], shared["badr"]
        mine, other, never = salted(DATA), salted(DATA), salted(DATA)
        await amal.blobs.put_manifest(mine)
        await amal.blobs.put_manifest(other)

        mixed = send(amal, message(mine, 0), message(other, 1))
        assert await reason_of(mixed) is Reason.ENTRY_MALFORMED
        assert await reason_of(send(amal, message(never, 0))) is Reason.BLOB_UNKNOWN
        assert await reason_of(send(badr, message(mine, 0))) is Reason.BLOB_UNKNOWN
        assert await reason_of(send(amal)) is Reason.ENTRY_MALFORMED
        assert ranges(await amal.blobs.stat(mine.root())) == [(0, 1)]

    run(check, "amal", "badr")


async def announce(member: Member, **fields: Any) -> Reason:
    """Why a manifest with other fields is refused."""
    manifest = salted(DATA)
    whole = {
        "root": manifest.root(),
        "size": manifest.size,
        "salt": manifest.salt,
        "leaf_hashes": b"".join(manifest.leaf_hashes),
    }
    request = pb.PutManifestRequest(manifest=pb.BlobManifest(**{**whole, **fields}))
    return await reason_of(ask(member.blobs._stub.PutManifest(request, timeout=30)))


def test_a_manifest_that_does_not_lead_to_its_root_is_refused() -> None:
    """Every chunk would be verified against a lie."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]

        other: list[dict[str, Any]] = [
            {"root": os.urandom(32)},
            {"root": b""},
            {"salt": os.urandom(32)},
            {"salt": b"short"},
            {"leaf_hashes": os.urandom(128)},
        ]
        impossible: list[dict[str, Any]] = [
            {"leaf_hashes": os.urandom(96)},
            {"leaf_hashes": os.urandom(127)},
            {"leaf_hashes": b""},
            {"size": 4 * CHUNK_BYTES + 1},
            {"size": 2**64 - 1},
            {"size": 2**40, "leaf_hashes": os.urandom(32 * 4097)},
        ]
        for fields in other:
            assert await announce(amal, **fields) is Reason.COMMITMENT_MISMATCH
        for fields in impossible:
            assert await announce(amal, **fields) is Reason.LIMIT_EXCEEDED

    run(check, "amal")


def test_a_manifest_with_a_false_size_does_not_stand_in_the_way() -> None:
    """Inner hashes pass for leaf hashes: whoever knows a root could block it for its owner."""

    async def check(shared: Shared) -> None:
        amal, badr = shared["amal"], shared["badr"]
        data = os.urandom(6 * CHUNK_BYTES + 5)
        true = salted(data)
        one, two, three, *others = true.leaf_hashes
        # ((salt 1)(2 3))((4 5)(6 7)): all of the right half passes for a fourth chunk.
        pairs = [hash_children(*others[:2]), hash_children(*others[2:])]
        right = LeafHash(hash_children(*pairs))
        false = Manifest(true.salt, 4 * CHUNK_BYTES, (one, two, three, right))
        short = Manifest(true.salt, true.size - 1, true.leaf_hashes)
        for claim in (false, short):
            await badr.blobs.put_manifest(claim)
        await amal.put(data, true)
        await amal.name(true)

        assert false.root() == short.root() == true.root()
        assert await amal.get(true) == data
        late = badr.blobs.put_manifest(short)
        assert await reason_of(late) is Reason.COMMITMENT_MISMATCH

    run(check, "amal", "badr")


def test_two_may_bring_the_same() -> None:
    """A relay and its author, or two nodes of one member: neither waits for the other."""

    async def check(shared: Shared) -> None:
        amal, badr, manifest = shared["amal"], shared["badr"], salted(DATA)
        await amal.blobs.put_manifest(manifest)
        await badr.blobs.put_manifest(manifest)
        both = await asyncio.gather(
            send(amal, *(message(manifest, one) for one in (0, 1, 2))),
            send(badr, *(message(manifest, one) for one in (2, 1, 3))),
        )
        held = await amal.blobs.put_manifest(manifest)
        late = await badr.blobs.put(manifest, chunks_of(DATA))

        assert any(one.complete for one in both)
        assert held.complete
        assert late == 0
        assert await badr.get(manifest) == DATA

    run(check, "amal", "badr")


def test_an_upload_goes_on_after_the_hub_was_stopped() -> None:
    """Months of bad links: no restart on either side may send a file back to its start."""

    async def check(shared: Shared) -> None:
        manifest = salted(DATA)
        await shared["amal"].blobs.put_manifest(manifest)
        await send(shared["amal"], message(manifest, 1), message(manifest, 3))
        await shared.again()
        told = await shared["amal"].blobs.put_manifest(manifest)
        sent = await shared["amal"].blobs.put(manifest, chunks_of(DATA))

        assert told.chunks == {1, 3}
        assert sent == 2 * CHUNK_BYTES
        assert await shared["amal"].get(manifest) == DATA

    run(check, "amal")


def test_what_came_before_a_link_broke_is_durable() -> None:
    """Who sends 200 MiB over a link that breaks must not send them twice."""

    async def check(shared: Shared) -> None:
        amal, manifest = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(manifest)
        sent = asyncio.Event()

        async def stream() -> AsyncIterator[pb.PutChunksRequest]:
            yield message(manifest, 0)
            yield message(manifest, 2)
            sent.set()
            await asyncio.Event().wait()

        call = amal.blobs._stub.PutChunks(stream(), timeout=30)
        await sent.wait()
        keeper = shared.network.hub.core.blobs
        await until(lambda: bool(keeper._receiving) and _written(keeper) == 2)
        call.cancel()
        await until(lambda: not keeper._receiving)
        stat = await amal.blobs.stat(manifest.root())

        assert ranges(stat) == [(0, 1), (2, 1)]

    run(check, "amal")


def _written(keeper: Any) -> int:
    (receiving,) = keeper._receiving.values()
    return int(receiving._unsynced) + len(receiving.upload.durable())


def test_a_damaged_chunk_is_never_served_and_can_be_repaired() -> None:
    """Disks forget: the reader hears so, and whoever has the file heals the hub."""

    async def check(shared: Shared) -> None:
        amal, badr = shared["amal"], shared["badr"]
        manifest = await amal.put(DATA)
        await amal.name(manifest)
        path = blob_file(shared, manifest)
        with path.open("r+b") as file:
            file.seek(CHUNK_BYTES + 5)
            file.write(b"forgotten")
        got: list[int] = []

        async def read() -> None:
            async for index, _ in badr.blobs.get_chunks(manifest, range(4)):
                got.append(index)

        damaged = await reason_of(read())
        again = await reason_of(read())
        stat = await badr.blobs.stat(manifest.root())
        status = await shared.network.hub.core.database.read(_counts)
        (refused,) = await amal.publish(amal.sign(manifest))
        repaired = await badr.blobs.put(manifest, chunks_of(DATA))

        assert damaged is again is Reason.STORED_DATA_CORRUPT
        assert set(got) <= {0}
        assert (stat.complete, ranges(stat)) == (False, [(0, 1), (2, 2)])
        assert status == (0, 0, 1, 0)
        assert isinstance(refused, Refused)
        assert refused.error.reason is Reason.BLOB_MISSING
        assert repaired == CHUNK_BYTES
        assert await badr.get(manifest) == DATA

    run(check, "amal", "badr")


def test_damage_in_one_chunk_makes_the_hub_look_at_all_the_others() -> None:
    """Disks rot in more than one place: who brings it again would come once for each of them."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        manifest = await amal.put(DATA)
        await amal.name(manifest)
        for index in (0, 2):
            spoil(blob_file(shared, manifest), index * CHUNK_BYTES + 5)
        await reason_of(amal.get(manifest))
        await until(lambda: not shared.network.hub.core.blobs._looking)
        stat = await amal.blobs.stat(manifest.root())

        assert ranges(stat) == [(1, 1), (3, 1)]
        assert await amal.blobs.put(manifest, chunks_of(DATA)) == 2 * CHUNK_BYTES
        assert await amal.get(manifest) == DATA

    run(check, "amal")


def _counts(connection: Any) -> tuple[int, int, int, int]:
    from forsa_hub.store.blobs import count_blobs

    found = count_blobs(connection)
    return found.complete, found.open, found.damaged, found.bytes


def test_a_file_that_is_gone_from_the_disk_is_damage_too() -> None:
    """Half a restored backup must not look like a network that never had the file."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        manifest = await amal.put(DATA)
        await amal.name(manifest)
        blob_file(shared, manifest).unlink()

        assert await reason_of(amal.get(manifest)) is Reason.STORED_DATA_CORRUPT
        assert await amal.blobs.put(manifest, chunks_of(DATA)) == len(DATA)
        assert await amal.get(manifest) == DATA

    run(check, "amal")


def test_reading_takes_any_order_and_nothing_twice() -> None:
    """A reader resumes where it likes; a request must not make the hub send more than there is."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        manifest = await amal.put(DATA)

        async def read(*wanted: tuple[int, int]) -> list[int]:
            request = pb.GetChunksRequest(
                root=manifest.root(), ranges=[pb.ChunkRange(first=f, count=c) for f, c in wanted]
            )
            call = amal.blobs._stub.GetChunks(request, timeout=30)
            return [one.index async for one in call]

        from forsa.client.calls import read_stream

        async def refused(*wanted: tuple[int, int]) -> Reason:
            request = pb.GetChunksRequest(
                root=manifest.root(), ranges=[pb.ChunkRange(first=f, count=c) for f, c in wanted]
            )

            async def drain() -> None:
                async for _ in read_stream(amal.blobs._stub.GetChunks(request, timeout=30)):
                    pass

            return await reason_of(drain())

        assert await read() == [0, 1, 2, 3]
        assert await read((3, 1), (0, 2)) == [3, 0, 1]
        for wanted in (
            [(0, 0)],
            [(0, 5)],
            [(4, 1)],
            [(2**64 - 1, 1)],
            [(0, 2**64 - 1)],
            [(0, 1), (0, 1)],
            [(0, 3), (2, 2)],
            [(0, 1)] * 1025,
        ):
            assert await refused(*wanted) is Reason.LIMIT_EXCEEDED

    run(check, "amal")


def test_bytes_that_are_no_message_end_a_stream_and_nothing_else() -> None:
    """A parser's complaint must neither reach the peer nor pass for the end of an upload."""

    async def check(shared: Shared) -> None:
        amal, manifest = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(manifest)

        async def stream() -> AsyncIterator[bytes]:
            yield message(manifest, 0).SerializeToString()
            yield b"\xff" * 100

        call: Any = amal.channel.stream_unary("/forsa.v1.BlobService/PutChunks")

        assert await reason_of(ask(call(stream(), timeout=30))) is Reason.ENTRY_MALFORMED
        assert ranges(await amal.blobs.stat(manifest.root())) == [(0, 1)]

    run(check, "amal")


def test_a_node_that_was_revoked_brings_no_more() -> None:
    """An upload of hours must not outlive the right to it."""

    async def check(shared: Shared) -> None:
        amal, manifest = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(manifest)
        sequencer = shared.network.hub.core.sequencer

        async def stream() -> AsyncIterator[pb.PutChunksRequest]:
            yield message(manifest, 0)
            await until(lambda: bool(shared.network.hub.core.blobs._receiving))
            rights = sequencer.state.rights
            gone = replace(rights, nodes=rights.nodes.delete("amal/n1"))
            sequencer.state = replace(sequencer.state, rights=gone)
            yield message(manifest, 1)

        upload = ask(amal.blobs._stub.PutChunks(stream(), timeout=30))

        assert await reason_of(upload) is Reason.NODE_REVOKED

    run(check, "amal")


def test_a_hub_keeps_attachments_in_an_object_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that outgrew one machine loses none of the promises: resume, repair, erasure."""

    async def check(shared: Shared, bucket: Bucket) -> None:
        manifest = salted(DATA)
        await shared["amal"].blobs.put_manifest(manifest)
        await send(shared["amal"], message(manifest, 1))
        await shared.again()
        amal = shared["amal"]
        sent = await amal.blobs.put(manifest, chunks_of(DATA))
        record_id = await amal.name(manifest)
        whole = await amal.get(manifest)
        bucket.silent = True
        silent = await reason_of(amal.get(manifest))
        bucket.silent = False
        first = min(bucket.objects)
        bucket.objects[first] = bytes(len(bucket.objects[first]))
        damaged = await reason_of(amal.get(manifest))
        repaired = await amal.blobs.put(manifest, chunks_of(DATA))
        again = await amal.get(manifest)
        await amal.redact(record_id)
        await until(lambda: not bucket.objects)

        assert sent == len(DATA) - CHUNK_BYTES
        assert whole == again == DATA
        assert silent is Reason.OUTCOME_UNKNOWN
        assert (damaged, repaired) == (Reason.STORED_DATA_CORRUPT, CHUNK_BYTES)

    with object_server() as (bucket, environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("forsa_hub.blobs.objects.MAX_RETRIES", 0)
        run(lambda shared: check(shared, bucket), "amal", blobs="s3://files/hub")
