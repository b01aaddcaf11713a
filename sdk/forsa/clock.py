"""Time, as something that is handed in: rules and tests never ask the machine.

There are two times where a network is shown and its days pass at once: that of the network (the
log, deadlines, waits) and that of the machine, by which TLS looks at certificates and a disk dates
its files. Elsewhere they are one. What needs the machine's takes a `MachineClock`.
"""

import asyncio
import time
from abc import ABC, abstractmethod
from typing import Protocol


class Clock(Protocol):
    """What a shell may ask about time."""

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01T00:00Z, as far as the machine knows; may jump."""
        ...

    def boot_ms(self) -> int:
        """Milliseconds since some moment in the past; never goes back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after about `seconds`; at once for 0 or less."""
        ...

    @property
    def machine(self) -> "MachineClock":
        """The machine's own clock: this one, unless its days are made to pass."""
        ...


class MachineClock(ABC):
    """What the machine says; a class of its own, so that no other clock is taken for it."""

    @abstractmethod
    def now_ms(self) -> int:
        """Milliseconds since 1970, from the system."""

    @abstractmethod
    def boot_ms(self) -> int:
        """Milliseconds of the monotonic clock."""

    @abstractmethod
    async def sleep(self, seconds: float) -> None:
        """Sleep in the running loop."""

    @property
    def machine(self) -> "MachineClock":
        """This clock."""
        return self


class SystemClock(MachineClock):
    """The machine's own clocks."""

    def now_ms(self) -> int:
        """Milliseconds since 1970, from the system."""
        return time.time_ns() // 1_000_000

    def boot_ms(self) -> int:
        """Milliseconds of the monotonic clock."""
        return time.monotonic_ns() // 1_000_000

    async def sleep(self, seconds: float) -> None:
        """Sleep in the running loop."""
        await asyncio.sleep(max(0.0, seconds))
