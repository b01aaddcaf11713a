"""Which attachments come by themselves, in which order, and how much of a link they may use."""

import asyncio
import os

import pytest
from forsa.commitment import CHUNK_BYTES
from forsa.errors import ConflictError, QuotaError, Situation
from forsa.v1.effects_pb2 import RecordAct
from forsa_node.config import Config
from forsa_node.files.getting import chosen
from forsa_node.files.listing import Standing, files_of
from forsa_node.files.telling import says
from forsa_node.files.transfer import Moved
from forsa_node.files.wanted import FileRule
from forsa_node.node import TransferReport
from forsa_node.store.member import OutboxState
from forsa_node.store.mirror_files import BlobState
from pydantic import ValidationError

from tests.support.blobs import attached, content_of, files_network, roots
from tests.support.looping import in_a_loop
from tests.support.nodes import queue, states

SMALL = os.urandom(1000)
LARGE = os.urandom(6 * CHUNK_BYTES + 5)


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
async def test_files_of_what_was_withdrawn_come_no_more_and_are_given_to_nobody() -> None:
    """Its author took back a film; a node that was offline must not fetch and hand it out."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        signed, kept = attached(amal, SMALL, LARGE), attached(amal, LARGE[:CHUNK_BYTES])
        await amal.exchange()
        await badr.sync()
        await badr.transfer(roots=roots(signed)[:1])
        act = RecordAct(target=signed.record.record_id, reason="withdrawn")
        queue(amal, "", kind="record.withdraw", body=b"", effect=act)
        await amal.exchange()
        await badr.sync()
        await badr.transfer()
        folder, which = badr.identity.folder, signed.record.record_id.hex()
        await here.network.close_node("badr")
        with pytest.raises(ConflictError) as refused:
            chosen(folder, which, [])
        rows = chosen(folder, kept.record.record_id.hex(), [])
        told = {one.size: one for one in files_of(folder, which)}
        badr = await here.network.open_node("badr")

        assert refused.value.situation is Situation.WITHDRAWN
        assert content_of(badr, roots(signed)[0]) == SMALL
        assert content_of(badr, roots(signed)[1]) is None
        assert content_of(badr, roots(kept)[0]) == LARGE[:CHUNK_BYTES]
        assert [bool(one.sha256) for one in rows] == [True]
        assert {one.standing for one in told.values()} == {Standing.WITHDRAWN}
        assert [one.done for one in told.values()] == [len(SMALL), 0]
        assert f"{len(SMALL)} of {len(SMALL)} bytes stay on this disk" in says(
            told[len(SMALL)], "en"
        )
        assert "nothing will come" in says(told[len(LARGE)], "en")


@in_a_loop
async def test_an_author_finds_the_files_of_what_it_withdrew_as_they_are() -> None:
    """A new version begins with them, at any node of the association."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        signed = attached(amal, SMALL)
        await amal.exchange()
        act = RecordAct(target=signed.record.record_id, reason="withdrawn")
        queue(amal, "", kind="record.withdraw", body=b"", effect=act)
        await amal.exchange()
        folder = amal.identity.folder
        await here.network.close_node("amal")
        (row,) = files_of(folder, signed.record.record_id.hex())

        assert (row.standing, row.withdrawn, row.sha256) == (Standing.COMPLETE, True, "")
        assert says(row, "en") == "its author withdrew the record; complete"


