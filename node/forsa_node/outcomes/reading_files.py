"""From a file that an officer names to checked rows: sizes first, then bytes, then the rules.

Nothing of it is written anywhere; what goes wrong is told by line, never with what a cell says.
"""

import hashlib
import hmac
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from forsa.errors import Reason, TooLargeError

MAX_FILE_BYTES: Final = 256 * 2**20
"""A register of 1,000,000 rows has about a third of it."""
MAX_MAPPING_BYTES: Final = 512 * 2**10
_CHUNK_BYTES: Final = 2**20


def read_bytes(path: Path, limit: int) -> bytes:
    """A file, no longer than `limit` bytes.

    Raises:
        TooLargeError: `LIMIT_EXCEEDED`, before more than that is in memory.
        OSError: it cannot be read.
    """
    data = bytearray()
    with path.open("rb") as file:
        while len(data) <= limit and (chunk := file.read(_CHUNK_BYTES)):
            data += chunk
    if len(data) > limit:
        raise TooLargeError(
            f"{path.name} has more than {limit} bytes; give the register in parts",
            Reason.LIMIT_EXCEEDED,
            limit_bytes=limit,
        )
    return bytes(data)


def mark_of(data: bytes, key: bytes) -> str:
    """HMAC-SHA256, hexadecimal: it tells nobody anything who has not the key."""
    return hmac.new(key, data, hashlib.sha256).hexdigest()


def today_of(now_ms: int) -> date:
    """The day of a time, UTC."""
    return datetime.fromtimestamp(now_ms / 1000, UTC).date()
