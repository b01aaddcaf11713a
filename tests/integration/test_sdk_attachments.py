"""An attachment for a program: verified, whole or not there, by a member or by anybody."""

import asyncio
import os
from pathlib import Path

import pytest
from forsa.client.connecting import connect_async
from forsa.client.drafts import Draft, sign_draft
from forsa.commitment import CHUNK_BYTES, make_manifest
from forsa.errors import NotFoundError, Reason, VerificationError
from forsa.testing.fixtures import BlockingNetwork
from forsa.testing.network import LocalNetwork, local_network
from forsa.v1 import library_service_pb2 as pb
from forsa.v1.record_pb2 import Commitment
from forsa_node.node import Node

DATA = os.urandom(2 * CHUNK_BYTES + 5)


async def attached(
    network: LocalNetwork, member: str, audience: str = "network", data: bytes = DATA
) -> tuple[bytes, Commitment]:
    """Publish a record with an attachment; its id, and what it commits to."""
    node = network.nodes[f"{member}/n1"]
    client = await hub_of(node)
    manifest = make_manifest(os.urandom(32), data)
    await client.blobs.put(manifest, lambda i: data[i * CHUNK_BYTES : (i + 1) * CHUNK_BYTES])
    commitment = Commitment(root=manifest.root(), size=len(data), media_type="application/pdf")
    draft = Draft("trial.note", os.urandom(8), attachments=(commitment,), audience=audience)
    signed = sign_draft(draft, node.identity, network.clock.now_ms())
    answer = await client.publish([signed.item])
    assert not answer.results[0].refusal.message, answer.results[0].refusal.message
    return signed.record.record_id, commitment


async def hub_of(node: Node):  # type: ignore[no-untyped-def]  # a HubClient
    """A node's way to the hub."""
    return await node.link.client(node.member.accepted())


def files_in(folder: Path) -> list[str]:
    """Their names."""
    return sorted(path.name for path in folder.iterdir())


def test_a_program_saves_an_attachment(forsa_network: BlockingNetwork, tmp_path: Path) -> None:
    """Whoever reads through the SDK gets the file that was signed for, or none."""
    forsa_network.add_member("amal")
    forsa_network.add_member("badr")
    record_id, commitment = forsa_network.run(attached(forsa_network.network, "amal"))
    reader = forsa_network.connect("badr")
    item = reader.get(record_id)
    told: list[tuple[int, int]] = []
    reader.attachment(
        item, commitment, tmp_path / "fiche.pdf", progress=lambda *two: told.append(two)
    )

    assert (tmp_path / "fiche.pdf").read_bytes() == DATA
    assert files_in(tmp_path) == ["fiche.pdf"]
    assert told[-1] == (len(DATA), len(DATA))


def test_a_file_that_is_there_is_never_overwritten(
    forsa_network: BlockingNetwork, tmp_path: Path
) -> None:
    """A name that a record suggests must not cost anybody their own file."""
    forsa_network.add_member("amal")
    record_id, commitment = forsa_network.run(attached(forsa_network.network, "amal"))
    reader = forsa_network.connect("amal")
    (tmp_path / "mine").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        reader.attachment(reader.get(record_id), commitment, tmp_path / "mine")

    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert files_in(tmp_path) == ["mine"]


def test_anybody_reads_the_attachments_of_public_records_only(
    forsa_network: BlockingNetwork, tmp_path: Path
) -> None:
    """The showcase of the network must not become the way into it."""
    forsa_network.add_member("amal")
    network = forsa_network.network
    public_id, public = forsa_network.run(attached(network, "amal", "public"))
    inner_id, inner = forsa_network.run(attached(network, "amal", "network"))
    outside = forsa_network.connect_outside()
    item = outside.get(public_id)
    outside.attachment(item, public, tmp_path / "public")
    with pytest.raises(NotFoundError) as refused:
        outside.attachment(item, inner, tmp_path / "inner")

    assert (tmp_path / "public").read_bytes() == DATA
    assert refused.value.reason is Reason.BLOB_UNKNOWN
    assert files_in(tmp_path) == ["public"]
    assert forsa_network.run(_read_outside(forsa_network, inner_id, inner)) is Reason.BLOB_UNKNOWN


async def _read_outside(network: BlockingNetwork, record_id: bytes, what: Commitment) -> Reason:
    """What an outsider hears who knows everything that headers tell."""
    address = network.network.address
    async with connect_async(
        host=address.host, network_id=network.network_id, enrol_port=address.enrol_port
    ) as outside:
        request = pb.ReadBlobRequest(record_id=record_id, root=what.root)
        with pytest.raises(NotFoundError) as refused:
            async for _ in outside._session.library.read_blob(request):
                pass
    return refused.value.reason


def test_a_download_goes_on_where_the_link_broke(tmp_path: Path) -> None:
    """On a bad link a large file must still arrive, and its bytes once."""
    data = os.urandom(6 * CHUNK_BYTES)

    async def check() -> int:
        async with local_network() as network:
            node = await network.add_node("amal")
            record_id, commitment = await attached(network, "amal", data=data)
            door = network.links["amal/n1"][0]
            async with connect_async(node.identity.folder, clock=network.clock) as reader:
                item = await reader.get(record_id)
                seen: list[int] = []

                def told(done: int, _total: int) -> None:
                    seen.append(done)
                    if len(seen) == 3:
                        door.cut_after(CHUNK_BYTES // 2)

                saving = asyncio.create_task(
                    reader.attachment(item, commitment, tmp_path / "f", progress=told)
                )
                while not saving.done():
                    await asyncio.sleep(0.01)
                    if not door.up:
                        door.restore()
                    network.clock.advance(1)
                await saving
                return len(seen)

    chunks = asyncio.run(check())

    assert (tmp_path / "f").read_bytes() == data
    assert chunks == 6


def test_other_data_never_reach_the_disk(forsa_network: BlockingNetwork, tmp_path: Path) -> None:
    """A hub that sends another file under a signed name must be found out before it is opened."""
    forsa_network.add_member("amal")
    network = forsa_network.network
    record_id, _ = forsa_network.run(attached(network, "amal"))
    _, other = forsa_network.run(attached(network, "amal", data=b"other"))
    reader = forsa_network.connect("amal")
    item = reader.get(record_id)
    lie = Commitment(root=item.header.attachments[0].root, size=other.size)
    with pytest.raises(VerificationError) as refused:
        reader.attachment(item, lie, tmp_path / "f")

    assert refused.value.reason is Reason.COMMITMENT_MISMATCH
    assert files_in(tmp_path) == []