@in_a_loop
async def test_today_s_allowance_is_kept_and_tomorrow_it_goes_on() -> None:
    """A prepaid card is empty otherwise; and a restart is no new day."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = await here.reopened("badr", files_bytes_per_day=3 * CHUNK_BYTES)
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


@in_a_loop
async def test_rules_name_kinds_languages_and_regions() -> None:
    """A node in Agadir that works in Arabic does not pay for films in French from Oujda."""
    rule = {"files_languages": ("ar",), "files_regions": ("MA-09",), "files_kinds": ("field_note",)}
    async with files_network("amal", "badr") as here:
        badr = await here.reopened("badr", **rule)
        amal = here.node("amal")
        header = {"languages": ("ar",), "region": "MA-09"}
        [wanted] = roots(attached(amal, b"1", **header))
        others = [
            attached(amal, b"2", **{**header, "languages": ("fr",)}),
            attached(amal, b"3", **{**header, "region": "MA-02"}),
            attached(amal, b"4", **{**header, "kind": "diary.publish"}),
        ]
        await here.network.sync()

        assert content_of(badr, wanted) == b"1"
        assert [content_of(badr, roots(one)[0]) for one in others] == [None, None, None]


@in_a_loop
async def test_other_rules_at_a_start_apply_to_what_was_not_fetched_yet() -> None:
    """Who forbids films because the card is empty means also those that have begun."""
    async with files_network("amal", "badr") as here:
        [root] = roots(attached(here.node("amal"), LARGE))
        await here.node("amal").exchange()
        badr = here.node("badr")
        await badr.sync()
        here.fake.breaks_after = 3
        await badr.transfer()
        badr = await here.reopened("badr", files_max_bytes=CHUNK_BYTES)
        here.fake.sent = []
        await badr.transfer()
        stopped = list(here.fake.sent)
        badr = await here.reopened("badr")
        await badr.transfer()

        assert stopped == []
        assert content_of(badr, root) == LARGE
        assert 0 not in here.fake.sent


@in_a_loop
async def test_a_download_lets_by_what_somebody_asks_for_after_the_chunk_on_its_way() -> None:
    """The teacher stands in front of the class: not after sixteen more chunks."""
    async with files_network("amal", "badr") as here:
        badr = here.node("badr")
        badr.files.overview.rule = FileRule(max_bytes=CHUNK_BYTES * 8)
        large, asked = roots(attached(here.node("amal"), LARGE, os.urandom(9 * CHUNK_BYTES)))
        await here.node("amal").exchange()
        await badr.sync()
        commands: list[asyncio.Future[TransferReport]] = []
        before: list[bytes] = []

        def ask(moved: Moved) -> None:
            before.append(moved.root)
            if not commands:
                commands.append(asyncio.ensure_future(badr.transfer(roots=[asked])))

        await badr.transfer(ask)
        await commands[0]
        state = badr.mirror.store.blob(large)

        assert set(before) == {large}
        assert len(before) <= 2
        assert content_of(badr, asked) is not None
        assert state is not None
        assert state.state is BlobState.PARTIAL

        await badr.transfer()

        assert content_of(badr, large) == LARGE


@in_a_loop
async def test_today_s_allowance_is_never_passed_by_a_piece_at_every_try() -> None:
    """Half a chunk is left of the card: not one more, however often it is tried."""
    async with files_network("amal", "badr") as here:
        attached(here.node("amal"), LARGE)
        await here.node("amal").exchange()
        badr = await here.reopened("badr", files_bytes_per_day=CHUNK_BYTES * 5 // 2)
        await badr.sync()
        for _ in range(4):
            await badr.transfer()

        assert here.fake.sent == [0, 1]


@in_a_loop
async def test_the_allowance_counts_what_is_sent_and_texts_go_all_the_same() -> None:
    """Uploads cost as much as downloads; a text costs nothing and must not wait for tomorrow."""
    async with files_network("amal") as here:
        amal = await here.reopened("amal", files_bytes_per_day=3 * CHUNK_BYTES)
        attached(amal, LARGE)
        queue(amal, "un texte")
        report, moved = await amal.exchange()

        assert isinstance(moved.error, QuotaError)
        assert moved.error.metadata["whose"] == "node"
        assert report.error is None
        assert here.fake.received == [0, 1, 2]
        assert states(amal) == [OutboxState.WAITING, OutboxState.LOGGED]


def test_limits_that_could_never_carry_a_chunk_stop_the_start() -> None:
    """0 is no limit; what is smaller than a piece would be a silent never."""
    assert Config(files_bytes_per_day=0).files_bytes_per_day == 0
    assert Config(files_bytes_per_second=50_000).files_bytes_per_second == 50_000
    with pytest.raises(ValidationError, match="0, or at least"):
        Config(files_bytes_per_day=CHUNK_BYTES - 1)
    with pytest.raises(ValidationError, match="0, or at least"):
        Config(files_bytes_per_second=1000)
