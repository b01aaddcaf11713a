"""Laws of the model and its bounds, over small made-up frames."""

from collections.abc import Iterator

import numpy as np
from forsa.outcomes.addresses import CellKey
from forsa.outcomes.bounds import find_intervals
from forsa.outcomes.highs import Answer
from forsa.outcomes.model import Model, System, build_model
from forsa.outcomes.sparse import Floats, Ints, Matrix
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_worlds import (
    ACYCLIC,
    AXES,
    CYCLIC,
    Learner,
    Tables,
    count,
    keys_of,
    learners,
    shown,
)

FEW = settings(max_examples=20, deadline=None)
Interval = tuple[int, int]


def intervals(model: Model) -> dict[tuple[int | None, CellKey], Interval]:
    """The interval of every cell, hidden or not."""
    cells = Matrix.of((one.columns, 1.0) for one in model.targets)
    found = find_intervals(model.system, cells)
    assert found.answer is Answer.FOUND
    return {(one.release, one.key): found.whole(at) for at, one in enumerate(model.targets)}


def hide(data: st.DataObject, tables: Tables) -> frozenset[CellKey]:
    """Some cells to hide."""
    keys = keys_of(tables)
    return frozenset(data.draw(st.lists(st.sampled_from(keys), max_size=len(keys))))


@FEW
@given(learners(points=2), st.sampled_from([*ACYCLIC, *CYCLIC]), st.booleans(), st.data())
def test_what_really_happened_lies_in_every_interval(
    frame: list[Learner], tables: Tables, whole: bool, data: st.DataObject
) -> None:
    """A model that excludes the truth would call a leak impossible."""
    hidden = hide(data, tables)
    releases = [shown(frame, tables, hidden, point=point) for point in (0, 1)]
    found = intervals(build_model(releases, whole=whole))

    for (release, key), (lower, upper) in found.items():
        assert lower <= count(frame, release or 0, key) <= upper


@FEW
@given(learners(), st.sampled_from([*ACYCLIC, *CYCLIC]), st.data())
def test_one_release_has_the_bounds_of_all_atoms(
    frame: list[Learner], tables: Tables, data: st.DataObject
) -> None:
    """The small model would refuse less than there is to refuse; with a circle there is none."""
    releases = [shown(frame, tables, hide(data, tables))]

    assert intervals(build_model(releases)) == intervals(build_model(releases, whole=True))


@FEW
@given(learners(points=2), st.sampled_from([*ACYCLIC, *CYCLIC]), st.data())
def test_the_small_model_is_never_narrower_than_all_atoms(
    frame: list[Learner], tables: Tables, data: st.DataObject
) -> None:
    """What it refuses would be refused wrongly."""
    hidden = hide(data, tables)
    releases = [shown(frame, tables, hidden, point=point) for point in (0, 1)]
    small, every = intervals(build_model(releases)), intervals(build_model(releases, whole=True))

    for cell, (lower, upper) in every.items():
        assert small[cell][0] <= lower
        assert upper <= small[cell][1]


@FEW
@given(learners(points=2), st.sampled_from(ACYCLIC), st.data())
def test_the_history_never_widens_an_interval(
    frame: list[Learner], tables: Tables, data: st.DataObject
) -> None:
    """A node could get a leak accepted by publishing something else first."""
    hidden = hide(data, tables)
    first, last = (shown(frame, tables, hidden, point=point) for point in (0, 1))
    alone, jointly = intervals(build_model([last])), intervals(build_model([first, last]))

    for (release, key), (lower, upper) in alone.items():
        at = (None if release is None else 1, key)
        assert lower <= jointly[at][0]
        assert jointly[at][1] <= upper


@FEW
@given(learners(), st.sampled_from(ACYCLIC), st.data())
def test_one_more_published_number_never_widens_an_interval(
    frame: list[Learner], tables: Tables, data: st.DataObject
) -> None:
    """More would be hidden by showing more."""
    hidden = hide(data, tables)
    more = data.draw(st.sets(st.sampled_from(sorted(hidden)))) if hidden else set()
    before = intervals(build_model([shown(frame, tables, hidden)]))
    after = intervals(build_model([shown(frame, tables, hidden - more)]))

    for cell, (lower, upper) in before.items():
        assert lower <= after[cell][0]
        assert after[cell][1] <= upper


@FEW
@given(learners(), st.sampled_from(ACYCLIC), st.data())
def test_the_order_of_categories_changes_no_interval(
    frame: list[Learner], tables: Tables, data: st.DataObject
) -> None:
    """Two programs that list codes differently would disagree about a release."""
    hidden = hide(data, tables)
    turned = {axis: tuple(reversed(codes)) for axis, codes in AXES.items()}
    one = intervals(build_model([shown(frame, tables, hidden)]))
    other = intervals(build_model([shown(frame, tables, hidden, axes=turned)]))

    assert one == other


