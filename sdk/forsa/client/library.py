"""`LibraryService` as functions: things with their receipts, not verified here."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import grpc

from forsa.client.calls import CALL_SECONDS, STREAM_SECONDS, ask, read_stream
from forsa.v1 import library_service_pb2 as pb
from forsa.v1.library_service_pb2_grpc import LibraryServiceStub


class LibraryClient:
    """Calls of `LibraryService` over one channel, of a member or of an outsider."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub = LibraryServiceStub(channel)

    async def get(self, request: pb.GetRequest) -> pb.LibraryItem:
        """The newest version of an object, or one record.

        Raises:
            NotFoundError: there is no such thing, or the caller may not see it.
        """
        return (await ask(self._stub.Get(request, timeout=CALL_SECONDS))).item

    async def search(self, request: pb.SearchRequest) -> pb.SearchResponse:
        """What the hub finds.

        Raises:
            BusyError: its index is being made.
        """
        return await ask(self._stub.Search(request, timeout=CALL_SECONDS))

    async def read_blob(
        self, request: pb.ReadBlobRequest
    ) -> AsyncGenerator[pb.ReadBlobResponse, None]:
        """Stream the manifest of an attachment, then its chunks; nothing is verified here.

        Raises:
            NotFoundError: `BLOB_UNKNOWN`: there is none, or the caller may not see it.
            ConflictError: `BODY_HELD`, `BODY_REDACTED`.
        """
        call = self._stub.ReadBlob(request, timeout=STREAM_SECONDS)
        async with aclosing(read_stream(call)) as answers:
            async for answer in answers:
                yield answer

    async def list_items(self, request: pb.ListRequest) -> AsyncGenerator[pb.LibraryItem, None]:
        """Stream the records that match, by log index."""
        call = self._stub.List(request, timeout=STREAM_SECONDS)
        async with aclosing(read_stream(call)) as answers:
            async for answer in answers:
                yield answer.item
