"""What the order of the log decides on outcome records: asked by the sequencer, in their place.

A release was judged together with the releases that it lists. Here it is made sure that these are
all, at this very place in the log; one of the same batch counts, too. So does a profile that names
other centres than the release was held against.
"""

from collections.abc import Sequence
from dataclasses import replace

from forsa.envelope import RecordId
from forsa.errors import ConflictError, ForsaError, NotAllowedError, Reason
from forsa.governance.state import State
from forsa.library.roster import centres_in
from forsa.log_store.reading import LogReader
from forsa.outcomes.names import FRAME, PROFILE, RELEASE
from forsa.outcomes.school_years import (
    YearRecord,
    counting_frame,
    school_year_of,
    whole_releases,
)
from forsa.v1.record_pb2 import RecordHeader
from sqlalchemy import Connection

from forsa_hub.admission import Offer
from forsa_hub.outcomes.claims import KINDS, OutcomeClaim
from forsa_hub.outcomes.years import year_record
from forsa_hub.store.outcomes import (
    OutcomeRecord,
    keep_outcome_records,
    outcome_object,
    outcome_records,
)
from forsa_hub.store.tables import METADATA


class Ordering:
    """The rules for one batch; told of every record that is placed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._placed: list[OutcomeRecord] = []
        self._profiles: dict[str, bytes] = {}
        """Of the batch: the newest by member."""

    def place(self, offer: Offer, index: int) -> None:
        """Take a record that was admitted, so that later ones of the batch see it."""
        header = offer.record.header
        if header.kind == PROFILE:
            self._profiles[header.member] = offer.body
        if header.kind in KINDS:
            self._placed.append(
                OutcomeRecord(
                    offer.record.record_id,
                    index,
                    header.kind,
                    header.member,
                    header.object_id,
                    school_year_of(header.kind, offer.body),
                )
            )

    def keep(self) -> None:
        """Write down what was placed."""
        keep_outcome_records(self._connection, self._placed)

    def held_to(self, offer: Offer, state: State) -> Offer:
        """The offer, with what its place in the log forbids as its error if it has none yet."""
        kind = offer.record.header.kind
        if offer.body_error is not None or kind not in KINDS:
            return offer
        error = self._frame(offer) if kind == FRAME else self._release(offer, state)
        return replace(offer, body_error=error)

    def _release(self, offer: Offer, state: State) -> ForsaError | None:
        claim = offer.claim
        if claim is None:
            return proof_missing(offer.record.header)
        year = claim.school_year
        logged = [
            year_record(one, year, is_whole=RecordId(one.record_id) not in state.rights.redacted)
            for one in self._records(offer.record.header.member, year)
        ]
        try:
            releases = whole_releases(logged, year)
        except ConflictError as closed:
            return closed
        if tuple(one.record_id for one in releases) != claim.history:
            return _stale(len(claim.history), len(releases))
        if releases:
            return None
        return _other_frame(claim, logged) or self._other_centres(offer.record.header, claim)

    def _other_centres(self, header: RecordHeader, claim: OutcomeClaim) -> ForsaError | None:
        """Whether a profile came in between: nodes hold the release against that one."""
        if claim.centres is None:
            return None
        profile = self._profile_since(header.member, claim.roster_size)
        if profile is None or centres_in(profile) == claim.centres:
            return None
        return _send_again(
            header, "other centres were published while the release was checked: send it again"
        )

    def _profile_since(self, member: str, start: int) -> bytes | None:
        """The newest profile from this index on, if its text is here."""
        if member in self._profiles:
            return self._profiles[member]
        log = LogReader(self._connection, METADATA)
        newest = -1
        while found := log.records_of([PROFILE], [member], start):
            newest, start = found[-1], found[-1] + 1
        body = log.bodies([newest]).get(newest)
        return None if body is None else body.data

    def _frame(self, offer: Offer) -> ForsaError | None:
        """One enrolment a member and year; corrected before the first release alone."""
        header = offer.record.header
        year = school_year_of(FRAME, offer.body)
        logged = self._records(header.member, year)
        versions = outcome_object(self._connection, header.object_id)
        versions += [one for one in self._placed if one.object_id == header.object_id]
        if any(one.school_year != year for one in versions):
            return _frame_changed(
                f"the published enrolment of another school year becomes one of {year}", year
            )
        if any(one.kind == RELEASE for one in logged):
            return _frame_changed(f"outcomes of {year} are published: its enrolment stays", year)
        if any(one.object_id != header.object_id for one in logged):
            return ConflictError(
                f"the enrolment of {year} is published as another object already",
                Reason.OBJECT_EXISTS,
                school_year=year,
            )
        return None

    def _records(self, member: str, year: str) -> list[OutcomeRecord]:
        placed = [one for one in self._placed if (one.member, one.school_year) == (member, year)]
        return outcome_records(self._connection, member, year) + placed


def proof_missing(header: RecordHeader) -> ForsaError:
    """The proof is not complete at the hub, or its sender did not show it."""
    return _send_again(header, "the proof was not at the hub when the release came: send it again")


def _send_again(header: RecordHeader, message: str) -> ForsaError:
    """What makes a node bring the proof and the release once more, and the hub judge it anew."""
    roots = ",".join(one.root.hex() for one in header.attachments[:1])
    return ConflictError(message, Reason.BLOB_MISSING, missing=roots, count=1)


def _stale(listed: int, accepted: int) -> ForsaError:
    return NotAllowedError(
        f"the release was prepared beside {listed} earlier ones; the log has {accepted}",
        Reason.KIND_OUTCOME_APPROVAL_STALE,
        listed=listed,
        accepted=accepted,
    )


def _other_frame(claim: OutcomeClaim, logged: Sequence[YearRecord]) -> ForsaError | None:
    """Whether the enrolment that a first release was held against is no longer the one."""
    counting = counting_frame(logged, claim.school_year)
    if counting is not None and counting.record_id == claim.frame:
        return None
    return ConflictError(
        f"the enrolment of {claim.school_year} is not published",
        Reason.KIND_OUTCOME_FRAME_MISMATCH,
        school_year=claim.school_year,
    )


def _frame_changed(message: str, year: str) -> ForsaError:
    return ConflictError(message, Reason.KIND_OUTCOME_FRAME_CHANGED, school_year=year)
