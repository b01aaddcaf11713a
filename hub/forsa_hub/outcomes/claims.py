"""What an outcome record says that the order of the log decides on. Pure."""

from dataclasses import dataclass
from typing import Final

from forsa.library.cards import parse_body
from forsa.outcomes.names import FRAME, RELEASE
from forsa.v1.outcomes_pb2 import OutcomeFrame, OutcomeTables

KINDS: Final = (FRAME, RELEASE)
_YEAR: Final = len("2024-2025")


@dataclass(frozen=True, slots=True)
class OutcomeClaim:
    """What a record was judged by, ahead of the sequencer; it still has to be so there."""

    school_year: str
    """Empty: the body says none that can be read."""
    history: tuple[bytes, ...] = ()
    """Record ids of the earlier releases that it was judged with."""
    frame: bytes = b""
    """Record id of the enrolment that it was held against; empty = it was not."""


def school_year_of(kind: str, body: bytes | None) -> str:
    """The school year that an outcome record is about; empty: its body is erased or unreadable."""
    match parse_body(kind, body):
        case OutcomeFrame() | OutcomeTables() as message:
            return message.school_year if len(message.school_year) == _YEAR else ""
    return ""
