"""What a member may publish: a bucket for bursts, counters for the day and in all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forsa.errors import QuotaError, Reason

from forsa_hub.config import Limits
from forsa_hub.store.usage import IN_ALL, Used

DAY_MS = 86_400_000


@dataclass(slots=True)
class Bucket:
    """Fills by `records_per_second` up to `records_burst`."""

    level: float
    at_ms: int


@dataclass(slots=True)
class Quotas:
    """Mutable: one for the hub, told of every record that is taken."""

    limits: Limits
    counters: dict[tuple[str, int], Used] = field(default_factory=dict)
    buckets: dict[str, Bucket] = field(default_factory=dict)
    changed: set[tuple[str, int]] = field(default_factory=set)

    def take(self, member: str, size: int, now_ms: int) -> None:
        """Count one record of `size` bytes.

        Raises:
            QuotaError: `RATE_LIMITED` or `QUOTA_EXCEEDED`, with the seconds to wait; not counted.
        """
        counted = self._plus(member, 1, size, now_ms)
        self._fill_and_take(member, now_ms)
        self._set(counted)

    def reserve(self, member: str, size: int, now_ms: int) -> None:
        """Count the `size` bytes of an attachment, before they come.

        Raises:
            QuotaError: `QUOTA_EXCEEDED`, with the seconds to wait; not counted.
        """
        self._set(self._plus(member, 0, size, now_ms))

    def give_back(self, member: str, size: int, now_ms: int | None = None) -> None:
        """Count `size` bytes less in all, as they went; of the day too, if they never came."""
        keys = [(member, IN_ALL)] if now_ms is None else [(member, IN_ALL), (member, _day(now_ms))]
        for key in keys:
            used = self.counters.get(key, Used())
            self._set({key: Used(used.records, max(0, used.bytes - size))})

    def _plus(
        self, member: str, records: int, size: int, now_ms: int
    ) -> dict[tuple[str, int], Used]:
        """What the counters become with this; refused if that is more than the limits."""
        day = _day(now_ms)
        today = self.counters.get((member, day), Used()).plus(records, size)
        in_all = self.counters.get((member, IN_ALL), Used()).plus(records, size)
        limits = self.limits
        until_midnight = (DAY_MS - now_ms % DAY_MS) // 1000 + 1
        for quota, used, limit, wait in (
            ("records_per_day", today.records, limits.records_per_day, until_midnight),
            ("bytes_per_day", today.bytes, limits.bytes_per_day, until_midnight),
            ("bytes_total", in_all.bytes, limits.bytes_total, 86_400),
        ):
            if used > limit:
                raise _exceeded(member, quota, used, limit, wait)
        return {(member, day): today, (member, IN_ALL): in_all}

    def _set(self, counted: Mapping[tuple[str, int], Used]) -> None:
        self.counters |= counted
        self.changed |= counted.keys()

    def drain_changed(self) -> Mapping[tuple[str, int], Used]:
        """The counters to store, once; those of former days are forgotten."""
        changed = {key: self.counters[key] for key in self.changed}
        self.changed.clear()
        newest = max((day for _, day in self.counters), default=0)
        self.counters = {
            key: used for key, used in self.counters.items() if key[1] in (IN_ALL, newest)
        }
        return changed

    def _fill_and_take(self, member: str, now_ms: int) -> None:
        limits = self.limits
        bucket = self.buckets.setdefault(member, Bucket(limits.records_burst, now_ms))
        gained = max(0, now_ms - bucket.at_ms) / 1000 * limits.records_per_second
        bucket.level = min(limits.records_burst, bucket.level + gained)
        bucket.at_ms = now_ms
        if bucket.level < 1:
            wait = (1 - bucket.level) / limits.records_per_second
            raise QuotaError(
                f"{member} sends more than {limits.records_per_second} records a second",
                Reason.RATE_LIMITED,
                retry_ms=max(1000, round(wait * 1000)),
            )
        bucket.level -= 1


def _day(now_ms: int) -> int:
    return now_ms // DAY_MS


def _exceeded(member: str, quota: str, used: int, limit: int, wait_seconds: int) -> QuotaError:
    return QuotaError(
        f"with this {member} would have used {used} of {limit} ({quota})",
        Reason.QUOTA_EXCEEDED,
        quota=quota,
        used=used,
        limit=limit,
        retry_ms=wait_seconds * 1000,
    )
