"""Which cells are one: addresses of the same learners have the same key, in whatever table.

A cell is the learners that its address covers. `total` leaves an axis out, and a category that a
finer axis has too is said on the finest: working life is one number, whether `outcome4` or
`outcome7` shows it. Such a cell has one value and one state wherever it appears.

Source: docs/privacy.md.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from forsa.outcomes.axes import OUTCOMES, TOTAL, closed_axes

CellKey = tuple[tuple[str, str], ...]
"""Pairs of axis and code, sorted, each on the finest axis that has it as one category."""

EVERYBODY: Final[CellKey] = ()
"""The key of the frame total."""


def cell_key(axes: Sequence[str], at: Sequence[str]) -> CellKey:
    """What the cell at this address is called, whatever table it stands in.

    Args:
        axes: Axis ids of the table.
        at: One code for each axis, or `total`.
    """
    pairs = zip(axes, at, strict=True)
    return tuple(sorted(_finest(axis, code) for axis, code in pairs if code != TOTAL))


def group_of(key: CellKey) -> CellKey:
    """The learners among whom a cell counts one outcome: its key without the outcome."""
    return tuple((axis, code) for axis, code in key if axis not in OUTCOMES)


def canonical_address(school_year: str, key: CellKey) -> str:
    """The text of a cell that no table, product or point is part of.

    Args:
        school_year: The frame, `2024-2025`.
        key: From `cell_key`.

    Returns:
        `2024-2025|outcome7=unknown|sex=f`; the school year alone for the frame total.
    """
    return "|".join((school_year, *(f"{axis}={code}" for axis, code in key)))


def _finest(axis: str, code: str) -> tuple[str, str]:
    return _renamed().get((axis, code), (axis, code))


@cache
def _renamed() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Categories of a coarser outcome axis that a finer published one has as one, too."""
    renamed: dict[tuple[str, str], tuple[str, str]] = {}
    for name in OUTCOMES[1:]:
        axis = closed_axes()[name]
        for code in axis.codes:
            parts = [part for part, whole in axis.of_finer.items() if whole == code]
            if len(parts) == 1:
                finer = (axis.finer, parts[0])
                renamed[name, code] = renamed.get(finer, finer)
    return MappingProxyType(renamed)
