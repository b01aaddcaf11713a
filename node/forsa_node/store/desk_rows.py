"""What the desk hands out: drafts, what is in them, what was said to their findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forsa.errors import ConflictError, Reason


class DraftState(StrEnum):
    """How far a draft is."""

    OPEN = "open"
    PUBLISHED = "published"
    """Signed and in the outbox; the draft stays as it was then."""
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file beside the texts; its data lie in the content store."""

    sha256: bytes
    """Empty = it is too large, and was not taken."""
    size: int

    @property
    def is_taken(self) -> bool:
        """Whether its data lie in the content store."""
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class ScanAnswer:
    """What the author says to a finding of the scan."""

    reason: str
    """Why a blocking one may stay; empty = a warning was seen."""
    person: str
    answered_ms: int


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft without what was written in it."""

    number: int
    kind: str
    title: str
    audience: str
    parent: bytes
    object_id: bytes
    effect: bytes
    source: str
    """The file or folder it was read from; empty = the program wrote it."""
    author: str
    created_ms: int
    changed_ms: int
    state: DraftState = DraftState.OPEN
    approved_by: str = ""
    approved_digest: bytes = b""
    record_id: bytes = b""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was written: texts by name, and the files beside them."""

    texts: Mapping[str, bytes]
    files: Mapping[str, HeldFile]


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft with all that belongs to it, at one moment."""

    row: DraftRow
    contents: Contents
    answers: Mapping[str, ScanAnswer]


def changed_meanwhile(number: int) -> ConflictError:
    """What was looked at is not what is there now."""
    return ConflictError(
        f"draft {number} was changed by another command meanwhile; look at it again",
        Reason.KIND_PRECONDITION,
        draft=number,
    )
