"""A program that publishes files: whole at the hub before the record, once, whatever breaks."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import forsa
import pytest
from forsa.client.items import Item
from forsa.client.local_files import LocalFile
from forsa.client.network import AsyncNetwork
from forsa.commitment import CHUNK_BYTES
from forsa.errors import CorruptStoreError, MalformedError, NotAllowedError, Reason
from forsa.kinds.loaders import load_practice
from forsa.samples import sample_paths
from forsa.testing.fixtures import BlockingNetwork
from forsa.testing.links import BadLink
from forsa.testing.network import LocalNetwork, local_network
from forsa.v1.practice_pb2 import PracticeReport

from tests.support import made_files
from tests.support.blobs import spoil

CHUNKS = 6


def report() -> PracticeReport:
    """A sample, not published anywhere."""
    sample = next(one for one in sample_paths() if one.name == "practice-electriciennes.fr.md")
    message = load_practice(sample.read_bytes(), datetime.now(UTC).date()).message
    assert isinstance(message, PracticeReport)
    return message


def table(folder: Path, chunks: int = CHUNKS) -> LocalFile:
    """A CSV of so many chunks and a little more, looked into."""
    line = b"atelier,12,lecture\n"
    path = folder / "ateliers.csv"
    path.write_bytes(line * ((chunks * CHUNK_BYTES - 100) // len(line)))
    return LocalFile.read(path)


def note(*files: LocalFile) -> forsa.Draft:
    """A record of an unknown kind that names these files."""
    commitments = tuple(one.commitment for one in files)
    return forsa.Draft("trial.note", os.urandom(8), attachments=commitments)


def test_a_report_with_a_file_is_published_and_fetched(
    forsa_network: BlockingNetwork, tmp_path: Path
) -> None:
    """What a program publishes has to come out at the other end as it was signed for."""
    forsa_network.add_member("amal")
    forsa_network.add_member("badr")
    (tmp_path / "fiche.pdf").write_bytes(made_files.pdf())
    fiche = forsa.LocalFile.read(tmp_path / "fiche.pdf")
    message = report()
    message.attachments.append(
        fiche.describe({"fr": "Fiche"}, licence="CC-BY-SA-4.0", role="worksheet", language="fr")
    )
    told: list[tuple[int, int]] = []
    published = forsa_network.connect("amal").publish(
        message, files=[fiche], progress=lambda *two: told.append(two)
    )
    reader = forsa_network.connect("badr")
    item = reader.get(published.record_id)
    (which,) = item.body.attachments  # type: ignore[union-attr]
    saved = reader.attachment(item, which, tmp_path / "fetched.pdf")

    assert (tmp_path / "fetched.pdf").read_bytes() == (tmp_path / "fiche.pdf").read_bytes()
    assert (saved.path, saved.size) == (tmp_path / "fetched.pdf", fiche.size)
    assert saved.fetched_bytes == fiche.size
    assert told[-1] == (fiche.size, fiche.size)


def test_progress_is_that_of_all_files(forsa_network: BlockingNetwork, tmp_path: Path) -> None:
    """A bar that begins anew with every file tells nobody how long it still takes."""
    forsa_network.add_member("amal")
    paths = [tmp_path / f"{name}.pdf" for name in "ab"]
    for path in paths:
        path.write_bytes(made_files.pdf(author=path.stem))
    files = [LocalFile.read(path) for path in paths]
    total = sum(one.size for one in files)
    told: list[tuple[int, int]] = []
    network = forsa_network.connect("amal")
    network.publish(note(*files), files=files, progress=lambda *two: told.append(two))
    again = network.upload(files[0])

    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {size for _, size in told} == {total}
    assert told[-1][0] == total
    assert (again.commitment, again.sent_bytes) == (files[0].commitment, 0)


def test_nothing_is_sent_for_a_record_that_does_not_name_the_file(
    forsa_network: BlockingNetwork, tmp_path: Path
) -> None:
    """A file that was forgotten in the body would cost quota, and nobody could read it."""
    forsa_network.add_member("amal")
    network = forsa_network.connect("amal")
    file = table(tmp_path, 1)
    told: list[tuple[int, int]] = []
    with pytest.raises(MalformedError) as refused:
        network.publish(note(), files=[file], progress=lambda *two: told.append(two))

    assert refused.value.reason is Reason.HEADER_MALFORMED
    assert told == []
    assert network.publish(note(file), files=[file]).index > 0


def test_a_file_that_changed_since_it_was_read_is_not_published(
    forsa_network: BlockingNetwork, tmp_path: Path
) -> None:
    """Another file under a signed name must not leave the machine of its author."""
    forsa_network.add_member("amal")
    network = forsa_network.connect("amal")
    file = table(tmp_path, 2)
    size = len(list(network.list()))
    with file.path.open("r+b") as opened:
        opened.seek(CHUNK_BYTES + 9)
        opened.write(b"X")
    with pytest.raises(CorruptStoreError) as refused:
        network.publish(note(file), files=[file])

    assert refused.value.metadata["whose"] == "caller"
    assert len(list(network.list())) == size


def test_outsiders_bring_no_files(forsa_network: BlockingNetwork, tmp_path: Path) -> None:
    """Whoever reads the showcase must not fill the hub's disk."""
    outside = forsa_network.connect_outside()
    with pytest.raises(NotAllowedError):
        outside.upload(table(tmp_path, 1))


