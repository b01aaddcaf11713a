"""Steps between worlds: one hidden cell changes, and nothing that is shown."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from forsa.outcomes.atoms import Atoms
from forsa.outcomes.duties import find_duties
from forsa.outcomes.grid import Grid
from forsa.outcomes.proof import parse_proof
from forsa.outcomes.stepping import Goal, Steps
from forsa.outcomes.tables import Release
from forsa.outcomes.wants import World, wants_of
from forsa.testing.learners import draw_node

from tests.support.accepted_releases import accepted_releases
from tests.support.proven_releases import proof_of, release_of


@cache
def releases_of(points: tuple[str, ...]) -> list[Release]:
    """What an association of 170 learners published."""
    return [made.release for made in accepted_releases(draw_node(3, n=170), points)]


def first_world(releases: Sequence[Release]) -> World:
    """That of the accept proof."""
    proof = proof_of(releases)
    assert proof is not None
    world = []
    for column in parse_proof(proof).tables[0]:
        learners = np.zeros(Grid(releases).size, dtype=np.int64)
        learners[list(column)] = list(column.values())
        world.append(learners)
    return tuple(world)


def agrees(releases: Sequence[Release], world: World) -> bool:
    """Whether a world shows what the releases show, of the same learners at every point."""
    atoms = Atoms(Grid(releases))
    learners = [one.reshape(atoms.groups, atoms.outcomes).sum(axis=1) for one in world]
    return (
        all(np.all(one >= 0) for one in world)
        and all(np.array_equal(one, learners[0]) for one in learners)
        and all(
            np.array_equal(
                duty.rows.times(world[duty.release].astype(np.float64))[duty.shown], duty.values
            )
            for duty in find_duties(releases, atoms)
        )
    )


@pytest.mark.parametrize("points", [("exit",), ("exit", "m3", "m6")])
def test_every_hidden_cell_can_be_made_larger_or_smaller(points: tuple[str, ...]) -> None:
    """The audit passed, so of no cell is the first world's value the only one."""
    releases = releases_of(points)
    atoms = Atoms(Grid(releases))
    duties = find_duties(releases, atoms)
    base = first_world(releases)
    assert agrees(releases, base)
    steps = Steps.of(releases, atoms, duties)
    assert steps is not None
    wants = wants_of(duties)
    before, moved = wants.values(base), 0

    for at in range(len(wants.keys)):
        columns = wants.rows.row(at)[0] + wants.release[at] * atoms.grid.size
        reached = []
        for way in (1, -1) if wants.width[at] else ():
            goal = Goal(int(wants.release[at]), columns, way, 3)
            world = steps.towards(base, goal, np.zeros(len(releases) * atoms.grid.size))
            if world is not None:
                assert agrees(releases, world)
                change = way * (wants.values(world)[at] - before[at])
                assert change >= 1
                reached.append(change)
        moved += bool(reached)
        assert reached or not wants.width[at]
    assert moved >= 10


def test_where_everything_is_shown_there_is_no_step() -> None:
    """One world is left."""
    truth = {("f", "unknown"): 20, ("m", "active_life"): 30}
    release = release_of(truth, lambda _: False, outcome="outcome7")
    atoms = Atoms(Grid([release]))

    assert Steps.of([release], atoms, find_duties([release], atoms)) is None


def test_a_goal_that_what_is_shown_forbids_is_not_reached() -> None:
    """The girls are shown to be 20, so no step makes them more, though who ends how is hidden."""
    truth = {(sex, end): 10 for sex in "fm" for end in ("vocational", "rest")}
    release = release_of(truth, lambda at: at[0] in "fm" and at[1] in ("vocational", "rest"))
    atoms = Atoms(Grid([release]))
    duties = find_duties([release], atoms)
    steps = Steps.of([release], atoms, duties)
    assert steps is not None
    duty = duties[0]
    girls, _ = duty.rows.row(duty.keys.index((("sex", "f"),)))
    base = first_world([release])

    for way in (1, -1):
        goal = Goal(0, girls, way, 1)
        assert steps.towards(base, goal, np.zeros(atoms.grid.size)) is None