def some_rows(data: st.DataObject, columns: int) -> Matrix:
    """The sum of everything, and of some other unknowns."""
    some = st.lists(st.integers(0, columns - 1), min_size=1, unique=True)
    subsets = data.draw(st.lists(some, min_size=1, max_size=6))
    every = [list(range(columns)), *subsets]
    return Matrix.of((np.array(one, dtype=np.int32), 1.0) for one in every)


def whole_tables(rows: Matrix, equal: Floats, columns: int) -> list[tuple[int, ...]]:
    """All whole tables that have these sums, by brute force; the first row sums everything."""
    return [
        table
        for table in _ways(columns, int(equal[0]))
        if np.array_equal(rows.times(np.array(table, dtype=np.float64)), equal)
    ]


def _ways(columns: int, total: int) -> Iterator[tuple[int, ...]]:
    if columns == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _ways(columns - 1, total - first):
            yield (first, *rest)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.data())
def test_bounds_contain_every_whole_table(columns: int, data: st.DataObject) -> None:
    """A value that some table has would be called impossible."""
    places = data.draw(st.lists(st.integers(0, columns - 1), max_size=4))
    truth = np.bincount(np.array(places, dtype=np.int64), minlength=columns)
    rows = some_rows(data, columns)
    equal = rows.times(truth.astype(np.float64))
    each = Matrix.of((np.array([one], dtype=np.int32), 1.0) for one in range(columns))
    found = find_intervals(System(columns, rows, equal), each)
    tables = whole_tables(rows, equal, columns)

    assert found.answer is Answer.FOUND
    for column in range(columns):
        lower, upper = found.whole(column)
        values = {table[column] for table in tables}
        assert lower <= min(values)
        assert max(values) <= upper


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.data())
def test_only_what_no_table_has_is_impossible(columns: int, data: st.DataObject) -> None:
    """An honest release would be refused as one that contradicts itself."""
    rows = some_rows(data, columns)
    sums = st.lists(st.integers(0, 5), min_size=rows.rows, max_size=rows.rows)
    equal = np.array(data.draw(sums), dtype=np.float64)
    found = find_intervals(System(columns, rows, equal), Matrix.of([]))

    if found.answer is Answer.IMPOSSIBLE:
        assert not whole_tables(rows, equal, columns)
    else:
        assert found.answer is Answer.FOUND


@FEW
@given(st.lists(st.lists(st.integers(0, 9), min_size=9, max_size=9), min_size=2, max_size=3))
def test_systems_that_do_not_touch_have_the_bounds_of_each(truths: list[list[int]]) -> None:
    """One question is asked of all blocks at once; one would spoil the answer of the other."""
    lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]]
    alone: list[Interval] = []
    rows: list[tuple[Ints, float]] = []
    equal: list[int] = []
    for number, truth in enumerate(truths):
        own = [(np.array(line, dtype=np.int32), 1.0) for line in lines]
        sums = [sum(truth[at] for at in line) for line in lines]
        alone += _bounds(own, sums, 9)
        rows += [((line + 9 * number).astype(np.int32), weight) for line, weight in own]
        equal += sums

    assert _bounds(rows, equal, 9 * len(truths)) == alone


def _bounds(rows: list[tuple[Ints, float]], equal: list[int], columns: int) -> list[Interval]:
    system = System(columns, Matrix.of(rows), np.array(equal, dtype=np.float64))
    each = Matrix.of((np.array([one], dtype=np.int32), 1.0) for one in range(columns))
    found = find_intervals(system, each)
    assert found.answer is Answer.FOUND
    return [found.whole(at) for at in range(columns)]


def test_one_sum_with_two_values_is_impossible() -> None:
    """Of two releases that contradict each other one would be forgotten."""
    rows = Matrix.of((np.array([0, 1], dtype=np.int32), 1.0) for _ in range(2))
    other = System(2, rows, np.array([2.0, 3.0]))

    assert find_intervals(other, Matrix.of([])).answer is Answer.IMPOSSIBLE


def test_tables_in_a_circle_are_judged_over_all_atoms() -> None:
    """Two by two they agree with what no learners have: who is a girl is told by the strand."""
    kinds = (("a00_15", "f", "educational"), ("a16_17", "m", "vocational"))
    frame = [
        ({"age3": age, "sex": sex, "strand": strand, "centre": "c1"}, ("active_life",))
        for age, sex, strand in kinds
        for _ in range(20)
    ]
    hidden = [key for key in keys_of(CYCLIC[0]) if {"age3", "sex"} <= {axis for axis, _ in key}]
    found = intervals(build_model([shown(frame, CYCLIC[0], hidden)]))

    assert found[None, (("age3", "a00_15"), ("sex", "f"))] == (20, 20)
