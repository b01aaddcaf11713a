"""When the hub's clock must not be trusted to order records (docs/protocol.md, "The log")."""

from dataclasses import dataclass

from forsa.clock import Clock, MachineClock
from forsa.errors import BusyError, Reason

MINUTE_MS = 60_000
BEHIND_MS = 10 * MINUTE_MS
JUMP_MS = 10 * MINUTE_MS
AHEAD_MS = 72 * 60 * MINUTE_MS


@dataclass(slots=True)
class ClockGuard:
    """Compares the clock with log time, with the time since boot and with the last freshness.

    Who lets the days of a demonstration pass looked at its clock, however many they are.
    """

    clock: Clock
    confirmed: bool
    """An operator looked at the clock at the start of this run."""
    _base_ms: int = 0

    def __post_init__(self) -> None:
        self._base_ms = self.clock.now_ms() - self.clock.boot_ms()

    def now_ms(self, log_time_ms: int, fresh_seconds: int) -> int:
        """The time, if it can be trusted.

        Raises:
            BusyError: `CLOCK_SUSPECT`, with the values.
        """
        now = self.clock.now_ms()
        moved = abs(now - self.clock.boot_ms() - self._base_ms)
        if moved > JUMP_MS:
            raise _suspect(f"it was set by {moved // MINUTE_MS} minutes while the hub ran")
        if log_time_ms - now > BEHIND_MS:
            behind = (log_time_ms - now) // MINUTE_MS
            raise _suspect(f"it is {behind} minutes behind the time of the log")
        confirmed = self.confirmed or not isinstance(self.clock, MachineClock)
        if not confirmed and fresh_seconds and now - fresh_seconds * 1000 > AHEAD_MS:
            hours = (now - fresh_seconds * 1000) // (60 * MINUTE_MS)
            raise _suspect(f"it is {hours} hours after the last checkpoint")
        return now

    def settled(self) -> None:
        """A checkpoint was made at a trusted time: later leaps are measured from it."""
        self.confirmed = False


def _suspect(why: str) -> BusyError:
    return BusyError(
        f"the hub's clock is not safe, {why}: check it, then start with --confirm-clock",
        Reason.CLOCK_SUSPECT,
    )
