"""Whether a task is being stopped, or only a call that it waits for."""

import asyncio


def is_stopping() -> bool:
    """Whether this task was cancelled, and not only the call it waits for: gRPC raises alike."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
