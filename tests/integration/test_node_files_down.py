"""Attachments come down resumed to one chunk, and are never other bytes than were signed."""

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from forsa.commitment import CHUNK_BYTES, make_manifest
from forsa.errors import BusyError, Reason
from forsa.v1 import blob_service_pb2 as pb
from forsa_node.files.transfer import Moved
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.mirror_files import BlobState

from tests.support.blobs import attached, content_of, files_network, path_of, roots, spoil
from tests.support.looping import in_a_loop
from tests.support.nodes import reasons

LARGE = os.urandom(6 * CHUNK_BYTES + 5)
COUNT = 7


@in_a_loop
async def test_a_download_goes_on_where_it_broke_also_after_a_restart() -> None:
    """A film over a bad link takes days and power cuts; no chunk comes twice."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        here.fake.breaks_after = 3
        broken = await badr.transfer()
        badr = await here.reopened("badr")
        blob = badr.mirror.store.blob(root)
        await badr.transfer()

        assert broken.error is not None
        assert blob is not None
        assert blob.state is BlobState.PARTIAL
        assert 0 < blob.done < len(LARGE)
        assert content_of(badr, root) == LARGE
        assert len(here.fake.sent) <= 7 + 1


@in_a_loop
async def test_a_chunk_that_rotted_on_the_disk_is_fetched_again() -> None:
    """What a power cut left half written must not end up in the file."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        here.fake.breaks_after = 4
        await badr.transfer()
        await here.network.close_node("badr")
        path = badr.content.partial(root)
        spoil(path, CHUNK_BYTES + 9)
        here.fake.sent = []
        badr = await here.network.open_node("badr")
        await badr.transfer()

        assert content_of(badr, root) == LARGE
        assert 1 in here.fake.sent
        assert 0 not in here.fake.sent


@in_a_loop
async def test_a_corrupt_chunk_is_refused_told_and_fetched_again_later() -> None:
    """One bit on the way: the alarm says so, the file is never complete with it."""

    def lie(answer: pb.GetChunksResponse) -> pb.GetChunksResponse:
        if answer.index != 2:
            return answer
        return pb.GetChunksResponse(index=2, data=bytes(len(answer.data)))

    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        here.fake.lie = lie
        await badr.transfer()
        blob = badr.mirror.store.blob(root)

        assert blob is not None
        assert (blob.state, blob.reason) == (BlobState.REFUSED, "COMMITMENT_MISMATCH")
        assert Reason.COMMITMENT_MISMATCH in reasons(badr)

        here.fake.lie = lambda answer: answer
        here.fake.sent = []
        await badr.transfer()
        too_early = content_of(badr, root)
        here.network.clock.advance(3601)
        await badr.transfer()

        assert too_early is None
        assert content_of(badr, root) == LARGE
        assert here.fake.sent == [2, 3, 4, 5, 6]


@in_a_loop
async def test_a_bug_of_the_hub_with_one_file_holds_up_no_other() -> None:
    """One file that the hub fails at would keep all others from a node, hour after hour."""
    async with files_network("amal", "badr") as here:
        [bad] = roots(attached(here.node("amal"), b"small, so it goes first"))
        [good] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        here.fake.fails_at = bad
        report = await badr.transfer()
        failed = badr.mirror.store.blob(bad)
        others = content_of(badr, good)
        here.fake.fails_at = None
        here.network.clock.advance(3601)
        await badr.transfer()

        assert failed is not None
        assert (failed.state, failed.reason) == (BlobState.REFUSED, "OUTCOME_UNKNOWN")
        assert others == LARGE
        assert report.error is None
        assert content_of(badr, bad) == b"small, so it goes first"


@in_a_loop
async def test_a_stop_between_the_last_chunk_and_its_row_fetches_nothing_again() -> None:
    """Killed at the worst moment: the file is there, and the node must see that it is."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.network.sync()
        badr = here.node("badr")
        complete = badr.mirror.store.blob(root)
        assert complete is not None
        badr.mirror.store.save_blob(replace(complete, state=BlobState.PARTIAL))
        here.fake.sent = []
        badr = await here.reopened("badr")
        await badr.transfer()

        assert content_of(badr, root) == LARGE
        assert here.fake.sent == []


@in_a_loop
async def test_a_damaged_file_is_set_aside_when_read_and_only_its_bad_chunk_comes_again() -> None:
    """Cards rot: who opens the file must not get other bytes, nor pay for all of it again."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.network.sync()
        badr = here.node("badr")
        spoil(path_of(badr, LARGE), 2 * CHUNK_BYTES)
        with pytest.raises(DamagedStoreError) as raised:
            content_of(badr, root)
        here.fake.sent = []
        told: list[Moved] = []
        await badr.transfer(told.append)

        assert raised.value.reason is Reason.STORED_DATA_CORRUPT
        assert here.fake.sent == [2]
        assert content_of(badr, root) == LARGE
        assert told[0].reason == "STORED_DATA_CORRUPT"
        assert Reason.STORED_DATA_CORRUPT in reasons(badr)


