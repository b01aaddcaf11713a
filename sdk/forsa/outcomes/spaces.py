"""Unknown tables: which unknown numbers a cell covers, and where two tables must agree.

A space is one table of unknown counts, a number for each combination of codes. Instead of one
space over all axes, a product without circles needs only its own tables, tied where they share
axes: the bounds are the same and the numbers are few (junction tree).

Source: docs/privacy.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from math import prod

import numpy as np
from numpy.typing import NDArray

from forsa.outcomes.addresses import CellKey
from forsa.outcomes.axes import OUTCOMES, closed_axes
from forsa.outcomes.products import is_acyclic

Ints = NDArray[np.int32]
Codes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Space:
    """One table of unknown counts, numbered from `first` in the order of its codes."""

    axes: tuple[str, ...]
    """Axes of learners, sorted; the outcome axis, if any, last."""
    codes: tuple[tuple[str, ...], ...]
    first: int

    @classmethod
    def over(cls, axes: Sequence[str], codes: Codes, first: int) -> "Space":
        """The space of these axes."""
        return cls(tuple(axes), tuple(codes[axis] for axis in axes), first)

    @property
    def size(self) -> int:
        """How many unknowns it has."""
        return prod(map(len, self.codes))

    @property
    def groups(self) -> tuple[str, ...]:
        """Its axes without the outcome."""
        return tuple(axis for axis in self.axes if axis not in OUTCOMES)

    @property
    def outcome(self) -> str | None:
        """Its outcome axis."""
        return self.axes[-1] if self.axes and self.axes[-1] in OUTCOMES else None

    def covers(self, key: CellKey) -> bool:
        """Whether the cell of this key is a sum of unknowns of this space."""
        for axis, code in key:
            if axis in OUTCOMES:
                if not self.outcome or not self._of_outcome(axis, code):
                    return False
            elif axis not in self.axes:
                return False
        return True

    def select(self, key: CellKey) -> Ints:
        """Columns of the unknowns that the cell of this key is the sum of."""
        wanted = dict(key)
        at = [
            [codes.index(wanted[axis])]
            if axis in wanted and axis not in OUTCOMES
            else range(len(codes))
            for axis, codes in zip(self.axes, self.codes, strict=True)
        ]
        for axis, code in key:
            if axis in OUTCOMES:
                at[-1] = self._of_outcome(axis, code)
        grid = np.arange(self.first, self.first + self.size, dtype=np.int32)
        if not at:
            return grid
        chosen: Ints = grid.reshape([len(codes) for codes in self.codes])[np.ix_(*at)].ravel()
        return chosen

    def _of_outcome(self, axis: str, code: str) -> list[int]:
        """Positions of the codes that make up a category of an outcome axis, or none."""
        wanted = outcome_leaves(axis, code)
        own = [outcome_leaves(self.axes[-1], one) for one in self.codes[-1]]
        chosen = [at for at, leaves in enumerate(own) if leaves <= wanted]
        whole = frozenset().union(*(own[at] for at in chosen))
        return chosen if wanted & frozenset().union(*own) == whole else []


@cache
def outcome_leaves(axis: str, code: str) -> frozenset[str]:
    """The codes of the finest outcome axis that a code of an outcome axis stands for."""
    if axis == OUTCOMES[0]:
        return frozenset((code,))
    coarse = closed_axes()[axis]
    finer = [one for one, whole in coarse.of_finer.items() if whole == code]
    return frozenset().union(*(outcome_leaves(coarse.finer, one) for one in finer))


def cliques(tables: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The axes of the spaces that tables of these axes need.

    Returns:
        The tables that no other one contains; or one space of all axes, if there is a circle.
    """
    edges = _largest(tables)
    if is_acyclic([_vertices(axes) for axes in edges]):
        return tuple(_ordered(axes) for axes in edges)
    return (everything(tables),)


def everything(tables: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """All axes of some tables, with the finest of their outcome axes."""
    return _ordered(tuple({axis for axes in tables for axis in axes}))


def group_tables(tables: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The same without outcomes, and without what another one contains."""
    groups = [tuple(axis for axis in axes if axis not in OUTCOMES) for axes in tables]
    return tuple(_ordered(axes) for axes in _largest(groups)) or ((),)


def neighbours(spaces: Sequence[Space]) -> Iterator[tuple[Space, Space]]:
    """Pairs of spaces whose agreement makes all agree: a junction tree, or all, in a circle."""
    pairs = sorted(
        combinations(range(len(spaces)), 2),
        key=lambda pair: -len(_vertices(spaces[pair[0]].axes) & _vertices(spaces[pair[1]].axes)),
    )
    if not is_acyclic([_vertices(space.axes) for space in spaces]):
        yield from ((spaces[a], spaces[b]) for a, b in pairs)
        return
    tree = list(range(len(spaces)))
    for a, b in pairs:
        if tree[a] != tree[b]:
            tree = [tree[a] if root == tree[b] else root for root in tree]
            yield spaces[a], spaces[b]


def shared_cells(one: Space, other: Space) -> Iterator[CellKey]:
    """The finest cells that two spaces both know."""
    axes = [axis for axis in one.groups if axis in other.groups]
    codes = [one.codes[one.axes.index(axis)] for axis in axes]
    if one.outcome and other.outcome:
        coarser = one if OUTCOMES.index(one.outcome) >= OUTCOMES.index(other.outcome) else other
        axes.append(coarser.axes[-1])
        codes.append(coarser.codes[-1])
    for at in product(*codes):
        yield tuple(zip(axes, at, strict=True))


def is_within(axes: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a table of these axes is a margin of one of the others."""
    return _vertices(axes) <= _vertices(others)


def _ordered(axes: Sequence[str]) -> tuple[str, ...]:
    outcomes = [axis for axis in OUTCOMES if axis in axes]
    return (*sorted(axis for axis in axes if axis not in OUTCOMES), *outcomes[:1])


def _vertices(axes: Sequence[str]) -> frozenset[str]:
    """The axes; a fine outcome stands for the coarser ones, too, which it adds up to."""
    outcomes = [at for at, axis in enumerate(OUTCOMES) if axis in axes]
    chain = OUTCOMES[outcomes[0] :] if outcomes else ()
    return frozenset(axis for axis in axes if axis not in OUTCOMES) | frozenset(chain)


def _largest(tables: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    edges = list({_vertices(axes): axes for axes in tables}.items())
    return [axes for edge, axes in edges if not any(edge < other for other, _ in edges)]
