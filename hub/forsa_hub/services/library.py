"""LibraryService: records with their receipts, for clients that do not replicate."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

import grpc
from forsa.client.blobs import format_manifest
from forsa.entry import parse_entry
from forsa.envelope import Record, parse_record
from forsa.errors import NotFoundError, Reason
from forsa.governance.fold import signing_key
from forsa.log_store.reading import LogReader
from forsa.v1 import library_service_pb2 as v1
from forsa.v1 import log_service_pb2 as log_v1
from forsa.v1.library_service_pb2_grpc import LibraryServiceServicer
from sqlalchemy import Connection

from forsa_hub.blobs.rights import unknown
from forsa_hub.blobs.rules import wanted_indexes
from forsa_hub.core import Core, read_receipt
from forsa_hub.services.access import Context
from forsa_hub.services.blobs import STREAMS, Streams, find_readable, require_whole, served_chunks
from forsa_hub.services.bodies import Reader, matches
from forsa_hub.services.searching import answer_of, query_of
from forsa_hub.store.blobs import StoredBlob
from forsa_hub.store.tables import METADATA

PAGE = 64
OUTSIDE: Final = ""
"""Who calls on the enrolment port: all of them together."""
_STATES = {
    log_v1.BODY_STATE_NONE: "none",
    log_v1.BODY_STATE_HELD: "held",
    log_v1.BODY_STATE_REDACTED: "redacted",
    log_v1.BODY_STATE_NOT_AUTHORISED: "not_authorised",
    log_v1.BODY_STATE_AVAILABLE: "not_available",
}


class LibraryService(LibraryServiceServicer):
    """Answers members on the main port, and anyone on the enrolment port with public records."""

    def __init__(self, core: Core, *, outside: bool) -> None:
        self._core = core
        self._outside = outside
        limits = core.config.limits
        self._streams = Streams(limits.public_downloads if outside else STREAMS)

    def _reader(self, context: Context) -> Reader:
        sequencer = self._core.sequencer
        member = None
        if not self._outside:
            member = self._core.access.caller(context, sequencer.state).member
        return Reader.of(sequencer.state, member, sequencer.fresh_seconds * 1000)

    def _log(self, connection: Connection) -> LogReader:
        """The log as far as it is released."""
        return LogReader(connection, METADATA, before=self._core.sequencer.head.size)

    async def Get(
        self,
        request: v1.GetRequest,
        context: grpc.aio.ServicerContext[v1.GetRequest, v1.GetResponse],
    ) -> v1.GetResponse:
        """The newest version of an object, or a record."""
        reader = self._reader(context)

        def find(connection: Connection) -> v1.LibraryItem | None:
            log = self._log(connection)
            if request.WhichOneof("what") == "object_id":
                index = log.newest_of([request.object_id]).get(request.object_id)
            else:
                index = log.index_of([request.record_id]).get(request.record_id)
            return None if index is None else self._item(connection, index, reader)

        item = await self._core.database.read(find)
        if item is None:
            raise NotFoundError("no such record here", Reason.RECORD_UNKNOWN)
        return v1.GetResponse(item=item)

    async def Search(
        self,
        request: v1.SearchRequest,
        context: grpc.aio.ServicerContext[v1.SearchRequest, v1.SearchResponse],
    ) -> v1.SearchResponse:
        """What matches words and facets, as far as the audience allows."""
        query = query_of(request, self._reader(context))
        return answer_of(await self._core.shelf.search(query))

    async def ReadBlob(
        self,
        request: v1.ReadBlobRequest,
        context: grpc.aio.ServicerContext[v1.ReadBlobRequest, v1.ReadBlobResponse],
    ) -> AsyncGenerator[v1.ReadBlobResponse, None]:
        """An attachment of a record: its manifest, then its chunks."""
        who = OUTSIDE
        if not self._outside:
            who = self._core.access.caller(context, self._core.sequencer.state).holder
        with self._streams.one_of(who):
            blob = await self._attachment(request, context)
            wanted = wanted_indexes(
                [(one.first, one.count) for one in request.ranges], blob.key.chunks
            )
            yield v1.ReadBlobResponse(manifest=format_manifest(blob.manifest))
            served = served_chunks(
                self._core, blob, wanted, lambda: self._attachment(request, context)
            )
            async with aclosing(served) as chunks:
                async for index, data in chunks:
                    yield v1.ReadBlobResponse(index=index, data=data)

    async def _attachment(self, request: v1.ReadBlobRequest, context: Context) -> StoredBlob:
        """What is asked for, if the record's audience lets the reader in, and the owner's does."""
        reader = self._reader(context)

        def find(connection: Connection) -> Record | None:
            log = self._log(connection)
            index = log.index_of([request.record_id]).get(request.record_id)
            return None if index is None else log.entries_at([index])[0].record()

        record = await self._core.database.read(find)
        if record is None or not reader.allows(record.header):
            raise unknown()
        if all(one.root != request.root for one in record.header.attachments):
            raise unknown()
        blob, _ = await find_readable(self._core, request.root, reader)
        require_whole(blob)
        return blob

    async def List(
        self,
        request: v1.ListRequest,
        context: grpc.aio.ServicerContext[v1.ListRequest, v1.ListResponse],
    ) -> AsyncGenerator[v1.ListResponse, None]:
        """The records that match, by log index."""
        size = self._core.sequencer.head.size
        start, left = min(request.from_index, size), request.limit or size
        while left:
            reader = self._reader(context)
            page, start = await self._core.database.read(
                lambda c, start=start, reader=reader: self._page(c, request, start, reader)  # type: ignore[misc]
            )
            for item in page[:left]:
                yield v1.ListResponse(item=item)
            left -= min(left, len(page))
            if start < 0:
                return

    def _page(
        self, connection: Connection, request: v1.ListRequest, start: int, reader: Reader
    ) -> tuple[list[v1.LibraryItem], int]:
        """Matching items from an index on, and where the next page starts (-1: no more)."""
        log = self._log(connection)
        indexes = log.records_of(request.kinds, request.members, start, PAGE)
        wanted = log_v1.BodyFilter(languages=request.languages, regions=request.regions)
        entries = {stored.index: stored.record() for stored in log.entries_at(indexes)}
        objects = [record.header.object_id for record in entries.values()]
        newest = log.newest_of(objects) if request.newest_only else {}
        items = []
        for index, record in entries.items():
            stale = request.newest_only and newest[record.header.object_id] != index
            if stale or not matches(wanted, record.header):
                continue
            item = self._item(connection, index, reader)
            if item is not None:
                items.append(item)
        return items, indexes[-1] + 1 if len(indexes) == PAGE else -1

    def _item(self, connection: Connection, index: int, reader: Reader) -> v1.LibraryItem | None:
        """One record as far as the audience allows; None: this reader may not know of it."""
        receipt = read_receipt(connection, index, self._core.sequencer.head.size)
        if receipt is None:
            return None
        record: Record = parse_record(parse_entry(receipt.entry).envelope)
        if self._outside and record.header.audience != "public":
            return None
        log = self._log(connection)
        (versions,) = log.objects([record.header.object_id])  # type: ignore[list-item]
        item = v1.LibraryItem(
            receipt=receipt.format().encode(),
            author_key=signing_key(reader.state, record) or b"",
            newest=versions.newest,
        )
        state = reader.state_of(record)
        body = log.bodies([index]).get(index)
        if state == log_v1.BODY_STATE_AVAILABLE and body is not None:
            item.body_state, item.salt, item.body = "inline", body.salt, body.data
        else:
            item.body_state = _STATES[state]
        return item
