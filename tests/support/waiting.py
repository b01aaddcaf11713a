"""Waiting for a condition, with a deadline, instead of sleeping."""

import asyncio
from collections.abc import Callable

STEP_SECONDS = 0.01


async def until(holds: Callable[[], bool], deadline_seconds: float = 60) -> None:
    """Return once `holds()`; fail after the deadline."""
    async with asyncio.timeout(deadline_seconds):
        while not holds():  # noqa: ASYNC110  (what changes has no event to wait for)
            await asyncio.sleep(STEP_SECONDS)
