"""Programs on a real hub, in one process: as a member, and from outside."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import forsa
import pytest
from forsa.client.drafts import Draft
from forsa.client.following import POLL_SECONDS
from forsa.client.items import Item
from forsa.client.network import AsyncNetwork
from forsa.client.values import Filter, UnpublishedError
from forsa.errors import (
    BusyError,
    MalformedError,
    NotAllowedError,
    NotFoundError,
    Reason,
    UnknownCallerError,
    UnsupportedError,
    VerificationError,
)
from forsa.receipt import parse_receipt, verify_receipt
from forsa.testing import LocalNetwork, local_network
from forsa.v1.practice_pb2 import PracticeReport

from tests.support.waiting import until

KIND = "field_note.publish"  # unknown to the registry: kept, relayed and shown raw


def note(text: str, audience: str = "public", **fields: object) -> Draft:
    """A draft with this body."""
    return Draft(KIND, text.encode(), audience=audience, **fields)  # type: ignore[arg-type]


def with_member(
    use: Callable[[LocalNetwork, AsyncNetwork], Awaitable[None]], **settings: object
) -> None:
    """Run `use` with a network and a member's connection to it."""

    async def run() -> None:
        async with local_network(**settings) as network:  # type: ignore[arg-type]
            node = await network.add_node("amal")
            folder = node.identity.folder
            async with forsa.connect_async(folder, clock=network.clock) as member:
                await use(network, member)

    asyncio.run(run())


def outside(network: LocalNetwork) -> AbstractAsyncContextManager[AsyncNetwork]:
    """Connect from outside."""
    address = network.address
    return forsa.connect_async(
        host=address.host,
        network_id=network.network_id.hex(),
        enrol_port=address.enrol_port,
        clock=network.clock,
    )


def test_what_a_member_publishes_is_proved_and_can_be_read_back() -> None:
    """The whole way: sign, send, log, prove, ask, verify."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        published = await member.publish(note("une séance"))
        item = await member.get(published.record_id)
        proved = await member.receipt(published.record_id)

        assert item.data == "une séance".encode()
        assert (item.index, item.member, item.kind) == (published.index, "amal", KIND)
        assert proved.index == published.index
        text = published.receipt.format()
        assert verify_receipt(parse_receipt(text), member.roots).record.record_id == (
            published.record_id
        )

    with_member(use)


def test_publishing_again_is_success() -> None:
    """A script that was cut after sending finds its record where it was."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        signed = member.sign(note("once"))
        first = await member.publish(signed)
        again = await member.publish(signed)

        assert (first.index, first.duplicate) == (again.index, False)
        assert again.duplicate

    with_member(use)


def test_a_new_version_is_the_newest() -> None:
    """An object id names the thing; its records are its versions."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        first = await member.publish(note("one"))
        thing = (await member.get(first.record_id)).object_id
        second = await member.publish(note("two", object_id=thing, parent=first.record_id))
        newest = await member.get(thing)
        old = await member.get(first.record_id)
        only_newest = [item async for item in member.list(Filter([KIND], newest_only=True))]

        assert newest.record_id == second.record_id
        assert newest.is_newest
        assert not old.is_newest
        assert [item.data for item in only_newest] == [b"two"]

    with_member(use)


def test_a_refusal_arrives_as_the_error_it_is() -> None:
    """Deciding an admission alone is not a member's right."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        first = await member.publish(note("one"))
        stale = (await member.get(first.record_id)).object_id
        with pytest.raises(forsa.ForsaError) as caught:
            await member.publish(note("two", object_id=stale))

        assert caught.value.reason in (Reason.OBJECT_EXISTS, Reason.PARENT_STALE)
        with pytest.raises(NotFoundError):
            await member.get(bytes(32))

    with_member(use)


def test_listing_selects_and_resumes() -> None:
    """The last index + 1 of a former answer goes on where it ended."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        for number in range(7):
            tags = ("fr",) if number % 2 else ("ar",)
            await member.publish(note(f"note {number}", languages=tags))
        arabic = [item async for item in member.list(Filter([KIND], languages=["ar"]))]
        first = [item async for item in member.list(Filter(["field_note"]), limit=3)]
        rest = [
            item
            async for item in member.list(Filter(["field_note"]), from_index=first[-1].index + 1)
        ]

        assert [item.data for item in arabic] == [f"note {n}".encode() for n in (0, 2, 4, 6)]
        assert [item.data for item in first + rest] == [f"note {n}".encode() for n in range(7)]

    with_member(use)


def test_following_brings_each_record_once_in_order() -> None:
    """A showcase that follows for months misses nothing and shows nothing twice."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        before = await member.publish(note("before"))
        stream = member.follow(Filter([KIND]), from_index=0)
        found: list[Item] = [await anext(stream)]
        for number in range(5):
            await member.publish(note(f"{number}"))
            found.append(await asyncio.wait_for(anext(stream), 60))
        await stream.aclose()

        assert found[0].record_id == before.record_id
        assert [item.data for item in found[1:]] == [f"{n}".encode() for n in range(5)]

    with_member(use)


