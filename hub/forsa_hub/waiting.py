"""Waiting for whatever comes first."""

import asyncio
from collections.abc import Coroutine


async def first_of(*events: Coroutine[None, None, object], seconds: float | None = None) -> None:
    """Wait until one of these is over, or `seconds` are; let go of the others."""
    tasks = [asyncio.ensure_future(event) for event in events]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
