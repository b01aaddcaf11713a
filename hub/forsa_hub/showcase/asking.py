"""What a request may say, read strictly: two readers of one address must read the same."""

import re
from typing import Final
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

MAX_QUERY_BYTES: Final = 4096
"""Of a query string, or of a form; also of a path."""
MAX_ARGUMENTS: Final = 16
_FORM: Final = "application/x-www-form-urlencoded"
_ENCODED: Final = re.compile(rb"(?:[!-$&-~]|%[0-9A-Fa-f]{2})*")
_NUMBER: Final = re.compile("[0-9]{1,18}", re.ASCII)


def parse_arguments(data: bytes) -> list[tuple[str, str]]:
    """The arguments of a query string or form, in their order.

    Raises:
        HTTPException: 414 or 400: too long, too many, not percent-encoded, or not UTF-8.
    """
    if len(data) > MAX_QUERY_BYTES:
        raise HTTPException(414, f"more than {MAX_QUERY_BYTES} bytes of arguments")
    if not _ENCODED.fullmatch(data):
        raise HTTPException(400, "the arguments are not percent-encoded")
    try:
        return parse_qsl(
            data.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(data),
            errors="strict",
            max_num_fields=MAX_ARGUMENTS,
        )
    except ValueError:
        raise HTTPException(400, "the arguments are not name=value&… in UTF-8") from None


def index_of(request: Request, name: str, otherwise: int) -> int:
    """The one number that an address may have, in the argument `name`.

    Raises:
        HTTPException: 414 or 400.
    """
    arguments = parse_arguments(request.scope["query_string"])
    if not arguments:
        return otherwise
    (first, value), *more = arguments
    if more or first != name or not _NUMBER.fullmatch(value):
        raise HTTPException(400, f"the only argument is {name}, the index of a record")
    return int(value)


def require_no_arguments(request: Request) -> None:
    """Refuse any argument.

    Raises:
        HTTPException: 400.
    """
    if request.scope["query_string"]:
        raise HTTPException(400, "this address takes no arguments")


async def form_of(request: Request) -> list[tuple[str, str]]:
    """The arguments of a form that was sent.

    Raises:
        HTTPException: 415, 413 or 400.
    """
    require_no_arguments(request)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"a request is sent as {_FORM}")
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_QUERY_BYTES:
            raise HTTPException(413, f"more than {MAX_QUERY_BYTES} bytes of arguments")
    return parse_arguments(data)
