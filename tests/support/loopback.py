"""A real gRPC server on loopback that answers as a test wants: with errors, garbage, or silence."""

from __future__ import annotations  # grpc's classes are generic for mypy only

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import grpc
from forsa.errors import ForsaError
from forsa.rpc.server import SERVER_OPTIONS

from tests.support.certificates import Authority, Leaf

A = TypeVar("A")
Unary = Callable[[bytes, Any], Awaitable[bytes]]
Streaming = Callable[[bytes, Any], AsyncIterator[bytes]]


@asynccontextmanager
async def loopback(
    unary: Mapping[str, Unary | grpc.RpcMethodHandler[Any, Any]] | None = None,
    streaming: Mapping[str, Streaming] | None = None,
    *,
    service: str = "forsa.v1.LogService",
    interceptors: Sequence[grpc.aio.ServerInterceptor] = (),
    credentials: grpc.ServerCredentials | None = None,
) -> AsyncIterator[int]:
    """Serve methods that take and give raw bytes; yields the port."""
    server = grpc.aio.server(interceptors=interceptors, options=SERVER_OPTIONS)
    handlers: dict[str, grpc.RpcMethodHandler[Any, Any]] = {
        name: behaviour
        if isinstance(behaviour, grpc.RpcMethodHandler)
        else grpc.unary_unary_rpc_method_handler(behaviour)
        for name, behaviour in (unary or {}).items()
    }
    for name, behaviour in (streaming or {}).items():
        handlers[name] = grpc.unary_stream_rpc_method_handler(behaviour)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, handlers),))
    address = "127.0.0.1:0"
    port = (
        server.add_secure_port(address, credentials)
        if credentials
        else server.add_insecure_port(address)
    )
    await server.start()
    try:
        yield port
    finally:
        await server.stop(None)


def server_credentials(leaf: Leaf, clients: Authority | None = None) -> grpc.ServerCredentials:
    """TLS with this leaf; with `clients`, only for those whom that authority certified."""
    return grpc.ssl_server_credentials(
        [(leaf.key_pem, leaf.chain_pem)],
        clients.pem if clients else None,
        require_client_auth=clients is not None,
    )


async def drain(stream: AsyncIterator[A]) -> tuple[list[A], ForsaError | None]:
    """What a stream brought, and the error it ended with, if any."""
    found: list[A] = []
    try:
        async for one in stream:
            found.append(one)  # noqa: PERF401  (a comprehension would lose what came before)
    except ForsaError as error:
        return found, error
    return found, None
