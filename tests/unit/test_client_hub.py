"""The client survives any answer: garbage, bombs, silence, lies about the form."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import grpc
import pytest
from forsa.client import calls
from forsa.client.hub import HubClient
from forsa.client.library import LibraryClient
from forsa.errors import BusyError, ForsaError, MalformedError, TooLargeError, UnsupportedError
from forsa.rpc.frames import compress, decompress
from forsa.v1 import library_service_pb2
from forsa.v1 import log_service_pb2 as pb

from tests.support.loopback import drain, loopback

A = Any
GARBAGE = b"\xff\xff\xff\xff\x01"


def with_hub(
    use: Callable[[HubClient], Awaitable[A]],
    unary: dict[str, Any] | None = None,
    streaming: dict[str, Any] | None = None,
) -> A:
    """Use a client of a hub with these methods."""

    async def run() -> A:
        async with (
            loopback(unary, streaming) as port,
            grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel,
        ):
            return await use(HubClient(channel))

    return asyncio.run(run())


def answering(message: Any) -> Any:
    """A method that always answers this."""

    async def answer(_: bytes, __: Any) -> bytes:
        data: bytes = message if isinstance(message, bytes) else message.SerializeToString()
        return data

    return answer


def streaming(*messages: Any) -> Any:
    """A method that always streams these."""

    async def answer(_: bytes, __: Any) -> AsyncIterator[bytes]:
        for message in messages:
            yield message if isinstance(message, bytes) else message.SerializeToString()

    return answer


def test_records_travel_compressed_only_where_the_hub_takes_it() -> None:
    """A hub that never said so would refuse every record."""
    seen: list[pb.PublishRequest] = []

    async def publish(request: bytes, _: Any) -> bytes:
        seen.append(pb.PublishRequest.FromString(request))
        return b""

    async def use(hub: HubClient) -> None:
        items = [pb.PublishItem(envelope=b"e" * 5000)]
        await hub.publish(items)
        await hub.hello(pb.HelloRequest())
        await hub.publish(items)

    hello = answering(pb.HelloResponse(features=["zstd"]))
    with_hub(use, {"Publish": publish, "Hello": hello})

    assert [one.WhichOneof("form") for one in seen] == ["items", "items_zstd"]
    assert decompress(seen[1].items_zstd) == seen[0].items.SerializeToString()


def test_batches_arrive_alike_plain_and_compressed() -> None:
    """Both are the same message."""
    batch = pb.PullBatch(start=7, entries=[pb.PullEntry(entry=b"e" * 100)])
    parts = (
        pb.PullResponse(head=pb.PullHead(note=b"n")),
        pb.PullResponse(batch=batch),
        pb.PullResponse(batch_zstd=compress(batch.SerializeToString())),
        b"",  # a part that a newer hub knows
        pb.PullResponse(end=pb.PullEnd(entries=2)),
    )
    found, error = with_hub(
        lambda hub: drain(hub.pull(pb.PullRequest())), streaming={"Pull": streaming(*parts)}
    )

    assert error is None
    assert found == [pb.PullHead(note=b"n"), batch, batch, pb.PullEnd(entries=2)]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (GARBAGE, ForsaError),
        (pb.PullResponse(batch_zstd=GARBAGE), TooLargeError),
        (pb.PullResponse(batch_zstd=compress(bytes(4 * 2**20))), MalformedError),
        (pb.PullResponse(batch_zstd=compress(GARBAGE)), MalformedError),
        (pb.PullResponse(batch_zstd=bytes(5 * 2**20)), TooLargeError),
    ],
)
def test_garbage_in_a_stream_is_an_error_with_a_name(part: Any, expected: type[ForsaError]) -> None:
    """A hostile hub must not crash the node, nor make it eat its memory."""
    head = pb.PullResponse(head=pb.PullHead(note=b"n"))
    found, error = with_hub(
        lambda hub: drain(hub.pull(pb.PullRequest())), streaming={"Pull": streaming(head, part)}
    )

    assert found == [pb.PullHead(note=b"n")]
    assert isinstance(error, expected)


UNARY: dict[str, Callable[[HubClient], Awaitable[Any]]] = {
    "Hello": lambda hub: hub.hello(pb.HelloRequest()),
    "Publish": lambda hub: hub.publish([pb.PublishItem()]),
    "Cosign": lambda hub: hub.cosign(1, bytes(32), "line\n"),
    "GetCheckpoint": lambda hub: hub.get_checkpoint(),
    "GetReceipt": lambda hub: hub.get_receipt(7),
    "GetConsistency": lambda hub: hub.get_consistency(1, 2),
    "Renew": lambda hub: hub.renew(b"csr"),
}
STREAMS: dict[str, Callable[[HubClient], AsyncIterator[Any]]] = {
    "Pull": lambda hub: hub.pull(pb.PullRequest()),
    "GetBodies": lambda hub: hub.get_bodies([1]),
    "Watch": lambda hub: hub.watch(1),
}


@pytest.mark.parametrize("method", UNARY)
def test_garbage_from_any_method_is_an_error_with_a_name(method: str) -> None:
    """The library would raise what no caller expects."""
    with pytest.raises(ForsaError):
        with_hub(UNARY[method], {method: answering(GARBAGE)})


@pytest.mark.parametrize("method", STREAMS)
def test_garbage_from_any_stream_is_an_error_with_a_name(method: str) -> None:
    """The same for streams."""
    found, error = with_hub(
        lambda hub: drain(STREAMS[method](hub)), streaming={method: streaming(GARBAGE)}
    )

    assert found == []
    assert isinstance(error, ForsaError)


@pytest.mark.parametrize("method", UNARY)
def test_every_call_gives_up_in_the_end(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that accepts calls and never answers would stop the node for ever."""
    for name in ("CALL_SECONDS", "PUBLISH_SECONDS"):
        monkeypatch.setattr(f"forsa.client.hub.{name}", 0.1)

    async def silence(_: bytes, __: Any) -> bytes:
        await asyncio.Event().wait()
        return b""

    with pytest.raises(BusyError) as caught:
        with_hub(UNARY[method], {method: silence})
    assert caught.value.metadata["code"] == "DEADLINE_EXCEEDED"


