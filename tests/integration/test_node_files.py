"""Attachments of a node: up before their record, down by rule, and never other bytes."""

import os
from pathlib import Path

from forsa.commitment import CHUNK_BYTES
from forsa.errors import QuotaError, Reason, TooLargeError
from forsa.v1 import blob_service_pb2 as pb
from forsa.v1.effects_pb2 import RecordAct
from forsa_node.files.own import commit_file
from forsa_node.files.transfer import Moved
from forsa_node.files.wanted import FileRule
from forsa_node.node import Node
from forsa_node.store.member import OutboxState
from forsa_node.store.mirror_files import BlobState

from tests.support.blobs import FakeBlobs, attached, content_of, files_network
from tests.support.looping import in_a_loop
from tests.support.nodes import queue, reasons, states

SMALL = os.urandom(1000)
LARGE = os.urandom(6 * CHUNK_BYTES + 5)


def roots(signed: object) -> list[bytes]:
    """Of a record's attachments."""
    return [one.root for one in signed.record.header.attachments]  # type: ignore[attr-defined]


@in_a_loop
async def test_a_file_reaches_every_node_that_wants_it() -> None:
    """The whole way: attached, brought up before its record, logged, fetched, the same bytes."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        signed = attached(amal, LARGE, SMALL)
        await here.network.sync()

        assert states(amal) == [OutboxState.LOGGED]
        assert [content_of(badr, one) for one in roots(signed)] == [LARGE, SMALL]
        assert [content_of(amal, one) for one in roots(signed)] == [LARGE, SMALL]


@in_a_loop
async def test_a_record_waits_for_its_files_and_others_do_not_wait_for_it() -> None:
    """A text must not sit behind somebody's film; a record without its files is refused."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        first = attached(amal, LARGE)
        child = queue(amal, "suite", parent=first.record.record_id)
        queue(amal, "sans fichier")
        await amal.sync()

        assert states(amal) == [OutboxState.WAITING, OutboxState.WAITING, OutboxState.LOGGED]

        moved = await amal.transfer()
        await amal.sync()

        assert moved.ready == 1
        assert set(states(amal)) == {OutboxState.LOGGED}
        assert child.record.header.parent == first.record.record_id


@in_a_loop
async def test_an_unchanged_file_keeps_its_commitment_and_is_not_sent_again() -> None:
    """The next edition of a course differs in a page: its pictures stay where they are."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        first = attached(amal, LARGE)
        await here.network.sync()
        sent = len(here.fake.received)
        second = attached(amal, LARGE)
        await here.network.sync()

        assert roots(first) == roots(second)
        assert states(amal) == [OutboxState.LOGGED, OutboxState.LOGGED]
        assert sent == len(here.fake.received) == 7


@in_a_loop
async def test_a_refused_upload_is_told_and_holds_up_nothing_else() -> None:
    """A full allowance ends neither the small files nor the texts."""
    full = QuotaError("the allowance is used up", Reason.QUOTA_EXCEEDED)
    async with files_network("amal") as here:
        amal = here.node("amal")
        refused = attached(amal, SMALL)
        [root] = roots(refused)
        here.fake.refuse = lambda asked: full if asked == root else None
        attached(amal, LARGE)
        told: list[Moved] = []
        await amal.exchange(told.append)
        own = amal.member.own_file_at(root)

        assert states(amal) == [OutboxState.WAITING, OutboxState.LOGGED]
        assert own is not None
        assert own.reason == "QUOTA_EXCEEDED"
        assert Reason.QUOTA_EXCEEDED.value in {one.reason for one in told}

        here.fake.refuse = lambda _root: None
        await amal.exchange()

        assert set(states(amal)) == {OutboxState.LOGGED}


@in_a_loop
async def test_a_file_that_is_too_large_for_the_hub_sets_its_record_apart() -> None:
    """Waiting for ever without a word is the worst answer."""
    large = TooLargeError("5 GiB, at most 1 GiB", Reason.LIMIT_EXCEEDED)
    async with files_network("amal", fake=FakeBlobs(refuse=lambda _root: large)) as here:
        amal = here.node("amal")
        attached(amal, SMALL)
        await amal.exchange()

        assert states(amal) == [OutboxState.REFUSED]
        assert amal.member.items()[0].reason is Reason.LIMIT_EXCEEDED


@in_a_loop
async def test_uploads_go_small_before_large() -> None:
    """On a slow link the two pages arrive today, the film when it can."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        large, small = attached(amal, LARGE), attached(amal, SMALL)
        await amal.exchange()

        assert here.fake.announced == roots(small) + roots(large)


