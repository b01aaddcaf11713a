"""How far each school year is, and what stands in the way of its next table: numbers alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from forsa.outcomes.enrolment import STATUS, Status, filled, frame_of
from forsa.outcomes.products import ladder
from forsa.outcomes.register import frame_finding
from forsa.outcomes.register.fields import points

from forsa_node.ahead import number_of
from forsa_node.outcomes.own_records import OwnRecord
from forsa_node.outcomes.school_year import SchoolYear
from forsa_node.outcomes.settled import published_of, settled
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import Stores

_AXES: Final = ("sex", "age_band", "strand", "centre", "milieu", "entry_level", "trade")
_UNTOLD: Final = MappingProxyType({"sex": "u", "age_band": "a_unk"})


@dataclass(frozen=True, slots=True)
class Overview:
    """One school year."""

    year: SchoolYear
    learners: Mapping[str, int]
    """`frame_status` to how many."""
    frame_n: int
    """Learners that are counted now; the published number once there is one."""
    mismatch: bool
    """Whether the register has another number than was published."""
    filled: Mapping[str, int]
    """Observation point to how many learners of the frame have an outcome there."""
    untold: Mapping[str, int]
    """Classification to how many learners of the frame have none; without those that all have."""
    releases: tuple[OwnRecord, ...]

    @property
    def counted(self) -> int:
        """Learners of the frame in the register."""
        return sum(n for status, n in self.learners.items() if status != Status.LATE.value)

    @property
    def due(self) -> tuple[str, ...]:
        """The points that everybody of the frame has an outcome for."""
        return tuple(point for point in points() if 0 < self.counted == self.filled[point])

    def released(self, point: str) -> OwnRecord | None:
        """The newest release of a point."""
        found = [one for one in self.releases if one.body.observation_point == point]
        return found[-1] if found else None

    @property
    def next_step(self) -> str:
        """What to do next: `import`, `frame`, `mismatch`, `complete`, `prepare` or `done`."""
        if not self.counted:
            return "import"
        if self.year.frame is None:
            return "frame"
        if self.mismatch:
            return "mismatch"
        if any(self.released(point) is None for point in self.due):
            return "prepare"
        return "done" if len(self.due) == len(points()) else "complete"

    def as_json(self) -> dict[str, Any]:
        """For machines: no key of a learner, no person."""
        frame, imported = self.year.frame, self.year.imported
        return {
            "school_year": self.year.school_year,
            "learners": dict(self.learners),
            "frame": None
            if frame is None
            else {
                "frame_n": frame.frame_n,
                "frozen_on": frame.frozen_on,
                "centres_total": frame.centres_total,
                "record_id": frame.record_id,
                "products": [one.id for one in ladder(frame.frame_n)],
            },
            "mismatch": self.mismatch,
            "filled": dict(self.filled),
            "due": list(self.due),
            "untold": dict(self.untold),
            "imported_ms": imported.at_ms if imported else 0,
            "findings": dict(imported.findings) if imported else {},
            "corrections": len(self.year.corrections),
            "forgotten": len(self.year.forgotten),
            "legal_basis": self.year.legal_basis,
            "releases": [_release(one) for one in self.releases],
            "next": self.next_step,
        }


def overview_of(stores: Stores, store: RegisterStore, school_year: str) -> Overview:
    """Look at a year.

    Raises:
        NotFoundError: nobody imported it.
    """
    year = settled(stores, store, school_year) or store.require(school_year)
    rows = year.rows()
    frame = frame_of(rows)
    statuses = rows[STATUS].value_counts().iter_rows()
    frozen = year.frame
    found = frozen and frame_finding(frame, school_year, frozen.frame_n)
    return Overview(
        year,
        dict(sorted(statuses)),
        frozen.frame_n if frozen else frame.height,
        mismatch=bool(found),
        filled=filled(rows),
        untold=_untold(frame),
        releases=tuple(published_of(stores, school_year).releases),
    )


def _untold(frame: Any) -> dict[str, int]:
    found = {}
    for axis in _AXES:
        column = frame[axis]
        count = column.null_count() + int((column == _UNTOLD.get(axis, "")).sum())
        if count:
            found[axis] = count
    return found


def _release(one: OwnRecord) -> dict[str, Any]:
    return {
        "record_id": one.record.record_id.hex(),
        "observation_point": one.body.observation_point,
        "vintage": one.body.vintage,
        "index": number_of(one.place),
    }
