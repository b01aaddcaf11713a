"""The classifications of published tables: their codes, and how a finer one adds up to them.

Every axis closes its codes, so that all counts of a group add up to the group. `total` is no code:
it stands in an address where an axis is summed over.

Source: docs/privacy.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from forsa.codelists import codes, rows

TOTAL: Final = "total"

CENTRE: Final = "centre"
"""The one axis whose codes are a member's own: those of its centres."""

OUTCOMES: Final = ("outcome7", "outcome4", "outcome2")
"""The published outcome axes, finest first: each is a coarsening of the one before."""

BENIGN: Final = frozenset(
    ("formal_education", "vocational_training", "apprenticeship", "vocational", "active_life")
)
"""Outcomes that harm nobody who is known to have them, on any outcome axis; others may."""

_OUTCOME7: Final = MappingProxyType(
    {
        "formal_education": "formal_education",
        "vocational_training": "vocational_training",
        "apprenticeship": "apprenticeship",
        "employed": "active_life",
        "self_employed": "active_life",
        "internship": "not_integrated_known",
        "seeking": "not_integrated_known",
        "inactive": "not_integrated_known",
        "dropped_out": "not_integrated_known",
        "unknown": "unknown",
        "continuing": "excluded",
        "transferred": "excluded",
        "neutral_exit": "excluded",
    }
)
_OUTCOME4: Final = MappingProxyType(
    {
        "formal_education": "formal_education",
        "vocational_training": "vocational",
        "apprenticeship": "vocational",
        "active_life": "active_life",
        "not_integrated_known": "rest",
        "unknown": "rest",
        "excluded": "rest",
    }
)
_OUTCOME2: Final = MappingProxyType(
    {
        "formal_education": "integrated",
        "vocational": "integrated",
        "active_life": "integrated",
        "rest": "rest",
    }
)
_AGE3: Final = MappingProxyType(
    {
        "a00_12": "a00_15",
        "a13_15": "a00_15",
        "a16_17": "a16_17",
        "a18_20": "a18_up",
        "a21_24": "a18_up",
        "a25_up": "a18_up",
        "a_unk": "a_unk",
    }
)
_NOT_A_STRAND_OF_LEARNERS: Final = frozenset(("outreach", "centre_life"))
_PLAIN: Final = ("sex", "milieu", "entry_level", "trade", "region")
"""Axes that are their code list."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One classification of a published table."""

    id: str
    codes: tuple[str, ...]
    """The categories in their order, without `total`; at least one."""
    finer: str
    """The axis or code list that it makes coarser; its own id, if none."""
    of_finer: Mapping[str, str]
    """Code of `finer` to code of this axis: total, so that sums are exact."""

    @property
    def digest(self) -> bytes:
        """SHA-256 of the codes in their order, each followed by a line feed: 32 bytes."""
        return sha256("".join(f"{code}\n" for code in self.codes).encode()).digest()

    @property
    def is_outcome(self) -> bool:
        """Whether it classifies what became of a learner."""
        return self.id in OUTCOMES


def _axis(name: str, finer: str, of_finer: Mapping[str, str]) -> Axis:
    return Axis(name, tuple(dict.fromkeys(of_finer.values())), finer, of_finer)


def _same(name: str, values: Sequence[str]) -> Axis:
    return Axis(name, tuple(values), name, MappingProxyType({code: code for code in values}))


@cache
def closed_axes() -> Mapping[str, Axis]:
    """The axes whose codes are the same for every member, by id."""
    axes = [
        _axis("outcome7", "outcome", _OUTCOME7),
        _axis("outcome4", "outcome7", _OUTCOME4),
        _axis("outcome2", "outcome4", _OUTCOME2),
        _axis("age3", "age_band", _AGE3),
        *(_same(name, codes(name)) for name in _PLAIN),
        _same("strand", [one for one in rows("strand") if one not in _NOT_A_STRAND_OF_LEARNERS]),
    ]
    return MappingProxyType({axis.id: axis for axis in axes})


@cache
def merged_outcomes() -> Mapping[str, tuple[str, ...]]:
    """The codes of `outcome4` that `outcome7` has in several parts: their sums tell as much."""
    parts: dict[str, list[str]] = {}
    for part, whole in _OUTCOME4.items():
        parts.setdefault(whole, []).append(part)
    return MappingProxyType({whole: tuple(some) for whole, some in parts.items() if some[1:]})


def centre_axis(centres: Sequence[str]) -> Axis:
    """The axis of a member's centres, in the order of their codes."""
    return _same(CENTRE, sorted(centres))


def coarsen(code: str, finer: str, coarser: str) -> str:
    """The code of the axis `coarser` that a code of the axis or code list `finer` belongs to.

    Raises:
        KeyError: the code is not of `finer`, or `coarser` is no coarsening of it.
    """
    if finer == coarser:
        return code
    axis = closed_axes()[coarser]
    if axis.finer == coarser:
        raise KeyError(coarser)
    return axis.of_finer[coarsen(code, finer, axis.finer)]
