"""The equations of worlds: of one release whose learners are known, and of all releases at once.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence

import numpy as np

from forsa.outcomes.atoms import Atoms
from forsa.outcomes.duties import Duty
from forsa.outcomes.model import System
from forsa.outcomes.sparse import Floats, Ints, Matrix, Numbers
from forsa.outcomes.tables import Release


def system_of_release(
    atoms: Atoms, duties: Sequence[Duty], number: int, learners: Ints, positions: Ints
) -> System:
    """What a release says when the learners of each finest group are known.

    Args:
        atoms: The positions.
        duties: Of all releases.
        number: The release.
        learners: Of each finest group.
        positions: The unknowns: those of the groups that have learners.
    """
    groups = np.flatnonzero(learners)
    places = np.arange(len(positions), dtype=np.int32).reshape(len(groups), atoms.outcomes)
    rows, equal = _shown(atoms, duties, number, positions)
    of_groups = Matrix.of((one, 1.0) for one in places)
    return System(
        len(positions),
        rows.under(of_groups),
        np.concatenate([learners[groups], equal]).astype(np.float64),
    )


def joint_system(atoms: Atoms, duties: Sequence[Duty], releases: Sequence[Release]) -> System:
    """What all releases say together: the unknowns are the positions of one after the other."""
    size, count = atoms.grid.size, len(releases)
    every = np.arange(size, dtype=np.int32)
    places = np.arange(size, dtype=np.int32).reshape(atoms.groups, atoms.outcomes)
    signs = np.repeat([1.0, -1.0], atoms.outcomes)
    rows = Matrix.of(
        (np.concatenate([place + at * size, place]).astype(np.int32), signs)
        for at in range(1, count)
        for place in places
    )
    values = [np.zeros(rows.rows), np.array([float(releases[0].frame_n)])]
    rows = Matrix.of([(every, 1.0)]).under(rows)
    for number in range(count):
        shown, equal = _shown(atoms, duties, number, every)
        moved = Matrix(
            shown.starts, (shown.columns + number * size).astype(np.int32), shown.weights
        )
        rows = moved.under(rows)
        values.append(equal)
    return System(size * count, rows, np.concatenate(values))


def revision_system(
    atoms: Atoms, duties: Sequence[Duty], number: int, first: Numbers
) -> tuple[System, Ints]:
    """What a second vintage says when the first is known.

    Args:
        atoms: The positions.
        duties: Of all releases.
        number: The second vintage.
        first: Learners of the first one at each position.

    Returns:
        The equations over who stayed, who was added and who was taken at some positions, one
        after the other; and these positions.
    """
    learners = first.reshape(atoms.groups, atoms.outcomes).sum(axis=1)
    positions = np.flatnonzero(np.repeat(learners > 0, atoms.outcomes)).astype(np.int32)
    now = system_of_release(atoms, duties, number, learners.astype(np.int32), positions)
    count = len(positions)
    rows = Matrix.of(
        (np.concatenate([columns, columns + count]), np.concatenate([weights, weights]))
        for columns, weights in (now.rows.row(at) for at in range(now.rows.rows))
    )
    stayed = Matrix.of((np.array([at, 2 * count + at], dtype=np.int32), 1.0) for at in range(count))
    equal = np.concatenate([now.equal, first[positions]]).astype(np.float64)
    return System(3 * count, stayed.under(rows), equal), positions


def _shown(
    atoms: Atoms, duties: Sequence[Duty], number: int, positions: Ints
) -> tuple[Matrix, Floats]:
    """The cells that a release shows, as sums of positions, and their values."""
    rows, equal = Matrix.of([]), [np.zeros(0)]
    for duty in duties:
        if duty.release == number:
            rows = atoms.cells(duty.axes, positions).pick(duty.shown).under(rows)
            equal.append(duty.values.astype(np.float64))
    return rows, np.concatenate(equal)
