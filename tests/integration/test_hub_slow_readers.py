"""Readers of the showcase who are slow, silent or too many are let go, and the others go on."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from forsa_hub.showcase.guarding import Guard
from forsa_hub.showcase.patience import (
    CONNECTIONS,
    READING_BYTES,
    READING_SECONDS,
    REQUEST_SECONDS,
    unread_bytes,
)
from forsa_hub.showcase.serving import listen, server_of
from forsa_hub.showcase.turns import ANSWER_BYTES, WAITING, WAITING_BYTES, Turns
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from uvicorn.server import ServerState

from tests.support.shifted_loop import pass_seconds, run_shifted, settled

LARGE = bytes(ANSWER_BYTES)
MEDIUM = bytes(4 * READING_BYTES)
ASK = b"GET /small HTTP/1.1\r\nHost: a\r\n\r\n"
ASK_LARGE = ASK.replace(b"small", b"large")
FINE = b"HTTP/1.1 200"


class Reader:
    """A connection of somebody who asks; it reads what it is told to and no more."""

    def __init__(self, connected: socket.socket) -> None:
        self.socket = connected
        self._loop = asyncio.get_running_loop()

    async def send(self, data: bytes) -> None:
        """Send this."""
        await self._loop.sock_sendall(self.socket, data)

    async def read(self, most: int = 2**16) -> bytes:
        """What comes next; empty: the hub hung up."""
        try:
            return await self._loop.sock_recv(self.socket, most)
        except ConnectionResetError:
            return b""

    async def take(self, size: int) -> int:
        """Read so many bytes, or what there is before the end; how many they were."""
        taken = 0
        while taken < size and (data := await self.read(size - taken)):
            taken += len(data)
        return taken


class Place:
    """The server of the showcase before a small application."""

    def __init__(self, port: int, readers: ServerState) -> None:
        self._port = port
        self._readers = readers
        self._open: list[Reader] = []

    async def connect(self) -> Reader:
        """A connection whose system takes little for a reader that takes nothing."""
        connecting = socket.socket()
        connecting.setblocking(False)
        connecting.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        await asyncio.get_running_loop().sock_connect(connecting, ("127.0.0.1", self._port))
        self._open.append(Reader(connecting))
        await settled()  # its time begins now
        return self._open[-1]

    async def ask(self) -> bytes:
        """How somebody else is answered: version and status."""
        asking = await self.connect()
        await asking.send(ASK)
        return (await asking.read())[:12]

    async def begin(self, what: bytes = b"large") -> Reader:
        """Somebody who asks for much and takes its first bytes."""
        asking = await self.connect()
        await asking.send(ASK.replace(b"small", what))
        assert await asking.read(12) == FINE
        return asking

    @property
    def unread(self) -> int:
        """Bytes of answers that wait in the hub's memory."""
        return unread_bytes(self._readers.connections)

    def close(self) -> None:
        """Hang up everywhere."""
        for one in self._open:
            one.socket.close()


async def small(request: Request) -> Response:
    """Takes a body if there is one."""
    return Response(f"{len(await request.body())} bytes")


async def medium(_: Request) -> Response:
    """More than the systems of both sides hold for a reader who takes nothing."""
    return Response(MEDIUM)


@asynccontextmanager
async def place() -> AsyncIterator[Place]:
    """The server, running."""
    readers = ServerState()
    turns = Turns(lambda: unread_bytes(readers.connections))

    async def large(_: Request) -> Response:
        """As large as answers become; worked out in its turn, like all that are."""
        return Response(await turns.do(lambda: LARGE))

    routes = [
        Route("/small", small, methods=["GET", "POST"]),
        Route("/medium", medium),
        Route("/large", large),
    ]
    with listen("127.0.0.1", 0) as socket_:
        server = server_of(Guard(Router(routes)), readers)
        serving = asyncio.create_task(server.serve(sockets=[socket_]))
        found = Place(socket_.getsockname()[1], readers)
        try:
            yield found
        finally:
            found.close()
            turns.close()
            server.should_exit = True
            while not serving.done():
                pass_seconds(1)
                await settled()


def played(use: Callable[[Place], Awaitable[None]]) -> None:
    """Run `use` with the server."""

    async def run() -> None:
        async with place() as found:
            await use(found)

    run_shifted(run())


async def until_let_go(slow: Reader, data: bytes) -> int:
    """Send one byte a second; after how many the hub hung up."""
    over = asyncio.create_task(slow.read())
    for sent, byte in enumerate(data):
        await slow.send(bytes([byte]))
        pass_seconds(1)
        await settled()
        if over.done():
            assert over.result() == b""
            return sent + 1
    raise AssertionError("the hub waited for all of it")


def test_a_request_that_comes_byte_by_byte_is_let_go_and_the_others_go_on() -> None:
    """Sixty-four of them would otherwise keep everybody out for as long as they like."""

    async def use(here: Place) -> None:
        slow = [await here.connect() for _ in range(CONNECTIONS - 10)]
        letting_go = asyncio.gather(*(one.read() for one in slow))
        answers = []
        for byte in ASK[:REQUEST_SECONDS]:
            for one in slow:
                await one.send(bytes([byte]))
            pass_seconds(1)
            answers.append(await here.ask())
        await settled()

        assert answers == [FINE] * REQUEST_SECONDS
        assert await letting_go == [b""] * len(slow)

    played(use)


