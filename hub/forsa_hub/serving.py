"""`forsa-hub serve`: one process, from the lock to the last answer."""

import asyncio
import json
import logging
import signal
import sys
from pathlib import Path
from typing import Any

import structlog
from forsa.clock import SystemClock
from prometheus_client import start_http_server

from forsa_hub.config import Config
from forsa_hub.folder import HubFolder, open_folder
from forsa_hub.server import Hub

EXIT_OK = 0
EXIT_FATAL = 3
EXIT_RUNNING = 4


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
    as_json: bool,
) -> int:
    """Run a hub until it is told to stop; return the exit code."""
    configure_logs()
    folder = open_folder(path)
    config = Config.load(path, config_file, **given)
    with folder.lock() as free:
        if not free:
            raise OSError(f"a hub of {path} runs already; see forsa-hub status {path}")
        return asyncio.run(_run(folder, config, confirm_clock=confirm_clock, as_json=as_json))


async def _run(folder: HubFolder, config: Config, *, confirm_clock: bool, as_json: bool) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    hub = await Hub.open(folder, config, SystemClock(), confirm_clock=confirm_clock)
    try:
        await hub.start()
        if config.metrics_port is not None:
            start_http_server(config.metrics_port, "127.0.0.1", hub.core.metrics.registry)
        _announce(hub, as_json=as_json)
        return EXIT_FATAL if await hub.wait(stopping) else EXIT_OK
    finally:
        await hub.stop()


def _announce(hub: Hub, *, as_json: bool) -> None:
    """Say on standard output that the hub listens: programs wait for this line."""
    main, enrolment = hub.ports
    size = hub.core.sequencer.head.size
    values = {"ready": True, "port": main, "enrol_port": enrolment, "size": size}
    text = f"The hub listens on {main} (members) and {enrolment} (enrolment); {size} entries."
    print(json.dumps(values) if as_json else text, flush=True)  # noqa: T201
