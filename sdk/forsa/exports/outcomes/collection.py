"""What a reader holds of a network's outcomes: releases that passed, and totals made of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forsa.codelists import codes
from forsa.errors import MalformedError, NotFoundError, Reason, Situation
from forsa.exports.outcomes import frames
from forsa.exports.outcomes.folder import export_files
from forsa.exports.outcomes.published import PublishedRelease, published_release
from forsa.outcomes.gathering import PUBLIC, Accepted, Gathered, Refused
from forsa.outcomes.network import NATION, Contribution, MemberYear, Totals, contribution, totals
from forsa.outcomes.register.values import is_school_year

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Progress = Callable[[int, int], None]
"""Told how many members are done, and of how many."""


def check_asked(school_year: str, point: str) -> None:
    """Refuse a school year or an observation point that no release can have; empty is any.

    Raises:
        MalformedError: an answer to it would be empty, and look like one.
    """
    if school_year and not is_school_year(school_year):
        raise MalformedError(
            f"{school_year[:40]!r} is no school year; write it as 2024-2025",
            Reason.KIND_BODY_INVALID,
        )
    points = codes("observation_point")
    if point and point not in points:
        raise MalformedError(
            f"{point[:40]!r} is no observation point; ask for {', '.join(points)}",
            Reason.KIND_BODY_INVALID,
        )


def _no_progress(done: int, of: int) -> None:
    del done, of


@dataclass(frozen=True, slots=True)
class NetworkTotals:
    """Totals of one school year and observation point: of all regions, then of each."""

    views: tuple[Totals, ...]

    def scope(self, region: str = NATION) -> Totals:
        """The totals of a region, or of all.

        Raises:
            NotFoundError: no member of that region published its enrolment.
        """
        for one in self.views:
            if one.region == region:
                return one
        raise _nothing(f"nobody in {region} published an enrolment", region=region)

    def to_polars(self) -> "pl.DataFrame":
        """One row a total, with the columns of `observations.TOTALS`.

        Raises:
            ImportError: polars is not installed (`pip install 'forsa[frames]'`).
        """
        return frames.totals_to_polars(self.views)

    def to_pandas(self) -> "pd.DataFrame":
        """The same as a frame of pandas.

        Raises:
            ImportError: pandas is not installed (`pip install 'forsa[pandas]'`).
        """
        return frames.totals_to_pandas(self.views)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Releases of a network, each held to its proof and its history by this program itself."""

    gathered: Gathered
    school_year: str = ""
    """Only releases of this year; empty = of all."""
    point: str = ""
    """Only releases of this observation point; empty = of all."""
    members: frozenset[str] = frozenset()
    """Only releases of these; none = of all."""
    public_only: bool = False
    """Only releases that everybody may read."""
    regions: frozenset[str] = frozenset()
    """Only releases of associations of these regions; none = of all."""

    @property
    def releases(self) -> tuple[PublishedRelease, ...]:
        """Those that passed and stand, in log order."""
        return tuple(self._published(one) for one in self.gathered.accepted if self._wants(one))

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Those that are in the log and did not pass: they count nowhere."""
        return tuple(self.gathered.refused)

    @property
    def school_years(self) -> tuple[str, ...]:
        """Years in which a member published its enrolment, oldest first."""
        return tuple(sorted({year for _, year in self.gathered.enrolled}))

    def newest_year(self, point: str) -> str:
        """The newest year of which something is released at a point; else the newest at all.

        The enrolment of a year is published long before its outcomes.
        """
        released = {
            one.release.school_year
            for one in self.gathered.accepted
            if one.release.observation_point == point and not one.withdrawn
        }
        return max(released & set(self.school_years) or self.school_years, default="")

    def to_polars(self) -> "pl.DataFrame":
        """One row a cell, with the columns of `observations.OBSERVATIONS`.

        Raises:
            ImportError: polars is not installed (`pip install 'forsa[frames]'`).
        """
        return frames.to_polars(self.releases)

    def to_pandas(self) -> "pd.DataFrame":
        """The same as a frame of pandas.

        Raises:
            ImportError: pandas is not installed (`pip install 'forsa[pandas]'`).
        """
        return frames.to_pandas(self.releases)

    def network_totals(
        self, school_year: str = "", point: str = "", *, progress: Progress = _no_progress
    ) -> NetworkTotals:
        """Totals of the network, as intervals that the truth lies in.

        Args:
            school_year: `YYYY-YYYY`; empty: the one that was asked for, else the newest that has
                releases of that point.
            point: The observation point; empty: the one that was asked for, else `exit`.
            progress: Told after every member.

        Raises:
            MalformedError: it is no school year, or no observation point.
            NotFoundError: no member published its enrolment of that year.
            ImportError: highspy is not installed (`pip install 'forsa[outcomes]'`).
        """
        check_asked(school_year, point)
        observed = point or self.point or "exit"
        wanted = school_year or self.school_year or self.newest_year(observed)
        years = [
            one
            for one in self.gathered.years(wanted, public_only=self.public_only)
            if (not self.members or one.member in self.members)
            and (not self.regions or one.region in self.regions)
        ]
        if not years:
            raise _nothing(
                f"nobody published the enrolment of {wanted or 'any year'}", school_year=wanted
            )
        return totals_of(years, wanted, observed, progress)

    def files(self, views: NetworkTotals | None = None) -> dict[str, bytes]:
        """An export of these releases in every format, file name to bytes.

        Args:
            views: Totals that belong to it.

        Raises:
            ImportError: openpyxl is not installed (`pip install 'forsa[outcomes]'`).
        """
        return export_files(self.releases, views.views if views else ())

    def _wants(self, one: Accepted) -> bool:
        release = one.release
        return (
            not one.withdrawn
            and (not self.public_only or one.audience == PUBLIC)
            and self.school_year in {"", release.school_year}
            and self.point in {"", release.observation_point}
            and (not self.members or one.member in self.members)
            and (not self.regions or self._region(one.member) in self.regions)
        )

    def _region(self, member: str) -> str:
        profile = self.gathered.profiles.get(member)
        return profile.region if profile else ""

    def _published(self, one: Accepted) -> PublishedRelease:
        profile = self.gathered.profiles.get(one.member)
        return published_release(
            one.release,
            one.body,
            one.member,
            one.record_id,
            audience=one.audience,
            region=self._region(one.member),
            contact=profile.contact if profile else "",
        )


def totals_of(
    years: Sequence[MemberYear], school_year: str, point: str, progress: Progress = _no_progress
) -> NetworkTotals:
    """Totals of all regions and of each, from what members published of one school year.

    Raises:
        ImportError: highspy is not installed.
    """
    parts: list[Contribution] = []
    for done, year in enumerate(years, start=1):
        part = contribution(year, point)
        if part is not None:
            parts.append(part)
        progress(done, len(years))
    scopes = (NATION, *_regions(years))
    return NetworkTotals(
        tuple(
            totals(years, parts, point, school_year=school_year, region=region) for region in scopes
        )
    )


def _nothing(message: str, **values: str) -> NotFoundError:
    return NotFoundError(message, Reason.RECORD_UNKNOWN, **values).told_as(Situation.NO_OUTCOMES)


def _regions(years: Collection[MemberYear]) -> list[str]:
    return sorted({one.region for one in years} - {""})