@asynccontextmanager
async def amal_of(network: LocalNetwork) -> AsyncIterator[AsyncNetwork]:
    """A connection of the member's, over its own link."""
    folder = network.nodes["amal/n1"].identity.folder
    async with forsa.connect_async(folder, clock=network.clock) as connection:
        yield connection


async def drive(network: LocalNetwork, work: asyncio.Task[object], door: BadLink) -> None:
    """Mend the link whenever it is broken, and let time pass, until the work has ended."""
    while not work.done():
        await asyncio.sleep(0.01)
        if not door.up:
            door.restore()
        network.clock.advance(1)


def cut_at(door: BadLink, call: int, seen: list[int]) -> Callable[[int, int], None]:
    """Progress that breaks the link at one of its calls, half a chunk later."""

    def told(done: int, _total: int) -> None:
        seen.append(done)
        if len(seen) == call:
            door.cut_after(CHUNK_BYTES // 2)

    return told


def test_an_upload_goes_on_where_the_link_broke(tmp_path: Path) -> None:
    """On a bad link a large file must arrive, and its bytes only once."""
    file = table(tmp_path)

    async def check() -> tuple[int, int]:
        async with local_network() as network:
            await network.add_node("amal")
            door = network.links["amal/n1"][0]
            async with amal_of(network) as amal:
                told = cut_at(door, 4, [])
                work = asyncio.create_task(amal.upload(file, progress=told))
                await drive(network, work, door)
                published = await amal.publish(note(file), files=[file])
                return work.result().sent_bytes, published.index

    sent, index = asyncio.run(check())

    assert file.size < sent <= file.size + 4 * CHUNK_BYTES  # the window that was on its way
    assert index > 0


def test_a_program_that_was_stopped_goes_on_with_the_salt_it_kept(tmp_path: Path) -> None:
    """A laptop that is closed at two thirds must not begin again in the morning."""
    file = table(tmp_path, 2 * CHUNKS)

    async def check() -> tuple[int, int]:
        async with local_network() as network:
            await network.add_node("amal")
            seen: list[int] = []
            stopped = asyncio.Event()

            def told(done: int, _total: int) -> None:
                seen.append(done)
                if len(seen) == 2 * CHUNKS:
                    stopped.set()

            async with amal_of(network) as amal:
                work = asyncio.create_task(amal.upload(file, progress=told))
                await stopped.wait()
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)
            async with amal_of(network) as amal:
                again = LocalFile.read(file.path, salt=file.salt)
                sent = (await amal.upload(again)).sent_bytes
                anew = LocalFile.read(file.path)
                return sent, (await amal.upload(anew)).sent_bytes

    sent, anew = asyncio.run(check())

    assert sent < file.size
    assert anew == file.size


