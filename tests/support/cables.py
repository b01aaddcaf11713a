"""A bad link to a real process: a relay in a thread of its own, narrow, cut again and again."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from forsa.demo.network import Network, Node
from forsa.testing import BadLink

from tests.support.reports import REGION

A = TypeVar("A")


@dataclass
class Cable:
    """A link that a test in another thread pulls at."""

    link: BadLink
    _loop: asyncio.AbstractEventLoop
    _cutting: asyncio.Task[None] | None = field(default=None)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.link.port

    @property
    def up_bytes(self) -> int:
        """So many went to the hub since the start."""
        return self.link.carried_bytes[0]

    @property
    def down_bytes(self) -> int:
        """So many came from the hub since the start."""
        return self.link.carried_bytes[1]

    @contextmanager
    def cut_every(self, seconds: float) -> Iterator[list[float]]:
        """Break all connections so often, as long as the block lasts; yields when it did."""
        cuts: list[float] = []

        async def cut() -> None:
            while True:
                await asyncio.sleep(seconds)
                self.link.cut()
                self.link.restore()
                cuts.append(self._loop.time())

        task = self._call(_started(cut))
        try:
            yield cuts
        finally:
            self._loop.call_soon_threadsafe(task.cancel)

    def _call(self, work: Awaitable[A]) -> A:
        async def run() -> A:
            return await work

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result()


async def _started(work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
    return asyncio.ensure_future(work())


@contextmanager
def cable(to_port: int, bytes_per_second: float) -> Iterator[Cable]:
    """A link to a port of this machine that carries so much each way."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    link = BadLink(lambda: to_port)
    laid = Cable(link, loop)
    try:
        laid._call(link.open())
        link.narrow(bytes_per_second)
        yield laid
    finally:
        with suppress(Exception):
            laid._call(link.close())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def joined_by(network: Network, laid: Cable, member: str) -> Node:
    """An enrolled node that reaches the hub by this link; it does not run."""
    node = network.place(member, member.title(), REGION)
    node.init(network.hub.network_id)
    node.join(network.hub.invite(node), laid.port)
    return node
