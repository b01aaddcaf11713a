"""The ladder of products: by enrolment alone, and without circles."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Final

import pytest
from forsa.errors import MalformedError, Reason
from forsa.outcomes import products
from forsa.outcomes.products import (
    VARIANTS,
    Product,
    axes_of,
    is_acyclic,
    ladder,
    linted,
    table_id,
)
from hypothesis import given, settings
from hypothesis import strategies as st

_VERTICES: Final = "abcde"
Edge = frozenset[str]
edges = st.lists(
    st.frozensets(st.sampled_from(_VERTICES), min_size=1, max_size=3), min_size=1, max_size=5
)


@settings(deadline=None)
@given(edges)
def test_tables_fit_together_exactly_when_a_tree_of_them_does(drawn: list[Edge]) -> None:
    """Bounds found table by table are exact only along such a tree; the rest would be a guess."""
    assert is_acyclic(drawn) is _has_tree(sorted(set(drawn), key=sorted))


def _has_tree(nodes: Sequence[Edge]) -> bool:
    """Whether in some tree of all tables those with an axis hang together; every tree is tried."""
    pairs = list(combinations(range(len(nodes)), 2))
    trees = combinations(pairs, len(nodes) - 1)
    return any(_connected(range(len(nodes)), tree) and _keeps_axes(nodes, tree) for tree in trees)


def _keeps_axes(nodes: Sequence[Edge], tree: Iterable[tuple[int, int]]) -> bool:
    links = list(tree)
    return all(
        _connected([at for at, node in enumerate(nodes) if vertex in node], links)
        for vertex in _VERTICES
    )


def _connected(members: Iterable[int], links: Iterable[tuple[int, int]]) -> bool:
    wanted = set(members)
    inside = [link for link in links if wanted.issuperset(link)]
    reached = set(list(wanted)[:1])
    for _ in wanted:
        reached |= {at for link in inside if reached & set(link) for at in link}
    return reached == wanted


def test_a_table_that_closes_a_circle_is_refused() -> None:
    """The audit of such a product would be wider than what can be concluded from it."""
    node4 = next(one for one in ladder(400) if one.id == "node-4")
    wider = Product("node-4", 400, (*node4.tables, ("centre", "sex", "age3")))

    assert linted(node4) is node4
    with pytest.raises(MalformedError) as caught:
        linted(wider)
    assert caught.value.reason is Reason.KIND_OUTCOME_PRODUCT_CYCLIC


@pytest.mark.parametrize(
    ("n", "best"),
    [(1, 0), (29, 0), (30, 1), (59, 1), (60, 2), (149, 2), (150, 3), (399, 3), (400, 4)],
)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_product_follows_from_the_enrolment_alone(n: int, best: int, variant: str) -> None:
    """Chosen by the counts, the choice itself would say something of them."""
    steps = [one.id.split("/")[0] for one in ladder(n, variant)]

    assert steps == [f"node-{at}" for at in range(best, -1, -1)]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_takes_the_place_of_the_strand_and_no_other(variant: str) -> None:
    """Two of them together would cross more axes than the ladder allows."""
    for one in ladder(100_000, variant):
        used = {axis for axes in one.tables for axis in axes}

        assert used & set(VARIANTS) <= {variant}
        assert products.product(one.id) == one
        assert all(len(axes) <= 3 for axes in one.tables)
        assert ("/" in one.id) is (variant != "strand" and variant in used)


@pytest.mark.parametrize(
    ("step", "name"), list(product(("node-0", "node-1", "node-2"), VARIANTS[1:]))
)
def test_a_product_without_strand_has_no_variant(step: str, name: str) -> None:
    """One product, one name."""
    with pytest.raises(KeyError):
        products.product(f"{step}/{name}")


def test_a_table_is_known_by_its_id() -> None:
    """What the audit says of a table is told in words that are found by its axes."""
    tables = {table for one in ladder(10**6) for table in one.tables}

    assert () in tables
    assert [axes_of(table_id(axes)) for axes in tables] == list(tables)
