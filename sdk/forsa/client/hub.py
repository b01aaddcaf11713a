"""The hub's main port as functions. Nothing is retried here: the caller knows what can wait."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

import grpc

from forsa.client.blobs import BlobClient
from forsa.client.calls import (
    CALL_SECONDS,
    PUBLISH_SECONDS,
    STREAM_SECONDS,
    WATCH_SECONDS,
    ask,
    parse_frame,
    read_stream,
)
from forsa.rpc.frames import MAX_FRAME_BYTES, compress
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.log_service_pb2_grpc import LogServiceStub

PullPart = pb.PullHead | pb.PullBatch | pb.PullEnd
"""What a pull streams, decompressed: one head, then batches, then an end."""

ZSTD: Final = "zstd"
_WORTH_COMPRESSING: Final = 512


class HubClient:
    """Calls of `LogService` over one channel; every one has a deadline and raises our errors.

    What answers is believed to be the hub, and nothing it says is verified here.
    """

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub = LogServiceStub(channel)
        self.blobs = BlobClient(channel)
        """Attachments over the same channel."""
        self._zstd = False

    async def hello(self, request: pb.HelloRequest) -> pb.HelloResponse:
        """Begin a session; what the hub offers here decides how `publish` sends."""
        answer = await ask(self._stub.Hello(request, timeout=CALL_SECONDS))
        self._zstd = ZSTD in answer.features
        return answer

    async def publish(self, items: Sequence[pb.PublishItem]) -> pb.PublishResponse:
        """Send 1 to 64 records; `client.published` checks the answer."""
        request = _publish_request(pb.PublishItems(items=items), self._zstd)
        return await ask(self._stub.Publish(request, timeout=PUBLISH_SECONDS))

    async def pull(self, request: pb.PullRequest) -> AsyncGenerator[PullPart, None]:
        """Stream entries after the request's cursor; parts of a kind we do not know are skipped."""
        call = self._stub.Pull(request, timeout=STREAM_SECONDS)
        async with aclosing(read_stream(call)) as answers:
            async for answer in answers:
                match answer.WhichOneof("part"):
                    case "head":
                        yield answer.head
                    case "batch":
                        yield answer.batch
                    case "batch_zstd":
                        yield parse_frame(pb.PullBatch, answer.batch_zstd)
                    case "end":
                        yield answer.end

    async def get_bodies(self, indexes: Sequence[int]) -> AsyncGenerator[pb.Body, None]:
        """Stream the bodies at up to 256 log indexes, in this order."""
        request = pb.GetBodiesRequest(indexes=indexes)
        call = self._stub.GetBodies(request, timeout=STREAM_SECONDS)
        async with aclosing(read_stream(call)) as answers:
            async for answer in answers:
                bodies = answer.bodies
                if answer.WhichOneof("form") == "bodies_zstd":
                    bodies = parse_frame(pb.Bodies, answer.bodies_zstd)
                for body in bodies.bodies:
                    yield body

    async def watch(self, from_size: int) -> AsyncGenerator[pb.WatchResponse, None]:
        """Stream new heads until the hub ends it, within an hour."""
        request = pb.WatchRequest(from_size=from_size)
        call = self._stub.Watch(request, timeout=WATCH_SECONDS)
        async with aclosing(read_stream(call, idle_seconds=None)) as answers:
            async for answer in answers:
                yield answer

    async def cosign(self, size: int, root: bytes, line: str) -> None:
        """Hand in a cosignature line, with its line feed."""
        request = pb.CosignRequest(size=size, root=root, line=line)
        await ask(self._stub.Cosign(request, timeout=CALL_SECONDS))

    async def get_checkpoint(self, size: int = 0) -> bytes:
        """The note of a checkpoint with its cosignatures; 0 = the newest."""
        request = pb.GetCheckpointRequest(size=size)
        return (await ask(self._stub.GetCheckpoint(request, timeout=CALL_SECONDS))).note

    async def get_receipt(self, record: bytes | int, min_size: int = 0) -> bytes:
        """The receipt of a record id or log index, to a checkpoint of at least `min_size`."""
        request = (
            pb.GetReceiptRequest(index=record, min_size=min_size)
            if isinstance(record, int)
            else pb.GetReceiptRequest(record_id=record, min_size=min_size)
        )
        return (await ask(self._stub.GetReceipt(request, timeout=CALL_SECONDS))).receipt

    async def get_consistency(self, size1: int, size2: int) -> tuple[bytes, ...]:
        """The hashes that prove the tree of `size2` to extend the one of `size1`."""
        request = pb.GetConsistencyRequest(size1=size1, size2=size2)
        return tuple((await ask(self._stub.GetConsistency(request, timeout=CALL_SECONDS))).proof)

    async def renew(self, csr: bytes) -> bytes:
        """A new certificate chain (PEM) for the calling node; `csr` is DER."""
        request = pb.RenewRequest(csr=csr)
        return (await ask(self._stub.Renew(request, timeout=CALL_SECONDS))).chain


def _publish_request(items: pb.PublishItems, zstd: bool) -> pb.PublishRequest:
    data = items.SerializeToString()
    if zstd and _WORTH_COMPRESSING <= len(data) <= MAX_FRAME_BYTES:
        return pb.PublishRequest(items_zstd=compress(data))
    return pb.PublishRequest(items=items)
