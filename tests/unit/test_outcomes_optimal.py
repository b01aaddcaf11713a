"""The exact pattern, and how near the fast one comes to it."""

from collections.abc import Iterable
from random import Random

import pytest
from forsa.outcomes.complementing import hide_complements
from forsa.outcomes.highs import NO_LIMIT
from forsa.outcomes.moving import Moves
from forsa.outcomes.optimal import cheapest_pattern
from forsa.outcomes.sheets import Place, Sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.privacy_vectors import privacy_vector
from tests.support.tables_of_numbers import two_way_place, two_way_sheet

INVESTMENT = two_way_sheet([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
REGIONS = two_way_sheet([[18, 2], [14, 19], [12, 10], [11, 14]])


def _by_value(sheet: Sheet) -> dict[Place, int]:
    return {place: value for place, value in sheet.true.items() if len(place[1]) == 2}


def _by_number(sheet: Sheet) -> dict[Place, int]:
    return {place: 1 for place in sheet.true if len(place[1]) == 2}


CASES = [
    ("T2b", INVESTMENT, _by_value(INVESTMENT), two_way_place(1, 2)),
    ("T2c", INVESTMENT, _by_number(INVESTMENT), two_way_place(1, 2)),
    ("T4", REGIONS, _by_value(REGIONS), two_way_place(0, 1)),
]
"""Vector, table, costs, primary: interior cells alone may be hidden."""


@pytest.mark.parametrize(("name", "sheet", "costs", "primary"), CASES, ids=lambda one: str(one)[:3])
def test_the_optimum_of_the_vector_is_found(
    name: str, sheet: Sheet, costs: dict[Place, int], primary: Place
) -> None:
    """`--optimal` would say of a dearer pattern that there is none better."""
    vector = privacy_vector(name)
    pattern = cheapest_pattern(sheet, costs, [primary], vector["parameters"]["W"])

    assert pattern is not None
    assert sum(costs[place] for place in pattern) == vector["expect"]["suppression"]["optimum"]
    assert primary in pattern


@pytest.mark.parametrize(("name", "sheet", "costs", "primary"), CASES, ids=lambda one: str(one)[:3])
def test_the_fast_way_finds_the_optimum_of_the_vector_too(
    name: str, sheet: Sheet, costs: dict[Place, int], primary: Place
) -> None:
    """A node would hide more than it has to, in the simplest tables of the handbooks."""
    vector = privacy_vector(name)
    moves = Moves(sheet, costs, [primary])

    assert hide_complements(moves, vector["parameters"]["W"]) == ()
    assert (
        sum(costs[place] for place in moves.hidden) == (vector["expect"]["suppression"]["optimum"])
    )


def test_where_no_pattern_will_do_both_ways_say_so() -> None:
    """A pattern that protects nothing would be published."""
    alone, inside = two_way_sheet([[3]]), two_way_place(0, 0)
    moves = Moves(alone, {inside: 1}, [inside])

    assert cheapest_pattern(alone, {inside: 1}, [inside], 8) is None
    assert hide_complements(moves, 8) == (inside,)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_exact_pattern_is_never_dearer_and_protects_its_primaries(seed: int) -> None:
    """It is what the fast one is measured against: an oracle that is wrong praises anything."""
    random = Random(seed)
    values = [[random.choice((0, 2, 6, 9, 14, 20)) for _ in range(4)] for _ in range(3)]
    sheet = two_way_sheet(values)
    costs = {place: random.randint(300, 3000) for place in sheet.true if place[1]}
    primaries = [place for place in costs if 1 <= sheet.true[place] < 5][:4]
    moves = Moves(sheet, costs, primaries)
    failed = hide_complements(moves, 8)
    pattern = cheapest_pattern(sheet, costs, primaries, 8)

    assert pattern is not None or failed
    if pattern is not None:
        assert failed or _sum(costs, pattern) <= _sum(costs, moves.hidden)
        given_pattern = Moves(sheet, costs, pattern)
        assert all(_is_wide(given_pattern, place) for place in primaries)


def _sum(costs: dict[Place, int], places: Iterable[Place]) -> int:
    return sum(costs[place] for place in places)


def _is_wide(moves: Moves, place: Place) -> bool:
    """Whether hidden cells alone let a cell have two values 8 apart, its own between them."""
    value = moves.whole_value(place)
    return any(
        moves.move(place, value + 8 - down, NO_LIMIT) == frozenset()
        and moves.move(place, 0, value - down) == frozenset()
        for down in range(min(value, 8) + 1)
    )
