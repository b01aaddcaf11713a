"""Bodies as they arrive: kept only if they are what the author committed to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forsa.commitment import verify_data
from forsa.errors import ForsaError, Reason, VerificationError
from forsa.governance.audience import BodyState, audience_allows, body_state
from forsa.governance.fold import Folded
from forsa.governance.state import State
from forsa.log_store.reading import StoredBody
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.record_pb2 import RecordHeader

LATER = frozenset({pb.BODY_STATE_AVAILABLE, pb.BODY_STATE_HELD})


@dataclass(slots=True)
class Sorted:
    """What became of the bodies of a batch."""

    kept: dict[int, StoredBody] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    """To be asked for again."""
    alarms: list[ForsaError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bodies a node keeps; it can check this, for only header fields decide."""

    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def filter(self) -> pb.BodyFilter:
        """What is told to the hub."""
        return pb.BodyFilter(kinds=self.kinds, languages=self.languages)

    def matches(self, header: RecordHeader) -> bool:
        """Whether the body of this record is kept."""
        kinds = not self.kinds or any(
            header.kind == kind or header.kind.startswith(f"{kind}.") for kind in self.kinds
        )
        languages = (
            not self.languages
            or not header.languages
            or not set(self.languages).isdisjoint(header.languages)
        )
        return kinds and languages


def sort_bodies(
    state: State,
    folded: Sequence[Folded],
    entries: Sequence[pb.PullEntry],
    wanted: Wanted,
    member: str,
) -> Sorted:
    """Check the bodies that came with a batch.

    Args:
        state: After the batch.
        folded: The batch.
        entries: As they came, one for each of `folded`.
        wanted: What this node keeps.
        member: Whose node this is.
    """
    found = Sorted()
    for one, entry in zip(folded, entries, strict=True):
        record = one.record
        if record is None or one.void is not None or not record.header.HasField("body"):
            continue
        if body_state(state, record.record_id) is BodyState.REDACTED:
            continue
        header, index = record.header, one.index
        if entry.body_state == pb.BODY_STATE_INLINE:
            _keep(found, index, header, entry.salt, entry.body)
        elif not wanted.matches(header):
            continue
        elif entry.body_state in LATER:
            found.missing.append(index)
        elif audience_allows(state, header, member):
            found.missing.append(index)
            found.alarms.append(_withheld(index))
    return found


def sort_later(headers: dict[int, RecordHeader], bodies: Sequence[pb.Body]) -> Sorted:
    """Check bodies that were asked for; what is not there stays missing."""
    found = Sorted()
    for body in bodies:
        header = headers.get(body.index)
        if header is not None and body.state == pb.BODY_STATE_INLINE:
            _keep(found, body.index, header, body.salt, body.body)
    return found


def _keep(found: Sorted, index: int, header: RecordHeader, salt: bytes, data: bytes) -> None:
    try:
        verify_data(header.body, salt, data)
    except VerificationError as error:
        found.missing.append(index)
        found.alarms.append(
            VerificationError(
                f"the text of record number {index} is not the one its author signed",
                error.reason,
                index=index,
                member=header.member,
            )
        )
    else:
        found.kept[index] = StoredBody(salt, data)


def _withheld(index: int) -> ForsaError:
    return VerificationError(
        f"the hub withholds the text of record number {index}, which this member may read",
        Reason.RECORD_WITHHELD,
        index=index,
    )