@pytest.mark.parametrize("method", STREAMS)
def test_every_stream_has_a_deadline(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch may be quiet for long, but not for ever."""
    for name in ("STREAM_SECONDS", "WATCH_SECONDS"):
        monkeypatch.setattr(f"forsa.client.hub.{name}", 0.1)

    async def silence(_: bytes, __: Any) -> AsyncIterator[bytes]:
        await asyncio.Event().wait()
        yield b""

    _, error = with_hub(lambda hub: drain(STREAMS[method](hub)), streaming={method: silence})

    assert isinstance(error, BusyError)


def test_leaving_a_stream_ends_its_call() -> None:
    """A script that takes the first ten records must not hold a stream open at the hub."""
    ended: list[asyncio.Event] = []

    async def endless(_: bytes, __: Any) -> AsyncIterator[bytes]:
        try:
            while True:
                yield pb.WatchResponse(note=b"n").SerializeToString()
                await asyncio.sleep(0)
        finally:
            ended[0].set()

    async def use(hub: HubClient) -> None:
        ended.append(asyncio.Event())
        stream = hub.watch(0)
        await anext(stream)
        await stream.aclose()
        await asyncio.wait_for(ended[0].wait(), 5)

    with_hub(use, streaming={"Watch": endless})

    assert ended[0].is_set()


def test_bodies_arrive_one_by_one() -> None:
    """Plain and compressed messages of several bodies."""
    one, two = pb.Body(index=1, body=b"one"), pb.Body(index=2, body=b"two")
    frame = compress(pb.Bodies(bodies=[two]).SerializeToString())
    parts = (
        pb.GetBodiesResponse(bodies=pb.Bodies(bodies=[one])),
        pb.GetBodiesResponse(bodies_zstd=frame),
    )
    found, _ = with_hub(
        lambda hub: drain(hub.get_bodies([1, 2])), streaming={"GetBodies": streaming(*parts)}
    )

    assert found == [one, two]


def test_a_hub_without_a_library_says_so() -> None:
    """An outsider learns that it cannot ask here, not that the network is down."""

    async def use() -> None:
        async with (
            loopback({"Hello": answering(b"")}) as port,
            grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel,
        ):
            await LibraryClient(channel).get(library_service_pb2.GetRequest())

    with pytest.raises(UnsupportedError):
        asyncio.run(use())


def test_no_deadline_is_longer_than_the_protocols_streams() -> None:
    """Six hours, and an hour for Watch."""
    assert calls.STREAM_SECONDS == 6 * 3600
    assert 3600 < calls.WATCH_SECONDS < 2 * 3600
