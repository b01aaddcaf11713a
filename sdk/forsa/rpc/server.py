"""What every gRPC server of ours has: its limits, and errors that say no more than they should."""

from __future__ import annotations  # grpc's classes are generic for mypy only

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any, Final, NoReturn, TypeVar

import grpc
from google.protobuf.message import DecodeError
from google.rpc import status_pb2

from forsa.errors import ForsaError, MalformedError, Reason
from forsa.rpc.status import CODE_OF, DETAILS_KEY, code_of_status, format_trailer, internal_status

Q = TypeVar("Q")
A = TypeVar("A")

OURS: Final = "/forsa.v1."
MAX_MESSAGE_BYTES: Final = 4 * 2**20
MAX_METADATA_BYTES: Final = 8 * 1024
MAX_STREAMS: Final = 32

WINDOW_OPTIONS: Final[tuple[tuple[str, int], ...]] = (
    ("grpc.http2.bdp_probe", 0),
    ("grpc.http2.lookahead_bytes", 4 * 2**20),
)
"""What a peer may send of a stream before it is read: four chunks.

gRPC's own measuring lets a fast peer send many times that to a slow disk, and keeps it in memory.
"""

SERVER_OPTIONS: Final[tuple[tuple[str, int], ...]] = (
    # A second process on the same port is a mistake, not a second server.
    ("grpc.so_reuseport", 0),
    # Bursts wait instead of being dropped as CANCELLED.
    ("grpc.server.max_pending_requests", 20_000),
    ("grpc.server.max_pending_requests_hard_limit", 40_000),
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_metadata_size", MAX_METADATA_BYTES),
    ("grpc.absolute_max_metadata_size", MAX_METADATA_BYTES),
    ("grpc.max_concurrent_streams", MAX_STREAMS),
    *WINDOW_OPTIONS,
    # Clients may ping every 60 s, also while nothing runs; the hub looks after the silent ones.
    ("grpc.http2.min_ping_interval_without_data_ms", 60_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.keepalive_time_ms", 240_000),
    ("grpc.keepalive_timeout_ms", 20_000),
)
"""Limits of docs/protocol.md; `grpc.max_concurrent_streams` counts a connection's streams."""

Report = Callable[[str, Exception], None]
"""Told of every bug: the method's name and what was raised."""


class ErrorInterceptor(grpc.aio.ServerInterceptor):
    """Turns what our services raise into statuses; of a bug the peer hears only that it is one.

    Stands first, so that what other interceptors raise passes it too. Methods that are not ours
    (health, reflection) are handed on unchanged.
    """

    def __init__(self, report: Report) -> None:
        self._report = report

    async def intercept_service(
        self,
        continuation: Callable[
            [grpc.HandlerCallDetails], Awaitable[grpc.RpcMethodHandler[Q, A] | None]
        ],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Q, A] | None:
        """Wrap the handler of one of our methods."""
        handler = await continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None or not method.startswith(OURS):
            return handler
        wrapped: grpc.RpcMethodHandler[Q, A] = _Wrapped(method, self._report).handler(handler)
        return wrapped


class _Wrapped:
    def __init__(self, method: str, report: Report) -> None:
        self._method = method
        self._report = report

    def handler(self, plain: Any) -> Any:
        """The same handler, its behaviour inside ours; grpc has four shapes of them."""
        shape = _shape(plain.request_streaming, plain.response_streaming)
        behaviour = getattr(plain, shape)
        wrapped = self._streaming(behaviour) if plain.response_streaming else self._unary(behaviour)
        make = getattr(grpc, f"{shape}_rpc_method_handler")
        return make(wrapped, _lenient(plain.request_deserializer), plain.response_serializer)

    def _unary(self, behaviour: Callable[..., Awaitable[A]]) -> Callable[..., Awaitable[A]]:
        async def call(request: Any, context: grpc.aio.ServicerContext[Any, A]) -> A:
            try:
                return await behaviour(_readable(request), context)
            except grpc.aio.AbortError:
                raise
            except Exception as error:
                await _abort(context, self._status_of(error))

        return call

    def _streaming(
        self, behaviour: Callable[..., AsyncGenerator[A, None]]
    ) -> Callable[..., AsyncGenerator[A, None]]:
        async def call(
            request: Any, context: grpc.aio.ServicerContext[Any, A]
        ) -> AsyncGenerator[A, None]:
            try:
                async with aclosing(behaviour(_readable(request), context)) as messages:
                    async for message in messages:
                        yield message
            except grpc.aio.AbortError:
                raise
            except Exception as error:
                await _abort(context, self._status_of(error))

        return call

    def _status_of(self, error: Exception) -> status_pb2.Status:
        if isinstance(error, ForsaError) and error.reason in CODE_OF:
            return format_trailer(error)
        self._report(self._method, error)
        return internal_status()


def _lenient(parse: Callable[[bytes], Q] | None) -> Callable[[bytes], Q | None] | None:
    """A parser that gives None for garbage: what it raises, grpc would send to the peer."""
    if parse is None:
        return None

    def parse_or_none(data: bytes) -> Q | None:
        try:
            return parse(data)
        except (DecodeError, ValueError):
            return None

    return parse_or_none


def _readable(request: Q | None) -> Q:
    if request is None:
        raise MalformedError("the request is not a message of forsa.v1", Reason.ENTRY_MALFORMED)
    return request


def _shape(request_streaming: bool, response_streaming: bool) -> str:
    sides = (
        "stream" if streams else "unary" for streams in (request_streaming, response_streaming)
    )
    return "_".join(sides)


async def _abort(
    context: grpc.aio.ServicerContext[Any, Any], status: status_pb2.Status
) -> NoReturn:
    trailing = ((DETAILS_KEY, status.SerializeToString()),)
    await context.abort(code_of_status(status), status.message, trailing)
