"""The hub's library over mutual TLS: who finds what, and what if its index is not well."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import forsa
import pytest
from forsa.client.drafts import Draft, draft_of
from forsa.client.network import AsyncNetwork
from forsa.errors import BusyError, MalformedError, Reason, TooLargeError
from forsa.testing import LocalNetwork, local_network
from forsa.v1 import library_service_pb2 as pb
from forsa.v1.effects_pb2 import RecordAct, RecordHold
from forsa_hub.shelf import PATIENCE

from tests.support.reports import small_report
from tests.support.waiting import until

Use = Callable[[LocalNetwork, AsyncNetwork], Awaitable[None]]


def report(title: str, number: int = 1, **fields: Any) -> Draft:
    """A practice report with this title."""
    message = small_report(number)
    message.title[0].text = title
    return draft_of(message, **fields)


def with_member(use: Use, **settings: Any) -> None:
    """Run `use` with a network and a member's connection to it."""

    async def run() -> None:
        async with local_network(**settings) as network:
            node = await network.add_node("amal")
            async with as_member(network, node.identity.folder) as member:
                await use(network, member)

    asyncio.run(run())


def as_member(network: LocalNetwork, folder: Any) -> AbstractAsyncContextManager[AsyncNetwork]:
    """Connect as the node in a folder."""
    return forsa.connect_async(folder, clock=network.clock)


def outside(network: LocalNetwork) -> AbstractAsyncContextManager[AsyncNetwork]:
    """Connect from outside."""
    return forsa.connect_async(
        host=network.address.host,
        network_id=network.network_id.hex(),
        enrol_port=network.address.enrol_port,
        clock=network.clock,
    )


def set_group(network: LocalNetwork, members: str) -> None:
    """Give the hub's state a group `essai`, as a decision of the members would."""
    sequencer = network.hub.core.sequencer
    rights = sequencer.state.rights
    settings = rights.settings.set("group.essai", members)
    sequencer.state = replace(sequencer.state, rights=replace(rights, settings=settings))


async def known(network: LocalNetwork) -> None:
    """Wait until the hub's index knows the whole log."""
    core = network.hub.core
    await until(lambda: core.shelf.position >= core.sequencer.head.size)


def test_a_hit_leads_to_its_proof() -> None:
    """What a search shows is the hub's word; the record behind it is not."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        published = await member.publish(report("Les filles en électricité", audience="network"))
        await known(network)
        found = await member.search("électricité", languages=("fr",))
        (hit,) = found.hits
        item, proof = await member.get(hit.record_id), await member.receipt(hit.record_id)

        assert (hit.record_id, hit.index) == (published.record_id, published.index)
        assert (hit.member, hit.kind, hit.language) == ("amal", "practice.report", "fr")
        assert any(part.matched for part in hit.snippet) or "électricité" in hit.title
        assert (hit.snippet_language, hit.snippet_machine_translated) == ("fr", False)
        assert item.index == proof.index == hit.index
        assert found.total == 1
        assert found.size == network.hub.core.sequencer.head.size

    with_member(use)


def test_the_passage_of_a_hit_is_in_the_language_that_matches() -> None:
    """Over the wire, too: an Arabic word is no answer to read in French."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        message = small_report(1)
        message.target_groups.append("early_leavers")
        await member.publish(draft_of(message, audience="network"))
        await known(network)
        (hit,) = (await member.search("المنقطعون", display_language="fr")).hits

        assert (hit.language, hit.snippet_language) == ("fr", "ar")
        assert [part.text for part in hit.snippet if part.matched] == ["المنقطعون"]

    with_member(use)


def test_a_search_is_narrowed_by_rights_before_it_is_counted() -> None:
    """A total or a facet would tell that something is there."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        badr = await network.add_node("badr")
        set_group(network, "amal")
        await member.publish(report("Soudure publique", audience="public"))
        await member.publish(report("Soudure du réseau", audience="network"))
        await member.publish(report("Soudure du groupe", audience="essai"))
        await known(network)
        async with as_member(network, badr.identity.folder) as other, outside(network) as guest:
            seen = {
                name: await one.search("soudure")
                for name, one in {"own": member, "member": other, "guest": guest}.items()
            }

        assert {name: found.total for name, found in seen.items()} == {
            "own": 3,
            "member": 2,
            "guest": 1,
        }
        assert [dict(seen["guest"].facets[7].counts)] == [{"amal": 1}]
        assert seen["guest"].hits[0].title == "Soudure publique"

    with_member(use)


def test_who_joins_a_group_finds_what_is_for_the_group() -> None:
    """Rights are those of the moment, not those of the day it was indexed."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        badr = await network.add_node("badr")
        set_group(network, "amal")
        await member.publish(report("Soudure du groupe", audience="essai"))
        await known(network)
        async with as_member(network, badr.identity.folder) as other:
            before = await other.search("soudure")
            set_group(network, "amal,badr")
            after = await other.search("soudure")

        assert (before.total, after.total) == (0, 1)

    with_member(use)


