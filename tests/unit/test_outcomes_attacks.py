"""Attackers who share no code with the audit find nothing, and find the weaker protectors."""

from collections.abc import Callable

import pytest
from forsa.outcomes.tables import Release
from forsa.testing.learners import Association, draw_node

from benchmarks.attacking.arithmetic import subtract
from benchmarks.attacking.insiders import known_to_insiders
from benchmarks.attacking.knowledge import Knowledge
from benchmarks.attacking.plain_tables import attack_of, draw_values, keys, protect_table
from benchmarks.attacking.publishing import (
    publish,
    publish_points_alone,
    publish_small_hidden,
    publish_two_a_line,
)
from benchmarks.attacking.rerunning import replay
from benchmarks.attacking.solving import Attack
from benchmarks.attacking.vintages import (
    changes_of_learners,
    publish_every_change,
    publish_twice,
)
from benchmarks.attacks import Broken, is_refused, read_out

NODES = [draw_node(2, 64, 1), draw_node(3, 100, 1), draw_node(5, 155, 1)]


def _read_out(protector: Callable[[Association], list[Release]]) -> Broken:
    broken = Broken()
    for node in NODES:
        read_out(protector(node), broken)
    return broken


def test_nothing_is_read_out_of_all_points_of_an_association_together() -> None:
    """One learner of one centre would be found with a sheet of paper, or with a solver."""
    broken = _read_out(publish)

    assert broken.cells > 100
    assert (broken.subtracted, broken.exact, broken.narrow) == (0, 0, 0)


@pytest.mark.parametrize("protector", [publish_small_hidden, publish_two_a_line])
def test_the_same_attackers_undo_rules_of_thumb_and_the_audit_refuses_them(
    protector: Callable[[Association], list[Release]],
) -> None:
    """An attack that breaks nothing proves nothing of what it does not break."""
    broken = _read_out(protector)

    assert broken.exact >= broken.subtracted > 0
    assert broken.undone == len(NODES)
    assert all(is_refused(protector(node)[:1]) for node in NODES)


def test_points_that_are_safe_alone_are_undone_together() -> None:
    """Each point hides other groups of learners; the difference shows both."""
    node = draw_node(160, 280, 1)
    broken = Broken()
    apart, joint = publish_points_alone(node), publish(node)

    assert not any(read_out([one], Broken()) for one in apart)
    assert read_out(apart, broken)
    assert is_refused(apart)
    assert not read_out(joint, Broken())


def test_two_vintages_do_not_show_the_change_of_a_learner() -> None:
    """A correction of one learner would be published as what became of her."""
    node = NODES[1]

    assert changes_of_learners(publish_twice(node, 5), 3) == 0
    assert changes_of_learners(publish_every_change(node, 5), 3) > 0
    assert is_refused(publish_every_change(node, 5))


def test_an_insider_of_one_learner_knows_no_other_cell() -> None:
    """Whoever knows one girl of a group would know what became of the others."""
    node = NODES[0]
    tried, exact = known_to_insiders(node, publish(node, ["exit"]))

    assert tried > 0
    assert exact == 0


def test_whole_numbers_leave_as_much_as_fractions_do() -> None:
    """What is wide for a linear program may be known to whoever counts in learners."""
    knowledge = Knowledge(publish(NODES[0], ["exit"]))
    attack = Attack(knowledge.columns, knowledge.rows)

    assert knowledge.hidden
    assert all(attack.whole_width(cell, 8) == 8 for cell in knowledge.hidden)


def test_the_loop_is_what_makes_complements_safe() -> None:
    """A complement is a count of people, too."""
    narrow = {True: 0, False: 0}
    for loop in narrow:
        for seed in range(60):
            table = protect_table(
                draw_values(seed, 3 + seed % 3, 3 + seed % 4), keys(1, seed)[0], 5, loop=loop
            )
            if table is not None and table.hidden:
                attack, cells = attack_of(table)
                narrow[loop] += len(list(attack.conclude(cells, 8)))

    assert narrow[True] == 0
    assert narrow[False] > 0


def test_running_the_program_again_leaves_values_open_but_with_labels() -> None:
    """Kerckhoffs: everybody has the program, and only the key is the node's own."""
    left = {True: [0, 0], False: [0, 0]}
    for seed in (1, 2, 3):
        table = protect_table(draw_values(seed, 3, 3), keys(1, 10_000 + seed)[0], 5)
        assert table is not None
        for labels, sums in left.items():
            found = replay(table, 5, keys(16, seed), labels=labels, tables=20, seed=seed)
            sums[0] += found.unique
            sums[1] += found.values

    assert left[False][0] == 0
    assert left[True][1] < left[False][1]


def test_subtraction_recovers_what_a_total_gives_away() -> None:
    """The attacker himself must be able to subtract."""
    node = NODES[1]
    releases = publish_small_hidden(node)[:1]
    found = subtract(releases, Knowledge(releases))

    assert found
    assert all(1 <= value < 5 for value in found.values())
