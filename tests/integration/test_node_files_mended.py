"""What the hub's disk forgot is brought again by whoever holds it; readers hear the truth."""

import asyncio
import os
import shutil
from pathlib import Path
from random import Random

from forsa.client.console import describe_error
from forsa.commitment import CHUNK_BYTES
from forsa.errors import CorruptStoreError, Reason
from forsa.testing import LocalNetwork
from forsa_node.files.budget import DAY_MS
from forsa_node.files.getting import save
from forsa_node.files.listing import files_of
from forsa_node.files.telling import says
from forsa_node.files.transfer import Moved, Tell
from forsa_node.local import reached
from forsa_node.node import Node
from forsa_node.store.mirror_files import BlobState

from tests.support.blobs import attached, content_of, path_of, roots, spoil
from tests.support.looping import in_a_loop
from tests.support.nodes import network_of

PHOTO = os.urandom(3 * CHUNK_BYTES + 5)
SHELF = os.urandom(2 * CHUNK_BYTES)


class Always(Random):
    """Draws the longest time."""

    def randint(self, a: int, b: int) -> int:
        """The end of the range."""
        return max(a, b)


def chunk_of(index: int) -> bytes:
    """Of the photo."""
    return PHOTO[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]


def at_hub(network: LocalNetwork, root: bytes) -> Path:
    """Where the hub keeps an attachment."""
    [place] = (network.folder / "hub" / "blobs").glob(f"*/{root.hex()}-*")
    return place


async def shared(network: LocalNetwork) -> bytes:
    """Everybody has the photo of amal, and then a byte of it changes at the hub."""
    node = network.nodes["amal/n1"]
    [root] = roots(attached(node, PHOTO))
    await node.exchange()
    await network.sync()
    for one in network.nodes.values():
        await one.transfer()
    spoil(at_hub(network, root), CHUNK_BYTES + 9)
    return root


async def lose(node: Node, root: bytes) -> str:
    """Let a node lose its copy, and ask the hub for it; returns what the hub said."""
    path_of(node, PHOTO).unlink(missing_ok=True)
    await node.transfer(roots=[root])
    blob = node.mirror.store.blob(root)
    assert blob is not None
    return blob.reason


async def rounds(network: LocalNetwork, *nodes: Node, minutes: int) -> list[tuple[str, int]]:
    """Let nodes work at the same time, once a minute; returns who sent how many bytes."""
    sent: list[tuple[str, int]] = []

    def teller(node: Node) -> Tell:
        begun: dict[bytes, int] = {}

        def tell(moved: Moved) -> None:
            before = begun.setdefault(moved.root, moved.done)
            if moved.up and moved.done > before:
                begun[moved.root] = moved.done
                sent.append((node.identity.member, moved.done - before))

        return tell

    tellers = [teller(node) for node in nodes]
    for _ in range(minutes):
        network.clock.advance(60)
        await asyncio.gather(
            *(one.transfer(tell) for one, tell in zip(nodes, tellers, strict=True))
        )
    return sent


@in_a_loop
async def test_the_author_brings_again_what_the_hub_lost() -> None:
    """Else a photo is gone for all others for good, though its author has it on the table."""
    async with network_of("amal", "badr") as network:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        root = await shared(network)
        heard = await lose(badr, root)
        told: list[Moved] = []
        network.clock.advance(60)
        await amal.transfer(told.append)
        await badr.transfer(roots=[root])

        assert heard == Reason.STORED_DATA_CORRUPT.value
        assert content_of(badr, root) == PHOTO
        assert [one.done for one in told] == [len(PHOTO) - CHUNK_BYTES, len(PHOTO)]


@in_a_loop
async def test_the_author_brings_again_what_went_with_its_folder() -> None:
    """A hub whose database alone came back would say “internal error” for good, and name none."""
    async with network_of("amal", "badr") as network:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        root = await shared(network)
        shutil.rmtree(network.folder / "hub" / "blobs")
        heard = await lose(badr, root)
        network.clock.advance(60)
        await amal.transfer()
        await badr.transfer(roots=[root])

        assert heard == Reason.STORED_DATA_CORRUPT.value
        assert content_of(badr, root) == PHOTO


@in_a_loop
async def test_any_holder_brings_again_what_the_hub_lost() -> None:
    """The author's laptop may be gone, too: the copies of the others are the network's backup."""
    async with network_of("amal", "badr", "cyn") as network:
        badr, cyn = network.nodes["badr/n1"], network.nodes["cyn/n1"]
        root = await shared(network)
        await network.close_node("amal")
        await lose(badr, root)
        sent = await rounds(network, cyn, minutes=32)
        await badr.transfer(roots=[root])

        assert content_of(badr, root) == PHOTO
        assert sent == [("cyn", CHUNK_BYTES)]


@in_a_loop
async def test_its_author_goes_before_all_other_holders() -> None:
    """Members pay for their links: who has no author at hand helps, and not everybody at once."""
    async with network_of("amal", "badr", "cyn", "dalia") as network:
        amal, badr, cyn, dalia = network.nodes.values()
        root = await shared(network)
        await lose(badr, root)
        first = await rounds(network, cyn, dalia, amal, minutes=1)
        later = await rounds(network, cyn, dalia, amal, minutes=32)

        assert first == [("amal", CHUNK_BYTES)]
        assert later == []


