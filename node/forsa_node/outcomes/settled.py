"""A school year as this node keeps it, brought in line with what the member published of it.

The frame counts from the moment its record is signed, and the rows are frozen behind it: whatever
stops a program in between, and whatever became of the register, the next command freezes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from forsa.errors import ConflictError, Reason
from forsa.outcomes.enrolment import freeze, no_rows
from forsa.outcomes.names import FRAME, RELEASE
from forsa.outcomes.school_years import counting_frame, school_year_of

from forsa_node.outcomes.own_records import OwnRecord, own_records, year_records
from forsa_node.outcomes.school_year import Frame, SchoolYear
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import Stores, reading


@dataclass(frozen=True, slots=True)
class Published:
    """What the member published of a school year, what waits to be sent included."""

    frame: OwnRecord | None
    """The enrolment that counts: its newest version before the first release."""
    releases: Sequence[OwnRecord]
    """In log order."""
    frames: frozenset[str]
    """Record ids of everything this member published as a frame, of whatever year."""


def published_of(stores: Stores, school_year: str) -> Published:
    """What counts of a year; records whose text is gone are no evidence of a frame."""
    frames, releases = own_records(stores, FRAME), own_records(stores, RELEASE)
    counting = counting_frame(year_records(frames, releases), school_year)
    by_id: dict[bytes, OwnRecord] = {one.record.record_id: one for one in frames}
    return Published(
        None if counting is None else by_id[counting.record_id],
        tuple(one for one in releases if school_year_of(RELEASE, one.data) == school_year),
        frozenset(record_id.hex() for record_id in by_id),
    )


def settled(stores: Stores, store: RegisterStore, school_year: str) -> SchoolYear | None:
    """A year with the frame that was published; None: there is no register of it.

    What was published is read again where nobody else changes the register: what a command saw
    when it began may be older than the frame that another one has frozen since.

    Raises:
        FolderError, DamagedStoreError: as `RegisterStore.load`.
    """
    year = store.load(school_year)
    if year is None or with_frame(year, published_of(stores, school_year)) is year:
        return year
    return store.change(school_year, lambda now: with_frame(now, published_now(store, now)))


def published_now(store: RegisterStore, year: SchoolYear) -> Published:
    """What counts of a year at this moment."""
    with reading(store.identity.folder) as stores:
        return published_of(stores, year.school_year)


def with_frame(year: SchoolYear, published: Published) -> SchoolYear:
    """The year with the published frame, its rows frozen by it; itself where nothing changes."""
    frame = _frame_of(published.frame)
    if frame == year.frame:
        return year
    if frame is None:  # its text was erased, or the hub refused it
        is_known = year.frame is not None and year.frame.record_id in published.frames
        return year if is_known else replace(year, frame=None)
    rows = year.rows() if year.rows_ipc else no_rows()
    frozen = freeze(rows, date.fromisoformat(frame.frozen_on))
    return replace(year.with_rows(frozen), frame=frame)


def is_released(published: Published, year: SchoolYear | None) -> bool:
    """Whether tables of the frame were signed: from then on its classifications are frozen."""
    return bool(published.releases) or (year is not None and bool(year.releases))


def changed_meanwhile(school_year: str) -> ConflictError:
    """What is said where the register is no longer what somebody said yes to."""
    return ConflictError(
        f"another command changed the register of {school_year} meanwhile; look again",
        Reason.KIND_PRECONDITION,
    )


def _frame_of(record: OwnRecord | None) -> Frame | None:
    if record is None:
        return None
    body = record.body
    record_id = record.record.record_id.hex()
    return Frame(body.frame_n, body.frozen_on, body.centres_total, record_id)