def test_what_is_on_hold_is_neither_found_nor_counted_until_it_ends() -> None:
    """The secretariat looks into it, and meanwhile nobody reads it, its author included."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        published = await member.publish(report("Une pratique douteuse", audience="public"))
        await known(network)
        before = await member.search("douteuse")
        async with as_member(network, network.office.folder) as office:
            act = RecordAct(target=published.record_id, reason="personal_data")
            hold = RecordHold(target=published.record_id, reason="personal_data", days=3)
            await office.publish(Draft("record.hold", effect=hold, audience="public"))
            during = await member.search("douteuse")
            await office.publish(Draft("record.release", effect=act, audience="public"))
            await known(network)
            after = await member.search("douteuse")

        assert [one.total for one in (before, during, after)] == [1, 0, 1]

    with_member(use)


def test_limits_come_before_anything_else() -> None:
    """A query as long as a book costs the hub nothing, and says what is allowed."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        library = member._session.library
        for request in (
            pb.SearchRequest(query="م" * 100_000),
            pb.SearchRequest(offset=10_001),
            pb.SearchRequest(limit=101),
            pb.SearchRequest(themes=["x"] * 101),
            pb.SearchRequest(members=["x" * 129]),
            pb.SearchRequest(since_index=2**64 - 1),
        ):
            with pytest.raises(TooLargeError) as refused:
                await library.search(request)
            assert refused.value.reason is Reason.LIMIT_EXCEEDED
        at_the_limit = await library.search(
            pb.SearchRequest(query="م" * 500, offset=10_000, limit=100)
        )

        assert not at_the_limit.hits

    with_member(use)


@pytest.mark.parametrize(
    "request_of",
    [
        pb.SearchRequest(query="a\0b"),
        pb.SearchRequest(query="a\u202eb"),
        pb.SearchRequest(themes=["a\u2066"]),
        pb.SearchRequest(sort="oldest"),
    ],
    ids=["nul", "bidi", "bidi in a facet", "sort"],
)
def test_what_is_no_query_is_refused(request_of: pb.SearchRequest) -> None:
    """Control characters in a query would come back in logs and pages."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        with pytest.raises(MalformedError) as refused:
            await member._session.library.search(request_of)
        assert refused.value.reason is Reason.KIND_BODY_INVALID
        odd = await member.search('" ( AND -" \u0651 ~2 title:*')

        assert odd.total == 0

    with_member(use)


def test_more_searches_than_can_wait_are_told_to_come_back() -> None:
    """Searches of one member wait for each other, and publishing for none of them."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await known(network)
        gate = threading.Event()
        network.hub.core.shelf._searching.submit(gate.wait)
        asked = [asyncio.create_task(member.search("mot")) for _ in range(12)]
        answers = asyncio.gather(*asked, return_exceptions=True)
        await until(lambda: sum(one.done() for one in asked) == 4)
        published = await member.publish(report("Pendant ce temps"))
        gate.set()
        told = await answers

        assert published.index > 0
        refused = [one for one in told if isinstance(one, BaseException)]
        assert len(refused) == 4
        assert all(isinstance(one, BusyError) and one.metadata["retry_ms"] for one in refused)

    with_member(use)


def files_of(network: LocalNetwork) -> dict[str, bytes]:
    """The files of the hub's index."""
    folder = network.hub.folder.path / "search"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_erased_is_found_by_nobody_and_lies_in_no_file() -> None:
    """A redaction is for ever, and an index is a copy like any other."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(report("Une autre pratique", audience="public"))
        published = await member.publish(report("Khadijatou réussit", audience="public"))
        await known(network)
        before = files_of(network)
        act = RecordAct(target=published.record_id, reason="personal_data")
        await member.publish(Draft("record.redact", effect=act, audience="public"))
        at_once = await member.search("Khadijatou")
        await known(network)
        after = files_of(network)
        left = await member.search("pratique")

        assert any(b"khadijatou" in data.lower() for data in before.values())
        assert at_once.total == 0
        assert not any(b"khadijatou" in data.lower() for data in after.values())
        assert left.total == 1

    with_member(use)


def test_a_restarted_hub_goes_on_with_its_index() -> None:
    """A restart must not cost minutes of rebuilding."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(report("Avant l'arrêt"))
        await known(network)
        files = set(files_of(network))
        await network.stop_hub()
        await network.start_hub()
        await known(network)
        same = set(files_of(network))
        async with as_member(network, network.office.folder) as office:
            found = await office.search("arrêt")

        assert found.total == 1
        assert files == same

    with_member(use)


