"""What users test with has to be right itself: the clock that stands, the links that break."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from forsa.testing import BadLink, FakeClock

from tests.support.waiting import until


def test_time_passes_only_when_it_is_told_to() -> None:
    """A test that depends on the machine's speed fails on another machine."""
    clock = FakeClock(1000)
    clock.advance(2.5)
    clock.jump(-1)

    assert (clock.now_ms(), clock.boot_ms()) == (2500, 2500)


def test_a_sleeper_wakes_when_its_time_has_come() -> None:
    """Not before, and not after others."""
    clock = FakeClock()
    woken: list[int] = []

    async def sleep(seconds: int) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    async def run() -> list[list[int]]:
        tasks = [asyncio.create_task(sleep(seconds)) for seconds in (30, 10, 20)]
        await until(lambda: clock.sleeping == 3)
        seen = []
        for step in (9, 1, 10, 10):
            clock.advance(step)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            seen.append(list(woken))
        await asyncio.gather(*tasks)
        return seen

    assert asyncio.run(run()) == [[], [10], [10, 20], [10, 20, 30]]


def test_a_sleeper_that_was_cancelled_is_forgotten() -> None:
    """Waiting for somebody to sleep must not be satisfied by a ghost."""
    clock = FakeClock()

    async def run() -> None:
        task = asyncio.create_task(clock.sleep(10))
        await until(lambda: clock.sleeping == 1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())

    assert clock.sleeping == 0


def test_no_time_is_no_sleep() -> None:
    """Otherwise a loop without pause would hang."""
    asyncio.run(asyncio.wait_for(FakeClock().sleep(0), 5))


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(1000):
        writer.write(data)
        await writer.drain()
    writer.close()


def with_link(use: Callable[[BadLink], Awaitable[None]]) -> None:
    """Use a link to a server that says everything back."""

    async def run() -> None:
        server = await asyncio.start_server(_echo, "127.0.0.1", 0)
        link = await BadLink(lambda: server.sockets[0].getsockname()[1]).open()
        try:
            await use(link)
        finally:
            await link.close()
            server.close()

    asyncio.run(run())


async def ask(link: BadLink, data: bytes, seconds: float = 5) -> bytes:
    """Send data through a new connection and wait for as much of it as comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", link.port)
    try:
        writer.write(data)
        async with asyncio.timeout(seconds):
            return await reader.readexactly(len(data))
    except asyncio.IncompleteReadError as cut:
        return cut.partial
    finally:
        writer.transport.abort()


def test_a_good_link_carries_everything() -> None:
    """A relay that loses bytes by itself would blame the code under test."""

    async def use(link: BadLink) -> None:
        assert await ask(link, b"x" * 100_000) == b"x" * 100_000

    with_link(use)


def test_a_link_that_is_cut_takes_nothing_until_it_is_mended() -> None:
    """A cable, and its end."""

    async def use(link: BadLink) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", link.port)
        writer.write(b"x")
        await reader.readexactly(1)
        link.cut()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 5)
        writer.transport.abort()
        with pytest.raises(ConnectionError):
            await _must_fail(link)
        link.restore()

        assert await ask(link, b"again") == b"again"

    with_link(use)


async def _must_fail(link: BadLink) -> None:
    if not await ask(link, b"x"):
        raise ConnectionError


def test_a_link_can_break_in_the_middle_of_a_message() -> None:
    """Most breaks are there."""

    async def use(link: BadLink) -> None:
        link.cut_after(50_000)
        try:
            came = await ask(link, b"x" * 100_000)
        except ConnectionError:
            came = b""

        assert len(came) < 50_000
        assert not link.up

    with_link(use)


def test_a_link_that_stalls_looks_alive() -> None:
    """No error, no bytes: only a deadline helps."""

    async def use(link: BadLink) -> None:
        link.stall()
        with pytest.raises(TimeoutError):
            await ask(link, b"x", seconds=0.2)
        link.restore()

        assert await ask(link, b"x") == b"x"

    with_link(use)
