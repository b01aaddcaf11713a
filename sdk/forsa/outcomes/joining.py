"""From tables of learners that agree to one table over all their axes.

Tables without a circle always join: learners who are alike in what two tables share are paired, in
any order. Another order gives other learners, of whom every table says the same.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from forsa.outcomes.spaces import Space
from forsa.outcomes.sparse import Ints


@dataclass(frozen=True, slots=True)
class Draws:
    """Numbers that a seed decides, the same everywhere."""

    seed: bytes

    def numbers(self, name: str, size: int) -> Ints:
        """`size` whole numbers from 0 to 2^31 - 1."""
        key = np.uint64(int.from_bytes(sha256(self.seed + name.encode()).digest()[:8], "big"))
        with np.errstate(over="ignore"):
            mixed = np.arange(1, size + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + key
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(33)).astype(np.int32)

    def order(self, name: str, size: int) -> Ints:
        """The numbers from 0 to `size` - 1 in a drawn order."""
        return np.argsort(self.numbers(name, size), kind="stable").astype(np.int32)

    def signs(self, name: str, size: int) -> Ints:
        """1 or -1, `size` times."""
        return 2 * (self.numbers(name, size) & 1) - 1


def join_groups(
    spaces: Sequence[Space], values: Ints, order: Sequence[str], draws: Draws
) -> Ints | None:
    """One table over the axes `order` that agrees with every space.

    Args:
        spaces: Tables of learners without outcomes; together they have the axes `order`.
        values: Learners at each unknown of the spaces, 0 or more, equal where spaces share cells.
        order: The axes of the result.
        draws: Decide who is paired with whom.

    Returns:
        Learners of each combination, the last axis fastest; None if the spaces do not join.
    """
    people: dict[str, Ints] = {}
    size = int(values[spaces[0].first : spaces[0].first + spaces[0].size].sum())
    left = list(spaces)
    while left:
        space = max(left, key=lambda one: len(people.keys() & set(one.axes)))
        left.remove(space)
        mine = _people(space, values)
        shared = [axis for axis in space.axes if axis in people]
        one = _sorted(people, shared, draws.order(f"left {space.axes}", size))
        other = _sorted(mine, shared, draws.order(f"right {space.axes}", size))
        if any(np.any(people[axis][one] != mine[axis][other]) for axis in shared):
            return None
        people = {axis: codes[one] for axis, codes in people.items()} | {
            axis: codes[other] for axis, codes in mine.items()
        }
    if people.keys() != set(order):
        return None
    codes = {
        axis: len(listed)
        for one in spaces
        for axis, listed in zip(one.axes, one.codes, strict=True)
    }
    at = np.zeros(size, dtype=np.int64)
    total = 1
    for axis in order:
        at = at * codes[axis] + people[axis]
        total *= codes[axis]
    return np.bincount(at, minlength=total).astype(np.int32)


def _people(space: Space, values: Ints) -> dict[str, Ints]:
    """One entry for each learner of a table: the place of its code on every axis."""
    counts = values[space.first : space.first + space.size]
    at = np.repeat(np.arange(space.size), counts)
    if not space.axes:
        return {}
    places = np.unravel_index(at, [len(codes) for codes in space.codes])
    return {axis: place.astype(np.int32) for axis, place in zip(space.axes, places, strict=True)}


def _sorted(people: dict[str, Ints], shared: Sequence[str], drawn: Ints) -> Ints:
    """Learners in a drawn order, then by what is shared."""
    keys = [people[axis][drawn] for axis in reversed(shared)]
    return drawn[np.lexsort(keys)] if keys else drawn
