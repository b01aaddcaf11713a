"""An event loop whose clock stands until a test moves it: what takes seconds happens at once."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class ShiftedLoop(asyncio.SelectorEventLoop):
    """Timers run when the test let enough time pass, and never before."""

    now_seconds = 0.0

    def time(self) -> float:
        """What the test says."""
        return self.now_seconds


def pass_seconds(seconds: float) -> None:
    """Let time pass in the running loop."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, ShiftedLoop)
    loop.now_seconds += seconds


async def settled() -> None:
    """Let the loop do what is due."""
    for _ in range(20):
        await asyncio.sleep(0)


def run_shifted(what: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine in such a loop."""
    with asyncio.Runner(loop_factory=ShiftedLoop) as runner:
        runner.run(what)
