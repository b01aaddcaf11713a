"""Whose turn it is where members wait for long work: nobody waits for all that another asked for.

So much is done at once, and of each member one piece. Whoever had a turn goes behind the others.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Gives turns to members, on one event loop."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._at_work: set[str] = set()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        """By member, who is next first."""

    @asynccontextmanager
    async def of(self, member: str) -> AsyncIterator[None]:
        """Wait for a turn of the member, and hold it."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(member, deque()).append(turn)
        self._give()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it was given in the same moment
                self._end(member)
            raise
        try:
            yield
        finally:
            self._end(member)

    def _end(self, member: str) -> None:
        self._free += 1
        self._at_work.discard(member)
        if member in self._waiting:
            self._waiting[member] = self._waiting.pop(member)
        self._give()

    def _give(self) -> None:
        for member in [one for one in self._waiting if one not in self._at_work]:
            queue = self._waiting[member]
            while queue and queue[0].done():  # it was given up
                queue.popleft()
            if queue and self._free:
                queue.popleft().set_result(None)
                self._free -= 1
                self._at_work.add(member)
            if not queue:
                del self._waiting[member]
