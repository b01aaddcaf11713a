"""A server that speaks as much of S3's REST interface as a hub needs, over HTTP on loopback.

Written from the interface's public description: objects are put, read, listed page by page and
deleted. It holds them in memory, and looks at the form of a signature, not at its truth. Against
servers of others the same suite runs by `make bucket` (tests/README.md).
"""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import md5
from xml.sax.saxutils import escape, unescape

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

WAIT_SECONDS = 30
PAGE = 2
"""Names of one answer to a listing; others have 1,000, and are asked again as well."""


@dataclass
class Bucket:
    """What a server holds."""

    objects: dict[str, bytes] = field(default_factory=dict)
    """By key, the prefix of the URL included."""
    silent: bool = False
    """Answers every request with 503."""
    closed: bool = False
    """Lets nobody in: answers every request with 403."""
    unsigned: int = 0
    """Requests that came without a signature."""

    async def answer(self, request: Request) -> Response:
        """One request."""
        if not request.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 "):
            self.unsigned += 1
        if self.silent:
            return Response(status_code=503)
        if self.closed:
            return _xml("<Error><Code>AccessDenied</Code></Error>", 403)
        key = request.path_params.get("key", "")
        if request.method == "POST" and "delete" in request.query_params:
            return self._delete((await request.body()).decode())
        if not key:
            return self._list(request)
        if request.method == "PUT":
            self.objects[key] = await request.body()
            return Response(headers={"etag": _etag(self.objects[key])})
        return self._get(key)

    def _delete(self, wanted: str) -> Response:
        keys = [unescape(one) for one in re.findall("<Key>(.*?)</Key>", wanted)]
        for key in keys:
            self.objects.pop(key, None)
        told = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
        return _xml(f"<DeleteResult>{told}</DeleteResult>")

    def _get(self, key: str) -> Response:
        if key not in self.objects:
            return _xml("<Error><Code>NoSuchKey</Code></Error>", 404)
        headers = {"etag": _etag(self.objects[key]), "last-modified": formatdate(usegmt=True)}
        return Response(self.objects[key], headers=headers)

    def _list(self, request: Request) -> Response:
        asked = request.query_params
        prefix, delimiter = asked.get("prefix", ""), asked.get("delimiter", "")
        found = {}
        for key in sorted(self.objects):
            if key.startswith(prefix):
                head, cut, _ = key.removeprefix(prefix).partition(delimiter or "\0")
                found[prefix + head + cut] = self._told(key, prefix + head if cut else "")
        left = [one for one in sorted(found) if one > asked.get("continuation-token", "")]
        page, more = left[:PAGE], len(left) > PAGE
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        return _xml(
            f"<ListBucketResult><KeyCount>{len(page)}</KeyCount>"
            f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}"
            f"{''.join(found[one] for one in page)}</ListBucketResult>"
        )

    def _told(self, key: str, folder: str) -> str:
        """An object, or the folder it lies in, as a listing says it."""
        if folder:
            return f"<CommonPrefixes><Prefix>{escape(folder)}/</Prefix></CommonPrefixes>"
        data = self.objects[key]
        return (
            f"<Contents><Key>{escape(key)}</Key><Size>{len(data)}</Size>"
            f"<LastModified>2026-01-01T00:00:00.000Z</LastModified>"
            f"<ETag>{escape(_etag(data))}</ETag></Contents>"
        )


def _etag(data: bytes) -> str:
    return f'"{md5(data, usedforsecurity=False).hexdigest()}"'


async def _no_bucket(_request: Request) -> Response:
    return _xml("<Error><Code>NoSuchBucket</Code></Error>", 404)


def _xml(text: str, code: int = 200) -> Response:
    return Response(text, code, media_type="application/xml")


@contextmanager
def object_server() -> Iterator[tuple[Bucket, dict[str, str]]]:
    """A bucket called `files`, and the environment that leads to it."""
    bucket = Bucket()
    methods = ["GET", "PUT", "POST"]
    routes = [
        Route("/files", bucket.answer, methods=methods),
        Route("/files/{key:path}", bucket.answer, methods=methods),
        Route("/{other:path}", _no_bucket, methods=methods),
    ]
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield (
            bucket,
            {
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": "here",
                "AWS_ENDPOINT": f"http://127.0.0.1:{listening.getsockname()[1]}",
                "AWS_ALLOW_HTTP": "true",
            },
        )
    finally:
        server.should_exit = True
        thread.join(WAIT_SECONDS)
        listening.close()
