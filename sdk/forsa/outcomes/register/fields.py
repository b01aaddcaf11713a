"""The fields of a learner's row: what a register may hold, and nothing else has a place.

There is no field for a name, a number of the state, an address, health, origin, religion, family
or marks: what has no field cannot be kept by mistake.

Source: docs/privacy.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from forsa.codelists import codes
from forsa.outcomes.axes import closed_axes

if TYPE_CHECKING:
    import polars as pl

REQUIRED: Final = ("learner_key", "school_year", "centre", "sex")
"""Fields that every row has."""

MAX_KEY_CHARS: Final = 64

SOURCES: Final = ("verified", "declared", "none")
"""How an outcome is known."""


class Kind(StrEnum):
    """What the values of a field are."""

    KEY = "key"
    """An opaque text that finds a learner again."""
    TAG = "tag"
    """A digest with the node's key, to notice a person who is there twice."""
    YEAR = "year"
    """A school year, `2024-2025`."""
    CENTRE = "centre"
    """The code of one of the member's own centres."""
    CODE = "code"
    WHOLE = "whole"
    """A whole number."""
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row."""

    name: str
    kind: Kind
    codes: tuple[str, ...] = ()
    """The closed list, where the kind is `CODE`."""

    @property
    def is_required(self) -> bool:
        """Whether every row has a value."""
        return self.name in REQUIRED

    @property
    def is_keyed(self) -> bool:
        """Whether a digest with the node's key may stand in it."""
        return self.kind in {Kind.KEY, Kind.TAG}


@cache
def points() -> tuple[str, ...]:
    """The observation points in their order: `exit` first."""
    return codes("observation_point")


@cache
def fields() -> Mapping[str, Field]:
    """What a mapping may fill in, by name."""
    plain = (
        Field("learner_key", Kind.KEY),
        Field("dedup_tag", Kind.TAG),
        Field("school_year", Kind.YEAR),
        Field("centre", Kind.CENTRE),
        Field("sex", Kind.CODE, codes("sex")),
        Field("birth_year", Kind.WHOLE),
        Field("age", Kind.WHOLE),
        Field("milieu", Kind.CODE, codes("milieu")),
        Field("region", Kind.CODE, codes("region")),
        Field("entry_level", Kind.CODE, codes("entry_level")),
        Field("strand", Kind.CODE, closed_axes()["strand"].codes),
        Field("trade", Kind.CODE, codes("trade")),
        Field("entry_date", Kind.DATE),
        Field("exit_date", Kind.DATE),
    )
    observed = (
        *(Field(f"outcome_{point}", Kind.CODE, codes("outcome")) for point in points()),
        *(Field(f"observed_{point}", Kind.DATE) for point in points()),
        *(Field(f"source_{point}", Kind.CODE, SOURCES) for point in points()),
    )
    return MappingProxyType({field.name: field for field in (*plain, *observed)})


@cache
def columns() -> tuple[str, ...]:
    """The columns of checked rows, in order: the fields, and `age_band` behind `age`."""
    names = list(fields())
    names.insert(names.index("age") + 1, "age_band")
    return tuple(names)


def schema() -> dict[str, "pl.DataType"]:
    """The types of checked rows: Int16 for years and ages, Date, and String for all else.

    `dedup_tag` is 64 hexadecimal digits. Null = not filled in; an outcome: not yet due.
    """
    import polars as pl

    types: dict[Kind, pl.DataType] = {Kind.WHOLE: pl.Int16(), Kind.DATE: pl.Date()}
    known = fields()
    return {
        name: types.get(known[name].kind, pl.String()) if name in known else pl.String()
        for name in columns()
    }
