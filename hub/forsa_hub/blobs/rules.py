"""Pure: what may be announced, what an upload costs, and when what nobody names goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.commitment import Range
from forsa.errors import MalformedError, QuotaError, Reason, TooLargeError

from forsa_hub.blobs.store import BlobKey

DAY_MS: Final = 86_400_000
KEPT_MS: Final = 30 * DAY_MS
"""How long the hub keeps what no record names, after somebody was last at it."""
LEAST_BYTES: Final = 4096
"""What an attachment costs its member at least: a small one takes a block of the disk, too."""
MAX_RANGES: Final = 1024
_AGAIN_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Opened:
    """An upload that is not complete."""

    holder: str
    """The node that announced it, `<member>/<node>`."""
    member: str
    key: BlobKey


@dataclass(frozen=True, slots=True)
class Room:
    """What a node and its member may have open, and how large one attachment may be."""

    blob_bytes: int
    open_uploads: int
    """Of one node."""
    open_bytes: int
    """Of one member."""


def require_size(size: int, room: Room) -> None:
    """Refuse what is too large at any time.

    Raises:
        TooLargeError: `LIMIT_EXCEEDED`.
    """
    if size > room.blob_bytes:
        raise TooLargeError(
            f"an attachment of {size} bytes; {room.blob_bytes} are allowed",
            Reason.LIMIT_EXCEEDED,
            size=size,
            limit=room.blob_bytes,
        )


def require_room(new: Opened, opened: Collection[Opened], room: Room) -> None:
    """Refuse an upload beyond what may be open; `opened` may hold the new one already.

    Raises:
        QuotaError: `QUOTA_EXCEEDED`; metadata `quota` is `open_uploads` or `open_bytes`.
    """
    others = [one for one in opened if one.key != new.key]
    of_node = sum(one.holder == new.holder for one in others)
    if of_node >= room.open_uploads:
        raise QuotaError(
            f"{new.holder} has {of_node} uploads that are not complete; {room.open_uploads} may be",
            Reason.QUOTA_EXCEEDED,
            quota="open_uploads",
            used=of_node,
            limit=room.open_uploads,
            retry_ms=_AGAIN_MS,
        )
    waiting = sum(one.size for one in {o.key for o in others if o.member == new.member})
    if waiting + new.key.size > room.open_bytes:
        raise QuotaError(
            f"uploads of {new.member} that are not complete have {waiting} bytes; with "
            f"{new.key.size} more they pass {room.open_bytes}",
            Reason.QUOTA_EXCEEDED,
            quota="open_bytes",
            used=waiting,
            limit=room.open_bytes,
            retry_ms=_AGAIN_MS,
        )


def charge_of(size: int) -> int:
    """Bytes of its member's quotas that an attachment takes."""
    return max(size, LEAST_BYTES)


def expires_ms(touched_ms: int, *, named: bool) -> int:
    """When it goes unless somebody is at it, milliseconds since 1970; 0 = a record names it."""
    return 0 if named else touched_ms + KEPT_MS


def wanted_indexes(ranges: Sequence[Range], count: int) -> list[int]:
    """The chunks that a reader asks for, in its order, each once; no ranges = all.

    Args:
        ranges: First index and count, as they came.
        count: Chunks that there are.

    Raises:
        TooLargeError, MalformedError: `LIMIT_EXCEEDED`: too many ranges, or they are empty, lap
            over one another, or go beyond the last chunk; nothing is allocated for such.
    """
    if len(ranges) > MAX_RANGES:
        raise TooLargeError(
            f"{len(ranges)} ranges; {MAX_RANGES} are allowed", Reason.LIMIT_EXCEEDED
        )
    for first, length in ranges:
        if length < 1 or first + length > count:
            raise MalformedError(
                f"{length} chunks from {first} are no range of {count} chunks",
                Reason.LIMIT_EXCEEDED,
            )
    if sum(length for _, length in ranges) > count:
        raise MalformedError("ranges of chunks lap over one another", Reason.LIMIT_EXCEEDED)
    indexes = [index for first, length in ranges for index in range(first, first + length)]
    if len(set(indexes)) < len(indexes):
        raise MalformedError("ranges of chunks lap over one another", Reason.LIMIT_EXCEEDED)
    return indexes if ranges else list(range(count))
