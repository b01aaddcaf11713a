"""Made-up learners of a made-up network, as uneven as the real one: for tests and benchmarks.

    for association in draw_network(seed=1):
        association.learners                      # a frame of polars, one row a learner
    draw_node(7, n=85, centres=2)                 # one association alone

The same seed gives the same learners on every machine (`forsa.testing.lots`). Nobody is real.
Needs the extra `outcomes`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from forsa.codelists import rows
from forsa.testing import learner_odds
from forsa.testing.lots import Ints, Lots, Texts

POINTS: Final = ("exit", "m3", "m6", "m12")
"""Observation points, in the order of time."""

ASSOCIATIONS: Final = 190
CENTRES: Final = 231
LEARNERS: Final = 19_800
SCHOOL_YEAR: Final = "2024-2025"


@dataclass(frozen=True, slots=True)
class Association:
    """One association and the learners of its frame."""

    member: str
    region: str
    centres: tuple[str, ...]
    """Codes, sorted; at least one."""
    learners: pl.DataFrame
    """One row a learner, with the columns of a register after import:

    `learner_key`, `school_year`, `centre`, `region`, `sex`, `age`, `age_band`, `milieu`,
    `entry_level`, `strand`, `trade`, `entry_date`, `exit_date`, `frame_status`, then `outcome_`,
    `observed_` and `source_` with each of `POINTS`. All points are due, so no outcome is empty;
    who continues has no `exit_date`.
    """

    @property
    def n(self) -> int:
        """Learners of the frame."""
        return self.learners.height


def draw_network(
    seed: int,
    *,
    associations: int = ASSOCIATIONS,
    centres: int = CENTRES,
    learners: int = LEARNERS,
    school_year: str = SCHOOL_YEAR,
) -> tuple[Association, ...]:
    """A network with exactly so many associations, centres and learners.

    Args:
        seed: Decides everything that is drawn.
        associations: At least 1, named `a001` on.
        centres: At least as many as associations; the largest have several.
        learners: What such sizes can add up to: for 190 about 15,000 to 24,000.
        school_year: `YYYY-YYYY`. Another year has other learners in the same associations.

    Raises:
        ValueError: there are too few centres, or the sizes cannot add up to `learners`.
    """
    lots = Lots("network", seed)
    sizes = _sizes(lots, associations, learners)
    houses = _houses(sizes, centres)
    regions = _regions(lots, associations)
    return tuple(
        draw_node(
            f"{seed} {school_year} {at}",
            sizes[at],
            houses[at],
            member=f"a{at + 1:03d}",
            region=regions[at],
            school_year=school_year,
        )
        for at in range(associations)
    )


def draw_node(
    seed: int | str,
    n: int,
    centres: int = 1,
    *,
    member: str = "a001",
    region: str = "MA-05",
    school_year: str = SCHOOL_YEAR,
) -> Association:
    """One association of `n` learners in so many centres, both at least 1.

    Its share of girls, its trades, its surroundings and what becomes of its learners are its own.
    """
    lots = Lots("node", seed)
    names = tuple(sorted(f"c{at + 1}" for at in range(centres)))
    people = _people(lots, n, names)
    columns: dict[str, Sequence[object] | Texts] = {
        "learner_key": [f"{member}-{at + 1:05d}" for at in range(n)],
        "school_year": [school_year] * n,
        "region": [region] * n,
        "frame_status": ["in_frame"] * n,
        **people,
        **_observed(lots, _outcomes(lots, people["sex"], people["age"]), int(school_year[5:])),
    }
    started = date(int(school_year[:4]), 9, 9)
    frame = pl.DataFrame(columns).with_columns(
        pl.col("age").cast(pl.Int64),
        age_band=pl.col("age").replace_strict(_BAND_OF_AGE, return_dtype=pl.String),
        entry_date=pl.Series(_days_after(started, lots.below("entry", 45, n))),
        exit_date=pl.when(pl.col("outcome_exit") != "continuing").then(
            pl.lit(date(int(school_year[5:]), 6, 30))
        ),
    )
    return Association(member, region, names, frame.select(_COLUMNS))


_COLUMNS: Final = (
    *("learner_key", "school_year", "centre", "region", "sex", "age", "age_band", "milieu"),
    *("entry_level", "strand", "trade", "entry_date", "exit_date", "frame_status"),
    *(f"{part}_{point}" for point in POINTS for part in ("outcome", "observed", "source")),
)
_BAND_OF_AGE: Final[Mapping[str, str]] = {
    str(age): code
    for code, row in rows("age_band").items()
    if row["min"]
    for age in range(int(row["min"]), int(row["max"] or 99) + 1)
}


def _people(lots: Lots, n: int, centres: Sequence[str]) -> dict[str, Texts]:
    """Who they are, and where and what they learn."""
    girls = _girls(lots)
    sex = lots.pick("sex", {"f": girls, "m": 1000 - girls}, n)
    sizes = lots.below("houses", 80, len(centres)) + 60
    centre = lots.pick("centre", dict(zip(centres, map(int, sizes), strict=True)), n)
    around = {name: lots.one(f"milieu {name}", learner_odds.MILIEUX) for name in centres}
    near = {name: {code: 8 if code == around[name] else 1 for code in _MILIEUX} for name in centres}
    return {
        "centre": centre,
        "sex": sex,
        "age": lots.pick("age", learner_odds.AGES, n),
        "milieu": lots.pick_by("milieu", near, centre),
        "entry_level": lots.pick("entry_level", learner_odds.ENTRY_LEVELS, n),
        "strand": lots.pick("strand", learner_odds.STRANDS, n),
        "trade": lots.pick_by("trade", learner_odds.taught(lots, min(8, 2 + n // 60)), sex),
    }


_MILIEUX: Final = tuple(learner_odds.MILIEUX)


def _girls(lots: Lots) -> int:
    """Of 1,000 learners."""
    return int(lots.one("girls", learner_odds.GIRLS))


def _outcomes(lots: Lots, sex: Texts, age: Texts) -> Mapping[str, Texts]:
    """What they do at each point, in codes of `outcome`."""
    kinds = np.array([f"{one} {_stage(int(years))}" for one, years in zip(sex, age, strict=True)])
    now = lots.pick_by("outcome exit", learner_odds.at_exit(lots, _girls(lots)), kinds)
    is_young = np.char.endswith(kinds, "under 15")
    outcomes = {"exit": now}
    for point in POINTS[1:]:
        now = lots.pick_by(f"outcome {point}", learner_odds.LATER, now)
        now[is_young & np.char.endswith(now, "employed")] = "inactive"  # nobody under 15 works
        outcomes[point] = now
    return outcomes


def _stage(years: int) -> str:
    if years < 15:
        return "under 15"
    return "15 to 17" if years < 18 else "18 and over"


def _observed(lots: Lots, outcomes: Mapping[str, Texts], year: int) -> dict[str, Sequence[object]]:
    """The outcomes, the days they were asked on, and how they are known."""
    columns: dict[str, Sequence[object]] = {}
    for point, codes in outcomes.items():
        due = date(year, 6, 30) + timedelta(days=int(rows("observation_point")[point]["days"]))
        days = _days_after(due, lots.below(f"asked {point}", 40, len(codes)))
        sources = lots.pick(f"source {point}", {"verified": 3, "declared": 2}, len(codes))
        known = [code != "unknown" for code in codes]
        left = [code not in {"unknown", "continuing"} for code in codes]
        columns[f"outcome_{point}"] = [str(code) for code in codes]
        columns[f"observed_{point}"] = [
            d if is_ else None for d, is_ in zip(days, left, strict=True)
        ]
        columns[f"source_{point}"] = [
            str(one) if k else "none" for one, k in zip(sources, known, strict=True)
        ]
    return columns


def _days_after(start: date, days: Ints) -> list[date]:
    return [start + timedelta(days=int(one)) for one in days]


def _sizes(lots: Lots, associations: int, learners: int) -> list[int]:
    """Learners of each association: drawn within the classes, then moved until the sum is right."""
    counts = _shares({str(at): one[0] for at, one in enumerate(learner_odds.SIZES)}, associations)
    bounds = [learner_odds.SIZES[int(at)][1:] for at, many in counts.items() for _ in range(many)]
    bounds = [bounds[at] for at in lots.order("sizes", associations)]
    if not sum(low for low, _ in bounds) <= learners <= sum(high for _, high in bounds):
        raise ValueError(f"{associations} associations cannot have {learners} learners together")
    sizes = [
        low + int(lots.below(f"size {at}", high - low + 1, 1)[0])
        for at, (low, high) in enumerate(bounds)
    ]
    while missing := learners - sum(sizes):
        step = 1 if missing > 0 else -1
        open_ones = [at for at, (low, high) in enumerate(bounds) if low <= sizes[at] + step <= high]
        for at in open_ones[: abs(missing)]:
            sizes[at] += step
    return sizes


def _houses(sizes: Sequence[int], centres: int) -> list[int]:
    """Centres of each association: the next one goes where centres are fullest."""
    if centres < len(sizes):
        raise ValueError(f"{len(sizes)} associations cannot have {centres} centres")
    houses = [1] * len(sizes)
    for _ in range(centres - len(sizes)):
        fullest = max(range(len(sizes)), key=lambda at: (sizes[at] / houses[at], -at))
        houses[fullest] += 1
    return houses


def _regions(lots: Lots, associations: int) -> list[str]:
    """The region of each association."""
    counts = _shares(learner_odds.REGIONS, associations)
    regions = [region for region, many in counts.items() for _ in range(many)]
    return [regions[at] for at in lots.order("regions", associations)]


def _shares(weights: Mapping[str, int], whole: int) -> Mapping[str, int]:
    """`whole` things shared out by weight: largest remainder, the first of equals."""
    total = sum(weights.values())
    given = {name: weight * whole // total for name, weight in weights.items()}
    rest = sorted(weights, key=lambda name: -(weights[name] * whole % total))
    for name in rest[: whole - sum(given.values())]:
        given[name] += 1
    return given
