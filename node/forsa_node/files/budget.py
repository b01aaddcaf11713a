"""How much of the link attachments may use: so many bytes a second, so many a day, both ways."""

from collections.abc import Callable, Iterable
from typing import Final

from forsa.clock import Clock
from forsa.commitment import CHUNK_BYTES
from forsa.errors import ForsaError, QuotaError, Reason
from forsa.rpc.details import RETRY

DAY_MS: Final = 86_400_000
_NODE: Final = "node"
"""Whose allowance is used up, as opposed to one at the hub."""


class Budget:
    """A token bucket and a daily allowance."""

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
            per_day: Bytes a day, UTC, at least a chunk; 0 = no limit.
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
        """Wait until `size` bytes, at most a chunk, may leave, and count them.

        Raises:
            QuotaError: `QUOTA_EXCEEDED`: they are more than today's allowance has left; metadata
                say until when.
        """
        self._require_today(size)
        await self.use(size)

    async def use(self, size: int) -> None:
        """Count `size` bytes, at most a chunk, that came in, and wait for as long as they cost."""
        if self._per_day:
            self._spend(self._today(), size)
        if self._per_second:
            await self._wait_for(size)

    def fitting(self, sizes: Iterable[int]) -> int:
        """How many of these, from the first on, may come in or leave today.

        Raises:
            QuotaError: as `take`: not even one.
        """
        left = self._left()
        count = 0
        for size in sizes:
            if left is not None and size > left:
                break
            left = None if left is None else left - size
            count += 1
        if count == 0:
            raise self._used_up()
        return count

    def _require_today(self, size: int) -> None:
        left = self._left()
        if left is not None and size > left:
            raise self._used_up()

    def _left(self) -> int | None:
        """Bytes of today's allowance; None = there is none."""
        return self._per_day - self._spent(self._today()) if self._per_day else None

    def _used_up(self) -> QuotaError:
        today = self._today()
        wait_ms = (today + 1) * DAY_MS - self._clock.now_ms()
        return QuotaError(
            f"files used {self._spent(today)} bytes today, and files_bytes_per_day is "
            f"{self._per_day}: they go on tomorrow; texts and records are exchanged all the same",
            Reason.QUOTA_EXCEEDED,
            whose=_NODE,
            spent_bytes=self._spent(today),
            allowed_bytes=self._per_day,
            **{RETRY: wait_ms},
        )

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


def is_own_limit(error: ForsaError) -> bool:
    """Whether today's allowance is used up: what else is to move would fail alike."""
    return isinstance(error, QuotaError) and error.metadata.get("whose") == _NODE