@in_a_loop
async def test_downloads_go_small_before_large_and_what_is_asked_for_first() -> None:
    """Who waits in front of a class comes before the rules."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        medium = os.urandom(CHUNK_BYTES)
        signed = attached(amal, LARGE, medium, SMALL)
        await amal.exchange()
        await badr.sync()
        badr.mirror.store.ask_for(roots(signed)[:1])
        await badr.transfer()

        assert here.fake.asked == [roots(signed)[at] for at in (0, 2, 1)]


@in_a_loop
async def test_what_no_rule_wants_comes_only_when_it_is_asked_for() -> None:
    """A node on a prepaid card must not fetch films by itself."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        badr.files.overview.rule = FileRule(max_bytes=CHUNK_BYTES)
        signed = attached(amal, LARGE)
        [root] = roots(signed)
        await here.network.sync()
        before = content_of(badr, root)
        moved = await badr.transfer(roots=[root])

        assert before is None
        assert moved.completed == 1
        assert content_of(badr, root) == LARGE


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
        await here.network.close_node("badr")
        badr = await here.network.open_node("badr")
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
        here.fake.sent.clear()
        badr = await here.network.open_node("badr")
        await badr.transfer()

        assert content_of(badr, root) == LARGE
        assert 1 in here.fake.sent
        assert 0 not in here.fake.sent


def spoil(path: Path, at: int) -> None:
    """Change one byte of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1]))


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
        here.fake.sent.clear()
        await badr.transfer()
        too_early = content_of(badr, root)
        here.network.clock.advance(3601)
        await badr.transfer()

        assert too_early is None
        assert content_of(badr, root) == LARGE
        assert here.fake.sent == [2, 3, 4, 5, 6]


@in_a_loop
async def test_a_redacted_file_goes_with_its_salt_and_partly_fetched_ones_too() -> None:
    """Deleting means everywhere; the remaining hash must not confirm a guess."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        signed = attached(amal, SMALL, LARGE)
        await amal.exchange()
        await badr.sync()
        here.fake.breaks_after = 4
        await badr.transfer()
        small, large = roots(signed)
        held = badr.mirror.store.blob(small)
        partial = badr.content.partial(large)
        before = (content_of(badr, small), partial.exists())
        redact(amal, signed.record.record_id)
        await here.network.sync()

        assert before == (SMALL, True)
        assert held is not None
        assert held.sha256 is not None
        for node in (amal, badr):
            assert not node.content.has(held.sha256)
            blob = node.mirror.store.blob(small)
            assert blob is not None
            assert (blob.state, blob.manifest) == (BlobState.ERASED, None)
        assert not partial.exists()
        assert amal.member.own_files() == []


@in_a_loop
async def test_a_redacted_file_stays_where_another_record_of_somebody_needs_its_content() -> None:
    """The same picture in two associations: one takes it back, the other keeps its own."""
    async with files_network("amal", "badr", "cyn") as here:
        amal, badr, cyn = (here.node(one) for one in ("amal", "badr", "cyn"))
        first, second = attached(amal, SMALL), attached(badr, SMALL)
        await here.network.sync()
        redact(amal, first.record.record_id)
        await here.network.sync()

        assert roots(first) != roots(second)
        assert content_of(cyn, roots(first)[0]) is None
        assert content_of(cyn, roots(second)[0]) == SMALL


def redact(node: Node, record_id: bytes) -> None:
    """The author takes a record back."""
    act = RecordAct(target=record_id, reason="privacy")
    queue(node, "", kind="record.redact", body=b"", effect=act)


@in_a_loop
async def test_today_s_allowance_is_kept_and_tomorrow_it_goes_on() -> None:
    """A prepaid card is empty otherwise; and a restart is no new day."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        await here.network.close_node("badr")
        badr = await reopened(here.network, files_bytes_per_day=3 * CHUNK_BYTES)
        await badr.sync()
        first = await badr.transfer()
        blob = badr.mirror.store.blob(root)
        here.network.clock.advance(86_400)
        await badr.transfer()
        here.network.clock.advance(86_400)
        await badr.transfer()

        assert isinstance(first.error, QuotaError)
        assert blob is not None
        assert blob.done == 3 * CHUNK_BYTES
        assert content_of(badr, root) == LARGE


async def reopened(network: object, **settings: object) -> Node:
    """Badr's node with other settings."""
    node = await network.open_node("badr")  # type: ignore[attr-defined]
    limits = {"files_bytes_per_day": 0, **settings}
    node.files.budget._per_day = limits["files_bytes_per_day"]
    assert isinstance(node, Node)
    return node


def test_a_commitment_survives_a_restart_of_the_command(tmp_path: Path) -> None:
    """A salt that was lost would make the same file a new one at every edition."""
    from io import BytesIO

    from forsa_node.files.content import ContentStore
    from forsa_node.store.member import MemberStore

    found = []
    for _ in range(2):
        store = MemberStore(tmp_path / "member.db")
        store.open()
        content = ContentStore(tmp_path)
        digest, _ = content.put(BytesIO(SMALL))
        found.append(commit_file(store, content, digest, "image/png"))
        store.close()

    assert found[0] == found[1]
