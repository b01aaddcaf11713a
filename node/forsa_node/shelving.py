"""The search index of an open node follows its mirror, on a thread, one look at a time.

It is a projection that nothing waits for. A look that is cut off ends at the next page of works,
and nobody lets go of the stores before it has.
"""

import asyncio
from contextlib import suppress
from pathlib import Path

from forsa.errors import BusyError, CorruptStoreError
from forsa.log_store.state import Progress, no_progress
from forsa.rpc.memory import trim_memory

from forsa_node.mirror import Mirror
from forsa_node.store.database import DamagedStoreError


class _EndedError(Exception):
    """The node is closed; what was written stays."""


class Shelving:
    """Close it before the mirror."""

    def __init__(self, folder: Path, mirror: Mirror) -> None:
        self._folder = folder
        self._mirror = mirror
        self._known = 0
        self._ending = False
        self._look = asyncio.Lock()

    @property
    def known(self) -> int:
        """Log entries that the index knows."""
        return self._known

    async def follow(self, progress: Progress = no_progress) -> None:
        """Bring the index up to the mirror; what fails here is only the index.

        Args:
            progress: Told entries that are done, and all; on another thread.

        Raises:
            DamagedStoreError: the mirror is damaged.
        """
        async with self._look:
            mirror = self._mirror
            if self._ending or (self._known == mirror.head.size and not mirror.store.late()):
                return
            work = asyncio.ensure_future(asyncio.to_thread(self._catch_up, progress))
            try:
                await asyncio.shield(work)
            except asyncio.CancelledError:
                self._ending = True
                with suppress(Exception):
                    await work
                raise
            except DamagedStoreError:
                raise
            except (BusyError, CorruptStoreError, _EndedError):
                return  # a command writes it, or its disk fails: next time

    async def close(self) -> None:
        """End the look that runs, and wait for it."""
        self._ending = True
        async with self._look:
            return

    def _catch_up(self, progress: Progress) -> None:
        from forsa_node.searching import catch_up  # the index is a library of its own

        mirror = self._mirror
        state, fresh_ms = mirror.state, mirror.fresh_ms

        def tell(done: int, total: int) -> None:
            if self._ending:
                raise _EndedError
            progress(done, total)

        try:
            self._known = catch_up(self._folder, mirror.store, state, fresh_ms, tell)
        finally:
            trim_memory()
