"""Somebody who knows one learner of the frame, and what became of that one."""

from collections.abc import Sequence

from forsa.outcomes.tables import Release, Vintage
from forsa.testing.learners import Association

from benchmarks.attacking.knowledge import Knowledge
from benchmarks.attacking.publishing import counts_of, header_of
from benchmarks.attacking.solving import Attack


def known_to_insiders(node: Association, releases: Sequence[Release]) -> tuple[int, int]:
    """How many insiders were tried, and how many of them know another cell exactly.

    One is tried for each hidden cell that holds somebody: he is in it.
    """
    release = releases[0]
    _, counts = counts_of(node, header_of(node, release.observation_point, [], Vintage.PROVISIONAL))
    knowledge = Knowledge([release])
    attack = Attack(knowledge.columns, knowledge.rows)
    ids = {table.id: table.axes for table in release.tables}
    tried = exact = 0
    for cell in knowledge.hidden:
        _, table, at = cell.where
        if counts.get(ids[table], {}).get(at, 0) == 0:
            continue
        attack.assume(cell, 1)
        tried += 1
        exact += any(one.width == 0 for one in attack.conclude(knowledge.hidden, 1))
        attack.forget()
    return tried, exact
