"""What two tables that overlap say of a third one that crosses them.

Of `a` in one table, `b` in the other and the `s` that both count, at least a + b - s are in both,
and at most the smaller of `a` and `b` (Fréchet). For one overlap the bounds are met, and overlaps
are independent of each other, so sums over them are exact, too.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product

import numpy as np

from forsa.outcomes.axes import OUTCOMES
from forsa.outcomes.spaces import Space, is_within, outcome_leaves
from forsa.outcomes.sparse import Floats

Axes = tuple[str, ...]
Level = tuple[str, tuple[str, ...]]
"""An outcome axis with its codes."""


@lru_cache(maxsize=64)
def crossed(tables: tuple[Axes, ...]) -> tuple[tuple[Axes, Axes, Axes], ...]:
    """Each two tables, with axes of both together that are a margin of none of the tables.

    The axes are in the order of their names, the outcome last.
    """
    return tuple(_crossed(tables))


def _crossed(tables: tuple[Axes, ...]) -> Iterator[tuple[Axes, Axes, Axes]]:
    for one, other in combinations(tables, 2):
        axes = sorted({*one, *other}.difference(OUTCOMES))
        outcomes = [(axis,) for axis in OUTCOMES if axis in {*one, *other}]
        for size in range(len(axes) + 1):
            for some, outcome in product(combinations(axes, size), [*outcomes, ()]):
                kept = (*some, *outcome)
                if not any(is_within(kept, table) for table in tables):
                    yield one, other, kept


def cross(
    left: Space, right: Space, kept: Axes, codes: Mapping[str, tuple[str, ...]], met: Floats
) -> tuple[Floats, Floats]:
    """The bounds of each cell over the axes `kept` of two spaces, in each of some whole tables.

    Args:
        left: A space with an outcome.
        right: Another one, or the same.
        kept: From `crossed`.
        codes: Of every outcome axis.
        met: Whole tables, one in each row.

    Returns:
        Least and greatest: first the tables, then one dimension for each axis.
    """
    shared = [axis for axis in left.groups if axis in right.groups]
    order = sorted({*left.groups, *right.groups}.intersection({*shared, *kept}))
    own = [(space.axes[-1], space.codes[-1]) for space in (left, right)]
    coarse = max(own, key=_rank)
    wanted = (kept[-1], codes[kept[-1]]) if kept and kept[-1] in OUTCOMES else None
    level = min(wanted or coarse, coarse, key=_rank)
    one = _at(_margin(left, order, order, met), own[0], level)
    other = _at(_margin(right, order, order, met), own[1], level)
    both = _at(_at(_margin(left, shared, order, met), own[0], coarse), coarse, level)
    lower, upper = np.maximum(one + other - both, 0.0), np.minimum(one, other)
    gone = tuple(1 + at for at, axis in enumerate(order) if axis not in kept)
    lower, upper = np.sum(lower, axis=gone), np.sum(upper, axis=gone)
    if wanted is None:
        return lower.sum(axis=-1), upper.sum(axis=-1)
    return _at(lower, level, wanted), _at(upper, level, wanted)


def _rank(level: Level) -> int:
    return OUTCOMES.index(level[0])


def _margin(space: Space, kept: Sequence[str], order: Sequence[str], met: Floats) -> Floats:
    """A space summed up to some of its groups, with a dimension for each axis of `order`."""
    values = met[:, space.first : space.first + space.size]
    shape = [len(codes) for codes in space.codes]
    gone = tuple(1 + at for at, axis in enumerate(space.groups) if axis not in kept)
    values = np.asarray(values.reshape(len(met), *shape).sum(axis=gone), dtype=np.float64)
    sizes = dict(zip(space.axes, shape, strict=True))
    left = [sizes[axis] if axis in kept and axis in sizes else 1 for axis in order]
    return values.reshape(len(met), *left, shape[-1])


def _at(values: Floats, now: Level, wanted: Level) -> Floats:
    """Counts by one outcome axis, added up to a coarser one, or repeated for a finer one."""
    if now == wanted:
        return values
    fine, coarse = sorted((now, wanted), key=_rank)
    of = [
        next(at for at, code in enumerate(coarse[1]) if leaves <= outcome_leaves(coarse[0], code))
        for leaves in (outcome_leaves(fine[0], code) for code in fine[1])
    ]
    if now == coarse:
        return values[..., of]
    summed: Floats = values @ np.eye(len(coarse[1]))[of]
    return summed
