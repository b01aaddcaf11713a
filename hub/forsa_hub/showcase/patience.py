"""How long a reader may take: who is slow or silent is let go, and the others go on.

A web server that stands before the port does the same for the open internet; these limits hold
also where none does, for the port and the hub that orders records are one process.
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Final, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

CONNECTIONS: Final = 128
"""At once: each takes one of the hub's file descriptors. Who comes then, takes the place of the
one that has been silent for longest; if all ask or read, it is closed unheard."""
REQUEST_SECONDS: Final = 10
"""For a whole request, from when it is awaited; a byte now and then wins no time."""
READING_SECONDS: Final = 60
"""For the next `READING_BYTES` of an answer, or what is left of it: 2 KiB a second."""
READING_BYTES: Final = 128 * 1024
SEND_BUFFER_BYTES: Final = 128 * 1024
"""Of the system, a connection; with a larger one a slow reader looks like a silent one."""


class PatientProtocol(H11Protocol):
    """A connection with a time for its request and for its answer."""

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request, if there is room."""
        super().connection_made(cast("asyncio.Transport", transport))  # a server's is none else
        there = [one for one in _patient(self.connections) if not one.is_over]
        if len(there) > CONNECTIONS:
            ends = {until: one for one in there if (until := one.silent_until) is not None}
            longest_silent = ends[min(ends)] if ends else self
            longest_silent.transport.abort()
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request."""
        super().data_received(data)
        self._await_request()

    def handle_events(self) -> None:
        """Take what was asked; who asks again before they took their answer gets 503."""
        self.limit_concurrency = 0 if _left_to_read(self.transport) else None
        super().handle_events()

    def pause_writing(self) -> None:
        """The reader is slower than the hub."""
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        """It caught up."""
        super().resume_writing()
        self._reading = _cancelled(self._reading)

    def on_response_complete(self) -> None:
        """All of an answer is written; what the reader did not take yet is left."""
        super().on_response_complete()
        self._await_request()
        self._await_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """It ended, whoever ended it."""
        super().connection_lost(exc)
        self._asking = _cancelled(self._asking)
        self._reading = _cancelled(self._reading)

    @property
    def is_over(self) -> bool:
        """Whether it ends at once: nothing is asked any more, and nothing left to read."""
        return self.transport.is_closing() and not _left_to_read(self.transport)

    @property
    def silent_until(self) -> float | None:
        """When its time ends, if the hub waits for its request and for nothing else."""
        if self._asking is None or _left_to_read(self.transport):
            return None
        return self._asking.when()

    def _await_request(self) -> None:
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._asking = _cancelled(self._asking)
        elif self._asking is None and not self.transport.is_closing():
            self._asking = self.loop.call_later(REQUEST_SECONDS, self._require_request)

    def _require_request(self) -> None:
        self._asking = None
        if _left_to_read(self.transport):  # nobody asks again before they have their answer
            self._await_request()
        else:
            self.transport.abort()

    def _await_reader(self) -> None:
        left = _left_to_read(self.transport)
        self._reading = _cancelled(self._reading)
        if left:
            self._reading = self.loop.call_later(READING_SECONDS, self._require_progress, left)

    def _require_progress(self, before: int) -> None:
        left = _left_to_read(self.transport)
        if left and before - left < READING_BYTES:
            self.transport.abort()
        else:
            self._await_reader()


def unread_bytes(connections: Iterable[asyncio.Protocol]) -> int:
    """Of answers that their readers did not take yet."""
    return sum(_left_to_read(one.transport) for one in _patient(connections))


def _patient(connections: Iterable[asyncio.Protocol]) -> Iterator[PatientProtocol]:
    return (one for one in connections if isinstance(one, PatientProtocol))


def _left_to_read(transport: asyncio.Transport) -> int:
    return transport.get_write_buffer_size()


def _cancelled(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """What is left of a timer that is wanted no more: nothing."""
    if timer is not None:
        timer.cancel()
    return None
