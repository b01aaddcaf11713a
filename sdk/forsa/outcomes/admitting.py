"""What a log asks of a release before it takes it: the same at a hub, at a node, by anybody.

No solver decides: the proof that came with the release is checked in whole numbers, so two
builds of a solver can never disagree about the log.

Source: docs/protocol.md, "Outcomes"; docs/privacy.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

from forsa.errors import (
    ConflictError,
    ForsaError,
    MalformedError,
    Reason,
    TooLargeError,
    VerificationError,
)
from forsa.kinds.body import PROOF_BYTES, PROOF_TYPE
from forsa.outcomes.checks import check_release, network_theta
from forsa.outcomes.history import check_history, check_listed, revises
from forsa.outcomes.messages import parse_release
from forsa.outcomes.refusing import refusal
from forsa.outcomes.tables import Release, Theta
from forsa.outcomes.verify import verify_accept
from forsa.v1.outcomes_pb2 import OutcomeTables
from forsa.v1.record_pb2 import Commitment, RecordHeader


@dataclass(frozen=True, slots=True)
class Frame:
    """The published enrolment of a school year: an `outcome.frame`."""

    frame_n: int
    centres_total: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An accepted release of the same member and school year."""

    record_id: bytes
    body: bytes


def admit_release(
    body: bytes,
    proof: bytes,
    earlier: Sequence[Earlier],
    *,
    frame: Frame | None,
    centres: Collection[str],
    least: Theta | None = None,
) -> Release:
    """Hold a release to everything that can be known of it; return it.

    Args:
        body: Of the record.
        proof: The data of its first attachment.
        earlier: All accepted releases of the member's school year, in log order.
        frame: The newest published enrolment of the year. The first release is held against it
            and against `centres`; later ones are held against the first.
        centres: Codes of the member's centres on the roster.
        least: Parameters of the network; None = its defaults.

    Raises:
        ForsaError: with a reason `KIND_OUTCOME_…`, or `KIND_BODY_INVALID` where a change is not
            explained; nothing in it is private.
    """
    release = parse_release(body)
    before = [_parse_earlier(one, release.school_year) for one in earlier]
    _check_frame(release, frame, is_first=not earlier)
    problems = (
        *check_listed(release, [one.record_id for one in earlier]),
        *check_release(
            release,
            centres=None if earlier else centres,
            frame_n=None if earlier or frame is None else frame.frame_n,
            least=least or network_theta(),
        ),
        *check_history(release, before),
    )
    refused = refusal(problems)
    if refused is not None:
        raise refused
    if revises(release, before) and not OutcomeTables.FromString(body).correction_reason:
        raise MalformedError(
            "a final vintage that changes figures says why", Reason.KIND_BODY_INVALID
        )
    _check_proof(release, proof)
    verify_accept([*before, release], proof)
    return release


def proof_of(header: RecordHeader) -> Commitment:
    """What the header of a release commits to as its proof.

    Raises:
        ConflictError: `KIND_OUTCOME_PROOF_MISSING`.
        TooLargeError: `KIND_OUTCOME_PROOF_TOO_LARGE`.
    """
    first = next(iter(header.attachments), None)
    if first is None or first.media_type != PROOF_TYPE:
        raise ConflictError(
            "the first attachment is no accept proof", Reason.KIND_OUTCOME_PROOF_MISSING
        )
    if first.size > PROOF_BYTES:
        raise TooLargeError(
            f"a proof of {first.size} bytes; {PROOF_BYTES} are allowed",
            Reason.KIND_OUTCOME_PROOF_TOO_LARGE,
            size=first.size,
            limit=PROOF_BYTES,
        )
    return first


def _parse_earlier(one: Earlier, school_year: str) -> Release:
    """What cannot be read cannot be held against a new release, as if it were erased."""
    try:
        return parse_release(one.body)
    except ForsaError:
        raise closed_year(school_year) from None


def closed_year(school_year: str) -> ForsaError:
    """A release of the year was erased, or is none that can be read."""
    return ConflictError(
        f"a release of {school_year} was erased: the year is closed for others",
        Reason.KIND_OUTCOME_VINTAGE_CLOSED,
        school_year=school_year,
    )


def _check_frame(release: Release, frame: Frame | None, *, is_first: bool) -> None:
    reason = Reason.KIND_OUTCOME_FRAME_MISMATCH
    if not is_first:
        return
    if frame is None:
        raise ConflictError(
            f"the enrolment of {release.school_year} is not published",
            reason,
            school_year=release.school_year,
        )
    if release.centres_total != frame.centres_total:
        raise ConflictError(
            f"the release is of a member with {release.centres_total} centres; the published "
            f"enrolment says {frame.centres_total}",
            reason,
            centres_total=release.centres_total,
            frame_centres=frame.centres_total,
        )


def _check_proof(release: Release, proof: bytes) -> None:
    if sha256(proof).digest() != release.proof_digest:
        raise VerificationError(
            "the attached proof is not the one that the release names",
            Reason.KIND_OUTCOME_PROOF_INVALID,
        )