@in_a_loop
async def test_an_own_file_that_rotted_comes_back_from_the_hub_once_it_is_there() -> None:
    """The author's disk is as old as anybody's: the network holds what he shared."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        [root] = roots(attached(amal, LARGE))
        await here.network.sync()
        path_of(amal, LARGE).unlink()
        await amal.transfer()

        assert content_of(amal, root) == LARGE
        assert sorted(here.fake.sent) == list(range(COUNT))


ENDLESS = 10_000


def of_other_data(manifest: pb.BlobManifest) -> pb.BlobManifest:
    """Consistent, and not what was committed to."""
    other = make_manifest(bytes(32), bytes(manifest.size))
    return pb.BlobManifest(
        root=manifest.root,
        size=manifest.size,
        salt=other.salt,
        leaf_hashes=b"".join(other.leaf_hashes),
    )


def of_another_count(manifest: pb.BlobManifest) -> pb.BlobManifest:
    """One leaf hash too many."""
    longer = manifest.leaf_hashes + bytes(32)
    return pb.BlobManifest(
        root=manifest.root, size=manifest.size, salt=manifest.salt, leaf_hashes=longer
    )


def of_another_size(manifest: pb.BlobManifest) -> pb.BlobManifest:
    """A byte more, which fits into the last chunk."""
    return pb.BlobManifest(
        root=manifest.root,
        size=manifest.size + 1,
        salt=manifest.salt,
        leaf_hashes=manifest.leaf_hashes,
    )


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        (of_other_data, Reason.COMMITMENT_MISMATCH),
        (of_another_size, Reason.COMMITMENT_MISMATCH),
        (of_another_count, Reason.LIMIT_EXCEEDED),
    ],
)
@in_a_loop
async def test_a_manifest_of_something_else_is_refused_before_a_byte_is_fetched(
    lie: Callable[[pb.BlobManifest], pb.BlobManifest], reason: Reason
) -> None:
    """It decides how much is stored: what it says must follow from what the author signed."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        here.fake.lie_about_manifest = lie
        await badr.transfer()
        blob = badr.mirror.store.blob(root)

        assert blob is not None
        assert (blob.state, blob.reason) == (BlobState.REFUSED, reason.value)
        assert blob.manifest is None
        assert reason in reasons(badr)
        assert here.fake.sent == []
        assert not badr.content.partial(root).exists()


def too_long(_: bytes) -> list[pb.GetChunksResponse]:
    """A chunk of more than 1 MiB."""
    return [pb.GetChunksResponse(index=1, data=bytes(CHUNK_BYTES + 1))]


def too_short(_: bytes) -> list[pb.GetChunksResponse]:
    """One that lacks a byte."""
    return [pb.GetChunksResponse(index=1, data=LARGE[CHUNK_BYTES : 2 * CHUNK_BYTES - 1])]


def out_of_turn(_: bytes) -> list[pb.GetChunksResponse]:
    """A good chunk that is not due."""
    return [pb.GetChunksResponse(index=3, data=LARGE[3 * CHUNK_BYTES : 4 * CHUNK_BYTES])]


def out_of_range(_: bytes) -> list[pb.GetChunksResponse]:
    """One that the file does not have."""
    return [pb.GetChunksResponse(index=2**60, data=bytes(CHUNK_BYTES))]


def endless(_: bytes) -> list[pb.GetChunksResponse]:
    """The same chunk, for ever."""
    first = pb.GetChunksResponse(index=0, data=LARGE[:CHUNK_BYTES])
    return [first] * ENDLESS


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        (too_long, Reason.COMMITMENT_MISMATCH),
        (too_short, Reason.COMMITMENT_MISMATCH),
        (out_of_turn, Reason.ENTRY_MALFORMED),
        (out_of_range, Reason.ENTRY_MALFORMED),
        (endless, Reason.ENTRY_MALFORMED),
    ],
)
@in_a_loop
async def test_a_download_of_other_chunks_ends_and_what_verified_stays(
    lie: Callable[[bytes], list[pb.GetChunksResponse]], reason: Reason
) -> None:
    """What a hub sends too much, too little or out of turn is neither kept nor waited for."""
    first = pb.GetChunksResponse(index=0, data=LARGE[:CHUNK_BYTES])
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        here.fake.answers = lambda root: [first, *lie(root)]
        await badr.transfer()
        refused = badr.mirror.store.blob(root)
        here.fake.answers = None
        here.fake.sent = []
        await badr.transfer(roots=[root])

        assert refused is not None
        assert (refused.state, refused.reason) == (BlobState.REFUSED, reason.value)
        assert refused.done == CHUNK_BYTES
        assert reason in reasons(badr)
        assert here.fake.sent == list(range(1, COUNT))
        assert content_of(badr, root) == LARGE


@in_a_loop
async def test_a_chunk_that_never_comes_is_no_alarm_and_asked_for_again() -> None:
    """A stream that ends early is a bad link until something is proved."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        held = here.fake.held[root].chunks.pop(4)
        moved = await badr.transfer()
        here.fake.held[root].chunks[4] = held
        here.fake.sent = []
        await badr.transfer()

        assert isinstance(moved.error, BusyError)
        assert reasons(badr) == set()
        assert here.fake.sent == [4, 5, 6]
        assert content_of(badr, root) == LARGE


@in_a_loop
async def test_what_the_hub_does_not_have_is_refused_and_the_others_come() -> None:
    """One file that is missing at the hub must not stand before all others."""
    async with files_network("amal", "badr") as here:
        gone, other = roots(attached(here.node("amal"), LARGE[:5], LARGE))
        await here.node("amal").exchange()
        held = here.fake.held.pop(gone)
        await here.node("badr").sync()
        await here.node("badr").transfer()
        blob = here.node("badr").mirror.store.blob(gone)

        assert blob is not None
        assert (blob.state, blob.reason) == (BlobState.REFUSED, "BLOB_UNKNOWN")
        assert content_of(here.node("badr"), other) == LARGE

        here.fake.held[gone] = held
        await here.node("badr").transfer(roots=[gone])

        assert content_of(here.node("badr"), gone) == LARGE[:5]
