"""What is published: tables of cells whose hidden ones say that they are hidden, and never why.

These values use the standard library alone: the exact verifier stands on them, and it must be
short enough to be read in one sitting.

Source: docs/privacy.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CellState(StrEnum):
    """How a cell is shown, by its letter in published files."""

    SHOWN = "v"
    ZERO = "0"
    CONFIDENTIAL = "c"
    NOT_COLLECTED = "x"
    STRUCTURAL_ZERO = "z"
    HELD = "h"
    """A revision waits: the value of the provisional vintage."""
    ESTIMATED = "e"
    BOUNDED = "b"
    """An interval; in totals of the network only."""

    @property
    def has_value(self) -> bool:
        """Whether a cell of a release in this state carries a number."""
        return self in {CellState.SHOWN, CellState.ZERO, CellState.HELD}


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table, or why there is none."""

    at: tuple[str, ...]
    """One code for each axis of its table, or `total`."""
    state: CellState
    value: int | None = None
    """Learners, 0 or more; present exactly where the state has one."""


@dataclass(frozen=True, slots=True)
class Table:
    """A cross of axes with all its margins."""

    id: str
    """The axes joined by `_x_`: `sex_x_outcome7`; `total` for the table without axes."""
    axes: tuple[str, ...]
    """0 to 3 axis ids; the outcome axis, if any, last."""
    cells: tuple[Cell, ...]
    """Every combination and margin once, in the order of the codes of the axes, `total` last."""


@dataclass(frozen=True, slots=True)
class Theta:
    """The parameters of protection; docs/privacy.md says what each one does."""

    k: int = 5
    """Smallest count shown."""
    w: int = 8
    """Least width of what can be concluded about a hidden cell: 2(k - 1) or more."""
    m_min: int = 10
    """Smallest group shown by outcome."""
    k_star: int = 1
    """Learners that an insider knows everything about."""
    k_delta: int = 3
    """Smallest change shown between two vintages."""


class Vintage(StrEnum):
    """First or second publication of a point."""

    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Release:
    """One product of one member's frame at one observation point, as everybody can read it.

    Made from foreign bytes by `forsa.outcomes.messages` alone; that its shape is right is what
    `forsa.outcomes.checks` holds, and that it is safe what `forsa.outcomes.verify` does.
    """

    product: str
    """`node-0` to `node-4`, with the variant's axis if it has one: `node-3/trade`."""
    product_version: int
    axes: Mapping[str, tuple[str, ...]]
    """Axis id to its codes in order, without `total`; of all axes that the tables use."""
    school_year: str
    observation_point: str
    vintage: Vintage
    reference_date: str
    frame_n: int
    """The published enrolment: learners of the frame."""
    centres_total: int
    centres_included: int
    theta: Theta
    tables: tuple[Table, ...]
    history: tuple[bytes, ...]
    """Record ids of the releases of the same frame that are audited together, in log order."""
    proof_digest: bytes
    """SHA-256 of the accept proof: 32 bytes."""
    digest: bytes
    """SHA-256 of the body without its `proof_digest`: what the proof names. 32 bytes."""
