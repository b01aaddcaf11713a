"""What every call has: a deadline, and our errors instead of gRPC's."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from typing import Any, Final, TypeVar, cast

import grpc
from google.protobuf.message import DecodeError, Message

from forsa.errors import BusyError, MalformedError, Reason
from forsa.rpc.frames import decompress
from forsa.rpc.status import from_rpc_error

A = TypeVar("A")
M = TypeVar("M", bound=Message)

CALL_SECONDS: Final = 30.0
"""A question with a short answer."""
PUBLISH_SECONDS: Final = 60.0
STREAM_SECONDS: Final = 6 * 3600.0
"""The longest stream of the protocol; what ends a stalled one is IDLE_SECONDS."""
IDLE_SECONDS: Final = 120.0
WATCH_SECONDS: Final = 3600.0 + CALL_SECONDS


async def ask(call: Awaitable[A]) -> A:
    """Await a unary call.

    Raises:
        ForsaError: as the peer raised it; what gRPC reports by itself is a `BusyError`.
        MalformedError: the answer is not a message of the protocol.
    """
    try:
        answer = await call
    except grpc.RpcError as error:
        raise from_rpc_error(error) from error
    return _readable(answer)


def _readable(message: A | None) -> A:
    """gRPC hands out None for bytes that are no such message."""
    if message is None:
        raise unreadable()
    return message


async def read_stream(
    call: grpc.aio.UnaryStreamCall[Any, A], idle_seconds: float | None = IDLE_SECONDS
) -> AsyncGenerator[A, None]:
    """Yield what a stream brings; closing the generator cancels the call.

    Args:
        call: A call that nobody has read from.
        idle_seconds: How long the next message may take; None = until the call's deadline.

    Raises:
        BusyError: the stream stood still, or the connection broke.
        ForsaError: as the peer raised it.
        MalformedError: a message is not one of the protocol.
    """
    try:
        while True:
            async with asyncio.timeout(idle_seconds):
                message = await call.read()
            if message is grpc.aio.EOF:
                return
            yield _readable(cast("A | None", message))
    except grpc.RpcError as error:
        raise from_rpc_error(error) from error
    except TimeoutError:
        raise BusyError(
            f"the hub sent nothing for {idle_seconds:.0f} s", Reason.OUTCOME_UNKNOWN
        ) from None
    finally:
        call.cancel()


async def with_next(messages: AsyncGenerator[A, None]) -> AsyncGenerator[A, None]:
    """Yield what `messages` yields; while one is worked on, the next is on its way.

    What came before a break is yielded before the break is raised. Closes `messages`.
    """
    async with aclosing(messages):
        coming = asyncio.ensure_future(_next(messages))
        try:
            while (message := await coming) is not None:
                coming = asyncio.ensure_future(_next(messages))
                yield message[0]
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


async def _next(messages: AsyncGenerator[A, None]) -> tuple[A] | None:
    async for one in messages:
        return (one,)
    return None


def parse_frame(message_class: type[M], frame: bytes) -> M:
    """Read a message that travelled as one zstd frame.

    Raises:
        TooLargeError: `LIMIT_EXCEEDED`: the frame breaks a rule.
        MalformedError: what is in it is not such a message.
    """
    try:
        return message_class.FromString(decompress(frame))
    except DecodeError:
        raise unreadable() from None


def unreadable() -> MalformedError:
    """The other side sent bytes that are no message of the protocol."""
    return MalformedError("the answer is not a message of forsa.v1", Reason.ENTRY_MALFORMED)
