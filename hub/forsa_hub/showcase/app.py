"""The public records over HTTP: OAI-PMH, a feed, a table, and each as JSON-LD. It only reads.

| address | what |
| --- | --- |
| /oai | OAI-PMH 2.0, GET and POST |
| /feed.json | JSON Feed 1.1, newest first; `?before=INDEX` for older ones |
| /catalogue.csv | the newest versions as a table, by index; `?from_index=INDEX` for later ones |
| /records/ID.jsonld | one record; what was withdrawn or erased is 410 and its number |
"""

import json
import re
from collections.abc import AsyncIterator
from functools import partial
from typing import Final

from forsa.clock import Clock
from forsa.exports import oai
from forsa.exports.catalogue import CatalogueItem
from forsa.exports.feed import MEDIA_TYPE as FEED_TYPE
from forsa.exports.feed import Channel, feed
from forsa.exports.jsonld import document, text_of
from forsa.exports.table import csv_text
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, Router

from forsa_hub.showcase.asking import form_of, index_of, parse_arguments, require_no_arguments
from forsa_hub.showcase.desk import Desk, View
from forsa_hub.showcase.guarding import Guard

FEED_ITEMS: Final = 30
FEED_LOOKS: Final = 4
"""Pages of the log that are looked through for so many: most are withdrawn or replaced."""
TABLE_ROWS: Final = 10_000
"""Records of one answer; the header `Link` says where the next are."""
TABLE_PAGE: Final = 200
"""Records that are looked up at once."""
_RECORD_ID: Final = re.compile("[0-9a-f]{64}", re.ASCII)
_NO_INDEX: Final = 2**63 - 1


class Showcase:
    """The endpoints. `base_url` ends with a slash."""

    def __init__(self, desk: Desk, clock: Clock, base_url: str) -> None:
        self._desk = desk
        self._clock = clock
        self._url = base_url

    def app(self) -> Guard:
        """The application, guarded."""
        routes = [
            Route("/oai", self.harvest, methods=["GET", "POST"]),
            Route("/feed.json", self.feed),
            Route("/catalogue.csv", self.table),
            Route("/records/{name}.jsonld", self.record),
        ]
        return Guard(Router(routes))

    async def harvest(self, request: Request) -> Response:
        """OAI-PMH; its errors are answers, too."""
        if request.method == "POST":
            arguments = await form_of(request)
        else:
            arguments = parse_arguments(request.scope["query_string"])
        now_ms = self._clock.now_ms()
        data = await self._desk.ask(lambda view: oai.answer(arguments, view, now_ms))
        return Response(data, media_type="text/xml")

    async def feed(self, request: Request) -> Response:
        """The newest first."""
        before = index_of(request, "before", _NO_INDEX)

        def gather(view: View) -> tuple[str, bytes]:
            return view.tag, self._feed_of(view, before)

        return _tagged(request, *await self._desk.ask(gather), media_type=FEED_TYPE)

    def _feed_of(self, view: View, before: int) -> bytes:
        found: list[CatalogueItem] = []
        for _ in range(FEED_LOOKS):
            page = view.fitting(view.works.before(before, FEED_ITEMS - len(found)))
            if not page:
                break
            found += view.newest(page)
            before = page[-1]
        more = view.works.before(before, 1)
        channel = Channel(
            view.about.name,
            f"{self._url}feed.json",
            f"{self._url}records/",
            f"{self._url}feed.json?before={before}" if more else "",
        )
        return json.dumps(feed(channel, found), ensure_ascii=False).encode()

    async def table(self, request: Request) -> Response:
        """The catalogue as CSV."""
        start = index_of(request, "from_index", 0)
        tag, indexes = await self._desk.ask(
            lambda view: (view.tag, view.works.after(start, TABLE_ROWS + 1))
        )
        headers = {}
        if len(indexes) > TABLE_ROWS:
            following = f"{self._url}catalogue.csv?from_index={indexes.pop()}"
            headers["Link"] = f'<{following}>; rel="next"'
        answer = _tagged(request, tag, b"", media_type="text/csv")
        answer.headers.update(headers)
        if request.method == "HEAD" or answer.status_code == 304:
            return answer
        del answer.headers["content-length"]
        return StreamingResponse(self._rows(indexes), headers=answer.headers)

    async def _rows(self, indexes: list[int]) -> AsyncIterator[str]:
        yield csv_text(())
        for start in range(0, len(indexes), TABLE_PAGE):
            yield await self._desk.ask(partial(_rows_of, indexes[start : start + TABLE_PAGE]))

    async def record(self, request: Request) -> Response:
        """One record as JSON-LD."""
        require_no_arguments(request)
        name = request.path_params["name"]
        if not _RECORD_ID.fullmatch(name):
            raise HTTPException(404, "no such public record")

        def find(view: View) -> tuple[str, CatalogueItem | None]:
            return view.tag, view.find(bytes.fromhex(name))

        tag, item = await self._desk.ask(find)
        if item is None or item.state == "held":
            raise HTTPException(404, "no such public record")
        status = 200 if item.is_shown else 410
        data = text_of(document(item))
        return _tagged(request, tag, data, media_type="application/ld+json", status_code=status)


def _tagged(
    request: Request, tag: str, data: bytes, *, media_type: str, status_code: int = 200
) -> Response:
    """An answer that a reader need not take twice."""
    etag = f'W/"{tag}"'
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    if etag in known and status_code == 200:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(data, status_code, {"ETag": etag}, media_type)


def _rows_of(indexes: list[int], view: View) -> str:
    """A page of the table, without its head."""
    return csv_text(view.newest(indexes), header=False)
