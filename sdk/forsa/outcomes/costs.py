"""What hiding a cell costs: by its place and by a key of the node, never by its value.

Costs that followed the values would let others run the same choice on every table they think
possible, and keep those that end in the pattern they see.

Source: docs/privacy.md.
"""

import hmac
from collections.abc import Collection, Mapping, Sequence
from math import exp
from statistics import NormalDist
from typing import Final

from forsa.outcomes.addresses import CellKey, canonical_address, cell_key
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.tabulating import Axes, addresses

KEY_BYTES: Final = 32
"""Of the cost key, drawn once for each frame."""

INTERIOR: Final = 1
MARGIN: Final = 4
"""A margin of a table, or of some, whatever it is in others."""
MARGIN_OF_ALL: Final = 7
"""A margin of every table of the product."""

_SPREAD: Final = 0.7


def cell_costs(
    tables: Collection[Sequence[str]], axes: Axes, school_year: str, cost_key: bytes
) -> Mapping[CellKey, int]:
    """The cost of hiding each cell of a product: whole numbers, 1 or more, about 1000.

    Args:
        tables: The axes of each table that is published.
        axes: Their codes.
        school_year: The frame.
        cost_key: The node's secret of this frame, `KEY_BYTES`.
    """
    margins: dict[CellKey, int] = {}
    for table in tables:
        for at in addresses(table, axes):
            key = cell_key(table, at)
            margins[key] = margins.get(key, 0) + (TOTAL in at)
    weights = {key: _weight(count, len(tables)) for key, count in margins.items()}
    return {
        key: round(1000 * weight * exp(_SPREAD * _noise(cost_key, school_year, key)))
        for key, weight in sorted(weights.items())
    }


def _weight(margins: int, tables: int) -> int:
    if margins == 0:
        return INTERIOR
    return MARGIN_OF_ALL if margins == tables else MARGIN


def _noise(cost_key: bytes, school_year: str, key: CellKey) -> float:
    """A normal number that only the key's owner can foretell, the same in every table and point."""
    address = canonical_address(school_year, key).encode()
    drawn = int.from_bytes(hmac.digest(cost_key, address, "sha256")[:8], "big")
    return NormalDist().inv_cdf(min((drawn + 0.5) / 2**64, 1 - 2**-53))
