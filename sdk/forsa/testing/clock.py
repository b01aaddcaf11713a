"""A clock that stands still until a test moves it."""

import asyncio
import threading
import time
from dataclasses import dataclass

from forsa.clock import MachineClock


@dataclass(frozen=True, slots=True)
class _Sleeper:
    due_ms: int
    loop: asyncio.AbstractEventLoop
    woken: asyncio.Future[None]


class FakeClock(MachineClock):
    """Begins at the machine's time: TLS reads that one, and looks at certificates by it.

    It stands for the machine's own clock, right or wrong: our looks at certificates go by it.
    May be moved from another thread than the one whose loop sleeps by it.
    """

    def __init__(self, now_ms: int | None = None) -> None:
        self._now_ms = time.time_ns() // 1_000_000 if now_ms is None else now_ms
        self._boot_ms = 0
        self._passed_ms = 0
        self._sleepers: list[_Sleeper] = []
        self._lock = threading.Lock()
        self._machine = _Beside(self)

    @property
    def machine(self) -> MachineClock:
        """What certificates are looked at by: moved by all but `let_pass`."""
        return self._machine

    @property
    def passed_ms(self) -> int:
        """Milliseconds that `let_pass` let pass."""
        return self._passed_ms

    def now_ms(self) -> int:
        """Milliseconds since 1970, as the test has it."""
        return self._now_ms

    def boot_ms(self) -> int:
        """Milliseconds that passed by `advance`."""
        return self._boot_ms

    async def sleep(self, seconds: float) -> None:
        """Return once the clock was advanced by `seconds`."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        loop = asyncio.get_running_loop()
        with self._lock:
            due_ms = self._boot_ms + round(seconds * 1000)
            sleeper = _Sleeper(due_ms, loop, loop.create_future())
            self._sleepers.append(sleeper)
        try:
            await sleeper.woken
        finally:
            with self._lock:
                if sleeper in self._sleepers:
                    self._sleepers.remove(sleeper)

    @property
    def sleeping(self) -> int:
        """How many wait for the clock: a test advances it once somebody does."""
        with self._lock:
            return len(self._sleepers)

    def advance(self, seconds: float) -> None:
        """Let time pass, and wake whoever slept long enough."""
        with self._lock:
            self._now_ms += round(seconds * 1000)
            self._boot_ms += round(seconds * 1000)
            due = [one for one in self._sleepers if one.due_ms <= self._boot_ms]
            self._sleepers = [one for one in self._sleepers if one not in due]
        for one in due:
            one.loop.call_soon_threadsafe(_wake, one.woken)

    def let_pass(self, seconds: float) -> None:
        """Let time pass for the network as in a demonstration: certificates do not age by it."""
        self._passed_ms += round(seconds * 1000)
        self.advance(seconds)

    def jump(self, seconds: float) -> None:
        """Set the clock forward or back, as people and flat batteries do; no time passes."""
        self._now_ms += round(seconds * 1000)


class _Beside(MachineClock):
    """The machine's clock beside that of a network whose days were let pass."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock

    def now_ms(self) -> int:
        """Milliseconds since 1970."""
        return self._clock.now_ms() - self._clock.passed_ms

    def boot_ms(self) -> int:
        """Milliseconds that passed."""
        return self._clock.boot_ms()

    async def sleep(self, seconds: float) -> None:
        """Return once `seconds` have passed."""
        await self._clock.sleep(seconds)


def _wake(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)
