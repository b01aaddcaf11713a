"""Answers are worked out one after another on one thread, while memory has room for the next."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from forsa.errors import BusyError, Reason

WAITING: Final = 32
"""Requests that may wait for their turn; more are told to come back."""
WAITING_BYTES: Final = 32 * 2**20
"""Of answers, of all readers together, that are not taken yet."""
ANSWER_BYTES: Final = 8 * 2**20
"""About what an answer takes at most."""
T = TypeVar("T")


class Turns:
    """Room is looked for when a turn comes: what was worked out before is with its reader then.

    Looked for when a request arrives, it would let in all who ask in the same moment.
    """

    def __init__(self, unread: Callable[[], int]) -> None:
        """`unread` tells how many bytes of answers wait for their readers."""
        self._unread = unread
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hub-showcase")
        self._waiting = 0

    async def do(self, work: Callable[[], T]) -> T:
        """What `work` returns.

        Raises:
            BusyError: too many wait already, or too much that they do not take.
        """
        if self._waiting >= WAITING:
            raise BusyError("too many requests", Reason.RECOVERING, retry_ms=5000)
        self._waiting += 1
        try:
            async with self._turn:
                if self._unread() + ANSWER_BYTES > WAITING_BYTES:
                    raise BusyError("too much is not taken", Reason.RECOVERING, retry_ms=5000)
                return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Do nothing more."""
        self._thread.shutdown(wait=True, cancel_futures=True)