def test_following_from_now_on_leaves_out_what_was() -> None:
    """A mailer must not send the archive."""

    async def use(_: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(note("old"))
        stream = member.follow(Filter([KIND]))
        waiting = asyncio.create_task(anext(stream))
        new = await _publish_until(member, waiting)
        await stream.aclose()

        assert b"old" not in new
        assert new

    with_member(use)


async def _publish_until(member: AsyncNetwork, waiting: asyncio.Task[Item]) -> set[bytes]:
    """Publish until the follower, which begins at some moment, has seen one."""
    for number in itertools.count():
        await member.publish(note(f"new {number}"))
        done, _ = await asyncio.wait([waiting], timeout=0.2)
        if done:
            return {waiting.result().data}
    raise AssertionError


def test_following_outlives_a_hub_that_starts_again() -> None:
    """Updates and power cuts at the secretariat are normal."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        stream = member.follow(Filter([KIND]), from_index=0)
        await member.publish(note("one"))
        first = await asyncio.wait_for(anext(stream), 60)
        waiting = asyncio.create_task(anext(stream))
        await network.stop_hub()
        await network.start_hub()
        publishing = asyncio.create_task(member.publish(note("two"), patience_seconds=900))
        second = await _advance_until(network, waiting)
        await publishing
        await stream.aclose()

        assert (first.data, second.data) == (b"one", b"two")

    with_member(use)


async def _advance_until(network: LocalNetwork, waiting: asyncio.Task[Item]) -> Item:
    """Let time pass in steps until the task is done."""
    async with asyncio.timeout(60):
        while not waiting.done():
            network.clock.advance(1.0)
            await asyncio.wait([waiting], timeout=0.05)
    return waiting.result()


def test_without_a_hub_the_signed_record_is_handed_back() -> None:
    """Whether it is logged is unknown; the very same record can be sent again."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await network.stop_hub()
        with pytest.raises(UnpublishedError) as caught:
            await member.publish(note("patience"), patience_seconds=0)
        await network.start_hub()
        published = await _retry(network, member, caught.value)

        assert isinstance(caught.value.cause, BusyError)
        assert published == caught.value.signed.record.record_id

    with_member(use)


async def _retry(network: LocalNetwork, member: AsyncNetwork, error: UnpublishedError) -> bytes:
    publishing = asyncio.create_task(member.publish(error.signed, patience_seconds=900))
    async with asyncio.timeout(60):
        while not publishing.done():
            network.clock.advance(1.0)
            await asyncio.wait([publishing], timeout=0.05)
    return publishing.result().record_id


def test_an_outsider_reads_what_is_public_and_nothing_else() -> None:
    """The network id is all that an outsider needs, and all that it is trusted by."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        public = await member.publish(note("for all"))
        internal = await member.publish(note("for us", audience="network"))
        async with outside(network) as reader:
            seen = [item async for item in reader.list(Filter([KIND]))]
            proved = await reader.receipt(public.record_id)
            with pytest.raises(NotFoundError):
                await reader.get(internal.record_id)
            with pytest.raises(NotAllowedError):
                await reader.publish(note("mine"))

        assert [item.data for item in seen] == [b"for all"]
        assert proved.index == public.index

    with_member(use)


def test_an_outsider_follows_by_asking_again() -> None:
    """There is no Watch outside; what is new comes with the next look."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await member.publish(note("old"))
        async with outside(network) as reader:
            stream = reader.follow(Filter([KIND]), from_index=0)
            first = await anext(stream)
            waiting = asyncio.create_task(anext(stream))
            await until(lambda: network.clock.sleeping >= 2)
            await member.publish(note("new"))
            network.clock.advance(POLL_SECONDS)
            second = await asyncio.wait_for(waiting, 60)
            await stream.aclose()

        assert (first.data, second.data) == (b"old", b"new")

    with_member(use)


def test_an_outsider_with_another_network_id_is_told_so() -> None:
    """A hub that took the name, or a mistyped id."""

    async def use(network: LocalNetwork, _: AsyncNetwork) -> None:
        address = network.address
        with pytest.raises(VerificationError) as caught:
            async with forsa.connect_async(
                host=address.host, network_id=bytes(32), enrol_port=address.enrol_port
            ):
                pass

        assert caught.value.reason is Reason.WRONG_NETWORK

    with_member(use)


def test_an_expired_certificate_is_named_before_the_network_is_blamed() -> None:
    """gRPC would say that the hub does not answer."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        assert member.identity is not None
        network.clock.jump(40 * 86_400)
        await network.stop_hub()
        with pytest.raises(UnknownCallerError) as caught:
            async with forsa.connect_async(member.identity.folder, clock=network.clock):
                pass

        await network.start_hub()

        assert caught.value.reason is Reason.CERT_EXPIRED

    with_member(use)


def test_a_report_that_breaks_rules_is_not_even_sent() -> None:
    """Without a link its author learns at once what to correct."""

    async def use(network: LocalNetwork, member: AsyncNetwork) -> None:
        await network.stop_hub()
        with pytest.raises(MalformedError) as caught:
            await member.publish(PracticeReport(region="MA-06"))
        await network.start_hub()

        assert caught.value.reason is Reason.KIND_BODY_INVALID
        assert caught.value.violations

    with_member(use)


def test_a_hub_without_a_public_library_says_so() -> None:
    """The operator decides whether outsiders read here."""

    async def use(network: LocalNetwork, _: AsyncNetwork) -> None:
        async with outside(network) as reader:
            with pytest.raises(UnsupportedError):
                await reader.get(bytes(32))

    with_member(use, public_library=False)
