"""What a program gives to and gets from a network."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.client.drafts import Signed
from forsa.errors import ForsaError
from forsa.receipt import Receipt
from forsa.v1 import library_service_pb2 as library_pb
from forsa.v1.record_pb2 import Commitment


class UnpublishedError(Exception):
    """The hub did not answer in time, so it is unknown whether the record is logged.

    Publish `signed` again, now or tomorrow: the same record twice is success, not an error.
    """

    def __init__(self, signed: Signed, cause: ForsaError) -> None:
        super().__init__(
            f"record {signed.record.record_id.hex()} may or may not be logged: {cause.message}"
        )
        self.signed = signed
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Published:
    """A record in the log, with the proof."""

    record_id: bytes
    index: int
    sequenced_ms: int
    receipt: Receipt
    duplicate: bool
    """True if it was in the log before."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that is whole and durable at the hub, by its word."""

    commitment: Commitment
    """What the header of a record says of it."""
    sent_bytes: int
    """By this call; 0 = the hub had it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An attachment that is whole and durable on this disk, every byte of it verified."""

    path: Path
    size: int
    fetched_bytes: int
    """By this call; the rest an earlier one had left."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records to read; empty = all."""

    kinds: Sequence[str] = ()
    """Kinds or their first segments."""
    languages: Sequence[str] = ()
    """BCP 47 tags; a record that names none matches."""
    regions: Sequence[str] = ()
    """ISO 3166-2 codes; a record that names none matches."""
    members: Sequence[str] = ()
    """Authors."""
    newest_only: bool = False
    """Only the newest version of each thing."""

    def request(self, from_index: int, limit: int = 0) -> library_pb.ListRequest:
        """As the library is asked."""
        return library_pb.ListRequest(
            kinds=self.kinds,
            languages=self.languages,
            regions=self.regions,
            members=self.members,
            from_index=from_index,
            limit=limit,
            newest_only=self.newest_only,
        )


EVERYTHING: Final = Filter()