def test_a_record_with_files_that_ran_out_of_time_is_published_later(tmp_path: Path) -> None:
    """The signed record in the error is the one to send; a second one would be another record."""
    file = table(tmp_path)

    async def check() -> tuple[bytes, bytes, bool]:
        async with local_network() as network:
            await network.add_node("amal")
            door = network.links["amal/n1"][0]
            async with amal_of(network) as amal:
                told = cut_at(door, 3, [])
                publishing = amal.publish(
                    note(file), files=[file], progress=told, patience_seconds=0
                )
                with pytest.raises(forsa.UnpublishedError) as late:
                    await publishing
                door.restore()
                signed = late.value.signed
                work = asyncio.create_task(amal.publish(signed, files=[file]))
                await drive(network, work, door)
                published = work.result()
                return signed.record.record_id, published.record_id, published.duplicate

    signed, published, duplicate = asyncio.run(check())

    assert signed == published
    assert not duplicate


def test_a_download_goes_on_after_a_restart_of_the_program(tmp_path: Path) -> None:
    """Whoever stops a program on a bad link must not pay for the same bytes twice."""
    file = table(tmp_path)
    (folder := tmp_path / "out").mkdir()

    async def check() -> tuple[int, list[str]]:
        async with local_network() as network:
            await network.add_node("amal")
            async with amal_of(network) as amal:
                published = await amal.publish(note(file), files=[file])
                item = await amal.get(published.record_id)
                await stop_at(amal, item, folder / "f", 4)
            between = [path.name for path in folder.iterdir()]
            damage(folder)
            async with amal_of(network) as amal:
                item = await amal.get(published.record_id)
                which = item.header.attachments[0]
                saved = await amal.attachment(item, which, folder / "f")
                return saved.fetched_bytes, between

    fetched, between = asyncio.run(check())

    assert [name.endswith(".part") for name in between] == [True]
    assert (folder / "f").read_bytes() == file.path.read_bytes()
    assert [path.name for path in folder.iterdir()] == ["f"]
    # The one that was damaged, and at most what had not come: more may arrive before it stops.
    assert CHUNK_BYTES <= fetched <= file.size - 3 * CHUNK_BYTES


async def stop_at(amal: AsyncNetwork, item: Item, to: Path, call: int) -> None:
    """Begin a download, and stop the program at one of its reports."""
    stopped, seen = asyncio.Event(), 0

    def told(_done: int, _total: int) -> None:
        nonlocal seen
        seen += 1
        if seen == call:
            stopped.set()

    work = asyncio.create_task(amal.attachment(item, item.header.attachments[0], to, progress=told))
    await stopped.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work


def damage(folder: Path) -> None:
    """A power cut: one chunk of what was kept is not what was written."""
    (part,) = folder.glob(".*.part")
    with part.open("r+b") as opened:
        opened.seek(CHUNK_BYTES + 5)
        opened.write(b"X")


def test_a_chunk_that_the_hub_lost_is_mended_by_its_author(tmp_path: Path) -> None:
    """A bad disk at the office must cost its readers one chunk, not the file."""
    file = table(tmp_path)
    (folder := tmp_path / "out").mkdir()

    async def check() -> tuple[int, int]:
        async with local_network() as network:
            await network.add_node("amal")
            async with amal_of(network) as amal:
                published = await amal.publish(note(file), files=[file])
                item = await amal.get(published.record_id)
                which = item.header.attachments[0]
                [place] = (network.folder / "hub" / "blobs").glob(f"*/{which.root.hex()}-*")
                spoil(place, 2 * CHUNK_BYTES + 9)
                with pytest.raises(CorruptStoreError):
                    await amal.attachment(item, which, folder / "f")
                sent = (await amal.upload(file)).sent_bytes
                return sent, (await amal.attachment(item, which, folder / "f")).fetched_bytes

    sent, fetched = asyncio.run(check())

    assert sent == CHUNK_BYTES
    assert fetched == file.size - 2 * CHUNK_BYTES
    assert (folder / "f").read_bytes() == file.path.read_bytes()
