"""Every release that the mirror brings is judged here again, whatever the hub said of it.

What this node may not or no longer read it cannot hold against the hub: a release that follows
such a record is left open. One that breaks a rule that this node can see was let in by a hub that
lies or errs: it is named to people once, and shown nowhere.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from forsa.errors import ForsaError
from forsa.log_store.reading import LogReader
from forsa.outcomes.names import KINDS, RELEASE

from forsa_node.files.content import ContentStore
from forsa_node.mirror import Mirror
from forsa_node.outcomes.verdicts import Verdicts, keep_verdicts, load_verdicts
from forsa_node.seen import Seen


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
        if known.waiting or store.read(lambda log: _has_news(log, known.size, size)):
            # Late: what judges weighs some megabytes, and most networks have no release yet.
            from forsa_node.outcomes.judging_others import recheck

            found = recheck(store, seen, self._contents, known, size)
            verdicts = found.verdicts
            alarms = found.alarms
        else:
            verdicts, alarms = Verdicts(known.passed, known.refused, size), ()
        if verdicts != known:
            with suppress(OSError):  # a full disk: it is judged again
                keep_verdicts(self._folder, verdicts)
        self._last = held
        return alarms


def _has_news(log: LogReader, start: int, end: int) -> bool:
    """Whether there is a release, and anything new that one is judged by."""
    return all(
        any(index < end for index in log.records_of(kinds=kinds, start=since, limit=1))
        for kinds, since in ((KINDS, start), ((RELEASE,), 0))
    )
