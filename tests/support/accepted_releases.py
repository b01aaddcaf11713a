"""Releases that are protected and proved for real, as records of a log would carry them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from forsa.outcomes.gathering import LoggedRecord
from forsa.outcomes.messages import About, format_release, release_message, sealed
from forsa.outcomes.names import FRAME, PROFILE, RELEASE
from forsa.outcomes.products import ladder
from forsa.outcomes.protecting import protect
from forsa.outcomes.tables import Release
from forsa.outcomes.tabulating import tabulate
from forsa.testing.learners import SCHOOL_YEAR, Association
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.member_pb2 import Centre, MemberProfile
from forsa.v1.outcomes_pb2 import OutcomeFrame

from tests.support.member_tables import COST_KEY, axes_of, header_of

ABOUT = About(
    Common(original_language="fr", licence="CC-BY-SA-4.0"),
    (LocalText(lang="fr", text="Tous les inscrits"),),
    "tests 1",
)


@dataclass(frozen=True)
class Made:
    """A release with its record id, bytes and proof."""

    release: Release
    record_id: bytes
    body: bytes
    proof: bytes


def accepted_releases(association: Association, points: Sequence[str]) -> list[Made]:
    """The provisional releases of some points, one after the other."""
    made: list[Made] = []
    for point in points:
        wanted = ladder(association.n)[0]
        header = replace(
            header_of(association, point), history=tuple(one.record_id for one in made)
        )
        counts = tabulate(association.learners, wanted, axes_of(association), point)
        protected = protect(
            counts,
            header,
            cost_key=COST_KEY,
            earlier=[one.release for one in made],
            seal=lambda draft: sealed(draft, ABOUT),
        )
        proof = protected.report.accept
        assert proof is not None
        release = replace(protected.release, proof_digest=sha256(proof).digest())
        body = format_release(release_message(release, ABOUT))
        made.append(Made(release, sha256(body).digest(), body, proof))
    return made


def records_of(association: Association, made: Sequence[Made]) -> list[LoggedRecord]:
    """What a log has of an association: profile, enrolment, releases."""
    member = association.member
    profile = MemberProfile(
        region=association.region,
        contact=f"{member}@example.org",
        centres=[Centre(code=code) for code in association.centres],
    )
    frame = OutcomeFrame(
        common=ABOUT.common,
        school_year=SCHOOL_YEAR,
        frame_n=association.n,
        frozen_on="2024-10-31",
        centres_total=len(association.centres),
    )
    return [
        LoggedRecord(PROFILE, member, sha256(b"p").digest(), profile.SerializeToString()),
        LoggedRecord(FRAME, member, sha256(b"f").digest(), frame.SerializeToString()),
        *(_logged(member, one) for one in made),
    ]


def _logged(member: str, one: Made) -> LoggedRecord:
    return LoggedRecord(RELEASE, member, one.record_id, one.body, lambda: one.proof)