@in_a_loop
async def test_of_many_holders_one_sends() -> None:
    """Each would pay for the whole file, and the hub keeps one of them."""
    async with network_of("amal", "badr", "cyn", "dalia") as network:
        _, badr, cyn, dalia = network.nodes.values()
        root = await shared(network)
        await network.close_node("amal")
        shutil.rmtree(network.folder / "hub" / "blobs")
        await lose(badr, root)
        for seed, node in enumerate((cyn, dalia)):
            node.files.mending.draw = Random(seed)
        sent = await rounds(network, cyn, dalia, minutes=32)
        await badr.transfer(roots=[root])

        assert content_of(badr, root) == PHOTO
        assert len({member for member, _ in sent}) == 1
        assert sum(size for _, size in sent) == len(PHOTO)


@in_a_loop
async def test_a_holder_leaves_it_to_one_who_began_and_goes_on_when_that_one_stopped() -> None:
    """A large file takes hours up a thin link; two who send it at once send every chunk twice."""
    async with network_of("amal", "badr", "cyn", "dalia") as network:
        _, badr, cyn, dalia = network.nodes.values()
        root = await shared(network)
        await network.close_node("amal")
        shutil.rmtree(network.folder / "hub" / "blobs")
        await lose(badr, root)
        blob = cyn.mirror.store.blob(root)
        assert blob is not None
        assert blob.manifest is not None
        client = (await cyn.link.client(cyn.member.accepted())).blobs
        await client.put_manifest(blob.manifest)
        dalia.files.mending.draw = Always()
        sent = await rounds(network, dalia, minutes=15)
        for index in range(2):
            await client.put_chunks(blob.manifest, [index], chunk_of)
            sent += await rounds(network, dalia, minutes=15)
        late = await rounds(network, dalia, minutes=15)

        assert sent == []
        assert sum(size for _, size in late) == len(PHOTO) - 2 * CHUNK_BYTES


@in_a_loop
async def test_a_command_brings_what_others_shared_before_it_ends() -> None:
    """A node that runs once a day has no second look: it would never help."""
    async with network_of("amal", "badr", "cyn") as network:
        badr, folder = network.nodes["badr/n1"], network.nodes["cyn/n1"].identity.folder
        root = await shared(network)
        await network.close_node("amal")
        await network.close_node("cyn")
        await lose(badr, root)
        async with reached(folder, network.clock) as cyn:
            assert isinstance(cyn, Node)
            sent = await rounds(network, cyn, minutes=1)

        assert sent == [("cyn", CHUNK_BYTES)]


@in_a_loop
async def test_a_round_without_damage_sends_nothing_again() -> None:
    """Members pay for what they send: only what the hub lost goes up a second time."""
    async with network_of("amal", "badr") as network:
        amal = network.nodes["amal/n1"]
        [root] = roots(attached(amal, PHOTO))
        [whole] = roots(attached(amal, SHELF))
        await amal.exchange()
        await network.sync()
        spoil(at_hub(network, root), 9)
        await lose(network.nodes["badr/n1"], root)
        told: list[Moved] = []
        network.clock.advance(60)
        await amal.transfer(told.append)
        network.clock.advance(60)
        mended = list(told)
        await amal.transfer(told.append)

        assert {one.root for one in mended} == {root} != {whole}
        assert told == mended


@in_a_loop
async def test_a_holder_whose_own_copy_rotted_too_sends_nothing_of_it() -> None:
    """Two bad disks must not make one bad file; what is damaged here is fetched again as well."""
    async with network_of("amal", "badr", "cyn") as network:
        amal, badr, cyn = (network.nodes[f"{one}/n1"] for one in ("amal", "badr", "cyn"))
        root = await shared(network)
        spoil(path_of(amal, PHOTO), CHUNK_BYTES + 9)
        await lose(badr, root)
        network.clock.advance(60)
        told: list[Moved] = []
        await amal.transfer(told.append)
        await rounds(network, cyn, minutes=32)
        network.clock.advance(DAY_MS / 1000)
        await amal.transfer()

        assert Reason.STORED_DATA_CORRUPT.value in [one.reason for one in told]
        assert content_of(amal, root) == PHOTO
        blob = amal.mirror.store.blob(root)
        assert blob is not None
        assert blob.state is BlobState.COMPLETE


@in_a_loop
async def test_a_reader_of_a_sound_disk_hears_that_the_hub_lost_it() -> None:
    """Who reads “restore the last backup” for the hub's damage overwrites a node that was sound."""
    async with network_of("amal", "badr") as network:
        badr = network.nodes["badr/n1"]
        root = await shared(network)
        await lose(badr, root)
        [row] = [one for one in files_of(badr.identity.folder) if one.root == root.hex()]
        here = CorruptStoreError("the file ab is damaged on this disk", Reason.STORED_DATA_CORRUPT)
        error = save(badr.identity.folder, [row], network.folder / "out").error
        assert error is not None
        described = describe_error(error, "fr")

        assert "Le hub a perdu" in says(row, "fr")
        assert "Le hub a perdu" in described["what"]
        assert "ce disque" not in says(row, "fr") + described["next_step"]
        assert "sauvegarde" in describe_error(here, "fr")["next_step"]
        assert described["reason"] == "STORED_DATA_CORRUPT"
