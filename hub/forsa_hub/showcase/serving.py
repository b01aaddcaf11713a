"""The showcase on its port, in the hub's own loop: plain HTTP, for a web server with TLS before it.

Whoever exposes it directly exposes a server without encryption and without a limit on slow
connections: bind it to the loopback address and let a web server stand before it.
"""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

import uvicorn
from forsa.entry import parse_entry
from forsa.exports.oai import About as Repository
from forsa.log_store.reading import LogReader

from forsa_hub.core import Core
from forsa_hub.folder import About
from forsa_hub.showcase.app import Showcase
from forsa_hub.showcase.desk import Desk
from forsa_hub.showcase.guarding import MAX_HEADER_BYTES

CONNECTIONS: Final = 64
"""At once; whoever comes then gets 503."""
GRACE_SECONDS: Final = 3


class _Server(uvicorn.Server):
    """Ends when the hub says so: signals are the hub's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone."""
        yield


class ShowcaseServer:
    """Listens as soon as it is made."""

    def __init__(self, core: Core, about: About) -> None:
        """Listen.

        Raises:
            OSError: the port is taken.
        """
        config = core.config
        self._socket = socket.create_server((config.showcase_bind, config.showcase_port))
        url = config.showcase_url or f"http://{about.host}:{config.showcase_port}/"
        url = url if url.endswith("/") else f"{url}/"
        self._core = core
        self._url = url
        email = config.showcase_email or f"postmaster@{about.host}"
        self._repository = Repository(about.name, f"{url}oai", about.host, email, 0)

    async def run(self) -> None:
        """Answer until cancelled."""
        core = self._core
        first_ms = await core.database.read_log(_first_ms)
        about = replace(self._repository, earliest_ms=first_ms)
        desk = Desk(core.database, core.sequencer, about)
        app = Showcase(desk, core.clock, self._url).app()
        server = _Server(_settings(app))
        serving = asyncio.ensure_future(server.serve(sockets=[self._socket]))
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            server.should_exit = True
            await serving
            raise
        finally:
            desk.close()
            self._socket.close()


def _settings(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        loop="none",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
    )


def _first_ms(log: LogReader) -> int:
    return parse_entry(log.entries(0, 1)[0].data).sequenced_ms
