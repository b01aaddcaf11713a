"""Where the public works stand in the log, and when each last changed: numbers alone.

It is made anew at every start, follows the log, and is asked for pages: reports and courses with
audience `public`, every version of them. It also knows what followed each, and where the newest
public profile of each member stands.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Final

from forsa.entry import parse_entry
from forsa.envelope import RecordId
from forsa.exports.catalogue import State
from forsa.exports.oai import Selection
from forsa.governance.audience import BodyState, body_state
from forsa.library.cards import LIBRARY_KINDS
from forsa.library.roster import PROFILE
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.log_store.shelf import Standing
from forsa.log_store.writing import ACTS
from forsa.v1.effects_pb2 import RecordAct, RecordHold

PUBLIC: Final = "public"
PAGE: Final = 1024
DAY_MS: Final = 86_400_000
_STATES: Final[Mapping[BodyState, State]] = {
    BodyState.HELD: "held",
    BodyState.REDACTED: "redacted",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """What became of a record, and when that was; milliseconds since 1970."""

    state: State
    changed_ms: int
    replaced_by: bytes = b""
    """Record id of the version that followed, while that is shown."""


def stands_of(
    log: LogReader,
    now: Standing,
    entries: Collection[StoredEntry],
    newer: Mapping[int, int] | None = None,
) -> dict[int, Stand]:
    """What became of records, by the index of their entries.

    Args:
        log: Where they are.
        now: The newest state.
        entries: Those of the records.
        newer: By index the index of what followed a record.
    """
    known = newer or {}
    following = {one.index: known[one.index] for one in entries if one.index in known}
    versions = log.entries_at(set(following.values()))
    records = {one.record().record_id: one for one in (*versions, *entries)}
    acts: dict[bytes, list[StoredEntry]] = {one: [] for one in records}
    for act in log.entries_at(log.children_of(records, ACTS)):
        acts.get(RecordAct.FromString(act.record().header.effect).target, []).append(act)
    stands = {
        entry.index: _stand(now, record_id, [entry, *acts[record_id]])
        for record_id, entry in records.items()
    }
    followers = {one.index: (one.record().record_id, stands[one.index]) for one in versions}
    return {
        one.index: _replaced(stands[one.index], followers.get(following.get(one.index, -1)))
        for one in entries
    }


def _stand(now: Standing, record_id: bytes, story: Sequence[StoredEntry]) -> Stand:
    """From the entry of a record and those that act on it.

    A hold that ends by itself changes its record at the moment it was to end.
    """
    state: State = "shown"
    changed_ms, ends_ms = 0, None
    for one in story:
        header, at = one.record().header, parse_entry(one.data).sequenced_ms
        if header.kind == "record.withdraw":
            state = "withdrawn"
        elif header.kind == "record.hold":
            ends_ms = at + RecordHold.FromString(header.effect).days * DAY_MS
        elif header.kind in ACTS:
            ends_ms = None
        changed_ms = max(changed_ms, at)
    if ends_ms is not None and ends_ms < now.fresh_ms:
        changed_ms = max(changed_ms, ends_ms)
    stands = body_state(now.state, RecordId(record_id), now.fresh_ms)
    return Stand(_STATES.get(stands, state), changed_ms)


def _replaced(stand: Stand, newer: tuple[bytes, Stand] | None) -> Stand:
    """Replaced while what followed it is shown; it changes with that."""
    if newer is None:
        return stand
    record_id, its = newer
    changed_ms = max(stand.changed_ms, its.changed_ms)
    return Stand(stand.state, changed_ms, record_id if its.state == "shown" else b"")


@dataclass(frozen=True, slots=True)
class _Changed:
    kind: str
    record_id: bytes
    second: int


class PublicWorks:
    """Kept on one thread: `follow` first, then ask."""

    def __init__(self) -> None:
        self._size = 0
        self._fresh_ms = 0
        self._rows = {kind: (array("Q"), array("Q")) for kind in ("", *LIBRARY_KINDS)}
        self._changed: dict[int, _Changed] = {}
        """By index: what became of it after it was logged."""
        self.newer: dict[int, int] = {}
        """By index: the index of the public version that followed it."""
        self._older: dict[int, int] = {}
        """The other way round."""
        self.profiles: dict[str, int] = {}
        """By member: the index of its newest public profile."""

    def follow(self, log: LogReader, now: Standing) -> None:
        """Take in what was logged, and what time changed."""
        start, self._size = self._size, now.size
        targets = self._add(log, start)
        acts = self._pages(log, tuple(ACTS), start)
        targets |= {RecordAct.FromString(one.record().header.effect).target for one in acts}
        if self._fresh_ms != now.fresh_ms:
            holds = now.state.rights.holds
            targets |= {one.record_id for one in self._changed.values() if one.record_id in holds}
            self._fresh_ms = now.fresh_ms
        if targets:
            self._look_again(log, now, targets)

    def _add(self, log: LogReader, start: int) -> set[bytes]:
        """Take in works and profiles; return the records that newer ones follow."""
        followed: dict[bytes, int] = {}
        for one in self._pages(log, (*LIBRARY_KINDS, PROFILE), start):
            header = one.record().header
            if header.audience != PUBLIC:
                continue
            if header.kind == PROFILE:
                self.profiles[header.member] = one.index
            elif header.kind in self._rows:
                self._add_work(one, header.kind)
                if header.parent:
                    followed[header.parent] = one.index
        for record_id, index in log.index_of(followed).items():
            self.newer[index] = followed[record_id]
            self._older[followed[record_id]] = index
        return set(followed)

    def _add_work(self, entry: StoredEntry, kind: str) -> None:
        second = parse_entry(entry.data).sequenced_ms // 1000
        for name in ("", kind):
            indexes, seconds = self._rows[name]
            indexes.append(entry.index)
            seconds.append(second)

    def _pages(self, log: LogReader, kinds: Sequence[str], start: int) -> Iterable[StoredEntry]:
        while True:
            page = log.records_of(kinds, start=start, limit=PAGE)
            yield from log.entries_at(page)
            if len(page) < PAGE:
                return
            start = page[-1] + 1

    def _look_again(self, log: LogReader, now: Standing, targets: Collection[bytes]) -> None:
        found = set(log.index_of(targets).values())
        found |= {self._older[one] for one in found if one in self._older}
        known = [one for one in found if self._is_public(one)]
        entries = {one.index: one for one in log.entries_at(known)}
        for index, stand in stands_of(log, now, list(entries.values()), self.newer).items():
            record = entries[index].record()
            second = stand.changed_ms // 1000
            self._changed[index] = _Changed(record.header.kind, record.record_id, second)

    def _is_public(self, index: int) -> bool:
        indexes, _ = self._rows[""]
        return _holds(indexes, index, 0, len(indexes))

    def find(self, log: LogReader, record_id: bytes) -> int | None:
        """The index of a public work; None: there is no such one."""
        index = log.index_of([record_id]).get(record_id)
        return index if index is not None and self._is_public(index) else None

    def select(self, wanted: Selection, limit: int) -> tuple[list[int], int]:
        """The first indexes that match, and how many match from there on."""
        indexes, seconds = self._rows[wanted.kind]
        low = 0 if wanted.since is None else bisect_left(seconds, wanted.since)
        high = len(seconds) if wanted.until is None else bisect_right(seconds, wanted.until)
        low = max(low, bisect_left(indexes, wanted.start))
        high = max(low, high)
        gone, come = set(), []
        for index, one in self._changed.items():
            was = _holds(indexes, index, low, high)
            if was and not _within(wanted, one.second):
                gone.add(index)
            elif not was and index >= wanted.start and _fits(wanted, one):
                come.append(index)
        staying = (one for one in islice(indexes, low, high) if one not in gone)
        first = list(islice(merge(staying, sorted(come)), limit))
        return first, high - low - len(gone) + len(come)

    def before(self, index: int, limit: int) -> list[int]:
        """Indexes below this one, the newest first."""
        indexes, _ = self._rows[""]
        end = bisect_left(indexes, index)
        return list(reversed(indexes[max(0, end - limit) : end]))

    def after(self, index: int, limit: int) -> list[int]:
        """Indexes from this one on."""
        indexes, _ = self._rows[""]
        start = bisect_left(indexes, index)
        return list(indexes[start : start + limit])


def _holds(indexes: Sequence[int], index: int, low: int, high: int) -> bool:
    place = bisect_left(indexes, index, low, high)
    return place < high and indexes[place] == index


def _fits(wanted: Selection, one: _Changed) -> bool:
    return wanted.kind in ("", one.kind) and _within(wanted, one.second)


def _within(wanted: Selection, second: int) -> bool:
    return (wanted.since is None or second >= wanted.since) and (
        wanted.until is None or second <= wanted.until
    )
