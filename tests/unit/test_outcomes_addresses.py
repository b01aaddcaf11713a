"""One cell, one key: what may not be shown in one table and hidden in another."""

from collections.abc import Sequence
from itertools import product as combinations
from random import Random

import pytest
from forsa.outcomes.addresses import EVERYBODY, canonical_address, cell_key, group_of
from forsa.outcomes.axes import OUTCOMES, TOTAL, closed_axes, coarsen
from hypothesis import given
from hypothesis import strategies as st

_AXES = ("sex", "age3", *OUTCOMES)


def _atoms(axes: Sequence[str], at: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The combinations of sex, age and finest outcome that an address covers."""
    wanted = {axis: code for axis, code in zip(axes, at, strict=True) if code != TOTAL}
    closed = closed_axes()
    atoms = combinations(closed["sex"].codes, closed["age3"].codes, closed["outcome7"].codes)
    return frozenset(atom for atom in atoms if all(_has(atom, *pair) for pair in wanted.items()))


def _has(atom: tuple[str, str, str], axis: str, code: str) -> bool:
    sex, age, outcome = atom
    own = {"sex": sex, "age3": age}.get(axis)
    return (own or coarsen(outcome, "outcome7", axis)) == code


@st.composite
def addresses(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An address of a table with up to three axes, one of them of outcomes at most."""
    plain = draw(st.lists(st.sampled_from(("sex", "age3")), unique=True, max_size=2))
    outcome = draw(st.lists(st.sampled_from(OUTCOMES), max_size=1))
    axes = draw(st.permutations((*plain, *outcome)))
    at = [draw(st.sampled_from((*closed_axes()[axis].codes, TOTAL))) for axis in axes]
    return tuple(axes), tuple(at)


@given(addresses(), addresses())
def test_two_addresses_have_one_key_exactly_when_they_cover_the_same_learners(
    one: tuple[tuple[str, ...], tuple[str, ...]], other: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    """A cell hidden under one address would be read under the other."""
    assert (cell_key(*one) == cell_key(*other)) is (_atoms(*one) == _atoms(*other))


@given(addresses(), st.randoms())
def test_the_order_of_the_axes_makes_no_other_cell(
    address: tuple[tuple[str, ...], tuple[str, ...]],
    random: Random,
) -> None:
    """Two products may list the same axes in another order."""
    pairs = list(zip(*address, strict=True))
    random.shuffle(pairs)
    axes, at = tuple(zip(*pairs, strict=True)) if pairs else ((), ())

    assert cell_key(axes, at) == cell_key(*address)


@pytest.mark.parametrize(
    ("axes", "at", "address"),
    [
        ((), (), "2024-2025"),
        (("sex", "outcome7"), ("f", "unknown"), "2024-2025|outcome7=unknown|sex=f"),
        (("sex", "outcome4"), (TOTAL, "active_life"), "2024-2025|outcome7=active_life"),
        (("outcome4",), ("vocational",), "2024-2025|outcome4=vocational"),
        (("outcome2",), ("rest",), "2024-2025|outcome4=rest"),
        (("outcome4",), (TOTAL,), "2024-2025"),
    ],
)
def test_a_canonical_address_names_neither_table_nor_point(
    axes: tuple[str, ...], at: tuple[str, ...], address: str
) -> None:
    """The noise of a cost is keyed by it: one cell must get one cost in every table."""
    assert canonical_address("2024-2025", cell_key(axes, at)) == address


def test_the_group_of_a_cell_is_the_cell_without_its_outcome() -> None:
    """The rule of thin groups and the rule of group attributes ask for it."""
    assert group_of(cell_key(("sex", "outcome7"), ("f", "unknown"))) == (("sex", "f"),)
    assert group_of(cell_key(("outcome7",), ("unknown",))) == EVERYBODY
