"""How often is what, in the made-up network: published figures where there are any.

Published: about 190 associations, 231 to 236 centres, 18,000 to 20,000 learners; of the leavers of
2023-24 16 % went to formal education, 21 % to vocational training, 35 % to working life; leavers
are the enrolled without those who continue, are transferred, or left for a cause outside the
centre. Everything else is made up to look likely: no figure on girls, trades or response is known.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forsa.testing.lots import Lots, Odds

REGIONS: Final[Odds] = MappingProxyType(
    {
        "MA-01": 20,
        "MA-02": 12,
        "MA-03": 24,
        "MA-04": 27,
        "MA-05": 15,
        "MA-06": 38,
        "MA-07": 24,
        "MA-08": 9,
        "MA-09": 13,
        "MA-10": 4,
        "MA-11": 3,
        "MA-12": 1,
    }
)
"""Associations by region, of 190."""

SIZES: Final = (
    (15, 10, 29),
    (48, 30, 59),
    (97, 60, 149),
    (25, 150, 320),
    (5, 400, 560),
)
"""Associations of 190 whose frame has from ... to ... learners."""

GIRLS: Final[Odds] = MappingProxyType(
    {"120": 1, "180": 1, "250": 1, "300": 2, "350": 2, "400": 2, "450": 1, "550": 1, "650": 1}
)
"""Girls of 1,000 learners of an association."""

AGES: Final[Odds] = MappingProxyType(
    {
        "12": 1,
        "13": 4,
        "14": 8,
        "15": 17,
        "16": 24,
        "17": 22,
        "18": 12,
        "19": 6,
        "20": 4,
        "21": 1,
        "22": 1,
    }
)
"""Years on the day of entry, of 100."""

MILIEUX: Final[Odds] = MappingProxyType({"urban": 60, "peri_urban": 15, "rural": 25})
"""Where a centre stands; four of five of its learners live in such a place."""

ENTRY_LEVELS: Final[Odds] = MappingProxyType(
    {
        "never": 3,
        "primary_incomplete": 22,
        "primary": 18,
        "lower_secondary_incomplete": 42,
        "lower_secondary": 10,
        "upper_secondary_incomplete": 5,
    }
)
STRANDS: Final[Odds] = MappingProxyType(
    {"educational": 38, "vocational": 50, "personal_development": 4, "guidance_insertion": 8}
)

TRADES: Final[Mapping[str, Odds]] = MappingProxyType(
    {
        "f": {
            "hairdressing": 26,
            "sewing": 22,
            "pastry_bakery": 12,
            "cooking": 10,
            "office_it": 8,
            "beauty": 8,
            "embroidery": 4,
            "childcare": 4,
            "agriculture": 2,
            "electricity": 2,
            "plumbing": 1,
            "carpentry": 1,
            "welding_metal": 1,
            "auto_mechanics": 1,
        },
        "m": {
            "hairdressing": 14,
            "sewing": 2,
            "pastry_bakery": 8,
            "cooking": 9,
            "office_it": 8,
            "beauty": 1,
            "embroidery": 1,
            "childcare": 1,
            "agriculture": 5,
            "electricity": 18,
            "plumbing": 9,
            "carpentry": 8,
            "welding_metal": 9,
            "auto_mechanics": 8,
        },
    }
)
"""Workshops that learners of a sex choose, if all were taught."""

EXCLUDED: Final[Odds] = MappingProxyType({"continuing": 70, "transferred": 10, "neutral_exit": 10})
"""Of 1,000 learners those who are no leavers."""

AT_EXIT: Final[Mapping[str, Odds]] = MappingProxyType(
    {
        "under 15": {
            "formal_education": 400,
            "vocational_training": 150,
            "apprenticeship": 70,
            "internship": 20,
            "seeking": 70,
            "inactive": 110,
            "dropped_out": 80,
            "unknown": 100,
        },
        "15 to 17": {
            "formal_education": 145,
            "vocational_training": 150,
            "apprenticeship": 80,
            "employed": 280,
            "self_employed": 100,
            "internship": 20,
            "seeking": 70,
            "inactive": 30,
            "dropped_out": 50,
            "unknown": 75,
        },
        "18 and over": {
            "formal_education": 70,
            "vocational_training": 100,
            "apprenticeship": 50,
            "employed": 330,
            "self_employed": 130,
            "internship": 25,
            "seeking": 110,
            "inactive": 60,
            "dropped_out": 45,
            "unknown": 80,
        },
    }
)
"""Of 1,000 leavers of an age: together 16 % formal, 21 % vocational, 35 % working life."""

OF_GIRLS: Final[Mapping[str, int]] = MappingProxyType(
    {"vocational_training": 110, "employed": 90, "self_employed": 90, "inactive": 160}
)
"""How much more often, in percent, an outcome is a girl's; a boy's as much less."""

HOUSES: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "formal_education": (60, 80, 100, 120, 140),
        "vocational_training": (60, 80, 100, 120, 140),
        "apprenticeship": (40, 80, 100, 120, 160),
        "employed": (75, 90, 100, 110, 125),
        "seeking": (60, 80, 100, 120, 140),
        "unknown": (20, 40, 70, 100, 270),
    }
)
"""How much more often, in percent, something happens at one association than at another."""

LATER: Final[Mapping[str, Odds]] = MappingProxyType(
    {
        "formal_education": {"formal_education": 930, "seeking": 15, "inactive": 15, "unknown": 40},
        "vocational_training": {
            "vocational_training": 880,
            "employed": 40,
            "seeking": 25,
            "inactive": 10,
            "unknown": 45,
        },
        "apprenticeship": {"apprenticeship": 870, "employed": 60, "seeking": 30, "unknown": 40},
        "employed": {
            "employed": 840,
            "self_employed": 15,
            "seeking": 70,
            "inactive": 15,
            "unknown": 60,
        },
        "self_employed": {
            "self_employed": 860,
            "employed": 40,
            "seeking": 40,
            "inactive": 10,
            "unknown": 50,
        },
        "internship": {
            "internship": 300,
            "employed": 330,
            "self_employed": 30,
            "vocational_training": 60,
            "seeking": 200,
            "unknown": 80,
        },
        "seeking": {
            "seeking": 520,
            "employed": 200,
            "self_employed": 50,
            "vocational_training": 60,
            "apprenticeship": 30,
            "inactive": 60,
            "unknown": 80,
        },
        "inactive": {
            "inactive": 700,
            "seeking": 120,
            "vocational_training": 40,
            "employed": 60,
            "unknown": 80,
        },
        "dropped_out": {
            "dropped_out": 700,
            "seeking": 80,
            "vocational_training": 30,
            "employed": 80,
            "unknown": 110,
        },
        "unknown": {
            "unknown": 730,
            "formal_education": 20,
            "vocational_training": 30,
            "employed": 80,
            "seeking": 80,
            "inactive": 60,
        },
        "continuing": {"continuing": 1},
        "transferred": {"transferred": 1},
        "neutral_exit": {"neutral_exit": 1},
    }
)
"""What an outcome has become at the next observation point, of 1,000."""


def taught(lots: Lots, workshops: int) -> Mapping[str, Odds]:
    """`TRADES`, of which one association teaches so many, 1 to 14."""
    left = {trade: TRADES["f"][trade] + TRADES["m"][trade] for trade in TRADES["f"]}
    chosen = set()
    for at in range(workshops):
        trade = lots.one(f"workshop {at}", left)
        chosen.add(trade)
        del left[trade]
    return {sex: {t: odds[t] for t in odds if t in chosen} for sex, odds in TRADES.items()}


def at_exit(lots: Lots, girls: int) -> Mapping[str, Odds]:
    """Outcomes at exit by sex and age (`f 15 to 17`), at one association with `girls` of 1,000."""
    spread = {
        code: int(lots.one(f"house {code}", dict.fromkeys(map(str, HOUSES[code]), 1)))
        for code in HOUSES
    }
    return {
        f"{sex} {age}": _with_excluded(
            {
                code: weight * spread.get(code, 100) * _of_sex(code, sex, girls)
                for code, weight in odds.items()
            }
        )
        for sex in TRADES
        for age, odds in AT_EXIT.items()
    }


def _of_sex(code: str, sex: str, girls: int) -> int:
    """Weight in percent, such that both sexes together keep what `AT_EXIT` says."""
    of_girls = OF_GIRLS.get(code, 100)
    return of_girls if sex == "f" else 100 - (of_girls - 100) * girls // (1000 - girls)


def _with_excluded(leavers: Odds) -> Odds:
    """The same odds of leavers, among learners."""
    all_leavers = sum(leavers.values())
    left = 1000 - sum(EXCLUDED.values())
    excluded = {code: weight * all_leavers // left for code, weight in EXCLUDED.items()}
    return {**leavers, **excluded}
