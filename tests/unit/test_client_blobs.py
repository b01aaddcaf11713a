"""The client of BlobService: resumed to one chunk, and never handing on what does not verify."""

import os
from contextlib import aclosing

import pytest
from forsa.client.blobs import BlobClient
from forsa.commitment import CHUNK_BYTES, Manifest, make_manifest
from forsa.errors import (
    BusyError,
    CorruptStoreError,
    ForsaError,
    MalformedError,
    QuotaError,
    Reason,
    VerificationError,
)
from forsa.v1 import blob_service_pb2 as pb
from forsa.v1.record_pb2 import Commitment

from tests.support.blobs import SALT, FakeBlobs, blob_hub
from tests.support.looping import in_a_loop

DATA = os.urandom(5 * CHUNK_BYTES + 17)
MANIFEST = make_manifest(SALT, DATA)


def chunk(index: int) -> bytes:
    """Of the data that are uploaded."""
    return DATA[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]


def committed(manifest: Manifest) -> Commitment:
    """What a header would say."""
    return Commitment(root=manifest.root(), size=manifest.size, media_type="image/png")


async def fetch(client: BlobClient, indexes: range) -> list[int]:
    """The chunks that came, or the error."""
    found = []
    async with aclosing(client.get_chunks(MANIFEST, indexes)) as chunks:
        async for index, data in chunks:
            assert data == chunk(index)
            found.append(index)
    return found


@in_a_loop
async def test_an_upload_that_broke_sends_only_what_is_not_there_yet() -> None:
    """On a bad link everything again is never."""
    told: list[tuple[int, int]] = []
    async with blob_hub(FakeBlobs(breaks_after=2)) as (fake, client):
        with pytest.raises(BusyError):
            await client.put(MANIFEST, chunk)
        there = set(fake.held[MANIFEST.root()].chunks)
        sent = await client.put(MANIFEST, chunk, progress=lambda *one: told.append(one))

        assert sent == sum(MANIFEST.chunk_bytes(one) for one in range(6) if one not in there)
        assert b"".join(fake.held[MANIFEST.root()].chunks[one] for one in range(6)) == DATA
        assert told[0] == (len(DATA) - sent, len(DATA))
        assert told[-1] == (len(DATA), len(DATA))


@in_a_loop
async def test_data_that_are_complete_are_not_sent_again() -> None:
    """A member's unchanged file in the next edition costs one question."""
    async with blob_hub() as (fake, client):
        fake.keep(DATA)

        assert await client.put(MANIFEST, chunk) == 0
        assert fake.received == []


@in_a_loop
async def test_a_file_that_changed_on_the_disk_is_told_before_it_leaves() -> None:
    """The hub would answer only that it does not match, and nobody would know whose fault it is."""
    async with blob_hub() as (fake, client):
        with pytest.raises(CorruptStoreError) as raised:
            await client.put(MANIFEST, lambda index: chunk(index)[::-1])

        assert raised.value.metadata["whose"] == "caller"
        assert fake.received == []


@in_a_loop
async def test_a_refusal_of_the_hub_comes_with_its_reason() -> None:
    """A full allowance is no broken connection."""
    full = QuotaError("50 GiB of 50 GiB", Reason.QUOTA_EXCEEDED)
    async with blob_hub(FakeBlobs(refuse=lambda _root: full)) as (_, client):
        with pytest.raises(QuotaError) as raised:
            await client.put(MANIFEST, chunk)

        assert raised.value.reason is Reason.QUOTA_EXCEEDED


@in_a_loop
async def test_a_download_brings_what_was_asked_for() -> None:
    """Resuming asks for the chunks that are missing, wherever they are."""
    async with blob_hub() as (fake, client):
        fake.keep(DATA)

        assert await client.get_manifest(committed(MANIFEST)) == MANIFEST
        assert await fetch(client, range(1, 6, 2)) == [1, 3, 5]
        assert fake.sent == [1, 3, 5]


def _other_data(answer: pb.GetChunksResponse) -> pb.GetChunksResponse:
    return pb.GetChunksResponse(
        index=answer.index, data=answer.data[:-1] + bytes([answer.data[-1] ^ 1])
    )


def _other_index(answer: pb.GetChunksResponse) -> pb.GetChunksResponse:
    return pb.GetChunksResponse(index=answer.index + 1, data=answer.data)


def _too_long(answer: pb.GetChunksResponse) -> pb.GetChunksResponse:
    return pb.GetChunksResponse(index=answer.index, data=answer.data + bytes(9))


@pytest.mark.parametrize(
    ("lie", "error"),
    [
        (_other_data, VerificationError),
        (_other_index, MalformedError),
        (_too_long, VerificationError),
    ],
)
@in_a_loop
async def test_a_chunk_that_is_not_what_was_committed_to_is_never_handed_on(
    lie: object, error: type[ForsaError]
) -> None:
    """Whatever happened on the way: a picture with a hole in it must not reach a classroom."""
    async with blob_hub(FakeBlobs(lie=lie)) as (fake, client):  # type: ignore[arg-type]
        fake.keep(DATA)
        with pytest.raises(error):
            await fetch(client, range(6))


@in_a_loop
async def test_a_download_that_ends_early_is_told() -> None:
    """Half a file must not pass for a file."""
    async with blob_hub() as (fake, client):
        fake.keep(DATA)
        fake.breaks_after = 3
        with pytest.raises(BusyError):
            await fetch(client, range(6))


@pytest.mark.parametrize(
    ("lie", "error"),
    [
        (lambda one: pb.BlobManifest(size=one.size, salt=one.salt), MalformedError),
        (
            lambda one: pb.BlobManifest(size=2**62, salt=one.salt, leaf_hashes=one.leaf_hashes),
            MalformedError,
        ),
        (
            lambda one: pb.BlobManifest(
                size=one.size, salt=one.salt[::-1], leaf_hashes=one.leaf_hashes
            ),
            VerificationError,
        ),
        (
            lambda one: pb.BlobManifest(
                size=one.size, salt=one.salt, leaf_hashes=one.leaf_hashes[32:] + bytes(31)
            ),
            MalformedError,
        ),
    ],
)
@in_a_loop
async def test_a_manifest_of_other_data_is_refused(lie: object, error: type[ForsaError]) -> None:
    """Every chunk is judged by it."""
    async with blob_hub(FakeBlobs(lie_about_manifest=lie)) as (fake, client):  # type: ignore[arg-type]
        fake.keep(DATA)
        with pytest.raises(error):
            await client.get_manifest(committed(MANIFEST))


@in_a_loop
async def test_ranges_that_the_data_do_not_have_are_refused() -> None:
    """A hub that names chunk 2**40 as durable must not make the node count that far."""

    class Boasting(FakeBlobs):
        async def put_manifest(self, _request: object, _context: object) -> pb.PutManifestResponse:
            return pb.PutManifestResponse(durable=[pb.ChunkRange(first=0, count=2**40)])

    async with blob_hub(Boasting()) as (_, client):
        with pytest.raises(MalformedError) as raised:
            await client.put(MANIFEST, chunk)

        assert raised.value.reason is Reason.LIMIT_EXCEEDED
