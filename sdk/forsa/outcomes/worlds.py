"""Worlds: ways in which things may have been, as the tables of a proof tell them.

In a world every learner of the frame has one atom and, at each release, one outcome. A second
vintage is the first with learners added to some outcomes and taken from others.

Source: docs/protocol.md, "The accept proof".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forsa.errors import Reason, VerificationError
from forsa.outcomes.axes import OUTCOMES, closed_axes
from forsa.outcomes.grid import Grid
from forsa.outcomes.proof import Column

_CODES = len(closed_axes()[OUTCOMES[0]].codes)


@dataclass(frozen=True, slots=True)
class Worlds:
    """The worlds of a proof: the first whole, the others as differences from it."""

    learners: tuple[tuple[Column, ...], ...]
    """By release, then by world."""
    added: tuple[tuple[Column, ...], ...]
    """The same for learners added since the first vintage; nothing at a first one."""


def open_worlds(grid: Grid, tables: Sequence[Sequence[Column]]) -> Worlds:
    """Read the tables of a proof as worlds.

    Raises:
        VerificationError: a table has other columns than the releases ask for, speaks of an atom
            that does not exist, has less than no learners somewhere, or has other learners in one
            release than in another.
    """
    opened = [_open(grid, columns) for columns in tables]
    base = opened[0][2]
    for learners, _, counted in opened:
        if any(learners_of(one) != learners_of(learners[0]) for one in learners[1:]):
            raise _refusal("learners")
        whole = counted is base
        for column, under in zip(counted, base, strict=True):
            if any(more + (0 if whole else under.get(at, 0)) < 0 for at, more in column.items()):
                raise _refusal("negative")
    return Worlds(
        tuple(zip(*(learners for learners, _, _ in opened), strict=True)),
        tuple(zip(*(added for _, added, _ in opened), strict=True)),
    )


def _open(
    grid: Grid, columns: Sequence[Column]
) -> tuple[Sequence[Column], Sequence[Column], Sequence[Column]]:
    """The learners and the additions at each release, and all that may not be negative."""
    if len(columns) != 2 * len(grid.first) - len(set(grid.first)):
        raise _refusal("columns")
    if any(position >= grid.size for column in columns for position in column):
        raise _refusal("positions")
    left = iter(columns)
    learners: list[Column] = []
    added: list[Column] = []
    kept: list[Column] = []
    for number, first in enumerate(grid.first):
        column = next(left)
        added.append({} if first == number else column)
        if first != number:
            kept.append(_plus(learners[first], next(left), -1))
            column = _plus(kept[-1], column, 1)
        learners.append(column)
    return learners, added, (*columns, *kept)


def learners_of(column: Column) -> Mapping[int, int]:
    """How many learners each atom has, whatever became of them; atoms without any are left out."""
    totals = Counter[int]()
    for position, count in column.items():
        totals[position // _CODES] += count
    return {atom: count for atom, count in totals.items() if count}


def _plus(one: Column, other: Column, sign: int) -> Column:
    return {at: one.get(at, 0) + sign * other.get(at, 0) for at in {*one, *other}}


def _refusal(what: str) -> VerificationError:
    return VerificationError(
        f"a table of the proof is no world: {what}", Reason.KIND_OUTCOME_PROOF_INVALID, what=what
    )
