"""The showcase on its port, in the hub's own loop: plain HTTP, for a web server with TLS before it.

Whoever exposes it directly exposes a server without encryption: bind it to the loopback address
and let a web server stand before it.
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
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from forsa_hub.core import Core
from forsa_hub.folder import About
from forsa_hub.showcase.app import Showcase
from forsa_hub.showcase.desk import Desk
from forsa_hub.showcase.guarding import MAX_HEADER_BYTES
from forsa_hub.showcase.patience import SEND_BUFFER_BYTES, PatientProtocol, unread_bytes
from forsa_hub.showcase.turns import Turns

IDLE_SECONDS: Final = 5
"""Between two requests of one connection."""
GRACE_SECONDS: Final = 3
"""For answers that are on their way when the hub stops."""


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
        self._socket = listen(config.showcase_bind, config.showcase_port)
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
        readers = ServerState()
        turns = Turns(lambda: unread_bytes(readers.connections))
        desk = Desk(core.database, core.sequencer, about, turns)
        app = Showcase(desk, core.clock, self._url).app()
        server = server_of(app, readers)
        serving = asyncio.ensure_future(server.serve(sockets=[self._socket]))
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            server.should_exit = True
            await serving
            raise
        finally:
            turns.close()
            self._socket.close()


def listen(bind: str, port: int) -> socket.socket:
    """A socket that listens; its connections inherit what it is set to.

    Raises:
        OSError: the port is taken.
    """
    listening = socket.create_server((bind, port))
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
    return listening


def server_of(app: ASGIApp, readers: ServerState) -> uvicorn.Server:
    """The server for an application, with all its limits; `serve(sockets=[...])` runs it."""
    server = _Server(
        uvicorn.Config(
            app,
            loop="none",
            http=PatientProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
            h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        )
    )
    server.server_state = readers
    return server


def _first_ms(log: LogReader) -> int:
    return parse_entry(log.entries(0, 1)[0].data).sequenced_ms
