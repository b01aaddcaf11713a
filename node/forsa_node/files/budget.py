"""How much of the link attachments may use: so many bytes a second, so many a day, both ways."""

from collections.abc import Callable
from typing import Final

from forsa.clock import Clock
from forsa.commitment import CHUNK_BYTES
from forsa.errors import QuotaError, Reason
from forsa.rpc.details import RETRY

DAY_MS: Final = 86_400_000


class Budget:
    """A token bucket and a daily allowance. Bytes are asked for before they travel."""

    def __init__(
        self,
        clock: Clock,
        per_second: int,
        per_day: int,
        spent: Callable[[int], int],
        spend: Callable[[int, int], None],
    ) -> None:
        """Make a full bucket.

        Args:
            clock: Whose time fills it.
            per_second: Bytes; 0 = no limit.
            per_day: Bytes a day, UTC; 0 = no limit.
            spent: What a day (since 1970) has used.
            spend: Counts bytes for a day, durably.
        """
        self._clock = clock
        self._per_second = per_second
        self._per_day = per_day
        self._spent = spent
        self._spend = spend
        self._tokens = float(self._most)
        self._filled_ms = clock.boot_ms()

    @property
    def _most(self) -> int:
        """What the bucket holds: one second, and at least one chunk."""
        return max(self._per_second, CHUNK_BYTES)

    async def take(self, size: int) -> None:
        """Wait until `size` bytes, at most a chunk, may travel, and count them.

        Raises:
            QuotaError: `QUOTA_EXCEEDED`: today's allowance is used up; metadata say until when.
        """
        self.require_today(size)
        if self._per_second:
            await self._wait_for(size)
        if self._per_day:
            self._spend(self._today(), size)

    def require_today(self, size: int) -> None:
        """Check that today's allowance has `size` bytes left; raises as `take`."""
        if self._per_day == 0:
            return
        today = self._today()
        spent = self._spent(today)
        if spent + size > self._per_day:
            wait_ms = (today + 1) * DAY_MS - self._clock.now_ms()
            raise QuotaError(
                f"files used {spent} bytes today, and files_bytes_per_day is {self._per_day}: "
                "they go on tomorrow; texts and records are exchanged all the same",
                Reason.QUOTA_EXCEEDED,
                whose="node",
                spent_bytes=spent,
                allowed_bytes=self._per_day,
                **{RETRY: wait_ms},
            )

    def chunks_today(self, most: int) -> int:
        """How many chunks may be asked for at once: at least one, at most `most`.

        Raises:
            QuotaError: as `take`: not even one.
        """
        if self._per_day == 0:
            return most
        self.require_today(1)
        left = self._per_day - self._spent(self._today())
        return max(1, min(most, left // CHUNK_BYTES))

    async def _wait_for(self, size: int) -> None:
        self._fill()
        while self._tokens < size:
            await self._clock.sleep((size - self._tokens) / self._per_second)
            self._fill()
        self._tokens -= size

    def _fill(self) -> None:
        now_ms = self._clock.boot_ms()
        gained = (now_ms - self._filled_ms) / 1000 * self._per_second
        self._tokens = min(self._most, self._tokens + gained)
        self._filled_ms = now_ms

    def _today(self) -> int:
        return self._clock.now_ms() // DAY_MS
