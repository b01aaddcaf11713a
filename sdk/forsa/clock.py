"""Time, as something that is handed in: rules and tests never ask the machine."""

import asyncio
import time
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


class SystemClock:
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
