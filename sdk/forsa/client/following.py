"""Records as the network logs them, without end: what lies behind `follow`."""

import random
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Final

from forsa.client.backoff import can_wait, seconds_until
from forsa.client.items import Item
from forsa.client.session import Session
from forsa.client.values import Filter
from forsa.clock import Clock
from forsa.errors import ForsaError

POLL_SECONDS: Final = 30.0
"""How often is asked where the hub offers no `Watch`: to outsiders."""

ListItems = Callable[..., AsyncGenerator[Item, None]]
"""`AsyncNetwork.list`."""


class Following:
    """Waits for what is new, and lists it; broken links are waited out."""

    def __init__(
        self, session: Session, clock: Clock, draw: random.Random, list_items: ListItems
    ) -> None:
        self._session = session
        self._clock = clock
        self._draw = draw
        self._list = list_items

    async def items(self, which: Filter, from_index: int | None) -> AsyncGenerator[Item, None]:
        """Yield what matches from an index on, None = from now on; raises as `follow` says."""
        cursor = await self._size(which) if from_index is None else from_index
        failures = 0
        async with aclosing(self._heads(cursor)) as heads:
            async for size in heads:
                while True:
                    try:
                        async with aclosing(self._list(which, from_index=cursor)) as items:
                            async for item in items:
                                cursor, failures = item.index + 1, 0
                                yield item
                        break
                    except ForsaError as error:
                        failures += 1
                        await self._wait_out(error, failures)
                cursor = max(cursor, size)

    async def _heads(self, known: int) -> AsyncGenerator[int, None]:
        """Yield at once, and then whenever there may be something new.

        What is yielded is a size up to which a list made after it is complete.
        """
        yield known
        failures = 0
        while True:
            try:
                async with aclosing(self._sizes(known)) as sizes:
                    async for size in sizes:
                        known, failures = size, 0
                        yield size
            except ForsaError as error:
                failures += 1
                await self._wait_out(error, failures)

    async def _sizes(self, known: int) -> AsyncGenerator[int, None]:
        """One watch, or outside, where there is none, one poll."""
        hub = self._session.hub
        if hub is None:
            await self._clock.sleep(POLL_SECONDS)
            yield known
            return
        async with aclosing(hub.watch(known)) as answers:
            async for answer in answers:
                head = self._session.open_note(answer.note)
                if head.size > known:
                    known = head.size
                    yield known

    async def _wait_out(self, error: ForsaError, failures: int) -> None:
        if not can_wait(error):
            raise error
        await self._clock.sleep(seconds_until(error, failures, self._draw))

    async def _size(self, which: Filter) -> int:
        """Where "from now on" begins: members ask for the head, others look for the last match."""
        hub = self._session.hub
        if hub is not None:
            return self._session.open_note(await hub.get_checkpoint()).size
        end = 0
        async with aclosing(self._list(which)) as items:
            async for item in items:
                end = item.index + 1
        return end