def test_the_body_of_a_request_has_the_same_time() -> None:
    """A head that came at once must not open the door for a form that never ends."""

    async def use(here: Place) -> None:
        slow = await here.connect()
        await slow.send(b"POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n")
        await settled()

        assert await until_let_go(slow, b"x" * 900) <= REQUEST_SECONDS + 1

    played(use)


def test_the_second_request_of_a_connection_has_the_same_time() -> None:
    """One good request must not buy a seat for ever."""

    async def use(here: Place) -> None:
        slow = await here.connect()
        await slow.send(ASK)
        answered = await slow.read()

        assert answered.startswith(FINE)
        assert await until_let_go(slow, ASK + ASK) <= REQUEST_SECONDS + 1

    played(use)


def test_whoever_says_nothing_is_let_go_and_whoever_asks_in_time_is_answered() -> None:
    """A connection costs the hub a file descriptor, and members need those too."""

    async def use(here: Place) -> None:
        silent, late = await here.connect(), await here.connect()
        await late.send(ASK[:10])
        await settled()
        pass_seconds(REQUEST_SECONDS - 1)
        await late.send(ASK[10:])
        answered = await late.read()
        pass_seconds(1)

        assert answered.startswith(FINE)
        assert await silent.read() == b""

    played(use)


def test_whoever_comes_when_all_places_are_taken_has_that_of_the_longest_silent() -> None:
    """Sockets that say nothing, opened again and again, would keep everybody out for ever."""

    async def use(here: Place) -> None:
        first, *_ = [await here.connect() for _ in range(CONNECTIONS)]
        answers = []
        for _ in range(2 * REQUEST_SECONDS):
            answers.append(await here.ask())
            pass_seconds(1)
            await here.connect()

        assert answers == [FINE] * len(answers)
        assert await first.read() == b""

    played(use)


def test_nobody_loses_a_place_while_they_read_and_one_too_many_is_closed_unheard() -> None:
    """The hub's own files and its members' connections come out of the same few thousand."""

    async def use(here: Place) -> None:
        readers = [await here.begin(b"medium") for _ in range(CONNECTIONS // 2)]
        last = b"medium HTTP/1.1\r\nConnection: close\r\nX:"
        readers += [await here.begin(last) for _ in range(CONNECTIONS // 2)]
        turned_away = await here.ask()
        took = await readers[0].take(len(MEDIUM))
        readers[0].socket.close()
        await settled()

        assert turned_away == b""
        assert took >= len(MEDIUM)
        assert await here.ask() == FINE

    played(use)


def test_who_asks_again_before_they_took_their_answer_is_told_to_come_back() -> None:
    """Answers behind answers would wait in memory where nobody counts them."""

    async def use(here: Place) -> None:
        hasty = await here.connect()
        last = ASK_LARGE.replace(b"Host: a", b"Host: a\r\nConnection: close")
        await hasty.send(ASK.replace(b"small", b"medium") + last)
        await settled()
        taken = b""
        while data := await hasty.read():
            taken += data

        assert taken.startswith(FINE)
        assert taken.count(b"HTTP/1.1 503") == 1
        assert len(taken) < len(LARGE)

    played(use)


def test_a_reader_who_takes_nothing_of_an_answer_is_let_go() -> None:
    """Eight megabytes wait for each of them in the hub's memory."""

    async def use(here: Place) -> None:
        deaf = await here.begin()
        await settled()
        pass_seconds(READING_SECONDS)
        await settled()

        assert await deaf.take(len(LARGE)) < len(LARGE)

    played(use)


def test_a_reader_on_a_bad_link_gets_its_whole_answer() -> None:
    """Four kilobytes a second is what some centres have."""

    async def use(here: Place) -> None:
        slow = await here.begin()
        taken = 12
        while taken < len(LARGE) and (more := await slow.take(4 * READING_BYTES)):
            taken += more
            pass_seconds(READING_SECONDS - 1)
            await settled()

        assert taken > len(LARGE)

    played(use)


def test_answers_that_nobody_takes_fill_no_memory_and_the_others_go_on_after_them() -> None:
    """More than a hundred readers of eight megabytes each are more than a small server has."""

    async def use(here: Place) -> None:
        deaf = [await here.begin() for _ in range(WAITING_BYTES // len(LARGE))]
        one_too_many = await here.connect()
        await one_too_many.send(ASK_LARGE)
        meanwhile = (await one_too_many.read())[:12]
        pass_seconds(READING_SECONDS)
        await settled()
        after = await here.connect()
        await after.send(ASK_LARGE)

        assert meanwhile == b"HTTP/1.1 503"
        assert await after.read(12) == FINE
        assert [await one.take(len(LARGE)) < len(LARGE) for one in deaf] == [True] * len(deaf)

    played(use)


def test_all_who_ask_in_one_moment_fill_no_memory_either() -> None:
    """Nothing waits yet when they ask: half a gigabyte would, when they are answered."""

    async def use(here: Place) -> None:
        deaf = [await here.connect() for _ in range(2 * WAITING)]
        for one in deaf:
            one.socket.send(ASK_LARGE)
        answers = [(await one.read(12)) for one in deaf]

        assert 0 < here.unread <= WAITING_BYTES
        assert 0 < answers.count(FINE) <= WAITING_BYTES // len(LARGE)
        assert answers.count(FINE) + answers.count(b"HTTP/1.1 503") == len(deaf)

    played(use)
