"""The questions to the solver: what it answers, and that nobody waits or listens for it."""

import numpy as np
import pytest
from forsa.outcomes.highs import NO_LIMIT, Answer, Limits, Rows, Solver, find_integers

ALL = np.ones(3)


def a_sum(value: float) -> Rows:
    """Three unknowns with a sum, the first two with another."""
    return Rows.equations([([0, 1, 2], [1, 1, 1], value), ([0, 1], [1, 1], 4)])


def test_another_objective_is_another_answer_of_the_same_model() -> None:
    """Every bound is one question; building the model again would cost more than asking."""
    solver = Solver(3, a_sum(7))
    first = np.array([1.0, 0.0, 0.0])
    least, greatest = [], []
    for _ in range(2):
        assert solver.minimise(first) is Answer.FOUND
        least.append(solver.values[0])
        assert solver.maximise(first) is Answer.FOUND
        greatest.append(solver.values[0])

    assert least == [0, 0]
    assert greatest == [4, 4]


def test_rows_that_contradict_each_other_are_impossible_and_say_which() -> None:
    """A release whose sums do not hold is refused, and it is shown why."""
    solver = Solver(3, a_sum(3))
    answer = solver.minimise(ALL)
    conflict = solver.conflict()

    assert answer is Answer.IMPOSSIBLE
    assert conflict is not None
    assert np.all(np.sign(conflict) == [-1, 1]) or np.all(np.sign(conflict) == [1, -1])


def test_an_unknown_without_a_bound_is_no_answer() -> None:
    """Endless is not the greatest value."""
    rows = Rows.equations([([0], [1], 4)])

    assert Solver(2, rows).maximise(np.ones(2)) is Answer.UNBOUNDED


def test_spent_work_is_said_and_never_taken_for_an_answer() -> None:
    """A release would be accepted because the machine was tired."""
    columns = 30
    pairs = [([a, b], [1.0, 1.0], 10.0) for a in range(columns) for b in [(a + 7) % columns]]
    costs = np.arange(columns, dtype=np.float64)

    assert Solver(columns, Rows.equations(pairs)).minimise(costs) is Answer.FOUND
    tired = Solver(columns, Rows.equations(pairs), limits=Limits(iterations=1))
    assert tired.minimise(costs) is Answer.LIMIT


def test_whole_numbers_are_found_where_fractions_are_easier() -> None:
    """A half of a learner is in no table."""
    rows = Rows.equations([([0, 1], [2, 2], 6), ([0, 2], [1, 1], 1)])
    answer, values = find_integers(3, rows)

    assert answer is Answer.FOUND
    assert values is not None
    assert list(values[:2] * 2) in ([0, 6], [2, 4])


def test_where_only_fractions_exist_there_is_no_table() -> None:
    """Tier A would call a table possible that nobody can have."""
    rows = Rows.equations([([0], [2], 3)])

    assert Solver(1, rows).minimise(np.ones(1)) is Answer.FOUND
    assert find_integers(1, rows) == (Answer.IMPOSSIBLE, None)


def test_bounds_and_rows_change_without_a_new_model() -> None:
    """Each target would cost a model of its own."""
    solver = Solver(3, a_sum(7))
    solver.add_row([0], [1.0], 2.0, NO_LIMIT)
    assert solver.minimise(np.array([1.0, 0.0, 0.0])) is Answer.FOUND
    with_row = solver.objective
    solver.drop_rows(2)
    assert solver.minimise(np.array([1.0, 0.0, 0.0])) is Answer.FOUND

    assert (with_row, solver.objective) == (2, 0)


def test_the_solver_writes_nothing_where_people_read(capfd: pytest.CaptureFixture[str]) -> None:
    """The output of `--json` would begin with a banner."""
    Solver(3, a_sum(7)).minimise(ALL)
    find_integers(3, a_sum(7))
    out, err = capfd.readouterr()

    assert (out, err) == ("", "")
