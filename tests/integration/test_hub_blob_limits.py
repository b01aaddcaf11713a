"""What attachments may take of a hub: quotas, time, disk and memory."""

import asyncio
import errno
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import count
from pathlib import Path
from typing import Any

import psutil
import pytest
from forsa.client.calls import ask
from forsa.client.published import Refused
from forsa.commitment import CHUNK_BYTES, Manifest, manifest_of
from forsa.errors import QuotaError, Reason
from forsa.merkle.hashes import hash_leaf
from forsa.v1 import blob_service_pb2 as pb
from forsa.v1 import log_service_pb2 as log_pb
from forsa_hub.blobs.intake import SYNC_CHUNKS, THREADS, Receiving
from forsa_hub.blobs.local import LocalUpload
from forsa_hub.blobs.store import BlobKey
from forsa_hub.store.blobs import BlobState, StoredBlob, count_blobs, find_blobs

from tests.support.attachments import (
    Shared,
    chunks_of,
    reason_of,
    refusal,
    salted,
    sharing,
)
from tests.support.waiting import until

DAYS = 86_400
SLOW_SECONDS = 0.5
GENEROUS = {"records_per_second": 10**5, "records_burst": 10**5, "records_per_day": 10**6}
DATA = os.urandom(2 * CHUNK_BYTES + 17)


def run(check: Callable[[Shared], Awaitable[None]], *members: str, **limits: Any) -> None:
    """Run a check in a network of these members, with limits of the hub's."""

    async def inside() -> None:
        async with sharing(*members, limits={**GENEROUS, **limits}) as shared:
            await check(shared)

    asyncio.run(inside())


async def used_bytes(shared: Shared, member: str) -> int:
    """What a member has used in all."""
    return shared.network.hub.core.sequencer.quotas.counters[member, -1].bytes


def test_hello_says_how_large_an_attachment_may_be() -> None:
    """A node asks once, and does not send a gigabyte to be told no."""

    async def check(shared: Shared) -> None:
        hello = await shared["amal"].hub.hello(log_pb.HelloRequest(minors=[0]))
        fits = await shared["amal"].put(b"x" * 5000)
        error = await refusal(shared["amal"].put(b"x" * 5001))

        assert (hello.limits.blob_bytes, hello.limits.open_uploads) == (5000, 4)
        assert hello.limits.attachments == 64
        assert await shared["amal"].get(fits) == b"x" * 5000
        assert error.reason is Reason.LIMIT_EXCEEDED
        assert error.metadata["limit"] == "5000"

    run(check, "amal", blob_bytes=5000)


