"""Linear equations solved with fractions, for the few that decide what may be claimed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Equation = tuple[Mapping[int, Fraction], Fraction]
"""Weights of unknowns and their sum."""


def solve_exactly(equations: Sequence[Equation]) -> dict[int, Fraction] | None:
    """Solve for all unknowns, by elimination.

    Returns:
        One solution, with 0 for unknowns that are free; None if there is none.
    """
    solved: dict[int, tuple[dict[int, Fraction], Fraction]] = {}
    for weights, total in equations:
        row, value = _without(dict(weights), total, solved)
        if not row:
            if value:
                return None
            continue
        pivot = min(row)
        scale = row.pop(pivot)
        solved[pivot] = {at: -weight / scale for at, weight in row.items()}, value / scale
    values: dict[int, Fraction] = {}
    for pivot in reversed(solved):
        terms, constant = solved[pivot]
        values[pivot] = constant + sum(
            (weight * values.get(at, Fraction()) for at, weight in terms.items()), Fraction()
        )
    return values


def _without(
    row: dict[int, Fraction],
    value: Fraction,
    solved: Mapping[int, tuple[Mapping[int, Fraction], Fraction]],
) -> tuple[dict[int, Fraction], Fraction]:
    """A row in which what is solved has been replaced by what it is in terms of the others."""
    while known := [at for at in row if at in solved]:
        at = known[0]
        times = row.pop(at)
        terms, constant = solved[at]
        value -= times * constant
        for other, weight in terms.items():
            row[other] = row.get(other, Fraction()) + times * weight
            if not row[other]:
                del row[other]
    return {at: weight for at, weight in row.items() if weight}, value
