"""From records of the log to what the network may rely on: releases that pass, judged by ourselves.

A hub that let an unsafe release in changes nothing here: each one is held to everything that
`forsa.outcomes.admitting` asks, in the order of the log, and one that fails is named, not counted.
What it said was seen all the same, so later ones are judged with it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from google.protobuf.message import DecodeError, Message

from forsa.codelists import codes
from forsa.errors import ConflictError, ForsaError, Reason
from forsa.outcomes.admitting import Earlier, Frame, admit_release
from forsa.outcomes.axes import CENTRE
from forsa.outcomes.messages import parse_release
from forsa.outcomes.names import FRAME, PROFILE, RELEASE
from forsa.outcomes.network import MemberYear
from forsa.outcomes.school_years import YearRecord, counting_frame, whole_releases
from forsa.outcomes.tables import Release
from forsa.v1.member_pb2 import MemberProfile
from forsa.v1.outcomes_pb2 import OutcomeFrame

PUBLIC: Final = "public"
"""The audience of everybody."""

Tell = Callable[[int], None]
ReadProof = Callable[[], bytes | None]
"""Reads the proof of a release when it has to be judged; None: it is not here.

Proofs have megabytes, and a network thousands of them: one at a time is in memory.
"""
M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class LoggedRecord:
    """A valid record of one of `KINDS`, as the log and whoever keeps its text have it."""

    kind: str
    member: str
    record_id: bytes
    body: bytes | None
    """None: erased, held, or not for this reader."""
    proof: ReadProof | None = None
    """Of a release; None: it is not here."""
    withdrawn: bool = False
    """Its author took it back."""
    audience: str = PUBLIC
    """Who may read it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A release that passed."""

    member: str
    record_id: bytes
    body: bytes
    release: Release
    withdrawn: bool
    audience: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A release that did not, though it is in the log."""

    member: str
    record_id: bytes
    error: ForsaError


@dataclass(slots=True)
class Gathered:
    """What came of the records."""

    accepted: list[Accepted] = field(default_factory=list)
    """In log order."""
    refused: list[Refused] = field(default_factory=list)
    enrolled: dict[tuple[str, str], Frame] = field(default_factory=dict)
    """Published enrolment by member and school year: the one that counts."""
    profiles: dict[str, MemberProfile] = field(default_factory=dict)
    """The newest that is readable, by member."""

    def years(self, school_year: str, *, public_only: bool = False) -> tuple[MemberYear, ...]:
        """The members that published their enrolment of a school year, with their releases.

        Args:
            school_year: Which.
            public_only: Whether to leave out what is for members alone: a total that everybody
                may read would give it away, less the others.
        """
        members = sorted(member for member, year in self.enrolled if year == school_year)
        return tuple(self._year(member, school_year, public_only) for member in members)

    def _year(self, member: str, school_year: str, public_only: bool) -> MemberYear:
        own = [
            one
            for one in self.accepted
            if one.member == member
            and one.release.school_year == school_year
            and not (public_only and one.audience != PUBLIC)
        ]
        profile = self.profiles.get(member)
        return MemberYear(
            member,
            profile.region if profile else "",
            self.enrolled[member, school_year].frame_n,
            tuple(one.release for one in own),
            frozenset(at for at, one in enumerate(own) if one.withdrawn),
        )


def gather(
    records: Iterable[LoggedRecord],
    *,
    judged: Collection[bytes] = (),
    tell: Tell = lambda _: None,
) -> Gathered:
    """Judge the releases among some records.

    Args:
        records: In log order; of each member all that there are, or its releases cannot pass.
        judged: Record ids of releases that passed before, on this machine.
        tell: Told how many releases are judged.
    """
    gathering = _Gathering(Gathered(), judged)
    for one in records:
        if one.kind == PROFILE:
            gathering.take_profile(one)
        elif one.kind == FRAME:
            gathering.take_frame(one)
        elif one.kind == RELEASE:
            gathering.take_release(one)
            tell(len(gathering.found.accepted) + len(gathering.found.refused))
    gathering.enrol()
    return gathering.found


@dataclass(frozen=True, slots=True)
class _Seen:
    """A frame or release that is in the log, passed or not."""

    record: YearRecord
    body: bytes
    """Empty: erased, or not for this reader."""


@dataclass(slots=True)
class _Gathering:
    found: Gathered
    judged: Collection[bytes]
    seen: dict[str, list[_Seen]] = field(default_factory=dict)

    def take_profile(self, one: LoggedRecord) -> None:
        profile = _read(MemberProfile, one.body)
        if profile is not None and not one.withdrawn:
            if profile.region not in codes("region"):
                profile.region = ""
            self.found.profiles[one.member] = profile

    def take_frame(self, one: LoggedRecord) -> None:
        """Which one counts is asked when a release comes, and at the end."""
        self._see(one)

    def take_release(self, one: LoggedRecord) -> None:
        """What cannot be read is neither passed nor refused: nobody can tell what it says."""
        if one.body is None:
            self._see(one)
            return
        try:
            release = parse_release(one.body)
            if one.record_id not in self.judged:
                self._judge(one, release, one.body)
            passed = Accepted(
                one.member, one.record_id, one.body, release, one.withdrawn, one.audience
            )
            self.found.accepted.append(passed)
        except ForsaError as error:
            self.found.refused.append(Refused(one.member, one.record_id, error))
        self._see(one)

    def enrol(self) -> None:
        """Find the enrolment that counts, of each member and year that published one."""
        for member, seen in self.seen.items():
            for year in {one.record.school_year for one in seen if one.record.school_year}:
                frame = self._frame(member, year)
                if frame is not None:
                    self.found.enrolled[member, year] = frame

    def _see(self, one: LoggedRecord) -> None:
        record = YearRecord.read(one.record_id, one.kind, one.body)
        self.seen.setdefault(one.member, []).append(_Seen(record, one.body or b""))

    def _judge(self, one: LoggedRecord, release: Release, body: bytes) -> None:
        proof = one.proof() if one.proof is not None else None
        if proof is None:
            raise ConflictError("the proof is not here", Reason.KIND_OUTCOME_PROOF_MISSING)
        seen = self.seen.get(one.member, [])
        records = [before.record for before in seen]
        bodies = {before.record.record_id: before.body for before in seen}
        listed = whole_releases(records, release.school_year, release.history)
        earlier = [Earlier(before.record_id, bodies[before.record_id]) for before in listed]
        frame = self._frame(one.member, release.school_year)
        centres = self._centres(one.member, release)
        admit_release(body, proof, earlier, frame=frame, centres=centres)

    def _frame(self, member: str, school_year: str) -> Frame | None:
        seen = self.seen.get(member, [])
        counting = counting_frame([one.record for one in seen], school_year)
        body = next((one.body for one in seen if one.record is counting), None)
        message = _read(OutcomeFrame, body)
        return Frame(message.frame_n, message.centres_total) if message is not None else None

    def _centres(self, member: str, release: Release) -> Collection[str]:
        """Codes of a member's centres; those of the release, where the roster may not be read."""
        profile = self.found.profiles.get(member)
        if profile is None:
            return release.axes.get(CENTRE, ())
        return [centre.code for centre in profile.centres]


def _read(kind: type[M], body: bytes | None) -> M | None:
    """A body as its message; None: it is not here, or is none."""
    if body is None:
        return None
    try:
        return kind.FromString(body)
    except DecodeError:
        return None
