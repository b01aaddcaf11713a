"""How long something is tried again that a broken link or a busy hub stops."""

import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from forsa.client.backoff import can_wait, seconds_until
from forsa.clock import Clock
from forsa.errors import ForsaError

A = TypeVar("A")


class Patience:
    """Time for something that fails; it begins anew whenever there is something to show for it."""

    def __init__(self, clock: Clock, draw: random.Random, seconds: float) -> None:
        """The time begins now.

        Args:
            clock: Waits.
            draw: Jitter.
            seconds: How long to try while nothing is won.
        """
        self._clock = clock
        self._draw = draw
        self._seconds = seconds
        self.renew()

    def renew(self) -> None:
        """Something was won: the time begins anew."""
        self._failures = 0
        self._give_up_ms = self._clock.boot_ms() + int(self._seconds * 1000)

    async def lasts(self, error: ForsaError) -> bool:
        """Wait as long as after this error is due; False, at once, if the time ends before."""
        self._failures += 1
        wait = seconds_until(error, self._failures, self._draw)
        if self._clock.boot_ms() + int(wait * 1000) >= self._give_up_ms:
            return False
        await self._clock.sleep(wait)
        return True


async def carry(attempt: Callable[[], Awaitable[A]], won: Callable[[], int], time: Patience) -> A:
    """Try a transfer until it is whole, as long as some of it arrives now and then.

    Args:
        attempt: Goes on where the last one ended.
        won: What of it is safe now: a number that never falls.
        time: How long to try while that number stands still.

    Raises:
        ForsaError: as `attempt` raised it: it cannot wait, or the time is up.
    """
    known = -1
    while True:
        try:
            return await attempt()
        except ForsaError as error:
            if not can_wait(error):
                raise
            if won() > known:
                known = won()
                time.renew()
            if not await time.lasts(error):
                raise
