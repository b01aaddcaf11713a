"""The minutes that appointed a person or decided an act: their hash is published, and not they."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from forsa.errors import MalformedError, Reason

MAX_MINUTES_BYTES: Final = 100 * 2**20


def hash_minutes(file: Path) -> bytes:
    """SHA-256 of a file of a size that minutes have.

    Raises:
        MalformedError: `LIMIT_EXCEEDED`: it is larger than `MAX_MINUTES_BYTES`.
    """
    size = file.stat().st_size
    if size > MAX_MINUTES_BYTES:
        raise MalformedError(
            f"{file} has {size} bytes, at most {MAX_MINUTES_BYTES}",
            Reason.LIMIT_EXCEEDED,
            size=size,
        )
    digest = sha256()
    with file.open("rb") as data:
        while chunk := data.read(2**20):
            digest.update(chunk)
    return digest.digest()
