"""The primary rule: which cells tell of a learner by themselves."""

import pytest
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.primary import (
    Why,
    gives_itself_away,
    hidden_outcomes,
    is_small,
    primary_cells,
)
from forsa.outcomes.products import ladder
from forsa.outcomes.tables import Theta
from forsa.outcomes.tabulating import Counts, tabulate, with_margins
from forsa.testing.learners import draw_node
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.member_tables import axes_of
from tests.support.privacy_vectors import privacy_vector

P1 = privacy_vector("P1")
T13 = privacy_vector("T13")


@pytest.mark.parametrize("group", P1["groups"])
def test_a_group_has_the_primaries_of_the_vector(group: str) -> None:
    """Every implementation would hide something else, and be compared by it."""
    counts = dict(zip(P1["axis"], P1["groups"][group], strict=True))
    expected = P1["expect"][group]

    assert sum(counts.values()) == expected["n"]
    assert hidden_outcomes(counts, Theta()) == expected["primary"]
    assert is_small(expected["n"], Theta()) is expected["n_hidden"]


def test_the_groups_of_the_handbook_give_themselves_away() -> None:
    """Six of six, and five of six to whoever knows the sixth: no threshold sees it."""
    groups = {
        one["group"]: dict(zip(T13["axes"]["work"], one["counts"], strict=True))
        for one in T13["groups"]
    }
    failing = [group for group, counts in groups.items() if gives_itself_away(counts, Theta())]

    assert failing == T13["expect"]["failing_groups"]


def test_an_outcome_that_harms_nobody_may_be_known_of_a_larger_group() -> None:
    """A centre whose 24 girls all went back to school could never say so."""
    assert not gives_itself_away({"formal_education": 24, "rest": 0}, Theta())
    assert gives_itself_away({"formal_education": 0, "rest": 24}, Theta())
    assert gives_itself_away({"formal_education": 19, "rest": 0}, Theta())


def test_an_outcome_that_is_told_in_parts_gives_a_group_away() -> None:
    """That none of 30 girls was integrated is known, whether `rest` is one cell or three."""
    nobody = dict.fromkeys(("formal_education", "apprenticeship", "active_life"), 0)
    rest = {"not_integrated_known": 10, "unknown": 10, "excluded": 10}

    assert gives_itself_away({**nobody, "vocational_training": 0, **rest}, Theta())
    assert gives_itself_away({**nobody, "vocational_training": 1, **rest}, Theta())
    assert not gives_itself_away({**nobody, "vocational_training": 5, **rest}, Theta())


def test_an_empty_group_hides_nothing() -> None:
    """Half of every table would be hidden for categories that nobody is in."""
    assert hidden_outcomes({"formal_education": 0, "rest": 0}, Theta()) == {}
    assert set(hidden_outcomes({"formal_education": 0, "rest": 1}, Theta()).values()) == {Why.THIN}


def test_a_thin_group_hides_its_zeros_too() -> None:
    """With nine girls, a shown 0 tells of each what did not become of her."""
    nine = {"formal_education": 9, "rest": 0}

    assert hidden_outcomes(nine, Theta()) == dict.fromkeys(nine, Why.THIN)
    assert hidden_outcomes({"formal_education": 12, "rest": 8}, Theta()) == {}


@given(st.integers(0, 100), st.integers(30, 500))
@settings(max_examples=10, deadline=None)
def test_no_cell_that_is_left_is_small_thin_or_gives_away(seed: int, n: int) -> None:
    """What the rule forgets is published."""
    node = draw_node(seed, n, 2)
    counts = tabulate(node.learners, ladder(n)[0], axes_of(node), "m3")
    found = primary_cells(counts, Theta())

    assert () not in found
    for table, cells in counts.items():
        for at, count in cells.items():
            group = cells[(*at[:-1], TOTAL)]
            key = tuple(sorted((a, c) for a, c in zip(table, at, strict=True) if c != TOTAL))
            if key and not any(axis == "outcome4" for axis, _ in key):
                small = 1 <= count < 5
                thin = at[-1] != TOTAL and 1 <= group < 10
                assert (small or thin) <= (key in found)


def test_the_frame_total_is_never_a_primary() -> None:
    """It is public already: the enrolment that chose the product."""
    axes = {"sex": ("f", "m"), "outcome4": ("formal_education", "rest")}
    table = ("sex", "outcome4")
    interior: dict[tuple[str, ...], int] = {("f", "rest"): 2, ("m", "formal_education"): 1}
    counts: Counts = {table: with_margins(interior, table, axes)}

    assert () not in primary_cells(counts, Theta())
    assert primary_cells(counts, Theta())
