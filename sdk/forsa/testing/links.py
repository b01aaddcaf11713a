"""Links as they are in the field: narrow, they drop, they stall, they come back."""

import asyncio
from collections.abc import Callable
from typing import Self

_CHUNK = 16 * 1024


class BadLink:
    """A TCP relay on loopback between a node and its hub. It sees bytes, not messages."""

    def __init__(self, target: Callable[[], int]) -> None:
        self._target = target
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._relays: set[asyncio.Task[None]] = set()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._left: int | None = None
        self._seconds_a_byte = 0.0
        self._free_at = [0.0, 0.0]
        """When each way has carried what it took, by the loop's clock."""
        self.up = True
        self.port = 0
        self.carried_bytes = [0, 0]
        """So many to the target, so many back, of all connections since the start."""

    async def open(self) -> Self:
        """Listen; `port` is known afterwards."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def cut(self) -> None:
        """Break every connection, and take none until `restore`."""
        self.up = False
        for writer in self._writers:
            writer.transport.abort()

    def cut_after(self, size: int) -> None:
        """Break after so many more bytes, of both directions together."""
        self._left = size

    def narrow(self, bytes_per_second: float) -> None:
        """Carry no more than this each way, all connections together."""
        self._seconds_a_byte = 1 / bytes_per_second

    def stall(self) -> None:
        """Stay connected and carry nothing until `restore`: a link that looks alive."""
        self._flowing.clear()

    def restore(self) -> None:
        """Carry everything again."""
        self._left = None
        self.up = True
        self._flowing.set()

    async def close(self) -> None:
        """Break everything and stop listening."""
        self.cut()
        self._flowing.set()
        if self._server is not None:
            self._server.close()
        for relay in self._relays:
            relay.cancel()
        await asyncio.gather(*self._relays, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.up:
            writer.transport.abort()
            return
        try:
            far = await asyncio.open_connection("127.0.0.1", self._target())
        except OSError:
            writer.transport.abort()
            return
        ways = ((reader, far[1], 0), (far[0], writer, 1))
        relays = [asyncio.create_task(self._relay(*way)) for way in ways]
        self._relays.update(relays)
        for relay in relays:
            relay.add_done_callback(self._relays.discard)

    async def _relay(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: int
    ) -> None:
        self._writers.add(writer)
        try:
            while data := await reader.read(_CHUNK):
                await self._flowing.wait()
                await self._wait_for(way, len(data))
                if self._is_cut():
                    return
                allowed = self._allowed(data)
                self.carried_bytes[way] += len(allowed)
                writer.write(allowed)
                await writer.drain()
                if self._is_cut():
                    return
        except OSError:
            return
        finally:
            self._writers.discard(writer)
            if self.up:
                writer.close()
            else:
                writer.transport.abort()

    def _is_cut(self) -> bool:
        """Whether it was cut, also while a relay waited."""
        return not self.up

    async def _wait_for(self, way: int, size: int) -> None:
        """Wait until a narrow link has carried what it took before, and take so much more."""
        now = asyncio.get_running_loop().time()
        begins = max(now, self._free_at[way])
        self._free_at[way] = begins + size * self._seconds_a_byte
        if begins > now:
            await asyncio.sleep(begins - now)

    def _allowed(self, data: bytes) -> bytes:
        if self._left is None:
            return data
        part = data[: self._left]
        self._left -= len(part)
        if len(part) < len(data):
            self.cut()
        return part
