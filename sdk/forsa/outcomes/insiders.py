"""What an insider concludes: somebody who knows of one learner of a hidden cell, and so that it is
not empty.

It is told to those who decide, and blocks nothing: nobody can hide from a learner what he knows of
himself.

This module needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from forsa.outcomes.bounds import find_intervals
from forsa.outcomes.highs import Answer, Limits
from forsa.outcomes.judging import Judgement
from forsa.outcomes.model import System
from forsa.outcomes.sparse import Floats, Ints, Matrix
from forsa.outcomes.verdicts import Where

_TWO: Final = 2
"""An interval of this width has two whole numbers, wherever it begins."""


@dataclass(frozen=True, slots=True)
class Insight:
    """A hidden cell whose number an insider knows."""

    knows: Where
    """The cell of which he knows a learner."""
    concludes: Where
    value: int


def find_insights(judgement: Judgement, *, limits: Limits | None = None) -> tuple[Insight, ...]:
    """Find the hidden cells that follow from knowing that another one is not empty.

    Args:
        judgement: Of some releases, from `judge`; a table exists.
        limits: Work allowed for each question; a cell that takes more is left out.
    """
    return tuple(_insights(judgement, limits))


def _insights(judgement: Judgement, limits: Limits | None) -> Iterator[Insight]:
    targets = [judgement.model.targets[at] for at in judgement.hidden]
    met = judgement.found.tables(len(judgement.found.vertices))
    values = np.array([met[:, target.columns].sum(axis=1) for target in targets])
    for place, target in enumerate(targets):
        if judgement.found.whole(place)[1] < 1:
            continue
        open_to = np.flatnonzero(_spread(values[:, values[place] >= 1]) < _TWO)
        cells = [int(at) for at in open_to if at != place]
        if not cells:
            continue
        rows = Matrix.of((targets[at].columns, 1.0) for at in cells)
        found = find_intervals(
            _not_empty(judgement.model.system, target.columns), rows, limits=limits
        )
        for at, cell in enumerate(cells if found.answer is Answer.FOUND else ()):
            lower, upper = found.whole(at)
            if lower == upper:
                yield Insight(target.at[0], targets[cell].at[0], lower)


def _spread(values: Floats) -> Floats:
    """How far apart some tables are at each cell; nothing, where there is none."""
    if not values.shape[1]:
        return np.zeros(len(values))
    return np.asarray(values.max(axis=1) - values.min(axis=1), dtype=np.float64)


def _not_empty(system: System, columns: Ints) -> System:
    """The same with one learner in a cell: an unknown more says how many others there are."""
    others = np.array([system.columns], dtype=np.int32)
    weights = np.ones(len(columns) + 1)
    weights[-1] = -1
    one = Matrix.of([(np.concatenate([columns, others]), weights)])
    return System(system.columns + 1, one.under(system.rows), np.append(system.equal, 1.0))
