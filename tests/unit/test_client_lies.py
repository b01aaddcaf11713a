"""A hub that answers something else than it was asked is caught by the program that asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import grpc
import pytest
from forsa.client.hub import HubClient
from forsa.client.library import LibraryClient
from forsa.client.network import AsyncNetwork
from forsa.client.session import Session
from forsa.client.values import Filter
from forsa.errors import MalformedError, VerificationError
from forsa.testing import FakeClock
from forsa.v1 import library_service_pb2 as pb
from forsa.v1 import log_service_pb2 as log_pb

from tests.support.loopback import drain, loopback
from tests.support.network_root import NetworkKeys
from tests.support.signed_log import SignedLog, make_record

KEYS = NetworkKeys.make()


class LyingLibrary:
    """A hub whose library answers whatever a test puts there."""

    def __init__(self) -> None:
        self.log = SignedLog(KEYS)
        for number in range(4):
            self.log.append(make_record(KEYS, number))
        self.shown: list[int] = []
        """Indexes that List streams and Get takes the first of."""
        self.asked: list[pb.ListRequest] = []
        self.news = asyncio.Event()

    def item(self, index: int) -> pb.LibraryItem:
        """A genuine item."""
        return pb.LibraryItem(
            receipt=self.log.receipt(index).format().encode(),
            author_key=KEYS.member.public,
            body_state="none",
            newest=self.log.records[index].record_id,
        )

    async def get(self, _: bytes, __: Any) -> bytes:
        """Get."""
        return pb.GetResponse(item=self.item(self.shown[0])).SerializeToString()

    async def list_items(self, request: bytes, _: Any) -> AsyncIterator[bytes]:
        """List."""
        self.asked.append(pb.ListRequest.FromString(request))
        for index in self.shown:
            yield pb.ListResponse(item=self.item(index)).SerializeToString()

    async def watch(self, _: bytes, __: Any) -> AsyncIterator[bytes]:
        """Watch: the present head, and another one after `news`."""
        yield log_pb.WatchResponse(note=self.log.note().format().encode()).SerializeToString()
        await self.news.wait()
        yield log_pb.WatchResponse(note=self.log.note().format().encode()).SerializeToString()
        await asyncio.Event().wait()


def with_library(use: Callable[[LyingLibrary, AsyncNetwork], Awaitable[None]]) -> None:
    """Connect to such a hub."""

    async def run() -> None:
        lying = LyingLibrary()
        async with (
            loopback(
                {"Get": lying.get},
                {"List": lying.list_items},
                service="forsa.v1.LibraryService",
            ) as library_port,
            loopback(streaming={"Watch": lying.watch}) as hub_port,
            grpc.aio.insecure_channel(f"127.0.0.1:{library_port}") as library,
            grpc.aio.insecure_channel(f"127.0.0.1:{hub_port}") as hub,
        ):
            session = Session(
                KEYS.network_id, (KEYS.root,), LibraryClient(library), hub=HubClient(hub)
            )
            await use(lying, AsyncNetwork(session, FakeClock()))

    asyncio.run(run())


def test_another_record_is_no_answer() -> None:
    """All genuine, all signed, and not what was asked for."""

    async def use(lying: LyingLibrary, network: AsyncNetwork) -> None:
        record = lying.log.records[1]
        lying.shown = [1]
        assert (await network.get(record.record_id)).index == 1
        assert (await network.get(record.header.object_id)).index == 1
        lying.shown = [2]
        with pytest.raises(MalformedError, match="instead of"):
            await network.get(record.record_id)
        with pytest.raises(MalformedError, match="instead of"):
            await network.get(record.header.object_id)

    with_library(use)


@pytest.mark.parametrize("shown", [[2, 1], [1, 1], [0]])
def test_a_list_goes_forward_only(shown: list[int]) -> None:
    """Repeating old records would keep a program busy for ever."""

    async def use(lying: LyingLibrary, network: AsyncNetwork) -> None:
        lying.shown = shown
        with pytest.raises(MalformedError, match="not asked for"):
            async for _ in network.list(from_index=1):
                pass

    with_library(use)


def test_a_list_holds_only_what_was_selected() -> None:
    """A selection that the hub ignores would be shown as if it were one."""

    async def use(lying: LyingLibrary, network: AsyncNetwork) -> None:
        lying.shown = [1]
        with pytest.raises(MalformedError, match="not asked for"):
            async for _ in network.list(Filter(members=["amal"])):
                pass

    with_library(use)


def test_following_stops_at_a_lie() -> None:
    """Going on would hide it: a wrong answer is not a broken link."""

    async def use(lying: LyingLibrary, network: AsyncNetwork) -> None:
        lying.shown = [3, 2]
        found, error = await drain(network.follow(from_index=0))

        assert [item.index for item in found] == [3]
        assert isinstance(error, MalformedError)

    with_library(use)


def test_following_stops_at_a_forged_head() -> None:
    """News that nobody signed is no news."""

    async def use(lying: LyingLibrary, network: AsyncNetwork) -> None:
        other = NetworkKeys.make()
        lying.log = SignedLog(NetworkKeys(other.log, other.service, KEYS.member, KEYS.root))
        lying.log.append(make_record(KEYS, 1))
        with pytest.raises(VerificationError):
            async for _ in network.follow(from_index=0):
                pass

    with_library(use)


def test_what_was_looked_through_is_not_looked_through_again() -> None:
    """A selection without matches would cost the hub the whole log at every head."""

    async def use(lying: LyingLibrary, network: AsyncNetwork) -> None:
        stream = network.follow(from_index=2)
        waiting = asyncio.create_task(anext(stream))
        async with asyncio.timeout(60):
            while len(lying.asked) < 2:
                await asyncio.wait([waiting], timeout=0.01)
        lying.log.append(make_record(KEYS, 9))
        lying.shown = [4]
        lying.news.set()
        item = await asyncio.wait_for(waiting, 60)
        await stream.aclose()

        assert [one.from_index for one in lying.asked] == [2, 2, 4]
        assert item.index == 4

    with_library(use)
