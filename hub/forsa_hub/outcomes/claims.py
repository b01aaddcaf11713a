"""What an outcome record says that the order of the log decides on. Pure."""

from dataclasses import dataclass
from typing import Final

from forsa.outcomes.names import FRAME, RELEASE

KINDS: Final = (FRAME, RELEASE)


@dataclass(frozen=True, slots=True)
class OutcomeClaim:
    """What a record was judged by, ahead of the sequencer; it still has to be so there."""

    school_year: str
    """Empty: the body says none that can be read."""
    history: tuple[bytes, ...] = ()
    """Record ids of the earlier releases that it was judged with."""
    frame: bytes = b""
    """Record id of the enrolment that it was held against; empty = it was not."""
    centres: tuple[str, ...] | None = None
    """Codes of the member's centres that it was held against; None = it was not."""
    roster_size: int = 0
    """Entries of the log that these were read from."""
