"""`forsa-hub serve`: one process, from the lock to the last answer."""

import asyncio
import json
import logging
import signal
import sys
from pathlib import Path
from typing import Any

import click
import structlog
from forsa.pool import forget_command
from forsa.rpc.memory import give_back_memory
from forsa.words.details import say_detail
from forsa.words.reasons import Language
from prometheus_client import start_http_server

from forsa_hub.config import Config
from forsa_hub.folder import HubFolder, open_folder
from forsa_hub.server import Hub, PortError, port_error
from forsa_hub.words import say

EXIT_OK = 0
SWITCH_SECONDS = 0.0005
"""The writer's thread must not keep answers waiting for Python's default of 5 ms."""
EXIT_FATAL = 8


def configure_logs() -> None:
    """One JSON object a line on standard error: no payloads, no names of people."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def serve(
    path: Path,
    config_file: Path | None,
    given: dict[str, Any],
    *,
    confirm_clock: bool,
    language: Language | None,
) -> int:
    """Run a hub until it is told to stop; return the exit code.

    Args:
        path: The hub's folder.
        config_file: Settings; None = hub.toml in the folder.
        given: Settings of the command line.
        confirm_clock: An operator looked at the clock.
        language: In which to say that it listens; None = JSON.
    """
    configure_logs()
    sys.setswitchinterval(SWITCH_SECONDS)
    give_back_memory()
    forget_command()
    folder = open_folder(path)
    try:
        config = Config.load(path, config_file, **given)
        with folder.lock() as free:
            if not free:
                raise click.UsageError(say("runs", language or "en", folder=path))
            return asyncio.run(_run(folder, config, language, confirm_clock=confirm_clock))
    except PortError as error:
        raise click.UsageError(say_detail(str(error), language or "en")) from None


async def _run(
    folder: HubFolder, config: Config, language: Language | None, *, confirm_clock: bool
) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    hub = await Hub.open(folder, config, folder.clock(), confirm_clock=confirm_clock)
    try:
        await hub.start()
        if config.metrics_port:
            _serve_metrics(hub, config.metrics_port)
        _announce(hub, language)
        return EXIT_FATAL if await hub.wait(stopping) else EXIT_OK
    finally:
        await hub.stop()


def _serve_metrics(hub: Hub, port: int) -> None:
    """Answer who collects the hub's numbers, on this machine.

    Raises:
        PortError: the port is taken.
    """
    try:
        start_http_server(port, "127.0.0.1", hub.core.metrics.registry)
    except OSError:
        raise port_error(f"127.0.0.1:{port}", "metrics_port") from None


def _announce(hub: Hub, language: Language | None) -> None:
    """Say on standard output that the hub listens: programs wait for this line."""
    port, enrol_port = hub.ports
    values = {"port": port, "enrol_port": enrol_port, "size": hub.core.sequencer.head.size}
    if language is None:
        click.echo(json.dumps({"ready": True, **values}))
    else:
        click.echo(say("ready", language, **values))
    sys.stdout.flush()
