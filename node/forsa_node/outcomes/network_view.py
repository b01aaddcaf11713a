"""What `outcomes network` answers: totals of a scope and their trend, told, drawn, exported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from forsa.client.files import FolderError, FolderProblem
from forsa.errors import NotFoundError, Reason
from forsa.exports.outcomes.charts import Spec, totals_chart, trend_chart
from forsa.exports.outcomes.collection import NetworkTotals, Outcomes
from forsa.exports.outcomes.lines import (
    described_totals,
    totals_lines,
    trend_lines,
    trends_of,
)
from forsa.outcomes.labels import code_label
from forsa.outcomes.network import Totals, TotalTable
from forsa.words.reasons import Language

from forsa_node.new_files import new_file, new_folder
from forsa_node.outcomes.others import read_outcomes

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    school_year: str
    """Empty: the newest of which something is released."""
    point: str
    region: str
    """Code; empty: all."""
    axis: str
    """Empty: all learners together."""
    members: frozenset[str]
    """Empty: all."""
    trend: bool
    """All school years that are here."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told."""

    wanted: Wanted
    outcomes: Outcomes
    """Releases of that point, and of that year unless a trend is asked for."""
    totals: tuple[NetworkTotals, ...]
    """Of one school year, or of all, oldest first."""

    @property
    def views(self) -> tuple[Totals, ...]:
        """The scope that is asked for, a year each.

        Raises:
            NotFoundError: nobody in that region published an enrolment.
        """
        return tuple(one.scope(self.wanted.region) for one in self.totals)

    @property
    def table(self) -> TotalTable:
        """What is told of the newest year."""
        return self.views[-1].by(self.wanted.axis)

    def lines(self, language: Language) -> list[str]:
        """For people."""
        if self.wanted.trend:
            return trend_lines(self.views, language)
        return totals_lines(self.views[-1], self.wanted.axis, language)

    def values(self) -> dict[str, Any]:
        """For programs."""
        told = [described_totals(view, self.wanted.axis) for view in self.views]
        refused = [
            {
                "member": one.member,
                "record_id": one.record_id.hex(),
                "reason": one.error.reason.value,
            }
            for one in self.outcomes.refused
        ]
        return {"totals": told, "releases": len(self.outcomes.releases), "refused": refused}

    def chart(self, language: Language) -> Spec:
        """As a chart."""
        if not self.wanted.trend:
            return totals_chart(self.views[-1], self.table, language)
        series = {
            code_label("outcome7", code, language): points
            for code, points in trends_of(self.views).items()
        }
        return trend_chart(series, trend_lines(self.views, language)[0], language)

    def draw(self, to: Path, language: Language) -> Path:
        """Write the chart into a new SVG file.

        Raises:
            NotFoundError: nobody released anything that could be drawn.
            FolderError: there is something at `to`.
            ImportError: vl-convert is not installed.
        """
        from forsa.exports.outcomes.drawing import draw_svg

        self._require_numbers(self.views)
        drawn = draw_svg(self.chart(language), language)
        _make_way(to)
        with new_file(to) as file:
            file.write(drawn.encode())
        return to

    def export(self, to: Path) -> Path:
        """Write releases and totals into a new folder, in every format.

        Raises:
            NotFoundError: nobody released anything of that point.
            FolderError: there is something at `to`.
        """
        views = tuple(view for one in self.totals for view in one.views if view.members)
        self._require_numbers(views)
        files = self.outcomes.files(NetworkTotals(views))
        _make_way(to)
        with new_folder(to) as folder:
            for name, data in files.items():
                (folder / name).write_bytes(data)
        return to

    def _require_numbers(self, views: Iterable[Totals]) -> None:
        """A chart or a file of zeros would say that nobody was integrated."""
        if not any(view.members for view in views):
            raise NotFoundError(
                f"nobody published a table at {self.wanted.point} yet, so there is no total",
                Reason.RECORD_UNKNOWN,
            )


def ask(folder: Path, wanted: Wanted, progress: Progress) -> Answer:
    """Read what is here, judge it, and add it up.

    Args:
        folder: The node's.
        wanted: What is asked for.
        progress: Told how many releases are judged, then how many members are added up.

    Raises:
        FolderError: there is no node in the folder.
        NotFoundError: nobody published an enrolment of that year.
        ImportError: a library of the extra `outcomes` is not installed.
    """
    held = read_outcomes(folder, wanted.members, progress)
    one_year = wanted.school_year or held.newest_year(wanted.point)
    years = (held.school_years or ("",)) if wanted.trend else (one_year,)
    narrowed = replace(held, point=wanted.point, school_year="" if wanted.trend else years[0])
    totals = [narrowed.network_totals(year, wanted.point, progress=progress) for year in years]
    return Answer(wanted, narrowed, tuple(totals))


def require_new(to: Path) -> None:
    """Nothing is overwritten; asked before there is much work to lose.

    Raises:
        FolderError: there is something at `to`.
    """
    if to.exists() or to.is_symlink():
        raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to)


def _make_way(to: Path) -> None:
    require_new(to)
    to.parent.mkdir(parents=True, exist_ok=True)
