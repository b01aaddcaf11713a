"""Laws of refusals, over small made-up frames: every sum that is told holds, exactly."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from forsa.errors import VerificationError
from forsa.outcomes.addresses import CellKey
from forsa.outcomes.exact import solve_exactly
from forsa.outcomes.judging import judge
from forsa.outcomes.refuting import Cell, check_bound
from forsa.outcomes.rejecting import Sums
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Combination
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_worlds import (
    ACYCLIC,
    AXES,
    CYCLIC,
    OUTCOME_CODES,
    Learner,
    Tables,
    keys_of,
    learners,
    shown,
)

FEW = settings(max_examples=25, deadline=None)


@FEW
@given(
    learners(points=2), st.sampled_from([*ACYCLIC, *CYCLIC]), st.sampled_from([1, 1000]), st.data()
)
def test_every_bound_has_a_sum_that_holds_exactly(
    frame: list[Learner], tables: Tables, denominator: int, data: st.DataObject
) -> None:
    """A refusal that cannot be shown is an opinion; so is one that rests on rounded numbers."""
    keys = keys_of(tables)
    hidden = set(data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=8)))
    releases = [shown(frame, tables, hidden, point=point) for point in (0, 1)]
    found = judge(releases)
    sums = Sums(releases, found.model, None, denominator=denominator)

    for place, at in enumerate(found.hidden[:6]):
        target = found.model.targets[at]
        cell = Cell(target.release, target.key)
        for value, upper in ((found.found.lower[place], False), (found.found.upper[place], True)):
            combination = sums.bound(cell, target.columns, value, upper=upper)
            assert combination is not None
            assert float(combination.bound) == pytest.approx(value)
            check_bound(releases, cell, combination, upper=upper)
            _must_break_if_changed(releases, cell, combination, upper=upper)


def test_a_weaker_sum_is_not_taken_for_the_bound() -> None:
    """Rounded to whole numbers, the sum of this frame holds and says nothing."""
    rng = Random(100)
    frame = [
        (
            {axis: rng.choice(codes) for axis, codes in AXES.items()},
            (rng.choice(OUTCOME_CODES), rng.choice(OUTCOME_CODES)),
        )
        for _ in range(rng.randint(5, 40))
    ]
    keys = keys_of(CYCLIC[0])
    hidden = set(rng.sample(keys, rng.randint(1, len(keys) // 2)))
    releases = [shown(frame, CYCLIC[0], hidden, point=point) for point in (0, 1)]
    found = judge(releases)
    sums = Sums(releases, found.model, None, denominator=1)

    for place, at in enumerate(found.hidden):
        target = found.model.targets[at]
        lower = found.found.lower[place]
        combination = sums.bound(
            Cell(target.release, target.key), target.columns, lower, upper=False
        )
        assert combination is not None
        assert float(combination.bound) == pytest.approx(lower)


def _must_break_if_changed(
    releases: Sequence[Release], cell: Cell, combination: Combination, *, upper: bool
) -> None:
    """A number that is one more, or counted once more, is another sum."""
    for at, term in enumerate(combination.terms):
        other = replace(term, times=term.times + 1)
        terms = (*combination.terms[:at], other, *combination.terms[at + 1 :])
        if term.value:
            with pytest.raises(VerificationError):
                check_bound(releases, cell, replace(combination, terms=terms), upper=upper)
    one_off = replace(combination, bound=combination.bound + (1 if not upper else -1))
    with pytest.raises(VerificationError):
        check_bound(releases, cell, one_off, upper=upper)


@FEW
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=5), st.data())
def test_equations_are_solved_exactly(truth: list[int], data: st.DataObject) -> None:
    """The sum of a proof would be nearly right."""
    weights = st.dictionaries(
        st.integers(0, len(truth) - 1), st.integers(-3, 3).filter(bool), min_size=1
    )
    rows = [
        {at: Fraction(weight) for at, weight in one.items()}
        for one in data.draw(st.lists(weights, min_size=1, max_size=6))
    ]
    equations = [(row, sum((row[at] * truth[at] for at in row), Fraction(0))) for row in rows]
    solved = solve_exactly(equations)

    assert solved is not None
    for row, total in equations:
        assert sum(weight * solved.get(at, Fraction()) for at, weight in row.items()) == total


def test_equations_that_contradict_each_other_have_no_solution() -> None:
    """Nothing would be proved by them."""
    one = {0: Fraction(1)}

    assert solve_exactly([(one, Fraction(1)), (one, Fraction(2))]) is None


@FEW
@given(learners(points=2), st.sampled_from(ACYCLIC), st.data())
def test_what_one_release_gives_away_no_other_takes_back(
    frame: list[Learner], tables: Tables, data: st.DataObject
) -> None:
    """A node would publish a harmless release first, and then the leak."""
    keys = keys_of(tables)
    hidden = set(data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=8)))
    first, last = (shown(frame, tables, hidden, point=point) for point in (0, 1))

    assert _failing([last], 0) <= _failing([first, last], 1)


def _failing(releases: Sequence[Release], last: int) -> set[CellKey]:
    """The cells of the last release that fail; groups are common to all."""
    return {
        one.key
        for one in judge(releases).failures
        if one.release == last or one.release == 0 < last
    }
