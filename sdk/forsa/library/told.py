"""A record as the views take it: header, body if it may be shown, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forsa.envelope import Record
from forsa.kinds.limits import choices_of


@dataclass(frozen=True, slots=True)
class Told:
    """One valid record of the log."""

    index: int
    sequenced_ms: int
    record: Record
    message: Any
    """The body; None if it may not be shown, or is not here."""
    withdrawn: bool = False
    hidden: bool = False
    """On hold, or erased."""

    @property
    def member(self) -> str:
        """Its author."""
        return self.record.header.member

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.record.header.kind

    @property
    def object_id(self) -> bytes:
        """The thing that it is a version of."""
        return self.record.header.object_id


def chosen(message: Any, field: str) -> str:
    """What a closed field of a body says; empty without a body, or for a word not in the contract.

    A log may hold bodies that no program of ours would sign: nothing outside the contract counts.
    """
    if message is None:
        return ""
    value: str = getattr(message, field)
    return value if value in choices_of(message.DESCRIPTOR.fields_by_name[field]) else ""


def newest_of_each(records: Iterable[Told]) -> list[Told]:
    """The newest version of each thing, by index; what is withdrawn or hidden stays in."""
    newest: dict[bytes, Told] = {}
    for one in sorted(records, key=lambda told: told.index):
        newest[one.object_id] = one
    return sorted(newest.values(), key=lambda told: told.index)
