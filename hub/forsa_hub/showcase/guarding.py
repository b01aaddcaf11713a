"""What stands before every request: methods, lengths, headers, and errors without their text."""

from collections.abc import Mapping
from typing import Final

import structlog
from forsa.errors import BusyError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from forsa_hub.showcase.asking import MAX_QUERY_BYTES

MAX_HEADER_BYTES: Final = 16 * 1024
METHODS: Final = frozenset({"GET", "HEAD", "POST"})
HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
}
"""Public and without cookies: any page may read it; nothing in it runs; each use asks again."""
_RAW: Final = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


class Guard:
    """An ASGI application around another."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever it is."""
        if scope["type"] != "http":
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message["headers"], *_RAW]
            await send(message)

        refusal = _refusal(scope)
        try:
            await (refusal or self._inner)(scope, receive, sending)
        except ClientDisconnect:
            return  # nobody is there to be told, and it is no fault of the hub
        except Exception as error:
            if begun:  # the reader sees that the answer is cut
                raise
            await _answer_to(error)(scope, receive, sending)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    if scope["method"] not in METHODS:
        allowed = {"Allow": ", ".join(sorted(METHODS))}
        return PlainTextResponse("this address is only read", 405, allowed)
    if len(scope.get("raw_path") or b"") > MAX_QUERY_BYTES:
        return PlainTextResponse("the address is too long", 414)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
        return PlainTextResponse("the headers are too long", 431)
    return None


def _answer_to(error: Exception) -> PlainTextResponse:
    if isinstance(error, BusyError):
        seconds = int(error.metadata.get("retry_ms", "5000")) // 1000
        return PlainTextResponse("too much at once", 503, {"Retry-After": str(seconds)})
    if isinstance(error, HTTPException):
        return PlainTextResponse(error.detail, error.status_code, error.headers)
    structlog.get_logger().error("request_failed", exception=type(error).__name__)
    return PlainTextResponse("an error of the hub", 500)