def test_the_day_ends_and_the_next_one_begins() -> None:
    """A quota that says when to come back costs its member patience, and nothing else."""

    async def check(shared: Shared) -> None:
        amal, clock = shared["amal"], shared.network.clock
        await amal.put(b"x" * 60_000)
        waiting = salted(b"y" * 60_000)
        error = await refusal(amal.blobs.put_manifest(waiting))
        clock.advance(int(error.metadata["retry_ms"]) // 1000)
        await amal.put(b"y" * 60_000, waiting)

        assert isinstance(error, QuotaError)
        assert error.reason is Reason.QUOTA_EXCEEDED
        assert (error.metadata["quota"], error.metadata["limit"]) == ("bytes_per_day", "100000")

    run(check, "amal", bytes_per_day=100_000)


def test_space_is_charged_once_and_given_back() -> None:
    """Repeating a call must cost nothing, and what is erased is not held against anybody."""

    async def check(shared: Shared) -> None:
        amal, badr = shared["amal"], shared["badr"]
        before = await used_bytes(shared, "amal")
        manifest = salted(b"x" * 60_000)
        for _ in range(3):
            await amal.blobs.put_manifest(manifest)
        announced = await used_bytes(shared, "amal") - before
        await amal.put(b"x" * 60_000, manifest)
        await badr.blobs.put(manifest, chunks_of(b"x" * 60_000))
        record_id = await amal.name(manifest)
        full = await refusal(amal.put(b"y" * 60_000))
        await shared.again(limits={**GENEROUS, "bytes_total": 100_000})
        still = await reason_of(shared["amal"].put(b"y" * 60_000))
        await shared["amal"].redact(record_id)
        await shared["amal"].put(b"y" * 60_000)

        assert announced == 60_000
        assert full.metadata["quota"] == "bytes_total"
        assert still is Reason.QUOTA_EXCEEDED
        assert await used_bytes(shared, "badr") < 60_000

    run(check, "amal", "badr", bytes_total=100_000)


def test_open_uploads_are_counted_until_they_are_complete() -> None:
    """Announcing is free of data: without a limit one node could reserve the whole hub."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        open_ones = [salted(b"x" * size) for size in (10, 20)]
        for one in open_ones:
            await amal.blobs.put_manifest(one)
        error = await refusal(amal.blobs.put_manifest(salted(b"y")))
        await amal.blobs.put_manifest(open_ones[0])
        await amal.put(b"x" * 10, open_ones[0])
        await amal.put(b"y")

        assert error.reason is Reason.QUOTA_EXCEEDED
        assert error.metadata["quota"] == "open_uploads"
        assert int(error.metadata["retry_ms"]) > 0

    run(check, "amal", open_uploads=2)


def test_what_nobody_names_is_dropped_after_thirty_days() -> None:
    """Files of drafts that were given up, and uploads that never ended, must not fill the hub."""

    async def check(shared: Shared) -> None:
        amal, core = shared["amal"], shared.network.hub.core
        keeper = core.blobs
        named, unnamed, half = await amal.put(DATA), await amal.put(b"draft"), salted(DATA)
        await amal.name(named)
        await amal.blobs.put_manifest(half)
        before = await used_bytes(shared, "amal")

        async def held(manifests: list[Manifest]) -> list[Manifest]:
            roots = [one.root() for one in manifests]
            found = await core.database.read(lambda c: find_blobs(c, roots))
            return [one.manifest for one in found]

        shared.network.clock.advance(30 * DAYS - 1)
        await keeper.sweep_once()  # beside the hub's own: one of the two finds them
        early = await held([unnamed, half])
        await amal.blobs.put_manifest(half)  # somebody is at it again
        shared.network.clock.advance(1)
        await keeper.sweep_once()
        left = await held([unnamed, half])
        shared.network.clock.advance(30 * DAYS)
        await keeper.sweep_once()
        await keeper.erase_due()
        stored = list((shared.network.folder / "hub" / "blobs").glob("??/*"))

        found = await core.database.read(count_blobs)

        assert len(early) == 2
        assert left == [half]
        assert (found.complete, found.open) == (1, 0)
        assert [path.name[:64] for path in stored] == [named.root().hex()]
        assert await used_bytes(shared, "amal") == before - len(DATA) - 4096

    run(check, "amal")


def test_the_hub_sweeps_by_itself() -> None:
    """Nobody types a command for it."""

    async def check(shared: Shared) -> None:
        amal, core = shared["amal"], shared.network.hub.core
        await amal.put(b"draft")
        shared.network.clock.advance(31 * DAYS)
        counts = [1]

        def gone() -> bool:
            return not list((shared.network.folder / "hub" / "blobs").glob("??/*"))

        await until(gone)
        counts = [(await core.database.read(count_blobs)).complete]

        assert counts == [0]

    run(check, "amal")


def test_a_full_disk_refuses_new_data_and_keeps_what_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was confirmed stays, reading goes on, and space is all it takes."""
    write = os.pwrite

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        kept, coming = await amal.put(DATA), salted(DATA)
        await amal.blobs.put_manifest(coming)
        chunks = count()

        def full_after_one(descriptor: int, data: Any, offset: int) -> int:
            if len(data) > CHUNK_BYTES // 2 and next(chunks):
                raise OSError(errno.ENOSPC, "no room")
            return write(descriptor, data, offset)

        monkeypatch.setattr("forsa_hub.blobs.local.os.pwrite", full_after_one)
        error = await refusal(amal.blobs.put_chunks(coming, [0, 1, 2], chunks_of(DATA)))
        read = await amal.get(kept)
        stat = await amal.blobs.stat(coming.root())
        held = {one for r in stat.durable for one in range(r.first, r.first + r.count)}
        (refused,) = await amal.publish(amal.sign(coming))
        monkeypatch.setattr("forsa_hub.blobs.local.os.pwrite", write)
        sent = await amal.blobs.put(coming, chunks_of(DATA))

        assert error.reason is Reason.STORAGE_FULL
        assert int(error.metadata["retry_ms"]) > 0
        assert read == DATA
        assert held in ({0}, {1}, {0, 2}, {1, 2})
        assert isinstance(refused, Refused)
        assert refused.error.reason is Reason.BLOB_MISSING
        assert sent == len(DATA) - sum(map(coming.chunk_bytes, held))
        assert await amal.get(coming) == DATA

    run(check, "amal")


def test_a_sync_that_failed_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed fsync the cache says nothing: those chunks must come again."""

    async def check(shared: Shared) -> None:
        amal, coming = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(coming)

        def fails(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "no room")

        with monkeypatch.context() as patched:
            patched.setattr("forsa_hub.blobs.local.os.fdatasync", fails)
            reason = await reason_of(amal.blobs.put_chunks(coming, [0, 1, 2], chunks_of(DATA)))
        stat = await amal.blobs.stat(coming.root())

        assert reason is Reason.STORAGE_FULL
        assert list(stat.durable) == []
        assert await amal.blobs.put(coming, chunks_of(DATA)) == len(DATA)

    run(check, "amal")


def test_too_little_free_disk_refuses_before_it_is_full() -> None:
    """The log needs the last gigabyte more than an attachment does."""

    async def check(shared: Shared) -> None:
        kept = await shared["amal"].put(DATA)
        await shared.again(free_bytes=2**62, free_percent=50)
        shared.network.hub.core.sequencer.config.__dict__["free_percent"] = 10**6
        amal = shared["amal"]

        assert await reason_of(amal.blobs.put_manifest(salted(b"new"))) is Reason.STORAGE_FULL
        assert await amal.get(kept) == DATA

    run(check, "amal")


def test_no_more_than_sixteen_chunks_wait_for_a_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut may cost 16 MiB of an upload, not the whole of it."""
    most = [0]
    written: set[int] = set()
    write = LocalUpload.write

    def counted(self: LocalUpload, index: int, data: bytes) -> None:
        write(self, index, data)
        written.add(index)
        most[0] = max(most[0], len(written - self.durable()))

    async def check(shared: Shared) -> None:
        data = os.urandom(60 * CHUNK_BYTES)
        manifest = await shared["amal"].put(data)

        assert await shared["amal"].get(manifest) == data
        assert 1 < most[0] <= 16

    monkeypatch.setattr(LocalUpload, "write", counted)
    run(check, "amal")


def test_a_slow_disk_holds_back_who_writes() -> None:
    """While a sync takes its time no more may pile up behind it than a power cut may cost."""
    data = [bytes([index]) * CHUNK_BYTES for index in range(40)]
    manifest = manifest_of(bytes(32), data)
    blob = StoredBlob(BlobKey(manifest.root(), manifest.size), manifest, BlobState.OPEN, 0)
    upload = SlowUpload()
    receiving = Receiving(blob, upload)
    with ThreadPoolExecutor(THREADS) as threads:
        puts = [threads.submit(receiving.put, index, one) for index, one in enumerate(data)]
        wait(puts, timeout=SLOW_SECONDS)
        piled_up = len(upload.written)
        upload.goes_on.set()
        wait(puts)
    receiving.sync()

    assert SYNC_CHUNKS <= piled_up <= 16
    assert upload.durable() == frozenset(range(40))


class SlowUpload:
    """Keeps indexes; a sync waits until it is let go."""

    def __init__(self) -> None:
        self.written: set[int] = set()
        self.kept: frozenset[int] = frozenset()
        self.goes_on = threading.Event()

    def durable(self) -> frozenset[int]:
        return self.kept

    def write(self, index: int, data: bytes) -> None:
        assert len(data) == CHUNK_BYTES
        self.written.add(index)

    def sync(self) -> None:
        new = frozenset(self.written)
        self.goes_on.wait()
        self.kept |= new

    def close(self) -> None:
        """Nothing to let go of."""


def _pattern(index: int) -> bytes:
    return index.to_bytes(4, "big") * (CHUNK_BYTES // 4)


def test_memory_does_not_grow_with_the_file() -> None:
    """A gigabyte through a machine of two: neither side may hold it."""
    chunks = 256
    process = psutil.Process()

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        leaves = tuple(hash_leaf(_pattern(index)) for index in range(chunks))
        manifest = Manifest(os.urandom(32), chunks * CHUNK_BYTES, leaves)
        small = await amal.put(DATA)  # what is loaded once is not what grows
        await amal.get(small)
        before = most = process.memory_info().rss

        def watched(_done: int, _total: int) -> None:
            nonlocal most
            most = max(most, process.memory_info().rss)

        await amal.blobs.put(manifest, _pattern, progress=watched)
        async for index, data in amal.blobs.get_chunks(manifest, range(chunks)):
            watched(index, chunks)
            assert data == _pattern(index)

        assert most - before < 100 * 2**20, (most - before) // 2**20

    run(check, "amal")


def test_a_node_has_only_so_many_streams() -> None:
    """Each stream holds a few chunks: their number bounds the hub's memory."""

    async def check(shared: Shared) -> None:
        amal, manifest = shared["amal"], salted(DATA)
        await amal.blobs.put_manifest(manifest)
        waiting = asyncio.Event()

        async def stream() -> AsyncIterator[pb.PutChunksRequest]:
            yield pb.PutChunksRequest(root=manifest.root(), index=0, data=chunks_of(DATA)(0))
            await waiting.wait()

        first = asyncio.ensure_future(ask(amal.blobs._stub.PutChunks(stream(), timeout=30)))
        await until(lambda: bool(shared.network.hub.core.blobs._receiving))
        error = await refusal(ask(amal.blobs._stub.PutChunks(stream(), timeout=30)))
        waiting.set()
        answer = await first

        assert error.reason is Reason.RATE_LIMITED
        assert [(one.first, one.count) for one in answer.durable] == [(0, 1)]

    run(check, "amal", open_uploads=1)


def test_status_and_verify_count_attachments_and_find_damage(tmp_path: Path) -> None:
    """An operator must find a bad disk before a reader does."""
    from forsa_hub.commands import status_of
    from forsa_hub.verifying import verify_folder

    async def prepare() -> tuple[Path, Manifest]:
        async with sharing("amal") as shared:
            manifest = await shared["amal"].put(DATA)
            await shared["amal"].name(manifest)
            await shared["amal"].blobs.put_manifest(salted(DATA))
            kept = tmp_path / "n"
            await shared.network.stop_hub()
            (shared.network.folder / "hub").rename(kept)
            await shared.close()
            raise _KeptError(kept, manifest)

    with pytest.raises(_KeptError) as found:
        asyncio.run(prepare())
    folder, manifest = found.value.folder, found.value.manifest
    status = status_of(folder)
    good = verify_folder(folder, 1, quiet=True)
    (path,) = (folder / "blobs").glob(f"??/{manifest.root().hex()}-*")
    with path.open("r+b") as file:
        file.seek(CHUNK_BYTES)
        file.write(b"forgotten")
    bad = verify_folder(folder, 1, quiet=True)

    assert (status["attachments"], status["attachment_bytes"]) == (1, len(DATA))
    assert (status["open_uploads"], status["damaged_attachments"]) == (1, 0)
    assert (good["attachments"], good["damaged"]) == (1, [])
    assert bad["damaged"] == [f"the attachment {manifest.root().hex()}: chunks 1-1"]


class _KeptError(Exception):
    """Leaves a network, its hub's folder carried away."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        super().__init__()
        self.folder = folder
        self.manifest = manifest


def test_an_upload_that_is_announced_anew_leaves_nothing_behind() -> None:
    """A root fits many sizes: what came of one would lie at the hub, refunded, for thirty days."""

    async def check(shared: Shared) -> None:
        amal, badr, core = shared["amal"], shared["badr"], shared.network.hub.core
        first = salted(DATA)
        before = await used_bytes(shared, "amal")
        await badr.blobs.put_manifest(Manifest(first.salt, first.size + 99, first.leaf_hashes))
        for more in range(3):
            other = Manifest(first.salt, first.size + more, first.leaf_hashes)
            await amal.blobs.put_manifest(other)
            sent = pb.PutChunksRequest(root=other.root(), index=0, data=DATA[:CHUNK_BYTES])
            await ask(amal.blobs._stub.PutChunks(iter([sent]), timeout=30))
        await core.blobs.erase_due()
        left = await core.database.read(lambda c: find_blobs(c, [first.root()]))
        paths = (shared.network.folder / "hub" / "blobs").glob("??/*")
        stored = {path.name.partition(".")[0] for path in paths}

        assert sorted(one.key.size - first.size for one in left) == [2, 99]
        assert len(stored) == 1
        assert await used_bytes(shared, "amal") == before + first.size + 2

    run(check, "amal", "badr")
