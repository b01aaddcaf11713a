"""Bodies as they arrive: kept only if they are what the author committed to. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forsa.commitment import verify_data
from forsa.envelope import Record
from forsa.errors import ForsaError, Reason, VerificationError
from forsa.governance.audience import BodyState, audience_allows, body_state
from forsa.governance.fold import Folded
from forsa.governance.state import State
from forsa.log_store.reading import StoredBody
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.record_pb2 import RecordHeader


@dataclass(slots=True)
class Sorted:
    """What became of bodies that were due."""

    kept: dict[int, StoredBody] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    """To be asked for again."""
    gone: list[int] = field(default_factory=list)
    """Erased, or not for this member: nobody waits for them."""
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
    state: State, folded: Sequence[Folded], entries: Sequence[pb.PullEntry], wanted: Wanted
) -> Sorted:
    """Check the bodies that came with a batch.

    What did not come is no reason to complain yet: the hub answers by its newest state, and a later
    entry of the same pull may have erased the body or changed a group.

    Args:
        state: After the batch.
        folded: The batch.
        entries: As they came, one for each of `folded`.
        wanted: What this node keeps.
    """
    found = Sorted()
    for one, entry in zip(folded, entries, strict=True):
        record = one.record
        if record is None or one.void is not None or not record.header.HasField("body"):
            continue
        if body_state(state, record.record_id) is BodyState.REDACTED:
            continue
        if entry.body_state == pb.BODY_STATE_INLINE:
            _keep(found, one.index, record.header, entry.salt, entry.body)
        elif wanted.matches(record.header):
            found.missing.append(one.index)
    return found


def sort_later(
    state: State,
    records: Mapping[int, Record],
    bodies: Iterable[pb.Body],
    member: str,
    fresh_ms: int = 0,
) -> Sorted:
    """Check the answer to a request for bodies that are due.

    Args:
        state: At the tree that the hub showed last: its answer is judged by it.
        records: What was asked for, by log index.
        bodies: The answer, as it came.
        member: Whose node this is.
        fresh_ms: The newest accepted freshness time.
    """
    answers = {body.index: body for body in bodies}
    found = Sorted()
    for index, record in records.items():
        body = answers.get(index, pb.Body())
        stands = body_state(state, record.record_id, fresh_ms)
        if stands is BodyState.REDACTED or not audience_allows(state, record.header, member):
            found.gone.append(index)
        elif body.state == pb.BODY_STATE_INLINE:
            _keep(found, index, record.header, body.salt, body.body)
        else:
            found.missing.append(index)
            if stands is BodyState.SERVED:
                found.alarms.append(_withheld(index))
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
