"""Releases of made-up associations with cells hidden at random: consistent, but not protected.

What holds for these holds for protected ones: they are releases with another choice of cells.
"""

from collections.abc import Mapping, Sequence
from random import Random

from forsa.outcomes.addresses import EVERYBODY, CellKey, cell_key, group_of
from forsa.outcomes.network import TABLES
from forsa.outcomes.products import Product, ladder
from forsa.outcomes.tables import Release
from forsa.outcomes.tabulating import tabulate
from forsa.testing.learners import Association

from tests.support.member_tables import axes_of
from tests.support.outcome_tables import release

Truth = Mapping[CellKey, int]


def release_of(
    association: Association, point: str = "exit", *, share: float = 0.2, variant: str = "strand"
) -> Release:
    """The richest product of a frame, small cells hidden and others of them by lot.

    Groups are hidden or shown at all points alike, as the rules want it.
    """
    product = ladder(association.n, variant)[0]
    counts = tabulate(association.learners, product, axes_of(association), point)
    hidden = {
        key
        for axes, cells in counts.items()
        for at, value in cells.items()
        if (key := cell_key(axes, at)) != EVERYBODY
        and (0 < value < 5 or _lot(association, key, point) < share)
    }
    return release(
        {
            axes: {
                at: None if cell_key(axes, at) in hidden else value for at, value in cells.items()
            }
            for axes, cells in counts.items()
        },
        frame_n=association.n,
        product=product.id,
        axes=axes_of(association),
        point=point,
    )


def truth_of(association: Association, point: str = "exit") -> Truth:
    """The true number of every cell of the network's tables, without the region."""
    tables = [tuple(one for one in axes if one != "region") for axes in TABLES]
    axes = axes_of(association)
    wanted = Product("network", 1, tuple(dict.fromkeys(tables)))
    counts = tabulate(association.learners, wanted, axes, point)
    return {
        cell_key(names, at): value for names, cells in counts.items() for at, value in cells.items()
    }


def _lot(association: Association, key: CellKey, point: str) -> float:
    when: Sequence[str] = () if group_of(key) == key else (point,)
    return Random(f"{association.member} {association.n} {key} {when}").random()
