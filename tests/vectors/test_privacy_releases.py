"""Worked examples of releases: sums of outcomes, products without circles, two vintages."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from forsa.errors import Reason
from forsa.outcomes.axes import OUTCOMES, closed_axes, coarsen
from forsa.outcomes.checks import check_release, network_theta
from forsa.outcomes.history import check_history
from forsa.outcomes.products import NETWORK, VARIANTS, is_acyclic, ladder
from forsa.outcomes.tables import Release, Vintage

from tests.support.privacy_vectors import privacy_vector
from tests.support.releases import held, learners, make_release, with_tables

_CODES = closed_axes()["outcome7"].codes


def test_outcomes_add_up_on_every_axis() -> None:
    """A learner who is counted twice, or nowhere, makes every total wrong."""
    vector = privacy_vector("S1")

    for axis in OUTCOMES:
        counts = Counter[str]()
        for code, count in vector["counts"].items():
            counts[coarsen(code, "outcome", axis)] += count
        assert counts == vector["expect"][axis]
        assert sum(counts.values()) == vector["expect"]["n"]
        assert counts.keys() == set(closed_axes()[axis].codes)


@pytest.mark.parametrize(
    "case", privacy_vector("L1")["expect"], ids=lambda one: str(one["product"])
)
def test_tables_that_cross_in_a_circle_are_no_product(case: dict[str, Any]) -> None:
    """Bounds found table by table would be wider than what can be concluded."""
    assert is_acyclic([frozenset(edge) for edge in case["edges"]]) is case["acyclic"]
    assert is_acyclic([frozenset(edge) for edge in case["edges"][::-1]]) is case["acyclic"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_product_of_the_ladder_crosses_in_a_circle(variant: str) -> None:
    """Whatever variant a member chooses."""
    for product in (*ladder(100_000, variant), NETWORK):
        edges = [
            frozenset("outcome" if axis in OUTCOMES else axis for axis in axes)
            for axes in product.tables
        ]
        assert is_acyclic(edges), product.id


def _vintage(version: dict[str, Any]) -> Release:
    """The cells of a version, as categories of `outcome7` in a frame of one group."""
    counts = dict(zip(_CODES, version["cells"], strict=False))
    people = learners(*((many, {"sex": "f", "outcome7": one}) for one, many in counts.items()))
    assert len(people) == version["total"]
    return make_release(people, "node-2", vintage=Vintage(version["vintage"]))


def _values(release: Release) -> Sequence[int]:
    return [cell.value or 0 for cell in release.tables[0].cells]


@pytest.mark.parametrize("name", ["T11", "T11b"])
def test_two_vintages_differ_by_nothing_or_by_enough(name: str) -> None:
    """A late entrant is the difference of two tables."""
    vector = privacy_vector(name)
    before, after = map(_vintage, vector["versions"])
    moved = [new - old for new, old in zip(_values(after), _values(before), strict=True)]
    expected = vector["expect"]
    found = {one.reason for one in check_history(after, [before])}

    assert moved[: len(expected["delta"])] == expected["delta"]
    assert moved[-1] == expected["delta_total"]
    assert found == {Reason(f"KIND_OUTCOME_{one}") for one in expected.get("reasons", [])}
    assert (not found) is (expected["verdict"] == "accept")


def test_a_revision_that_waits_shows_what_was_shown() -> None:
    """The table stays as it was, and says that something is to come."""
    vector = privacy_vector("T11")
    before = _vintage(vector["versions"][0])
    waits = with_tables(
        _vintage({**vector["versions"][0], "vintage": "final"}), map(held, before.tables)
    )
    displayed = vector["expect"]["displayed"]

    assert _values(waits)[: len(displayed["cells"])] == displayed["cells"]
    assert {cell.state.value for cell in waits.tables[0].cells} == {displayed["state"]}
    assert check_history(waits, [before]) == ()
    assert not [
        one
        for one in check_release(waits, centres=None, frame_n=None, least=network_theta())
        if one.reason is Reason.KIND_OUTCOME_TABLE_MALFORMED
    ]
