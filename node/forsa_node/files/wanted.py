"""Which attachments a node fetches by itself. Pure: header fields decide, and who may read.

Source: docs/protocol.md, "Audiences, holds, redaction": the owner of a commitment is the member
of the first valid record that names it, and only the owner's records open or erase it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from forsa.envelope import Record
from forsa.governance.audience import BodyState, audience_allows, body_state
from forsa.governance.state import State
from forsa.kinds.body import PROOF_BYTES, PROOF_TYPE, is_agreement_text
from forsa.v1.record_pb2 import RecordHeader


@dataclass(frozen=True, slots=True)
class FileRule:
    """What the node's settings say; no kinds, languages or regions = all."""

    max_bytes: int
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def matches(self, header: RecordHeader, size: int) -> bool:
        """Whether a file of this record is fetched without being asked for."""
        kinds = not self.kinds or any(
            header.kind == kind or header.kind.startswith(f"{kind}.") for kind in self.kinds
        )
        languages = _meets(self.languages, header.languages)
        regions = _meets(self.regions, [header.region] if header.region else [])
        return size <= self.max_bytes and kinds and languages and regions


def is_needed(media_type: str, size: int) -> bool:
    """Whether every node fetches an attachment, whatever its settings say.

    Without the proof of released tables this node could not judge them itself; without the text of
    an agreement its member could not read what it votes on, nor publish what was adopted.
    """
    is_proof = media_type == PROOF_TYPE and size <= PROOF_BYTES
    return is_proof or is_agreement_text(media_type, size)


def _meets(allowed: Sequence[str], found: Sequence[str]) -> bool:
    """An empty list matches all, and what has none matches every list."""
    return not allowed or not found or not set(allowed).isdisjoint(found)


class Access(StrEnum):
    """Whether this member may have an attachment now."""

    OPEN = "open"
    HELD = "held"
    """The network put it on hold: kept, not shown, not fetched."""
    CLOSED = "closed"
    """No record of its owner opens it to this member."""
    ERASED = "erased"
    """A record of its owner that names it was redacted."""


def owners_of(naming: Sequence[Record]) -> list[Record]:
    """Of the valid records that name a commitment, in log order, those of its owner."""
    return [one for one in naming if one.header.member == naming[0].header.member]


def access(state: State, owners: Sequence[Record], member: str, fresh_ms: int = 0) -> Access:
    """What the owner's records allow `member`.

    Args:
        state: The newest.
        owners: As `owners_of` gives them.
        member: Who wants to read.
        fresh_ms: The newest accepted freshness time, for holds that are over.
    """
    stands = [body_state(state, one.record_id, fresh_ms) for one in owners]
    if BodyState.REDACTED in stands:
        return Access.ERASED
    if BodyState.HELD in stands:
        return Access.HELD
    if any(audience_allows(state, one.header, member) for one in owners):
        return Access.OPEN
    return Access.CLOSED
