"""Files that people wrote, read from the disk; what is in them is for `forsa.kinds` to say."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.errors import MalformedError, Reason
from forsa.kinds.registry import KINDS
from google.protobuf import json_format
from google.protobuf.message import Message

MAX_FILE_BYTES: Final = 2**20
MAX_FILES: Final = 200


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds."""

    kind: str
    body: Message
    languages: tuple[str, ...]
    region: str
    findings: tuple[object, ...] = ()


def read_files(path: Path) -> dict[str, bytes]:
    """A file, or the files of a folder by their path in it; hidden ones are left out.

    Raises:
        MalformedError: `LIMIT_EXCEEDED`: too large, or too many.
    """
    if path.is_file():
        return {path.name: _read(path)}
    found = [one for one in sorted(path.rglob("*")) if one.is_file() and _is_shown(one, path)]
    if len(found) > MAX_FILES:
        raise MalformedError(
            f"{path} has {len(found)} files, at most {MAX_FILES}", Reason.LIMIT_EXCEEDED
        )
    return {str(one.relative_to(path)): _read(one) for one in found}


def _is_shown(path: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise MalformedError(
            f"{path} has {size} bytes, at most {MAX_FILE_BYTES}", Reason.LIMIT_EXCEEDED
        )
    return path.read_bytes()


def load(path: Path) -> Loaded:
    """Read one thing to publish."""
    (data,) = read_files(path).values()
    values = json.loads(data)
    kind = KINDS[values.pop("kind")]
    from forsa.v1 import practice_pb2

    body = json_format.ParseDict(values, getattr(practice_pb2, kind.body or "")())
    return Loaded(kind.name, body, ("fr",), "MA-05")
