"""The anchor: the newest checkpoint the hub released, kept outside its database.

A database that was restored from yesterday would sign other trees for sizes that others have seen.
The anchor, written before each release and never part of a database backup, is what stops it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from forsa.client.files import write_durably
from forsa.encoding import format_base64, parse_base64
from forsa.errors import CorruptStoreError, ForsaError, Reason


@dataclass(frozen=True, slots=True)
class Anchor:
    """Size and root last released, and the newest freshness time, seconds since 1970."""

    size: int
    root: bytes
    fresh_seconds: int

    def save(self, path: Path) -> None:
        """Write it durably; only then may what it says leave the hub."""
        values = {**asdict(self), "root": format_base64(self.root)}
        write_durably(path, json.dumps(values).encode())

    @classmethod
    def load(cls, path: Path) -> Self | None:
        """Read it; None if the hub never released anything.

        Raises:
            CorruptStoreError: the file is damaged.
        """
        try:
            values = json.loads(path.read_bytes())
            return cls(int(values["size"]), parse_base64(values["root"]), values["fresh_seconds"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, ForsaError):
            raise CorruptStoreError(
                f"the anchor {path} is damaged: take the size and root of the newest checkpoint "
                "that members hold, and write them there",
                Reason.STORED_DATA_CORRUPT,
            ) from None
