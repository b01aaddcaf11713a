"""The earlier releases of a frame, as everybody has them: every new one is audited with them all.

What this node signed and has not sent yet counts as well: it will be in the log before the next.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from forsa.errors import ConflictError, Reason
from forsa.outcomes import admitting
from forsa.outcomes.messages import parse_release
from forsa.outcomes.names import RELEASE
from forsa.outcomes.school_years import whole_releases
from forsa.outcomes.tables import Release, Vintage

from forsa_node.outcomes.own_records import OwnRecord, own_records, year_records
from forsa_node.outcomes.school_year import Frame, SchoolYear
from forsa_node.reading import Stores


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release that is in the log, or waits to be."""

    record_id: bytes
    object_id: bytes
    body: bytes
    release: Release


def earlier_releases(stores: Stores, year: SchoolYear) -> tuple[Earlier, ...]:
    """The releases of this member's school year, in log order.

    Raises:
        ConflictError: `KIND_OUTCOME_VINTAGE_CLOSED`: the text of one of them was erased; without
            it nobody can tell whether another release is safe.
    """
    found: dict[bytes, OwnRecord] = {
        one.record.record_id: one for one in own_records(stores, RELEASE)
    }
    known = [bytes.fromhex(one.record_id) for one in year.releases]
    releases = whole_releases(year_records((), found.values()), year.school_year, known)
    return tuple(_earlier(found[one.record_id]) for one in releases)


def _earlier(one: OwnRecord) -> Earlier:
    """The bytes that were signed, not ours of the same message: another program may write them."""
    data, header = one.data or b"", one.record.header
    return Earlier(one.record.record_id, header.object_id, data, parse_release(data))


def require_admissible(
    body: bytes,
    proof: bytes,
    earlier: Sequence[Earlier],
    frame: Frame,
    centres: Collection[str],
) -> None:
    """Hold a release to everything that the hub will, with the same code.

    Args:
        body: Of the release.
        proof: Its accept proof.
        earlier: From `earlier_releases`.
        frame: The published enrolment.
        centres: Codes of the member's centres on the roster.

    Raises:
        ForsaError: as `admit_release`.
    """
    before = [admitting.Earlier(one.record_id, one.body) for one in earlier]
    published = admitting.Frame(frame.frame_n, frame.centres_total)
    admitting.admit_release(body, proof, before, frame=published, centres=centres)


def at_point(earlier: Sequence[Earlier], point: str) -> Earlier | None:
    """The newest release of an observation point; None: there is none."""
    found = [one for one in earlier if one.release.observation_point == point]
    return found[-1] if found else None


def require_vintage(earlier: Sequence[Earlier], point: str, *, final: bool) -> Earlier | None:
    """What a release of a point replaces; None: nothing yet.

    Raises:
        ConflictError: a first vintage where there is one, a second where there is none, or a third.
    """
    newest = at_point(earlier, point)
    if newest is None:
        if final:
            raise ConflictError(
                f"nothing is released at {point} that a final release could replace",
                Reason.KIND_PRECONDITION,
            )
        return None
    if newest.release.vintage is Vintage.FINAL:
        raise ConflictError(
            f"{point} has its final release already", Reason.KIND_OUTCOME_VINTAGE_CLOSED
        )
    if not final:
        raise ConflictError(
            f"{point} has its provisional release: a correction is its final one, with a reason",
            Reason.KIND_PRECONDITION,
        )
    return newest
