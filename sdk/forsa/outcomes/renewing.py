"""Second vintages: worlds that differ in how many learners were added to what was revised.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence

import numpy as np

from forsa.outcomes.atoms import Atoms
from forsa.outcomes.duties import Duty
from forsa.outcomes.highs import NO_LIMIT, Limits
from forsa.outcomes.joint_systems import revision_system
from forsa.outcomes.sparse import Ints
from forsa.outcomes.whole_numbers import WholeNumbers
from forsa.outcomes.writing_proof import Telling, telling


def renewals(
    atoms: Atoms,
    duties: Sequence[Duty],
    told: Sequence[Telling],
    limits: Limits | None,
) -> list[Telling]:
    """More ways to tell the worlds found, for what was revised; none if nothing was.

    At most all learners of a revised cell were added, after all who were there had left: that is a
    way to tell every world. The least that may have been added is asked where the worlds told so
    far do not show it.
    """
    if not any(len(duty.revised) for duty in duties):
        return []
    more = [telling(atoms.grid, told[0].learners, renewed=True)]
    for duty in duties:
        for at in duty.revised:
            columns = duty.rows.row(at)[0]
            every = int(more[0].added[duty.release][columns].sum())
            most = every - duty.theta.k_delta
            if all(one.added[duty.release][columns].sum() > most for one in (*told, *more)):
                found = _fewer(atoms, duties, duty.release, told[0], columns, most, limits)
                more += [] if found is None else [found]
    return more


def _fewer(
    atoms: Atoms,
    duties: Sequence[Duty],
    release: int,
    told: Telling,
    columns: Ints,
    most: int,
    limits: Limits | None,
) -> Telling | None:
    """The first world with another second vintage, to which few were added in some positions."""
    first = told.learners[atoms.grid.first[release]]
    system, positions = revision_system(atoms, duties, release, first)
    numbers = WholeNumbers.of(system, limits)
    place = np.flatnonzero(np.isin(positions, columns)) + len(positions)
    bound = (place.astype(np.int32), -NO_LIMIT, float(most))
    costs = np.bincount(place, minlength=system.columns).astype(np.float64)
    found = None if numbers is None else numbers.bounded([bound], costs)
    if found is None:
        return None
    learners = list(told.learners)
    learners[release] = np.zeros_like(first)
    kept, added = found[: len(positions)], found[len(positions) : 2 * len(positions)]
    learners[release][positions] = kept + added
    return telling(atoms.grid, tuple(learners))
