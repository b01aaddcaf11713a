"""Every release that the mirror brings is judged here again, whatever the hub said of it.

What this node may not or no longer read it cannot hold against the hub: a release that follows
such a record is left open. One that breaks a rule that this node can see was let in by a hub that
lies or errs: it is named to people once, and shown nowhere.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from forsa.errors import ConflictError, EquivocationError, ForsaError, Reason, TooLargeError
from forsa.log_store.reading import LogReader
from forsa.outcomes.admitting import proof_of
from forsa.outcomes.gathering import KINDS, PROFILE, LoggedRecord, Refused, gather
from forsa.outcomes.names import RELEASE

from forsa_node.files.content import ContentStore
from forsa_node.mirror import Mirror
from forsa_node.outcomes.others import logged_records
from forsa_node.outcomes.verdicts import Verdicts, keep_verdicts, load_verdicts
from forsa_node.seen import Seen
from forsa_node.store.mirror import MirrorStore


class Rechecking:
    """Follows the mirror of an open node, on a thread, one look at a time. Close it first."""

    def __init__(self, folder: Path, mirror: Mirror, contents: ContentStore) -> None:
        self._folder, self._mirror, self._contents = folder, mirror, contents
        self._look = asyncio.Lock()
        self._ending = False
        self._last: tuple[int, int, int] | None = None
        """What the mirror held at the last look: entries, texts that lack, files."""

    async def follow(self) -> None:
        """Judge what is new, keep what was found, and raise an alarm on what was let in wrongly."""
        async with self._look:
            if self._ending:
                return
            work = asyncio.ensure_future(asyncio.to_thread(self._judge))
            try:
                alarms = await asyncio.shield(work)
            except asyncio.CancelledError:
                self._ending = True
                with suppress(Exception):
                    await work
                raise
            for alarm in alarms:
                self._mirror.keep_evidence(alarm)

    async def close(self) -> None:
        """Let the look that runs end."""
        self._ending = True
        async with self._look:
            return

    def _judge(self) -> Sequence[ForsaError]:
        store, size = self._mirror.store, self._mirror.head.size
        held = size, store.count_missing(), len(store.contents())
        known = load_verdicts(self._folder)
        if held == self._last and known.size == size:
            return ()
        if known.size > size:
            known = Verdicts()
        seen = Seen(self._mirror.state, self._mirror.fresh_ms, (), {})
        found = recheck(store, seen, self._contents, known, size)
        if found.verdicts != known:
            with suppress(OSError):  # a full disk: it is judged again
                keep_verdicts(self._folder, found.verdicts)
        self._last = held
        return found.alarms


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a look."""

    verdicts: Verdicts
    alarms: tuple[ForsaError, ...] = ()


def recheck(
    store: MirrorStore, seen: Seen, contents: ContentStore, known: Verdicts, size: int
) -> Found:
    """Judge the releases that are not judged yet.

    Args:
        store: The mirror.
        seen: Its newest state.
        contents: Where the proofs are.
        known: What was found before.
        size: Entries that the mirror holds.
    """
    if not known.waiting and not store.read(lambda log: _has_news(log, known.size, size)):
        return Found(Verdicts(known.passed, known.refused, size))
    records = list(logged_records(store, seen, (), contents))
    gathered = gather(records, judged=known.passed)
    known_or_blind = {*_undecidable(records), *known.refused}
    new = [one for one in gathered.refused if one.record_id not in known_or_blind]
    where = store.read(lambda log: log.index_of([one.record_id for one in new]))
    waits = {one.record_id for one in new if _waits(store, where[one.record_id], one)}
    wrong = [one for one in new if one.record_id not in waits]
    passed = frozenset(one.record_id for one in gathered.accepted)
    refused = {**known.refused, **{one.record_id: one.error.reason.value for one in wrong}}
    open_ = {one.record_id for one in records if one.kind == RELEASE} - passed - set(refused)
    verdicts = Verdicts(passed, refused, size, bool(open_))
    return Found(verdicts, tuple(let_in_wrongly(one, where[one.record_id]) for one in wrong))


def let_in_wrongly(release: Refused, index: int) -> ForsaError:
    """What is said of a hub that logged a release which the rules refuse."""
    return EquivocationError(
        f"the hub logged tables of outcomes, number {index}, that must not be published",
        Reason.HUB_ADMITTED_INVALID,
        index=index,
        member=release.member,
        record_id=release.record_id.hex(),
        why=release.error.reason.value,
    )


def _has_news(log: LogReader, start: int, end: int) -> bool:
    return any(index < end for index in log.records_of(kinds=KINDS, start=start, limit=1))


def _undecidable(records: Sequence[LoggedRecord]) -> Iterator[bytes]:
    """Releases of members of whom something before them cannot be read, or was taken back."""
    blind = set[str]()
    for one in records:
        if one.body is None or (one.kind == PROFILE and one.withdrawn):
            blind.add(one.member)
        elif one.kind == RELEASE and one.member in blind:
            yield one.record_id


def _waits(store: MirrorStore, index: int, release: Refused) -> bool:
    """Whether nothing is wrong but that its proof is not here yet."""
    if release.error.reason is not Reason.KIND_OUTCOME_PROOF_MISSING:
        return False
    (entry,) = store.read(lambda log: log.entries_at([index]))
    try:
        proof_of(entry.record().header)
    except (ConflictError, TooLargeError):
        return False
    return True
