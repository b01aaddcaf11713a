"""What a server says when something goes wrong, over a real connection."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest
from forsa.client.calls import ask, read_stream
from forsa.errors import (
    BusyError,
    ForsaError,
    MalformedError,
    NotFoundError,
    Reason,
    TooLargeError,
    UnsupportedError,
    Violation,
)
from forsa.rpc.server import MAX_MESSAGE_BYTES, ErrorInterceptor
from forsa.rpc.status import OMITTED
from forsa.v1 import log_service_pb2 as pb

from tests.support.loopback import drain, loopback

SECRET = "password=1234 in table members"
HELLO = "/forsa.v1.LogService/Hello"
PULL = "/forsa.v1.LogService/Pull"


async def _echo(request: bytes, _: Any) -> bytes:
    return request


async def _not_found(_: bytes, __: Any) -> bytes:
    raise NotFoundError("there is no record 00ff", Reason.RECORD_UNKNOWN, record="00ff")


async def _bug(_: bytes, __: Any) -> bytes:
    raise RuntimeError(SECRET)


async def _local(_: bytes, __: Any) -> bytes:
    raise ForsaError(SECRET, Reason.STATE_DIVERGED)


async def _abort(_: bytes, context: Any) -> bytes:
    await context.abort(grpc.StatusCode.UNAVAILABLE, "going away")
    raise AssertionError


async def _findings(_: bytes, __: Any) -> bytes:
    words = {"fr": "é" * 500, "ar": "ع" * 500, "en": "e" * 500}
    error = MalformedError("findings", Reason.KIND_BODY_INVALID, found=200)
    error.violations = tuple(Violation(f"field[{i}]", "required", words) for i in range(200))
    raise error


async def _numbers_then_error(_: bytes, __: Any) -> AsyncIterator[bytes]:
    yield b"1"
    yield b"2"
    raise NotFoundError("no more", Reason.RECORD_UNKNOWN)


async def _numbers_then_bug(_: bytes, __: Any) -> AsyncIterator[bytes]:
    yield b"1"
    raise RuntimeError(SECRET)


class Server:
    """A server with one method that behaves as told, and what it reported."""

    def __init__(self, behaviour: Any, *, streams: bool = False) -> None:
        self.reports: list[tuple[str, Exception]] = []
        self._unary = {} if streams else {"Hello": behaviour}
        self._streaming = {"Pull": behaviour} if streams else {}

    def call(self, request: bytes = b"?", method: str = HELLO) -> bytes:
        """One unary call, with our client."""
        return asyncio.run(self._call(request, method))

    def stream(self) -> tuple[list[bytes], ForsaError | None]:
        """What a stream brought, and how it ended."""
        return asyncio.run(self._stream())

    def _serve(self) -> Any:
        interceptor = ErrorInterceptor(lambda method, error: self.reports.append((method, error)))
        return loopback(self._unary, self._streaming, interceptors=[interceptor])

    async def _call(self, request: bytes, method: str) -> bytes:
        async with self._serve() as port, grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            call: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(method)
            return await ask(call(request, timeout=10))

    async def _stream(self) -> tuple[list[bytes], ForsaError | None]:
        async with self._serve() as port, grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            call: grpc.aio.UnaryStreamMultiCallable[bytes, bytes] = channel.unary_stream(PULL)
            return await drain(read_stream(call(b"?", timeout=10)))


def test_an_answer_passes_unchanged() -> None:
    """The interceptor stands in every call."""
    server = Server(_echo)

    assert server.call(b"abc") == b"abc"
    assert server.reports == []


def test_what_a_service_raises_is_raised_by_the_client() -> None:
    """The same class, reason and values on both ends."""
    with pytest.raises(NotFoundError) as caught:
        Server(_not_found).call()

    assert caught.value.reason is Reason.RECORD_UNKNOWN
    assert caught.value.metadata == {"record": "00ff"}


@pytest.mark.parametrize("behaviour", [_bug, _local])
def test_a_bug_says_nothing_to_the_peer_and_all_to_the_operator(behaviour: Any) -> None:
    """Texts of exceptions hold SQL, paths and values."""
    server = Server(behaviour)
    with pytest.raises(BusyError) as caught:
        server.call()

    assert "password" not in str(caught.value) + repr(caught.value.metadata)
    assert caught.value.metadata["code"] == "INTERNAL"
    assert [(method, str(error)) for method, error in server.reports] == [(HELLO, SECRET)]


def test_a_service_may_still_abort_by_itself() -> None:
    """`abort` raises, and what it raises is no bug."""
    server = Server(_abort)
    with pytest.raises(BusyError, match="going away"):
        server.call()

    assert server.reports == []


def test_more_findings_than_a_trailer_holds_are_counted() -> None:
    """gRPC would lose the whole answer, and the author would see a dead network."""
    with pytest.raises(MalformedError) as caught:
        Server(_findings).call()
    got = caught.value

    assert got.reason is Reason.KIND_BODY_INVALID
    assert len(got.violations) + int(got.metadata[OMITTED]) == 200


def test_a_stream_ends_with_the_error_after_what_came_before() -> None:
    """A pull keeps the batches that arrived."""
    found, error = Server(_numbers_then_error, streams=True).stream()

    assert found == [b"1", b"2"]
    assert isinstance(error, NotFoundError)


def test_a_bug_in_a_stream_says_nothing_either() -> None:
    """Streams have their own way through the library."""
    server = Server(_numbers_then_bug, streams=True)
    found, error = server.stream()

    assert found == [b"1"]
    assert isinstance(error, BusyError)
    assert "password" not in str(error)
    assert [str(bug) for _, bug in server.reports] == [SECRET]


def test_a_call_that_does_not_exist_is_named_as_such() -> None:
    """An old hub and a new node: retrying does not help, a newer version does."""
    with pytest.raises(UnsupportedError):
        Server(_echo).call(method="/forsa.v1.LogService/Refill")


def test_a_request_that_does_not_parse_never_reaches_a_service() -> None:
    """The library would tell the peer which exception that was, with its text."""
    parse = pb.HelloRequest.FromString

    with pytest.raises(MalformedError, match="not a message"):
        Server(grpc.unary_unary_rpc_method_handler(_echo, parse)).call(b"\xff\xff\xff")


def test_a_message_over_the_limit_is_refused() -> None:
    """Sizes are checked before anything is allocated for them."""
    with pytest.raises(TooLargeError):
        Server(_echo).call(bytes(MAX_MESSAGE_BYTES + 1))


def test_a_stream_that_stands_still_ends() -> None:
    """A hub that accepts and sends nothing would hold the node for hours."""

    async def silent(_: bytes, __: Any) -> AsyncIterator[bytes]:
        yield b"1"
        await asyncio.Event().wait()

    async def read() -> tuple[list[bytes], ForsaError | None]:
        async with (
            loopback(streaming={"Pull": silent}) as port,
            grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel,
        ):
            call: grpc.aio.UnaryStreamMultiCallable[bytes, bytes] = channel.unary_stream(PULL)
            return await drain(read_stream(call(b"?"), idle_seconds=0.2))

    found, error = asyncio.run(read())

    assert found == [b"1"]
    assert isinstance(error, BusyError)
    assert "sent nothing" in error.message


def test_two_servers_cannot_share_a_port() -> None:
    """By default a second hub on the same port answers half of the calls."""

    async def second() -> None:
        async with loopback({"Hello": _echo}) as port:
            other = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
            with pytest.raises(RuntimeError):
                other.add_insecure_port(f"127.0.0.1:{port}")

    asyncio.run(second())
