"""Attachments go up before their record, each once, and hold up nothing else."""

import asyncio
import os
from io import BytesIO
from pathlib import Path

from forsa.client.drafts import Signed
from forsa.commitment import CHUNK_BYTES
from forsa.errors import BusyError, QuotaError, Reason, TooLargeError
from forsa_node.daemon import Daemon
from forsa_node.files.content import ContentStore
from forsa_node.files.own import commit_file
from forsa_node.files.transfer import Moved
from forsa_node.node import TransferReport
from forsa_node.store.member import MemberStore, OutboxState

from tests.support.blobs import (
    FakeBlobs,
    attached,
    content_of,
    files_network,
    path_of,
    redact,
    roots,
    spoil,
)
from tests.support.looping import in_a_loop
from tests.support.nodes import queue, states

SMALL = os.urandom(1000)
LARGE = os.urandom(6 * CHUNK_BYTES + 5)


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
async def test_an_edited_file_gets_a_commitment_of_its_own_and_goes_up_whole() -> None:
    """What the design costs, stated: one byte changed in a film sends the film again.

    A salt is never used for other data, so no chunk of the old commitment serves the new one.
    """
    async with files_network("amal") as here:
        amal = here.node("amal")
        first = attached(amal, LARGE)
        await here.network.sync()
        second = attached(amal, LARGE[:-1] + bytes([LARGE[-1] ^ 1]))
        await here.network.sync()

        assert roots(first) != roots(second)
        assert here.fake.received == [0, 1, 2, 3, 4, 5, 6] * 2


@in_a_loop
async def test_another_node_of_the_member_keeps_the_commitment_too() -> None:
    """An association has two computers: the course goes on at the other one."""
    async with files_network("amal") as here:
        first = attached(here.node("amal"), LARGE)
        await here.network.sync()
        other = await here.network.add_node("amal", "n2")
        await here.network.sync()
        sent = len(here.fake.received)
        second = attached(other, LARGE)
        await here.network.sync()

        assert roots(first) == roots(second)
        assert states(other) == [OutboxState.LOGGED]
        assert len(here.fake.received) == sent


@in_a_loop
async def test_another_member_s_commitment_is_never_taken_over() -> None:
    """A root in somebody else's header gives nothing: his redaction would erase our file."""
    async with files_network("amal", "badr") as here:
        first = attached(here.node("amal"), SMALL)
        await here.network.sync()
        second = attached(here.node("badr"), SMALL)
        await here.network.sync()

        assert content_of(here.node("badr"), roots(first)[0]) == SMALL
        assert roots(first) != roots(second)
        assert len(list(path_of(here.node("badr"), SMALL).parent.iterdir())) == 1


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
async def test_a_large_upload_lets_a_smaller_file_by_and_then_goes_on() -> None:
    """A film on a slow link takes a day: the two pages signed meanwhile go in between."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        large = attached(amal, LARGE)
        small: list[Signed] = []

        def sign_meanwhile(moved: Moved) -> None:
            if moved.done > 2 * CHUNK_BYTES and not small:
                small.append(attached(amal, SMALL))

        await amal.transfer(sign_meanwhile)
        first, last = roots(small[0])[0], roots(large)[0]

        assert here.fake.announced == [last, first, last]
        assert sorted(here.fake.received) == [0, 0, 1, 2, 3, 4, 5, 6]
        assert amal.files.uploads.at_hub == {first, last}


@in_a_loop
async def test_a_hub_that_says_it_has_a_file_and_then_that_not_is_asked_less_and_less() -> None:
    """It must neither keep its nodes busy for ever nor have the record without its file."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        [root] = roots(attached(amal, SMALL))
        here.fake.pretends = True
        for _ in range(5):
            await amal.exchange()
        own = amal.member.own_file_at(root)
        asked = len(here.fake.announced)
        here.network.clock.advance(61)
        await amal.exchange()

        assert states(amal) == [OutboxState.WAITING]
        assert asked == 2
        assert len(here.fake.announced) == 3
        assert own is not None
        assert own.reason == "BLOB_MISSING"

        here.fake.pretends = False
        here.network.clock.advance(601)
        await amal.exchange()

        assert states(amal) == [OutboxState.LOGGED]


@in_a_loop
async def test_an_own_file_that_rotted_sets_its_record_apart_and_never_goes_up() -> None:
    """Other bytes under the same name would be a lie of ours; its author has the original."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        [root] = roots(attached(amal, LARGE))
        spoil(path_of(amal, LARGE), 3 * CHUNK_BYTES + 7)
        await amal.exchange()
        [item] = amal.member.items()
        own = amal.member.own_file_at(root)

        assert item.state is OutboxState.REFUSED
        assert item.reason is Reason.STORED_DATA_CORRUPT
        assert own is not None
        assert "publish the original again" in own.message
        assert here.fake.announced == []

        attached(amal, LARGE)
        await amal.exchange()

        assert states(amal) == [OutboxState.REFUSED, OutboxState.LOGGED]


@in_a_loop
async def test_a_record_that_names_an_erased_file_does_not_wait_for_ever() -> None:
    """Its author is told that the file is gone, and may attach it anew: with another salt."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        first = attached(amal, SMALL)
        await here.network.sync()
        redact(amal, first.record.record_id)
        await here.network.sync()
        amal = await here.reopened("amal")
        queue(amal, "encore", attachments=tuple(first.record.header.attachments))
        await amal.exchange()
        *_, last = amal.member.items()
        again = attached(amal, SMALL)
        await here.network.sync()

        assert (last.state, last.reason) == (OutboxState.REFUSED, Reason.BODY_REDACTED)
        assert roots(again) != roots(first)
        assert content_of(amal, roots(again)[0]) == SMALL


@in_a_loop
async def test_a_session_that_a_round_of_records_closes_ends_no_daemon() -> None:
    """Both use one connection: who closes a broken one must not end the other with a bug."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        attached(amal, LARGE)
        assert here.fake.channel is not None
        await here.fake.channel.close()
        moved = await amal.transfer()

        assert isinstance(moved.error, BusyError)
        assert moved.error.reason is Reason.OUTCOME_UNKNOWN


@in_a_loop
async def test_a_command_hears_what_a_round_moves_that_began_before_it() -> None:
    """`sync` beside a daemon at work must not sit there without a word."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        attached(amal, LARGE)
        daemon = Daemon(amal)
        heard: list[Moved] = []
        commands: list[asyncio.Future[TransferReport]] = []

        def join(moved: Moved) -> None:
            if moved.done > CHUNK_BYTES and not commands:
                commands.append(asyncio.ensure_future(daemon.transfer(heard.append, ())))

        await daemon.transfer(join, ())
        await commands[0]

        assert [one.done // CHUNK_BYTES for one in heard] == [3, 4, 5, 6, 6]


def test_a_commitment_survives_a_restart_of_the_command(tmp_path: Path) -> None:
    """A salt that was lost would make the same file a new one at every edition."""
    found = []
    for _ in range(2):
        store = MemberStore(tmp_path / "member.db")
        store.open()
        content = ContentStore(tmp_path)
        digest, _ = content.put(BytesIO(SMALL))
        found.append(commit_file(store, content, digest, "image/png"))
        store.close()

    assert found[0] == found[1]
