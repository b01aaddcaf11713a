"""The daemon as a process."""

import asyncio
import json
import logging
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

import click
from forsa.client.demonstration import clock_of
from forsa.clock import Clock
from forsa.errors import BusyError, ForsaError
from forsa.pool import forget_command
from forsa.rpc.memory import give_back_memory
from forsa.words.reasons import Language

from forsa_node.config import Config
from forsa_node.daemon import Daemon
from forsa_node.local import lock_soon
from forsa_node.node import Node
from forsa_node.words import say

SWITCH_SECONDS = 0.0005
"""Python's 5 ms would keep the loop waiting behind the store's thread."""


def run_daemon(folder: Path, config: Path | None, language: Language, *, as_json: bool) -> int:
    """Run until SIGTERM or SIGINT; return the exit code.

    Raises:
        UsageError: a daemon works in the folder already.
        CorruptStoreError: a store is damaged.
        FolderError: a demonstration's clock is named, and the network is a real one.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    give_back_memory()
    forget_command()
    settings, clock = Config.load(folder, config), clock_of(folder)
    return asyncio.run(_run(folder, settings, clock, language, as_json=as_json))


async def _run(
    folder: Path, config: Config, clock: Clock, language: Language, *, as_json: bool
) -> int:
    with ExitStack() as held:
        try:
            await lock_soon(folder, clock.machine, held)
        except BusyError:
            raise click.UsageError(say(language, "in_use", folder=folder)) from None
        return await _run_locked(folder, config, clock, language, as_json=as_json)


async def _run_locked(
    folder: Path, config: Config, clock: Clock, language: Language, *, as_json: bool
) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    node = Node.open(folder, config, clock)
    daemon = Daemon(node)
    try:
        await daemon.start()
        _announce(node, language, as_json=as_json)
        failed = await _until(daemon, stopping)
    finally:
        await daemon.stop()
        await node.close()
    if failed is None:
        return 0
    if isinstance(failed, ForsaError):
        raise failed
    _log_bug(failed)
    return 1


async def _until(daemon: Daemon, stopping: asyncio.Event) -> BaseException | None:
    stop = asyncio.ensure_future(stopping.wait())
    fail = asyncio.ensure_future(daemon.failed())
    await asyncio.wait((stop, fail), return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if fail.done():
        return fail.result()
    fail.cancel()
    return None


def _announce(node: Node, language: Language, *, as_json: bool) -> None:
    """Say on standard output that the node is at work: programs wait for this line."""
    values = {"ready": True, "node": node.identity.holder, "size": node.mirror.trusted.size}
    text = say(language, "runs")
    print(json.dumps(values) if as_json else text, flush=True)  # noqa: T201 - for programs


def _log_bug(failed: BaseException) -> None:
    """One JSON object on standard error: no payloads, no names of people."""
    import structlog  # late: it brings what draws on terminals, megabytes that a daemon never uses

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    structlog.get_logger().error("the node ends: this is a bug", error=repr(failed))
