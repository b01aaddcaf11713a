"""Small made-up frames: what really became of a few learners, and what is shown of it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import product

from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.axes import OUTCOMES, TOTAL, closed_axes, coarsen
from forsa.outcomes.tables import Release
from hypothesis import strategies as st

from tests.support.outcome_tables import release

AXES: Mapping[str, tuple[str, ...]] = {
    "sex": ("f", "m"),
    "age3": ("a00_15", "a16_17"),
    "strand": ("educational", "vocational"),
    "centre": ("c1", "c2"),
}
POINTS = ("exit", "m3", "m6", "m12")
OUTCOME_CODES = ("formal_education", "apprenticeship", "active_life", "unknown")
"""Of `outcome7`, that learners of a small world have."""

Learner = tuple[dict[str, str], tuple[str, ...]]
"""Codes by axis, and the outcome of `outcome7` at each point."""
Tables = Sequence[tuple[str, ...]]

ACYCLIC: Sequence[Tables] = (
    (("outcome4",),),
    (("sex", "outcome4"),),
    (("outcome7",), ("sex", "outcome4")),
    (("sex", "outcome7"), ("age3", "outcome4"), ("strand", "outcome4")),
    (("age3", "sex", "outcome4"), ("sex", "strand", "outcome4"), ("centre", "outcome4")),
)
CYCLIC: Sequence[Tables] = (
    (("age3", "sex", "outcome4"), ("sex", "strand", "outcome4"), ("age3", "strand", "outcome4")),
)


def learners(points: int = 1, most: int = 40) -> st.SearchStrategy[list[Learner]]:
    """A frame of a few learners."""
    codes = st.fixed_dictionaries({axis: st.sampled_from(listed) for axis, listed in AXES.items()})
    outcomes = st.tuples(*[st.sampled_from(OUTCOME_CODES)] * points)
    return st.lists(st.tuples(codes, outcomes), min_size=1, max_size=most)


def count(frame: Sequence[Learner], point: int, key: CellKey) -> int:
    """The learners that a cell counts."""
    return sum(all(_code(one, point, axis) == code for axis, code in key) for one in frame)


def _code(learner: Learner, point: int, axis: str) -> str:
    codes, outcomes = learner
    return coarsen(outcomes[point], OUTCOMES[0], axis) if axis in OUTCOMES else codes[axis]


def keys_of(tables: Tables) -> list[CellKey]:
    """Every cell of some tables, but the frame total."""
    codes = {**AXES, **{axis: closed_axes()[axis].codes for axis in OUTCOMES}}
    return sorted(
        {
            cell_key(axes, at)
            for axes in tables
            for at in product(*((*codes[axis], TOTAL) for axis in axes))
        }
        - {()}
    )


def shown(
    frame: Sequence[Learner],
    tables: Tables,
    hidden: Collection[CellKey],
    *,
    point: int = 0,
    axes: Mapping[str, tuple[str, ...]] = AXES,
) -> Release:
    """The release that shows everything but some cells."""
    codes = {**{axis: closed_axes()[axis].codes for axis in OUTCOMES}, **axes}
    counts = {
        names: {
            at: None if cell_key(names, at) in hidden else count(frame, point, cell_key(names, at))
            for at in product(*((*codes[axis], TOTAL) for axis in names))
        }
        for names in tables
    }
    return release(counts, frame_n=len(frame), axes=codes, point=POINTS[point])