@pytest.mark.parametrize("damage", ["meta.json", ".store", ".term"])
def test_a_damaged_index_is_made_again(damage: str) -> None:
    """It is a projection: the log knows everything, and nobody has to repair anything."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(report("Toujours là"))
        await known(network)
        folder = network.hub.folder.path / "search"
        await network.stop_hub()
        for name in files_of_stopped(folder):
            if name.endswith(damage):
                (folder / name).write_bytes(b"\0" * 40)
        await network.start_hub()
        async with as_member(network, network.office.folder) as office:
            await network.hub.core.sequencer.refresh()
            found = await until_found(office, "toujours")

        assert found == 1

    with_member(use)


def test_damage_that_a_search_meets_is_mended() -> None:
    """A disk rots while the hub runs: the engine panics, and the hub makes the index anew."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(report("Toujours là"))
        await known(network)
        folder = network.hub.folder.path / "search"
        for name in files_of_stopped(folder):
            if name.endswith(".store"):
                rot(folder / name)
        with pytest.raises(BusyError):
            await member.search("toujours")
        found = await until_found(member, "toujours")

        assert found == 1

    with_member(use)


def rot(file: Path) -> None:
    """Change every byte where it lies."""
    with file.open("r+b") as opened:
        opened.write(b"\xff" * file.stat().st_size)


def files_of_stopped(folder: Path) -> list[str]:
    """Names of the files of an index."""
    return [path.name for path in folder.iterdir()]


async def until_found(network: AsyncNetwork, text: str) -> int:
    """Search as a patient client: told to come back, it does."""
    for _ in range(200):
        with suppress(BusyError):
            found = await network.search(text)
            if found.total:
                return found.total
        await asyncio.sleep(0.05)
    return 0


async def caught_up(network: LocalNetwork, seconds: float = 1) -> None:
    """Let the pauses of the index pass until it knows the whole log."""
    core = network.hub.core

    def is_there() -> bool:
        network.clock.advance(seconds)
        return core.shelf.position >= core.sequencer.head.size

    await until(is_there)


def test_an_index_that_lags_says_how_far_it_is() -> None:
    """A client that asks for what is new needs to know what was searched."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(report("Un premier rapport"))
        await caught_up(network)
        before = network.hub.core.shelf.position
        published = await member.publish(report("Un second rapport"))
        lagging = await member.search("rapport")
        await caught_up(network)
        new = await member.search("rapport", since_index=lagging.size, sort="newest")

        assert lagging.size == before <= published.index
        assert [hit.index for hit in new.hits] == [published.index]
        assert new.size > published.index

    with_member(use, library_seconds=5)


def test_a_busy_log_is_taken_in_seldom_and_is_taken_in() -> None:
    """A write of the index costs as much as some hundred works; and searchers wait for it."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await caught_up(network)
        shelf, clock, seen = network.hub.core.shelf, network.clock, set[int]()
        start, others = shelf.position, clock.sleeping
        await member.publish(report("Le premier de beaucoup"))
        for number in range(PATIENCE):
            await until(lambda: clock.sleeping > others)
            await member.publish(report(f"Rapport {number}", number))
            seen.add(shelf.position)
            clock.advance(5)
        await until(lambda: shelf.position > start)

        assert seen == {start}

    with_member(use, library_seconds=5)


def test_damage_met_while_more_arrives_is_mended_at_once() -> None:
    """The hub would tell searchers to come back for as long as its index may lag."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(report("Toujours là"))
        await caught_up(network, 60)
        others = network.clock.sleeping
        await member.publish(report("Un second rapport", 2))
        await until(lambda: network.clock.sleeping > others)
        for path in (network.hub.folder.path / "search").glob("*.store"):
            rot(path)
        with pytest.raises(BusyError):
            await member.search("toujours")
        found = await until_found(member, "toujours")

        assert found == 1

    with_member(use, library_seconds=60)


def test_what_was_withdrawn_is_found_no_more_while_the_index_lags() -> None:
    """Its author took it back, and the hub would still hand out a passage of it."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        published = await member.publish(report("Une pratique douteuse", audience="public"))
        await caught_up(network, 60)
        position = network.hub.core.shelf.position
        before = await member.search("douteuse")
        act = RecordAct(target=published.record_id, reason="withdrawn")
        await member.publish(Draft("record.withdraw", effect=act, audience="public"))
        behind = await member.search("douteuse")

        assert (before.total, behind.total) == (1, 0)
        assert behind.size == position

    with_member(use, library_seconds=60)
